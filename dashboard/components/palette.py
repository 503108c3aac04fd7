"""The search over indicators, pages, districts, releases and glossary; its entries come when it is opened first."""

from dash import html
from dash.development.base_component import Component

ENTRIES = "/suche.json"


def palette() -> Component:
    """An empty dialog; `assets/53-dialogs.js` puts combobox and list into it, because Dash has no plain input."""
    return html.Dialog(
        [
            html.Div(
                className="palette-field", **{"data-label": "Suchen in Kennzahlen, Seiten, Stadtvierteln, Glossar"}
            ),
            html.Div(className="palette-list"),
            html.P("", className="vh", role="status"),
        ],
        id="suche",
        className="palette",
        **{"aria-label": "Suche", "data-entries": ENTRIES},
    )
