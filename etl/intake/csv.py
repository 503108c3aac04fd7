"""A CSV as an office saves it -> a RawTable: its table found, its rows told from all that stands around them."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from etl.catalogue.source import Source
from etl.contract.reasons import DeliveryRefused
from etl.intake.constants import constants
from etl.intake.encoding import Text
from etl.intake.fast import copy_rows, fold_extra
from etl.intake.headings import Table, find_table, fold
from etl.intake.raw import RawTable
from etl.intake.records import BLANK, Record, join, records
from etl.intake.shape import Rows
from etl.intake.stand import data_as_of
from etl.intake.supplement import supplement_to

EXAMPLE = "BEISPIEL"


def read_csv(text: Text, head: list[str], name: str, sources: Sequence[Source], target: Path) -> RawTable:
    """The table of a CSV; its rows are written to `target`. `head` are the first lines of the text.

    Raises DeliveryRefused when the table cannot be told, has no rows, or lacks its Stand.
    """
    table = find_table(head, [source for source in sources if source.file.format == "liste"])
    stand = table.source.file.stand
    day = None
    if stand.where == "kopf":
        day = data_as_of([row.cells for row in table.block], stand.labels)
    rows = Rows(table)
    # Dropped columns are written nowhere: only the exact way can leave them out.
    count = None if _drops(table) else copy_rows(text, table, rows, target)
    quick = count is not None
    if not quick:
        count = number_rows(text, table, rows, target)
    if not count:
        raise DeliveryRefused("keine_zeilen")
    return RawTable(
        source=table.source,
        path=target,
        delimiter=table.separator,
        quoted=not quick,
        cells=table.cells,
        first_row=table.body if quick else None,
        data_as_of=day,
        constants=constants(table.source, [row.cells for row in table.block], name),
        headings=table.headings,
        example=is_example(name, table.block),
        supplement_to=supplement_to(table.block),
    )


def _drops(table: Table) -> bool:
    """Does the table hold a column that must not be read?"""
    dropped = {fold(heading) for heading in table.source.drop}
    return any(fold(cell) in dropped for cell in table.row.cells)


def is_example(name: str, block: Sequence[Record] = ()) -> bool:
    """Does the file name, or the first filled cell of a row above the table, begin with BEISPIEL?"""
    starts = [name]
    for row in block:
        starts += [cell.strip(BLANK) for cell in row.cells if cell.strip(BLANK)][:1]
    return any(start.startswith(EXAMPLE) for start in starts)


def number_rows(text: Text, table: Table, rows: Rows, target: Path) -> int:
    """The exact way: every record is taken apart and written with the line it starts on; the number of rows."""
    separator, width, above = table.separator, len(table.cells), table.body - 1
    count = 0
    with target.open("w", encoding="utf-8", newline="\n") as out:
        for row in rows.data(records(islice(text.lines(), above, None), separator)):
            cells = fold_extra(row.cells, width)
            cells += [""] * (width - len(cells))
            cells[:width] = [cell if key else "" for cell, key in zip(cells, table.cells, strict=False)]
            out.write(f"{row.line + above}{separator}{join(cells, separator)}\n")
            count += 1
    return count
