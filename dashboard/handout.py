"""Downloads: the tables and drawings of a page, read from the finished page itself, so that they say the same."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import formatting
from dashboard.charts.render.element import Element
from dashboard.components.drawing import Drawing
from dashboard.components.filter_line import in_words
from dashboard.exports.page_data import Stamp, csv_file, svg_file, xlsx_file
from dashboard.exports.plain import plain_table, read
from dashboard.filters import link
from dashboard.finish import figures, tables, walk
from dashboard.look import Look
from dashboard.settings import ASSETS
from dashboard.visit import Page

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "csv-punkt": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_ENDINGS = {"csv-punkt": "csv", "png": "svg"}


def handout(look: Look, page: Page, form: str, number: int) -> tuple[bytes, str] | None:
    """Bytes and file name; None when the page has no such figure. The browser makes PNG from the SVG."""
    if form == "xlsx":
        found = tables(page.content)
        name = file_name(look, "tabellen", form)
        return (xlsx_file([plain_table(t) for t in found], stamp(look, page)), name) if found else None
    framed = figures(page.content)
    if not 1 <= number <= len(framed):
        return None
    figure = framed[number - 1]
    name = file_name(look, f"bild{number}" if form in ("svg", "png") else f"tabelle{number}", form)
    said = stamp(look, page, _source(figure))
    if form in ("svg", "png"):
        drawn = [_markup(part.root) for part in walk(figure) if isinstance(part, Drawing) and _is_large(part)]
        return (svg_file(drawn, _finding(figure), said, drawing_css()), name) if drawn else None
    inside = tables(figure)
    return (csv_file(plain_table(inside[0]), said, comma=form == "csv"), name) if inside else None


def stamp(look: Look, page: Page, source: str = "") -> Stamp:
    """Page, choices, release, source and signs."""
    shown = look.visit.shown
    signs = "; ".join(f"{printed} {word}" for printed, word in shown.signs().values())
    when = formatting.moment(shown.info.published_at, shown.city.timezone)
    audience = look.visit.access.audience
    lines = [
        ("Ausgabe", f"{shown.info.id}, veröffentlicht {when}"),
        ("Sicht", f"{audience.title} (ab {audience.k} Personen)"),
        ("Auswahl", in_words(look.chosen, look.offers)),
        *([("Quelle", source)] if source else []),
        ("Zeichen", signs),
        ("Adresse", link(look.path, look.chosen.having("release", shown.info.id))),
    ]
    if shown.info.example:
        lines.insert(0, ("Hinweis", "Beispieldaten. Alle Zahlen sind erfunden."))
    return Stamp(f"{page.title}, {shown.city.name}", tuple(lines))


def file_name(look: Look, what: str, form: str) -> str:
    """KIM_kennzahl-gu_auslastung_2026-11-25T024856Z-1_tabelle1.csv"""
    place = re.sub(r"[^a-z0-9_]+", "-", look.path.strip("/")) or "lagebild"
    return f"KIM_{place}_{look.visit.shown.info.id}_{what}.{_ENDINGS.get(form, form)}"


@lru_cache(maxsize=1)
def drawing_css() -> str:
    """Our own style sheets in one text."""
    return "\n".join(f.read_text(encoding="utf-8") for f in sorted(ASSETS.glob("[3-5]?-*.css")))


def _is_large(part: Drawing) -> bool:
    classes = part.root[1].get("class", "").split()
    return "chart" in classes and "narrow" not in classes


def _markup(root: Sequence[Any]) -> str:
    return _element(root).markup()


def _element(node: Sequence[Any]) -> Element:
    tag, attributes, children = node
    return Element(tag, tuple(attributes.items()), tuple(c if isinstance(c, str) else _element(c) for c in children))


def _finding(figure: Component) -> str:
    return next((read(part).text for part in walk(figure) if isinstance(part, html.H2)), "")


def _source(figure: Component) -> str:
    said = (part for part in walk(figure) if "micro" in (getattr(part, "className", None) or "").split())
    return next((read(part).text.removeprefix("Quelle: ") for part in said), "")
