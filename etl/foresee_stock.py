"""The stock-flow of a release: each audience's start, courses and answers, and what it would have said before."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.scenario import Planning
from etl.figures import Figures
from etl.foresee import arrival_series
from etl.foresight.arrivals import Fit
from etl.foresight.series import Series, month_number, month_text
from etl.foresight.stockflow_answers import LEVELS, Answers, answers, bands
from etl.foresight.stockflow_base import Levers, Outcome, start_rows, turned
from etl.stock_answer_rows import answer_rows, notes, replay_rows
from etl.stock_courses import MONTHS, Courses, as_of, courses, fitted, inflow, leads, months_ahead, multiples
from etl.stock_inputs import OCCUPIED, Known, Shown, Site, known_at, places_ahead, shown_counts, sites_at

Row = Sequence[object]
PLAN = "plan"
REPLAY_PATHS = 1000
_QUANTITIES = ("belegung", "wartend", "zugang")
_MIDDLE = LEVELS.index(0.5)


@dataclass(frozen=True)
class Outlook:
    """Everything that is reckoned ahead from one Stand."""

    stand: str
    known: Known
    found: Courses
    sites: tuple[Site, ...]
    places: tuple[float, ...]
    outcomes: Mapping[str, Outcome]
    factors: Mapping[str, tuple[float, ...]]


def foresee_stock(
    con: duckdb.DuckDBPyConnection, catalogue: Catalogue, figures: Figures, today: dt.date
) -> dict[str, list[Row]]:
    """The tables foresight.path, hazard, start, capacity, draw and answer for one audience.

    `figures` are what the audience is shown: persons come from its counts only. Empty where no planning is declared or
    nothing can be said; why stands as a `hinweis` in foresight.answer.
    """
    planning = catalogue.planning
    shown = shown_counts(figures)
    months = sorted(period for measure, period, member in shown if measure == OCCUPIED and member is None)
    if planning is None or not months:
        return {}
    stand = months[-1]
    series = arrival_series(con, catalogue, figures)
    outlook, missing = _outlook(con, planning, shown, series, stand)
    if outlook is None:
        return {"foresight.answer": [(stand, PLAN, "hinweis", None, None, None, missing)]}
    now = today.year * 12 + today.month - 1 - month_number(stand)
    said = {name: _answered(outcome, outlook, planning, now) for name, outcome in outlook.outcomes.items()}
    rows = [row for name, found in said.items() for row in answer_rows(stand, name, found, planning, now)]
    rows += notes(con, outlook, said[PLAN], shown)
    rows += replay_rows(_replayed(con, planning, shown, outlook.found.model), planning)
    return {**_tables(outlook), "foresight.answer": rows}


def _outlook(
    con: duckdb.DuckDBPyConnection, planning: Planning, shown: Shown, series: Mapping[str, Series], stand: str
) -> tuple[Outlook | None, str]:
    """The outlook from a Stand, or the German sentence that says why there is none."""
    whole = inflow(series, planning.apart)
    if whole is None:
        return None, "Die Ankünfte sind nicht geliefert oder werden nicht gezeigt; ohne sie gibt es keine Vorausschau."
    model = fitted(whole)
    if model is None:
        return None, "Keine eigene Erfahrung: Unter drei Monaten eigener Daten gibt es keine Bandbreite."
    found = courses(model, stand)
    known = known_at(con, shown, stand, planning, found.recent)
    month, sites = sites_at(con, stand)
    if known is None:
        return None, "Die Belegung wird hier nicht gezeigt; ohne sie gibt es keine Vorausschau."
    places = places_ahead(sites, stand, MONTHS)
    if places[0] <= 0:
        since = f" seit {month}" if month else ""
        return None, f"Kapazität nicht gepflegt{since}: Ohne Plätze lässt sich nicht sagen, wann sie belegt sind."
    named = {s.id: multiples(s, found, series, stand) for s in planning.scenarios}
    factors = {name: tuple(values) for name, values in named.items() if values is not None}
    outcomes = {
        name: turned(known.base, found.ahead, places[1:], Levers(factors=values)) for name, values in factors.items()
    }
    return Outlook(stand, known, found, sites, places, outcomes, factors), ""


def _answered(outcome: Outcome, outlook: Outlook, planning: Planning, now: int) -> Answers:
    base, risk = outlook.known.base, planning.risk.value
    assert risk is not None
    full_now = base.occupied > base.usable * outlook.places[0]
    return answers(outcome, base.usable, float(risk), leads(planning), now, full_now=full_now)


def _tables(outlook: Outlook) -> dict[str, list[Row]]:
    stand, ahead = outlook.stand, months_ahead(outlook.stand)
    paths: list[Row] = []
    for name, outcome in outlook.outcomes.items():
        values = (outcome.course.occupied, outcome.course.waiting, outcome.entering)
        for quantity, courses_ in zip(_QUANTITIES, values, strict=True):
            paths += _quantiles(stand, name, quantity, ahead, bands(courses_), every=name == PLAN)
        factors = zip(ahead, outlook.factors[name], strict=True)
        paths += [(stand, name, "faktor", month, LEVELS[_MIDDLE], value) for month, value in factors]
    drawn = outlook.found.ahead.astype(np.int64)
    return {
        "foresight.path": paths,
        "foresight.hazard": [(stand, *row) for row in outlook.known.hazard],
        "foresight.start": [(stand, *row) for row in start_rows(outlook.known.base)],
        "foresight.capacity": _capacity(outlook),
        "foresight.draw": [(stand, "zugang", month, drawn[:, at].tolist()) for at, month in enumerate(ahead)],
    }


def _quantiles(
    stand: str, scenario: str, quantity: str, ahead: Sequence[str], found: np.ndarray, *, every: bool
) -> list[Row]:
    """The band of the model, or the middle line of an assumption."""
    levels = range(len(LEVELS)) if every else [_MIDDLE]
    return [
        (stand, scenario, quantity, month, LEVELS[level], round(float(found[level, at]), 1))
        for at, month in enumerate(ahead)
        for level in levels
    ]


def _capacity(outlook: Outlook) -> list[Row]:
    """Net places by month, the places of each site at the Stand, and what opens or closes in the months ahead."""
    first = month_number(outlook.stand)
    rows: list[Row] = [
        (outlook.stand, month_text(first + at), "plaetze", places, "Liste der Unterkünfte und ihrer Verträge")
        for at, places in enumerate(outlook.places)
    ]
    for site in outlook.sites:
        if site.opens is None:
            rows.append((outlook.stand, outlook.stand, f"platz:{site.id}", site.places, None))
        if site.opens is not None and site.opens <= first + MONTHS:
            rows.append((outlook.stand, month_text(site.opens), f"oeffnung:{site.id}", site.places, "im Aufbau"))
        if site.closes is not None and first <= site.closes < first + MONTHS:
            gone = month_text(site.closes + 1)
            rows.append((outlook.stand, gone, f"schliessung:{site.id}", -site.places, "Ende des Vertrags"))
    return rows


def _replayed(
    con: duckdb.DuckDBPyConnection, planning: Planning, shown: Shown, model: Fit
) -> list[tuple[str, float, Answers, float | None]]:
    """Month, places then, what would have been said then, and how many lived there half a year later.

    The places of that month are held fixed: what was ordered later was not known.
    """
    look = planning.replay
    if look is None or planning.risk.value is None:
        return []
    found = []
    for number in range(month_number(look.first), month_number(look.last) + 1):
        month = month_text(number)
        then = as_of(model, month)
        drawn = courses(then, month, REPLAY_PATHS) if then else None
        known = known_at(con, shown, month, planning, drawn.recent) if drawn else None
        _, sites = sites_at(con, month)
        places = places_ahead(sites, month, 0)[0]
        if drawn is None or known is None or places <= 0:
            continue
        outcome = turned(known.base, drawn.ahead, [places] * MONTHS, Levers())
        full = known.base.occupied > known.base.usable * places
        said = answers(outcome, known.base.usable, float(planning.risk.value), leads(planning), 0, full_now=full)
        came = shown.get((OCCUPIED, month_text(number + planning.lead.months), None))
        found.append((month, places, said, came))
    return found
