"""What goes wrong in lists that people keep: a small share of rows that cannot be right, and repeated rows."""

import random
from collections.abc import Callable, Sequence

from etl.example.sheet import Row

_ROWS_PER_SPOILT = 16
_ROWS_PER_CONTRADICTION = 100
Spoiler = Callable[[random.Random, Row], Row]
_IMPOSSIBLE_DAYS = ("31.02.", "30.02.", "31.04.", "31.06.", "31.09.", "31.11.")


def impossible_day(column: str) -> Spoiler:
    """A day that the calendar does not have."""

    def spoil(rng: random.Random, row: Row) -> Row:
        year = row[column][-4:] if row[column][-4:].isdigit() else f"20{row[column][-2:]}"
        return {**row, column: f"{rng.choice(_IMPOSSIBLE_DAYS)}{year}"}

    return spoil


def mistyped_year(column: str) -> Spoiler:
    """A year typed a thousand years early: 1016 for 2016."""

    def spoil(_: random.Random, row: Row) -> Row:
        day, month, year = row[column].split(".")
        return {**row, column: f"{int(day):02d}.{int(month):02d}.1{int(year) % 1000:03d}"}

    return spoil


def replaced(column: str, *texts: str) -> Spoiler:
    """Another text in one cell, one of `texts`."""

    def spoil(rng: random.Random, row: Row) -> Row:
        return {**row, column: rng.choice(texts)}

    return spoil


def swapped(first: str, second: str) -> Spoiler:
    """Two cells in each other's place."""

    def spoil(_: random.Random, row: Row) -> Row:
        return {**row, first: row[second], second: row[first]}

    return spoil


def one_more(column: str) -> Spoiler:
    """A number that is too high by one or two, so that parts and total differ."""

    def spoil(rng: random.Random, row: Row) -> Row:
        value = int(row[column]) if row[column].isdigit() else 0
        return {**row, column: str(value + rng.randint(1, 2))}

    return spoil


def spoil_some(
    rng: random.Random,
    rows: Sequence[Row],
    share: float,
    spoilers: Sequence[tuple[Spoiler, tuple[str, ...]]],
    may_spoil: Callable[[Row], bool] = bool,
) -> list[Row]:
    """Spoil that share of the rows; a spoiler is used only where all cells it names are filled.

    Never more than one row in 16 is spoilt, because a short list would otherwise be refused as a whole.
    """
    left = len(rows) // _ROWS_PER_SPOILT
    result = []
    for row in rows:
        usable = [spoil for spoil, filled in spoilers if all(row.get(column) for column in filled)]
        if rng.random() < share and left and usable and may_spoil(row):
            result.append(rng.choice(usable)(rng, row))
            left -= 1
        else:
            result.append(row)
    return result


def repeat_some(rng: random.Random, rows: Sequence[Row], share: float) -> list[Row]:
    """Repeat that share of the rows exactly, one row below."""
    result: list[Row] = []
    waiting: Row | None = None
    for row in rows:
        result.append(row)
        if waiting is not None:
            result.append(waiting)
        waiting = dict(row) if rng.random() < share else None
    return result if waiting is None else [*result, waiting]


def contradict_some(
    rng: random.Random, rows: Sequence[Row], share: float, change: Spoiler, filled: tuple[str, ...]
) -> list[Row]:
    """Repeat that share of the rows with another content under the same key; never in a short list."""
    left = len(rows) // _ROWS_PER_CONTRADICTION
    result: list[Row] = []
    for row in rows:
        result.append(row)
        if rng.random() < share and left and all(row.get(column) for column in filled):
            result.append(change(rng, row))
            left -= 1
    return result
