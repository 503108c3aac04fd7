"""One cell read by the contract in plain Python: the readable twin of the generated SQL."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from etl.catalogue.source import NUMERIC, Column
from etl.contract import patterns
from etl.contract.spelling import BLANKS, normalise, trimmed

Value = str | int | Decimal | dt.date | bool | None
_FIRST_OF_MONTH = 1


@dataclass(frozen=True)
class Parsed:
    """What a cell says: its value, or the official sign in its place, or the reason (a key of reasons.ROW)."""

    value: Value = None
    sign: str | None = None
    reason: str | None = None


class _Refused(Exception):
    """Leaves the reading of a cell; the argument is the reason."""


def parse_cell(column: Column, text: str | None, spellings: Mapping[str, str], today: dt.date) -> Parsed:
    """Value, sign and reason of one delivered cell.

    `spellings` is what `spelling.spellings` gives for the column. Values are int (integer, year), Decimal,
    date (date, and month and quarter as their first day), bool or text. Never raises for any text.
    """
    cell = trimmed(text)
    if cell is None:
        return Parsed(reason="pflichtfeld_leer" if column.required else None)
    sign = patterns.SIGNS.get(cell) if column.type in NUMERIC else None
    if re.fullmatch(patterns.ERROR_VALUE, cell):
        return Parsed(reason="fehlerwert")
    if sign and sign not in column.signs:
        return Parsed(reason="zeichen_nicht_erlaubt")
    try:
        if sign and sign not in column.zero_signs:
            return Parsed(sign=sign)
        value = _zero(column) if sign else _READERS[column.type](column, cell, spellings)
        _within_bounds(column, value, today)
    except _Refused as refused:
        return Parsed(reason=str(refused))
    return Parsed(value=value, sign=sign)


def _zero(column: Column) -> Value:
    return 0 if column.type == "integer" else Decimal(0)


def _number(column: Column, cell: str, _: Mapping[str, str]) -> Value:
    form = patterns.number_form(column)
    if re.fullmatch(form.unclear, cell):
        raise _Refused("zahl_mehrdeutig")
    if not re.fullmatch(form.number, cell):
        raise _Refused("zahl_mehrdeutig" if re.fullmatch(form.foreign, cell) else "zahl_unlesbar")
    digits = re.sub(form.kept, "", cell).replace(form.point, ".")
    if len(digits.split(".")[0]) > patterns.MAX_INTEGER_DIGITS:
        raise _Refused("zahl_unlesbar")
    if column.type == "integer" and not re.fullmatch(form.whole, cell):
        raise _Refused("nicht_ganzzahlig")
    value = Decimal(digits)
    if any(minus in cell for minus in patterns.MINUS):
        value = -value
    return int(value) if column.type == "integer" else value


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (1900 if year >= patterns.CENTURY_FROM else 2000)


def _date_or_none(cell: str) -> dt.date | None:
    """The date, or None when the cell does not have the form of one."""
    if match := re.fullmatch(patterns.DATE_GERMAN, cell):
        day, month, year = match.groups()
    elif match := re.fullmatch(patterns.DATE_ISO, cell):
        year, month, day = match.groups()
    else:
        return None
    try:
        return dt.date(_full_year(year), int(month), int(day))
    except ValueError:
        raise _Refused("datum_unmoeglich") from None


def _date(_: Column, cell: str, __: Mapping[str, str]) -> Value:
    if (date := _date_or_none(cell)) is None:
        raise _Refused("datum_unlesbar")
    return date


def _month(_: Column, cell: str, __: Mapping[str, str]) -> Value:
    if match := re.fullmatch(patterns.MONTH_GERMAN, cell):
        return dt.date(int(match[2]), int(match[1]), _FIRST_OF_MONTH)
    if match := re.fullmatch(patterns.MONTH_ISO, cell):
        return dt.date(int(match[1]), int(match[2]), _FIRST_OF_MONTH)
    if match := re.fullmatch(patterns.MONTH_NAMED, normalise(cell)):
        return dt.date(_full_year(match[2]), patterns.MONTH_NAMES[match[1]], _FIRST_OF_MONTH)
    if date := _date_or_none(cell):
        return date.replace(day=_FIRST_OF_MONTH)
    raise _Refused("monat_unlesbar")


def _school_year(_: Column, cell: str, __: Mapping[str, str]) -> Value:
    if match := re.fullmatch(patterns.SCHOOL_YEAR_SINGLE, cell):
        first = int(match[1])
    elif match := re.fullmatch(patterns.SCHOOL_YEAR, cell):
        first = _full_year(match[1])
        second = match[2]
        if int(second) != (first + 1 if len(second) == 4 else (first + 1) % 100):
            raise _Refused("schuljahr_unlesbar")
    else:
        raise _Refused("schuljahr_unlesbar")
    return f"{first}/{(first + 1) % 100:02d}"


def _year(_: Column, cell: str, __: Mapping[str, str]) -> Value:
    if not re.fullmatch(patterns.YEAR, cell):
        raise _Refused("jahr_unlesbar")
    return int(cell)


def _quarter(_: Column, cell: str, __: Mapping[str, str]) -> Value:
    plain = normalise(cell)
    if match := re.fullmatch(patterns.QUARTER, plain):
        before, behind, roman, year = match.groups()
        number = int(before or behind or 1 + patterns.ROMAN.index(roman))
    elif match := re.fullmatch(patterns.QUARTER_ISO, plain):
        year, number = match[1], int(match[2])
    else:
        raise _Refused("quartal_unlesbar")
    return dt.date(int(year), 3 * number - 2, _FIRST_OF_MONTH)


def _code(column: Column, cell: str, spellings: Mapping[str, str]) -> Value:
    if column.several:
        return _several_codes(cell, spellings)
    if (code := spellings.get(normalise(cell))) is None:
        raise _Refused("code_unbekannt")
    return code


def _several_codes(cell: str, spellings: Mapping[str, str]) -> Value:
    words = [normalise(part) for part in re.split(patterns.BETWEEN_CODES, cell)]
    codes = {spellings.get(word) for word in words if word}
    if not codes or None in codes:
        raise _Refused("code_unbekannt")
    return patterns.SEVERAL.join(sorted(code for code in codes if code))


def _boolean(_: Column, cell: str, spellings: Mapping[str, str]) -> Value:
    if (answer := spellings.get(normalise(cell))) is None:
        raise _Refused("ja_nein_unlesbar")
    return answer == "true"


def _text(column: Column, cell: str, _: Mapping[str, str]) -> Value:
    text = re.sub(f"[{BLANKS}]+", " ", cell)
    if column.audience and re.search(patterns.IDENTIFYING, text):
        raise _Refused("freitext_kennung")
    if column.audience and re.search(patterns.SMALL_FIGURE, text):
        raise _Refused("freitext_kleine_zahl")
    if column.pad and re.fullmatch("[0-9]+", text):
        text = text.rjust(column.pad, "0")
    if len(text) > patterns.MAX_TEXT or (column.pattern and not re.fullmatch(column.pattern, text)):
        raise _Refused("muster_verletzt")
    return text


_READERS: Mapping[str, Callable[[Column, str, Mapping[str, str]], Value]] = {
    "integer": _number,
    "decimal": _number,
    "date": _date,
    "month": _month,
    "school_year": _school_year,
    "year": _year,
    "quarter": _quarter,
    "code": _code,
    "boolean": _boolean,
    "text": _text,
}


def latest_day(column: Column, today: dt.date) -> dt.date | None:
    """The last day that the column may name, counted from `today`; None without a bound."""
    return None if column.latest_days is None else today + dt.timedelta(days=column.latest_days)


def largest(column: Column, today: dt.date) -> Decimal | None:
    """The largest number of the column; for years also the year of its last day."""
    last = latest_day(column, today) if column.type == "year" else None
    bounds = [bound for bound in (column.max, Decimal(last.year) if last else None) if bound is not None]
    return min(bounds) if bounds else None


def earliest_day(column: Column) -> dt.date | None:
    """The first day that the column may name; a month or quarter counts from its first day."""
    if column.earliest and column.type == "month":
        return column.earliest.replace(day=_FIRST_OF_MONTH)
    if column.earliest and column.type == "quarter":
        return column.earliest.replace(month=(column.earliest.month - 1) // 3 * 3 + 1, day=_FIRST_OF_MONTH)
    return column.earliest


def _within_bounds(column: Column, value: Value, today: dt.date) -> None:
    if isinstance(value, dt.date):
        earliest, latest = earliest_day(column), latest_day(column, today)
        if earliest and value < earliest:
            raise _Refused("datum_zu_frueh")
        if latest and value > latest:
            raise _Refused("datum_zu_spaet")
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        upper = largest(column, today)
        if column.min is not None and value < column.min:
            raise _Refused("zahl_zu_klein")
        if upper is not None and value > upper:
            raise _Refused("zahl_zu_gross")
