"""The stock-flow against persons one by one: the rows 10 and 11 of the acceptance table."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from persons import walk
from test_stockflow import MONTHS, SETTINGS, USABLE, arrivals, balance, rates, start, supply

from etl.foresight.stockflow import Course, Floats, Rates, Start, Supply, simulate
from etl.foresight.stockflow_answers import month_at, months_until_full

RUNS = 1000
SEEN = (3, 6, 12, 24)
WITHIN, RISKS = (6, 12, 24), (0.1, 0.2, 0.5)


@dataclass(frozen=True)
class Apart:
    """Largest distances: of means and of the .9 quantile (shares), of probabilities, of months until full."""

    mean: float
    high: float
    chance: float
    months: int


def apart(runs: int = RUNS) -> Apart:
    """Three settings, so many runs each."""
    found = [_apart(*setting, runs) for setting in SETTINGS.values()]
    return Apart(
        max(one.mean for one in found),
        max(one.high for one in found),
        max(one.chance for one in found),
        max(one.months for one in found),
    )


def _apart(rate: Rates, begin: Start, offer: Supply, mean: float, places: float, runs: int) -> Apart:
    entering = arrivals(runs, mean)
    fast = simulate(entering, begin, rate, offer).occupied
    slow = np.stack([walk(entering[run].astype(np.int64), begin, rate, offer, run)[0] for run in range(runs)])
    at = [month - 1 for month in SEEN]
    means = np.abs(fast[:, at].mean(axis=0) / slow[:, at].mean(axis=0) - 1)
    highs = np.abs(np.quantile(fast[:, at], 0.9, axis=0) / np.quantile(slow[:, at], 0.9, axis=0) - 1)
    held = np.full(MONTHS, places)
    full = [months_until_full(occupied, held, USABLE) for occupied in (fast, slow)]
    chances = [abs((full[0] <= within).mean() - (full[1] <= within).mean()) for within in WITHIN]
    months = [abs(month_at(full[0], risk) - month_at(full[1], risk)) for risk in RISKS]
    return Apart(float(means.max()), float(highs.max()), float(max(chances)), max(months))


def lost() -> float:
    """Largest error of conservation in persons, over the three settings with 2,000 paths."""
    found = []
    for rate, begin, offer, mean, _ in SETTINGS.values():
        entering = arrivals(2000, mean)
        course = simulate(entering, begin, rate, offer)
        found.append(float(np.abs(balance(course, begin, entering) - course.occupied).max()))
    return max(found)


def against_the_lever() -> int:
    """Paths on which a lever that can help leaves more persons in GU: more flats or larger households where flats are
    short, more transfers or a higher limit where the contingent is full."""
    return sum(int((_more(turned, plain) > 1e-6).any(axis=1).sum()) for plain, turned in _levers())


def under_a_limit() -> tuple[int, float, float]:
    """More flats under a full contingent: paths on which persons in GU are ever more, most of them, their average."""
    plain, turned = (_course(supply(flats, 330.0)) for flats in (10.0, 14.0))
    more = _more(turned, plain)
    return int((more > 1e-6).any(axis=1).sum()), float(more.max()), float(more.mean())


def _more(turned: Course, plain: Course) -> Floats:
    return turned.occupied - plain.occupied


def _course(offer: Supply, transfer: float = 0.01) -> Course:
    return simulate(arrivals(2000, 40.0), start(), rates(transfer=transfer), offer)


def _levers() -> Iterator[tuple[Course, Course]]:
    short, full = _course(supply(10.0)), _course(supply(10.0, 330.0))
    yield short, _course(supply(14.0))
    yield short, _course(supply(10.0, household=2.6))
    yield full, _course(supply(10.0, 330.0), transfer=0.04)
    yield full, _course(supply(10.0, 400.0))
