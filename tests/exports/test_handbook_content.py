"""What the handbook says: everything a release defines, of one audience alone, and nothing it does not show."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import handbook_release
import pytest
import release_fixture as fixture

from dashboard import warehouse
from dashboard.exports import handbook
from dashboard.exports.content import Cell, Document, Sheet


def composed(home: Path, audience: str = "leitung") -> Document:
    shown = warehouse.snapshot(home, audience)
    return handbook.compose(shown, warehouse.annex(home, audience, shown.info.id))


def strings(part: object) -> Iterator[str]:
    """Every text in a document, wherever it stands."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple | list):
        for item in part:
            yield from strings(item)
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from strings(getattr(part, field.name))


def cells(part: object) -> Iterator[Cell]:
    if isinstance(part, Cell):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from cells(item)
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from cells(getattr(part, field.name))


def sheets(document: Document) -> dict[str, Sheet]:
    return {s.anchor.removeprefix("kennzahl-"): s for chapter in document.chapters for s in chapter.sheets}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    handbook_release.publish(tmp_path)
    return tmp_path


def test_every_indicator_stands_once_in_the_chapter_of_its_field(home: Path) -> None:
    document = composed(home)
    for reading in warehouse.snapshot(home, "leitung").readings:
        anchor = f"kennzahl-{reading.indicator.id}"
        found = [c.anchor for c in document.chapters for s in c.sheets if s.anchor == anchor]
        assert found == [f"feld-{reading.indicator.field}"]


def test_a_sheet_says_all_that_is_defined(home: Path) -> None:
    shown = warehouse.snapshot(home, "leitung")
    found = sheets(composed(home))
    for reading in shown.readings:
        indicator = reading.indicator
        said = "\n".join(strings(found[indicator.id]))
        wanted = [indicator.title, indicator.question, indicator.definition, indicator.interpretation]
        wanted += [indicator.owner, indicator.id, *indicator.caveats, *(b.text for b in indicator.breaks)]
        wanted += [threshold.decided_by for threshold in indicator.thresholds]
        wanted += [text for s in shown.sources if s.id in indicator.sources for text in (s.title, s.office)]
        wanted += [f"{indicator.review:%d.%m.%Y}"]
        assert [text for text in wanted if text not in said] == []
        assert (found[indicator.id].targets is None) == (not indicator.thresholds)


def test_targets_carry_validity_bounds_and_margin(tmp_path: Path) -> None:
    handbook_release.publish(tmp_path)
    steps = """[{"valid_from": "2018-01-01", "on_track": {"max": "180"}, "watch": {"max": "210"}, "margin": "1",
                 "target": "150", "decided_by": "Rat."},
                {"valid_from": "2014-01-01", "valid_to": "2017-12-31", "on_track": {"max": "90"},
                 "decided_by": "OB"}]"""
    sql = "update meta.indicator set thresholds = ? where id = 'gu_verweildauer_med'"
    handbook_release.change(tmp_path, "leitung", sql, steps)
    table = sheets(composed(tmp_path))["gu_verweildauer_med"].targets
    assert table is not None
    assert [tuple(cell.text.replace("\u00a0", " ") for cell in row) for row in table.rows] == [
        ("ab 01.01.2014 bis 31.12.2017", "höchstens 90 Tage", "–", "über 90 Tage", "OB"),
        (
            "ab 01.01.2018",
            "höchstens 180 Tage; Zielwert 150 Tage",
            "über 180 bis 210 Tage",
            "über 210 Tage",
            "Rat. Spielraum: 1 Tag",
        ),
    ]


@pytest.mark.parametrize(
    ("name", "value", "sign", "word", "stand", "note"),
    [
        ("gu_auslastung", "90,3\u00a0%", "p", "beobachten", "31.10.2026", "686 von 760"),
        ("wohnungsbedarf", "g", "", "ohne Wert", "31.10.2026", "Zuletzt bekannt: 12\u00a0Personen (30.09.2026)."),
        ("nachtunterkunft", "–", "", "ohne Wert", "31.10.2026", "Nichts vorhanden."),
        ("bereitstellung", "x", "", "ohne Wert", "31.10.2026", "Nicht sinnvoll."),
        ("beschaeftigte", "…", "", "ohne Wert", "31.12.2025", "Die Lieferung „Beschäftigte (13111)“ liegt noch"),
        ("schutzsuchende", "13.360\u00a0Personen", "", "", "31.12.2023", "auf 5 gerundet"),
    ],
)
def test_the_latest_value_as_it_is_shown(
    home: Path, name: str, value: str, sign: str, word: str, stand: str, note: str
) -> None:
    latest = sheets(composed(home))[name].latest
    assert (latest.value, latest.sign, latest.word, latest.stand) == (value, sign, word, stand)
    assert note in " ".join(latest.notes)


