"""A monthly series from a file of somebody else: columns monat;wert, and the forms offices use instead."""

import codecs
import csv
import datetime as dt
import itertools
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from etl.catalogue.source import Column
from etl.contract.parse import parse_cell
from etl.contract.row_reasons import ROW
from etl.contract.spelling import normalise
from etl.foresight.readings import from_cumulated, looks_cumulated, month_ends
from etl.foresight.series import Begun, NoSeries, Series, month_number, month_text, series_of

MONTH, DAY, VALUE, SUM, SHARE, MARK, WHY = "monat", "datum", "wert", "kumuliert", "anteil", "marke", "bemerkung"
LINE = "zeile"  # where a row stands in its file; no heading
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEADINGS = {
    MONTH: MONTH,
    DAY: DAY,
    VALUE: VALUE,
    SUM: SUM,
    "bisher": SUM,
    SHARE: SHARE,
    MARK: MARK,
    WHY: WHY,
}
BREAK, SPECIAL = "bruch", "sonderzugang"
_YEAR = 12
_SIGNS = ("-", ".", "/", "...", "x")
_COLUMNS = {
    MONTH: Column(headings=(MONTH,), type="month", meaning="Monat", required=True),
    DAY: Column(headings=(DAY,), type="date", meaning="Tag der Meldung", required=True),
    VALUE: Column(headings=(VALUE,), type="decimal", meaning="Anzahl", min=Decimal(0), signs=_SIGNS, unit="Anzahl"),
}
_POINTED = re.compile(r"\d+\.\d{1,2}", re.ASCII)
_TODAY = dt.date(2100, 1, 1)  # nothing here is bounded by the day of reading


@dataclass(frozen=True)
class Read:
    """The series of a file, and in German what was made of it."""

    series: Series
    notes: tuple[str, ...] = ()


def read_series(path: Path) -> Read:
    """The series in a CSV file with the columns `monat` and `wert`; semicolon, comma or tab, UTF-8 or cp1252.

    An empty value, one of the official signs and a month that is not named are missing, never zero. `kumuliert` (or
    `bisher`) instead of `wert` adds up within the year, with `datum` instead of `monat` on any days. `anteil` is the
    share of its days that the last month has behind it, `marke` is `bruch` (the definition changed with this month)
    or `sonderzugang` (one event; says nothing of the next months; a second one within a year needs a `bemerkung`).
    Raises NoSeries with a German sentence.
    """
    rows = _rows(path)
    given = set(rows[0]) if rows else set()
    if not ({VALUE, SUM} & given and {MONTH, DAY} & given) or (DAY in given and SUM not in given):
        raise NoSeries(f"{path.name}: Es fehlen Zeilen mit den Spalten „monat“ und „wert“.")
    values = [_number(row, SUM if SUM in row else VALUE) for row in rows]
    if DAY in given:
        return _from_days(rows, values)
    months = [_month(row) for row in rows]
    read = Read(series_of(months, values))
    if SUM in given or looks_cumulated(read.series):
        series, fell = from_cumulated(read.series)
        how = "als Spalte „kumuliert“" if SUM in given else "sie fallen im Jahr nie und beginnen im Januar neu"
        said = [f"Die Werte sind Summen seit Jahresbeginn ({how}); gerechnet wird mit den Unterschieden."]
        said += [f"Die Summe ist im {month} gefallen: eine Berichtigung? Der Monat zählt nicht." for month in fell]
        read = Read(series, tuple(said))
    return _marked(read, dict(zip(months, rows, strict=True)))


def _rows(path: Path) -> list[Mapping[str, str]]:
    """The rows of the file by the names that the columns have here; other columns are left out."""
    try:
        text = _text(path)
        head = text.partition("\n")[0]
        delimiter = next((sign for sign in ";\t," if sign in head), ";")
        reader = csv.reader(text.splitlines(), delimiter=delimiter)
        lines = [(reader.line_num, line) for line in reader if any(map(str.strip, line))]
    except (OSError, csv.Error) as error:
        raise NoSeries(f"{path.name} lässt sich nicht lesen.") from error
    names = [_HEADINGS.get(normalise(name), "") for name in lines[0][1]] if lines else []
    empty = dict.fromkeys(filter(None, names), "")
    return [
        {**empty, **{name: cell.strip() for name, cell in zip(names, line, strict=False) if name}, LINE: str(number)}
        for number, line in lines[1:]
    ]


