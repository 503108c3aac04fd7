"""What a delivery says once for all its rows: beside a word in the block above the table, or in its file name."""

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from etl.catalogue.source import Column, Source
from etl.intake.headings import fold
from etl.intake.records import BLANK

_BETWEEN_WORDS = str.maketrans("-. ", "___")


def constants(source: Source, block: Iterable[Sequence[str]], name: str) -> dict[str, str]:
    """Column -> text for the columns whose `place` is not a cell; a column that is not found is left out.

    `block` are the cells of the rows above the headings, `name` is the file name the office gave.
    """
    rows = [filled for row in block if (filled := [cell.strip(BLANK) for cell in row if cell.strip(BLANK)])]
    found = {}
    for column_id, column in source.columns.items():
        value = None
        if column.place == "kopf":
            value = _beside(column, rows)
        elif column.place == "dateiname":
            value = PurePath(name.strip()).stem.translate(_BETWEEN_WORDS).split("_")[-1]
        if value:
            found[column_id] = value
    return found


def _beside(column: Column, rows: Sequence[Sequence[str]]) -> str | None:
    """The cell right of the word; a word with an explanation run on to it counts when no row has the word alone."""
    words = [fold(word) for word in column.headings]
    labelled = [(fold(row[0]).rstrip(":"), row[1]) for row in rows if len(row) > 1]
    for label, value in labelled:
        if label in words:
            return value
    for label, value in labelled:
        if label.startswith(tuple(words)):
            return value
    return None
