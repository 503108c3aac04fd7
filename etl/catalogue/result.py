"""What a load leaves behind: rejections by closed reason, and the report in which no row is missing."""

import datetime as dt
from typing import Literal

from pydantic import model_validator

from etl.catalogue.frozen import Frozen

Outcome = Literal["uebernommen", "abgelehnt", "bekannt"]


class Rejection(Frozen):
    """One row that was not accepted. `row_number` is the line as the office sees it, counted from 1.

    The content of the cell is not part of it: it goes back to the office only.
    """

    row_number: int
    column_name: str | None
    rule: str


class LoadReport(Frozen):
    """What became of one delivery. `reason` is the code and `detail` the German sentence of a refusal as a whole.

    `rows_read = rows_accepted + rows_rejected + rows_duplicate` holds for every outcome; a delivery
    refused as a whole has only rejected rows, or none when its table was not found.
    """

    load_id: str
    source_id: str | None
    file: str
    sha256: str
    received_at: dt.datetime
    data_as_of: dt.date | None
    rows_read: int
    rows_accepted: int
    rows_rejected: int
    rows_duplicate: int
    outcome: Outcome
    reason: str | None = None
    detail: str | None = None

    @model_validator(mode="after")
    def _no_row_is_lost(self) -> "LoadReport":
        if self.rows_read != self.rows_accepted + self.rows_rejected + self.rows_duplicate:
            raise ValueError(f"{self.file}: gelesen ist nicht übernommen + zurückgewiesen + doppelt")
        return self
