"""How an office's list looks as a file: title block, headings, rows with gaps, a total and notes below."""

import csv
import datetime as dt
import io
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from etl.example.months import Month

Row = dict[str, str]
DateStyle = Literal["lang", "kurz"]
EXAMPLE_TITLE = "BEISPIEL – erfundene Daten"
_MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)


@dataclass(frozen=True)
class Layout:
    """One form of a list: (column, heading) in order, and how the file is written.

    A column that the contract does not know, or drops, has its heading as its name.
    """

    headings: tuple[tuple[str, str], ...]
    encoding: Literal["cp1252", "utf-8-sig", "utf-8"] = "cp1252"
    dates: DateStyle = "lang"
    newline: Literal["\r\n", "\n"] = "\r\n"

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns in order."""
        return tuple(column for column, _ in self.headings)


def columns(*names: str, **headings: str) -> tuple[tuple[str, str], ...]:
    """Headings of a layout: keyword = column of the contract, positional = what the contract does not take, last."""
    return (*((column, heading) for column, heading in headings.items()), *((name, name) for name in names))


def day_text(day: dt.date | None, style: DateStyle) -> str:
    """A day as typed: 05.03.2024, or 5.3.24 where somebody was in a hurry; empty for none."""
    if day is None:
        return ""
    if style == "kurz":
        return f"{day.day}.{day.month}.{day.year % 100:02d}"
    return f"{day:%d.%m.%Y}"


def month_text(month: Month, form: int) -> str:
    """A month in one of three forms: 10/2026, 10.2026, Oktober 2026."""
    if form % 3 == 2:
        return f"{_MONTHS[month.month - 1]} {month.year}"
    return f"{month.month:02d}{'/.'[form % 3]}{month.year}"


def _gaps(rng: random.Random, rows: Sequence[Sequence[str]], width: int) -> list[Sequence[str]]:
    """The rows with a blank one here and there, as lists have where a page or a family ended."""
    spaced: list[Sequence[str]] = []
    for row in rows:
        spaced.append(row)
        if rng.random() < 0.004:
            spaced.append([""] * width if rng.random() < 0.5 else [])
    return spaced


def write_sheet(
    layout: Layout,
    title: str,
    stand: dt.date | None,
    rows: Sequence[Mapping[str, str]],
    rng: random.Random,
    total: Mapping[str, str] | None = None,
) -> bytes:
    """The bytes of a list; `stand` None leaves the line out, `total` is a row below the table."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator=layout.newline)
    writer.writerow([EXAMPLE_TITLE])
    writer.writerow([title])
    if stand is not None:
        writer.writerow([f"Stand: {day_text(stand, 'lang')}"])
    writer.writerow([])
    writer.writerow([heading for _, heading in layout.headings])
    cells = [[row.get(column, "") for column in layout.columns] for row in rows]
    writer.writerows(_gaps(rng, cells, len(layout.columns)))
    if total is not None:
        first, *rest = layout.columns
        writer.writerow([total.get(first, "Summe"), *(total.get(column, "") for column in rest)])
        writer.writerow([])
    writer.writerow(["Quelle: Liste der erfundenen Stadt, alle Personen und Orte sind erdacht."])
    return out.getvalue().encode(layout.encoding)