def test_judgements_are_those_of_the_day_of_publication(tmp_path: Path) -> None:
    handbook_release.publish(tmp_path)
    sql = "update mart.value set valid_until = ? where indicator_id = 'gu_auslastung'"
    handbook_release.change(tmp_path, "leitung", sql, "2026-11-11")
    handbook_release.change(tmp_path, "rat", sql, "2026-11-12")
    assert sheets(composed(tmp_path))["gu_auslastung"].latest.word == "veraltet"
    assert sheets(composed(tmp_path, "rat"))["gu_auslastung"].latest.word == "beobachten"


def test_context_is_never_judged(home: Path) -> None:
    for sheet in next(c for c in composed(home).chapters if c.anchor == "feld-kontext").sheets:
        assert sheet.latest.state in (None, "missing")
        assert sheet.unjudged.startswith("Rahmenangabe")
        assert not any(cell.state for cell in cells(sheet))


def test_every_link_leads_somewhere_and_every_place_has_one_name(home: Path) -> None:
    document = composed(home)
    places = [c.anchor for c in document.chapters]
    places += [p.anchor for c in document.chapters for p in (*c.parts, *c.sheets)]
    assert len(set(places)) == len(places)
    links = [cell.anchor for cell in cells(document) if cell.anchor]
    assert len(links) > len(fixture.INDICATORS)
    assert set(links) <= set(places)


def test_the_guide_explains_what_the_sheets_use(home: Path) -> None:
    said = "\n".join(strings(composed(home).chapters[0]))
    city = fixture.city()
    for word in (
        [s.word for s in city.signs] + [f.question for f in city.fields] + [one.question for one in city.lenses]
    ):
        assert word in said
    for word in ("handeln", "beobachten", "im Zielkorridor", "ohne Schwelle", "veraltet", "Spielraum"):
        assert word in said
    assert "Mindestfallzahl dieser Sicht ist 3." in said


def test_steps_are_a_working_draft_with_their_indicators(home: Path) -> None:
    chapter = next(c for c in composed(home).chapters if c.anchor == "prozesskette")
    assert chapter.paragraphs[0].startswith("Arbeitsfassung.")
    housing = next(p for p in chapter.parts if p.anchor == "schritt-unterbringung")
    assert housing.table is not None
    assert len(housing.table.rows) == len(fixture.INDICATORS)
    assert next(p for p in chapter.parts if p.anchor == "schritt-arbeit").paragraphs == ("Noch keine Kennzahl.",)


def test_sources_glossary_and_licences(home: Path) -> None:
    chapters = {c.anchor: "\n".join(strings(c)) for c in composed(home).chapters}
    for _, title, office, *_ in fixture.SOURCES:
        assert title in chapters["lieferungen"]
        assert office in chapters["lieferungen"]
    assert "Name in der Technik: bestand." in chapters["glossar"]
    assert "Datenlizenz Deutschland" in chapters["lizenzen"]
    assert "EUPL-1.2" in chapters["lizenzen"]


def test_example_and_audience_are_said(tmp_path: Path) -> None:
    handbook_release.publish(tmp_path, example=False)
    document = composed(tmp_path, "rat")
    assert (document.notice, document.notice_long) == ("", "")
    assert "Rat und Öffentlichkeit (Mindestfallzahl 5)" in document.running
    cover = {fact.term: fact.paragraphs[0] for fact in document.cover}
    assert cover["Ausgabe"] == f"{fixture.FIRST}, veröffentlicht am 12.11.2026, 08:00 Uhr"
    assert cover["Inhalt"] == f"{len(fixture.INDICATORS)} Kennzahlen, davon 4 mit Schwelle"
