"""Where a number comes from, as an analyst asks: with its parts, target, files and rejected rows."""

from pathlib import Path

import pytest
from small_city import SmallCity, run_city

from etl.explain import NothingToExplain, explain, explain_json, explain_text
from etl.home import Home


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


def test_a_changed_definition_is_found_in_the_release_that_changed_it(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "h")
    text = asked(home, "gu_auslastung")
    assert "Bestimmung zuletzt geändert: seit der ersten Ausgabe nicht" in text
