"""What the courses of the stock-flow answer: when the places are full, when to order, what keeps people waiting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from etl.foresight.stockflow import Course, Floats, Ints
from etl.foresight.stockflow_base import Outcome

YEAR = 12
LEVELS = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
_DAYS = 365.25 / YEAR
FLATS_SHORT, LIMIT_REACHED, NOTHING = "wohnungen", "kontingent", "keine"


@dataclass(frozen=True)
class Answers:
    """The answers of one scenario. Months count from the Stand (0); `months` ahead were reckoned.

    `earliest`, `middle` and `latest` are the months by which the places are full in one, five and nine of ten courses
    (`months` + 1: not within them); `chances` the share of courses full within so many months; `orders` by lead time
    the last month to order in (None: the risk is not reached), `needed` the places that keep the risk from then on;
    `missing_months` person-months without a place by lead time until a delivery ordered now, `missing_year` in the next
    twelve months; `short_of` the share of courses and months in which people wait for flats or because of the limit;
    `waiting` people ready and waiting after twelve months.
    """

    months: int
    earliest: int
    middle: int
    latest: int
    at_risk: int
    chances: Mapping[int, float]
    orders: Mapping[int, int | None]
    needed: Mapping[int, int]
    missing_months: Mapping[int, float]
    missing_year: float
    short_of: Mapping[str, float]
    waiting: float
    limit: str


def answers(
    outcome: Outcome, usable: float, risk: float, leads: Sequence[int], now: int, *, full_now: bool = False
) -> Answers:
    """All answers; `now` is the present month, counted from the Stand; `full_now`: the places are full there."""
    course, places = outcome.course, outcome.places
    months = len(places)
    full = months_until_full(course.occupied, places, usable)
    full = np.zeros_like(full) if full_now else full
    lacking = missing(course.occupied, places, usable).mean(axis=0)
    return Answers(
        months=months,
        earliest=month_at(full, 0.1),
        middle=month_at(full, 0.5),
        latest=month_at(full, 0.9),
        at_risk=month_at(full, risk),
        chances={within: chance(full, within) for within in (3, 6, 10, YEAR)},
        orders={lead: latest_order(full, lead, risk, months) for lead in leads},
        needed={lead: places_needed(course.occupied, places, usable, now + lead, risk) for lead in leads},
        missing_months={lead: float(lacking[: now + lead].sum()) for lead in leads},
        missing_year=float(lacking[:YEAR].sum()),
        short_of=_short_of(course),
        waiting=float(np.median(course.waiting[:, min(YEAR, months) - 1])),
        limit=bottleneck(course),
    )


def months_until_full(occupied: Floats, places: Floats, usable: float) -> Ints:
    """First month in which more persons are there than usable places, per path; months + 1 where it never comes.

    `occupied` is (paths, months), `places` net places by month, `usable` the share of them that can be used.
    """
    over = occupied > usable * places
    first = np.where(over.any(axis=1), over.argmax(axis=1) + 1, occupied.shape[1] + 1)
    found: Ints = first.astype(np.int64)
    return found


def chance(full: Ints, within: int) -> float:
    """Share of paths that are full within so many months."""
    return float((full <= within).mean())


def month_at(full: Ints, risk: float) -> int:
    """The first month by which the chance of being full exceeds the risk."""
    return int(np.sort(full)[min(len(full) - 1, int(np.floor(risk * len(full) + 1e-9)))])


def latest_order(full: Ints, lead: int, risk: float, months: int) -> int | None:
    """Last month in which to order so that at delivery the chance of being full is at most the risk.

    Month 0 is the Stand; negative where it lies before. None where the risk is not reached in these months.
    """
    reached = month_at(full, risk)
    return None if reached > months else reached - lead - 1


def missing(occupied: Floats, places: Floats, usable: float) -> Floats:
    """Persons without a place (paths, months)."""
    return np.maximum(0.0, occupied - usable * places)


def places_needed(occupied: Floats, places: Floats, usable: float, lead: int, risk: float) -> int:
    """Fewest places, there from month `lead` + 1 on, with which the chance of being full at any time in the year from
    then on is at most the risk; zero where none are needed. Further ahead no forecast was ever tested."""
    if lead >= occupied.shape[1]:
        return 0
    year = slice(lead, lead + YEAR)
    lacking = np.sort((occupied / usable - places)[:, year].max(axis=1))[::-1]
    at = lacking[min(len(lacking) - 1, int(np.floor(risk * len(lacking) + 1e-9)))]
    return max(0, int(np.ceil(at - 1e-9)))


def _short_of(course: Course) -> dict[str, float]:
    parts = {FLATS_SHORT: course.flats_short, LIMIT_REACHED: course.limit_short}
    return {name: float(part[:, :YEAR].mean()) for name, part in parts.items()}


def bottleneck(course: Course) -> str:
    """What most often keeps people waiting in the next twelve months: flats, the limit, or nothing."""
    found = _short_of(course)
    if sum(found.values()) < 0.5:
        return NOTHING
    return max(found, key=lambda name: found[name])


def emergency_cost(missing_months: float, price: float) -> float:
    """Euro for persons without a place, by the price of a person and day elsewhere."""
    return missing_months * _DAYS * price


def place_cost(added: Sequence[float], price: float, months: int = YEAR) -> float:
    """Euro for additional net places in operation over the first months, by the price of a place and day."""
    return sum(max(0.0, places) for places in added[:months]) * _DAYS * price


def bands(values: Floats) -> Floats:
    """Quantiles (level, month) of paths (paths, months) at the levels that are published."""
    # Sorted first, month by month, it takes a third of the time.
    found: Floats = np.quantile(np.sort(values.T, axis=1), LEVELS, axis=1)
    return found
