"""A workbook (XLSX, XLSM, XLS, ODS) -> the tables on its visible sheets as raw cells with their sheet rows."""

import datetime as dt
import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from etl.catalogue.source import NUMERIC, Source
from etl.contract.reasons import DeliveryRefused
from etl.intake.constants import constants
from etl.intake.csv import is_example
from etl.intake.headings import ROWS_SEARCHED, Table
from etl.intake.raw import RawTable
from etl.intake.records import BLANK
from etl.intake.shape import LONGEST_NOTE, Rows
from etl.intake.stand import data_as_of
from etl.intake.supplement import supplement_to
from etl.intake.workbook_cells import DELIMITER, Texts, shown
from etl.intake.workbook_guard import Looked, look
from etl.intake.workbook_headings import find_in_rows

_CHUNK = 4096
_HEAD = ROWS_SEARCHED + 4
_PREFIX = 4
Cells = list[Any]


class Workbook:
    """An opened workbook: the names of its visible and of its hidden sheets, and the table of a visible one."""

    def __init__(self, path: Path) -> None:
        """Raises DeliveryRefused: datei_zu_gross, datei_geschuetzt, mappe_unlesbar."""
        self._looked = look(path)
        self._book = _reading(CalamineWorkbook.from_path, str(path))
        visible = [sheet for sheet in self._book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        self.sheets = tuple(sheet.name for sheet in visible)
        self.hidden = tuple(sheet.name for sheet in self._book.sheets_metadata if sheet not in visible)

    def read(self, sheet: str, name: str, sources: Sequence[Source], target: Path) -> RawTable:
        """The table of a sheet; its rows are written to `target`. Raises DeliveryRefused as `read_csv` does."""
        lists = [source for source in sources if source.file.format == "liste"]
        reader = _SheetReader(_reading(self._book.get_sheet_by_name, sheet), sheet, self._looked)
        others = (other for other in self.sheets if other != sheet)
        return reader.read(name, lists, target, (row for other in others for row in self._head(other)))

    def _head(self, sheet: str) -> list[list[str]]:
        """The first rows of a sheet; a Stand that a table lacks may stand on the sheet before it."""
        rows = _reading(self._book.get_sheet_by_name, sheet).iter_rows()
        return [[shown(cell) for cell in row] for row in islice(rows, _HEAD)]


def _reading(read: Any, argument: str) -> Any:
    """Call the reader; whatever it says of a broken file, even a panic, becomes a refusal."""
    try:
        return read(argument)
    except PasswordError:
        raise DeliveryRefused("datei_geschuetzt") from None
    except CalamineError:
        raise DeliveryRefused("mappe_unlesbar") from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the reader's own type, which it does not export
            raise DeliveryRefused("mappe_unlesbar") from None
        raise


@contextmanager
def _without_collections() -> Iterator[None]:
    """Cells refer to nothing: looking for circles among millions of them takes a fifth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@dataclass(frozen=True)
class _Fill:
    """A merged range of the body, from 0: its value holds in every row of the first column."""

    top: int
    bottom: int
    column: int


class _SheetReader:
    """Reads one sheet from top to bottom."""

    def __init__(self, sheet: CalamineSheet, name: str, looked: Looked) -> None:
        self._sheet, self._epoch = sheet, looked.epoch
        self._left = sheet.start[1] if sheet.start else 0
        errors: dict[int, dict[int, str]] = {}
        for (row, column), text in looked.errors.get(name, {}).items():
            errors.setdefault(row, {})[column - self._left] = text
        self._errors = errors
        ranges = sheet.merged_cell_ranges
        self._merged = ranges and [((a, b - self._left), (c, d - self._left)) for (a, b), (c, d) in ranges]
        self._held: dict[_Fill, Any] = {}

    def read(self, name: str, sources: Sequence[Source], target: Path, elsewhere: Iterable[Sequence[str]]) -> RawTable:
        """The table of the sheet; `elsewhere` are rows in which its Stand is looked for if it has none itself."""
        rows = self._sheet.iter_rows()
        head = [list(row) for row in islice(rows, _HEAD)]
        texts = [[shown(cell) for cell in row] for row in self._with_errors(0, head)]
        if not any(cell.strip(BLANK) for row in texts for cell in row):
            raise DeliveryRefused("datei_leer")
        table = find_in_rows(texts, self._merged, sources)
        stand = table.source.file.stand
        day = _stand(table, stand.labels, elsewhere) if stand.where == "kopf" else None
        begin = table.body - 1
        with _without_collections():
            count = self._write(chain(head[begin:], rows), begin, table, target)
        if not count:
            raise DeliveryRefused("keine_zeilen")
        return RawTable(
            source=table.source,
            path=target,
            delimiter=DELIMITER,
            quoted=True,
            cells=table.cells,
            first_row=None,
            data_as_of=day,
            constants=constants(table.source, [row.cells for row in table.block], name),
            headings=table.headings,
            example=is_example(name, table.block),
            supplement_to=supplement_to(table.block),
        )

    def _write(self, rows: Iterator[Cells], begin: int, table: Table, target: Path) -> int:
        """Write the data rows with their sheet rows; the number of rows. `begin` is the first row, from 0."""
        columns = table.source.columns
        writers = [Texts(columns[key], self._epoch) if key else None for key in table.cells]
        fills = self._fills(table)
        choice = _Choice(Rows(table))
        count = 0
        with target.open("w", encoding="utf-8", newline="") as out:
            while chunk := list(islice(rows, _CHUNK)):
                chunk = self._filled(begin, self._with_errors(begin, chunk), fills)
                by_column = list(zip(*chunk, strict=True))
                texts = [
                    writer.column(cells) if writer else repeat("", len(chunk))
                    for writer, cells in zip(writers, by_column, strict=True)
                ]
                numbers = map(str, range(begin + 1, begin + len(chunk) + 1))
                kept = choice.data(chunk, by_column, zip(numbers, *texts, strict=True))
                lines = "\n".join(map(DELIMITER.join, kept))
                if choice.taken:
                    out.write(f"{lines}\n")
                count += choice.taken
                begin += len(chunk)
        return count

    def _with_errors(self, begin: int, chunk: list[Cells]) -> list[Cells]:
        """The rows with error values where the reader gave empty cells or zeros."""
        if self._errors:
            for at, row in enumerate(chunk, start=begin):
                for column, text in self._errors.get(at, {}).items():
                    if 0 <= column < len(row):
                        row[column] = text
        return chunk

    def _fills(self, table: Table) -> list[_Fill]:
        """Ranges merged over rows below the headings, but of columns that count: a number there would count twice."""
        keys, columns = table.cells, table.source.columns
        return [
            _Fill(top, bottom, left)
            for (top, left), (bottom, _) in self._merged or ()
            if top >= table.body - 1 and bottom > top and 0 <= left < len(keys)
            if (key := keys[left]) and columns[key].type not in NUMERIC
        ]

    def _filled(self, begin: int, chunk: list[Cells], fills: Sequence[_Fill]) -> list[Cells]:
        for fill in fills:
            first, last = max(fill.top, begin), min(fill.bottom, begin + len(chunk) - 1)
            if fill.top == first <= last:
                self._held[fill] = chunk[first - begin][fill.column]
            for at in range(first, last + 1):
                if any(cell != "" for cell in chunk[at - begin]):
                    chunk[at - begin][fill.column] = self._held[fill]
        return chunk


def _stand(table: Table, labels: Sequence[str], elsewhere: Iterable[Sequence[str]]) -> dt.date:
    try:
        return data_as_of([row.cells for row in table.block], labels)
    except DeliveryRefused as refused:
        if refused.code == "stand_fehlt":
            return data_as_of(elsewhere, labels)
        raise


class _Choice:
    """Keeps the data rows, as `Rows.data` does, but looks only at rows whose first filled cell gives a reason to."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        starts = {start[:_PREFIX] for start in (*filter(None, rows.words), *rows.page_starts)}
        blank = f"[{re.escape(BLANK)}]|\\Z"
        begin = "|".join([blank, *map(re.escape, sorted(starts))])
        self._suspect = re.compile(begin, re.IGNORECASE).match
        self._any_suspect = re.compile(f"^(?:$|{begin})", re.IGNORECASE | re.MULTILINE).search
        self._after_note = False
        self._held: list[tuple[str, ...]] = []
        self.taken = 0

    def data(
        self, chunk: Sequence[Cells], by_column: Sequence[Sequence[Any]], texts: Iterable[tuple[str, ...]]
    ) -> Iterable[tuple[str, ...]]:
        """The texts of those rows of a chunk that are data; `taken` is their number."""
        first = by_column[0]
        for column in by_column[1:]:
            if "" not in first:
                break
            first = [own if own != "" else other for own, other in zip(first, column, strict=True)]
        suspects = self._suspects(first)
        if not suspects and not self._after_note:
            self.taken = len(chunk)
            return texts
        kept = [row for at, text in enumerate(texts) for row in self._kept(at in suspects, chunk[at], text)]
        self.taken = len(kept)
        return kept

    def _suspects(self, first: Sequence[Any]) -> frozenset[int]:
        # One look at all of them together: hardly ever is there any.
        if not self._any_suspect("\n".join([cell for cell in first if type(cell) is str])):
            return frozenset()
        suspect = self._suspect
        return frozenset(at for at, cell in enumerate(first) if type(cell) is str and suspect(cell))

    def _kept(self, suspect: bool, cells: Cells, text: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The rows that are known to be data now: this one, with prose held back before it, or none."""
        if not suspect and not self._after_note:
            return [text]
        kind = self._rows.kind([shown(cell) for cell in cells])
        if kind == "note":
            self._after_note = True
        elif kind == "prose" and self._after_note and len(self._held) < LONGEST_NOTE:
            self._held.append(text)
        elif kind in ("data", "prose"):
            kept, self._held, self._after_note = [*self._held, text], [], False
            return kept
        return []
