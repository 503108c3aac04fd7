"""The true figures that the last release was made of, kept in the workshop so that corrections can be held."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import duckdb

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.indicator import Query
from etl.disclosure.linking import kinds
from etl.figures import Cell, Coordinates, Figures, Value

Place = tuple[str, Coordinates]
Block = tuple[str, str]
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Basis:
    """What the last release was made of: its id (None before the first), cells and values of formulas of their own.

    `cells` maps (measure, period) to the true values by place, `values` the place of a value to that value.
    """

    release: str | None = None
    cells: Mapping[Block, Mapping[Coordinates, Decimal]] = field(default_factory=dict)
    values: Mapping[Place, Value] = field(default_factory=dict)


def at_risk(figures: Figures, catalogue: Catalogue) -> tuple[list[Cell], list[Value]]:
    """The cells of protected measures, and the values of formulas of their own that count a protected unit."""
    known = kinds(catalogue)
    cells = [cell for cell in figures.cells if cell.measure in known and known[cell.measure].protected]
    return cells, [value for value in figures.values if _own_formula(value, catalogue)]


def _own_formula(value: Value, catalogue: Catalogue) -> bool:
    indicator = catalogue.indicators[value.indicator_id]
    return isinstance(indicator.formula, Query) and indicator.disclosure.unit != "keine"


def write_basis(con: duckdb.DuckDBPyConnection, release_id: str, figures: Figures, catalogue: Catalogue) -> None:
    """Write what a release is made of as pending; it counts once its id stands in HISTORY."""
    cells, values = at_risk(figures, catalogue)
    empty: list[object] = [None] * len(cells)
    _insert(
        con,
        release_id,
        False,
        [(cell.measure, *cell.at) for cell in cells],
        [[None if cell.value is None else float(cell.value) for cell in cells], empty, empty, empty, empty],
    )
    parts: list[Sequence[object]] = [
        [value.value for value in values],
        [value.numerator for value in values],
        [value.denominator for value in values],
        [value.contributors for value in values],
        [value.sign for value in values],
    ]
    _insert(con, release_id, True, [(value.indicator_id, *value.at) for value in values], parts)


def _insert(
    con: duckdb.DuckDBPyConnection,
    release_id: str,
    of_value: bool,
    places: Sequence[tuple[str | None, ...]],
    numbers: Sequence[Sequence[object]],
) -> None:
    columns = [*([place[part] for place in places] for part in range(6)), *numbers]
    kinds_of = ["text"] * 6 + ["double", "decimal(18, 2)", "decimal(18, 2)", "bigint", "text"]
    select = ", ".join(f"unnest(cast(? as {kind}[]))" for kind in kinds_of)
    con.execute(
        f"insert into disclosure.basis select *, ?, ?, true from (select {select}) as t",
        [of_value, release_id, *columns],
    )


def settle_basis(con: duckdb.DuckDBPyConnection, history: Iterable[str]) -> None:
    """Keep the newest basis whose release stands in HISTORY, drop every other; runs in the caller's transaction."""
    con.execute(
        "delete from disclosure.basis where pending and release not in (select unnest(cast(? as text[])))",
        [list(history)],
    )
    con.execute("delete from disclosure.basis where release <> (select max(release) from disclosure.basis)")
    con.execute("update disclosure.basis set pending = false where pending")


def read_basis(con: duckdb.DuckDBPyConnection) -> Basis:
    """The basis of the last release; pending rows must be gone."""
    rows: list[tuple[Any, ...]] = con.execute(
        "select measure, period, dim1, member1, dim2, member2, value, numerator, denominator, contributors, sign,"
        " of_value, release from disclosure.basis where not pending"
    ).fetchall()
    cells: dict[Block, dict[Coordinates, Decimal]] = {}
    values: dict[Place, Value] = {}
    for row in rows:
        at: Coordinates = (row[1], row[2], row[3], row[4], row[5])
        if row[11]:
            number, numerator, denominator, persons, sign = row[6:11]
            values[(row[0], at)] = Value(row[0], *at, number, numerator, denominator, persons, sign, ())
        elif row[6] is not None:
            cells.setdefault((row[0], row[1]), {})[at] = Decimal(repr(row[6])).quantize(CENT)
    return Basis(rows[0][12] if rows else None, cells, values)
