"""What a paper says: only its audience's figures, each with sentence, table, notes and source; refusals in German."""

import dataclasses
import re
from decimal import Decimal
from pathlib import Path

import paper_release
import pytest
import reading_builder as build
import release_fixture as fixture

from dashboard.exports import statements
from dashboard.exports.briefing import PaperRefused, Wish, basis, choices, compose, scene
from dashboard.exports.paper import PAPER, Block, Paper
from dashboard.exports.paper_block import block as block_of


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    paper_release.publish(home)
    return home


@pytest.fixture(scope="module")
def paper(home: Path) -> Paper:
    return paper_release.council(home)[2]


def block(paper: Paper, name: str) -> Block:
    return next(b for b in paper.blocks() if b.id == name)


def test_every_block_has_sentence_table_and_source_and_every_chart_its_words(paper: Paper) -> None:
    assert [b.id for b in paper.blocks()] == [b["id"] for b in paper_release.BLOCKS]
    for b in paper.blocks():
        assert b.sentences
        assert b.source.startswith("Quelle: ")
        assert b.table is not None
        assert b.drawing is None or (b.drawing.alt and b.drawing.svg.startswith("<svg xmlns"))
        assert b.drawing is None or "var(--" not in b.drawing.svg
    assert "Datenstand 31.10.2026." in block(paper, "auslastung").source


def test_a_value_is_the_stored_one_with_direction_target_and_judgement(paper: Paper) -> None:
    found = block(paper, "auslastung")
    assert found.sentences[0].startswith("Am 31.10.2026 waren es 90,3\u00a0% (686 von 760; vorläufig).¹")
    assert found.sentences[1] == (
        "Das sind 0,2\u00a0Punkte weniger als am 30.09.2026 und 13,5\u00a0Punkte mehr als am 31.10.2025."
    )
    assert found.sentences[2].endswith("über dem Zielkorridor (70 bis 85\u00a0%); Bewertung: beobachten.")
    assert found.state == "watch"
    assert [n.mark for n in found.notes] == ["¹", "p"]
    assert found.table is not None
    assert found.table.rows[0][1].text == "90,3 p"
    assert found.table.rows[0][1].number == 90.3


def test_missing_and_withheld_say_why_and_show_no_number(paper: Paper) -> None:
    withheld = block(paper, "bedarf")
    assert withheld.sentences[0].startswith("Es sind zu wenige Personen")
    assert withheld.table is not None
    assert withheld.table.rows[0][1].number is None
    assert withheld.table.rows[0][1].text == "g"
    assert ("g", "aus Datenschutzgründen nicht gezeigt") in [(n.mark, n.text) for n in withheld.notes]
    missing = block(paper, "budget")
    assert missing.sentences == ("Die Lieferung „Haushaltsauszug“ liegt noch nicht vor.",)


def test_members_stand_in_the_order_of_the_catalogue_with_the_withheld_one(paper: Paper) -> None:
    found = block(paper, "haus")
    assert found.table is not None
    assert [row[0].text for row in found.table.rows] == ["GU 01 Nord", "GU 02 Süd", "GU 03 Ost"]
    assert [row[1].text for row in found.table.rows] == ["69,7", "g", "93,9 p"]
    assert found.drawing is not None
    assert found.drawing.series[0].values == (69.7, None, 93.9)


def test_a_break_is_no_comparison_and_is_noted(paper: Paper) -> None:
    found = block(paper, "einwohner")
    assert any("Bruch" in note.text for note in found.notes)
    assert "mehr als" not in " ".join(found.sentences)


def test_figures_and_tables_are_numbered_through(paper: Paper) -> None:
    captions = [grid.caption.partition(":")[0] for grid in paper.grids()]
    assert captions == [f"Tabelle {n}" for n in range(1, len(captions) + 1)]
    drawn = [b.caption.partition(":")[0] for b in paper.blocks() if b.drawing is not None]
    assert drawn == [f"Abbildung {n}" for n in range(1, len(drawn) + 1)]
    assert next(s.title for s in paper.sections if s.level == 2) == "1 Das Wichtigste"
    assert paper.blocks()[0].title == "3.1 Auslastung"


def test_the_red_light_comes_first_and_the_machine_adds_its_parts(paper: Paper) -> None:
    parts = {s.id: s for s in paper.sections}
    assert [f.word for f in parts["wichtig"].findings] == ["handeln", "im Zielkorridor"]
    assert parts["massnahmen"].paragraphs[0][0].text.startswith("Zu den Kennzahlen dieser Vorlage sind keine")
    assert "noch keine freigegebene" in parts["aenderungen"].paragraphs[0][0].text
    assert "Mindestfallzahl 5. Vorläufig" in parts["zeichen"].paragraphs[0][0].text
    assert {f.term for f in parts["definitionen"].facts} >= {"Auslastungsgrad der Gemeinschaftsunterkünfte"}


def test_a_paper_is_written_from_its_own_file_alone(tmp_path: Path) -> None:
    paper_release.publish(tmp_path)
    paper_release.change(tmp_path, "leitung", "update mart.value set value = 77.7")
    (tmp_path / "releases" / fixture.FIRST / "leitung.duckdb").rename(tmp_path / "weg.duckdb")
    text = PAPER.dump_json(paper_release.council(tmp_path)[2]).decode()
    assert "77,7" not in text
    assert '"k":5' in text


