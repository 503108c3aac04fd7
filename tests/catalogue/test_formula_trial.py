"""Mistakes that only show when a formula is reckoned are found by the check, all at once, with file and line."""

import shutil
from pathlib import Path

import pytest
from small_city import REPOSITORY

from etl.catalogue.load import CatalogueInvalid
from etl.formula_trial import checked_catalogue

pytestmark = pytest.mark.slow
REFERENCE = REPOSITORY / "data" / "reference"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REPOSITORY / "data" / "catalogue", tmp_path / "catalogue"))


def spoil(folder: Path, file: str, old: str, new: str) -> int:
    """Replace a text and return the line of its first place."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def mistakes(folder: Path) -> list[str]:
    with pytest.raises(CatalogueInvalid) as invalid:
        checked_catalogue(folder, REFERENCE)
    return [str(mistake) for mistake in invalid.value.mistakes]


def test_the_catalogue_can_be_reckoned() -> None:
    assert checked_catalogue(REPOSITORY / "data" / "catalogue", REFERENCE).indicators


def test_every_formula_that_cannot_be_reckoned_is_named_with_its_line(folder: Path) -> None:
    where = spoil(folder, "indicators/gu_belegung.yaml", "unterkunftsart = ", "unterkunftart = ")
    period = spoil(folder, "indicators/omb_fristquote.yaml", "period: frist\n", "period: fristt\n")
    table = spoil(folder, "indicators/ehr_aktive.yaml", "core.ehrenamt_quartal", "core.ehrenamtlich")
    measure = spoil(folder, "indicators/zuweisungen.yaml", "sum(personen)", "sum(persoenchen)")
    query = spoil(folder, "indicators/sfo_raumpassung.yaml", "sfo_raumpassung.sql", "sfo_raum.sql")
    dims = spoil(folder, "indicators/nachbetreuung_quote.yaml", "[[gesellschaft]]", "[[herkunft]]")
    word = spoil(folder, "indicators/spe_bedarfsdeckung.yaml", "cadence: monat", "cadence: monatlich")
    found = mistakes(folder)
    expected = {
        f"indicators/gu_belegung.yaml, Zeile {where}: formula.where: die Spalte „unterkunftart“ gibt es in"
        " core.belegung_monat nicht",
        f"indicators/omb_fristquote.yaml, Zeile {period}: formula.of.period: die Spalte „fristt“ gibt es in"
        " core.ombudsfall nicht",
        f"indicators/ehr_aktive.yaml, Zeile {table}: formula.table: die Tabelle „core.ehrenamtlich“ gibt es nicht",
        f"indicators/zuweisungen.yaml, Zeile {measure}: formula.measure: die Spalte „persoenchen“ gibt es in"
        " core.zuweisung nicht",
        f"indicators/sfo_raumpassung.yaml, Zeile {query}: formula.sql: die Datei „sfo_raum.sql“ gibt es in"
        " etl/sql/indicators nicht",
        f"indicators/nachbetreuung_quote.yaml, Zeile {dims}: breakdowns: die Spalte „herkunft“ gibt es in"
        " core.nachbetreuung nicht",
    }
    assert expected <= set(found)
    assert len(found) == len(set(found))
    assert any(m.startswith(f"indicators/spe_bedarfsdeckung.yaml, Zeile {word}: cadence ist keines") for m in found)
    assert not [m for m in found if " or " in m]


def test_what_only_follows_from_a_wrong_file_is_not_said(folder: Path) -> None:
    line = spoil(folder, "sources/bevoelkerung.yaml", "rhythm: vierteljaehrlich", "rhythm: manchmal")
    day = spoil(folder, "indicators/omb_fristquote.yaml", "review: 2027-06-30", "review: 31.12.2027")
    first, second, *more = sorted(mistakes(folder))
    assert not more
    assert first == f"indicators/omb_fristquote.yaml, Zeile {day}: review muss ein Tag sein, zum Beispiel 2027-06-30"
    assert second.startswith(f"sources/bevoelkerung.yaml, Zeile {line}: rhythm ist keines der erlaubten Wörter (")
