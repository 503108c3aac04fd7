"""What would become of files if they were loaded; nothing of an installation is touched."""

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from etl import publish
from etl.catalogue.catalogue import Catalogue
from etl.contract.sentences import explain
from etl.corrections import corrected, told
from etl.gate import Refused
from etl.home import Home, init
from etl.pipeline import Clock
from etl.receive import in_load_order, receive
from etl.workshop import Loaded, Opened, WorkshopBroken, load, open_workshop


@dataclass(frozen=True)
class Checked:
    """The outcome for one file, with a German sentence for each rejected row (line, sentence).

    `doubts` are sentences about what a run would not publish without being told: what stands twice, and in which rows,
    and corrections that have become obsolete.
    """

    file: str
    source_title: str | None
    loaded: Loaded
    sentences: tuple[tuple[int, str], ...]
    doubts: tuple[str, ...] = ()


_OTHER_KIND = {
    True: "Diese Einrichtung führt Beispieldaten; echte Lieferungen lädt sie nicht, dafür eine eigene anlegen.",
    False: "Diese Einrichtung führt echte Daten; Beispieldaten lädt sie nicht.",
}


def dry_run(files: Iterable[Path], home: Home, catalogue: Catalogue, clock: Clock) -> Sequence[Checked]:
    """Check files as `run` would, in a temporary copy of the workshop.

    The lists that others refer to and what was loaded before are taken from the home, where there is one; the lists
    may also be among the files.
    """
    with tempfile.TemporaryDirectory(prefix="kim-pruefung-") as folder:
        trial = init(Path(folder) / "home")
        if home.secret_key.is_file():  # references between identifiers only hold under the same key
            shutil.copyfile(home.secret_key, trial.secret_key)
        with open_workshop(trial.workshop, catalogue) as con:
            work = Path(folder) / "arbeit"
            work.mkdir()
            opened = [one for path in files for one in receive(path, trial, catalogue, clock.now, work)]
            kind = None
            if home.workshop.is_file():
                kind = _borrow(con, home.workshop, catalogue, {one.sha256 for one in opened})
            found = [_one(con, delivery, catalogue, clock, kind) for delivery in in_load_order(opened, catalogue)]
            before = told(home.releases / (publish.current(home) or "") / _first_file(catalogue))
            return [replace(one, doubts=(*one.doubts, *_doubts(con, one, catalogue, clock, before))) for one in found]


def _one(
    con: duckdb.DuckDBPyConnection, delivery: Opened, catalogue: Catalogue, clock: Clock, kind: bool | None
) -> Checked:
    loaded = load(con, delivery, catalogue, clock.today)
    source = delivery.raw.source if delivery.raw else None
    headings = delivery.raw.headings if delivery.raw else {}
    sentences = tuple(
        (r.row_number, explain(source, r.rule, r.column_name, clock.today, headings, catalogue.source_titles))
        for r in loaded.rejections
        if source
    )
    other = delivery.raw is not None and kind is not None and delivery.raw.example != kind
    doubts = (_OTHER_KIND[bool(kind)],) if other else ()
    return Checked(delivery.file, source.title if source else None, loaded, sentences, doubts)


def _first_file(catalogue: Catalogue) -> str:
    return f"{catalogue.city.rights.audiences[0].id}.duckdb"


def _doubts(
    con: duckdb.DuckDBPyConnection, one: Checked, catalogue: Catalogue, clock: Clock, before: frozenset[str]
) -> tuple[str, ...]:
    """What a run would say of the rows of this list as a whole, once they are loaded."""
    report = one.loaded.report
    if report.outcome != "uebernommen" or report.source_id is None:
        return ()
    try:
        with corrected(con, catalogue, clock.today, before, report.source_id) as applied:
            return (*(str(change.new) for change in applied.doubts), *applied.places)
    except Refused as refused:
        return refused.reasons


def _borrow(con: duckdb.DuckDBPyConnection, workshop: Path, catalogue: Catalogue, checked: set[str]) -> bool | None:
    """Copy the stage tables that other sources refer to and the load reports; whole stays are never copied.

    Returns whether the home is an example, None where nothing was loaded yet. A source of which a file that is checked
    was loaded before is checked as if none of its files had been.
    """
    wanted = sorted({reference for source in catalogue.sources.values() for reference in source.references})
    try:
        con.execute(f"attach '{str(workshop).replace(chr(39), chr(39) * 2)}' as home (read_only)")
    except duckdb.Error as error:
        raise WorkshopBroken(f"Die Werkstatt {workshop} ist gerade in Gebrauch oder nicht lesbar.") from error
    tables = {
        row[0] for row in con.execute("select table_name from duckdb_tables() where database_name = 'home'").fetchall()
    }
    for source_id in wanted:
        if source_id in tables:
            con.execute(f"insert into stage.{source_id} by name select * from home.stage.{source_id}")
    example = None
    if "load" in tables:
        example = con.execute("select example from home.meta.home").fetchone()
        con.execute(
            "insert into meta.load select * from home.meta.load where source_id not in"
            " (select source_id from home.meta.load where list_contains(?, sha256) and source_id is not null)",
            [sorted(checked)],
        )
        con.execute(
            "insert into meta.origin select * from home.meta.origin where load_id in (select load_id from meta.load)"
        )
    con.execute("detach home")
    return None if example is None else bool(example[0])
