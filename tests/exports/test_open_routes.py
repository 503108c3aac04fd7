"""Open data under addresses that stay: the bytes of the command, for everybody, and no number of leadership."""

import csv
import io
import json
from pathlib import Path

import handbook_release
import pytest
import release_fixture as fixture
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.exports import open_data

BASE = "http://localhost/daten/offen"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("offen")
    handbook_release.publish(home)
    handbook_release.change(home, "leitung", "update mart.value set value = 77.7 where value is not null")
    return home


def client(home: Path, role: str) -> FlaskClient:
    return create_app(home, role).server.test_client()


@pytest.mark.parametrize("role", ["lokal", "oeffentlich"])
def test_the_four_files_are_those_of_the_command(home: Path, role: str) -> None:
    made = open_data.publish(home, home / "daten", BASE)
    asked = client(home, role)
    for file in made.files:
        answer = asked.get(f"/daten/offen/{file.name}")
        assert (answer.status_code, answer.data) == (200, file.read_bytes()), file.name
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_one_indicator_has_addresses_of_its_own(home: Path) -> None:
    asked = client(home, "lokal")
    whole = list(csv.DictReader(io.StringIO(asked.get("/daten/offen/kennzahlen.csv").text), delimiter=";"))
    for indicator in {row["kennzahl"] for row in whole}:
        answer = asked.get(f"/daten/offen/{indicator}.csv")
        assert answer.mimetype == "text/csv"
        found = list(csv.DictReader(io.StringIO(answer.text), delimiter=";"))
        assert found == [row for row in whole if row["kennzahl"] == indicator]
        assert asked.get(f"/daten/offen/{indicator}.parquet").data[:4] == b"PAR1"
    assert "77.7" not in {row["wert"] for row in whole}


def test_the_record_names_addresses_that_answer(home: Path) -> None:
    asked = client(home, "oeffentlich")
    record = json.loads(asked.get("/daten/offen/dcat-ap.jsonld").text)
    urls = [part["dcat:downloadURL"]["@id"] for part in record["dcat:distribution"]]
    assert urls == [f"{BASE}/{name}" for name in (open_data.CSV, open_data.PARQUET, open_data.FIELDS)]
    assert [asked.get(url.removeprefix("http://localhost")).status_code for url in urls] == [200, 200, 200]


@pytest.mark.parametrize("name", ["fremd.csv", "kennzahlen.xlsx", "gu_auslastung.json", "..csv", "GU.csv"])
def test_what_there_is_not_is_not_found(home: Path, name: str) -> None:
    assert client(home, "lokal").get(f"/daten/offen/{name}").status_code == 404


def test_without_a_release_the_data_are_not_available(tmp_path: Path) -> None:
    assert client(tmp_path, "lokal").get("/daten/offen/kennzahlen.csv").status_code == 503


def test_a_new_release_stands_under_the_same_address(tmp_path: Path) -> None:
    handbook_release.publish(tmp_path)
    asked = client(tmp_path, "lokal")
    before = json.loads(asked.get("/daten/offen/datenbeschreibung.json").text)
    fixture.publish(tmp_path, fixture.SECOND)
    after = json.loads(asked.get("/daten/offen/datenbeschreibung.json").text)
    assert (before["ausgabe"], after["ausgabe"]) == (fixture.FIRST, fixture.SECOND)
