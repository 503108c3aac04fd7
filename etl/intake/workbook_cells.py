"""A typed cell of a workbook -> the text that the contract reads as the same value.

Dates become 15.03.2024, numbers plain digits with the decimal sign of their column, booleans WAHR and FALSCH. Excel
keeps a day as a number: in a column of dates a number from 20.000 to 80.000 (1954 to 2119), typed or as text, is one.
What Excel made a date of although it was a key ("1.01" for Stadtviertel 101) is written in a column of codes as it was
typed. Numbers keep four decimals, as the workshop does: more are noise of reckoning that no office sees.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from etl.catalogue.source import NUMERIC, Column
from etl.intake.records import join

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
EPOCH_1900, EPOCH_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
_DAY_TYPES = frozenset({"date", "month"})
_LONGEST_WHOLE = 1e15
DELIMITER = ";"
_SEPARATED = "\0"
_OFTEN = 8
_NEED_CARE = ('"', DELIMITER, "\r", "\n")


class _Memo(dict[Any, str]):
    """Each distinct value is written once; lists repeat their days and numbers a lot, and their empty cells."""

    def __init__(self, write: Callable[[Any], str], write_text: Callable[[str], str]) -> None:
        super().__init__()
        self._write, self._write_text = write, write_text

    def __missing__(self, value: Any) -> str:
        text = self[value] = self._write_text(value) if type(value) is str else self._write(value)
        return text


class Texts:
    """Writes the cells of one column; `epoch` is the day zero of the workbook."""

    def __init__(self, column: Column, epoch: dt.date) -> None:
        self._days = column.type in _DAY_TYPES
        self._epoch = epoch
        number = _number(column)
        if self._days:
            number = self._day_number
        day = _key_of_day if column.type == "code" else _day
        writers: dict[type, Callable[[Any], str]] = {
            float: number,
            int: number,
            bool: _truth,
            dt.date: day,
            dt.datetime: lambda value: day(value.date()) if value.time() == dt.time() else _moment(value),
            dt.time: str,
            dt.timedelta: str,
        }
        # A text is never equal to a value of another type, a number may be: 1 and True are, and are written otherwise.
        self._memo = {kind: _Memo(write, self._text) for kind, write in writers.items()}

    def column(self, cells: Sequence[Value]) -> Sequence[str]:
        """The texts of the cells as they are written between delimiters: quoted where needed, line ends as blanks."""
        kinds = set(map(type, cells))
        others = kinds - {str}
        if not others:
            texts: Sequence[str] = cells  # type: ignore[assignment]
            joined = _SEPARATED.join(texts)
            if self._days or any(mark in joined for mark in _NEED_CARE):
                return list(map(self._text, texts))
            return texts
        if kinds == {float} and self._written_at_once(cells):  # type: ignore[arg-type]
            return list(map(str, map(int, cells)))  # type: ignore[arg-type]
        if len(others) == 1:
            return list(map(self._memo[others.pop()].__getitem__, cells))
        return [self._memo[float if type(cell) is str else type(cell)][cell] for cell in cells]

    def _written_at_once(self, numbers: Sequence[float]) -> bool:
        """Whole numbers that hardly repeat are written faster than they are looked up."""
        if self._days or len(set(numbers)) * _OFTEN <= len(numbers):
            return False
        return all(map(float.is_integer, numbers)) and max(numbers) < _LONGEST_WHOLE

    def _text(self, text: str) -> str:
        """A cell of text; in a column of days one that is the number of a day becomes that day."""
        if self._days and len(text) == 5 and text.isascii() and text.isdigit():
            return self._day_number(int(text))
        return join((text,), DELIMITER)

    def _day_number(self, value: float) -> str:
        if not _FIRST_SERIAL <= value <= _LAST_SERIAL:
            return plain(value)
        return _day(self._epoch + dt.timedelta(days=int(value)))


def shown(value: Value) -> str:
    """A cell as an office sees it, for titles, headings and notes."""
    if isinstance(value, bool):
        return _truth(value)
    if isinstance(value, int | float):
        return plain(value)
    if isinstance(value, dt.datetime):
        return _day(value.date()) if value.time() == dt.time() else _moment(value)
    return _day(value) if isinstance(value, dt.date) else str(value)


def plain(value: float, places: int = 12) -> str:
    """A number without thousands, exponent and trailing zeros, with a decimal point."""
    if float(value).is_integer() and abs(value) < _LONGEST_WHOLE:
        return str(int(value))
    text = f"{value:.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _number(column: Column) -> Callable[[float], str]:
    if column.type not in NUMERIC:
        return plain
    point = "." if column.decimal_point else ","

    def write(value: float) -> str:
        whole, _, decimals = plain(value, 4).partition(".")
        # 8,512 could be meant as thousands where it is typed by hand; a typed number is not in doubt.
        return f"{whole}{point}{decimals}0" if len(decimals) == 3 else f"{whole}{point}{decimals}".rstrip(point)

    return write


def _day(value: dt.date) -> str:
    return f"{value.day:02d}.{value.month:02d}.{value.year:04d}"


def _key_of_day(value: dt.date) -> str:
    return f"{value.day}.{value.month:02d}"


def _moment(value: dt.datetime) -> str:
    return f"{_day(value.date())} {value:%H:%M:%S}"


def _truth(value: bool) -> str:
    return "WAHR" if value else "FALSCH"
