"""The rows of a delivery parted into accepted, rejected and duplicate; none is lost."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

import duckdb

from etl.catalogue.catalogue import CodeList
from etl.catalogue.source import Source
from etl.contract.cells import delivered_cells
from etl.contract.compile import stage_table, typed_columns, typed_sql
from etl.contract.literals import name, text
from etl.contract.reasons import DeliveryRefused
from etl.intake.raw import RawTable

_DATABASE = "zellen_"
LARGE = 4 * 1024 * 1024
_numbers = count()
# What the cells and row rules have let through, and no later check has found fault with.
_OPEN = "t.reason is null and t.row not in (select row from late)"


@dataclass(frozen=True)
class Split:
    """How many rows became what, and as of when the delivery speaks; read = accepted + rejected + duplicate."""

    rows_read: int
    rows_accepted: int
    rows_rejected: int
    rows_duplicate: int
    data_as_of: dt.date | None

    @property
    def rejected_share(self) -> float:
        """Rejected rows as a share of those read, 0 for none read."""
        return self.rows_rejected / self.rows_read if self.rows_read else 0.0


def split(con: duckdb.DuckDBPyConnection, raw: RawTable, lists: Mapping[str, CodeList], today: dt.date) -> Split:
    """Type, check and part the rows of a delivery.

    Leaves the temp view `typed`: row_number, the columns of `typed_columns`, reason, reason_column, cells
    (delivered cells of a rejected row) and duplicate. What is to be loaded is
    `where reason is null and not duplicate`. `con` holds the current rows of each source in `stage.<source>`;
    nothing of that is changed. The view lives until the next split or until the connection is closed.

    Raises DeliveryRefused: falscher_monat, verweisliste_fehlt.
    """
    source = raw.source
    _clear(con)
    _type_cells(con, raw, lists, today)
    con.execute("create temp table late (row bigint, reason text, reason_column text, duplicate boolean, cells text[])")
    _check_month(con, raw)
    for column_id, column in source.columns.items():
        if column.reference:
            _check_reference(con, column_id, column.reference)
    _part_repeats(con, source)
    if source.delivery == "increment" and _rows_in_stage(con, source.id):
        _part_known(con, source)
        if raw.supplement_to and raw.data_as_of:
            _part_outdated(con, source, raw.data_as_of)
    _make_view(con, raw)
    return _counted(con, raw)


def _clear(con: duckdb.DuckDBPyConnection) -> None:
    for view in ("typed", "typed_cells"):
        con.execute(f"drop view if exists temp.{view}")
    for table in ("typed_small", "late", "late_cells", "suspects", "members"):
        con.execute(f"drop table if exists temp.{table}")


def _type_cells(con: duckdb.DuckDBPyConnection, raw: RawTable, lists: Mapping[str, CodeList], today: dt.date) -> None:
    """Leave the temp view `typed_cells`: what `typed_sql` gives, and the place of the row in the file from 0.

    A large table lies in a database in memory and is committed there at once: what the caller's transaction
    had not committed yet could only be read by one core. Each has a name of its own, because a transaction
    goes on seeing the first of that name and cannot let go of what it has read; closing the connection frees them.
    """
    if raw.path.stat().st_size < LARGE:
        con.execute(typed_sql(raw, lists, today, "temp.typed_small"))
        # Within a transaction rowids do not begin at 0, but they are always the order of the file.
        first = _one(con, "select coalesce(min(rowid), 0) from temp.typed_small")[0]
        con.execute(f"create temp view typed_cells as select rowid - {first} as row, * from temp.typed_small")
        return
    database = f"{_DATABASE}{next(_numbers)}"
    with con.cursor() as beside:
        # The key of the hashes belongs to a connection; a cursor begins without it.
        beside.execute("set variable kim_key = ?", [_one(con, "select getvariable('kim_key')")[0]])
        beside.execute(f"attach ':memory:' as {database}")
        beside.execute(typed_sql(raw, lists, today, f"{database}.typed_cells"))
    con.execute(f"create temp view typed_cells as select rowid as row, * from {database}.typed_cells")


def _one(con: duckdb.DuckDBPyConnection, query: str) -> tuple[object, ...]:
    row: tuple[object, ...] | None = con.execute(query).fetchone()
    assert row is not None
    return row


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(str(_one(con, query)[0]))


def _check_month(con: duckdb.DuckDBPyConnection, raw: RawTable) -> None:
    """Refuse a delivery whose rows belong to another month than its Stand."""
    column_id, stand = raw.source.file.stand.not_after, raw.data_as_of
    if not column_id or not stand:
        return
    later = _count(con, "select count(*) from typed_cells where reason = 'nach_stand'")
    read = _count(con, "select count(*) from typed_cells")
    wrong = later > raw.source.max_rejected_share * read
    if raw.source.columns[column_id].type == "month" and raw.supplement_to is None:
        query = f"select max({name(column_id)}) from typed_cells where reason is null"
        latest = _one(con, query)[0]
        wrong = wrong or (isinstance(latest, dt.date) and latest != stand.replace(day=1))
    if wrong:
        raise DeliveryRefused("falscher_monat", wert=f"{stand:%d.%m.%Y}")


def _rows_in_stage(con: duckdb.DuckDBPyConnection, source_id: str) -> bool:
    """Whether the stage table of a source exists in the attached default database and has rows."""
    try:
        return con.execute(f"select 1 from {stage_table(source_id)} limit 1").fetchone() is not None
    except duckdb.CatalogException:
        return False


def _check_reference(con: duckdb.DuckDBPyConnection, column_id: str, reference: str) -> None:
    source_id, other = reference.split(".")
    column = f"t.{name(column_id)}"
    if not _rows_in_stage(con, source_id):
        if _count(con, f"select count(*) from typed_cells t where {column} is not null and {_OPEN}"):
            raise DeliveryRefused("verweisliste_fehlt", liste=source_id)
        return
    con.execute(
        "insert into late by name "
        f"select t.row, 'verweis_unbekannt' as reason, {text(column_id)} as reason_column, "
        f"false as duplicate from typed_cells t anti join {stage_table(source_id)} s on {column} = s.{name(other)} "
        f"where {column} is not null and {_OPEN}"
    )


def _part_repeats(con: duckdb.DuckDBPyConnection, source: Source) -> None:
    """Exact repeats become duplicates of the first; rows of one key with different content are all rejected."""
    key = ", ".join(f"t.{name(column)}" for column in source.key)
    # Hashes alone are cheap for millions of rows; the few that meet are then compared exactly.
    hashed = f"hash({key})"
    con.execute(
        f"create temp table suspects as select h from (select {hashed} as h from typed_cells t where {_OPEN}) "
        "group by h having count(*) > 1"
    )
    if not _count(con, "select count(*) from suspects"):
        return
    body = ", ".join(f"{name(column)} := t.{name(column)}" for column in typed_columns(source))
    keys = ", ".join(f"t.{name(column)} as k{i}" for i, column in enumerate(source.key))
    con.execute(
        f"create temp table members as select t.row, {hashed} as h, {keys}, struct_pack({body}) as body "
        f"from typed_cells t where {hashed} in (select h from suspects) and {_OPEN}"
    )
    places = ", ".join(f"k{i}" for i in range(len(source.key)))
    same = " and ".join(f"m.k{i} is not distinct from g.k{i}" for i in range(len(source.key)))
    first = text(source.key[0])
    con.execute(
        "insert into late by name select m.row, case when g.bodies > 1 then 'schluessel_doppelt' end as reason, "
        f"case when g.bodies > 1 then {first} end as reason_column, g.bodies = 1 as duplicate from members m "
        f"join (select h, {places}, min(row) as kept, count(distinct body) as bodies "
        f"from members group by all having count(*) > 1) g on m.h = g.h and {same} "
        "where g.bodies > 1 or m.row <> g.kept"
    )


def _part_known(con: duckdb.DuckDBPyConnection, source: Source) -> None:
    """A row that is already there with the same content is a duplicate."""
    same = " and ".join(f"t.{name(c)} is not distinct from s.{name(c)}" for c in typed_columns(source))
    con.execute(
        "insert into late by name select t.row, true as duplicate from typed_cells t "
        f"semi join {stage_table(source.id)} s on {same} where {_OPEN}"
    )


def _part_outdated(con: duckdb.DuckDBPyConnection, source: Source, stand: dt.date) -> None:
    """A corrected row whose key came again with a later Stand counts as there already: the later row holds."""
    same = " and ".join(f"t.{name(c)} is not distinct from s.{name(c)}" for c in source.key)
    con.execute(
        "insert into late by name select t.row, true as duplicate from typed_cells t semi join "
        f"(select s.* from {stage_table(source.id)} s join meta.load l using (load_id) where l.data_as_of > ?) s "
        f"on {same} where {_OPEN}",
        [stand],
    )


def _make_view(con: duckdb.DuckDBPyConnection, raw: RawTable) -> None:
    number = "t.row_number" if raw.first_row is None else f"t.row + {raw.first_row}"
    _add_cells(con, raw, number)
    columns = ", ".join(f"t.{name(column)}" for column in typed_columns(raw.source))
    late = {
        "reason": "coalesce(t.reason, l.reason)",
        "reason_column": "coalesce(t.reason_column, l.reason_column)",
        "cells": "coalesce(t.cells, l.cells)",
        "duplicate": "l.row is not null and l.duplicate",
    }
    joined = "left join late l on l.row = t.row"
    if not _count(con, "select count(*) from late"):
        # Millions of rows need not be joined with nothing.
        late, joined = {key: f"t.{key}" for key in late} | {"duplicate": "false"}, ""
    judged = ", ".join(f"{expression} as {key}" for key, expression in late.items())
    con.execute(
        f"create temp view typed as select {number} as row_number, {columns}, {judged} from typed_cells t {joined}"
    )


def _add_cells(con: duckdb.DuckDBPyConnection, raw: RawTable, number: str) -> None:
    """Give the rows refused after typing their delivered cells back."""
    rejected = con.execute(
        f"select {number}, l.row from typed_cells t join late l on l.row = t.row where not l.duplicate"
    ).fetchall()
    if not rejected:
        return
    rows = {int(line): int(row) for line, row in rejected}
    con.execute("create temp table late_cells (row bigint, cells text[])")
    for numbers, cells in delivered_cells(raw, set(rows)):
        con.execute("insert into late_cells select unnest($1), unnest($2)", [[rows[n] for n in numbers], cells])
    con.execute("update late set cells = c.cells from late_cells c where c.row = late.row")


def _counted(con: duckdb.DuckDBPyConnection, raw: RawTable) -> Split:
    read, refused = _one(con, "select count(*), count(reason) from typed_cells")
    late = _one(con, "select count(*) filter (not duplicate), count(*) filter (duplicate) from late")
    rows_read, rejected, duplicate = int(str(read)), int(str(refused)) + int(str(late[0])), int(str(late[1]))
    return Split(
        rows_read=rows_read,
        rows_accepted=rows_read - rejected - duplicate,
        rows_rejected=rejected,
        rows_duplicate=duplicate,
        data_as_of=raw.data_as_of or _latest(con, raw.source),
    )


def _latest(con: duckdb.DuckDBPyConnection, source: Source) -> dt.date | None:
    """The latest value of the column that says as of when; a month or year speaks as of its last day."""
    column_id = source.file.stand.column
    if not column_id:
        return None
    value = name(column_id)
    if source.columns[column_id].type == "month":
        value = f"last_day({value})"
    elif source.columns[column_id].type == "year":
        value = f"make_date({value}, 12, 31)"
    latest = _one(con, f"select max({value}) from typed where reason is null")[0]
    return latest if isinstance(latest, dt.date) else None
