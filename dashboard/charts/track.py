"""Earlier forecasts beside what came: an interval for each month, and the real number as a dot."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import formatting
from dashboard.charts.grid import Told
from dashboard.charts.spec import Tick
from dashboard.charts.trend import y_ticks


@dataclass(frozen=True)
class Interval:
    """One forecast: its month, the 80 % interval with its middle, what came, and the words for a pointer."""

    label: str
    low: float
    middle: float
    high: float
    actual: float
    text: str

    @property
    def hit(self) -> bool:
        """Whether what came lies within the interval."""
        return self.low <= self.actual <= self.high


@dataclass(frozen=True)
class TrackSpec:
    """Forecasts oldest first, the axis, and what is said about them."""

    intervals: tuple[Interval, ...]
    ticks: tuple[Tick, ...]
    told: Told


def track(intervals: Sequence[Interval], told: Told) -> TrackSpec | None:
    """The spec; None without any forecast of which is known what came."""
    if not intervals:
        return None
    top = max(max(i.high, i.actual) for i in intervals)
    return TrackSpec(tuple(intervals), y_ticks(0.0, max(top, 1.0), ""), told)


def interval(period: str, low: float, middle: float, high: float, actual: float) -> Interval:
    """One forecast with its words."""
    month = formatting.period(period)
    said = f"{formatting.number(low)} bis {formatting.number(high)}"
    return Interval(month, low, middle, high, actual, f"{month}: erwartet {said}, gekommen {formatting.number(actual)}")
