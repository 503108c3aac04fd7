"""Kennzahl: one page for every indicator, from its value to its definition."""

from dash import html
from dash.development.base_component import Component

from dashboard import sentences
from dashboard.components import value
from dashboard.components.figure import trend_figure, values_table
from dashboard.components.profile import profile
from dashboard.components.status import pill
from dashboard.filters import link
from dashboard.records import Reading
from dashboard.sections import indicator as sections
from dashboard.visit import Page, Visit


def shows(visit: Visit) -> tuple[tuple[str, str], ...]:
    """The breakdowns that may be chosen on the page."""
    return sections.views(visit.shown.reading(visit.argument), visit)


def page(visit: Visit) -> Page | None:
    """Question, value and judgement, trend, comparison, breakdown; beside it what was said, origin, Steckbrief."""
    shown, today = visit.shown, visit.today
    if (reading := shown.reading(visit.argument)) is None:
        return None
    indicator = reading.indicator
    title = html.Div([html.H1(indicator.title), html.P(indicator.question, className="sub")])
    trend = trend_figure(reading, shown, today)
    compared = sections.compared(reading, visit)
    main = [
        trend or html.Div(values_table(reading, shown, today), className="panel"),
        html.Div(compared, className="panel") if compared else None,
        *sections.breakdown(reading, visit),
    ]
    side = [sections.said(reading, visit), profile(reading, shown, today), sections.origin(reading, visit)]
    columns = [html.Div([part for part in parts if part is not None], className="stack") for parts in (main, side)]
    content = [
        _crumb(reading, visit),
        html.Div([title, _now(reading, visit)], className="top"),
        html.Div(columns, className="main-side"),
    ]
    return Page(indicator.title, content)


def _crumb(reading: Reading, visit: Visit) -> Component:
    indicator, shown, stays = reading.indicator, visit.shown, visit.filter.carried()
    field = next((f.title for f in shown.city.fields if f.id == indicator.field), indicator.field)
    step = next((s.title for s in shown.city.steps if s.id == indicator.step), indicator.step)
    places = (
        ("Kennzahlen", "/katalog"),
        (field, link("/katalog", stays.having("field", indicator.field))),
        (step, link("/katalog", stays.having("step", indicator.step))),
    )
    parts: list[Component | str] = []
    for name, path in places:
        parts += [html.A(name, href=path), " › "]
    parts.append(html.Span(indicator.title, **{"aria-current": "page"}))
    return html.Nav(parts, className="crumb", **{"aria-label": "Pfad"})


def _now(reading: Reading, visit: Visit) -> Component:
    shown, point = visit.shown, reading.latest
    facts = [sentences.basis(reading.indicator, point) if point else None, sentences.method_note(reading)]
    if point is not None and point.value is not None:
        facts.insert(0, f"Stand {sentences.stand(reading.indicator, point)}")
    words = " · ".join(fact for fact in facts if fact)
    beside = [pill(reading.state(visit.today)), *(value.absence(reading, shown) or [value.change(reading, shown)])]
    beside.append(html.P(words, className="note") if words else None)
    return html.Div(
        [value.value(reading, shown), html.Div([part for part in beside if part is not None])], className="now"
    )
