"""The whole run on one screen: deliveries -> archive -> workshop -> figures -> gate -> release."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl import publish
from etl.catalogue.catalogue import Catalogue
from etl.change_reasons import grounds
from etl.changes import Change, changes, mark_corrected, read_printed
from etl.core import build_core
from etl.corrections import Applied, corrected, told
from etl.disclosure.build import audited, guarded_build, held_changes, keep, still_offered
from etl.disclosure.export import relations_file
from etl.disclosure.memory import forget_pending
from etl.disclosure.protect import Shown
from etl.figures import Figures
from etl.foresee import foresee, forget_unissued
from etl.gate import Refused, accepted, check, doubts
from etl.home import Home, locked
from etl.indicators import delivered_sources, missing_sources, reckon
from etl.judge import judge, not_yet
from etl.quarantine import write_quarantine
from etl.receive import in_load_order, receive
from etl.release_tables import Identity, Tables, release_tables
from etl.stock_values import forget_unanswered, stocks_of
from etl.workshop import Loaded, Opened, example_flag, load, open_workshop

Progress = Callable[[str, int, int], None]
WORK = ".lauf-"
HOW_TO_ACCEPT = 'Ist das richtig so, dann mit Begründung veröffentlichen: python -m etl run --accept "GRUND"'
CODE = Path(__file__).parent.parent


@dataclass(frozen=True)
class Clock:
    """The day that counts for due dates and the moment that is written down (UTC)."""

    today: dt.date
    now: dt.datetime

    @classmethod
    def real(cls) -> "Clock":
        """The clock of the machine; the day is the local one."""
        now = dt.datetime.now(dt.UTC)
        return cls(now.astimezone().date(), now.replace(tzinfo=None))


@dataclass(frozen=True)
class RunResult:
    """What a run did: every delivery it saw, the release it published (None: nothing new), why it could not."""

    loaded: tuple[Loaded, ...]
    release_id: str | None
    current: str | None
    impossible: tuple[str, ...] = ()


def run(
    home: Home,
    inbox: Path,
    catalogue: Catalogue,
    clock: Clock,
    progress: Progress = lambda *_: None,
    accept: str | None = None,
    rebuild: bool = False,
) -> RunResult:
    """Load what lies directly in the inbox and publish a release if anything is new.

    With `rebuild` a release is made even of what is known.
    `accept` is the reason why a person publishes a build that the gate doubts; it is recorded in the release.
    Everything that changes the workshop is one transaction. Raises HomeBusy, WorkshopBroken.
    """
    with locked(home), tempfile.TemporaryDirectory(dir=home.root, prefix=WORK) as work:
        _clear_work_of_killed_runs(home, Path(work))
        publish.finish_interrupted_switch(home)
        with open_workshop(home.workshop, catalogue) as con:
            forget_pending(con, publish.history(home))
            forget_unissued(con, publish.history(home))
            forget_unanswered(con, publish.history(home))
            con.execute("begin")
            loaded = _load_all(con, home, inbox, catalogue, clock, Path(work), progress)
            current = publish.current(home)
            if not delivered_in(con):
                con.execute("commit")
                return RunResult(loaded, None, current, ("Es liegt noch keine übernommene Lieferung vor.",))
            if not rebuild and not _something_new(con, loaded, catalogue, publish.history(home)):
                con.execute("commit")
                return RunResult(loaded, None, current)
            try:
                release_id = _build(con, home, catalogue, clock, progress, accept)
            except Refused as refused:
                con.execute("rollback")
                return RunResult(loaded, None, current, refused.reasons)
        publish.switch(home, release_id)
    return RunResult(loaded, release_id, release_id)


def _clear_work_of_killed_runs(home: Home, own: Path) -> None:
    for folder in home.root.glob(f"{WORK}*"):
        if folder != own:
            shutil.rmtree(folder, ignore_errors=True)


def _load_all(
    con: duckdb.DuckDBPyConnection,
    home: Home,
    inbox: Path,
    catalogue: Catalogue,
    clock: Clock,
    work: Path,
    progress: Progress,
) -> tuple[Loaded, ...]:
    paths = sorted(path for path in inbox.iterdir() if path.is_file() and not path.name.startswith("."))
    opened: list[Opened] = []
    for number, path in enumerate(paths):
        progress("Lieferungen lesen", number, len(paths))
        opened += receive(path, home, catalogue, clock.now, work)
    loaded = []
    for number, delivery in enumerate(in_load_order(opened, catalogue)):
        progress("Lieferungen prüfen und laden", number, len(opened))
        loaded.append(take_in(con, home, delivery, catalogue, clock.today))
    return tuple(loaded)


def take_in(
    con: duckdb.DuckDBPyConnection, home: Home, delivery: Opened, catalogue: Catalogue, today: dt.date
) -> Loaded:
    """Load one delivery, write its rejected rows for the office, and remove its cells from the work folder."""
    result = load(con, delivery, catalogue, today)
    write_quarantine(con, home.quarantine, delivery, result, catalogue)
    if delivery.raw:
        delivery.raw.path.unlink(missing_ok=True)
    return result


def delivered_in(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether any delivery was ever accepted."""
    return con.execute("select 1 from meta.load where outcome = 'uebernommen' limit 1").fetchone() is not None


