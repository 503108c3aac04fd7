"""For every withheld value the nearest one that is printed: longer period, wider area, without the breakdown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from etl.catalogue.period import last_day
from etl.disclosure.note import WITHHELD
from etl.disclosure.places import SPATIAL, Place, longer
from etl.figures import Coordinates, Figures, Value


@dataclass(frozen=True)
class Fallback:
    """Period and member of a printed figure of the same indicator."""

    period: str
    dim1: str | None
    member1: str | None


def fallbacks(figures: Figures, above: Mapping[Place, Place]) -> dict[tuple[str, Coordinates], Fallback]:
    """Withheld value -> the nearest printed ancestor, among the values and cells of the same audience.

    Where nothing above is printed, the last earlier value of the whole city; nothing when there is none either.
    """
    printed = {(v.indicator_id, v.at) for v in figures.values if v.value is not None}
    printed |= {(cell.measure, cell.at) for cell in figures.cells if cell.value is not None}
    city: dict[str, list[str]] = {}
    for name, at in printed:
        if at[1] is None:
            city.setdefault(name, []).append(at[0])
    found: dict[tuple[str, Coordinates], Fallback] = {}
    for value in figures.values:
        if value.sign == WITHHELD:
            place = _nearest(value, printed, above) or _earlier(value, city.get(value.indicator_id, []))
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


def _earlier(value: Value, periods: list[str]) -> Fallback | None:
    """The last earlier value of the whole city, of the same kind of period."""
    before = [p for p in periods if len(p) == len(value.period) and last_day(p) < last_day(value.period)]
    return Fallback(max(before, key=last_day), None, None) if before else None