def _text(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-16" if content[:2] in _UTF16 else "utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _number(row: Mapping[str, str], name: str) -> float | None:
    text = row.get(name, "")
    column = _COLUMNS[VALUE]
    if _POINTED.fullmatch(text):
        column = column.model_copy(update={"decimal_point": True})
    parsed = parse_cell(column, text, {}, _TODAY)
    if parsed.reason == "zahl_zu_klein":
        raise NoSeries(f"Zeile {row[LINE]}, Spalte „{name}“: Die Zahl ist negativ; gezählt wird von null an.")
    if parsed.reason:
        raise NoSeries(f"Zeile {row[LINE]}, Spalte „{name}“: {ROW[parsed.reason].short}.")
    return None if parsed.value is None else float(str(parsed.value))


def _day(row: Mapping[str, str], name: str) -> dt.date:
    parsed = parse_cell(_COLUMNS[name], row.get(name, ""), {}, _TODAY)
    if parsed.reason or not isinstance(parsed.value, dt.date):
        raise NoSeries(f"Zeile {row[LINE]}, Spalte „{name}“: {ROW[parsed.reason or 'monat_unlesbar'].short}.")
    return parsed.value


def _month(row: Mapping[str, str]) -> str:
    return f"{_day(row, MONTH):%Y-%m}"


def _from_days(rows: Sequence[Mapping[str, str]], values: Sequence[float | None]) -> Read:
    known = [(_day(row, DAY), value) for row, value in zip(rows, values, strict=True)]
    filled = [(day, value) for day, value in known if value is not None]
    if not filled:
        raise NoSeries("Die Reihe ist leer.")
    sums, between = month_ends([day for day, _ in filled], [value for _, value in filled])
    series, fell = from_cumulated(sums)
    said = ["Die Werte sind Summen seit Jahresbeginn; gerechnet wird mit den Unterschieden der Monatsenden."]
    said += [f"Zwischen zwei Meldungen geschätzt: {', '.join(between)}."] if between else []
    said += [f"Die Summe ist im {month} gefallen: eine Berichtigung? Der Monat zählt nicht." for month in fell]
    return Read(series, tuple(said))


def _marked(read: Read, rows: Mapping[str, Mapping[str, str]]) -> Read:
    """The series with the marks and the begun month that the file names."""
    series, said = read.series, list(read.notes)
    _events_are_rare(rows)
    counts, breaks = series.counts.copy(), set()
    for month, row in rows.items():
        mark, at = row.get(MARK, "").lower(), month_number(month) - month_number(series.first)
        if mark not in ("", BREAK, SPECIAL):
            raise NoSeries(f"Die Marke „{mark}“ gibt es nicht; es gibt „{BREAK}“ und „{SPECIAL}“.")
        if mark == SPECIAL and at >= 0:
            counts[at] = math.nan
            said.append(f"{month} ist ein Sonderzugang und sagt nichts über die nächsten Monate.")
        if mark == BREAK and at > 0:
            breaks.add(at)
            said.append(f"Mit {month} ändert sich, was gezählt wird; das Niveau beginnt dort neu.")
    series = replace(series, counts=counts, breaks=frozenset(breaks))
    last = max(rows)
    share = _share(rows[last].get(SHARE, ""))
    if share is None or share >= 1:
        return Read(series, tuple(said))
    said.append(f"{last} hat erst begonnen; der Wert ist vorläufig.")
    return Read(_without_last(series, share), tuple(said))


def _events_are_rare(rows: Mapping[str, Mapping[str, str]]) -> None:
    """Whoever takes out one month after the other as an event must say why."""
    events = sorted(month_number(month) for month, row in rows.items() if row.get(MARK, "").lower() == SPECIAL)
    for before, after in itertools.pairwise(events):
        if after - before < _YEAR and not rows[month_text(after)].get(WHY):
            raise NoSeries(f"{month_text(after)}: Ein zweiter Sonderzugang in zwölf Monaten braucht eine „{WHY}“.")


def _share(text: str) -> float | None:
    if not text:
        return None
    try:
        share = float(text.replace(",", "."))
    except ValueError:
        share = math.nan
    if not 0 < share <= 1:
        raise NoSeries("Der Anteil eines Monats liegt zwischen 0 und 1.")
    return share


def _without_last(series: Series, share: float) -> Series:
    """The last month taken out of the complete ones."""
    count = float(series.counts[-1])
    begun = Begun(count, share) if math.isfinite(count) else None
    if len(series) == 1:
        before = month_text(month_number(series.first) - 1)
        return Series(before, [math.nan], begun=begun)  # type: ignore[arg-type]
    kept = frozenset(at for at in series.breaks if at < len(series) - 1)
    return Series(series.first, series.counts[:-1], kept, begun)
