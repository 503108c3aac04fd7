"""Which rows below the headings are data: not blank ones, totals, notes or repeated page headings.

The rule. A row is no data row when (1) all its cells are blank, (2) its first filled cell begins with one of the
words of `FileShape.totals` ("Summe", "Quelle:", "Gesamtsumme", but not "Gesamtschule"), wherever in the table it
stands, or (3) it repeats a row of the block above the table or the heading row, cell by cell, as page headings do.
(4) At the foot a note may run on: rows after such a total or note whose only filled cell is prose (holds a blank)
belong to it, provided that nothing but blank rows, totals, notes and such prose follows to the end of the file.
None of them is counted as read. Everything else is a data row, whatever it holds.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from etl.intake.headings import Table
from etl.intake.records import BLANK, Record

Kind = Literal["data", "prose", "blank", "note", "heading"]
LONGEST_NOTE = 200
_NARROWEST = 3


class Rows:
    """Tells the rows of one table apart."""

    def __init__(self, table: Table) -> None:
        self.words = table.source.file.totals
        self._width = len(table.cells)
        self._note = re.compile("|".join(map(_word, filter(None, self.words))) or r"(?!)", re.IGNORECASE | re.ASCII)
        self._page = {_bare(row.cells) for row in (*table.block, table.row)} - {()}

    @property
    def page_starts(self) -> frozenset[str]:
        """The first filled cells of the rows that page headings repeat."""
        return frozenset(next(cell for cell in row if cell) for row in self._page)

    def kind(self, cells: Sequence[str]) -> Kind:
        """What a row is; prose counts as data unless it runs on from a note at the foot."""
        at = next((at for at, cell in enumerate(cells) if cell.strip(BLANK)), None)
        if at is None:
            return "blank"
        first = cells[at].strip(BLANK)
        if self._note.match(first):
            return "note"
        if _bare(cells) in self._page:
            return "heading"
        alone = " " in first and not any(cell.strip(BLANK) for cell in cells[at + 1 :])
        return "prose" if alone and self._width >= _NARROWEST else "data"

    def data(self, rows: Iterable[Record]) -> Iterator[Record]:
        """Those of the rows that are data, in their order."""
        after_note, held = False, list[Record]()
        for row in rows:
            kind = self.kind(row.cells)
            if kind == "note":
                after_note = True
            elif kind == "prose" and after_note and len(held) < LONGEST_NOTE:
                held.append(row)
            elif kind in ("data", "prose"):
                yield from held
                held.clear()
                after_note = False
                yield row


def _word(word: str) -> str:
    if not word[-1].isalnum():
        return re.escape(word)
    return re.escape(word) + r"(?:e|n|en|summe|ergebnis)?(?!\w)"


def _bare(cells: Sequence[str]) -> tuple[str, ...]:
    bare = [cell.strip(BLANK) for cell in cells]
    while bare and not bare[-1]:
        bare.pop()
    return tuple(bare)
