"""Sozialraum: which Stadtviertel carries how much, how unevenly, and what is published at which level."""

from dash import html

from dashboard.components.opening import figures
from dashboard.components.picture import grid_table
from dashboard.sections import space
from dashboard.shelf import Shelf
from dashboard.visit import Page, Visit


def shows(visit: Visit) -> tuple[tuple[str, str], ...]:
    """The indicators that the map can show, by id and title; the first one is the default."""
    return tuple((r.indicator.id, r.indicator.title) for r in Shelf(visit).readings(*space.CHOICES))


def page(visit: Visit) -> Page:
    """The map beside its table, the unevenness over time, the levels of publication."""
    shelf = Shelf(visit)
    chosen = visit.filter.show or space.CHOICES[0]
    spec = space.map_spec(shelf, chosen)
    levels = space.levels(shelf)
    table = html.Div(grid_table(levels, visit.shown), className="panel") if levels else None
    parts = [
        space.first(shelf, spec),
        figures(space.map_figure(shelf, shelf.reading(chosen), spec), space.unevenness(shelf), table),
    ]
    return Page("Sozialraum", parts)
