"""Downloads and search over HTTP: status, type, name, content, and nothing beyond what the role may see."""

import io
import json
from pathlib import Path

import pytest
import python_calamine
import release_fixture as fixture
from flask.testing import FlaskClient

from dashboard.app import create_app

KENNZAHL = "/kennzahl/gu_auslastung"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    fixture.publish(folder)
    return folder


@pytest.fixture(scope="module")
def client(home: Path) -> FlaskClient:
    return create_app(home, "lokal", rights=fixture.city().rights, clock=lambda: fixture.NOW).server.test_client()


def test_a_figure_as_csv_and_picture(client: FlaskClient) -> None:
    answer = client.get(f"/herunterladen/csv?von={KENNZAHL}&nr=1")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert f"KIM_kennzahl-gu_auslastung_{fixture.FIRST}_tabelle1.csv" in answer.headers["Content-Disposition"]
    assert "31.10.2026;90,3;vorläufig" in answer.data.decode("utf-8-sig")
    picture = client.get(f"/herunterladen/svg?von={KENNZAHL}&nr=1").data.decode()
    assert picture.startswith("<svg")
    assert f"Ausgabe: {fixture.FIRST}" in picture
    assert "Beispieldaten" in picture


def test_the_choices_of_the_address_hold_for_the_download(client: FlaskClient) -> None:
    answer = client.get(f"/herunterladen/csv?von={KENNZAHL}%3Fperiod%3D2026-09&nr=1").data.decode("utf-8-sig")
    assert "31.10.2026;" not in answer
    assert "Auswahl;Zeitraum bis: September 2026" in answer


def test_all_tables_in_one_workbook(client: FlaskClient) -> None:
    content = client.get("/herunterladen/xlsx?von=/daten").data
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert len(book.sheet_names) > 2
    assert "2588" in str([book.get_sheet_by_name(n).to_python() for n in book.sheet_names]).replace(".0", "")


@pytest.mark.parametrize(
    "address",
    [
        f"/herunterladen/csv?von={KENNZAHL}&nr=99",
        f"/herunterladen/csv?von={KENNZAHL}&nr=0",
        f"/herunterladen/csv?von={KENNZAHL}&nr=x",
        f"/herunterladen/doc?von={KENNZAHL}&nr=1",
        "/herunterladen/csv?von=/nirgends&nr=1",
        "/herunterladen/xlsx?von=/barrierefreiheit/x",
        "/herunterladen/csv",
    ],
)
def test_what_is_not_there_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_without_a_release_nothing_is_handed_out(tmp_path: Path) -> None:
    empty = create_app(tmp_path, "lokal", rights=fixture.city().rights, clock=lambda: fixture.NOW).server.test_client()
    assert empty.get("/herunterladen/xlsx?von=/").status_code == 503
    assert empty.get("/suche.json").status_code == 503


def test_a_role_without_the_right_downloads_no_operating_data(home: Path) -> None:
    server = create_app(home, "oeffentlich", rights=fixture.city().rights, clock=lambda: fixture.NOW).server
    content = server.test_client().get("/herunterladen/xlsx?von=/daten").data
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    whole = str([book.get_sheet_by_name(n).to_python() for n in book.sheet_names])
    assert "Belegungsliste" in whole
    assert "BEISPIEL_" not in whole
    assert "ab 5 Personen" in whole


def test_the_search_knows_all_groups_and_keeps_the_choices(client: FlaskClient) -> None:
    told = json.loads(client.get("/suche.json?period=2026-09").text)
    groups = {group["title"]: group["entries"] for group in told["groups"]}
    assert list(groups) == ["Kennzahlen", "Seiten", "Stadtviertel", "Ausgaben", "Befehle"]
    rate = next(e for e in groups["Kennzahlen"] if e["name"].startswith("Auslastungsgrad"))
    assert rate["href"] == f"{KENNZAHL}?period=2026-09"
    assert (rate["state"], rate["word"]) == ("watch", "beobachten")
    assert rate["value"] == "90,5\u00a0%"
    assert len(groups["Stadtviertel"]) == 43
    english = json.loads(client.get("/suche.json?lang=en").text)
    assert [group["title"] for group in english["groups"]][:2] == ["Indicators", "Pages"]
