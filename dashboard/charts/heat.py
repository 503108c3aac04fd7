"""Counts by row and period as a strip of tiles: every tile prints its number, its shade only repeats it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.grid import Entry, Told
from dashboard.charts.tilemap import bounds, level

MOST = 8


@dataclass(frozen=True)
class HeatCell:
    """A tile: its entry and its class (0 to 5; None for a zero or a sign)."""

    entry: Entry
    level: int | None


@dataclass(frozen=True)
class HeatRow:
    """A row of tiles under one name, oldest period first."""

    name: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True)
class HeatSpec:
    """Rows over the same periods, at most `MOST` of them, and what is said about them."""

    periods: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    told: Told


def heat(periods: Sequence[str], rows: Sequence[tuple[str, Sequence[Entry]]], told: Told) -> HeatSpec | None:
    """The spec of the last periods; None where nothing is known. Each row has one entry a period."""
    kept = [(name, tuple(entries[-MOST:])) for name, entries in rows]
    numbers = [e.number for _, entries in kept for e in entries if e.number is not None]
    if not numbers:
        return None
    inner = bounds(numbers)
    made = tuple(HeatRow(name, tuple(HeatCell(e, _level(e, inner)) for e in entries)) for name, entries in kept)
    return HeatSpec(tuple(periods[-MOST:]), made, told)


def _level(entry: Entry, inner: Sequence[float]) -> int | None:
    return level(entry.number, inner) if entry.number else None
