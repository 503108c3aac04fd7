"""Known errors of a source that the city corrects until the office does: declared, with reason and expiry guard."""

import datetime as dt
from typing import Literal

from pydantic import Field, model_validator

from etl.catalogue.frozen import Frozen


class Correction(Frozen):
    """One row of a source that is known to be wrong.

    `key` names the row by its key columns; values are written as the workshop holds them (codes, ISO dates).
    `expects` is the wrong value that must stand there: once it does not, the correction is obsolete and the build is
    refused. `set` writes `value` (null empties the cell), `drop` takes the row out. `until` is its last day.
    """

    key: dict[str, str | int | dt.date] = Field(min_length=1)
    column: str
    action: Literal["set", "drop"]
    expects: str | int | float | dt.date | None
    value: str | int | float | dt.date | None = None
    reason: str = Field(min_length=10)
    since: dt.date
    until: dt.date | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> "Correction":
        if self.action == "set" and self.value == self.expects:
            raise ValueError("value und expects sind gleich")
        if self.action == "drop" and self.value is not None:
            raise ValueError("drop hat keinen value")
        return self


class Corrections(Frozen):
    """The corrections of one source; `aliases` are spellings of one thing: column -> spelling -> the one that holds."""

    source: str
    corrections: tuple[Correction, ...] = ()
    aliases: dict[str, dict[str, str]] = {}
