"""Release after release with late corrections: nothing is disclosed alone, together, or over time."""

import datetime as dt
import json
from itertools import pairwise
from pathlib import Path

import pytest
from monthly import Published, monthly, without_marks
from outside import CLEAN, Outside

from etl.disclosure.basis import Basis
from etl.disclosure.hold import is_due

AUDIENCES = ("leitung", "rat")


def check(releases: list[Published]) -> None:
    """Every verdict of the outside program, and that nothing printed is denied later or the other way round."""
    for number, one in enumerate(releases):
        for audience in AUDIENCES:
            table, relations = one.files[audience]
            assert Outside(table, relations).verdict() == (CLEAN, []), (one.name, audience)
            now = without_marks(one, audience)
            for other in releases[:number]:
                before = without_marks(other, audience)
                assert all((now[key] is None) == (before[key] is None) for key in before.keys() & now.keys())
                assert before.keys() <= now.keys()
        fine, coarse = without_marks(one, "leitung"), without_marks(one, "rat")
        assert coarse.keys() <= fine.keys()
        assert all(value is None or value == fine[key] for key, value in coarse.items())
        assert Outside(*one.files["leitung"], (one.files["rat"][0],)).verdict() == (CLEAN, [])
    for one, other in pairwise(releases):
        for audience in AUDIENCES:
            assert Outside(*other.files[audience], (one.files[audience][0],)).verdict() == (CLEAN, [])
            assert Outside(*one.files[audience], (other.files[audience][0],)).verdict() == (CLEAN, [])


def corrected(one: Published, other: Published) -> int:
    before, now = without_marks(one, "leitung"), without_marks(other, "leitung")
    return sum(value is not None and value != now[key] for key, value in before.items())


@pytest.mark.slow
def test_four_releases_with_late_corrections_prove_nothing(tmp_path: Path) -> None:
    releases = list(monthly(tmp_path, 4, 7))
    check(releases)
    held = [one for one in releases[1:] if one.build.held]
    assert held, "keine Berichtigung musste warten: der Test prüft nichts"
    for one, other in pairwise(releases):
        due = is_due(Basis(one.name), dt.date.fromisoformat(other.name[:10]))
        assert due or not corrected(one, other)


@pytest.mark.soak
@pytest.mark.parametrize("seed", [7, 8, 9])
def test_two_years_of_releases_with_late_corrections_prove_nothing(seed: int, tmp_path: Path) -> None:
    releases = list(monthly(tmp_path, 24, seed))
    assert len(releases) == 24
    check(releases)
    assert sum(corrected(one, other) for one, other in pairwise(releases)) > 0


@pytest.mark.slow
def test_held_figures_agree_with_each_other(tmp_path: Path) -> None:
    """A rate is that of its held parts, and every value of a count is its cell."""
    for one in monthly(tmp_path, 2, 3):
        for part in one.build.shown.values():
            cells = {(c.measure, c.at): c.value for c in part.figures.cells}
            for value in part.figures.values:
                if value.sign == "g":
                    continue
                if value.indicator_id == "gu_auslastung":
                    occupied, places = cells[("gu_belegung", value.at)], cells[("gu_plaetze_netto", value.at)]
                    assert occupied is not None
                    assert places
                    assert value.numerator == occupied
                    assert value.value == pytest.approx(100 * float(occupied) / float(places))
                else:
                    assert value.value == float(cells[(value.indicator_id, value.at)] or 0)
    folders = sorted(tmp_path.glob("*.export"))
    assert len(folders) == 2
    assert json.loads((folders[1] / "relations.rat.json").read_text(encoding="utf-8"))["k"] == 5
