"""A run as a whole: no row is lost, the same file twice changes nothing, what is refused leaves the last good data."""

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import pytest
from python_calamine import CalamineWorkbook
from small_city import CAPACITY, CLOCK, STAYS, SmallCity, run_city, sheet, the_catalogue

from etl import publish
from etl.home import Home, HomeBusy, init, locked
from etl.pipeline import Clock, RunResult, run

CATALOGUE = the_catalogue()
NEXT_QUARTER = 90


def later(days: int) -> Clock:
    return Clock(CLOCK.today + dt.timedelta(days=days), CLOCK.now + dt.timedelta(days=days))


def again(home: Home, days: int = 1) -> RunResult:
    return run(home, home.inbox, CATALOGUE, later(days), accept="im Test gewollt")


def query(home: Home, sql: str, audience: str = "leitung") -> list[tuple[Any, ...]]:
    current = publish.current(home)
    assert current is not None
    with duckdb.connect(str(home.releases / current / f"{audience}.duckdb"), read_only=True) as con:
        return con.execute(sql).fetchall()


def occupancy(home: Home) -> float | None:
    sql = "select value from mart.value where indicator_id = 'gu_belegung' and period = '2026-03' and dim1 is null"
    return query(home, sql)[0][0]


def outcomes(result: RunResult) -> dict[str, str]:
    return {item.report.file: item.report.reason or item.report.outcome for item in result.loaded}


def test_read_is_accepted_and_rejected_and_duplicate(tmp_path: Path) -> None:
    stays = (
        *SmallCity().stays,
        ("a00", "GU-01", None, "10.01.2026", None, 1990, "m"),
        ("f01", "GU-77", None, "10.01.2026", None, 1990, "m"),
        ("f02", "GU-01", None, "31.02.2026", None, 1990, "m"),
        ("f03", "GU-01", "W 3", "10.01.2026", None, 1990, "m"),
    )
    home, result = run_city(tmp_path / "h", SmallCity(stays=stays))
    report = next(item.report for item in result.loaded if item.report.source_id == "belegungen")
    assert (report.rows_read, report.rows_accepted, report.rows_rejected, report.rows_duplicate) == (38, 34, 3, 1)
    rejected = query(home, "select row_number, column_name, rule from meta.rejection order by row_number")
    assert [row[2] for row in rejected] == ["verweis_unbekannt", "datum_unmoeglich", "nicht_genau_eines"]
    assert [row[0] for row in rejected] == [40, 41, 42]
    for item in result.loaded:
        r = item.report
        assert r.rows_read == r.rows_accepted + r.rows_rejected + r.rows_duplicate


def test_the_quarantine_holds_the_cells_and_a_sentence_and_the_release_does_not(tmp_path: Path) -> None:
    stays = (*SmallCity().stays, ("GEHEIM-77", "GU-01", None, "31.02.2026", None, 1990, "m"))
    home, _ = run_city(tmp_path / "h", SmallCity(stays=stays))
    (file,) = home.quarantine.glob("*.xlsx")
    cells = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    text = "\n".join(str(cell) for row in cells for cell in row)
    assert "GEHEIM-77" in text
    assert "Das Datum in der Spalte „Einzug“ gibt es im Kalender nicht. Tag und Monat prüfen." in text
    assert file.stat().st_mode & 0o077 == 0
    for path in (home.releases / str(publish.current(home))).iterdir():
        assert b"GEHEIM-77" not in path.read_bytes()


def test_the_same_files_again_change_nothing(tmp_path: Path) -> None:
    home, first = run_city(tmp_path / "h")
    second = again(home)
    assert second.release_id is None
    assert second.current == first.release_id
    assert set(outcomes(second).values()) == {"bekannt"}
    assert publish.history(home) == (first.release_id,)


def test_the_same_content_under_another_name_changes_nothing(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "h")
    (home.inbox / "BEISPIEL_kopie.csv").write_bytes((home.inbox / "BEISPIEL_belegungen.csv").read_bytes())
    assert again(home).release_id is None


