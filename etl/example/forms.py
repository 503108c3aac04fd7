"""The lists of the offices as files: CSV or workbook, and the months, quarters and school halves of each file."""

import datetime as dt
import io
import random
import re
import zipfile
from collections.abc import Mapping, Sequence

from etl.example.months import Month, months_between
from etl.example.plan import FIRST_DELIVERED
from etl.example.sheet import EXAMPLE_TITLE, Layout, day_text
from etl.xlsx import Cell, Sheet, write_xlsx

MONTHLY_FILES = 24  # before that a file a year, so that a first run stays quick
_DAY = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")
_NUMBER = re.compile(r"-?\d+(?:,\d+)?")
_ROMAN = ("I", "II", "III", "IV")
Span = tuple[Month, ...]


def money(amount: float, form: int = 0) -> str:
    """An amount in one of four forms: 1.234,50, 1234,50, 1.234,50 €, 1.234,50 EUR."""
    grouped = f"{amount:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return (grouped, f"{amount:.2f}".replace(".", ","), f"{grouped} €", f"{grouped} EUR")[form % 4]


def sap(amount: float) -> str:
    """An amount as SAP prints it, with the minus behind: 1.234,50-."""
    return money(abs(amount)) + ("-" if round(amount, 2) < 0 else "")


def quarter_text(month: Month, form: int = 0) -> str:
    """The quarter of a month in one of three forms: III/2026, 3. Quartal 2026, Q3/2026."""
    number = (month.month - 1) // 3
    return (
        f"{_ROMAN[number]}/{month.year}",
        f"{number + 1}. Quartal {month.year}",
        f"Q{number + 1}/{month.year}",
    )[form % 3]


def month_spans(until: Month, first: Month = FIRST_DELIVERED) -> list[Span]:
    """The months of each file: whole years, the rest up to two years before `until`, then single months."""
    return _grouped([(month,) for month in months_between(first, until)], until)


def quarter_spans(until: Month, first: Month = FIRST_DELIVERED) -> list[Span]:
    """As `month_spans` with files of whole quarters; a quarter that is not over is in none."""
    quarters = [
        (month.plus(-2), month.plus(-1), month)
        for month in months_between(first, until)
        if month.month % 3 == 0 and month.plus(-2) >= first
    ]
    return _grouped(quarters, until)


def half_spans(until: Month, first: Month) -> list[Span]:
    """As `month_spans` with files of school halves, February to July and August to January."""
    halves = [
        tuple(months_between(month.plus(-5), month))
        for month in months_between(first, until)
        if month.month in (1, 7) and month.plus(-5) >= first
    ]
    return _grouped(halves, until)


def _grouped(pieces: Sequence[Span], until: Month) -> list[Span]:
    old: dict[int, list[Month]] = {}
    single = until.plus(-MONTHLY_FILES)
    for piece in pieces:
        if piece[-1] <= single:
            old.setdefault(piece[0].year, []).extend(piece)
    return [*map(tuple, old.values()), *(piece for piece in pieces if piece[-1] > single)]


def span_name(span: Span) -> str:
    """What a file of these months is called: 2016, 2026-Q3, 2026-10, 2026-H1."""
    if len(span) == 1:
        return str(span[0])
    if len(span) == 3:
        return f"{span[0].year}-Q{(span[0].month + 2) // 3}"
    return str(span[-1]) if len(span) == 6 else str(span[0].year)


def _typed(text: str, as_text: bool) -> Cell:
    """The cell as a spreadsheet keeps it: days and numbers typed, unless somebody stored them as text."""
    if as_text or not text:
        return text
    if day := _DAY.fullmatch(text):
        try:
            return dt.date(int(day[3]), int(day[2]), int(day[1]))
        except ValueError:
            return text
    plain = text.replace(".", "").removesuffix(" €").removesuffix(" EUR")
    if not _NUMBER.fullmatch(plain):
        return text
    return float(plain.replace(",", ".")) if "," in plain else int(plain)


def office_sheet(
    name: str,
    layout: Layout,
    title: str,
    stand: dt.date,
    rows: Sequence[Mapping[str, str]],
    rng: random.Random,
    typed: Sequence[str],
    groups: Mapping[str, str] | None = None,
    total: Mapping[str, str] | None = None,
) -> Sheet:
    """A sheet with title block, headings, rows, a total and a note.

    Cells of the columns in `typed` are days and numbers, every tenth of them stored as text. With `groups`
    (column -> word) a row of merged words stands above the headings.
    """
    head: list[list[Cell]] = [[EXAMPLE_TITLE], [title], [f"Stand: {day_text(stand, 'lang')}"], []]
    merged = [f"A1:{cell_name(1, max(2, len(layout.columns)))}"]
    if groups:
        words = [groups.get(column, "") for column in layout.columns]
        merged += _merged(words, len(head) + 1)
        head.append([word if word != words[at - 1] or at == 0 else "" for at, word in enumerate(words)])
    head.append([heading for _, heading in layout.headings])
    body: list[list[Cell]] = [
        [_typed(row.get(column, ""), column not in typed or rng.random() < 0.1) for column in layout.columns]
        for row in rows
    ]
    foot: list[list[Cell]] = [[], ["Quelle: Liste der erfundenen Stadt, alle Angaben sind erdacht."]]
    if total is not None:
        first, *rest = layout.columns
        foot.insert(0, [total.get(first, "Summe"), *(_typed(total.get(column, ""), False) for column in rest)])
    return Sheet(name, [*head, *body, *foot], merged=tuple(merged))


def _merged(words: Sequence[str], row: int) -> list[str]:
    """The ranges of equal words that stand side by side."""
    ranges, start = [], 0
    for at in range(1, len(words) + 1):
        if at == len(words) or words[at] != words[start]:
            if words[start] and at - start > 1:
                ranges.append(f"{cell_name(row, start + 1)}:{cell_name(row, at)}")
            start = at
    return ranges


def cell_name(row: int, column: int) -> str:
    """The name of a cell, row and column counted from 1: (5, 28) is AB5."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


HELP_SHEET = Sheet("Hilfstabelle", [["Auswahl"], ["ja"], ["nein"]], hidden=True)


def book(*sheets: Sheet) -> bytes:
    """A workbook of these sheets and the hidden one with the drop-down words."""
    return write_xlsx([*sheets, HELP_SHEET])


def packed(parts: Sequence[tuple[str, bytes]]) -> bytes:
    """A ZIP of named contents with one fixed time, so that the same parts are the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()
