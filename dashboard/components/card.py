"""The card of one indicator: value, judgement, change, course, target and what it rests on, always in this order."""

import datetime as dt

from dash import html
from dash.development.base_component import Component

from dashboard import sentences
from dashboard.charts.render import svg
from dashboard.charts.sparkline import sparkline
from dashboard.components import value
from dashboard.components.drawing import drawing
from dashboard.components.status import pill
from dashboard.records import Reading, Snapshot


def card(reading: Reading, shown: Snapshot, today: dt.date) -> Component:
    """One indicator as a card whose whole surface leads to its page."""
    indicator, signs = reading.indicator, shown.signs()
    link = html.A(
        indicator.title,
        href=f"/kennzahl/{indicator.id}",
        **{"aria-label": sentences.spoken(reading, signs, today)},
    )
    state = reading.state(today)
    row = [value.value(reading, shown), pill(state)]
    body = [html.H3(link), html.Div([part for part in row if part is not None], className="value-row")]
    missing = value.absence(reading, shown)
    body += missing or [_stale(reading, today) or value.change(reading, shown)]
    spec = None if missing else sparkline(reading, signs, today)
    body += [drawing(svg.sparkline(spec)) if spec else None, _target(reading), _footer(reading, shown)]
    return html.Article([part for part in body if part is not None], className="card")


def _stale(reading: Reading, today: dt.date) -> Component | None:
    if reading.state(today) != "stale":
        return None
    return html.P("Der Stand ist zu alt, um zu bewerten; eine neue Lieferung steht aus.", className="delta")


def _target(reading: Reading) -> Component | None:
    if (text := sentences.target(reading)) is None:
        return None
    both = text.startswith("Zielkorridor")
    return html.P([html.I(className="band" if both else "line"), text], className="target")


def _footer(reading: Reading, shown: Snapshot) -> Component:
    indicator, point = reading.indicator, reading.latest
    left = sentences.basis(indicator, point) if point else None
    if note := sentences.method_note(reading):
        left = f"{left}, {note}" if left else note
    right = sentences.stand(indicator, point) if point and point.value is not None else ""
    source = html.Span(f"Quelle: {sentences.offices(reading, shown.sources)}", className="source")
    return html.Footer([html.Span(left or ""), html.Span(right), source])
