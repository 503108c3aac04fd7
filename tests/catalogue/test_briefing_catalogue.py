"""Papers in the catalogue: mistakes have a German sentence, what they name is declared, the shipped ones are whole."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from etl.catalogue.briefing import Briefing
from etl.catalogue.load import CatalogueInvalid, load_catalogue
from provision.paths import ROOT

BLOCK: dict[str, Any] = {"id": "a", "indicator": "gu_auslastung"}
PLAIN: dict[str, Any] = {
    "id": "x", "title": "X", "kind": "K", "purpose": "P", "audience": "rat", "cadence": "monat",
    "sections": [{"id": "s", "title": "S", "blocks": [BLOCK]}],
}  # fmt: skip
CATALOGUE, REFERENCE = ROOT / "data" / "catalogue", ROOT / "data" / "reference"


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        ({"chart": "karte"}, "eine Karte braucht die Aufgliederung stadtviertel"),
        ({"breakdown": "unterkunft"}, "für eine Aufgliederung chart: balken"),
        ({"chart": "balken"}, "Balken brauchen eine Aufgliederung"),
        ({"rows": 1}, "greater than or equal to 2"),
        ({"farbe": "rot"}, "Extra inputs are not permitted"),
    ],
)
def test_a_chart_must_fit_what_it_shows(block: dict[str, Any], sentence: str) -> None:
    wrong = PLAIN | {"sections": [{"id": "s", "title": "S", "blocks": [BLOCK | block]}]}
    with pytest.raises(ValidationError, match=sentence):
        Briefing.model_validate(wrong)


def test_names_are_unique_and_the_first_part_is_of_the_form() -> None:
    with pytest.raises(ValidationError, match="blocks: eine Kennung steht doppelt"):
        Briefing.model_validate(PLAIN | {"sections": [{"id": "s", "title": "S", "blocks": [BLOCK, BLOCK]}]})
    with pytest.raises(ValidationError, match="der erste Teil steht auf Ebene 1"):
        Briefing.model_validate(PLAIN | {"sections": [{"id": "s", "title": "S", "level": 2}]})


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("audience: rat", "audience: presse", "die Sicht „presse“ gibt es in city.yaml nicht"),
        ("{minderjaehrige_gu_lang}", "{fremd}", "die Kennzahl „fremd“ gibt es nicht"),
        ("breakdown: herkunft", "breakdown: schuhgroesse", "wird nicht gegliedert nach schuhgroesse"),
        ("{gu_belegung:frauen=w}", "{gu_belegung:herkunft=w}", "wird nicht gegliedert nach herkunft"),
    ],
)
def test_a_name_that_points_nowhere_is_refused(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    folder = tmp_path / "catalogue"
    shutil.copytree(CATALOGUE, folder)
    path = folder / "briefings" / "quartalsbericht.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogueInvalid) as invalid:
        load_catalogue(folder, REFERENCE)
    assert any("briefings/quartalsbericht.yaml" in str(m) and sentence in str(m) for m in invalid.value.mistakes)


def test_the_shipped_papers_hold_what_councils_ask() -> None:
    found = load_catalogue(CATALOGUE, REFERENCE).briefings
    assert set(found) == {"quartalsbericht", "jahresbericht", "anfrage", "lagebild"}
    assert {b.audience for b in found.values() if b.id != "lagebild"} == {"rat"}
    form = [s.title for s in found["quartalsbericht"].sections if s.level == 1]
    for part in ("Beschlussvorschlag", "Darstellung finanzieller Auswirkungen", "Folgen bei Ablehnung", "Klimawirkung",
                 "Familienverträglichkeit", "Gleichstellungsrelevanz", "Auswirkungen auf den Stellenplan"):  # fmt: skip
        assert part in form
    charts = [b for b in found["quartalsbericht"].blocks() if b.chart != "keins"]
    assert len(charts) >= 20
    asked = {(b.indicator, b.breakdown) for b in found["anfrage"].blocks()}
    assert asked >= {("zuweisungen", "herkunft"), ("gu_belegung", "frauen"), ("haushalte_untergebracht", "kinder"),
                     ("gu_plaetze_genehmigt", "unterkunft"), ("fallmanagement_relation", None)}  # fmt: skip
    assert all(b.question for b in found["anfrage"].blocks())
