"""Corrected rows that an office sends back: how they say which delivery they belong to."""

import re
from collections.abc import Iterable

from etl.intake.records import Record

LABEL = "Nachlieferung zu:"
_MARK = re.compile(rf"{re.escape(LABEL)}\s*([0-9A-Za-z-]+)")


def supplement_to(block: Iterable[Record]) -> str | None:
    """The load id after the label in the rows above the table; None for a delivery of its own."""
    for row in block:
        if found := _MARK.search(" ".join(cell.strip() for cell in row.cells)):
            return found[1]
    return None
