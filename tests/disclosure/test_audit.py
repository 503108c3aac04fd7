"""The audit of a release, held against an independent program on the exported files."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from one_year import figures, release, shown
from outside import CLEAN, DISCLOSED, Outside

from etl.catalogue.relation import Relations
from etl.disclosure.audit import audit_json, audit_release, audit_text
from etl.disclosure.export import write_export
from etl.disclosure.protect import Shown
from etl.figures import Figures


@pytest.fixture(scope="module")
def build() -> dict[str, Shown]:
    return shown(1)


@pytest.mark.parametrize("audience", ["leitung", "rat"])
def test_the_audit_and_an_independent_program_find_nothing(
    build: dict[str, Shown], audience: str, tmp_path: Path
) -> None:
    folder = release(tmp_path / "eins", build)
    audit = audit_release(folder, audience)
    assert audit.passed
    table, relations = write_export(folder, audience, tmp_path / "export")
    assert Outside(table, relations).verdict() == (CLEAN, [])
    view = next(v for v in audit.views if v.measure == "zuweisungen" and v.dims == ("herkunft",))
    cells = [c for c in build[audience].figures.cells if c.dim1 == "herkunft"]
    assert (view.offered, view.withheld) == (len(cells), sum(c.mark == "g" for c in cells))
    assert view.kept is not None
    assert 0 < view.kept <= 100
    assert (view.kept < 100) == (view.withheld > 0)
    assert "Bestanden" in audit_text([audit])
    assert json.loads(audit_json([audit]))[0]["passed"] is True


def test_the_audit_sees_a_cell_printed_by_mistake_or_known_from_an_older_release(
    build: dict[str, Shown], tmp_path: Path
) -> None:
    rat = build["rat"]
    true = {(c.measure, c.at): c.value for c in figures(1).cells}
    small = [c for c in rat.figures.cells if c.mark == "g" and 0 < (true.get((c.measure, c.at)) or 0) < 5]
    good = release(tmp_path / "gut", {"rat": rat})
    assert audit_release(good, "rat").passed
    known_before = []
    for number, victim in enumerate(small[:8]):
        told = tuple(
            replace(c, value=true[(c.measure, c.at)], mark=None) if c == victim else c for c in rat.figures.cells
        )
        part = replace(rat, figures=Figures(told, rat.figures.values))
        wrong = release(tmp_path / f"falsch{number}", {"rat": part})
        assert not audit_release(wrong, "rat").passed
        assert "einzugrenzen" in audit_text([audit_release(wrong, "rat")])
        table, relations = write_export(wrong, "rat", tmp_path / f"export{number}")
        assert Outside(table, relations).verdict()[0] == DISCLOSED
        known_before.append(audit_release(good, "rat", [wrong]).passed)
    assert not all(known_before)


def test_the_relations_have_the_published_form(build: dict[str, Shown]) -> None:
    body = json.loads(build["rat"].relations.to_json())
    expected = "subset measure_sums balance k withheld_min absent cap parents additive union ratios previous counts"
    assert list(body) == expected.split()
    assert body["k"] == 5
    assert body["additive"]["zuweisungen"] == ["herkunft", "period"]
    assert "gu_plaetze_netto" not in body["counts"], "Plätze sind keine Personen"
    assert body["parents"]["raum"]["unterkunft:GU-01"].startswith("gebiet:")
    assert body["parents"]["period"]["2025-01"] == "2025-Q1"
    assert Relations.model_validate(body) == build["rat"].relations