def test_a_new_snapshot_replaces_the_old_and_the_change_is_named(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "h")
    SmallCity().write(home.inbox, stays=SmallCity().stays[:-12])
    assert again(home, NEXT_QUARTER).release_id
    assert occupancy(home) == 19
    january = query(
        home,
        "select value, sign from mart.value where indicator_id = 'gu_belegung' and period = '2026-01' and dim1 is null",
    )
    assert january == [(13.0, "r")]
    changes = query(
        home, "select kind, period, old, new from meta.change where indicator_id = 'gu_belegung' order by period"
    )
    assert ("correction", "2026-01", "25", "13") in changes


def test_an_increment_replaces_rows_with_the_same_key_only(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "h")
    rows = [("GU-01", "03/2026", 30, 2, "in Betrieb")]
    (home.inbox / "BEISPIEL_korrektur.csv").write_bytes(sheet("Kapazitäten", "31.03.2026", CAPACITY, rows))
    assert again(home).release_id
    where = "indicator_id = 'gu_plaetze_netto' and dim1 = 'unterkunft'"
    sql = f"select member1, value from mart.value where {where} order by 1"
    assert query(home, sql) == [("GU-01", 28.0), ("GU-02", 10.0)]


def stays_with(**changed: Any) -> bytes:
    stand = changed.pop("stand", "31.03.2026")
    headings = changed.pop("headings", STAYS)
    rows = changed.pop("rows", SmallCity().stays)
    return sheet("Belegung", stand, headings, rows)


