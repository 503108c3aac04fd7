"""Kennzahl: one page for every indicator, from its value to its definition."""

import datetime as dt

from dash import html
from dash.development.base_component import Component

from dashboard import sentences, warehouse
from dashboard.components import value
from dashboard.components.figure import breakdown_tables, trend_figure, values_table
from dashboard.components.profile import profile
from dashboard.components.status import pill
from dashboard.records import Point, Reading, Snapshot
from dashboard.visit import Page, Visit


def page(visit: Visit) -> Page | None:
    """Question, value and judgement, trend, last values, breakdowns, and beside it the Steckbrief."""
    shown, today = visit.shown, visit.today
    if (reading := shown.reading(visit.argument)) is None:
        return None
    indicator = reading.indicator
    members: tuple[Point, ...] = ()
    if (latest := reading.latest) is not None:
        audience = visit.access.audience.id
        members = warehouse.breakdown(visit.home, audience, shown.info.id, indicator.id, latest.period)
    title = html.Div([html.H1(indicator.title), html.P(indicator.question, className="sub")])
    main = [
        trend_figure(reading, shown, today),
        html.Div(values_table(reading, shown, today), className="panel"),
        *(html.Div(found, className="panel") for found in breakdown_tables(reading, members, shown)),
    ]
    columns = [html.Div([part for part in main if part is not None], className="stack"), profile(reading, shown, today)]
    crumb = [html.A("Lagebild", href="/"), " › ", html.Span(indicator.title, **{"aria-current": "page"})]
    content = [
        html.Nav(crumb, className="crumb", **{"aria-label": "Pfad"}),
        html.Div([title, _now(reading, shown, today)], className="top"),
        html.Div(columns, className="main-side"),
    ]
    return Page(indicator.title, content)


def _now(reading: Reading, shown: Snapshot, today: dt.date) -> Component:
    point = reading.latest
    facts = [sentences.basis(reading.indicator, point) if point else None, sentences.method_note(reading)]
    if point is not None and point.value is not None:
        facts.insert(0, f"Stand {sentences.stand(reading.indicator, point)}")
    words = " · ".join(fact for fact in facts if fact)
    beside = [pill(reading.state(today)), *(value.absence(reading, shown) or [value.change(reading, shown)])]
    beside.append(html.P(words, className="note") if words else None)
    return html.Div(
        [value.value(reading, shown), html.Div([part for part in beside if part is not None])], className="now"
    )
