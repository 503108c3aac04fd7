"""Write the files of a release, switch CURRENT, keep the old ones: readers see the old or the new, never half."""

import contextlib
import datetime as dt
import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from etl.core import SQL
from etl.home import Home, sync_folder, write_synced
from etl.release_file import open_release
from etl.release_tables import Row, Tables

CURRENT = "CURRENT"
HISTORY = "HISTORY"
_STAMP = "%Y-%m-%dT%H%M%SZ"
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*")


class NoSuchRelease(Exception):
    """There is no release of that id, or none to go back to."""


def new_release_id(home: Home, now: dt.datetime) -> str:
    """UTC time plus a counter; never a hash of contents.

    Ids sort in the order of publishing, also when the clock was put back: then it is the second after the newest.
    """
    moment = now.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    newest = newest_moment(home) or moment
    stem = (moment if moment >= newest else newest + dt.timedelta(seconds=1)).strftime(_STAMP)
    counter = 1
    while (home.releases / f"{stem}-{counter}").exists() or f"{stem}-{counter}" in history(home):
        counter += 1
    return f"{stem}-{counter}"


def newest_moment(home: Home) -> dt.datetime | None:
    """The moment (UTC) of the newest release that ever was current; None before the first."""
    stamps = (release_id.rpartition("-")[0] for release_id in history(home))
    moments = []
    for stamp in stamps:
        with contextlib.suppress(ValueError):
            moments.append(dt.datetime.strptime(stamp, _STAMP))  # noqa: DTZ007 - UTC, kept without a zone
    return max(moments, default=None)


def write_files(
    home: Home, release_id: str, tables: Mapping[str, Tables], texts: Mapping[str, str] | None = None
) -> Path:
    """One fresh file for each audience, written aside and renamed as a whole; nothing points to it yet.

    `texts` are further files by name.
    """
    aside = home.releases / f".{release_id}.{os.getpid()}"
    aside.mkdir(parents=True)
    for audience, content in tables.items():
        write_release_file(aside / f"{audience}.duckdb", content)
    for name, text in (texts or {}).items():
        write_synced(aside / name, text.encode())
        (aside / name).chmod(0o444)
    sync_folder(aside)
    target = home.releases / release_id
    aside.rename(target)
    sync_folder(home.releases)
    return target


def write_release_file(path: Path, tables: Tables) -> None:
    """A file with the schema of `etl/sql/schema` and these rows; it never held anything else."""
    with duckdb.connect(str(path)) as con:
        con.execute("begin")
        for schema in sorted((SQL / "schema").glob("*.sql")):
            con.execute(schema.read_text(encoding="utf-8"))
        for table, rows in tables.items():
            _insert(con, table, rows)
        con.execute("commit")
        con.execute("checkpoint")
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    path.chmod(0o444)


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """All rows in one statement, a typed list for each column, so that nothing is inferred from the values."""
    if not rows:
        return
    types = [row[0] for row in con.execute(f"select column_type from (describe {table})").fetchall()]
    columns = [list(column) for column in zip(*rows, strict=True)]
    select = ", ".join(f"unnest(cast(? as {kind}[]))" for kind in types)
    con.execute(f"insert into {table} select {select}", columns)


def switch(home: Home, release_id: str) -> None:
    """HISTORY first, then CURRENT: what once was current is never forgotten, even when killed in between."""
    _append_history(home, release_id)
    write_synced(home.releases / CURRENT, f"{release_id}\n".encode())


def finish_interrupted_switch(home: Home) -> None:
    """After a kill between HISTORY and CURRENT: the last id of HISTORY is the current one. Half-written files go."""
    for leftover in home.releases.glob(".*"):
        if leftover.is_dir():
            for file in leftover.iterdir():
                file.unlink()
            leftover.rmdir()
        else:
            leftover.unlink()
    ids = history(home)
    if ids and ids[-1] != current(home) and (home.releases / ids[-1]).is_dir():
        write_synced(home.releases / CURRENT, f"{ids[-1]}\n".encode())


def current(home: Home) -> str | None:
    """The id of the current release, None before the first and where the file names none."""
    try:
        named = (home.releases / CURRENT).read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        return None
    return named if _ID.fullmatch(named) else None


def history(home: Home) -> tuple[str, ...]:
    """Every id that ever was current, oldest first, with repeats after a rollback."""
    try:
        text = (home.releases / HISTORY).read_text(encoding="ascii", errors="replace")
    except FileNotFoundError:
        return ()
    return tuple(line for line in text.split("\n")[:-1] if _ID.fullmatch(line))


def rollback(home: Home, release_id: str | None) -> str:
    """Make an older release current again: the one named, or the one before the current. Nothing is deleted."""
    now = current(home)
    ids = [i for i in dict.fromkeys(history(home)) if (home.releases / i).is_dir()]
    if release_id is None:
        older = ids[: ids.index(now)] if now in ids else []
        if not older:
            raise NoSuchRelease("Vor der aktuellen Ausgabe gibt es keine ältere.")
        release_id = older[-1]
    if release_id not in ids:
        raise NoSuchRelease(f"Die Ausgabe „{release_id}“ gibt es nicht. Vorhanden: {', '.join(ids) or 'keine'}")
    if release_id != now:
        switch(home, release_id)
    return release_id


def git_commit(folder: Path) -> str:
    """The commit of the code in that folder, empty where git gives none."""
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command
            ["git", "-C", str(folder), "rev-parse", "HEAD"],  # noqa: S607 - git is looked for on PATH on purpose
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def describe(release: Path, audience: str) -> dict[str, object]:
    """Id, time, example flag and number of values of a release file, for lists of releases."""
    with open_release(release / f"{audience}.duckdb") as con:
        row = con.execute(
            "select id, published_at, example, (select count(*) from mart.value) from meta.release"
        ).fetchone()
    if row is None:
        raise NoSuchRelease(release.name)
    return {"id": row[0], "published_at": row[1].isoformat(), "example": row[2], "values": row[3]}


def _append_history(home: Home, release_id: str) -> None:
    """Append one line and sync it; the torn line of a killed append is cut off, it never became current."""
    path = home.releases / HISTORY
    with path.open("ab+") as file:
        file.seek(0)
        content = file.read()
        file.truncate(content.rfind(b"\n") + 1)
        file.write(f"{release_id}\n".encode())
        file.flush()
        os.fsync(file.fileno())
    sync_folder(home.releases)
