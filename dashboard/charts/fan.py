"""Persons in Gemeinschaftsunterkünfte: what was, what may come with its band, and the places with their dates."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import formatting
from dashboard.charts.grid import Told
from dashboard.charts.spec import Tick
from dashboard.charts.trend import y_ticks

TESTED = 12
_EVERY = 3


@dataclass(frozen=True)
class Step:
    """Places from one month to the next change; months count from year 0, a month end is its number."""

    begin: float
    end: float
    places: float


@dataclass(frozen=True)
class Ahead:
    """One month ahead: its number and quantiles of persons; where no band is drawn all but `middle` are None."""

    at: int
    middle: float
    text: str
    low80: float | None = None
    low50: float | None = None
    high50: float | None = None
    high80: float | None = None


@dataclass(frozen=True)
class OrderMark:
    """A date by which to order: the month it ends, and what stands at it."""

    at: int
    label: str


@dataclass(frozen=True)
class FanSpec:
    """Actual values, the months ahead, a plain line to compare with, places as steps, dates, axes, and what is said."""

    actual: tuple[tuple[int, float, str], ...]
    ahead: tuple[Ahead, ...]
    beside: tuple[tuple[int, float], ...]
    beside_label: str
    steps: tuple[Step, ...]
    usable: float
    orders: tuple[OrderMark, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    told: Told

    @property
    def stand(self) -> int:
        """The month up to which values are counted."""
        return self.ahead[0].at - 1

    @property
    def x_range(self) -> tuple[float, float]:
        """First and last month drawn."""
        return (float(self.actual[0][0] if self.actual else self.stand), float(self.ahead[-1].at))

    @property
    def y_range(self) -> tuple[float, float]:
        """Lowest and highest number of persons drawn."""
        return (self.y_ticks[0].at, self.y_ticks[-1].at)


def fan(
    actual: Sequence[tuple[int, float, str]],
    ahead: Sequence[Ahead],
    beside: tuple[Sequence[tuple[int, float]], str],
    steps: Sequence[Step],
    usable: float,
    orders: Sequence[OrderMark],
    told: Told,
) -> FanSpec:
    """The spec; the axis begins at zero and ends above all places and the 80 % band of the months that were tested.

    What lies above is drawn at its edge; the table has its numbers.
    """
    tops = [value for _, value, _ in actual] + [step.places for step in steps]
    tops += [month.high80 if month.high80 is not None else month.middle for month in ahead[:TESTED]]
    low, high = (actual[0][0] if actual else ahead[0].at - 1), ahead[-1].at
    shown = tuple(mark for mark in orders if low <= mark.at <= high)
    ticks = tuple(Tick(float(at), _label(at)) for at in range(low, high + 1) if at % _EVERY == 0)
    return FanSpec(
        tuple(actual), tuple(ahead), tuple(beside[0]), beside[1], tuple(steps), usable, shown, ticks,
        y_ticks(0.0, max(tops) * 1.02, ""), told,
    )  # fmt: skip


def _label(at: int) -> str:
    return formatting.period(f"{at // 12}-{at % 12 + 1:02d}")


def steps_of(places: Sequence[tuple[int, float]]) -> tuple[Step, ...]:
    """Places at month ends as steps: a change holds from the end of the month before on."""
    found: list[Step] = []
    for at, value in places:
        if found and found[-1].places == value and found[-1].end == at - 1:
            found[-1] = Step(found[-1].begin, float(at), value)
        else:
            found.append(Step(float(at - 1) if found else float(at), float(at), value))
    return tuple(found)
