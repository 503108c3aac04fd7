"""Known errors of a source that the city corrects until the office does: declared, with reason and expiry guard."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, model_validator

from etl.catalogue.frozen import Frozen


class _Declared(Frozen):
    """What every correction says: why, from which Stand of the list on, and until which day at the latest.

    `files` is a pattern of file names ("BEISPIEL_*"): the correction is in force only while the rows of its source
    come from such a delivery. Without it, it speaks about real deliveries and never about an example.
    """

    reason: str = Field(min_length=10)
    since: dt.date
    until: dt.date | None = None
    files: str | None = Field(default=None, min_length=3)

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "_Declared":
        if self.until is not None and self.until < self.since:
            raise ValueError("until liegt vor since")
        return self


class CellCorrection(_Declared):
    """One row of a source that is known to be wrong.

    `key` names the row by its key columns; values are written as the workshop holds them (codes, ISO dates).
    `expects` is the wrong value that must stand there: once it does not, the correction is obsolete and the build is
    refused. `set` writes `value` (null empties the cell), `drop` takes the row out.
    """

    kind: Literal["zelle"]
    key: dict[str, str | int | dt.date] = Field(min_length=1)
    column: str
    action: Literal["set", "drop"]
    expects: str | int | float | dt.date | None
    value: str | int | float | dt.date | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> "CellCorrection":
        if self.action == "set" and self.value == self.expects:
            raise ValueError("value und expects sind gleich")
        if self.action == "drop" and self.value is not None:
            raise ValueError("drop hat keinen value")
        return self


class SpellingCorrection(_Declared):
    """Two spellings of one thing: `spelling` is written as `holds`, also where other sources refer to the column.

    Where two rows have one key afterwards, that which was written with `holds` stays. Once `spelling`, corrected in
    the current release, is no longer delivered the correction is obsolete and the build is refused.
    """

    kind: Literal["schreibweise"]
    column: str
    spelling: str = Field(min_length=1)
    holds: str = Field(min_length=1)

    @model_validator(mode="after")
    def _changes_something(self) -> "SpellingCorrection":
        if self.spelling == self.holds:
            raise ValueError("spelling und holds sind gleich")
        return self


class PlaceCorrection(_Declared):
    """A place in which somebody stands who at the same time stands in another; the place is named, never the person.

    `action` weicht: the row of this place ends on the day before the other begins, and one that begins later than the
    other is taken out; beide_gelten: both count. Once
    nobody stands there and elsewhere any more, unlike in the current release, the correction is obsolete and the build
    is refused.
    """

    kind: Literal["ein_ort"]
    place: str = Field(min_length=1)
    action: Literal["weicht", "beide_gelten"]


Correction = Annotated[CellCorrection | SpellingCorrection | PlaceCorrection, Field(discriminator="kind")]


class Corrections(Frozen):
    """The corrections of one source; cells come first, then spellings, then places."""

    source: str
    corrections: tuple[Correction, ...] = Field(min_length=1)
