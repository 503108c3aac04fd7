"""Answers of the stock-flow checked by hand, rates from persons at risk, and the start that a release gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.foresight.rates import by_age, overall
from etl.foresight.stockflow import AGES, Rates
from etl.foresight.stockflow_answers import (
    answers,
    chance,
    emergency_cost,
    latest_order,
    missing,
    month_at,
    months_until_full,
    place_cost,
    places_needed,
)
from etl.foresight.stockflow_base import (
    CLASSES,
    Base,
    Levers,
    base_from,
    places_from,
    start_of,
    start_rows,
    together,
    turned,
)

MONTHS = 24
PLACES = np.array([100.0, 100.0, 100.0, 60.0])
OCCUPIED = np.array([[90.0, 96.0, 50.0, 50.0], [80.0, 80.0, 80.0, 80.0], [10.0, 10.0, 10.0, 10.0], [99.0, 0, 0, 0]])


def base(classes: tuple[tuple[int, float], ...] = ((0, 300.0),), waiting: float = 40.0) -> Base:
    rates = Rates(np.full(AGES, 0.05), np.full(AGES, 0.06), 0.03, 0.01, 0.01)
    return Base(classes, waiting, 200.0, rates, 0.8, 6.0, 2.0, np.inf, 0.95)


def test_full_is_the_first_month_with_more_persons_than_usable_places() -> None:
    # 95 of 100 places and 57 of 60: full in the second, the fourth, never (one beyond the horizon), the first month.
    full = months_until_full(OCCUPIED, PLACES, 0.95)
    assert full.tolist() == [2, 4, 5, 1]
    assert [chance(full, n) for n in (1, 2, 4)] == [0.25, 0.5, 0.75]


def test_the_order_date_keeps_the_risk_until_delivery() -> None:
    full = np.array([4] * 2 + [9] * 3 + [12] * 5)
    assert month_at(full, 0.1) == 4
    assert month_at(full, 0.2) == 9
    # Ordered in month 2 with six months of lead, the places are there in month 8: then 2 of 10 are full, in 9 it is 5.
    assert latest_order(full, 6, 0.2, MONTHS) == 2
    assert (full <= 2 + 6).mean() <= 0.2 < (full <= 3 + 6).mean()
    assert latest_order(full, 10, 0.2, MONTHS) == -2
    assert latest_order(full, 6, 0.6, 11) is None


@given(st.lists(st.integers(1, 25), min_size=5, max_size=60), st.integers(1, 12), st.sampled_from([0.05, 0.2, 0.5]))
def test_one_month_later_would_break_the_risk(months: list[int], lead: int, risk: float) -> None:
    full = np.array(months)
    found = latest_order(full, lead, risk, MONTHS)
    if found is None:
        assert (full <= MONTHS).mean() <= risk
    else:
        assert (full <= found + lead).mean() <= risk < (full <= found + 1 + lead).mean()


def test_persons_without_a_place_and_what_they_cost() -> None:
    lacking = missing(OCCUPIED, PLACES, 0.95)
    assert lacking[0].tolist() == [0.0, 1.0, 0.0, 0.0]
    assert lacking[1].tolist() == [0.0, 0.0, 0.0, 23.0]
    assert emergency_cost(12.0, 50.0) == pytest.approx(365.25 * 50)
    assert place_cost([0.0] * 6 + [10.0] * 6, 18.0) == pytest.approx(10 * 365.25 / 2 * 18)


@given(st.integers(0, 11), st.sampled_from([0.1, 0.2, 0.4]))
def test_the_places_needed_keep_the_risk_and_one_fewer_does_not(lead: int, risk: float) -> None:
    occupied = np.random.default_rng(lead).normal(400, 80, (500, MONTHS))
    places = np.full(MONTHS, 380.0)
    needed = places_needed(occupied, places, 0.95, lead, risk)

    def over(more: int) -> float:
        year = slice(lead, lead + 12)
        return float((occupied[:, year] > 0.95 * (places + more)[year]).any(axis=1).mean())

    assert over(needed) <= risk
    assert needed == 0 or over(needed - 1) > risk


def test_already_full_is_now() -> None:
    outcome = turned(base(), np.full((40, MONTHS), 50.0), [100.0] * MONTHS, Levers())
    said = answers(outcome, 0.95, 0.2, (3, 6, 10), 1, full_now=True)
    assert (said.earliest, said.middle, said.latest) == (0, 0, 0)
    assert said.orders[6] == -7


@given(st.lists(st.floats(0, 200), min_size=6, max_size=6), st.floats(0, 1))
def test_the_start_keeps_every_person(persons: list[float], part: float) -> None:
    total = sum(persons)
    start = start_of(base(tuple(zip(CLASSES, persons, strict=True)), total * part))
    assert start.occupied == pytest.approx(total, abs=0.01)
    assert start.cohorts.min() >= -1e-9
    assert start.cohorts[0] == 0


def test_rows_of_a_release_give_the_base_again() -> None:
    given_base = base(tuple((first, 50.0) for first in CLASSES))
    rates = given_base.rates
    hazard = [("auszug", age, rates.leaving[age]) for age in range(AGES)]
    hazard += [("bereit", age, rates.ready[age]) for age in range(AGES)]
    hazard += [("auszug_bereit", 0, 0.03), ("ueberfuehrung", 0, 0.01), ("auszug_wohnung", 0, 0.01)]
    again = base_from(start_rows(given_base), hazard)
    assert start_rows(again) == start_rows(given_base)
    with pytest.raises(KeyError):
        base_from([], hazard)


def test_a_total_without_cohorts_is_a_start_as_well() -> None:
    given_base = base(((0, 300.0),))
    assert not given_base.by_stay
    assert start_rows(given_base)[0] == ("gu", None, 300.0)


def test_new_places_and_closures_add_up() -> None:
    new, closed = places_from(3, 100.0, 5), (0.0, -20.0, -20.0, -20.0, -20.0)
    assert together([new, closed], 5) == (0.0, -20.0, 80.0, 80.0, 80.0)


def test_rates_count_who_is_still_there() -> None:
    # 100 at risk at each age and 20 events each: a fifth, pulled a little to the common rate, which is the same.
    assert by_age(np.full(5, 100.0), np.full(5, 20.0)).share.tolist() == [0.2] * 5


def test_few_exits_give_one_rate_for_all_ages() -> None:
    found = by_age(np.array([100.0, 50.0, 50.0]), np.array([0.0, 10.0, 10.0]))
    assert found.share.tolist() == [0.1] * 3


@given(st.lists(st.tuples(st.integers(0, 300), st.floats(0, 1)), min_size=3, max_size=37))
def test_no_published_rate_speaks_of_fewer_than_ten(rows: list[tuple[int, float]]) -> None:
    persons = np.array([float(n) for n, _ in rows])
    events = np.array([float(int(n * share)) for n, share in rows])
    found = by_age(persons, events)
    assert (found.share >= 0).all()
    assert (found.share <= 1).all()
    if events.sum() >= 30 and persons.sum() - events.sum() >= 10:
        for rate in set(zip(found.share.tolist(), found.persons.tolist(), strict=True)):
            same = [at for at in range(len(rows)) if (found.share[at], found.persons[at]) == rate]
            assert events[same].sum() >= 10


def test_an_overall_rate_needs_ten_events() -> None:
    assert overall(1000, 9) == 0.0
    assert overall(1000, 10) == 0.01
