"""Stacked columns over time: parts of one whole, period by period, at most three of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard import formatting
from dashboard.charts.grid import Entry, Told
from dashboard.charts.spec import Tick
from dashboard.charts.trend import y_ticks

MOST = 25
Parts = Mapping[str, Sequence[Entry]]


@dataclass(frozen=True)
class Column:
    """One period: its label, the entry of each series from the ground up, and what a pointer is told."""

    label: str
    entries: tuple[Entry, ...]
    text: str

    @property
    def height(self) -> float:
        """The sum of what can be drawn; a withheld part adds nothing."""
        return sum(max(0.0, entry.number or 0.0) for entry in self.entries)

    @property
    def whole(self) -> bool:
        """Whether every part has a number."""
        return all(entry.number is not None for entry in self.entries)


@dataclass(frozen=True)
class ColumnSpec:
    """Series from the ground up with their colours, columns oldest first, the axis, and what is said about them."""

    series: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    told: Told


def columns(
    series: Sequence[tuple[str, str]], periods: Sequence[str], parts: Parts, told: Told, unit: str
) -> ColumnSpec | None:
    """The spec of the last `MOST` periods; None where nothing is above zero.

    `series` are names with colour tokens (an empty token is an outline), `parts` the entries of each by period.
    """
    found = []
    for at, period in list(enumerate(periods))[-MOST:]:
        entries = tuple(parts[name][at] for name, _ in series)
        said = ", ".join(f"{name} {entry.text}" for (name, _), entry in zip(series, entries, strict=True))
        found.append(Column(formatting.period(period), entries, f"{formatting.period(period)}: {said}"))
    top = max((column.height for column in found), default=0.0)
    if top <= 0:
        return None
    return ColumnSpec(tuple(series), tuple(found), y_ticks(0.0, top, unit), told)
