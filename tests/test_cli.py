"""The commands as an analyst types them: exit codes, German sentences, JSON, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_city import CAPACITY, SmallCity, sheet

REPOSITORY = Path(__file__).parent.parent


def etl(*words: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "COLUMNS": "100"}
    command = [sys.executable, "-m", "etl", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, cwd=REPOSITORY)
    assert "Traceback" not in done.stderr + done.stdout
    return done


@pytest.fixture
def home(tmp_path: Path) -> Path:
    root = tmp_path / "h"
    assert etl("init", root).returncode == 0
    city = SmallCity(stand="31.10.2025", capacity=tuple((r[0], "10/2025", *r[2:]) for r in SmallCity().capacity))
    stays = tuple((*r[:3], "10.08.2025", None, *r[5:]) for r in city.stays if r[0] != "b00")
    city.write(
        root / "inbox", stays=stays, arrivals=(("Z1", "Zuweisung", "05.08.2025", 4, "Syrien", "Gestattung", "GU-01"),)
    )
    return root


@pytest.mark.slow
def test_an_analyst_goes_from_files_to_a_release_and_back(home: Path) -> None:
    doubted = etl("run", "--home", home)
    assert doubted.returncode == 2
    assert "gu_abgang_wohnung: Die Kennzahl hat keinen Wert, obwohl alle ihre Lieferungen vorliegen." in doubted.stdout
    first = etl("run", "--home", home, "--accept", "noch niemand ausgezogen")
    assert first.returncode == 0, first.stderr
    assert "4 Lieferungen gesehen: 4 übernommen" in first.stdout
    assert "Veröffentlicht: Ausgabe" in first.stdout
    again = etl("run", "--home", home)
    assert (again.returncode, "Nichts Neues" in again.stdout) == (0, True)
    rows = [("GU-01", "10/2025", 30, 0, "in Betrieb"), ("GU-01", "10/2025", 31, "viele", "in Betrieb")]
    (home / "inbox" / "BEISPIEL_neu.csv").write_bytes(sheet("Kapazitäten", "31.10.2025", CAPACITY, rows * 1))
    refused = etl("run", "--home", home)
    assert refused.returncode == 0
    assert "Abgelehnt: BEISPIEL_neu.csv: 50,0 % der Zeilen sind nicht übernehmbar" in refused.stdout
    listed = json.loads(etl("releases", "--home", home, "--json").stdout)
    assert [row["current"] for row in listed] == [True]
    assert etl("rollback", "--home", home).returncode == 1


@pytest.mark.slow
def test_json_says_what_the_text_says(home: Path) -> None:
    done = etl("run", "--home", home, "--json", "--accept", "noch niemand ausgezogen")
    result = json.loads(done.stdout)
    assert done.returncode == 0
    assert result["release"] == result["current"]
    assert {item["outcome"] for item in result["deliveries"]} == {"uebernommen"}
    for item in result["deliveries"]:
        assert item["rows_read"] == item["rows_accepted"] + item["rows_rejected"] + item["rows_duplicate"]


@pytest.mark.slow
def test_check_loads_nothing_and_names_rows(home: Path) -> None:
    assert etl("run", "--home", home, "--accept", "noch niemand ausgezogen").returncode == 0
    before = sorted(path.name for path in home.rglob("*"))
    file = home.parent / "BEISPIEL_pruefen.csv"
    rows = [("GU-01", "10/2025", 30, 0, "in Betrieb")] * 1 + [(f"GU-0{n}", "10/2025", 9, "x", "zu") for n in (1, 2)]
    file.write_bytes(sheet("Kapazitäten", "31.10.2025", CAPACITY, rows))
    done = etl("check", file, "--home", home)
    assert done.returncode == 2
    assert "Kapazitätsliste" in done.stdout
    assert "Zeilen 6–7: In der Spalte „dav. gesperrt“ steht ein Zeichen" in done.stdout
    assert sorted(path.name for path in home.rglob("*")) == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Lieferungen der Ämter prüfen"),
        (("lauf",), "Den Befehl 'lauf' gibt es nicht."),
        (("run", "--home", "{tmp}", "--tempo"), "Die Option --tempo gibt es nicht."),
        (("example",), "Es fehlt: --out"),
        (("check", "--home", "{tmp}"), "Es fehlt"),
        (("example", "--out", "{tmp}/e", "--until", "Mai"), "JJJJ-MM"),
        (("run", "--home", "{tmp}/nirgends"), "ist noch nicht eingerichtet"),
        (("releases", "--home", "{tmp}/nirgends"), "ist noch nicht eingerichtet"),
        (("check", "{tmp}/keine.csv", "--home", "{tmp}"), "Keine Datei"),
        (("run", "--home", "{tmp}/h2", "--inbox", "{tmp}/leer"), "fehlt"),
    ],
)
@pytest.mark.slow
def test_wrong_usage_is_one_and_says_what_to_do(tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    done = etl(*(word.replace("{tmp}", str(tmp_path)) for word in words))
    assert done.returncode == 1
    assert sentence in done.stdout + done.stderr


@pytest.mark.slow
def test_an_empty_home_publishes_nothing(tmp_path: Path) -> None:
    assert etl("init", tmp_path / "h").returncode == 0
    done = etl("run", "--home", tmp_path / "h")
    assert done.returncode == 2
    assert "Keine Ausgabe möglich" in done.stdout
