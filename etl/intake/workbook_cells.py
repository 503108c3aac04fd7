"""A typed cell of a workbook -> the text that the contract reads as the same value.

Dates become 15.03.2024, numbers plain digits with the decimal sign of their column, booleans WAHR and FALSCH. Excel
keeps a day as a number: in a column of dates a number from 20.000 to 80.000 (1954 to 2119), typed or as text, is one.
What Excel made a date of although it was a key ("1.01" for Stadtviertel 101) is written in a column of codes as it was
typed. Numbers keep four decimals, as the workshop does: more are noise of reckoning that no office sees.
"""

import datetime as dt
import re
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
_NEEDS_CARE = re.compile(f'["{DELIMITER}\r\n]').search


class _Memo(dict[Any, str]):
    """Each distinct value is written once; lists repeat their days and numbers a lot."""

    def __init__(self, write: Callable[[Any], str]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, value: Any) -> str:
        text = self[value] = self._write(value)
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
        self._memo: dict[type, _Memo] = {
            float: _Memo(number),
            int: _Memo(number),
            bool: _Memo(_truth),
            dt.date: _Memo(day),
            dt.datetime: _Memo(lambda value: day(value.date()) if value.time() == dt.time() else _moment(value)),
            dt.time: _Memo(str),
            dt.timedelta: _Memo(str),
        }

    def column(self, cells: Sequence[Value]) -> Sequence[str]:
        """The texts of the cells as they are written between delimiters: quoted where needed, line ends as blanks."""
        kinds = set(map(type, cells))
        if kinds == {str}:
            texts: Sequence[str] = cells  # type: ignore[assignment]
        elif kinds == {float} and not self._days and all(map(float.is_integer, cells)) and max(cells) < _LONGEST_WHOLE:  # type: ignore[arg-type, operator]
            return list(map(str, map(int, cells)))  # type: ignore[arg-type]
        elif len(kinds) == 1:
            return list(map(self._memo[kinds.pop()].__getitem__, cells))
        else:
            memo = self._memo
            texts = [cell if (kind := type(cell)) is str else memo[kind][cell] for cell in cells]  # type: ignore[misc]
        if self._days:
            texts = [self._day_text(text) if len(text) == 5 and text.isdigit() else text for text in texts]
        if _NEEDS_CARE(_SEPARATED.join(texts)):
            texts = [join((text,), DELIMITER) for text in texts]
        return texts

    def _day_number(self, value: float) -> str:
        if not _FIRST_SERIAL <= value <= _LAST_SERIAL:
            return plain(value)
        return _day(self._epoch + dt.timedelta(days=int(value)))

    def _day_text(self, text: str) -> str:
        return self._day_number(int(text)) if text.isascii() else text


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
