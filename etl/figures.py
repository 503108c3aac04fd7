"""Cells and values of a build on their way from the formulas into a release."""

import datetime as dt
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

import duckdb

from etl.catalogue.indicator import Status

Coordinates = tuple[str, str | None, str | None, str | None, str | None]


@dataclass(frozen=True)
class Cell:
    """One additive count or sum; `value` None with mark `g` is withheld, mark `r` corrected."""

    measure: str
    period: str
    dim1: str | None
    member1: str | None
    dim2: str | None
    member2: str | None
    value: Decimal | None
    mark: str | None = None

    @property
    def at(self) -> Coordinates:
        """Period and members, the place of the figure within its measure."""
        return (self.period, self.dim1, self.member1, self.dim2, self.member2)


@dataclass(frozen=True)
class Value:
    """One value of an indicator; `contributors` is the number of persons behind a median."""

    indicator_id: str
    period: str
    dim1: str | None
    member1: str | None
    dim2: str | None
    member2: str | None
    value: float | None
    numerator: Decimal | None
    denominator: Decimal | None
    contributors: int | None
    sign: str | None
    load_ids: tuple[str, ...]
    status: Status | None = None
    valid_until: dt.date | None = None

    @property
    def at(self) -> Coordinates:
        """Period and members, the place of the figure within its indicator."""
        return (self.period, self.dim1, self.member1, self.dim2, self.member2)


@dataclass(frozen=True)
class Figures:
    """All cells and values of one build, or what an audience sees of them."""

    cells: tuple[Cell, ...]
    values: tuple[Value, ...]


_COLUMNS = tuple(field.name for field in fields(Value))[:12]


def read_figures(con: duckdb.DuckDBPyConnection) -> Figures:
    """The result tables of a build in key order, complete and unprotected; a cell without value is no cell."""
    cells = con.execute(
        "select measure, period, dim1, member1, dim2, member2, value from result.cells where value is not null"
        " order by all nulls first"
    ).fetchall()
    values = con.execute(
        f"select {', '.join(_COLUMNS)} from result.value"
        " order by indicator_id, period, dim1 nulls first, member1, dim2, member2"
    ).fetchall()
    return Figures(tuple(Cell(*row) for row in cells), tuple(_value(row) for row in values))


def _value(row: tuple[Any, ...]) -> Value:
    named = dict(zip(_COLUMNS, row, strict=True))
    return Value(**{**named, "load_ids": tuple(named["load_ids"])})
