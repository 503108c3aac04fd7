"""What the sections of a page read of one release: indicators by id, whole city and members, period by period."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import periods, warehouse
from dashboard.records import Point, Reading
from dashboard.visit import Visit

UNASSIGNED = "ohne_zuordnung"


@dataclass(frozen=True)
class Shelf:
    """Reads through warehouse, which keeps what was read once; nothing here reckons."""

    visit: Visit

    def reading(self, indicator_id: str) -> Reading | None:
        """The indicator with its series for the whole city; None when this release does not know it."""
        return self.visit.shown.reading(indicator_id)

    def readings(self, *indicator_ids: str) -> tuple[Reading, ...]:
        """The indicators of these ids that this release knows, in this order."""
        found = (self.reading(name) for name in indicator_ids)
        return tuple(reading for reading in found if reading is not None)

    def whole(self, indicator_id: str, period: str) -> Point | None:
        """The value of the whole city in a period."""
        reading = self.reading(indicator_id)
        return next((p for p in reading.series if p.period == period), None) if reading else None

    def latest(self, indicator_id: str) -> str | None:
        """The newest period of which the whole city has a value."""
        reading = self.reading(indicator_id)
        known = [p.period for p in reading.series if p.value is not None] if reading else []
        return known[-1] if known else None

    def members(self, indicator_id: str, dim: str, period: str, order: Sequence[str] = ()) -> dict[str, Point]:
        """The values of the members of a breakdown in a period, in `order`, else in that of the city or the release.

        The part that belongs to no member is left out where it is nothing.
        """
        shown = self.visit.shown
        if shown.reading(indicator_id) is None:
            return {}
        points = warehouse.breakdown(
            self.visit.home, self.visit.access.audience.id, shown.info.id, indicator_id, period
        )
        found = {p.members[0][1]: p for p in points if len(p.members) == 1 and p.members[0][0] == dim}
        ages = [group.id for group in shown.city.age_groups] if dim == "altersgruppe" else []
        order = order or ages or [member for breakdown, member in shown.members if breakdown == dim]
        ranked = sorted(found, key=lambda m: (order.index(m) if m in order else len(order), m))
        return {m: found[m] for m in ranked if m != UNASSIGNED or found[m].value != 0}

    def printed(self, indicator_id: str, period: str, dim: str, member: str) -> bool:
        """Whether the release has a value there; an empty `dim` stands for the whole city."""
        if not dim:
            point = self.whole(indicator_id, period)
        else:
            points = warehouse.history(
                self.visit.home, self.visit.access.audience.id, self.visit.shown.info.id, indicator_id, (dim,)
            )
            point = next((p for p in points if p.period == period and p.members[0][1] == member), None)
        return point is not None and point.value is not None

    def offered(self, indicator_id: str, dim: str, until: str) -> str | None:
        """The newest period, not later than `until`, in which a breakdown is published; None where it never is.

        Where monthly counts are too small, a breakdown is offered by quarter or year: then that is its newest one.
        """
        end = periods.parse(until).last
        known = {p.span.last: p.period for p in self.history(indicator_id, dim) if p.span.last <= end}
        return known[max(known)] if known else None

    def history(self, indicator_id: str, *dims: str) -> tuple[Point, ...]:
        """All values of one breakdown up to the newest period shown of the whole city, oldest first."""
        shown, reading = self.visit.shown, self.reading(indicator_id)
        if reading is None or reading.latest is None:
            return ()
        audience, last = self.visit.access.audience.id, reading.latest.span.last
        points = warehouse.history(self.visit.home, audience, shown.info.id, indicator_id, dims)
        return tuple(point for point in points if point.span.last <= last)

    def label(self, dim: str, member: str) -> str:
        """The printed name of a member."""
        if member == UNASSIGNED:
            return "ohne Zuordnung"
        return self.visit.shown.members.get((dim, member), member)


def year_before(period: str) -> str:
    """The same month or quarter a year earlier, in the form of the period."""
    span = periods.parse(period)
    return f"{span.year - 1}{period[4:]}"


def by_period(points: Sequence[Point]) -> dict[str, dict[str, Point]]:
    """Values of one breakdown as period -> member -> value."""
    found: dict[str, dict[str, Point]] = {}
    for point in points:
        found.setdefault(point.period, {})[point.members[0][1]] = point
    return found
