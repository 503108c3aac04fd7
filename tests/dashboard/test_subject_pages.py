"""The pages on arrival, accommodation, housing and space as trees: their numbers are those of the release."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import component_text as tree
import pytest
import release_fixture as fixture
import subject_release

from dashboard import warehouse
from dashboard.access import access_for
from dashboard.filters import Filter
from dashboard.pages import ankunft, sozialraum, unterbringung, wohnen
from dashboard.visit import Page, Visit

MODULES = {"ankunft": ankunft, "sozialraum": sozialraum, "unterbringung": unterbringung, "wohnen": wohnen}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("home")
    subject_release.publish(made)
    return made


def visit(home: Path) -> Visit:
    access = access_for(fixture.city().rights, "lokal")
    return Visit(home, access, warehouse.snapshot(home, "leitung"), fixture.TODAY)


def rows(page: Page, caption: str) -> Iterator[list[str]]:
    """The rows of the first table with a caption, cell by cell."""
    for found in tree.walk(page.content):
        if type(found).__name__ == "Table" and tree.text(found.children[0]).startswith(caption):
            for row in tree.walk(found.children[2]):
                if type(row).__name__ == "Tr":
                    yield [tree.text(cell) for cell in row.children]
            return
    raise AssertionError(f"keine Tabelle {caption}")


def test_enough_places_and_which_site_has_none_left(home: Path) -> None:
    page = unterbringung.page(visit(home))
    assert "686 von 760 Plätzen sind belegt, 59 sind frei, 15 für Angekündigte vorgesehen." in tree.text(page.content)
    table = list(rows(page, "Plätze je Unterkunft am 31.10.2026"))
    assert table[0][:6] == ["GU 01 Nord", "230", "0", "60", "10", "300"]
    hidden = "g aus Datenschutzgründen nicht gezeigt"
    assert table[1][:6] == ["GU 02 Süd", hidden, "0", hidden, "0", "20"]
    assert table[-1][:6] == ["zusammen", "686", "15", "59", "20", "780"]


def test_who_waits_too_long_minors_first(home: Path) -> None:
    page = unterbringung.page(visit(home))
    said = tree.text(page.content)
    assert "35 Kinder und Jugendliche leben länger als das Ziel in der Unterkunft" in said
    assert "Insgesamt sind es 120 Personen, 20,0 % der Belegung." in said
    table = list(rows(page, "Personen über der Zielzeit"))
    assert [row[1:] for row in table if row[0].startswith("Alle")] == [
        ["unter 6 Jahre", "14"], ["6 bis 17 Jahre", "21"], ["25 bis 44 Jahre", "85"],
    ]  # fmt: skip
    assert ["Mitte", "30"] in [row[1:] for row in table]


def test_the_way_into_own_housing_is_never_added_up(home: Path) -> None:
    page = wohnen.page(visit(home))
    table = {row[0]: row[1:] for row in rows(page, "Weg in die eigene Wohnung")}
    assert table["Kontingent der Stadt"] == ["Bestand am 31.10.2026", "369", "Wohnungen"]
    assert table["Eigener Mietvertrag"][1:] == ["613", "Haushalte"]
    assert table["überführt"] == ["im Okt. 2026", "3", "Haushalte"]
    assert table["direkt in eine private Wohnung"][1:] == ["40", "Personen"]
    assert "3 Haushalte wechselten in einen eigenen Mietvertrag, weniger als ein Jahr zuvor" in tree.text(page.content)


def test_where_the_way_stalls_and_why(home: Path) -> None:
    page = wohnen.page(visit(home))
    said = tree.text(page.content)
    assert "Häufigster genannter Grund: Miete über der Richtlinie" in said
    assert "60 Haushalte wohnen länger als 18 Monate im Kontingent." in said
    assert "Wer 2025 einzog, wechselt später als 2023" in said
    cohort = {row[0]: row[1:] for row in rows(page, "Anteil mit eigenem Mietvertrag")}
    assert cohort["2025 (80 Haushalte)"] == ["10", "12", "g aus Datenschutzgründen nicht gezeigt"]


def test_which_district_carries_how_much(home: Path) -> None:
    page = sozialraum.page(visit(home))
    table = list(rows(page, "Alle 43 Stadtviertel, 30.09.2026"))
    assert table[0] == ["Silberhöhe", "Süd", "13,8", "+1,0"]
    assert ["Tornau", "Nord", *["g aus Datenschutzgründen nicht gezeigt"] * 2] in table
    assert len(table) == 43
    levels = {row[0]: row[1:] for row in rows(page, "Was auf welcher Ebene")}
    assert levels["Untergebrachte je 1.000"] == ["Sept. 2026", "– nichts vorhanden", "– nichts vorhanden", "3", "1"]
    assert not any("Genehmigte" in name for name in levels), "unlisted figures are in no list"


def test_the_map_shows_the_indicator_of_the_address(home: Path) -> None:
    offered = sozialraum.shows(visit(home))
    assert offered == (("dichte_je_1000", "Untergebrachte je 1.000"), ("kontingent_bestand", "Kontingentwohnungen"))
    other = replace(visit(home), filter=Filter(show="kontingent_bestand"))
    said = tree.text(sozialraum.page(other).content)
    assert "Kontingentwohnungen in den 43 Stadtvierteln, 31.10.2026" in said
    assert "Silberhöhe: " not in said


def test_arrivals_quota_and_what_is_counted(home: Path) -> None:
    page = ankunft.page(visit(home))
    said = tree.text(page.content)
    assert "96 Personen kamen in die Stadt, davon " in said
    arrivals = list(rows(page, "Angekommene Personen je Monat"))
    assert arrivals[0][:4] == ["Okt. 2026", "61", "35", "96"]
    quota = list(rows(page, "Erfüllung der Aufnahmequote"))
    assert quota[0] == ["2. Hj. 2026 bis Okt. 2026", "104", "100", "104,0"]
    assert quota[1] == ["1. Hj. 2026", "197", "200", "98,5"]
    counted = {row[0]: row[1:3] for row in rows(page, "Wen wir meinen")}
    assert counted["In Gemeinschaftsunterkünften"] == ["686", "31.10.2026"]
    assert counted["Schutzsuchende"] == ["13.360", "31.12.2023"]


@pytest.mark.parametrize("name", sorted(MODULES))
def test_an_older_release_without_these_figures_says_why(name: str, tmp_path: Path) -> None:
    fixture.publish(tmp_path)
    page = MODULES[name].page(visit(tmp_path))
    said = tree.text(page.content)
    assert "Diese Ausgabe enthält die nötigen Zahlen noch nicht." in said
    assert "None" not in said
