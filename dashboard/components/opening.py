"""The opening of a subject page: what it is about, its finding, and beside it what may stand there."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.card import card
from dashboard.records import Reading, Snapshot
from dashboard.visit import Visit


def opening(title: str, lead: str, rest: str = "", beside: Component | None = None) -> Component:
    """Title, lead and a smaller sentence after it."""
    parts = [html.H1(title, className="eyebrow"), html.P(lead, className="lead")]
    if rest:
        parts.append(html.P(rest, className="lead-rest"))
    return html.Div([part for part in (html.Div(parts), beside) if part is not None], className="top")


def figures(*parts: Component | None) -> Component:
    """Figures one below the other."""
    return html.Div([part for part in parts if part is not None], className="figures section")


def pair(*parts: Component | None) -> Component | None:
    """Figures beside each other, one below the other where there is no room; None without any."""
    found = [part for part in parts if part is not None]
    return html.Div(found, className="pair") if len(found) > 1 else (found[0] if found else None)


def cards(title: str, note: str, readings: Sequence[Reading], visit: Visit) -> Component | None:
    """A section of cards; None where this release knows none of the indicators."""
    if not readings:
        return None
    shown: Snapshot = visit.shown
    head = html.Div([html.H2(title), html.P(note)], className="section-head")
    body = html.Div([card(reading, shown, visit.today) for reading in readings], className="cards")
    return html.Section([head, body], className="section")
