"""Where a number comes from, as an analyst asks: with its parts, target, files and rejected rows."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from small_city import LATER, SmallCity, run_city, the_catalogue

from etl.core import SQL
from etl.explain import NothingToExplain, deliveries_for, explain, explain_json, explain_text
from etl.home import Home
from etl.pipeline import run

Names = tuple[str, ...]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    stays = (*SmallCity().stays, ("f02", "GU-01", None, "31.02.2026", None, 1990, "m"))
    return run_city(tmp_path_factory.mktemp("explain") / "h", SmallCity(stays=stays))[0]


def asked(home: Home, *words: str | None) -> str:
    current = (home.releases / "CURRENT").read_text().strip()
    return explain_text(explain(home.releases, current, "leitung", *words))  # type: ignore[arg-type]


def test_a_ratio_is_shown_with_its_numbers(home: Home) -> None:
    text = asked(home, "gu_auslastung")
    assert "Zeitraum 2026-03, Ausgabe" in text
    assert "gu_belegung 19 / gu_plaetze_netto 28 × 100 = 67,9 %" in text
    assert "beobachten; Zielkorridor 70 bis 85 seit 01.01.2014" in text
    assert "wechselt erst 0,5 jenseits der Grenze" in text
    assert "BEISPIEL_kapazitaet_2026-03.csv  Stand 31.03.2026  3 von 3 Zeilen  sha256 " in text
    assert "BEISPIEL_belegungen.csv  Stand 31.03.2026  34 von 35 Zeilen" in text
    assert "BEISPIEL_belegungen.csv: 1 × Datum gibt es nicht" in text


def test_a_member_and_a_period_can_be_asked_for(home: Home) -> None:
    assert "gu_belegung 7 / gu_plaetze_netto 10 × 100 = 70,0 %" in asked(home, "gu_auslastung", "2026-03", "GU-02")
    assert "Wert: 25 Personen" in asked(home, "gu_belegung", "2026-01")


def test_withheld_waiting_and_context_are_said(home: Home) -> None:
    assert "Zeichen g" in asked(home, "gu_belegung", "2026-03", "6bis17")
    assert "Zeichen …" in asked(home, "einwohner")
    assert "Kontext, ohne Bewertung" in asked(home, "gu_belegung")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("gu_leer",), "gibt es nicht. Vorhanden:"),
        (("gu_belegung", "2019-01"), "der jüngste ist 2026-03"),
        (("gu_belegung", None, "GU-99"), "keine Ausprägung „GU-99“"),
    ],
)
def test_what_there_is_not_is_said(home: Home, words: tuple[str | None, ...], sentence: str) -> None:
    with pytest.raises(NothingToExplain, match=sentence):
        asked(home, *words)


def test_the_record_says_the_same(home: Home) -> None:
    current = (home.releases / "CURRENT").read_text().strip()
    record = explain_json(explain(home.releases, current, "leitung", "gu_auslastung"))
    assert record["value"]["numerator"] == 19
    assert {load["source_id"] for load in record["deliveries"]} == {"belegungen", "unterkunft_kapazitaet"}
    assert record["indicator"]["formula"]["of"] == "gu_belegung"
    assert record["threshold"]["decided_by"]


def test_sources_that_only_help_are_named_as_well(home: Home) -> None:
    assert "Mitgelesen aus unterkuenfte (1), zuletzt BEISPIEL_unterkuenfte.csv  Stand 31.03.2026" in asked(
        home, "gu_belegung"
    )
    assert "nach stichtag, wo unterkunftsart = 'gu', ergibt 19 Personen" in asked(home, "gu_belegung")


@pytest.mark.slow
def test_rows_of_a_list_that_was_replaced_can_change_nothing(tmp_path: Path) -> None:
    good = SmallCity()
    bad = replace(good, stays=(*good.stays, ("f02", "GU-01", None, "31.02.2026", None, 1990, "m")))
    home, _ = run_city(tmp_path / "h", bad)
    replace(good, stand="30.06.2026").write(home.inbox)
    # The list of March stays where it was delivered.
    bad.write(tmp_path / "alt")
    (tmp_path / "alt" / "BEISPIEL_belegungen.csv").rename(home.inbox / "BEISPIEL_belegungen_maerz.csv")
    assert run(home, home.inbox, the_catalogue(), LATER, accept="Test").release_id
    current = (home.releases / "CURRENT").read_text().strip()
    found = {
        mode: explain(home.releases, current, "leitung", "gu_belegung", "2026-03", None, mode)
        for mode in ((), ("belegungen", "unterkuenfte"))
    }
    assert [len(one.rejections) for one in found.values()] == [1, 0]


@pytest.mark.parametrize(
    ("snapshots", "own", "expected"),
    [((), (), ["nah", "neu"]), (("plaetze",), (), ["neu"]), ((), ("alt",), ["alt", "nah", "neu"])],
)
def test_deliveries_that_can_be_in_a_value(snapshots: Names, own: Names, expected: list[str]) -> None:
    with duckdb.connect() as con:
        con.execute((SQL / "schema" / "10_meta.sql").read_text(encoding="utf-8"))
        for load_id, stand in (("alt", "2024-09-30"), ("nah", "2024-10-31"), ("neu", "2026-12-31")):
            con.execute(
                "insert into meta.load_report values (?, 'plaetze', ?, '', '2026-12-31', ?, 1, 1, 0, 0, 'uebernommen')",
                [load_id, f"{load_id}.csv", stand],
            )
        found = deliveries_for(con, ["plaetze"], "2026-10", snapshots, own)
    assert [load["load_id"] for load in found] == expected


def test_a_changed_definition_is_found_in_the_release_that_changed_it(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "h")
    text = asked(home, "gu_auslastung")
    assert "Bestimmung zuletzt geändert: seit der ersten Ausgabe nicht" in text
