"""Places, flats and leases month by month on many paths at once: who lives in Gemeinschaftsunterkünfte, and who waits.

Pure numpy: no clock, no database. Month 0 is the Stand, month 1 the first one ahead; arrays over months begin with it.
Persons are fractions here: every step moves the expected number and a random part with the spread of single persons.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
# Completed months of stay 0 to 36; the last age is open.
AGES = 37
SEED = 20151
# An offered flat can be taken in the month it is offered and in the two after it.
OFFER_MONTHS = 3
_WIDEST = 4.0
_KINDS = 4
_ENTRY, _LEAVE, _READY, _LEAVE_READY = range(_KINDS)


@dataclass(frozen=True)
class Rates:
    """Monthly shares: of the cohort of each age (37) that leaves without a flat of the city, and that becomes ready for
    one; of those ready that leave without; of persons in flats of the city whose lease passes to them, and that leave
    otherwise."""

    leaving: Floats
    ready: Floats
    leaving_ready: float
    transfer: float
    leaving_flats: float


@dataclass(frozen=True)
class Start:
    """Persons at the Stand: in GU and not ready by completed months (37), in GU and ready, in flats of the city."""

    cohorts: Floats
    waiting: float
    in_flats: float

    @property
    def occupied(self) -> float:
        """Persons in Gemeinschaftsunterkünfte."""
        return float(self.cohorts.sum()) + self.waiting


@dataclass(frozen=True)
class Supply:
    """What is offered, by month: flats for people from GU, and how many persons flats of the city may hold at most
    (infinite where no limit is set); persons per flat."""

    flats: Floats
    most_in_flats: Floats
    household: float


@dataclass(frozen=True)
class Course:
    """What becomes of it, each (paths, months), at the end of each month: persons in GU, ready and waiting, in flats of
    the city; persons who moved into one that month and who left GU without one. `flats_short` and `limit_short` are
    the paths on which somebody waits because flats are missing, or because the contingent is full."""

    occupied: Floats
    waiting: Floats
    in_flats: Floats
    moved: Floats
    left: Floats
    flats_short: NDArray[np.bool_]
    limit_short: NDArray[np.bool_]


@dataclass(frozen=True)
class Stays:
    """Of the persons in GU and not ready, each (months, paths): who leaves without a flat, who of the others becomes
    ready, who remains. No flat changes any of it, so one of these serves every supply."""

    left: Floats
    ready: Floats
    remaining: Floats


@lru_cache(maxsize=4)
def noise(paths: int, months: int) -> Floats:
    """Standard normal numbers (kind, month, path), the same on every call: levers are compared on the same luck."""
    drawn = np.random.default_rng(SEED).standard_normal((_KINDS, months, paths))
    drawn = np.clip(drawn, -_WIDEST, _WIDEST)
    drawn.flags.writeable = False
    return drawn


def entries(arrivals: Floats, share: float) -> Floats:
    """Persons who come into GU (paths, months) when `share` of all arrivals do; above 1 others come as well."""
    paths, months = arrivals.shape
    spread = np.sqrt(arrivals * max(0.0, share * (1 - share)))
    found: Floats = np.maximum(0.0, arrivals * share + spread * noise(paths, months)[_ENTRY].T)
    return found


def stays_of(entering: Floats, start: Start, rates: Rates) -> Stays:
    """What becomes of the cohorts while persons enter GU (paths, months); raises ValueError for other ages."""
    paths, months = entering.shape
    if start.cohorts.shape != (AGES,):
        raise ValueError("Kohorten, Monate und Pfade passen nicht zusammen.")
    luck = noise(paths, months)
    cohorts = _Cohorts(start.cohorts, rates, paths)
    found = np.empty((3, months, paths))
    for month in range(months):
        found[:, month] = cohorts.step(entering[:, month], luck[_LEAVE, month], luck[_READY, month])
    return Stays(found[0], found[1], found[2])


def simulate(entering: Floats, start: Start, rates: Rates, supply: Supply, stays: Stays | None = None) -> Course:
    """The course of every path of persons entering GU (paths, months); `stays` where they are known already.

    Raises ValueError where shapes do not agree.
    """
    paths, months = entering.shape
    stays = stays or stays_of(entering, start, rates)
    if supply.flats.shape != (months,) or stays.left.shape != (months, paths):
        raise ValueError("Kohorten, Monate und Pfade passen nicht zusammen.")
    luck = noise(paths, months)
    waiting = np.full(paths, start.waiting)
    housed = np.full(paths, start.in_flats)
    offers = np.zeros((OFFER_MONTHS, paths))
    kept = {name: np.empty((months, paths)) for name in ("occupied", "waiting", "in_flats", "moved", "left")}
    short = np.zeros((2, months, paths), dtype=np.bool_)
    for month in range(months):
        gone = _some(waiting, rates.leaving_ready, luck[_LEAVE_READY, month])
        waiting = waiting - gone + stays.ready[month]
        housed = housed * (1 - rates.transfer) * (1 - rates.leaving_flats)
        offers[-1] = supply.flats[month] * supply.household
        room = np.maximum(0.0, supply.most_in_flats[month] - housed)
        offered = offers.sum(axis=0)
        moved = np.minimum(np.minimum(waiting, offered), room)
        waiting, housed = waiting - moved, housed + moved
        _take(offers, moved)
        row = {"occupied": stays.remaining[month] + waiting, "waiting": waiting, "in_flats": housed, "moved": moved,
               "left": stays.left[month] + gone}  # fmt: skip
        for name, values in row.items():
            kept[name][month] = values
        somebody = waiting > 0.5
        short[0, month] = somebody & (offered <= room)
        short[1, month] = somebody & (offered > room)
    return Course(**{name: values.T for name, values in kept.items()}, flats_short=short[0].T, limit_short=short[1].T)


class _Cohorts:
    """Persons in GU and not ready, by age and path; the sums that a month needs come from one product of matrices.

    In single precision, which loses less than a thousandth of a person in two years and takes half the time.
    """

    def __init__(self, begin: Floats, rates: Rates, paths: int) -> None:
        self.ages = np.repeat(begin[:, None].astype(np.float32), paths, axis=1)
        self.older = np.empty_like(self.ages)
        leaving, ready = rates.leaving, rates.ready
        spread, ones = ready * (1 - ready), np.ones(AGES)
        sums = (ones, leaving, leaving * (1 - leaving), ready, ready * leaving, spread, spread * leaving)
        self.sums = np.stack(sums).astype(np.float32)
        self.stays = np.stack([ones, -leaving, -ready, leaving * ready], axis=1).astype(np.float32)
        self.most = tuple(1 / max(float(share.max()), 1e-9) for share in (leaving, ready))

    def step(self, entering: Floats, luck_leaving: Floats, luck_ready: Floats) -> tuple[Floats, Floats, Floats]:
        """A month: who leaves without a flat, who of the others becomes ready, who remains; all grow a month older."""
        ages, older = self.ages, self.older
        ages[0] += entering
        found = (self.sums @ ages).astype(np.float64)
        there, leave, leave_spread, ready, ready_of_left, spread, spread_of_left = found
        first = _factor(leave, leave_spread, luck_leaving, self.most[0])
        # What is taken first is no longer there to become ready.
        ready = np.maximum(0.0, ready - first * ready_of_left)
        second = _factor(ready, np.maximum(0.0, spread - first * spread_of_left), luck_ready, self.most[1])
        stay = self.stays @ np.stack([np.ones_like(first), first, second, first * second]).astype(np.float32)
        np.multiply(ages[:-1], stay[:-1], out=older[1:])
        older[-1] += ages[-1] * stay[-1]
        older[0] = 0.0
        self.ages, self.older = older, ages
        left, became = leave * first, ready * second
        return left, became, np.maximum(0.0, there - left - became)


def _factor(expected: Floats, spread: Floats, luck: Floats, most: float) -> Floats:
    """How many times as many as expected are taken on each path; never more than there are."""
    with np.errstate(invalid="ignore", divide="ignore"):
        factor = np.where(expected > 0, 1 + np.sqrt(spread) * luck / expected, 0.0)
    found: Floats = np.clip(factor, 0.0, most)
    return found


def _some(persons: Floats, share: float, luck: Floats) -> Floats:
    """How many of so many leave. Never fewer remain where there were more: else a lever could help and harm at once."""
    if share <= 0:
        return np.zeros_like(persons)
    # Flattens the root near zero just so much that what remains still grows with what was there.
    softener = _WIDEST**2 * share / max(1 - share, 1e-9)
    spread = np.sqrt(share * (1 - share)) * persons / np.sqrt(persons + softener)
    gone: Floats = np.maximum(0.0, persons * share + spread * luck)
    return gone


def _take(offers: Floats, moved: Floats) -> None:
    """Use up offers, the oldest first; what is left grows a month older and lapses after its third."""
    rest = moved.copy()
    for offer in offers:
        used = np.minimum(offer, rest)
        offer -= used
        rest -= used
    offers[:-1] = offers[1:]
    offers[-1] = 0.0
