"""Levers -> stock-flow paths -> answers: the one use of the stock-flow model in the dashboard."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from dashboard.ahead import Ahead
from dashboard.levers import Turned
from etl.foresight.stockflow import Floats
from etl.foresight.stockflow_answers import LEVELS, Answers, answers, bands, emergency_cost, place_cost
from etl.foresight.stockflow_base import Base, Levers, Outcome, against, base_from, places_from, together, turned

YEAR = 12
# Courses are large, results are small.
_COURSES, _RESULTS = 16, 500


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
    """The start and the courses of one release, ready to be turned."""

    def __init__(self, ahead: Ahead) -> None:
        self.ahead = ahead
        self.base: Base = base_from(ahead.start, ahead.hazard)
        self.arrivals: Floats = np.array(ahead.draws, dtype=np.float64).T
        self._results: dict[Any, Result] = {}
        self._courses: dict[Any, Outcome] = {}

    def result(self, scenario: Turned, now: int) -> Result:
        """The scenario reckoned; `now` is the present month, counted from the Stand. The same one is reckoned once."""
        key = (scenario, now)
        found = self._results.get(key)
        if found is None:
            if len(self._results) >= _RESULTS:
                self._results.clear()
            found = self._results[key] = self._reckoned(scenario, now)
        return found

    def _reckoned(self, scenario: Turned, now: int) -> Result:
        ahead, base = self.ahead, self.base
        added, new = self._added(scenario)
        outcome = self._course(scenario, added)
        leads = tuple(sorted({scenario.lead, *(lead.months for lead in ahead.planning.leads)}))
        full_now = base.occupied > base.usable * ahead.places[0]
        said = answers(outcome, base.usable, scenario.risk, leads, now, full_now=full_now)
        found = bands(outcome.course.occupied)
        return Result(
            turned=scenario,
            said=said,
            bands=tuple(
                Band(month, {level: float(found[i, at]) for i, level in enumerate(LEVELS)})
                for at, month in enumerate(ahead.months)
            ),
            places=(ahead.places[0], *(float(p) for p in outcome.places)),
            usable=base.usable,
            occupied=base.occupied,
            cost=place_cost(new, scenario.price),
            emergency=emergency_cost(said.missing_year, float(ahead.planning.emergency_price.value or 0)),
            by_stay=base.by_stay,
        )

    def _course(self, scenario: Turned, added: tuple[float, ...]) -> Outcome:
        """The course does not depend on places: it is simulated once for what is done beside them."""
        key = (scenario.arrivals, scenario.flats, scenario.household, scenario.transfer)
        found = self._courses.get(key)
        if found is None:
            if len(self._courses) >= _COURSES:
                self._courses.clear()
            levers = Levers(
                flats=scenario.flats,
                household=scenario.household,
                transfer=scenario.transfer,
                factors=self.ahead.factors.get(scenario.arrivals, ()),
            )
            found = turned(self.base, self.arrivals, self.ahead.places[1:], levers)
            self._courses[key] = found
        return against(found, self.ahead.places[1:], added)

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
