"""Components as trees: every state has its form, word and sentence, and no figure is invented."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
import release_fixture as fixture
from component_text import by_class, text, walk
from reading_builder import reading

from dashboard import warehouse
from dashboard.access import Access
from dashboard.components import notice
from dashboard.components.card import card
from dashboard.components.deliveries import completeness, deliveries_table, state
from dashboard.components.drawing import Drawing
from dashboard.components.hint import hint
from dashboard.components.profile import profile
from dashboard.components.status import pill
from dashboard.pages import daten, kennzahl, lagebild
from dashboard.records import Snapshot, SourceState
from dashboard.visit import Visit
from etl.catalogue.access import Audience

TODAY = fixture.TODAY


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    fixture.publish(folder)
    return folder


@pytest.fixture(scope="module")
def shown(home: Path) -> Snapshot:
    return warehouse.snapshot(home, "leitung")


def visit(home: Path, shown: Snapshot, *, rights: tuple[str, ...] = (), argument: str = "") -> Visit:
    access = Access("probe", "Probe", Audience(id=shown.info.audience, title="Probe", k=3), frozenset(rights))  # type: ignore[arg-type]
    return Visit(home, access, shown, TODAY, argument)


def card_text(shown: Snapshot, name: str, today: dt.date = TODAY) -> str:
    found = shown.reading(name)
    assert found is not None
    return text(card(found, shown, today))


def test_a_card_says_value_judgement_change_target_basis_day_and_source_in_this_order(shown: Snapshot) -> None:
    said = card_text(shown, "gu_auslastung")
    parts = ["Auslastungsgrad", "90,3", "%", ", vorläufig", "beobachten", "0,2 Punkte weniger", "als im September"]
    parts += ["Zielkorridor 70 bis 85 %", "686 von 760", "31.10.2026", "Quelle: Umzugs- und Betreuungsmanagement"]
    positions = [said.index(part) for part in parts]
    assert positions == sorted(positions)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nachtunterkunft", "– nichts vorhanden"),
        ("wohnungsbedarf", "zu wenige Personen"),
        ("bereitstellung", "x nicht sinnvoll"),
        ("budget", "Die Lieferung „Haushaltsauszug“ liegt noch nicht vor."),
    ],
)
def test_a_card_without_value_says_why_and_draws_nothing(shown: Snapshot, name: str, words: str) -> None:
    found = shown.reading(name)
    assert found is not None
    made = card(found, shown, TODAY)
    assert words in text(made)
    assert "ohne Wert" in text(made)
    assert not [d for d in walk(made) if isinstance(d, Drawing) and "spark" in d.root[1]["class"]]


def test_a_withheld_card_offers_the_last_value_there_was(shown: Snapshot) -> None:
    assert "Zuletzt 12 Personen, Stand 30.09.2026." in card_text(shown, "wohnungsbedarf")


def test_a_stale_value_keeps_its_figure_and_loses_its_light(shown: Snapshot) -> None:
    late = card_text(shown, "gu_auslastung", dt.date(2027, 3, 1))
    assert "90,3" in late
    assert "veraltet" in late
    assert "beobachten" not in late


@pytest.mark.parametrize("name", ["act", "watch", "on_track", "none", "stale", "missing"])
def test_every_judgement_has_a_word_and_a_form_of_its_own(name: str) -> None:
    made = pill(name)  # type: ignore[arg-type]
    forms = {str(pill(other).children[0].root) for other in ("act", "watch", "on_track", "none", "stale", "missing")}  # type: ignore[arg-type,union-attr]
    assert made is not None
    assert text(made).strip()
    assert len(forms) == 6


def test_context_has_no_judgement(home: Path, shown: Snapshot) -> None:
    assert pill("context") is None
    (strip,) = by_class(lagebild.page(visit(home, shown)).content, "context")
    assert not by_class(strip, "pill")
    said = text(strip)
    assert "Bruch 12/2024: Neue Zensusbasis: ab 2024 auf Basis des Zensus 2022." in said
    assert "auf 5 gerundet" in said
    assert "rund 250 mehr" in said
    assert "veraltet, neuere Zahlen stehen aus" in said


def test_the_page_tallies_what_its_matrix_shows(home: Path, shown: Snapshot) -> None:
    content = lagebild.page(visit(home, shown)).content
    (tally,) = by_class(content, "tally")
    assert text(tally) == "1 handeln 1 beobachten 1 im Zielkorridor 1 ohne Schwelle 4 ohne Wert"
    (table,) = by_class(content, "matrix")
    entries = by_class(table, "entry")
    assert len(entries) == 8
    forms = [
        (by_class(entry, "tone-act"), by_class(entry, "tone-watch"), by_class(entry, "tone-ok")) for entry in entries
    ]
    assert [sum(bool(kind) for kind in column) for column in zip(*forms, strict=True)] == [1, 1, 1]
    assert len(by_class(content, "card")) == 2, "only the guiding indicators have a card"
    assert "8 Kennzahlen, davon 4 mit Schwelle" in text(content)


def test_load_reports_need_the_right_to_them(home: Path, shown: Snapshot) -> None:
    without = text(daten.page(visit(home, shown)).content)
    allowed = text(daten.page(visit(home, shown, rights=("betriebsdaten",))).content)
    assert "BEISPIEL_" not in without
    assert "gelesen = übernommen + zurückgewiesen + doppelt" in allowed
    assert (
        "BEISPIEL_belegungen_2026-10.csv Belegungsliste 11.11.2026, 07:30 Uhr 1.240 1.236 3 1 3 Zeilen zurückgewiesen"
        in allowed
    )
    assert "31.10.2026 11.11.2026 10.12.2026 2.480 1.236 3 1.241" in allowed
    assert "12 0 12 0" in allowed
    assert "2.588 1.332 15 1.241" in allowed
    public = warehouse.snapshot(home, "rat")
    assert "BEISPIEL_" not in text(daten.page(visit(home, public, rights=("betriebsdaten",))).content)


def test_deliveries_are_named_without_blame(shown: Snapshot) -> None:
    said = {delivery.load_id: state(delivery) for delivery in shown.deliveries}
    assert said["l2"] == "vollständig"
    assert said["l3"].startswith("nicht übernommen")
    assert said["l4"].startswith("schon bekannt")
    assert completeness(shown.sources, TODAY) == (
        "5 von 7 Lieferungen liegen vor. Überfällig sind „Zuweisungsliste“ und „Haushaltsauszug“."
    )


def test_the_secrecy_in_force_is_named(home: Path) -> None:
    for audience, k in fixture.K.items():
        said = text(lagebild.page(visit(home, warehouse.snapshot(home, audience))).content)
        assert f"Geheimhaltung: Mindestfallzahl {k}. Vorläufig, ohne Gegensperrung." in " ".join(said.split())


def test_the_page_of_an_indicator_shows_its_table_members_and_definition(home: Path, shown: Snapshot) -> None:
    page = kennzahl.page(visit(home, shown, argument="gu_auslastung"))
    assert page is not None
    said = text(page.content)
    assert "Seit Juni 2026 über dem Zielkorridor" in said
    assert "GU 01 Nord 69,7 % 230 von 330" in said
    assert "GU 02 Süd g aus Datenschutzgründen nicht gezeigt –" in said
    assert "60 bis unter 70 % und über 85 bis 93 %" in said
    assert "Vorschlag, noch nicht beschlossen; gültig ab 01.01.2014" in said
    assert "Belegung der Gemeinschaftsunterkünfte geteilt durch" in " ".join(said.split())


@pytest.mark.parametrize("name", [row["id"] for row in fixture.INDICATORS])
def test_every_indicator_has_a_page(home: Path, shown: Snapshot, name: str) -> None:
    page = kennzahl.page(visit(home, shown, argument=name))
    assert page is not None
    assert page.title in text(page.content)


def test_an_unknown_indicator_has_none(home: Path, shown: Snapshot) -> None:
    assert kennzahl.page(visit(home, shown, argument="gibt_es_nicht")) is None


def test_the_hint_line_says_that_data_are_invented_and_what_is_wrong_with_the_release(shown: Snapshot) -> None:
    assert text(hint(shown, "alt")) == "Beispieldaten.  Alle Zahlen auf dieser Seite sind erfunden.  alt"
    assert text(hint(shown, None)) == "Beispieldaten.  Alle Zahlen auf dieser Seite sind erfunden."
    assert text(hint(None, "Diese Ausgabe ist 52 Tage alt.")) == "Diese Ausgabe ist 52 Tage alt."
    assert hint(None, None) is None


def test_notices_say_what_helps() -> None:
    assert "python -m etl run --home h" in text(notice.no_release("h"))
    assert "rollback" in text(notice.broken_release("r", "IOException"))
    assert "Kennung: abc" in text(notice.failed("abc"))


def test_a_fraction_names_both_sides(shown: Snapshot) -> None:
    part = {"kind": "grundzahl", "table": "core.aufenthalt", "period": "auszug"}
    formula = {
        "kind": "verhaeltnis",
        "of": part | {"measure": "count", "where": "ziel = 'privat'"},
        "to": part | {"measure": "sum(personen)"},
        "times": "1",
    }
    made = profile(reading([], formula=formula), shown, TODAY)
    said = text(by_class(made, "formula")[0])
    assert said.split() == (
        [
            "Anzahl",
            "in",
            "aufenthalt,",
            "nur",
            "ziel",
            "=",
            "'privat'",
            "geteilt",
            "durch",
            "Summe",
            "(personen)",
            "in",
            "aufenthalt",
        ]
    )


def test_every_kind_of_delivery_has_a_row_and_absent_ones_stand_last(shown: Snapshot) -> None:
    more = tuple(SourceState(f"s{n}", f"Liste {n}", "Amt", "monatlich", None, None) for n in range(20))
    made = text(deliveries_table(replace(shown, sources=(*more, *shown.sources)), TODAY))
    assert "Beschäftigte (13111) Bundesagentur für Arbeit jährlich … liegt noch nicht vor – – … … … …" in made
    assert made.index("Belegungsliste") < made.index("Liste 0")
