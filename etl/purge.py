"""The retention rules, run all at once: what has been kept long enough is removed, and it is said what that was."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.catalogue.catalogue import Catalogue
from etl.contract.compile import stage_table
from etl.contract.literals import name
from etl.home import Home, locked
from etl.workshop import open_workshop

# What never became a delivery of a known source is kept as long as it takes to ask the office.
UNKNOWN_DAYS = 90


@dataclass(frozen=True)
class Purged:
    """What was (or would be) removed: archived files and their bytes, quarantine files, rows by source."""

    archived: int
    archived_bytes: int
    quarantined: int
    rows: Mapping[str, int]


def purge(home: Home, catalogue: Catalogue, today: dt.date, *, dry_run: bool = False) -> Purged:
    """Run every retention rule; with `dry_run` only count.

    Releases, their history and the memory of disclosure control are never touched. Raises HomeBusy, WorkshopBroken.
    """
    with locked(home), open_workshop(home.workshop, catalogue) as con:
        con.execute("begin")
        due = list(_archive_due(con, home, catalogue, today))
        waiting = list(_quarantine_due(con, home, catalogue, today))
        rows = _forget(con, catalogue, today)
        if rows:
            # The core tables hold the same persons; the next build makes them anew.
            con.execute("drop schema if exists core cascade")
        size = sum(path.stat().st_size for path in due)
        con.execute("rollback" if dry_run else "commit")
        if not dry_run:
            for path in (*due, *waiting):
                path.unlink(missing_ok=True)
    if rows and not dry_run:
        _rewrite(home.workshop)
    return Purged(len(due), size, len(waiting), rows)


def _days(catalogue: Catalogue, source_id: str | None) -> int:
    source = catalogue.sources.get(source_id or "")
    return source.retention_days if source else UNKNOWN_DAYS


def _archive_due(con: duckdb.DuckDBPyConnection, home: Home, catalogue: Catalogue, today: dt.date) -> Iterator[Path]:
    """Archived files of which every delivery is past its retention; of files unknown to the workshop their own age."""
    rows = con.execute(
        "select l.sha256, o.container, l.source_id, l.received_at from meta.load l left join meta.origin o"
        " using (load_id)"
    ).fetchall()
    until: dict[str, dt.date] = {}
    for sha256, container, source_id, received_at in rows:
        day = received_at.date() + dt.timedelta(days=_days(catalogue, source_id))
        for archived in filter(None, (sha256, container)):
            until[archived] = max(until.get(archived, day), day)
    for path in sorted(path for path in home.archive.glob("??/*") if path.is_file()):
        seen = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).date()
        last = until.get(path.stem, seen + dt.timedelta(days=UNKNOWN_DAYS))
        if today > last:
            yield path


def _quarantine_due(con: duckdb.DuckDBPyConnection, home: Home, catalogue: Catalogue, today: dt.date) -> Iterator[Path]:
    sources = dict(con.execute("select load_id, source_id from meta.load").fetchall())
    for path in sorted(path for path in home.quarantine.iterdir() if path.is_file()):
        load_id = path.stem.partition("_")[0]
        written = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).date()
        if today > written + dt.timedelta(days=_days(catalogue, sources.get(load_id))):
            yield path


def _forget(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, today: dt.date) -> dict[str, int]:
    """Rows of persons whose time is over, by source."""
    forgotten: dict[str, int] = {}
    for source in catalogue.sources.values():
        if source.forget is None:
            continue
        last = today - dt.timedelta(days=source.forget.after_days)
        row = con.execute(
            f"delete from {stage_table(source.id)} where {name(source.forget.column)} < ?", [last]
        ).fetchone()
        if row and row[0]:
            forgotten[source.id] = int(row[0])
    return forgotten


def _rewrite(workshop: Path) -> None:
    """Put a fresh copy of the workshop in its place: what is deleted stays in the bytes of a file."""
    fresh = workshop.with_name("werkstatt-neu.duckdb")
    fresh.unlink(missing_ok=True)
    with duckdb.connect() as con:
        for path, alias in ((workshop, "alt"), (fresh, "neu")):
            con.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as {alias}")
        con.execute("copy from database alt to neu")
    fresh.chmod(0o600)
    fresh.replace(workshop)
