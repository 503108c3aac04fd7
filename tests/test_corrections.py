"""Declared corrections: applied with a reason, once; obsolete or expired ones stop the build and say so."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import given_corrections
import pytest
from small_city import CLOCK, SmallCity, run_city, the_catalogue

from etl import publish
from etl.catalogue.catalogue import Catalogue
from etl.catalogue.correction import Corrections
from etl.home import Home, init
from etl.pipeline import Clock, RunResult, run

CATALOGUE = the_catalogue()
PLACES = {**given_corrections.PLACES, "files": "BEISPIEL_kapazitaet*"}
TWIN = {**given_corrections.TWIN, "files": "BEISPIEL_unterkuenfte*"}


def declared(*corrections: dict[str, Any], source: str = "unterkunft_kapazitaet") -> Catalogue:
    given = Corrections.model_validate({"source": source, "corrections": corrections})
    return replace(CATALOGUE, corrections={source: given}, hash=f"{CATALOGUE.hash}-{given.model_dump_json()}")


def first(home: Home, catalogue: Catalogue, days: int = 0, **changed: Any) -> RunResult:
    SmallCity().write(home.inbox, **changed)
    clock = Clock(CLOCK.today + dt.timedelta(days=days), CLOCK.now + dt.timedelta(days=days))
    return run(home, home.inbox, catalogue, clock)


def released(home: Home, sql: str) -> list[tuple[Any, ...]]:
    path = home.releases / str(publish.current(home)) / "leitung.duckdb"
    with duckdb.connect(str(path), read_only=True) as con:
        return con.execute(sql).fetchall()


NET = (
    "select value from mart.value where indicator_id = 'gu_plaetze_netto' and member1 = 'GU-01' and period = '2026-03'"
)


def test_a_correction_changes_the_figure_and_is_named_without_any_value(tmp_path: Path) -> None:
    home = init(tmp_path / "h")
    assert first(home, declared(PLACES)).release_id
    assert released(home, NET) == [(15.0,)]
    (change,) = released(home, "select old, new, reason from meta.change where reason like '%undicht%'")
    assert change[:2] == (None, None)
    capacity = (*SmallCity().capacity, ("GU-02", "02/2026", 10, 0, "in Betrieb"))
    assert first(home, declared(PLACES), 1, capacity=capacity).impossible == ()
    assert released(home, NET) == [(15.0,)], "die Berichtigung gilt auch im nächsten Lauf"


def test_a_row_can_be_taken_out(tmp_path: Path) -> None:
    home = init(tmp_path / "h")
    drop = {**PLACES, "action": "drop", "value": None}
    assert first(home, declared(drop)).release_id
    assert released(home, NET) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"expects": 3}, "findet den erwarteten falschen Wert nicht mehr"),
        ({"key": {"unterkunft_id": "GU-77", "monat": dt.date(2026, 3, 1)}}, "findet den erwarteten falschen Wert"),
        ({"until": dt.date(2026, 3, 31)}, "galt bis 31.03.2026"),
    ],
)
def test_an_obsolete_or_expired_correction_stops_the_build_by_name(
    tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    result = first(init(tmp_path / "h"), declared({**PLACES, **change}))
    assert result.release_id is None
    assert words in result.impossible[0]
    assert "Dach ist undicht" in result.impossible[0]


def test_when_the_office_repairs_its_list_the_correction_is_obsolete(tmp_path: Path) -> None:
    home = init(tmp_path / "h")
    first(home, declared(PLACES))
    repaired = (("GU-01", "03/2026", 20, 5, "in Betrieb"), *SmallCity().capacity[1:])
    assert "nicht mehr" in first(home, declared(PLACES), 1, capacity=repaired).impossible[0]


def test_a_correction_taken_back_leaves_no_trace(tmp_path: Path) -> None:
    home = init(tmp_path / "h")
    first(home, declared(PLACES))
    assert first(home, CATALOGUE, 1).release_id
    assert released(home, NET) == [(18.0,)]


def test_two_spellings_become_one_also_where_others_refer_to_them(tmp_path: Path) -> None:
    """GU-02 is GU-01 by a second number: its places go, its stays and arrivals are those of GU-01."""
    home = init(tmp_path / "h")
    assert first(home, declared(TWIN, source="unterkuenfte")).release_id
    labels = released(home, "select label from meta.member where breakdown = 'unterkunft' and member like 'GU-%'")
    assert labels == [("Haus Eins",)], "die Zeile, die schon richtig geschrieben war, bleibt"
    assert released(home, NET.replace("= 'GU-01'", "is null")) == [(18.0,)]
    with duckdb.connect(str(home.workshop), read_only=True) as con:
        assert con.execute("select count(*) from core.belegung where unterkunft = 'GU-02'").fetchone() == (0,)
        assert con.execute("select count(*) from stage.belegungen where unterkunft_id = 'GU-02'").fetchone() == (7,)
    assert released(home, "select reason from meta.change where reason like '%zweite Nummer%'") != []


def test_a_spelling_that_is_no_longer_delivered_stops_the_build(tmp_path: Path) -> None:
    """The list itself and every list that refers to it must have lost the spelling."""
    city, home, catalogue = SmallCity(), init(tmp_path / "h"), declared(TWIN, source="unterkuenfte")
    repaired = {"capacity": city.capacity[::2], "arrivals": (*city.arrivals[:3], city.arrivals[4])}
    assert first(home, catalogue, **repaired).release_id
    repaired["stays"] = tuple(row for row in city.stays if row[1] != "GU-02")
    assert first(home, catalogue, 1, **repaired).release_id, "eine der Listen schreibt noch so"
    repaired["sites"] = tuple(row for row in city.sites if row[0] != "GU-02")
    result = first(home, catalogue, 2, **repaired)
    assert result.release_id is None
    assert "findet die zweite Schreibweise nicht mehr" in result.impossible[0]
    assert "corrections/unterkuenfte.yaml löschen" in result.impossible[0]


@pytest.mark.parametrize(
    "change",
    [{"files": None}, {"files": "BEISPIEL_Kapazitaet_2031*"}, {"since": dt.date(2026, 4, 1)}],
    ids=["echte Lieferungen", "andere Datei", "späterer Stand"],
)
def test_a_correction_is_in_force_only_for_the_deliveries_it_speaks_about(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    """Even one that would be obsolete: who copies the catalogue is not stopped by what is declared for the example."""
    home = init(tmp_path / "h")
    assert first(home, declared({**PLACES, "expects": 3, **change})).release_id
    assert released(home, NET) == [(18.0,)]


def test_a_correction_without_files_speaks_about_real_deliveries(tmp_path: Path) -> None:
    home = init(tmp_path / "h")
    SmallCity().write(home.inbox)
    for path in home.inbox.iterdir():
        path.write_bytes(path.read_bytes().replace("BEISPIEL – ".encode("cp1252"), b""))
        path.rename(path.with_name(path.name.removeprefix("BEISPIEL_")))
    real = declared({key: value for key, value in PLACES.items() if key != "files"})
    assert run(home, home.inbox, real, CLOCK).release_id
    assert released(home, NET) == [(15.0,)]


def test_without_corrections_nothing_changes(tmp_path: Path) -> None:
    home, result = run_city(tmp_path / "h")
    assert result.release_id
    assert released(home, NET) == [(18.0,)]
