"""Levers -> stock-flow paths -> answers: the one use of the stock-flow model in the dashboard."""

from dataclasses import dataclass, replace
from functools import lru_cache, partial

import numpy as np

from dashboard.ahead import Ahead
from dashboard.levers import Turned
from etl.foresight.stockflow import Floats
from etl.foresight.stockflow_answers import LEVELS, Answers, answers, bands, emergency_cost, place_cost
from etl.foresight.stockflow_base import (
    Base,
    Levers,
    Outcome,
    against,
    base_from,
    places_from,
    stays_ahead,
    together,
    turned,
)

YEAR = 12
# A course takes about a megabyte, a result a few kilobytes.
_COURSES, _RESULTS, _ARRIVALS = 48, 500, 8
_NOTHING: Floats = np.zeros((0, 0))


@dataclass(frozen=True)
class Band:
    """What is expected at the end of one month: quantiles of persons in GU by level."""

    month: str
    persons: dict[float, float]


@dataclass(frozen=True)
class Result:
    """A scenario reckoned: the answers, the band of persons in GU by month, net places from the Stand on, what new
    places cost in the twelve months ahead, and what persons without a place would cost elsewhere (euro)."""

    turned: Turned
    said: Answers
    bands: tuple[Band, ...]
    places: tuple[float, ...]
    usable: float
    occupied: float
    cost: float
    emergency: float
    by_stay: bool


class Model:
    """The start and the courses of one release, ready to be turned; safe for threads."""

    def __init__(self, ahead: Ahead) -> None:
        self.ahead = ahead
        self.base: Base = base_from(ahead.start, ahead.hazard)
        self.arrivals: Floats = np.array(ahead.draws, dtype=np.float64).T
        self._results = lru_cache(maxsize=_RESULTS)(self._reckoned)
        self._courses = lru_cache(maxsize=_COURSES)(self._simulated)
        self._stays = lru_cache(maxsize=_ARRIVALS)(partial(stays_ahead, self.base, self.arrivals))

    def result(self, scenario: Turned, now: int) -> Result:
        """The scenario reckoned; `now` is the present month, counted from the Stand. The same one is reckoned once."""
        return self._results(scenario, now)

    def _reckoned(self, scenario: Turned, now: int) -> Result:
        ahead, base = self.ahead, self.base
        added, new = self._added(scenario)
        course, found = self._courses(scenario.arrivals, scenario.flats, scenario.household, scenario.transfer)
        outcome = against(course, ahead.places[1:], added)
        leads = tuple(sorted({scenario.lead, *(lead.months for lead in ahead.planning.leads)}))
        full_now = base.occupied > base.usable * ahead.places[0]
        said = answers(outcome, base.usable, scenario.risk, leads, now, full_now=full_now)
        return Result(
            turned=scenario,
            said=said,
            bands=found,
            places=(ahead.places[0], *(float(p) for p in outcome.places)),
            usable=base.usable,
            occupied=base.occupied,
            cost=place_cost(new, scenario.price),
            emergency=emergency_cost(said.missing_year, float(ahead.planning.emergency_price.value or 0)),
            by_stay=base.by_stay,
        )

    def _simulated(
        self, arrivals: str, flats: float | None, household: float | None, transfer: float | None
    ) -> tuple[Outcome, tuple[Band, ...]]:
        """The course, which does not depend on places, without what no answer needs; and its quantiles by month."""
        factors = self.ahead.factors.get(arrivals, ())
        levers = Levers(flats=flats, household=household, transfer=transfer, factors=factors)
        found = turned(self.base, self.arrivals, self.ahead.places[1:], levers, self._stays(factors))
        levels = bands(found.course.occupied)
        by_month = tuple(
            Band(month, {level: float(levels[i, at]) for i, level in enumerate(LEVELS)})
            for at, month in enumerate(self.ahead.months)
        )
        course = replace(found.course, in_flats=_NOTHING, moved=_NOTHING, left=_NOTHING)
        return replace(found, course=course, entering=_NOTHING), by_month

    def _added(self, scenario: Turned) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Places that come and go beside those of the release, and those that come alone."""
        months = len(self.ahead.months)
        new = places_from(scenario.available, scenario.places, months)
        gone = [self._closed(site, month) for site, month in scenario.closures]
        return together([new, *gone], months), new

    def _closed(self, site: str, first: int) -> tuple[float, ...]:
        """The places of a site that are no longer there, up to the month in which its contract ends anyway."""
        ends = [self.ahead.months.index(c.month) + 1 for c in self.ahead.closings if c.site == site]
        last = ends[0] if ends else len(self.ahead.months) + 1
        places = self.ahead.sites[site]
        return tuple(-places if first <= m < last else 0.0 for m in range(1, len(self.ahead.months) + 1))


@dataclass(frozen=True, eq=False)
class _Same:
    """An Ahead as a key: it is read once for each release, so the object itself says which it is."""

    ahead: Ahead

    def __hash__(self) -> int:
        return id(self.ahead)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.ahead is self.ahead


@lru_cache(maxsize=4)
def _model(same: _Same) -> Model:
    return Model(same.ahead)


def model_of(ahead: Ahead) -> Model:
    """The model of a release, made once."""
    return _model(_Same(ahead))