BROKEN: dict[str, tuple[bytes, str]] = {
    "spalte": (stays_with(headings=("Pseudonym", "Objekt", "WE-Nr.", "Ankunft", *STAYS[4:])), "pflichtspalte_fehlt"),
    "veraltet": (stays_with(stand="28.02.2026"), "stand_veraltet"),
    "zukunft": (stays_with(stand="30.04.2027"), "stand_in_zukunft"),
    "ohne_stand": (stays_with().replace(b"Stand:", b"Seite:"), "stand_fehlt"),
    "stand_unlesbar": (stays_with(stand="unbekannt"), "stand_unlesbar"),
    "monat": (sheet("K", "31.03.2026", CAPACITY, [("GU-01", "01/2026", 20, 2, "in Betrieb")]), "falscher_monat"),
    "viele": (
        stays_with(rows=[(*row[:3], "32.13.2026", *row[4:]) for row in SmallCity().stays]),
        "zu_viele_zurueckweisungen",
    ),
    "leer": (b"", "datei_leer"),
    "nichts": (stays_with(rows=()), "keine_zeilen"),
    "bild": (bytes(range(256)) * 40, "datei_unlesbar"),
    "fremd": (sheet("Speiseplan", "31.03.2026", ("Tag", "Gericht"), [("Mo", "Suppe")]), "keine_tabelle"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_refused_as_a_whole_leaves_the_last_good_data(tmp_path: Path, name: str) -> None:
    home, first = run_city(tmp_path / "h")
    content, reason = BROKEN[name]
    (home.inbox / f"BEISPIEL_{name}.csv").write_bytes(content)
    second = again(home)
    assert outcomes(second)[f"BEISPIEL_{name}.csv"] == reason
    refused = next(item.report for item in second.loaded if item.report.file == f"BEISPIEL_{name}.csv")
    assert refused.detail
    assert "{" not in refused.detail
    assert refused.rows_accepted == 0
    assert (second.release_id, second.current, second.impossible) == (None, first.release_id, ())
    assert occupancy(home) == 19


def test_real_and_example_data_never_mix(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "h")
    real = stays_with().replace("BEISPIEL – ".encode("cp1252"), b"").replace(b"a00", b"a99")
    (home.inbox / "belegungen.csv").write_bytes(real)
    assert outcomes(again(home))["belegungen.csv"] == "beispiel_gemischt"
    other = init(tmp_path / "echt")
    for path in home.inbox.iterdir():
        content = path.read_bytes().replace("BEISPIEL – ".encode("cp1252"), b"")
        (other.inbox / path.name.removeprefix("BEISPIEL_")).write_bytes(content)
    assert run(other, other.inbox, CATALOGUE, CLOCK).release_id
    (other.inbox / "BEISPIEL_neu.csv").write_bytes(stays_with(rows=SmallCity().stays[:20]))
    assert outcomes(run(other, other.inbox, CATALOGUE, later(1)))["BEISPIEL_neu.csv"] == "beispiel_gemischt"
    assert query(other, "select example from meta.release") == [(False,)]
    assert query(home, "select example from meta.release") == [(True,)]


def test_a_source_never_delivered_is_named_and_stops_nothing(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "h")
    assert query(home, "select value, sign, period from mart.value where indicator_id = 'einwohner'") == [
        (None, "…", "2026-03")
    ]
    assert query(home, "select missing_sources from meta.indicator where id = 'einwohner'") == [(["einwohner_12411"],)]
    assert query(home, "select data_as_of from meta.source where id = 'einwohner_12411'") == [(None,)]
    assert query(home, "select missing_sources from meta.indicator where id = 'gu_auslastung'") == [([],)]


def test_a_list_that_others_refer_to_must_come_first(tmp_path: Path) -> None:
    home = init(tmp_path / "h")
    SmallCity().write(home.inbox)
    (home.inbox / "BEISPIEL_unterkuenfte.csv").rename(tmp_path / "BEISPIEL_unterkuenfte.csv")
    first = run(home, home.inbox, CATALOGUE, CLOCK)
    assert outcomes(first)["BEISPIEL_belegungen.csv"] == "verweisliste_fehlt"
    (tmp_path / "BEISPIEL_unterkuenfte.csv").rename(home.inbox / "BEISPIEL_unterkuenfte.csv")
    assert set(outcomes(again(home)).values()) == {"uebernommen"}
    assert occupancy(home) == 19


def test_without_any_delivery_no_release_is_possible(tmp_path: Path) -> None:
    home = init(tmp_path / "h")
    result = run(home, home.inbox, CATALOGUE, CLOCK)
    assert (result.release_id, result.current) == (None, None)
    assert result.impossible == ("Es liegt noch keine übernommene Lieferung vor.",)


def test_the_inbox_is_only_read_and_the_archive_holds_every_byte(tmp_path: Path) -> None:
    home, result = run_city(tmp_path / "h")
    for item in result.loaded:
        original = (home.inbox / item.report.file).read_bytes()
        (copy,) = (path for path in home.archive.rglob(f"{item.report.sha256}*"))
        assert copy.read_bytes() == original
        assert copy.stat().st_mode & 0o077 == 0
    assert len(list(home.inbox.iterdir())) == 4


def test_subfolders_and_hidden_files_of_the_inbox_are_not_read(tmp_path: Path) -> None:
    home = init(tmp_path / "h")
    SmallCity().write(home.inbox)
    SmallCity().write(home.inbox / "fehlerhaft")
    (home.inbox / ".DS_Store").write_bytes(b"x")
    assert len(run(home, home.inbox, CATALOGUE, CLOCK).loaded) == 4


def test_a_second_run_at_the_same_time_is_told(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "h")
    with locked(home), pytest.raises(HomeBusy, match="anderer Lauf"):
        again(home)


def test_equal_deliveries_give_equal_tables(tmp_path: Path) -> None:
    one, _ = run_city(tmp_path / "a")
    two, _ = run_city(tmp_path / "b")
    for audience in ("leitung", "rat"):
        for table in ("mart.cells", "mart.value", "meta.indicator", "meta.member", "meta.document", "meta.release"):
            assert query(one, f"select * from {table}", audience) == query(two, f"select * from {table}", audience)


def test_rollback_goes_back_and_forgets_nothing(tmp_path: Path) -> None:
    home, first = run_city(tmp_path / "h")
    SmallCity().write(home.inbox, stays=SmallCity().stays[:-12])
    second = again(home)
    assert publish.rollback(home, None) == first.release_id
    assert publish.current(home) == first.release_id
    assert publish.history(home) == (first.release_id, second.release_id, first.release_id)
    assert again(home, 2).release_id is None, "nach dem Zurückgehen wird nichts von selbst neu veröffentlicht"
    assert publish.rollback(home, second.release_id) == second.release_id
    with pytest.raises(publish.NoSuchRelease, match="gibt es nicht"):
        publish.rollback(home, "2020-01-01T000000Z-1")
