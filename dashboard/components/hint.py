"""The line under the header that holds at most what must be known before reading on."""

from dash import html
from dash.development.base_component import Component

from dashboard.records import Snapshot


def hint(shown: Snapshot | None, old_release: str | None) -> Component | None:
    """Example data, and behind it what is to be said of the release; nothing when neither is the case."""
    if shown is not None and shown.info.example:
        text = [
            html.B("Beispieldaten."),
            " Alle Zahlen auf dieser Seite sind erfunden.",
            *([f" {old_release}"] if old_release else []),
        ]
    elif old_release:
        text = [old_release]
    else:
        return None
    return html.Aside(html.Div(text, className="wrap"), className="hint", **{"aria-label": "Hinweis zu den Daten"})
