"""The document around every page: what the browser loads, and the asked page in it before any script has run."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from dash import Dash
from flask import request

from dashboard.bundles import Bundle
from dashboard.components.frame import BRAND

# The page as HTML text, and the title of its window.
First = tuple[str, str]
_FIRST = "<!-- first -->"
# What Dash would load for components that no page has, and for browsers that are no longer in use.
_UNUSED = ("/dash/dcc/", "/dash/html/", "/dash/dash_table/", "/deps/polyfill@")
_FONTS = "".join(
    f'<link rel="preload" href="/assets/vendor/fonts/{name}-latin.woff2" as="font" type="font/woff2" crossorigin>\n'
    for name in ("source-sans-3", "source-serif-4")
)
_INDEX = f"""<!DOCTYPE html>
<html lang="de">
<head>
{{%metas%}}
<title>{{%title%}}</title>
<link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
<script src="/assets/early/theme.js"></script>
<link rel="stylesheet" href="$css">
{_FONTS}{{%css%}}
</head>
<body>
<noscript>Ohne JavaScript fehlen Suche, Filter und Umschalten.</noscript>
<div id="announce" class="vh" role="status"></div>
<div id="first">{_FIRST}</div>
{{%app_entry%}}
{{%config%}}
<script src="$js"></script>
{{%scripts%}}
{{%renderer%}}
</body>
</html>"""


class Document(Dash):
    """Dash that loads only what our one component needs, and does not even name a host to ask for new versions.

    `first` gives the page of an address and its query, `own` are the bundles of styles and scripts.
    """

    def __init__(self, own: tuple[Bundle, Bundle], assets: Path, first: Callable[[str, str], First]) -> None:
        self._first = first
        super().__init__(
            "dashboard",
            assets_folder=str(assets),
            assets_ignore=".*",
            use_pages=False,
            title=BRAND,
            update_title=None,
            suppress_callback_exceptions=True,
            enable_mcp=False,
            index_string=_INDEX.replace("$css", own[0].path).replace("$js", own[1].path),
            meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
        )

    def interpolate_index(self, **parts: str) -> str:
        """The document with the page of the asked address in it, seen before any script and without one."""
        query = request.query_string.decode("utf-8", "replace")
        content, title = self._first(request.path, f"?{query}" if query else "")
        parts |= {"title": escape(title), "app_entry": '<div id="react-entry-point"></div>'}
        whole: str = super().interpolate_index(**parts)
        return whole.replace(_FIRST, content, 1)

    def _config(self) -> dict[str, Any]:
        return {**super()._config(), "dash_version_url": None, "children_props": {}}

    def _generate_scripts_html(self) -> str:
        tags: str = super()._generate_scripts_html()
        return "\n".join(tag for tag in tags.split("\n") if not any(name in tag for name in _UNUSED))
