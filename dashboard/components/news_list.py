"""What is new since the release before, as a short list; the rest is one step away."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import formatting
from dashboard.news import MOST, News

TITLE = "Neu seit der letzten Ausgabe"
NOTHING = "Keine Bewertung, kein früherer Wert und keine Definition hat sich geändert."


def news_list(entries: Sequence[News]) -> Component:
    """The first entries, and those after them behind a summary."""
    if not entries:
        return html.Div([html.H2(TITLE), html.P(NOTHING)], className="panel news")
    parts: list[Component] = [html.H2(TITLE), html.Ul([_entry(entry) for entry in entries[:MOST]])]
    if rest := entries[MOST:]:
        count = formatting.counted(len(rest), "weitere Änderung", "weitere Änderungen")
        more = [html.Summary(count), html.Ul([_entry(entry) for entry in rest])]
        parts.append(html.Details(more, className="more"))
    return html.Div(parts, className="panel news")


def _entry(entry: News) -> Component:
    why = [" ", html.Span(entry.why, className="why")] if entry.why else []
    return html.Li([html.B(f"{entry.kind}: "), html.A(entry.text, href=entry.href), *why])
