"""Where the stock-flow begins and what is turned: the published numbers of a release, and the levers of a page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from etl.foresight.stockflow import AGES, Course, Floats, Rates, Start, Stays, Supply, entries, simulate, stays_of

LEAVING, READY, LEAVING_READY = "auszug", "bereit", "auszug_bereit"
TRANSFER, LEAVING_FLATS = "ueberfuehrung", "auszug_wohnung"
IN_GU, WAITING, IN_FLATS = "gu", "wartend", "in_wohnungen"
SHARE, FLATS, HOUSEHOLD, MOST, USABLE = "anteil_gu", "wohnungen", "personen_je_wohnung", "hoechstens", "nutzbar"
# The cohorts that are published, each by its first completed month of stay; the last one is open.
CLASSES = (0, 3, 6, 12, 24, 36)


@dataclass(frozen=True)
class Base:
    """What a release says about the Stand and the pace of things.

    `classes` are persons in GU by first completed month of stay; a single pair from month 0 on is a total without
    cohorts. `share` is the part of all arrivals that comes into GU, `flats` the flats a month for people from GU,
    `household` persons per flat, `most_in_flats` persons that flats of the city may hold at most, `usable` the part
    of net places that can be used.
    """

    classes: tuple[tuple[int, float], ...]
    waiting: float
    in_flats: float
    rates: Rates
    share: float
    flats: float
    household: float
    most_in_flats: float
    usable: float

    @property
    def occupied(self) -> float:
        """Persons in Gemeinschaftsunterkünfte at the Stand."""
        return sum(persons for _, persons in self.classes)

    @property
    def by_stay(self) -> bool:
        """Whether cohorts by length of stay are known."""
        return len(self.classes) > 1


@dataclass(frozen=True)
class Levers:
    """What is turned; None leaves the pace as it is.

    `flats` a month and persons per `household` from the first month ahead on, `transfer` the monthly share of leases
    that pass to the household, `added` net places by month beside those of the release (negative for closures),
    `factors` the arrivals of each month as multiples of the forecast.
    """

    flats: float | None = None
    household: float | None = None
    transfer: float | None = None
    added: tuple[float, ...] = ()
    factors: tuple[float, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """A course and the net places it is held against, month by month."""

    course: Course
    places: Floats
    entering: Floats = field(repr=False)


def base_from(start: Iterable[tuple[str, int | None, float]], hazard: Iterable[tuple[str, int, float]]) -> Base:
    """The base from the rows of foresight.start (quantity, age, value) and foresight.hazard (transition, age, value).

    Raises KeyError where a number is missing.
    """
    single: dict[str, float] = {}
    classes: list[tuple[int, float]] = []
    for quantity, age, value in start:
        if quantity == IN_GU:
            classes.append((age or 0, value))
        else:
            single[quantity] = value
    shares: dict[str, dict[int, float]] = {}
    for transition, age, value in hazard:
        shares.setdefault(transition, {})[age] = value
    rates = Rates(
        np.array([shares[LEAVING][age] for age in range(AGES)]),
        np.array([shares[READY][age] for age in range(AGES)]),
        shares[LEAVING_READY][0],
        shares[TRANSFER][0],
        shares[LEAVING_FLATS][0],
    )
    if not classes:
        raise KeyError(IN_GU)
    return Base(
        classes=tuple(sorted(classes)), waiting=single[WAITING], in_flats=single[IN_FLATS], rates=rates,
        share=single[SHARE], flats=single[FLATS], household=single[HOUSEHOLD],
        most_in_flats=single.get(MOST, np.inf), usable=single[USABLE],
    )  # fmt: skip


def start_of(base: Base) -> Start:
    """Persons by age: within a class as a steady inflow would leave them, those ready for a flat taken off.

    A cohort stands at the age it has in the first month ahead, one more than at the Stand.
    """
    present, ready = _steady(base.rates)
    ages = np.zeros(AGES)
    bounds = [first for first, _ in base.classes]
    for (first, persons), end in zip(base.classes, [*bounds[1:], AGES], strict=True):
        weights = present[first:end]
        ages[first:end] = persons * weights / weights.sum()
    likely = ages * np.minimum(1.0, ready / np.maximum(present, 1e-12))
    waiting = min(base.waiting, base.occupied)
    if likely.sum() > 0:
        ages -= _at_most(likely * waiting / likely.sum(), ages)
    else:
        ages *= 1 - waiting / max(base.occupied, 1e-9)
    moved = np.zeros(AGES)
    moved[1:] = ages[:-1]
    moved[-1] += ages[-1]
    return Start(moved, waiting, base.in_flats)


def _steady(rates: Rates) -> tuple[Floats, Floats]:
    """Of one person a month entering: how many are present at each age, and how many of them are ready for a flat."""
    present, ready = np.zeros(AGES), np.zeros(AGES)
    staying, waiting = 1.0, 0.0
    for age in range(AGES):
        staying *= 1 - rates.leaving[age]
        waiting = waiting * (1 - rates.leaving_ready) + staying * rates.ready[age]
        staying *= 1 - rates.ready[age]
        present[age], ready[age] = staying + waiting, waiting
    last = max(1e-3, float(rates.leaving[-1]), rates.leaving_ready)
    present[-1], ready[-1] = present[-1] / last, ready[-1] / last
    return present, ready


def _at_most(wanted: Floats, there: Floats) -> Floats:
    """As many as wanted in all, from no age more than there are."""
    taken = np.minimum(wanted, there)
    rest, room = float(wanted.sum() - taken.sum()), there - taken
    full: Floats = taken + (room * rest / room.sum() if rest > 0 and room.sum() > 0 else 0.0)
    return full


def stays_ahead(base: Base, arrivals: Floats, factors: Sequence[float]) -> tuple[Floats, Stays]:
    """Who enters GU (paths, months) of all arrivals, and what becomes of the cohorts: the part no lever changes."""
    entering = entries(arrivals * np.array(_lasting(factors, arrivals.shape[1], 1.0)), base.share)
    return entering, stays_of(entering, start_of(base), base.rates)


def turned(
    base: Base, arrivals: Floats, places: Sequence[float], levers: Levers, known: tuple[Floats, Stays] | None = None
) -> Outcome:
    """The course of all paths of arrivals (paths, months) with the levers turned; `places` are net places by month,
    `known` is what `stays_ahead` found for the same arrivals and factors."""
    months = arrivals.shape[1]
    rates = base.rates
    if levers.transfer is not None:
        rates = Rates(rates.leaving, rates.ready, rates.leaving_ready, levers.transfer, rates.leaving_flats)
    household = base.household if levers.household is None else levers.household
    flats = base.flats if levers.flats is None else levers.flats
    supply = Supply(np.full(months, flats), np.full(months, base.most_in_flats), household)
    entering, stays = known or stays_ahead(base, arrivals, levers.factors)
    course = simulate(entering, start_of(base), rates, supply, stays)
    return Outcome(course, _held(places, levers.added, months), entering)


def against(outcome: Outcome, places: Sequence[float], added: Sequence[float]) -> Outcome:
    """The same course held against other places: who comes and who leaves does not depend on them."""
    return replace(outcome, places=_held(places, added, len(outcome.places)))


def _held(places: Sequence[float], added: Sequence[float], months: int) -> Floats:
    held: Floats = np.maximum(0.0, np.asarray(places, dtype=np.float64) + np.array(_lasting(added, months, 0.0)))
    return held


def _lasting(named: Sequence[float], months: int, plain: float) -> list[float]:
    """One number for each month; the last one named goes on."""
    return [named[min(at, len(named) - 1)] if named else plain for at in range(months)]


def places_from(available: int, places: float, months: int) -> tuple[float, ...]:
    """Net places that come with month `available` (0: at once) and stay."""
    return tuple(places if month >= max(1, available) else 0.0 for month in range(1, months + 1))


def together(parts: Iterable[Sequence[float]], months: int) -> tuple[float, ...]:
    """Several changes of places added up."""
    rows = list(parts)
    return tuple(sum(row[at] for row in rows) for at in range(months))


def start_rows(base: Base) -> list[tuple[str, int | None, float]]:
    """The rows of foresight.start that `base_from` reads."""
    classes: list[tuple[str, int | None, float]] = [
        (IN_GU, first if base.by_stay else None, persons) for first, persons in base.classes
    ]
    single: Mapping[str, float] = {
        WAITING: base.waiting, IN_FLATS: base.in_flats, SHARE: base.share, FLATS: base.flats,
        HOUSEHOLD: base.household, USABLE: base.usable,
    }  # fmt: skip
    limit = [(MOST, None, base.most_in_flats)] if np.isfinite(base.most_in_flats) else []
    return [*classes, *((name, None, value) for name, value in single.items()), *limit]
