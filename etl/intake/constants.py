"""What a delivery says once for all its rows: beside a word in the block above the table, or in its file name."""

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from etl.catalogue.source import Column, Source
from etl.contract.reasons import DeliveryRefused
from etl.contract.spelling import normalise, spellings
from etl.intake.headings import fold
from etl.intake.records import BLANK

_BETWEEN_WORDS = str.maketrans("-. ", "___")


def constants(source: Source, block: Iterable[Sequence[str]], name: str) -> dict[str, str]:
    """Column -> text for the columns whose `place` is not a cell; a column that is not found is left out.

    `block` are the cells of the rows above the headings, `name` is the file name the office gave. Raises
    DeliveryRefused("dateiname_unbekannt") where a required code is to stand in the name and does not: no row could do
    anything about it.
    """
    rows = [filled for row in block if (filled := [cell.strip(BLANK) for cell in row if cell.strip(BLANK)])]
    found = {}
    for column_id, column in source.columns.items():
        value = None
        if column.place == "kopf":
            value = _beside(column, rows)
        elif column.place == "dateiname":
            value = PurePath(name.strip()).stem.translate(_BETWEEN_WORDS).split("_")[-1]
            _known(column, value)
        if value:
            found[column_id] = value
    return found


def _known(column: Column, word: str) -> None:
    """Refuse a word of a file name that is none of the declared ones; those of a shared list are left to the rows."""
    if column.type != "code" or column.code_list or not column.required:
        return
    if normalise(word) not in spellings(column, {}):
        words = ", ".join(spelled[0] for spelled in column.codes.values())
        raise DeliveryRefused("dateiname_unbekannt", wert=column.meaning.partition(";")[0], andere=words)


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
