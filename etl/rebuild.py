"""The workshop made anew where its file is lost: deliveries from the archive, the rest from the releases."""

import datetime as dt
import os
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import duckdb

from etl import publish
from etl.catalogue.catalogue import Catalogue
from etl.disclosure.memory import forget_pending
from etl.home import Home, locked, sync_folder
from etl.pipeline import WORK, Clock, Progress, RunResult, run, take_in
from etl.receive import in_load_order, open_kept
from etl.release_file import attach_release, open_release
from etl.workshop import Opened, open_workshop

_NEW = "werkstatt-neu.duckdb"
# Of every release that ever was current: what it showed or withheld, what it forecast and answered, how it was made.
_FROM_RELEASE = (
    "insert into disclosure.memory select ?, measure, period, dim1, member1, dim2, member2,"
    " mark is not distinct from 'g', value, ?, ?, true from ausgabe.mart.cells",
    "insert into foresight.issued select ?, series, stand, origin, period, horizon, quantile, value, model_version,"
    " ?, (select published_at::date from ausgabe.meta.release) from ausgabe.foresight.forecast where release_id = ?",
    "insert into foresight.answered by name select ? as audience, ? as release_id, * from ausgabe.foresight.answer"
    " where scenario <> 'rueckblick' and ? is not null",
)


class NothingToRebuildFrom(Exception):
    """No release names the deliveries; the text is a German sentence."""


class _Delivery(NamedTuple):
    received_at: dt.datetime
    sha256: str
    file: str


def rebuild(
    home: Home, catalogue: Catalogue, clock: Clock, progress: Progress = lambda *_: None
) -> tuple[RunResult, tuple[str, ...]]:
    """Put the broken workshop aside, make a new one and publish what comes of it.

    The deliveries are those that the newest readable release names; the second part of the answer names the files
    whose archived copy is gone (their rows are missing until the office sends them again). The broken file stays
    beside the new one. Raises HomeBusy, NothingToRebuildFrom.
    """
    new = home.root / _NEW
    with locked(home), tempfile.TemporaryDirectory(dir=home.root, prefix=WORK) as work:
        deliveries = _deliveries(home, catalogue)
        new.unlink(missing_ok=True)
        with open_workshop(new, catalogue) as con:
            con.execute("begin")
            lost = _load(con, home, catalogue, deliveries, Path(work), progress)
            con.execute("commit")
            _remember(con, home, catalogue)
            forget_pending(con, publish.history(home))
        _put_aside(home, clock)
        os.replace(new, home.workshop)
        sync_folder(home.root)
    with tempfile.TemporaryDirectory(prefix="kim-leer-") as empty:
        return run(home, Path(empty), catalogue, clock, progress, rebuild=True), lost


def whole_releases(home: Home, audience: str) -> list[str]:
    """The ids of HISTORY whose file for the audience can be read, newest first."""
    ids = list(dict.fromkeys(reversed(publish.history(home))))
    return [release_id for release_id in ids if readable(home.releases / release_id / f"{audience}.duckdb")]


def readable(path: Path) -> bool:
    """Whether every block of a release file can be read; DuckDB keeps a checksum of each."""
    try:
        with open_release(path) as con:
            return read_through(con) > 0
    except duckdb.Error:
        return False


def read_through(con: duckdb.DuckDBPyConnection) -> int:
    """Read every block of the default database; the number of its tables. Raises duckdb.Error."""
    tables = con.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = current_database()"
    ).fetchall()
    for schema, table in tables:
        con.execute(f'select bit_xor(hash(t)) from "{schema}"."{table}" as t').fetchall()
    return len(tables)


def _deliveries(home: Home, catalogue: Catalogue) -> list[_Delivery]:
    """Every file that the newest readable release of the first audience names, in the order in which they came."""
    first = catalogue.city.rights.audiences[0].id
    newest = next(iter(whole_releases(home, first)), None)
    if newest is None:
        raise NothingToRebuildFrom(
            "Ohne lesbare Ausgabe ist nicht bekannt, welche Lieferungen es gab. Bitte eine Sicherung zurückholen:"
            " python -m etl restore SICHERUNG --home ORDNER"
        )
    with open_release(home.releases / newest / f"{first}.duckdb") as con:
        rows = con.execute("""
            select received_at, sha256, min(regexp_replace(file, ' \\[[^\\[]*\\]$', '')) as name
            from meta.load_report where sha256 <> '' group by all order by received_at, name
        """).fetchall()
    return [_Delivery(*row) for row in rows]


def _load(
    con: duckdb.DuckDBPyConnection,
    home: Home,
    catalogue: Catalogue,
    deliveries: list[_Delivery],
    work: Path,
    progress: Progress,
) -> tuple[str, ...]:
    """Load each delivery once more, judged by the day on which it came; the names of those that are gone."""
    lost: list[str] = []
    done = 0
    for received_at, group in groupby(deliveries, key=lambda delivery: delivery.received_at):
        opened: list[Opened] = []
        for delivery in group:
            progress("Lieferungen neu lesen", done, len(deliveries))
            done += 1
            kept = next(iter(sorted((home.archive / delivery.sha256[:2]).glob(f"{delivery.sha256}*"))), None)
            if kept is None:
                lost.append(delivery.file)
            else:
                opened += open_kept(kept, delivery.sha256, delivery.file, home, catalogue, received_at, work)
        today = received_at.replace(tzinfo=dt.UTC).astimezone().date()
        for one in in_load_order(opened, catalogue):
            take_in(con, home, one, catalogue, today)
    return tuple(lost)


def _remember(con: duckdb.DuckDBPyConnection, home: Home, catalogue: Catalogue) -> None:
    for audience, release_id, path in _files(home, catalogue):
        attach_release(con, path)
        for sql in _FROM_RELEASE:
            con.execute(sql, [audience, release_id, release_id])
        con.execute(
            "insert into meta.build select id, catalogue_hash, published_at from ausgabe.meta.release"
            " where id not in (select id from meta.build)"
        )
        con.execute("detach ausgabe")


def _files(home: Home, catalogue: Catalogue) -> Iterator[tuple[str, str, Path]]:
    """Audience, id and file of every readable release that ever was current, oldest first."""
    for audience in catalogue.city.rights.audiences:
        for release_id in reversed(whole_releases(home, audience.id)):
            yield audience.id, release_id, home.releases / release_id / f"{audience.id}.duckdb"


def _put_aside(home: Home, clock: Clock) -> None:
    stamp = f"{clock.now:%Y%m%dT%H%M%S}"
    for path in (home.workshop, home.workshop.with_name(f"{home.workshop.name}.wal")):
        if path.exists():
            path.rename(path.with_name(f"beschaedigt-{stamp}-{path.name}"))
