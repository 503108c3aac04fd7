"""What a chart shows, whole and frozen: screen, paper and download draw the same spec."""

from dataclasses import dataclass
from typing import Literal

from dashboard.records import State


@dataclass(frozen=True)
class Mark:
    """One drawn value. `x` is the last month of its period (months since year 0), `text` what is said about it."""

    x: int
    value: float
    text: str
    sign: str | None = None


@dataclass(frozen=True)
class Band:
    """The target from month `x0` to `x1`; an open side has no bound, equal bounds are a single line."""

    x0: float
    x1: float
    low: float | None
    high: float | None
    label: str


@dataclass(frozen=True)
class BreakRule:
    """Where a series changes its meaning: between two marks, never through one."""

    x: float
    text: str


@dataclass(frozen=True)
class Tick:
    """A labelled place on an axis."""

    at: float
    label: str


@dataclass(frozen=True)
class ChartSpec:
    """Series as runs of marks without gap, target bands, breaks, axes and the words for those who do not see it.

    `y_range` and `x_range` enclose everything drawn. `last` is the state whose form the last mark carries.
    """

    kind: Literal["sparkline", "trend"]
    runs: tuple[tuple[Mark, ...], ...]
    bands: tuple[Band, ...]
    breaks: tuple[BreakRule, ...]
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    last: State
    last_label: str
    alt: str
    sentence: str

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All marks in order."""
        return tuple(mark for run in self.runs for mark in run)
