"""2015 once more, month by month with what was known then: the stock-flow warns no later than the reference did."""

import numpy as np
import pytest
from halle_2015 import halle

from etl.foresight.arrivals import paths
from etl.foresight.stockflow import AGES, Rates, Start, Supply, simulate
from etl.foresight.stockflow_answers import chance, months_until_full

MONTHS, RISK = 24, 0.2


# All places count, as in the reference; 300 persons live there at the end of 2013.
PERSONS, USED = 300.0, 1.0


def rates() -> Rates:
    """A hazard of 12 of 100 a month, reached over four months."""
    slope = np.minimum(1.0, np.arange(AGES) / 4)
    return Rates(np.full(AGES, 0.01), 0.12 * slope, 0.01, 0.01, 0.01)


def begin(persons: float, waiting: float) -> Start:
    """So many persons in all, most of them there for a short time."""
    weights = np.exp(-np.arange(AGES) / 8)
    weights[0] = 0
    return Start((persons - waiting) * weights / weights.sum(), waiting, 300.0)


def offered(flats: float, months: int) -> Supply:
    return Supply(np.full(months, flats), np.full(months, np.inf), 2.0)


def lived(until: str, flats: float) -> tuple[np.ndarray, float]:
    """Persons in GU at each month end from January 2014 on, with what really came, and how many wait at the end."""
    came = halle(until).counts[24:][None]
    course = simulate(came, begin(PERSONS, 60.0), rates(), offered(flats, came.shape[1]))
    return course.occupied[0], float(course.waiting[0, -1])


def full_within(until: str, places: float, flats: float, within: int) -> float:
    """The chance of being full within so many months, as it was to be reckoned at the end of a month."""
    occupied, waiting = lived(until, flats)
    entering = paths(halle(until), MONTHS, 2000)
    course = simulate(entering, begin(float(occupied[-1]), waiting), rates(), offered(flats, MONTHS))
    return chance(months_until_full(course.occupied, np.full(MONTHS, places), USED), within)


def test_without_new_places_eight_hundred_were_full_before_summer_2015() -> None:
    occupied, _ = lived("2015-12", 14)
    assert 2015 * 12 + 3 <= 2014 * 12 + int((occupied > 800).argmax()) <= 2015 * 12 + 5


@pytest.mark.parametrize(("lead", "month"), [(10, "2014-10"), (6, "2014-12"), (3, "2015-03")])
def test_eight_hundred_places_are_warned_of_no_later_than_in_the_reference(lead: int, month: str) -> None:
    assert full_within(month, 800, 14, lead) >= RISK


def test_nothing_is_warned_of_half_a_year_before_there_was_anything_to_see() -> None:
    assert full_within("2014-06", 800, 14, 6) < RISK


def test_nobody_could_know_the_size() -> None:
    year = paths(halle("2014-12"), 12, 2000).sum(axis=1)
    assert np.quantile(year, 0.9) < 2706
