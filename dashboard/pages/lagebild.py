"""Lagebild: the state of the city's integration work on one page, and on one sheet of paper."""

from dash import html
from dash.development.base_component import Component

from dashboard import warehouse
from dashboard.components.decision_strip import decision_strip
from dashboard.components.lenses import lenses
from dashboard.components.matrix import CONTEXT, matrix
from dashboard.components.measures import measures
from dashboard.components.news_list import news_list
from dashboard.components.tally import tally
from dashboard.decisions import REACH, WINDOW, decisions
from dashboard.news import news
from dashboard.sections import overview
from dashboard.shelf import Shelf
from dashboard.visit import Page, Visit

DRAFT = "Arbeitsfassung. "


def page(visit: Visit) -> Page:
    """Finding, tally, decisions, eight cards, matrix with lenses, what is new, completeness, measures, context."""
    shown, today = visit.shown, visit.today
    readings = tuple(r for r in shown.readings if r.indicator.listed)
    judged = tuple(r for r in readings if r.indicator.field != CONTEXT)
    remarks = warehouse.remarks(visit.home, visit.access.audience.id, shown.info.id)
    shelf = Shelf(visit)
    asked = decisions(readings, remarks, overview.cases(shelf, WINDOW), overview.cases(shelf, REACH), today)
    fresh = news(readings, remarks, today)
    fields = overview.section(
        "Zielfelder und Prozesskette",
        shown.city.steps_note.removeprefix(DRAFT),
        lenses(judged, shown, today, "/", visit.filter),
        matrix(judged, shown, today, visit.filter.lens),
        kind="fields",
    )
    parts: list[Component | None] = [
        html.Div([overview.finding(shelf, readings), tally(readings, today, linked=True)], className="top"),
        decision_strip(asked),
        overview.headline(readings, visit),
        fields,
        html.Div([news_list(fresh), overview.complete(visit)], className="pair section"),
        measures(remarks.actions, today),
        overview.conditions(readings, visit),
    ]
    return Page("Lagebild", [part for part in parts if part is not None])
