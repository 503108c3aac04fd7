"""The retention rules, run all at once: what has been kept long enough is removed, and it is said what that was."""

import datetime as dt
import hashlib
from collections import defaultdict
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
    """What was (or would be) removed: archived files and their bytes, quarantine files, rows by source, inbox files."""

    archived: int
    archived_bytes: int
    quarantined: int
    rows: Mapping[str, int]
    inbox: int = 0


def purge(home: Home, catalogue: Catalogue, today: dt.date, *, dry_run: bool = False) -> Purged:
    """Run every retention rule; with `dry_run` only count.

    Releases, their history and the memory of disclosure control are never touched. Raises HomeBusy, WorkshopBroken.
    """
    with locked(home), open_workshop(home.workshop, catalogue) as con:
        con.execute("begin")
        until = _kept_until(con, catalogue)
        due = list(_archive_due(home, until, today))
        dropped = list(_inbox_due(home, until, today))
        waiting = list(_quarantine_due(con, home, catalogue, today))
        rows = _forget(con, catalogue, today)
        if rows:
            # The core tables hold the same persons; the next build makes them anew.
            con.execute("drop schema if exists core cascade")
        size = sum(path.stat().st_size for path in due)
        con.execute("rollback" if dry_run else "commit")
        if not dry_run:
            for path in (*due, *dropped, *waiting):
                path.unlink(missing_ok=True)
    if rows and not dry_run:
        _rewrite(home.workshop)
    return Purged(len(due), size, len(waiting), rows, len(dropped))


def rules(catalogue: Catalogue) -> tuple[str, ...]:
    """Every retention rule as a German sentence, in the order in which they run."""
    by_days: dict[int, list[str]] = defaultdict(list)
    for source in catalogue.sources.values():
        by_days[source.retention_days].append(source.title)
    usual = max(by_days, key=lambda days: len(by_days[days]), default=UNKNOWN_DAYS)
    lines = [f"Dateien in Eingang und Archiv und zurückgewiesene Zeilen: {usual} Tage."]
    lines += [f"  abweichend {days} Tage: {', '.join(by_days[days])}" for days in sorted(by_days) if days != usual]
    lines.append(f"Dateien, die zu keiner Lieferung wurden: {UNKNOWN_DAYS} Tage im Archiv.")
    for source in catalogue.sources.values():
        if source.forget:
            heading = source.columns[source.forget.column].headings[0]
            lines.append(f"Zeilen in „{source.title}“: {source.forget.after_days} Tage nach „{heading}“.")
        elif source.personal:
            lasts = (
                "die nächste Liste sie nicht mehr enthält" if source.delivery == "snapshot" else "eine neue sie ersetzt"
            )
            lines.append(f"Zeilen in „{source.title}“: bis {lasts} (forget nicht vereinbart).")
    lines.append(
        "Ausgaben, ihre Geschichte und das Gedächtnis der Geheimhaltung: bleiben, sie enthalten keine Personen."
    )
    return tuple(lines)


def _days(catalogue: Catalogue, source_id: str | None) -> int:
    source = catalogue.sources.get(source_id or "")
    return source.retention_days if source else UNKNOWN_DAYS


def _kept_until(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> Mapping[str, dt.date]:
    """The last day of each archived file by hash: that of the delivery in it that is kept longest."""
    rows = con.execute(
        "select l.sha256, o.container, l.source_id, l.received_at from meta.load l left join meta.origin o"
        " using (load_id)"
    ).fetchall()
    until: dict[str, dt.date] = {}
    for sha256, container, source_id, received_at in rows:
        day = received_at.date() + dt.timedelta(days=_days(catalogue, source_id))
        for archived in filter(None, (sha256, container)):
            until[archived] = max(until.get(archived, day), day)
    return until


def _archive_due(home: Home, until: Mapping[str, dt.date], today: dt.date) -> Iterator[Path]:
    """Archived files of which every delivery is past its retention; of files unknown to the workshop their own age."""
    for path in sorted(path for path in home.archive.glob("??/*") if path.is_file()):
        seen = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).date()
        last = until.get(path.stem, seen + dt.timedelta(days=UNKNOWN_DAYS))
        if today > last:
            yield path


def _inbox_due(home: Home, until: Mapping[str, dt.date], today: dt.date) -> Iterator[Path]:
    """Files still lying where the office dropped them: the next run would archive them again."""
    for path in sorted(path for path in home.inbox.iterdir() if path.is_file()):
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        if today > until.get(content, today):
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
