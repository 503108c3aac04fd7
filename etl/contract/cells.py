"""The delivered cells of rows that were refused after typing, read again from the raw table for the office."""

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from etl.intake.raw import RawTable

Batch = tuple[list[int], list[list[str | None]]]
_BATCH = 50_000
_BLOCK = 1 << 19
LF = 10


def delivered_cells(raw: RawTable, wanted: set[int]) -> Iterator[Batch]:
    """Row numbers and the cells of their contract columns (None: empty), in batches, in the order of the file.

    The order of the cells is that of the columns in the delivery; columns unknown to the contract are left out.
    """
    if not wanted:
        return
    places = [place for place, column in enumerate(raw.cells) if column]
    numbers: list[int] = []
    cells: list[list[str | None]] = []
    for number, row in _numbered(raw) if raw.first_row is None else _lines(raw, raw.first_row, wanted):
        if number not in wanted:
            continue
        numbers.append(number)
        cells.append([(row[place] or None) if place < len(row) else None for place in places])
        if len(numbers) == _BATCH:
            yield numbers, cells
            numbers, cells = [], []
    if numbers:
        yield numbers, cells


def _numbered(raw: RawTable) -> Iterator[tuple[int, list[str]]]:
    """All rows of a table that carries the row number in its first cell."""
    with raw.path.open(encoding="utf-8", newline="") as file:
        for row in _reader(raw, file):
            if row:
                yield int(row[0]), row[1:]


def _lines(raw: RawTable, first_row: int, wanted: set[int]) -> Iterator[tuple[int, list[str]]]:
    """The wanted rows of a table in which each line is one row; the lines between are passed over unread."""
    numbers = sorted(wanted)
    done, passed = 0, first_row
    for block in _whole_lines(raw.path):
        ends = np.flatnonzero(np.frombuffer(block, np.uint8) == LF)
        while done < len(numbers) and numbers[done] - passed < len(ends):
            place = numbers[done] - passed
            start = int(ends[place - 1]) + 1 if place else 0
            line = block[start : int(ends[place])].decode()
            yield numbers[done], next(_reader(raw, iter([line])))
            done += 1
        if done == len(numbers):
            return
        passed += len(ends)


def _whole_lines(path: Path) -> Iterator[bytes]:
    """The file in blocks that end with a line end; the last line gets one if it has none."""
    rest = b""
    with path.open("rb") as file:
        while chunk := file.read(_BLOCK):
            cut = chunk.rfind(b"\n") + 1
            if cut:
                yield rest + chunk[:cut]
                rest = chunk[cut:]
            else:
                rest += chunk
    if rest:
        yield rest + b"\n"


def _reader(raw: RawTable, lines: Iterator[str]) -> Iterator[list[str]]:
    if raw.quoted:
        return csv.reader(lines, delimiter=raw.delimiter, doublequote=True)
    return csv.reader(lines, delimiter=raw.delimiter, quoting=csv.QUOTE_NONE)
