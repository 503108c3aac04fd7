"""For every withheld value the nearest one that is printed: longer period, wider area, without the breakdown."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from etl.catalogue.period import cadence_of, last_day
from etl.disclosure.note import WITHHELD
from etl.disclosure.places import SPATIAL, Place, longer, rank
from etl.figures import Coordinates, Figures, Value


@dataclass(frozen=True)
class Fallback:
    """Period and member of a printed figure of the same indicator."""

    period: str
    dim1: str | None
    member1: str | None


def fallbacks(figures: Figures, above: Mapping[Place, Place]) -> dict[tuple[str, Coordinates], Fallback]:
    """Withheld value -> the nearest printed ancestor, among the values of the same audience: a page can open these.

    Where nothing above is printed, the value of the whole city that is nearest in time, an earlier one if there is
    one; nothing when the city has none at all.
    """
    printed = {(v.indicator_id, v.at) for v in figures.values if v.value is not None}
    city: dict[str, list[str]] = {}
    for name, at in printed:
        if at[1] is None:
            city.setdefault(name, []).append(at[0])
    found: dict[tuple[str, Coordinates], Fallback] = {}
    for value in figures.values:
        if value.sign == WITHHELD:
            place = _nearest(value, printed, above) or _in_time(value, city.get(value.indicator_id, []))
            if place is not None:
                found[(value.indicator_id, value.at)] = place
    return found


def _nearest(value: Value, printed: set[tuple[str, Coordinates]], above: Mapping[Place, Place]) -> Fallback | None:
    for dim, member in _wider(value, above):
        period: str | None = value.period
        while period is not None:
            at: Coordinates = (period, dim, member, None, None)
            if at != value.at and (value.indicator_id, at) in printed:
                return Fallback(period, dim, member)
            period = longer(period)
    return None


def _wider(value: Value, above: Mapping[Place, Place]) -> Iterator[tuple[str | None, str | None]]:
    """Places with at most one dimension that contain the value, nearest first; the whole city comes last."""
    pairs = [(value.dim1, value.member1), (value.dim2, value.member2)]
    for dim, member in pairs:
        if dim is None or member is None:
            continue
        yield dim, member
        up = above.get((dim, member)) if dim in SPATIAL else None
        while up is not None:
            yield up
            up = above.get(up)
    yield None, None


def _in_time(value: Value, periods: list[str]) -> Fallback | None:
    """The value of the whole city with the last period that ends by then; of those that all end later, the first."""
    end = last_day(value.period)
    before = [period for period in periods if last_day(period) <= end]
    if before:
        return Fallback(max(before, key=_end_then_short), None, None)
    return Fallback(min(periods, key=_end_then_short), None, None) if periods else None


def _end_then_short(period: str) -> tuple[dt.date, int]:
    """Orders periods by their end; of those that end together the shorter is the later."""
    return last_day(period), -rank(cadence_of(period))
