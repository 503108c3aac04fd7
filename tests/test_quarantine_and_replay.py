"""Rejected rows go out as a workbook and come back; the archive read again gives the same workshop."""

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import duckdb
from python_calamine import CalamineWorkbook
from small_city import CAPACITY, CLOCK, LATER, STAYS, SmallCity, run_city, sheet, the_catalogue

from etl import publish
from etl.home import Home, init
from etl.pipeline import Clock, RunResult, run
from etl.replay import replay
from etl.xlsx import Sheet, write_xlsx

CATALOGUE = the_catalogue()
BROKEN = ("GEHEIM-77", "GU-01", None, "31.02.2026", None, 1990, "m")


def later(days: int) -> Clock:
    return Clock(CLOCK.today + dt.timedelta(days=days), CLOCK.now + dt.timedelta(days=days))


def again(home: Home, days: int = 1) -> RunResult:
    return run(home, home.inbox, CATALOGUE, later(days))


def sent_back(home: Home, change: dict[str, str]) -> Path:
    """What an office does: open the one workbook with rejected rows, replace some cells, put it into the inbox."""
    (file,) = home.quarantine.glob("*.xlsx")
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    cells = [[change.get(str(cell), str(cell)) or None for cell in row] for row in rows]
    target = home.inbox / "berichtigt.xlsx"
    target.write_bytes(write_xlsx([Sheet("Zurückgewiesen", cells)]))
    return target


def workshop(home: Home, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home.workshop), read_only=True) as con:
        return con.execute(sql).fetchall()


def occupancy(home: Home) -> float | None:
    sql = "select value from mart.value where indicator_id = 'gu_belegung' and period = '2026-03' and dim1 is null"
    with duckdb.connect(str(home.releases / str(publish.current(home)) / "leitung.duckdb"), read_only=True) as con:
        return con.execute(sql).fetchall()[0][0]


def by_file(result: RunResult, start: str) -> tuple[str | None, int, int, int]:
    report = next(item.report for item in result.loaded if item.report.file.startswith(start))
    return report.reason or report.outcome, report.rows_accepted, report.rows_rejected, report.rows_duplicate


def test_a_corrected_row_is_added_to_its_list_and_replaces_nothing(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "h", SmallCity(stays=(*SmallCity().stays, BROKEN)))
    assert occupancy(home) == 19
    sent_back(home, {"31.02.2026": "28.02.2026"})
    result = again(home)
    assert by_file(result, "berichtigt.xlsx [Zurückgewiesen]") == ("uebernommen", 1, 0, 0)
    assert occupancy(home) == 19, "eine Berichtigung eines veröffentlichten Monats wartet auf das nächste Quartal"
    assert run(home, home.inbox, CATALOGUE, LATER, rebuild=True).release_id
    assert occupancy(home) == 20
    assert run(home, home.inbox, CATALOGUE, LATER).release_id is None


def test_rows_that_are_still_wrong_go_back_again(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "h", SmallCity(stays=(*SmallCity().stays, BROKEN)))
    sent_back(home, {"31.02.2026": "30.02.2026"})
    assert by_file(again(home), "berichtigt") == ("uebernommen", 0, 1, 0)
    assert len(list(home.quarantine.glob("*.xlsx"))) == 2
    assert occupancy(home) == 19


def test_corrected_rows_of_a_list_that_was_replaced_or_never_taken_are_refused(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "h", SmallCity(stays=(*SmallCity().stays, BROKEN)))
    target = sent_back(home, {"31.02.2026": "28.02.2026"})
    content = target.read_bytes()
    target.unlink()
    SmallCity().write(home.inbox, stays=SmallCity().stays[:-1])
    again(home)
    target.write_bytes(content)
    assert by_file(again(home, 2), "berichtigt")[0] == "nachlieferung_ueberholt"
    other, _ = run_city(tmp_path / "anderswo")
    (other.inbox / "berichtigt.xlsx").write_bytes(content)
    assert by_file(again(other), "berichtigt")[0] == "nachlieferung_unbekannt"


def test_no_dropped_column_is_in_the_workbook_and_no_cell_is_a_formula(tmp_path: Path) -> None:
    home = init(tmp_path / "h")
    SmallCity().write(home.inbox)
    rows = [(*row, "Herr Geheim") for row in (*SmallCity().stays, ("=1+1", *BROKEN[1:]))]
    content = sheet("Belegung", "31.03.2026", (*STAYS, "Bemerkung"), rows)
    (home.inbox / "BEISPIEL_belegungen.csv").write_bytes(content)
    run(home, home.inbox, CATALOGUE, CLOCK)
    (file,) = home.quarantine.glob("*.xlsx")
    with zipfile.ZipFile(file) as package:
        text = package.read("xl/worksheets/sheet1.xml").decode()
    assert "Geheim" not in text
    assert "<f>" not in text
    assert "=1+1" in text


def state(home: Home) -> list[Any]:
    tables = [row[0] for row in workshop(home, "select table_name from duckdb_tables() where schema_name = 'stage'")]
    rows = [(table, sorted(map(str, workshop(home, f"select * from stage.{table}")))) for table in sorted(tables)]
    return [rows, sorted(map(str, workshop(home, "select * from meta.load")))]


def test_the_archive_read_again_gives_the_same_workshop_and_figures(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "h", SmallCity(stays=(*SmallCity().stays, BROKEN)))
    sent_back(home, {"31.02.2026": "28.02.2026"})
    rows = [("GU-01", "03/2026", 30, 2, "in Betrieb")]
    (tmp_path / "k.csv").write_bytes(sheet("Kapazitäten", "31.03.2026", CAPACITY, rows))
    with zipfile.ZipFile(home.inbox / "BEISPIEL_a.zip", "w") as package:
        package.write(tmp_path / "k.csv", "BEISPIEL_k.csv")
    assert by_file(again(home), "BEISPIEL_a.zip/BEISPIEL_k.csv")[0] == "uebernommen"
    before, number = state(home), occupancy(home)
    result = replay(home, CATALOGUE, later(2))
    assert result.release_id is not None
    assert (state(home), occupancy(home)) == (before, number)
    assert sorted(path.name for path in home.root.glob("*.duckdb")) == ["workshop.duckdb"]


def test_what_was_purged_from_the_archive_keeps_its_rows(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "h")
    before = state(home)
    for path in home.archive.rglob("*.csv"):
        path.unlink()
    assert replay(home, CATALOGUE, later(1)).impossible == ()
    assert state(home) == before


def test_identifiers_are_hashes_with_the_key_of_the_home_alone(tmp_path: Path) -> None:
    stays = (("PERSON-4711-GEHEIM", *SmallCity().stays[0][1:]), *SmallCity().stays)
    first, _ = run_city(tmp_path / "a", SmallCity(stays=stays))
    second, _ = run_city(tmp_path / "b")
    pids = [{row[0] for row in workshop(home, "select pid from stage.belegungen")} for home in (first, second)]
    assert all(len(pid) == 24 and int(pid, 16) >= 0 for pid in pids[0])
    assert len(pids[0]) == len({row[0] for row in stays})
    assert not pids[0] & pids[1]
    assert b"4711-GEHEIM" not in first.workshop.read_bytes()
