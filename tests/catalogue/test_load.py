"""The catalogue: what it declares is whole, and every mistake is named at once, with file and line."""

import shutil
from pathlib import Path

import pytest

from etl.catalogue.load import CatalogueInvalid, load_catalogue

REPOSITORY = Path(__file__).parent.parent.parent
REFERENCE = REPOSITORY / "data" / "reference"


MISTAKES = [
    (
        "indicators/zuweisungen.yaml",
        "step: aufnahme",
        "step: ankommen",
        "den Schritt „ankommen“ gibt es in city.yaml nicht",
    ),
    ("indicators/gu_auslastung.yaml", "of: gu_belegung", "of: gu_leer", "die Kennzahl „gu_leer“ gibt es nicht"),
    ("indicators/gu_auslastung.yaml", "[stadtbezirk]", "[planet]", "„planet“ steht nicht in breakdowns.yaml"),
    (
        "indicators/einwohner.yaml",
        "sources: [einwohner_12411]",
        "sources: [volk]",
        "die Lieferung „volk“ gibt es nicht",
    ),
    ("sources/zuweisungen.yaml", "unterkuenfte.unterkunft_id", "haeuser.id", "zeigt auf keine Spalte"),
    ("sources/zuweisungen.yaml", "code_list: staaten", "code_list: laender", "gibt es in data/reference nicht"),
    ("sources/belegungen.yaml", "later: auszug", "later: ausgang", "unbekannte Spalten: ausgang"),
    ("indicators/gu_belegung.yaml", "id: gu_belegung", "id: belegung", "id und Dateiname müssen gleich sein"),
    ("indicators/gu_belegung.yaml", "unit: Personen", "unit: Personen\nunit: Plätze", "„unit“ steht doppelt"),
    ("indicators/gu_belegung.yaml", "unit: Personen", "einheit: Personen", "einheit ist kein bekannter Eintrag"),
    ("indicators/gu_belegung.yaml", "unit: Personen", "unit: [", "kein gültiges YAML"),
    (
        "indicators/zuweisungen.yaml",
        "headline: false",
        "thresholds: [{valid_from: 2020-01-01, on_track: {max: 1}, decided_by: x}]",
        "Kontext trägt keine Schwelle",
    ),
    (
        "indicators/gu_verweildauer_med.yaml",
        "valid_to: 2015-12-15",
        "valid_to: 2016-01-15",
        "Schwellen überschneiden sich",
    ),
    (
        "indicators/gu_plaetze_netto.yaml",
        ", reason: Plätze sind keine Personen; genehmigte und gesperrte Plätze sind öffentlich.",
        "",
        "wer nichts schützt, nennt den Grund",
    ),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the catalogue that a test may spoil."""
    return Path(shutil.copytree(REPOSITORY / "data" / "catalogue", tmp_path / "catalogue"))


def mistakes(folder: Path) -> list[str]:
    with pytest.raises(CatalogueInvalid) as caught:
        load_catalogue(folder, REFERENCE)
    return [str(mistake) for mistake in caught.value.mistakes]


def spoil(path: Path, old: str, new: str) -> int:
    """Replace a text that stands in the file once or more; the line of the first."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_catalogue_of_the_repository_is_valid() -> None:
    catalogue = load_catalogue(REPOSITORY / "data" / "catalogue", REFERENCE)
    assert len(catalogue.city.districts) == 43
    assert len(catalogue.city.boroughs) == 5
    assert [audience.k for audience in catalogue.city.rights.audiences] == [3, 5]
    assert set(catalogue.lists) >= {"staaten", "stadtviertel"}


def test_every_district_has_a_tile_of_its_own() -> None:
    districts = load_catalogue(REPOSITORY / "data" / "catalogue", REFERENCE).city.districts
    tiles = {(district.row, district.column) for district in districts}
    assert len(tiles) == 43
    assert all(1 <= int(row or 0) <= 10 and 1 <= int(column or 0) <= 9 for row, column in tiles)


def test_ratios_come_after_what_they_are_made_of_and_lists_before_what_refers_to_them() -> None:
    catalogue = load_catalogue(REPOSITORY / "data" / "catalogue", REFERENCE)
    order = [indicator.id for indicator in catalogue.in_dependency_order()]
    assert order.index("gu_auslastung") > max(order.index("gu_belegung"), order.index("gu_plaetze_netto"))
    sources = [source.id for source in catalogue.sources_in_load_order()]
    assert sources.index("unterkuenfte") < min(sources.index("belegungen"), sources.index("zuweisungen"))


def test_all_mistakes_are_reported_at_once_with_file_and_line(folder: Path) -> None:
    unit = spoil(folder / "indicators" / "gu_auslastung.yaml", "decimals: 1", "decimals: viele")
    spoil(folder / "indicators" / "zuweisungen.yaml", "step: aufnahme", "step: ankommen")
    rhythm = spoil(folder / "sources" / "belegungen.yaml", "rhythm: monatlich", "rhythm: manchmal")
    spoil(folder / "city.yaml", 'borough: "1"', 'borough: "9"')
    found = mistakes(folder)
    assert any(f"indicators/gu_auslastung.yaml, Zeile {unit}: decimals" in m for m in found)
    assert any(f"sources/belegungen.yaml, Zeile {rhythm}: rhythm ist keines der erlaubten Wörter" in m for m in found)
    assert any("city.yaml" in m and "unbekannte Stadtbezirke: 9" in m for m in found)


@pytest.mark.slow
@pytest.mark.parametrize(("file", "old", "new", "sentence"), MISTAKES)
def test_a_mistake_has_a_german_sentence(folder: Path, file: str, old: str, new: str, sentence: str) -> None:
    spoil(folder / file, old, new)
    found = mistakes(folder)
    assert any(file in mistake and sentence in mistake for mistake in found), found


def test_a_missing_file_and_a_wrong_encoding_are_named(folder: Path) -> None:
    (folder / "glossary.yaml").unlink()
    (folder / "breakdowns.yaml").write_bytes("- id: alter\n  title: Größe\n".encode("cp1252"))
    found = mistakes(folder)
    assert "glossary.yaml: die Datei fehlt" in found
    assert "breakdowns.yaml: die Datei ist nicht in UTF-8 gespeichert" in found


def test_references_in_a_circle_are_refused(folder: Path) -> None:
    text = (folder / "sources" / "unterkuenfte.yaml").read_text(encoding="utf-8")
    text = text.replace(
        "    meaning: Name der Unterkunft", "    reference: belegungen.wohnung_id\n    meaning: Name", 1
    )
    (folder / "sources" / "unterkuenfte.yaml").write_text(text, encoding="utf-8")
    assert any("im Kreis" in mistake for mistake in mistakes(folder))


def test_every_declared_word_changes_the_hash(folder: Path) -> None:
    before = load_catalogue(folder, REFERENCE).hash
    spoil(folder / "glossary.yaml", "Belegte Plätze", "Besetzte Plätze")
    assert load_catalogue(folder, REFERENCE).hash != before
