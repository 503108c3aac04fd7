"""The stock-flow against the person-by-person reckoning, and the rules it must keep whatever the numbers."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from persons import walk

from etl.foresight.stockflow import AGES, Course, Rates, Start, Supply, entries, noise, simulate, stays_of
from etl.foresight.stockflow_answers import month_at, months_until_full

MONTHS, USABLE = 24, 0.95
PERSON_RUNS = 1000


def rates(leaving: float = 0.03, ready: float = 0.1, waiting: float = 0.02, transfer: float = 0.01) -> Rates:
    """Rates that grow over the first months of a stay, as real ones do."""
    slope = np.minimum(1.0, np.arange(AGES) / 4)
    return Rates(leaving * slope, ready * slope, waiting, transfer, 0.01)


def start(persons: int = 380, waiting: int = 60, housed: int = 300) -> Start:
    """Whole persons, most of them there for a short time."""
    weights = np.exp(-np.arange(AGES) / 7)
    cohorts = np.floor(persons * weights / weights.sum())
    cohorts[0] = 0
    return Start(cohorts, waiting, housed)


def supply(flats: float, most: float = np.inf, household: float = 2.0) -> Supply:
    return Supply(np.full(MONTHS, flats), np.full(MONTHS, most), household)


def arrivals(paths: int, mean: float, seed: int = 3) -> np.ndarray:
    """Paths whose level wanders, so that some run full and others empty."""
    dice = np.random.default_rng(seed)
    level = np.log(mean) + np.cumsum(dice.normal(0, 0.12, (paths, MONTHS)), axis=1)
    found: np.ndarray = dice.poisson(np.exp(np.minimum(level, np.log(mean * 5)))).astype(float)
    return found


SETTINGS = {
    "flats are short": (rates(), start(), supply(8.0), 55.0, 650.0),
    "the contingent is full": (rates(transfer=0.03), start(), supply(25.0, most=330.0), 50.0, 650.0),
    "flats for all": (rates(), start(), supply(60.0), 40.0, 480.0),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SETTINGS)
def test_agrees_with_persons_one_by_one(name: str) -> None:
    rate, begin, offer, mean, places = SETTINGS[name]
    entering = arrivals(PERSON_RUNS, mean)
    fast = simulate(entering, begin, rate, offer)
    slow = np.stack([walk(entering[i].astype(np.int64), begin, rate, offer, i) for i in range(PERSON_RUNS)])
    occupied = slow[:, 0]
    for month in (3, 6, 12, 24):
        at = month - 1
        assert fast.occupied[:, at].mean() == pytest.approx(occupied[:, at].mean(), rel=0.01)
        assert np.quantile(fast.occupied[:, at], 0.9) == pytest.approx(np.quantile(occupied[:, at], 0.9), rel=0.03)
    held = np.full(MONTHS, places)
    full = months_until_full(fast.occupied, held, USABLE), months_until_full(occupied, held, USABLE)
    for within in (6, 12, 24):
        assert abs((full[0] <= within).mean() - (full[1] <= within).mean()) <= 0.03
    for risk in (0.1, 0.2, 0.5):
        assert abs(month_at(full[0], risk) - month_at(full[1], risk)) <= 1


def balance(course: Course, begin: Start, entering: np.ndarray) -> np.ndarray:
    """Who should be there: those at the start and all who came, without those who left or moved into a flat."""
    gone = np.cumsum(course.left + course.moved, axis=1)
    expected: np.ndarray = begin.occupied + np.cumsum(entering, axis=1) - gone
    return expected


shares = st.floats(0, 0.6)


@settings(max_examples=40)
@given(shares, shares, shares, st.floats(0, 0.2), st.floats(0, 60), st.floats(0, 900), st.floats(1, 4))
def test_nobody_is_lost_and_nobody_appears(
    leaving: float, ready: float, waiting: float, transfer: float, flats: float, most: float, household: float
) -> None:
    entering, begin = arrivals(60, 30.0), start()
    course = simulate(entering, begin, rates(leaving, ready, waiting, transfer), supply(flats, most, household))
    assert np.abs(balance(course, begin, entering) - course.occupied).max() < 0.01
    for part in (course.occupied, course.waiting, course.in_flats, course.moved, course.left):
        assert part.min() >= -1e-9
    grown = course.in_flats[:, 1:] - course.in_flats[:, :-1]
    assert (course.moved[:, 1:] - grown >= -1e-6).all(), "in Wohnungen kommt nur, wer aus der GU auszieht"
    assert (course.in_flats <= np.maximum(begin.in_flats, most) + 1e-6).all()


@settings(max_examples=20)
@given(shares, shares, shares, st.floats(0, 40), st.floats(0.1, 20), st.sampled_from([np.inf, 320.0, 500.0]))
def test_a_lever_never_helps_and_harms_at_once(
    leaving: float, ready: float, waiting: float, flats: float, more: float, most: float
) -> None:
    entering, begin, rate = arrivals(80, 35.0), start(), rates(leaving, ready, waiting)
    plain = simulate(entering, begin, rate, supply(flats, most))
    better = {
        "transfer": simulate(entering, begin, replace(rate, transfer=0.05), supply(flats, most)),
        "limit": simulate(entering, begin, rate, supply(flats, most + 50)),
    }
    # Under a full contingent an early flat may go to somebody who would have left anyway: it helps on the whole only.
    if most == np.inf:
        better["flats"] = simulate(entering, begin, rate, supply(flats + more, most))
        better["household"] = simulate(entering, begin, rate, supply(flats, most, household=2.0 + more / 10))
    for name, turned in better.items():
        assert (turned.occupied <= plain.occupied + 1e-6).all(), name


def test_the_transfer_of_leases_helps_only_where_the_contingent_is_full() -> None:
    entering, begin = arrivals(200, 50.0), start()
    for most, helps in ((np.inf, False), (330.0, True)):
        few, many = (simulate(entering, begin, rates(transfer=t), supply(25.0, most)) for t in (0.01, 0.04))
        difference = few.occupied[:, 11].mean() - many.occupied[:, 11].mean()
        assert difference > 5 if helps else difference == pytest.approx(0, abs=1e-9)


def test_offers_lapse_after_their_third_month() -> None:
    nobody = Start(np.zeros(AGES), 0, 0)
    # Nobody is there for six months, then a crowd that is ready at once.
    entering = np.zeros((4, MONTHS))
    entering[:, 6] = 1000
    at_once = Rates(np.zeros(AGES), np.ones(AGES), 0.0, 0.0, 0.0)
    course = simulate(entering, nobody, at_once, supply(10.0))
    assert course.moved[:, 6] == pytest.approx(np.full(4, 3 * 20.0))
    assert course.moved[:, 7] == pytest.approx(np.full(4, 20.0))


def test_the_same_luck_on_every_call() -> None:
    first = simulate(arrivals(50, 40.0), start(), rates(), supply(8.0))
    noise.cache_clear()
    again = simulate(arrivals(50, 40.0), start(), rates(), supply(8.0))
    assert np.array_equal(first.occupied, again.occupied)
    with pytest.raises(ValueError, match="read-only"):
        noise(50, MONTHS)[0, 0, 0] = 1.0


@given(st.floats(0, 2))
def test_entries_keep_the_share(share: float) -> None:
    found = entries(np.full((400, 6), 80.0), share)
    assert found.mean() == pytest.approx(80 * share, rel=0.03, abs=0.5)
    assert found.min() >= 0


def test_the_cohorts_know_nothing_of_flats() -> None:
    entering, begin = arrivals(50, 40.0), start()
    stays = stays_of(entering, begin, rates())
    for offer in (supply(0.0), supply(25.0, most=330.0)):
        again = simulate(entering, begin, rates(transfer=0.05), offer, stays)
        assert np.array_equal(again.occupied, simulate(entering, begin, rates(transfer=0.05), offer).occupied)


def test_shapes_that_do_not_agree_are_refused() -> None:
    with pytest.raises(ValueError, match="passen nicht"):
        simulate(arrivals(5, 40.0)[:, :12], start(), rates(), supply(8.0))
