"""Error values of an OpenDocument workbook (ODS): the reader gives #DIV/0! as an empty cell or as a zero."""

import re
from collections.abc import Iterable, Mapping
from xml.parsers import expat

from etl.contract.patterns import ERROR_VALUE

MOST_REPEATS = 10_000
_REPEATED_COLUMNS, _REPEATED_ROWS = "table:number-columns-repeated", "table:number-rows-repeated"
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
Errors = Mapping[str, Mapping[tuple[int, int], str]]


def ods_errors(content: Iterable[bytes]) -> Errors:
    """Error values by sheet and (row, column) from 0 of content.xml, given in pieces; ValueError for broken XML."""
    walk = _Walk()
    try:
        for piece in content:
            walk.parser.Parse(piece, False)
        walk.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ValueError("kein gültiges XML") from error
    return walk.errors


class _Walk:
    """Goes through the tables cell by cell and counts rows and columns as their repetitions say."""

    def __init__(self) -> None:
        self.errors: dict[str, dict[tuple[int, int], str]] = {}
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self._sheet, self._row, self._column = "", 0, 0
        self._rows = self._columns = 1
        self._cell: dict[str, str] | None = None
        self._words: list[str] = []

    def _entity(self, *_: object) -> None:
        raise ValueError("Entitäten gibt es in keiner Arbeitsmappe")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._sheet, self._row = attributes.get("table:name", ""), 0
        elif tag == "table:table-row":
            self._column, self._rows = 0, int(attributes.get(_REPEATED_ROWS, 1))
        elif tag in _CELLS:
            self._columns = int(attributes.get(_REPEATED_COLUMNS, 1))
            self._cell, self._words = attributes, []

    def _text(self, text: str) -> None:
        if self._cell is not None:
            self._words.append(text)

    def _end(self, tag: str) -> None:
        if tag == "table:table-row":
            self._row += self._rows
        elif tag in _CELLS and self._cell is not None:
            shown = "".join(self._words).strip()
            if self._is_error(self._cell, shown) and self._rows * self._columns <= MOST_REPEATS:
                found = self.errors.setdefault(self._sheet, {})
                text = shown if re.fullmatch(ERROR_VALUE, shown) else "#WERT!"
                for row in range(self._row, self._row + self._rows):
                    found |= {(row, self._column + n): text for n in range(self._columns)}
            self._column += self._columns
            self._cell = None

    def _is_error(self, cell: Mapping[str, str], shown: str) -> bool:
        """LibreOffice says so; others show the error as the result of a formula."""
        said = cell.get("calcext:value-type") == "error"
        return said or ("table:formula" in cell and re.fullmatch(ERROR_VALUE, shown) is not None)
