"""The workshop made anew from the archive, as if every delivery came again in its order under today's contracts."""

import datetime as dt
import itertools
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb

from etl.catalogue.catalogue import Catalogue
from etl.contract.compile import stage_table
from etl.home import Home, locked, sync_folder
from etl.pipeline import WORK, Clock, Progress, RunResult, run, take_in
from etl.receive import in_load_order, open_kept
from etl.workshop import Loaded, open_workshop

_NEW, _OLD = "werkstatt-neu.duckdb", "werkstatt-alt.duckdb"
# What a replay does not reckon: it is the memory of what was published.
_KEPT = ("meta.build", "disclosure.memory", "disclosure.basis", "foresight.issued", "foresight.answered")


class _Delivery(NamedTuple):
    received_at: dt.datetime
    sha256: str
    name: str


def replay(home: Home, catalogue: Catalogue, clock: Clock, progress: Progress = lambda *_: None) -> RunResult:
    """Re-read all deliveries into a fresh workshop, then publish as `run` does; the inbox is not read.

    A delivery whose archived copy was purged keeps the rows that it still has. Where no release is possible the
    workshop stays as it was. Raises HomeBusy, WorkshopBroken.
    """
    new, old = home.root / _NEW, home.root / _OLD
    with locked(home), tempfile.TemporaryDirectory(dir=home.root, prefix=WORK) as work:
        new.unlink(missing_ok=True)
        loaded = _reload(home, new, catalogue, Path(work), progress)
        shutil.copy2(home.workshop, old)
        os.replace(new, home.workshop)
        sync_folder(home.root)
    try:
        with tempfile.TemporaryDirectory(prefix="kim-leer-") as empty:
            result = run(home, Path(empty), catalogue, clock, progress, rebuild=True)
        if result.impossible:
            os.replace(old, home.workshop)
    finally:
        old.unlink(missing_ok=True)
    return RunResult(loaded, result.release_id, result.current, result.impossible)


def _reload(home: Home, new: Path, catalogue: Catalogue, work: Path, progress: Progress) -> tuple[Loaded, ...]:
    loaded: list[Loaded] = []
    with open_workshop(new, catalogue) as con:
        con.execute(f"attach '{str(home.workshop).replace(chr(39), chr(39) * 2)}' as frueher (read_only)")
        con.execute("begin")
        _keep(con)
        deliveries = _deliveries(con)
        done = 0
        for received_at, group in itertools.groupby(deliveries, key=lambda delivery: delivery.received_at):
            progress("Lieferungen neu lesen", done, len(deliveries))
            batch = list(group)
            done += len(batch)
            loaded += _again(con, home, catalogue, received_at, batch, work)
        con.execute("commit")
        con.execute("detach frueher")
    return tuple(loaded)


def _keep(con: duckdb.DuckDBPyConnection) -> None:
    tables = {
        row[0]
        for row in con.execute(
            "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'frueher'"
        ).fetchall()
    }
    for table in _KEPT:
        if table in tables:
            con.execute(f"insert into {table} by name select * from frueher.{table}")


def _deliveries(con: duckdb.DuckDBPyConnection) -> list[_Delivery]:
    """Every file that was received, once, in the order in which it came; the name is that of the whole file."""
    rows = con.execute("""
        select received_at, coalesce(container, sha256) as archived, min(
            case when container is not null then string_split(file, '/')[1]
                 when coalesce(sheet, '') <> '' then left(file, length(file) - length(sheet) - 3)
                 else file end) as name
        from frueher.meta.load left join frueher.meta.origin using (load_id)
        where sha256 <> '' or container is not null
        group by all order by received_at, name
    """).fetchall()
    return [_Delivery(*row) for row in rows]


def _again(
    con: duckdb.DuckDBPyConnection,
    home: Home,
    catalogue: Catalogue,
    received_at: dt.datetime,
    batch: Sequence[_Delivery],
    work: Path,
) -> list[Loaded]:
    """Load what came together once more, judged by the day on which it came."""
    opened = []
    for delivery in batch:
        kept = next(iter(sorted((home.archive / delivery.sha256[:2]).glob(f"{delivery.sha256}*"))), None)
        if kept is None:
            _carry_over(con, delivery)
        else:
            opened += open_kept(kept, delivery.sha256, delivery.name, home, catalogue, received_at, work)
    today = received_at.replace(tzinfo=dt.UTC).astimezone().date()
    return [take_in(con, home, one, catalogue, today) for one in in_load_order(opened, catalogue)]


def _carry_over(con: duckdb.DuckDBPyConnection, delivery: _Delivery) -> None:
    """Take over reports and remaining rows of a delivery that can no longer be read."""
    loads = con.execute(
        "select load_id, source_id, outcome from frueher.meta.load left join frueher.meta.origin using (load_id)"
        " where coalesce(container, sha256) = ? and received_at = ?",
        [delivery.sha256, delivery.received_at],
    ).fetchall()
    for load_id, source_id, outcome in loads:
        for table in ("load", "rejection", "origin"):
            con.execute(
                f"insert into meta.{table} by name select * from frueher.meta.{table} where load_id = ?", [load_id]
            )
        if outcome == "uebernommen":
            has = [row[0] for row in con.execute(f"describe {stage_table(source_id)}").fetchall()]
            old = [row[0] for row in con.execute(f"describe frueher.{stage_table(source_id)}").fetchall()]
            columns = ", ".join(f'"{column}"' for column in has if column in old)
            con.execute(
                f"insert into {stage_table(source_id)} ({columns}) select {columns}"
                f" from frueher.{stage_table(source_id)} where load_id = ?",
                [load_id],
            )
