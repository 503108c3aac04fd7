"""Drawings for paper: the tree of a chart as one SVG that stands alone, in the light colours and our own type."""

import re
from collections.abc import Sequence
from functools import lru_cache

from dashboard.charts.render.element import Element
from dashboard.exports.page_data import drawing_rules
from dashboard.settings import ASSETS
from dashboard.theme import LIGHT

_TOKEN = re.compile(r"var\(--([a-z0-9-]+)\)")
_SPOKEN = {"role", "aria-label", "aria-hidden", "focusable"}
_GAP = 10.0
FAMILY = "Source Sans 3"


def stacked(drawings: Sequence[Element]) -> str:
    """Drawings one below the other; the words that only a screen reads stay away, the paper has its own."""
    sizes = [_size(drawing) for drawing in drawings]
    wide = max(width for width, _ in sizes)
    inner, y = [], 0.0
    for drawing, (width, height) in zip(drawings, sizes, strict=True):
        place = f'<svg x="0" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}"'
        inner.append(_plain(drawing).markup().replace("<svg", place, 1))
        y += height + _GAP
    high = y - _GAP
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{high:.0f}"'
        f' viewBox="0 0 {wide:.0f} {high:.0f}"><style>{_rules()}</style>{"".join(inner)}</svg>'
    )
    return _TOKEN.sub(lambda found: LIGHT.get(found[1], LIGHT["st-ink"]), text)


def _size(drawing: Element) -> tuple[float, float]:
    _, _, width, height = dict(drawing.attributes)["viewBox"].split()
    return float(width), float(height)


def _plain(part: Element) -> Element:
    """The same without titles for the pointer and without roles."""
    kept = tuple((name, value) for name, value in part.attributes if name not in _SPOKEN)
    children = (c if isinstance(c, str) else _plain(c) for c in part.children if isinstance(c, str) or c.tag != "title")
    return Element(part.tag, kept, tuple(children))


@lru_cache(maxsize=1)
def _rules() -> str:
    css = "\n".join(file.read_text(encoding="utf-8") for file in sorted(ASSETS.glob("[3-5]?-*.css")))
    own = f".chart text,.tile text{{font-family:'{FAMILY}'}}"
    return re.sub(r"\.finding\{[^}]*\}|\.stamp\{[^}]*\}|transition[^;}]*;?", "", drawing_rules(css)) + own
