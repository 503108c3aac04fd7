"""Lagebild, Sprache & Schule and Netzwerk as trees: their numbers are those of the release."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import component_text as tree
import network_release
import pytest
import release_fixture as fixture

from dashboard import warehouse
from dashboard.access import access_for
from dashboard.filters import Filter
from dashboard.pages import lagebild, netzwerk, sprache_schule
from dashboard.visit import Page, Visit

HIDDEN = "g aus Datenschutzgründen nicht gezeigt"
MODULES = {"lagebild": lagebild, "netzwerk": netzwerk, "sprache_schule": sprache_schule}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("home")
    network_release.publish(made)
    return made


def visit(home: Path, **chosen: str) -> Visit:
    access = access_for(fixture.city().rights, "lokal")
    shown = warehouse.snapshot(home, "leitung")
    return Visit(home, access, shown, fixture.TODAY, filter=replace(Filter(), **chosen))  # type: ignore[arg-type]


def rows(page: Page, caption: str) -> Iterator[list[str]]:
    """The rows of the first table with a caption, cell by cell."""
    for found in tree.walk(page.content):
        if type(found).__name__ == "Table" and tree.text(found.children[0]).startswith(caption):
            for row in tree.walk(found.children[2]):
                if type(row).__name__ == "Tr":
                    yield [tree.text(cell).strip() for cell in row.children]
            return
    raise AssertionError(f"keine Tabelle {caption}")


def test_the_lead_says_how_long_the_places_last(home: Path) -> None:
    (lead,) = tree.by_class(lagebild.page(visit(home)).content, "lead")
    assert tree.text(lead).startswith("Die Plätze reichen bis April 2027. ")


def test_what_is_to_be_decided_and_by_when(home: Path) -> None:
    (strip,) = tree.by_class(lagebild.page(visit(home)).content, "decisions")
    items = [tree.text(item) for item in strip.children]
    assert items[0].startswith("bis 30.11.2026 Neue Plätze beschaffen Nach der mittleren Annahme")
    assert items[1].startswith("vor der nächsten Vorlage Eine Kennzahl einordnen Minderjährige über der Zielzeit")
    assert items[2].startswith("fällig seit 31.10.2026 Wohnungen erweitern")
    assert len(items) == 3


def test_every_judged_indicator_stands_in_one_cell_and_opens_its_page(home: Path) -> None:
    seen = visit(home)
    content = lagebild.page(seen).content
    (table,) = tree.by_class(content, "matrix")
    (listed,) = tree.by_class(content, "matrix-list")
    judged = {
        f"/kennzahl/{r.indicator.id}"
        for r in seen.shown.readings
        if r.indicator.listed and r.indicator.field != "kontext"
    }
    for part in (table, listed):
        links = [link.href for link in tree.walk(part) if type(link).__name__ == "A"]
        assert sorted(links) == sorted(judged)
    heads = [tree.text(head) for head in tree.walk(table) if type(head).__name__ == "Th" and head.scope == "col"]
    assert heads[:3] == ["Zielfeld × Prozesskette Arbeitsfassung", "Schritt 1 Aufnahme", "Schritt 2 Unterbringung"]
    empty = tree.by_class(table, "empty")
    assert {tree.text(cell) for cell in empty} == {"– Noch keine Kennzahl"}


def test_a_lens_asks_its_question_and_lets_the_rest_step_back(home: Path) -> None:
    content = lagebild.page(visit(home, lens="abgestimmt")).content
    (asked,) = tree.by_class(content, "lens-question")
    assert tree.text(asked).startswith("Arbeiten die Stellen mit denselben Zielen und Fristen?")
    (table,) = tree.by_class(content, "matrix")
    assert len(tree.by_class(table, "off-lens")) == len(tree.by_class(table, "entry"))
    without = lagebild.page(visit(home)).content
    assert not tree.by_class(without, "lens-question")
    assert not tree.by_class(without, "off-lens")


def test_changed_judgements_and_measures(home: Path) -> None:
    content = lagebild.page(visit(home)).content
    (panel,) = tree.by_class(content, "news")
    assert "Keine Bewertung, kein früherer Wert und keine Definition hat sich geändert." in tree.text(panel)
    page = lagebild.page(visit(home))
    table = list(rows(page, "Offene Maßnahmen"))
    assert table[0] == ["Wohnungen erweitern", "Leitung", "31.10.2026, seit 25 Tagen fällig", "offen"]
    assert table[1][2] == "31.01.2027"


def test_whom_the_language_support_does_not_reach(home: Path) -> None:
    page = sprache_schule.page(visit(home))
    said = tree.text(page.content)
    assert "93 von 150 Kindern mit Sprachförderbedarf erhalten Stunden, die die Stadt bezahlt." in said
    assert "1 Schule mit Bedarf hat keine geförderten Kinder; dort sind 40 Kinder gemeldet." in said
    table = list(rows(page, "Fördermittel je Kind mit Bedarf"))
    assert table[0] == ["Sekundarschule Süd", "0", "40"]
    assert table[-1] == ["Gymnasium West", "x nicht sinnvoll", "0"]
    assert "1 Schule mit Bedarf hat keine Mittel" in said


def test_uptake_is_measured_against_the_school_year(home: Path) -> None:
    page = sprache_schule.page(visit(home))
    table = list(rows(page, "Mittelabruf und Schuljahr"))
    assert table[0] == ["30.06.2026", "33,6", "50", "33.600", "100.000"]
    assert table[1][:3] == ["31.12.2025", "80,0", "100"]
    assert "Der Abruf liegt 16,4 Punkte unter dem abgerechneten Teil des Schuljahres" in tree.text(page.content)


def test_money_and_need_by_borough_and_the_kita_gap(home: Path) -> None:
    page = sprache_schule.page(visit(home))
    assert list(rows(page, "Mittel und Bedarf je Stadtbezirk")) == [["Mitte", "62,5", "53,3"], ["Süd", "37,5", "46,7"]]
    said = tree.text(page.content)
    assert "Damit beides passt, müssten 9,2 % der Mittel an anderer Stelle liegen." in said
    assert list(rows(page, "Kita-Betreuungsquote")) == [["31.03.2026", "80,9", "95,0"]]
    assert "Die Quote nichtdeutscher Kinder liegt 14,1 Punkte unter der deutscher Kinder" in said


def test_who_meets_whom(home: Path) -> None:
    page = netzwerk.page(visit(home))
    said = tree.text(page.content)
    assert "2 von 3 Mitgliedern kamen in zwölf Monaten zu mindestens einem Termin." in said
    assert next(rows(page, "Gemeinsame Organisationen am 30.09.2026")) == ["Arbeit", "Sprache", "6"]
    assert "Arbeit und Sprache sind am engsten verbunden" in said
    assert "Ohne gemeinsames Mitglied: Forum Migration." in said
    meetings = {row[0]: row[1:] for row in rows(page, "Treffen je Themenbereich")}
    assert meetings == {"Arbeit": ["2", "1"], "Sprache": ["1", "2"], "Forum Migration": ["0", "0"]}
    assert "Seit mindestens zwei Quartalen ohne Treffen: Forum Migration." in said


def test_which_organisations_are_silent_and_which_carry_much(home: Path) -> None:
    page = netzwerk.page(visit(home))
    table = list(rows(page, "Besuchte Termine in zwölf Monaten"))
    assert table == [
        ["Saalehaus", "Migrantenorganisationen", "12"], ["Sportverein", "Vereine", "3"],
        ["Gartenland", "Migrantenorganisationen", "0"],
    ]  # fmt: skip
    said = tree.text(page.content)
    assert "1 Mitglied kam in zwölf Monaten zu keinem Termin" in said
    assert "1 Mitglied trägt 80 % aller Teilnahmen (je 9 oder mehr)." in said
    assert "Unter den Mitgliedern ohne Termin: 1 Migrantenorganisation." in said


def test_what_was_agreed_and_what_people_come_with(home: Path) -> None:
    page = netzwerk.page(visit(home))
    assert list(rows(page, "Maßnahmen fristgerecht erledigt")) == [
        ["Arbeit", "3", "1", "33"],
        ["Sprache", "1", "1", "100"],
    ]
    assert "2 von 4 Maßnahmen fristgerecht erledigt" in tree.text(page.content)
    assert list(rows(page, "Themen der Ombudsfälle")) == [["Wohnen", "20"], ["Arbeit", HIDDEN]]


@pytest.mark.parametrize("name", sorted(MODULES))
def test_an_older_release_without_these_figures_says_why(name: str, tmp_path: Path) -> None:
    fixture.publish(tmp_path)
    said = tree.text(MODULES[name].page(visit(tmp_path)).content)
    assert "None" not in said
    wanted = "Diese Ausgabe enthält die nötigen Zahlen noch nicht."
    assert ("Eine Kennzahl einordnen" if name == "lagebild" else wanted) in said
