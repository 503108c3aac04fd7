"""Versioned tables that the city keeps itself: quotas, rates, agreements, parameters, each row with its validity."""

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import Literal

from pydantic import Field, model_validator

from etl.catalogue.frozen import Frozen
from etl.catalogue.source import Identifier

CellType = Literal["text", "integer", "decimal", "date"]
Cell = str | int | Decimal | dt.date | None


class ReferenceTable(Frozen):
    """A table of `data/reference/<id>.csv` (semicolons, decimal point, ISO dates), in the workshop `core.<id>`.

    `key` names the columns that make a row unique; an empty cell is null and not allowed in a key column.
    `origin`, `as_of` and `licence` say where the rows come from.
    """

    id: Identifier
    title: str
    columns: dict[Identifier, CellType] = Field(min_length=1)
    key: tuple[str, ...] = Field(min_length=1)
    origin: str
    as_of: dt.date
    licence: str

    @model_validator(mode="after")
    def _key_is_declared(self) -> "ReferenceTable":
        if unknown := sorted(set(self.key) - set(self.columns)):
            raise ValueError(f"unbekannte Schlüsselspalten: {', '.join(unknown)}")
        return self


def cell(kind: CellType, text: str) -> Cell:
    """The typed cell; ValueError with a German sentence when the text is none of that type."""
    if not text:
        return None
    try:
        if kind == "integer":
            return int(text)
        if kind == "decimal":
            return Decimal(text)
        return dt.date.fromisoformat(text) if kind == "date" else text
    except (ValueError, InvalidOperation):
        raise ValueError(f"„{text}“ ist nicht vom Typ {kind}") from None
