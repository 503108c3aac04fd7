"""What every audience was ever shown or denied: one row for each cell of every release that was current."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import duckdb

from etl.disclosure.basis import settle_basis
from etl.disclosure.note import WITHHELD
from etl.figures import Coordinates, Figures


def remember(con: duckdb.DuckDBPyConnection, release_id: str, shown: Mapping[str, Figures]) -> None:
    """Write the cells of a release as pending; they count once its id stands in HISTORY."""
    for audience, figures in shown.items():
        columns: list[Sequence[object]] = [
            [cell.measure for cell in figures.cells],
            *[[cell.at[part] for cell in figures.cells] for part in range(5)],
            [cell.mark == WITHHELD for cell in figures.cells],
            [cell.value for cell in figures.cells],
        ]
        kinds = ["text"] * 6 + ["boolean", "decimal(18, 2)"]
        select = ", ".join(f"unnest(cast(? as {kind}[]))" for kind in kinds)
        con.execute(
            f"insert into disclosure.memory select ?, *, ?, ?, true from (select {select}) as t",
            [audience, release_id, release_id, *columns],
        )


def forget_pending(con: duckdb.DuckDBPyConnection, history: Sequence[str]) -> None:
    """After a run or a kill: what became current counts and is joined to one row a cell, what never did is dropped.

    A cell that was withheld once stays known as withheld; `value` is the one printed last.
    """
    if con.execute("select 1 from disclosure.memory where pending limit 1").fetchone() is None:
        return
    con.execute("begin")
    settle_basis(con, history)
    con.execute(
        "delete from disclosure.memory where pending and last_release not in (select unnest(cast(? as text[])))",
        [list(history)],
    )
    con.execute("""
        create or replace temp table merged as
        select audience, measure, period, dim1, member1, dim2, member2, bool_or(withheld) as withheld,
            arg_max(value, last_release) filter (where value is not null) as value,
            min(first_release) as first_release, max(last_release) as last_release, false as pending
        from disclosure.memory
        group by audience, measure, period, dim1, member1, dim2, member2
    """)
    con.execute("delete from disclosure.memory")
    con.execute("insert into disclosure.memory from temp.merged")
    con.execute("drop table temp.merged")
    con.execute("commit")


def forget_all(con: duckdb.DuckDBPyConnection) -> None:
    """Forget what releases printed that had no cover cells; runs in the caller's transaction."""
    con.execute("delete from disclosure.memory")


@dataclass(frozen=True)
class Remembered:
    """Of every cell that was ever in a release of an audience: whether it was withheld, and the value printed last."""

    withheld: frozenset[tuple[str, Coordinates]] = frozenset()
    printed: Mapping[tuple[str, Coordinates], Decimal] = field(default_factory=dict)


def read_memory(con: duckdb.DuckDBPyConnection, audience: str) -> Remembered:
    """The memory of an audience; pending rows of builds that never became current must be gone."""
    rows = con.execute(
        "select measure, period, dim1, member1, dim2, member2, withheld, value from disclosure.memory"
        " where audience = ? and not pending",
        [audience],
    ).fetchall()
    return Remembered(
        frozenset((row[0], row[1:6]) for row in rows if row[6]),
        {(row[0], row[1:6]): row[7] for row in rows if row[7] is not None},
    )
