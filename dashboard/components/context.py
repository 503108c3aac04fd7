"""The strip of context numbers: no judgement, but every break and every rounding is said."""

import datetime as dt

from dash import html
from dash.development.base_component import Component

from dashboard import sentences
from dashboard.charts.render import svg
from dashboard.charts.series import break_text
from dashboard.charts.sparkline import sparkline
from dashboard.components import value
from dashboard.components.drawing import drawing
from dashboard.records import Reading, Snapshot


def context(readings: tuple[Reading, ...], shown: Snapshot, today: dt.date) -> Component:
    """All context numbers side by side."""
    return html.Ul([html.Li(_number(reading, shown, today)) for reading in readings], className="context")


def _number(reading: Reading, shown: Snapshot, today: dt.date) -> list[Component]:
    indicator, signs = reading.indicator, shown.signs()
    link = html.A(
        indicator.title,
        href=f"/kennzahl/{indicator.id}",
        **{"aria-label": sentences.spoken(reading, signs, today)},
    )
    missing = value.absence(reading, shown)
    spec = None if missing else sparkline(reading, signs, today)
    drawn_breaks = spec.breaks if spec else ()
    parts = [
        html.H3(link),
        value.value(reading, shown),
        *(missing or [value.change(reading, shown)]),
        drawing(svg.sparkline(spec)) if spec else None,
        *[html.P(break_text(b), className="note") for b in indicator.breaks if drawn_breaks],
        html.P(_origin(reading, shown, today), className="micro"),
    ]
    return [part for part in parts if part is not None]


def _origin(reading: Reading, shown: Snapshot, today: dt.date) -> str:
    point = reading.latest
    parts = []
    if point is not None and point.value is not None:
        parts.append(f"Stand {sentences.stand(reading.indicator, point)}")
    if reading.expired(today):
        parts.append("veraltet, neuere Zahlen stehen aus")
    parts += [note for note in (sentences.method_note(reading),) if note]
    parts.append(f"Quelle: {sentences.offices(reading, shown.sources)}")
    return " · ".join(parts)
