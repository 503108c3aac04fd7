"""Lines of text -> records of cells, with quotes as spreadsheets write them and the line each record starts on."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

SEPARATORS = (";", ",", "\t", "|")
# What a cell may be padded with: blanks, no-break blanks, soft hyphen, byte order mark, control characters.
BLANK = " \u00a0\u202f\u2007\u2009\u00ad\ufeff" + "".join(map(chr, range(1, 32)))
_LONGEST_CELL = 100


class Record(NamedTuple):
    """One row: the line of the file on which it starts, counted from 1, and its cells as delivered."""

    line: int
    cells: list[str]


def records(lines: Iterable[str], separator: str) -> Iterator[Record]:
    """Split lines into records; a quoted cell may hold separators, `""` for a quote and line ends.

    A quote that opens a cell and is not closed within 100 lines is an ordinary character: one forgotten
    quote costs one row, never the rest of the file.
    """
    source, ahead = iter(lines), deque[str]()
    number = 0
    while (line := _next(source, ahead)) is not None:
        number += 1
        if '"' not in line:
            yield Record(number, line.split(separator))
            continue
        cells, used = _quoted(line, source, ahead, separator)
        yield Record(number, cells)
        for _ in range(used):
            ahead.popleft()
        number += used


def _next(source: Iterator[str], ahead: deque[str]) -> str | None:
    return ahead.popleft() if ahead else next(source, None)


def _quoted(line: str, source: Iterator[str], ahead: deque[str], separator: str) -> tuple[list[str], int]:
    """Cells of a record that begins with `line`, and how many of the lines ahead belong to it."""
    text, used = line, 0
    cells = split(text, separator)
    while cells is None and used < _LONGEST_CELL:
        if used == len(ahead):
            if (more := next(source, None)) is None:
                break
            ahead.append(more)
        text += "\n" + ahead[used]
        used += 1
        if '"' in ahead[used - 1]:
            cells = split(text, separator)
    return (line.split(separator), 0) if cells is None else (cells, used)


def split(text: str, separator: str) -> list[str] | None:
    """Cells of one record; None when a quoted cell is not closed at the end of the text."""
    cell, cells, place = _cell(separator), list[str](), 0
    while True:
        found = cell.match(text, place)
        if found is None:
            return None
        quoted, rest, plain = found.groups()
        cells.append(plain if quoted is None else quoted.replace('""', '"') + rest)
        if found.end() == len(text):
            return cells
        place = found.end() + 1


@cache
def _cell(separator: str) -> re.Pattern[str]:
    mark = re.escape(separator)
    end = rf"(?={mark}|\Z)"
    return re.compile(rf'(?:"((?:[^"]++|"")*+)"([^{mark}\n]*+)|((?!")[^{mark}]*+)){end}')


def join(cells: Iterable[str], separator: str) -> str:
    """One line of text for these cells, quoted where needed; a line end inside a cell becomes a blank."""
    return separator.join(_written(cell, separator) for cell in cells)


def _written(cell: str, separator: str) -> str:
    if "\n" in cell or "\r" in cell:
        cell = cell.replace("\r", " ").replace("\n", " ")
    return '"' + cell.replace('"', '""') + '"' if separator in cell or '"' in cell else cell