@pytest.mark.parametrize(
    ("audience", "name", "period", "sentence"),
    [
        ("leitung", "bericht", "2026-10", "Zahlen der Sicht „leitung“ kommen nicht hinein"),
        ("rat", "bericht", "2026-11", "gibt es nicht für den Zeitraum „2026-11“. Möglich sind zum Beispiel 2026-10"),
        ("rat", "bericht", "2026-Q3", "gibt es nicht für den Zeitraum"),
        ("rat", "bericht", "../2026", "gibt es nicht für den Zeitraum"),
        ("rat", "nichts", "2026-10", "Vorhanden: bericht, innen, anfrage."),
        ("presse", "bericht", "2026-10", "Möglich: leitung oder rat."),
        ("../rat", "bericht", "2026-10", "gibt es in dieser Ausgabe nicht"),
    ],
)
def test_what_cannot_be_written_is_refused(home: Path, audience: str, name: str, period: str, sentence: str) -> None:
    def write() -> None:
        found = basis(home, audience)
        compose(found, found.briefing(name), Wish(period))

    with pytest.raises(PaperRefused, match=re.escape(sentence)):
        write()


def test_leadership_may_have_its_own_and_the_council_the_same_with_its_figures(home: Path) -> None:
    for audience in ("leitung", "rat"):
        found = basis(home, audience)
        assert compose(found, found.briefing("innen"), Wish("2026-10")).origin.audience == audience


def test_only_periods_that_were_over_can_be_chosen(home: Path) -> None:
    found = basis(home, "rat")
    assert choices(found.briefing("bericht"), found.shown)[:2] == ("2026-10", "2026-09")


def test_an_inquiry_holds_only_the_questions_that_were_picked(home: Path) -> None:
    found = basis(home, "rat")
    made = compose(found, found.briefing("anfrage"), Wish("2026-10", ("haus",)))
    assert [b.title for b in made.blocks()] == ["1.1 Und je Haus?"]
    assert [s.id for s in made.sections] == ["antwort", "plaetze"]
    with pytest.raises(PaperRefused, match="Diese Fragen gibt es nicht: geheim"):
        compose(found, found.briefing("anfrage"), Wish("2026-10", ("geheim",)))


def test_an_earlier_period_knows_nothing_of_later_values(home: Path) -> None:
    found = basis(home, "rat")
    early = compose(found, found.briefing("bericht"), Wish("2025-06"))
    stands = [row[0].text for b in early.blocks() if b.id == "auslastung" and b.table for row in b.table.rows]
    assert stands[0] == "30.06.2025"
    assert all(stand.endswith("2025") for stand in stands)


def test_what_changed_since_the_last_paper_is_listed_with_its_reason(home: Path, tmp_path: Path) -> None:
    found = basis(home, "rat")
    last = compose(found, found.briefing("bericht"), Wish("2026-09"))
    paper_release.publish(tmp_path, shift=1.0)
    told = "insert into meta.change values ('correction', 'zuweisungen', '2026-09', '40', '41', 'Nachmeldung')"
    paper_release.change(tmp_path, "rat", told)
    made = paper_release.council(tmp_path, last=last)[2]
    (grid,) = next(s for s in made.sections if s.id == "aenderungen").grids
    rows = [[cell.text for cell in row] for row in grid.rows]
    corrected = [row for row in rows if row[0] == "Zugang" and row[1] == "Sept. 2026"]
    assert corrected == [["Zugang", "Sept. 2026", "56", "57", "Berichtigung: Nachmeldung"]]
    assert ["Auslastung", "31.10.2026", "90,5", "91,3 p", "neuer Stand, davor 30.09.2026"] in rows
    again = paper_release.council(home, last=paper_release.council(home)[2])[2]
    assert "nichts geändert" in next(s for s in again.sections if s.id == "aenderungen").paragraphs[0][0].text


def test_a_paper_survives_json_word_for_word(paper: Paper) -> None:
    again = PAPER.validate_json(PAPER.dump_json(paper))
    assert again == paper
    assert again.checksum == paper.checksum


def test_a_breakdown_too_small_for_a_month_shows_the_newest_year(tmp_path: Path) -> None:
    paper_release.publish(tmp_path)
    for said in (
        "delete from mart.value where indicator_id = 'zuweisungen' and dim1 is not null",
        "insert into mart.value (indicator_id, period, dim1, member1, value) "
        "values ('zuweisungen', '2025', 'herkunft', '475', 239)",
    ):
        paper_release.change(tmp_path, "rat", said)
    found = basis(tmp_path, "rat")
    plan = found.briefing("bericht")
    asked = next(b for b in plan.blocks() if b.id == "zugang").model_copy(
        update={"breakdown": "herkunft", "chart": "balken"}
    )
    made = block_of(asked, scene(found, plan, "2026-10"))
    assert made.table is not None
    assert (made.table.columns[1].title, made.table.rows[0][1].number) == ("2025", 239)
    assert "gelten die Zahlen für das Jahr 2025;" in " ".join(made.sentences)
    assert "2025" in made.caption


def test_an_overview_names_what_is_withheld_and_what_was_known_last(paper: Paper) -> None:
    (note,) = next(part for part in paper.sections if part.id == "tabelle").paragraphs
    assert note[0].text.startswith("Aus Datenschutzgründen nicht gezeigt: ")
    assert "Gezeigt werden kann" not in str(PAPER.dump_python(paper, mode="json")["sections"][3])


def test_cents_are_left_out_behind_thousands() -> None:
    reading = build.reading(build.months([91.2]), unit="%", thresholds=())
    point = build.point("2026-10", 91.2)
    big = dataclasses.replace(point, numerator=Decimal("3353328.50"), denominator=Decimal("3675752.94"))
    assert statements.basis(reading.indicator, big) == "3.353.329 von 3.675.753"
    small = dataclasses.replace(point, numerator=Decimal(195), denominator=Decimal("195.96"))
    assert statements.basis(reading.indicator, small) == "195 von 195,96"
