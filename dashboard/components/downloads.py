"""The places of download links: what they lead to is known only when the whole page is (dashboard/finish.py)."""

from dash import html
from dash.development.base_component import Component

TABLE_FORMS = (("csv", "CSV (1,5)"), ("csv-punkt", "CSV (1.5)"))
PICTURE_FORMS = (("svg", "SVG"), ("png", "PNG"))


def downloads(*, drawn: bool) -> Component:
    """Links to the data of one figure and, where it is drawn, to its picture; each gets its address later."""
    parts: list[Component | str] = ["Daten: "]
    forms = [*TABLE_FORMS, *(PICTURE_FORMS if drawn else ())]
    for at, (form, word) in enumerate(forms):
        if form == PICTURE_FORMS[0][0]:
            parts.append(" · Bild: ")
        elif at:
            parts.append(" ")
        parts.append(html.A(word, href="#", className="download", download="", **{"data-download": form}))
    return html.P(parts, className="downloads")


def page_download() -> Component:
    """The link to all tables of the page in one workbook; gets its address later."""
    return html.A("Tabellen der Seite (XLSX)", href="#", className="button download", download="",
                  **{"data-download": "xlsx"})  # fmt: skip
