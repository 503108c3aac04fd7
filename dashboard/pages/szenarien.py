"""Szenarien: will the places be enough, until when, and which lever helps."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from dashboard import levers as turning
from dashboard.ahead import Ahead, NothingAhead, ahead_of
from dashboard.components.opening import opening
from dashboard.levers import months_since
from dashboard.scenario import model_of
from dashboard.sections import kept_scenarios, scenario_result, track_record
from dashboard.sections.lever_effects import effects
from dashboard.sections.levers_panel import panel
from dashboard.visit import Page, Visit

TITLE = "Szenarien"
# What is made anew when a lever is moved; everything else of the page stays.
HEAD, BODY = "szenario-kopf", "szenario-ergebnis"


def page(visit: Visit) -> Page:
    """The sentence first, the levers beside what they lead to, and how good forecasts were."""
    ahead = ahead_of(visit)
    if isinstance(ahead, NothingAhead):
        return Page(TITLE, [opening("Szenarien", "Es gibt keine Vorausschau auf die Plätze.", " ".join(ahead.reasons))])
    head, body, found = moving(visit, ahead)
    controls = panel(visit, ahead, found.now, found.result.turned)
    parts = [
        head,
        html.Div([controls, body], className="scenario section"),
        track_record.below(visit, ahead),
        _figures(track_record.record(visit, ahead), track_record.replay(ahead)),
        kept_scenarios.section(visit, ahead, found.model, found.now, found.result),
    ]
    return Page(TITLE, [part for part in parts if part is not None])


def moving(visit: Visit, ahead: Ahead) -> tuple[Component, Component, scenario_result.Seen]:
    """Head and body of the scenario of an address, and what they were made from."""
    now = months_since(ahead, visit.today)
    model = model_of(ahead)
    found = scenario_result.seen(visit, ahead, model, now)
    head = html.Div(scenario_result.top(found), id=HEAD, className="top")
    parts = [scenario_result.answers(found), scenario_result.course(found), effects(found)]
    return head, html.Div([*parts, *_beside(visit, ahead, found)], id=BODY, className="scenario-body"), found


def _beside(visit: Visit, ahead: Ahead, found: scenario_result.Seen) -> list[Component]:
    """A kept scenario beside this one: its sentence and its fan."""
    other = kept_scenarios.kept_filter(visit, visit.filter.beside) if visit.filter.beside else None
    if other is None:
        return []
    again = Visit(visit.home, visit.access, visit.shown, visit.today, visit.argument, other)
    second = scenario_result.seen(again, ahead, found.model, found.now)
    title = html.H2(f"Daneben: {kept_scenarios.kept_title(visit, visit.filter.beside)}")
    lead = html.P(scenario_result.sentence(second))
    return [
        html.Section([title, lead, scenario_result.answers(second)], className="scenario-beside"),
        scenario_result.course(second),
    ]


def _figures(*parts: Component | None) -> Component | None:
    found = _seen(parts)
    return html.Div(found, className="figures section") if found else None


def _seen(parts: tuple[Component | None, ...] | list[Component | None]) -> list[Component]:
    return [part for part in parts if part is not None]


def levers(visit: Visit) -> Mapping[str, tuple[str, ...]]:
    """What may stand in the address of this page."""
    ahead = ahead_of(visit)
    if isinstance(ahead, NothingAhead):
        return {}
    return turning.allowed(ahead, months_since(ahead, visit.today), kept_scenarios.kept_names(visit))