def _something_new(
    con: duckdb.DuckDBPyConnection, loaded: Iterable[Loaded], catalogue: Catalogue, history: tuple[str, ...]
) -> bool:
    """New rows, another catalogue, or a build that was killed before it became current."""
    if any(item.report.outcome == "uebernommen" for item in loaded):
        return True
    row = con.execute("select id, catalogue_hash from meta.build order by built_at desc, id desc limit 1").fetchone()
    return row is None or row[0] not in history or row[1] != catalogue.hash


def _build(
    con: duckdb.DuckDBPyConnection,
    home: Home,
    catalogue: Catalogue,
    clock: Clock,
    progress: Progress,
    accept: str | None,
) -> str:
    """Reckon, check, protect, write the files and commit; the release is complete but not yet current."""
    progress("Kennzahlen rechnen", 0, 3)
    first = catalogue.city.rights.audiences[0].id
    with corrected(con, catalogue, clock.today, told(_file(home, first))) as applied:
        build_core(con, catalogue)
    reckon(con, catalogue)
    check(con)
    progress("Ausgabe schützen", 1, 3)
    identity = Identity(
        publish.new_release_id(home, clock.now.replace(tzinfo=dt.UTC)),
        clock.now,
        publish.git_commit(CODE),
        bool(example_flag(con)),
    )
    build = guarded_build(con, catalogue, clock.today, read_printed(_file(home, first)))
    protected = {audience: part.figures for audience, part in build.shown.items()}
    stocks = stocks_of(con, catalogue, protected, clock.today, identity.release_id)
    shown = {a: judged(con, catalogue, stocks[a].added_to(figures), clock) for a, figures in protected.items()}
    taken = [*applied.changes, *_accepted_doubts(con, home, catalogue, shown, accept, applied)]
    taken += held_changes(build.held, catalogue)
    tables = _tables(con, home, catalogue, identity, shown, taken, build.shown)
    tables = {audience: {**rows, **stocks[audience].tables} for audience, rows in tables.items()}
    progress("Ausgabe schreiben", 2, 3)
    texts = {relations_file(audience): part.relations.to_json() for audience, part in build.shown.items()}
    release = publish.write_files(home, identity.release_id, tables, texts)
    audited(release, build.shown, [_file(home, first).parent], catalogue)
    con.execute("insert into meta.build values (?, ?, ?)", [identity.release_id, catalogue.hash, clock.now])
    keep(con, identity.release_id, build, shown, catalogue)
    con.execute("commit")
    return identity.release_id


def judged(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, figures: Figures, clock: Clock) -> Figures:
    """Protected figures with their judgement, and what is not there yet."""
    delivered = delivered_sources(con)
    with_value = {value.indicator_id for value in figures.values}
    waiting = [
        not_yet(indicator, clock.today)
        for indicator in catalogue.indicators.values()
        if indicator.id not in with_value or missing_sources(indicator, delivered)
    ]
    found = judge(figures, catalogue)
    return Figures(found.cells, (*found.values, *waiting))


def _file(home: Home, audience: str) -> Path:
    """The file that an audience reads now."""
    return home.releases / (publish.current(home) or "") / f"{audience}.duckdb"


def _accepted_doubts(
    con: duckdb.DuckDBPyConnection,
    home: Home,
    catalogue: Catalogue,
    shown: dict[str, Figures],
    accept: str | None,
    applied: Applied,
) -> list[Change]:
    """What the gate doubts and what stands twice, accepted with the reason given; Refused without a reason."""
    first = catalogue.city.rights.audiences[0].id
    before = still_offered(read_printed(_file(home, first)), catalogue, first)
    found = [*applied.doubts, *doubts(shown[first], before, catalogue, delivered_sources(con))]
    if found and not accept:
        raise Refused((*(str(change.new) for change in found), *applied.places, HOW_TO_ACCEPT))
    return accepted(found, accept or "")


def _tables(
    con: duckdb.DuckDBPyConnection,
    home: Home,
    catalogue: Catalogue,
    identity: Identity,
    shown: dict[str, Figures],
    taken: list[Change],
    protected: Mapping[str, Shown],
) -> dict[str, Tables]:
    """The tables of every audience, compared with what its readers see now; corrected figures are marked."""
    tables: dict[str, Tables] = {}
    declared = [c.reason for c in taken if c.kind == "correction" and c.indicator_id is None]
    since = grounds(con, catalogue, _file(home, catalogue.city.rights.audiences[0].id), declared)
    for audience_id, figures in shown.items():
        before = read_printed(_file(home, audience_id))
        marked = mark_corrected(figures, before)
        shown[audience_id] = marked
        audience = catalogue.city.rights.audience(audience_id)
        found = changes(marked, before, catalogue, since)
        if audience == catalogue.city.rights.audiences[0]:
            found += taken
        tables[audience_id] = {
            **release_tables(con, catalogue, identity, audience, marked, found, protected[audience_id].fallback),
            **foresee(con, catalogue, audience, marked, identity),
        }
    return tables
