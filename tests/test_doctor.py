"""Each kind of damage is found, named in German, mended where that is safe, and never makes a figure differ."""

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from small_city import LATER, SmallCity, run_city, the_catalogue

from etl import publish
from etl.doctor import look_over, mend_all
from etl.home import Home
from etl.pipeline import WORK, run
from etl.rebuild import NothingToRebuildFrom, rebuild

MEMORY = (
    "select audience, measure, period, dim1, member1, dim2, member2, bool_or(withheld),"
    " arg_max(value, last_release) filter (where value is not null) from disclosure.memory group by all"
)
MORE = (*SmallCity().stays, *((f"x{n}", "GU-01", None, "20.03.2026", None, 1999, "w") for n in range(4)))


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two releases, the second of them current."""
    home, _ = run_city(tmp_path_factory.mktemp("arzt") / "home")
    SmallCity().write(home.inbox, stays=MORE)
    assert run(home, home.inbox, the_catalogue(), LATER).release_id
    return home.root


@pytest.fixture
def home(healthy: Path, tmp_path: Path) -> Home:
    return Home(Path(shutil.copytree(healthy, tmp_path / "home")))


def wrong(home: Home) -> list[str]:
    return [item.subject for item in look_over(home, the_catalogue(), LATER) if item.state != "gut"]


def tables(release: Path) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(release / "leitung.duckdb"), read_only=True) as con:
        names = ("mart.cells", "mart.value")
        columns = {"mart.cells": "*", "mart.value": "* exclude (load_ids)"}
        return {name: con.execute(f"select {columns[name]} from {name} order by all").fetchall() for name in names}


def tear(path: Path) -> None:
    """Spoil the middle of a file."""
    path.chmod(0o600)
    size = path.stat().st_size
    with path.open("r+b") as file:
        for place in range(4096 * 3, size, 4096):
            file.seek(place)
            file.write(b"\x55" * 64)


def test_a_healthy_home_has_nothing_wrong(home: Home) -> None:
    assert wrong(home) == []
    before = {path: path.read_bytes() for path in home.root.rglob("*") if path.is_file()}
    assert mend_all(home, the_catalogue(), LATER) == []
    assert {path: path.read_bytes() for path in home.root.rglob("*") if path.is_file()} == before


def test_open_modes_and_missing_folders_are_closed(home: Home) -> None:
    home.archive.chmod(0o755)
    home.secret_key.chmod(0o644)
    assert wrong(home) == ["Rechte"]
    assert len(mend_all(home, the_catalogue(), LATER)) == 1
    assert home.archive.stat().st_mode & 0o777 == 0o700
    assert home.secret_key.stat().st_mode & 0o777 == 0o600
    shutil.rmtree(home.quarantine)
    assert wrong(home) == ["Ordner"]
    mend_all(home, the_catalogue(), LATER)
    assert wrong(home) == []


def test_leftovers_of_killed_runs_go(home: Home) -> None:
    (home.root / f"{WORK}x").mkdir()
    (home.root / f"{WORK}x" / "rohdaten").write_text("x")
    (home.archive / ".neu-a").write_text("x")
    (home.releases / ".2026-04-05T080000Z-1.77").mkdir()
    (home.root / "werkstatt-neu.duckdb").write_text("x")
    assert wrong(home) == ["Reste abgebrochener Läufe"]
    mend_all(home, the_catalogue(), LATER)
    assert wrong(home) == []


@pytest.mark.parametrize("content", ["", "gibt-es-nicht\n", "\x00\xff"])
def test_a_spoilt_pointer_points_to_the_last_release_again(home: Home, content: str) -> None:
    last = publish.history(home)[-1]
    (home.releases / "CURRENT").write_text(content, encoding="latin-1")
    assert "aktuelle Ausgabe" in wrong(home)
    mend_all(home, the_catalogue(), LATER)
    assert publish.current(home) == last
    assert wrong(home) == []


def test_a_torn_current_release_gives_way_to_the_one_before(home: Home) -> None:
    first, last = publish.history(home)
    tear(home.releases / last / "rat.duckdb")
    assert wrong(home) == ["aktuelle Ausgabe", "Ausgaben"]
    mend_all(home, the_catalogue(), LATER)
    assert publish.current(home) == first
    assert wrong(home) == ["Ausgaben"]
    named = [item.seen for item in look_over(home, the_catalogue(), LATER) if item.subject == "Ausgaben"]
    assert last in named[0]


@pytest.mark.parametrize("how", ["torn", "gone", "nonsense"])
def test_a_lost_workshop_comes_back_from_archive_and_releases(home: Home, how: str) -> None:
    last = publish.history(home)[-1]
    with duckdb.connect(str(home.workshop), read_only=True) as con:
        memory = con.execute(MEMORY).fetchall()
        loads = con.execute("select file, sha256, rows_accepted, outcome from meta.load order by all").fetchall()
        issued = con.execute("select * exclude (issued_on) from foresight.issued order by all").fetchall()
    before = tables(home.releases / last)
    if how == "torn":
        tear(home.workshop)
    elif how == "gone":
        home.workshop.unlink()
    else:
        home.workshop.write_bytes(b"kein DuckDB" * 1000)
    assert wrong(home) == ["Werkstatt"]
    (said,) = mend_all(home, the_catalogue(), LATER)
    assert "neu entstanden" in said
    assert wrong(home) == []
    assert tables(home.releases / str(publish.current(home))) == before
    assert publish.history(home)[-1] != last
    with duckdb.connect(str(home.workshop), read_only=True) as con:
        again = con.execute("select file, sha256, rows_accepted, outcome from meta.load order by all").fetchall()
        kept = con.execute(MEMORY).fetchall()
        forecasts = con.execute("select * exclude (issued_on) from foresight.issued order by all").fetchall()
    assert again == loads
    assert set(memory) == set(kept)
    assert set(issued) <= set(forecasts)
    if how != "gone":
        assert list(home.root.glob("beschaedigt-*-workshop.duckdb"))


def test_what_is_no_longer_in_the_archive_is_named(home: Home) -> None:
    with duckdb.connect(str(home.workshop), read_only=True) as con:
        row = con.execute("select sha256 from meta.load where source_id = 'zuweisungen'").fetchone()
        assert row is not None
    for path in home.archive.glob(f"{row[0][:2]}/{row[0]}*"):
        path.unlink()
    home.workshop.unlink()
    _, lost = rebuild(home, the_catalogue(), LATER)
    assert lost == ("BEISPIEL_zuweisungen_2026-03.csv",)


def test_without_a_release_nothing_is_guessed(home: Home) -> None:
    for release in home.releases.glob("2*"):
        shutil.rmtree(release)
    home.workshop.write_bytes(b"kein DuckDB")
    with pytest.raises(NothingToRebuildFrom, match="Sicherung zurückholen"):
        rebuild(home, the_catalogue(), LATER)
    assert home.workshop.read_bytes() == b"kein DuckDB"


def test_a_damaged_copy_in_the_archive_is_named_and_replaced_by_the_next_delivery(home: Home) -> None:
    damaged = next(path for path in sorted(home.archive.glob("??/*")) if path.suffix == ".csv")
    content = damaged.read_bytes()
    damaged.write_bytes(content[:-1] + b"?")
    found = [item for item in look_over(home, the_catalogue(), LATER) if item.state != "gut"]
    assert [item.subject for item in found] == ["Archiv"]
    assert "BEISPIEL_" in found[0].seen
    mend_all(home, the_catalogue(), LATER)
    assert wrong(home) == []
    (home.inbox / "BEISPIEL_noch_einmal.csv").write_bytes(content)
    run(home, home.inbox, the_catalogue(), LATER)
    assert damaged.read_bytes() == content
    assert wrong(home) == []


def test_a_clock_before_the_last_release_is_named_and_ids_keep_their_order(home: Home) -> None:
    back = replace(LATER, now=LATER.now - dt.timedelta(days=400), today=LATER.today - dt.timedelta(days=400))
    found = [item.subject for item in look_over(home, the_catalogue(), back) if item.state == "fehler"]
    assert found == ["Uhr"]
    newest = publish.newest_moment(home)
    assert newest == LATER.now.replace(microsecond=0)
    made = publish.new_release_id(home, back.now.replace(tzinfo=dt.UTC))
    assert made == f"{newest + dt.timedelta(seconds=1):%Y-%m-%dT%H%M%SZ}-1"
    assert made > publish.history(home)[-1]
