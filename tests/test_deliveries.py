"""What is due: by rhythm, agreed days and Stand, for every source, and as the commands say it."""

import datetime as dt
import json
import zipfile
from pathlib import Path

import pytest
from small_city import CLOCK, SmallCity, run_city, the_catalogue
from test_cli import etl

from etl.deliveries import expected
from etl.home import init
from etl.office_commands import expected_line, purged_text
from etl.pipeline import run
from etl.purge import Purged

CATALOGUE = the_catalogue()


def test_what_was_never_delivered_is_named_with_its_office(tmp_path: Path) -> None:
    found = expected(init(tmp_path / "h"), CATALOGUE, CLOCK.today)
    assert {item.source_id for item in found} == set(CATALOGUE.sources)
    assert {item.state for item in found} == {"fehlt"}
    line = next(expected_line(item) for item in found if item.source_id == "belegungen")
    assert line == (
        "noch nie      Belegungsliste: von Umzugs- und Betreuungsmanagement (Sachgebiet Unterbringung) "
        "liegt noch nichts vor"
    )


@pytest.mark.parametrize(("day", "state", "late"), [("2026-05-10", "aktuell", 0), ("2026-05-11", "ueberfaellig", 1)])
def test_due_is_the_end_of_the_next_period_and_the_agreed_days(tmp_path: Path, day: str, state: str, late: int) -> None:
    home, _ = run_city(tmp_path / "h")
    found = {item.source_id: item for item in expected(home, CATALOGUE, dt.date.fromisoformat(day))}
    item = found["belegungen"]
    assert (item.data_as_of, item.due) == (dt.date(2026, 3, 31), dt.date(2026, 5, 10))
    assert (item.state, item.days_late) == (state, late)
    assert (f"seit {late} Tag" in expected_line(item)) == bool(late)


def test_the_longest_overdue_comes_first(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "h")
    found = expected(home, CATALOGUE, dt.date(2027, 1, 1))
    late = [item.days_late for item in found]
    assert late == sorted(late, reverse=True)
    assert late[0] > 0


def test_a_zip_is_several_deliveries_and_one_that_is_broken_harms_none(tmp_path: Path) -> None:
    home = init(tmp_path / "h")
    SmallCity().write(tmp_path / "lose")
    with zipfile.ZipFile(home.inbox / "BEISPIEL_alles.zip", "w") as package:
        for path in (tmp_path / "lose").iterdir():
            package.write(path, f"ordner/{path.name}")
        package.writestr("ordner/innen.zip", b"PK\x05\x06" + bytes(18))
        package.writestr("bild.png", b"\x89PNG")
    result = run(home, home.inbox, CATALOGUE, CLOCK)
    assert result.release_id
    found = {item.report.file: item.report.reason or item.report.outcome for item in result.loaded}
    assert found["BEISPIEL_alles.zip/ordner/BEISPIEL_belegungen.csv"] == "uebernommen"
    assert found["BEISPIEL_alles.zip/ordner/innen.zip"] == "zip_verschachtelt"
    assert found["BEISPIEL_alles.zip/bild.png"] == "format_unbekannt"
    assert len(found) == 6
    again = run(home, home.inbox, CATALOGUE, CLOCK)
    assert again.release_id is None


def test_what_purge_says() -> None:
    assert purged_text(Purged(0, 0, 0, {}), False).startswith("Keine Aufbewahrungsfrist")
    text = purged_text(Purged(1, 1234, 2, {"belegungen": 3}), True)
    assert "Würde löschen: 1 Datei im Archiv (1.234 Byte), 0 Dateien im Eingang, 2 Dateien" in text
    assert "3 Zeilen in belegungen" in text


@pytest.mark.slow
def test_the_commands(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "h")
    due = json.loads(etl("deliveries", "--home", home.root, "--json").stdout)
    assert {item["source_id"] for item in due} == set(CATALOGUE.sources)
    assert "überfällig    Belegungsliste" in etl("deliveries", "--home", home.root).stdout
    out = tmp_path / "v.xlsx"
    assert etl("template", "belegungen", "--out", out).returncode == 0
    assert out.read_bytes().startswith(b"PK")
    assert etl("template", "belegungen", "--out", out).returncode == 1
    unknown = etl("template", "speiseplan")
    assert (unknown.returncode, "gibt es nicht" in unknown.stderr) == (1, True)
    assert json.loads(etl("purge", "--home", home.root, "--dry-run", "--json").stdout)["dry_run"]
    replayed = json.loads(etl("replay", "--home", home.root, "--json").stdout)
    assert replayed["release"] == replayed["current"]
    assert etl("replay", "--home", tmp_path / "nirgends").returncode == 1
