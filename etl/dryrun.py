"""What would become of files if they were loaded; nothing of an installation is touched."""

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.catalogue.catalogue import Catalogue
from etl.home import Home, init
from etl.pipeline import Clock
from etl.quarantine import rejection_sentence
from etl.receive import in_load_order, receive
from etl.workshop import Loaded, Opened, WorkshopBroken, load, open_workshop


@dataclass(frozen=True)
class Checked:
    """The outcome for one file, with a German sentence for each rejected row (line, sentence)."""

    file: str
    source_title: str | None
    loaded: Loaded
    sentences: tuple[tuple[int, str], ...]


def dry_run(files: Iterable[Path], home: Home, catalogue: Catalogue, clock: Clock) -> Sequence[Checked]:
    """Check files as `run` would, in a temporary copy of the workshop.

    The lists that others refer to are taken from the home, where there is one; they may also be among the files.
    """
    with tempfile.TemporaryDirectory(prefix="kim-pruefung-") as folder:
        trial = init(Path(folder) / "home")
        if home.secret_key.is_file():  # references between identifiers only hold under the same key
            shutil.copyfile(home.secret_key, trial.secret_key)
        with open_workshop(trial.workshop, catalogue) as con:
            if home.workshop.is_file():
                _borrow_lists(con, home.workshop, catalogue)
            work = Path(folder) / "arbeit"
            work.mkdir()
            opened = [one for path in files for one in receive(path, trial, catalogue, clock.now, work)]
            return [_one(con, delivery, catalogue, clock) for delivery in in_load_order(opened, catalogue)]


def _one(con: duckdb.DuckDBPyConnection, delivery: Opened, catalogue: Catalogue, clock: Clock) -> Checked:
    loaded = load(con, delivery, catalogue, clock.today)
    source = delivery.raw.source if delivery.raw else None
    headings = delivery.raw.headings if delivery.raw else {}
    sentences = tuple(
        (r.row_number, rejection_sentence(source, r.column_name, r.rule, headings, catalogue))
        for r in loaded.rejections
        if source
    )
    return Checked(delivery.file, source.title if source else None, loaded, sentences)


def _borrow_lists(con: duckdb.DuckDBPyConnection, workshop: Path, catalogue: Catalogue) -> None:
    """Copy the stage tables that other sources refer to; whole stays are never copied."""
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
    con.execute("detach home")
