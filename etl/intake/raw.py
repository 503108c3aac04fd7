"""The table of a delivery as raw text cells, ready to be typed by the contract."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from etl.catalogue.source import Source


@dataclass(frozen=True)
class RawTable:
    """Where the cells lie and what they are called; nothing is typed yet.

    `path` is a UTF-8 text file without heading line, notes or totals, one row a line, cells parted by `delimiter`
    (and quoted with `"` where `quoted`). `cells` names for each position the column of the contract, None where the
    contract does not know the column or drops it. Row numbers are lines of the delivery counted from 1: `first_row`
    is that of the first line when lines follow each other without a gap; None means that an extra first cell, not in
    `cells`, holds the number. `constants` are columns whose value is the same in all rows (a census base).
    `headings` are the spellings found, by column. `supplement_to` is the load that these corrected rows belong to.
    """

    source: Source
    path: Path
    delimiter: str
    quoted: bool
    cells: tuple[str | None, ...]
    first_row: int | None
    data_as_of: dt.date | None
    constants: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    example: bool = False
    supplement_to: str | None = None
