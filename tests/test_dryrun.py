"""What `etl check` says before anything is loaded: rows, doubts about the list as a whole, and what a run would do."""

import datetime as dt
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from small_city import CLOCK, SmallCity, sheet, the_catalogue

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.correction import Corrections
from etl.dryrun import Checked, dry_run
from etl.home import Home, init
from etl.pipeline import run
from etl.wording import checked_text

CATALOGUE = replace(the_catalogue(), corrections={})
LEASES = ("WE-Nr.", "HH-Nr.", "Mietverhältnis", "Beginn", "Ende", "Überführung beantragt", "Überführung erfolgt am")
MEMBERS = ("Org-Nr.", "Organisation", "Typ", "Mitglied seit", "Mitglied bis")
HOUSE = ("1/1/1", "HH-GEHEIM", "Stadt", "01.03.2020", None, None, None)
ELSEWHERE = ("2/2/2", "HH-GEHEIM", "Stadt", "01.05.2021", None, None, None)
TWO_NAMES = (
    ("VE-02", "Sport Muster e. V.", "Verein", "01.01.2010", None),
    ("VE-90", "Sport-Muster", "Verein", "01.01.2016", None),
)
GAPS = {
    "<WE-Nr. aus einer der beiden Zeilen>": "1/1/1",
    "<Org-Nr. der einen Zeile>": "VE-90",
    "<Org-Nr., die gilt>": "VE-02",
    "<warum, in einem Satz>": "Gemeldet vom Amt per Mail",
}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home in which the small city is loaded."""
    home = init(tmp_path_factory.mktemp("pruefung") / "h")
    SmallCity().write(home.inbox)
    run(home, home.inbox, CATALOGUE, CLOCK, accept="noch niemand ausgezogen")
    return home


def checked(
    folder: Path,
    name: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[object]],
    catalogue: Catalogue = CATALOGUE,
    home: Home | None = None,
    stand: str = "31.03.2026",
) -> Checked:
    path = folder / f"BEISPIEL_{name}.csv"
    path.write_bytes(sheet(name, stand, headings, rows))
    (one,) = dry_run([path], home or Home(folder / "keine"), catalogue, CLOCK)
    return one


@pytest.mark.parametrize(
    ("source", "headings", "rows", "words"),
    [
        ("mietverhaeltnisse", LEASES, (HOUSE, ELSEWHERE), "steht zugleich an zwei Orten"),
        ("organisationen", MEMBERS, TWO_NAMES, "Ein Name steht in zwei Schreibweisen"),
    ],
)
def test_what_stands_twice_is_said_and_the_entry_offered_settles_it(
    tmp_path: Path, source: str, headings: Sequence[str], rows: Sequence[Sequence[object]], words: str
) -> None:
    said = checked_text(checked(tmp_path, source, headings, rows))
    assert words in said
    assert "Zeilen 5 und 6" in said
    assert "GEHEIM" not in said
    entry = said[said.rindex("\n", 0, said.index("source:")) :]
    for gap, content in GAPS.items():
        entry = entry.replace(gap, content)
    declared = Corrections.model_validate(yaml.safe_load(entry))
    catalogue = replace(CATALOGUE, corrections={source: declared})
    assert checked(tmp_path, source, headings, rows, catalogue).doubts == ()


def test_a_correction_that_the_list_has_overtaken_is_said(tmp_path: Path) -> None:
    cell: dict[str, Any] = {
        "kind": "zelle",
        "files": "BEISPIEL_*",
        "key": {"org_id": "VE-02"},
        "column": "name",
        "action": "set",
        "expects": "Spott Muster",
        "value": "Sport Muster",
        "reason": "Verschrieben, gemeldet per Mail",
        "since": dt.date(2026, 1, 1),
    }
    declared = Corrections.model_validate({"source": "organisationen", "corrections": [cell]})
    catalogue = replace(CATALOGUE, corrections={"organisationen": declared})
    (doubt,) = checked(tmp_path, "organisationen", MEMBERS, TWO_NAMES[:1], catalogue).doubts
    assert "findet den erwarteten falschen Wert nicht mehr" in doubt
    wrong = (("VE-02", "Spott Muster", *TWO_NAMES[0][2:]),)
    assert checked(tmp_path, "organisationen", MEMBERS, wrong, catalogue).doubts == ()


def test_rows_with_one_reason_are_told_together_and_both_columns_named(tmp_path: Path) -> None:
    early = [(f"{n}/1/1", f"HH-{n}", "Stadt", "01.03.2020", "01.02.2020", None, None) for n in range(1, 6)]
    good = [(f"{n}/2/2", f"HH-{n}", "Stadt", "01.04.2020", None, None, None) for n in range(10, 100)]
    said = checked_text(checked(tmp_path, "mietverhaeltnisse", LEASES, [*early[:3], good[0], *early[3:], *good[1:]]))
    assert "Zeilen 5–7, 9–10: „Ende“ liegt vor „Beginn“. Beide Daten prüfen." in said
    assert said.count("liegt vor") == 1


def test_an_older_list_is_refused_as_the_run_would(tmp_path: Path, loaded: Home) -> None:
    city = SmallCity()
    city.write(tmp_path)
    (path,) = tmp_path.glob("BEISPIEL_unterkuenfte*")
    (same,) = dry_run([path], loaded, CATALOGUE, CLOCK)
    assert same.loaded.report.outcome == "uebernommen", "was schon geladen ist, wird noch einmal ganz geprüft"
    content = path.read_bytes()
    older = tmp_path / "BEISPIEL_aelter.csv"
    stand = next(line for line in content.splitlines() if line.startswith(b"Stand:"))
    older.write_bytes(content.replace(stand, b"Stand: 31.01.2020"))
    (one,) = dry_run([older], loaded, CATALOGUE, CLOCK)
    assert one.loaded.report.reason == "stand_veraltet"


def test_a_home_of_the_other_kind_is_named_and_the_file_is_checked_all_the_same(tmp_path: Path, loaded: Home) -> None:
    real = tmp_path / "mitglieder.csv"
    real.write_bytes(sheet("m", "31.03.2026", MEMBERS, TWO_NAMES[:1]).replace("BEISPIEL – ".encode("cp1252"), b""))
    (one,) = dry_run([real], loaded, CATALOGUE, CLOCK)
    assert one.loaded.report.outcome == "uebernommen"
    assert "Diese Einrichtung führt Beispieldaten" in one.doubts[0]
    example = shutil.copyfile(real, tmp_path / "BEISPIEL_mitglieder.csv")
    (other,) = dry_run([example], loaded, CATALOGUE, CLOCK)
    assert other.doubts == ()
