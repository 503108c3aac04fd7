"""Two values a row with the distance between them: what is against what should be, one group against the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.grid import Entry, Told
from dashboard.charts.spec import Tick
from dashboard.charts.trend import y_ticks


@dataclass(frozen=True)
class Pair:
    """A row: its label, the value that is looked at, and the one it is held against."""

    label: str
    value: Entry
    against: Entry

    @property
    def distance(self) -> float | None:
        """How far the first lies above the second; None while one of them is not known."""
        if self.value.number is None or self.against.number is None:
            return None
        return self.value.number - self.against.number


@dataclass(frozen=True)
class GapSpec:
    """Rows in the order given, the words for both values, the axis, and what is said about them."""

    pairs: tuple[Pair, ...]
    names: tuple[str, str]
    ticks: tuple[Tick, ...]
    told: Told


def gap(
    pairs: Sequence[Pair], names: tuple[str, str], told: Told, unit: str, *, from_zero: bool = True
) -> GapSpec | None:
    """The spec; None where no row has a value to draw. Without `from_zero` the axis begins below the lowest value."""
    known = [e.number for pair in pairs for e in (pair.value, pair.against) if e.number is not None]
    if not known:
        return None
    low = 0.0 if from_zero else min(known)
    high = max(known)
    if high <= low:
        low, high = low - 1.0, high + 1.0
        low = max(0.0, low) if from_zero else low
    return GapSpec(tuple(pairs), names, y_ticks(low, high, unit), told)
