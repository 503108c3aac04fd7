"""Declared corrections: applied with a reason, once; obsolete or expired ones stop the build and say so."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from small_city import CLOCK, SmallCity, run_city, the_catalogue

from etl import publish
from etl.catalogue.catalogue import Catalogue
from etl.catalogue.correction import Corrections
from etl.catalogue.custody import custody
from etl.home import Home, init
from etl.pipeline import Clock, RunResult, run

CATALOGUE = the_catalogue()
PLACES = {
    "key": {"unterkunft_id": "GU-01", "monat": dt.date(2026, 3, 1)},
    "column": "plaetze_gesperrt",
    "action": "set",
    "expects": 2,
    "value": 5,
    "reason": "Das Dach ist undicht, gemeldet per Mail",
    "since": dt.date(2026, 3, 1),
}


def declared(*corrections: dict[str, Any], source: str = "unterkunft_kapazitaet", **aliases: Any) -> Catalogue:
    given = Corrections.model_validate({"source": source, "corrections": corrections, "aliases": aliases})
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


def test_two_spellings_become_one(tmp_path: Path) -> None:
    home = init(tmp_path / "h")
    first(home, declared(source="unterkuenfte", name={"Haus Zwei": "Haus Eins"}))
    labels = released(home, "select label from meta.member where breakdown = 'unterkunft' and member like 'GU-%'")
    assert labels == [("Haus Eins",), ("Haus Eins",)]
    with duckdb.connect(str(home.workshop), read_only=True) as con:
        assert con.execute("select count(distinct name) from stage.unterkuenfte").fetchone() == (3,)


def test_without_corrections_nothing_changes(tmp_path: Path) -> None:
    home, result = run_city(tmp_path / "h")
    assert result.release_id
    assert released(home, NET) == [(18.0,)]


def sentences(**changed: Any) -> str:
    parts = {
        "city": CATALOGUE.city,
        "sources": CATALOGUE.sources,
        "indicators": CATALOGUE.indicators,
        "corrections": {},
    }
    return " ".join(sentence for _, sentence in custody(**{**parts, **changed}))


def test_the_catalogue_keeps_its_promises() -> None:
    assert sentences() == ""
    people = Corrections.model_validate({"source": "belegungen", "corrections": [{**PLACES, "key": {"pid": "a"}}]})
    assert "Personen lassen sich im Katalog nicht nennen" in sentences(corrections={"belegungen": people})


def test_protected_official_figures_are_never_mixed_with_our_own() -> None:
    indicator = CATALOGUE.indicators["schutzsuchende"]
    mixed = indicator.model_copy(update={"sources": ("schutzsuchende_12531", "belegungen")})
    assert "exact, gerundet gemischt" in sentences(indicators={"schutzsuchende": mixed})


def test_free_text_and_identifiers_are_where_they_may_be() -> None:
    stays = CATALOGUE.sources["belegungen"]
    text = {"headings": ["Notiz"], "type": "text", "meaning": "erfunden", "audience": "leitung"}
    columns = {**stays.model_dump()["columns"], "notiz": text}
    free = stays.model_validate({**stays.model_dump(), "columns": columns})
    assert "freien Text gibt es nur in" in sentences(sources={"belegungen": free})
    other = CATALOGUE.sources["unterkuenfte"]
    named = other.model_validate(
        {**other.model_dump(), "columns": {**other.model_dump()["columns"], "pid": {**text, "audience": None}}}
    )
    assert "unter personal stehen" in sentences(sources={"belegungen": stays, "unterkuenfte": named})
