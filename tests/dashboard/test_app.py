"""The app as a whole: addresses have their true status, answers their headers, callbacks their ids, errors a page."""

import datetime as dt
import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
import release_fixture as fixture
from component_text import text, walk
from dash import Dash
from flask.testing import FlaskClient

from dashboard import app as module
from dashboard import routes, warehouse
from dashboard.access import access_for
from dashboard.app import create_app, render
from dashboard.components.screen import SCREEN, Screen
from dashboard.settings import ASSETS
from dashboard.warming import asking

HOSTS = re.compile(r"(?:https?:)?//([\w.-]+\.\w+)")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    fixture.publish(folder)
    return folder


@pytest.fixture(scope="module")
def app(home: Path) -> Dash:
    return create_app(home, "lokal", rights=fixture.city().rights, clock=lambda: fixture.NOW)


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    return app.server.test_client()


def shell(client: FlaskClient, path: str) -> dict[str, Any]:
    plain, mark, query = path.partition("?")
    answer = client.post("/_dash-update-component", json=asking(plain, mark + query))
    assert answer.status_code == 200
    return json.loads(answer.text)["response"][SCREEN]["page"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/kennzahl/gu_auslastung", 200),
        ("/kennzahl/gu_auslastung/", 200),
        ("/kennzahl/gibt_es_nicht", 404),
        ("/kennzahl/", 404),
        ("/katalog", 200),
        ("/gibt-es-nicht", 404),
        ("/favicon.ico", 404),
        ("/assets/favicon.svg", 200),
        ("/healthz", 200),
    ],
)
def test_addresses_answer_with_their_true_status(client: FlaskClient, path: str, status: int) -> None:
    with client.get(path) as answer:
        assert answer.status_code == status


def test_an_unknown_address_still_brings_a_page(client: FlaskClient) -> None:
    said = json.dumps(shell(client, "/gibt-es-nicht"), ensure_ascii=False)
    assert "Diese Seite gibt es nicht" in said
    assert "Seite nicht gefunden" in said


def test_the_page_is_german_and_titled(client: FlaskClient) -> None:
    page = client.get("/").text
    assert '<html lang="de">' in page
    assert "<title>Lagebild · KIM-Cockpit Halle (Saale)</title>" in page
    answer = shell(client, "/kennzahl/gu_auslastung")
    assert answer["title"] == "Auslastungsgrad der Gemeinschaftsunterkünfte · KIM-Cockpit Halle (Saale)"


@pytest.mark.parametrize("path", ["/", "/healthz", "/assets/50-frame.js", "/_dash-layout", "/nirgendwo"])
def test_every_answer_is_secured(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        headers = answer.headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy["script-src"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert ("no-store" in headers.get("Cache-Control", "")) == (not path.startswith("/assets"))


def test_large_answers_are_compressed_for_those_who_ask(client: FlaskClient) -> None:
    plain = client.get("/", headers={"Accept-Encoding": "identity"})
    small = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small.headers["Vary"]
    assert gzip.decompress(small.data).startswith(b"<!DOCTYPE html>")
    assert int(small.headers["Content-Length"]) == len(small.data)
    assert "Content-Encoding" not in client.get("/healthz", headers={"Accept-Encoding": "gzip"}).headers


def test_the_policy_allows_exactly_the_inline_scripts_of_the_page(client: FlaskClient, app: Dash) -> None:
    answer = client.get("/")
    inline = re.findall(r"<script(?![^>]*\b(?:src|type=\"application/json\"))[^>]*>(.+?)</script>", answer.text, re.S)
    assert len(inline) == 1
    assert answer.headers["Content-Security-Policy"].count("'sha256-") == 1


@pytest.mark.parametrize("path", ["/", "/_dash-layout", "/_dash-dependencies"])
def test_nothing_names_another_host(client: FlaskClient, path: str) -> None:
    page = client.get(path).text.replace("\\u002f", "/")
    assert not HOSTS.findall(page)
    assert "plotly.com" not in page


def test_our_own_files_name_no_other_host() -> None:
    for file in sorted([*ASSETS.glob("[1-9]?-*"), *ASSETS.glob("early/*")]):
        assert not HOSTS.findall(file.read_text(encoding="utf-8")), file.name


def test_no_debug_no_tools_no_foreign_bundle(app: Dash, client: FlaskClient) -> None:
    config = json.loads(re.findall(r'id="_dash-config"[^>]*>(.+?)</script>', client.get("/").text)[0])
    assert not config.get("ui")
    assert not config.get("hot_reload")
    assert app.server.debug is False
    assert client.post("/_mcp", json={}).status_code in (404, 405)
    assert "bootstrap" not in client.get("/").text


def test_every_callback_names_components_that_exist(app: Dash) -> None:
    ids = {part.id for part in walk(app.layout) if getattr(part, "id", None)}
    for callback in app.callback_map.values():
        for wire in (*callback["inputs"], *callback["state"]):
            assert wire["id"] in ids
    outputs = {out.component_id for cb in app.callback_map.values() for out in _outputs(cb["output"])}
    assert outputs <= ids


def _outputs(output: Any) -> list[Any]:
    return list(output) if isinstance(output, list | tuple) else [output]


def test_the_one_component_exists_in_the_scripts_that_the_page_loads(client: FlaskClient) -> None:
    (bundle,) = re.findall(r'<script src="(/assets/kim\.[0-9a-f]+\.js)">', client.get("/").text)
    assert f"window.{Screen._namespace}.{Screen._type} = " in client.get(bundle).text


def test_the_navigation_leads_to_pages_only(client: FlaskClient) -> None:
    entries = routes.navigation()
    assert [entry.title for entry in entries][:2] == ["Lagebild", "Kennzahlen"]
    assert entries[-1].title == "Datenqualität"
    assert [entry.title for entry in routes.foot()] == ["Methodik", "Barrierefreiheit", "Hilfe"]
    assert all(client.get(entry.path).status_code == 200 for entry in (*entries, *routes.foot()))


MALFORMED = [None, [], {}, {"output": "x.y"}, asking("/") | {"inputs": "a"}, asking("/") | {"inputs": [1]}, "x"]


@pytest.mark.parametrize("body", MALFORMED)
def test_malformed_callbacks_are_refused_without_a_trace(client: FlaskClient, body: Any) -> None:
    assert client.post("/_dash-update-component", json=body).status_code == 400
    assert client.post("/_dash-update-component", data=b"\xff{").status_code == 400


def test_a_huge_request_is_refused(client: FlaskClient) -> None:
    assert client.post("/_dash-update-component", data=b"[" + b"1," * 100_000 + b"1]").status_code in (400, 413)


def test_health_names_the_release(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok", "release": fixture.FIRST}


def test_before_the_first_release_a_page_says_how_to_make_one(tmp_path: Path) -> None:
    client = create_app(tmp_path, "lokal", rights=fixture.city().rights).server.test_client()
    assert client.get("/").status_code == 503
    assert client.get("/healthz").status_code == 503
    said = json.dumps(shell(client, "/"), ensure_ascii=False)
    assert "Noch keine Ausgabe" in said
    assert f"python -m etl run --home {tmp_path}" in said
    fixture.publish(tmp_path)
    assert client.get("/").status_code == 200
    assert "Lagebild Oktober 2026" in json.dumps(shell(client, "/"), ensure_ascii=False)


@pytest.mark.parametrize("spoilt", ["20261201T000000-9", "../fremd", ""])
def test_while_the_current_release_is_broken_the_one_before_is_shown_and_that_is_said(
    tmp_path: Path, spoilt: str
) -> None:
    fixture.publish(tmp_path)
    fixture.switch(tmp_path, "20261201T000000-9")
    (tmp_path / "releases" / "CURRENT").write_text(f"{spoilt}\n", encoding="ascii")
    client = create_app(tmp_path, "lokal", rights=fixture.city().rights).server.test_client()
    health = client.get("/healthz")
    assert health.status_code == 200
    assert health.get_json()["release"] == fixture.FIRST
    assert "nicht lesbar" in health.get_json()["status"]
    for path in ("/", "/katalog", "/daten", "/kennzahl/gu_auslastung"):
        assert client.get(path).status_code == 200
        said = json.dumps(shell(client, path), ensure_ascii=False)
        assert "Die aktuelle Ausgabe lässt sich nicht lesen. Gezeigt wird die vom" in said
    assert "90,3" in json.dumps(shell(client, "/kennzahl/gu_auslastung"), ensure_ascii=False)


def test_where_no_release_can_be_read_that_is_said(tmp_path: Path) -> None:
    fixture.publish(tmp_path)
    for file in (tmp_path / "releases").glob("*/*.duckdb"):
        file.chmod(0o644)
        file.write_bytes(b"kaputt")
    client = create_app(tmp_path, "lokal", rights=fixture.city().rights).server.test_client()
    assert client.get("/healthz").status_code == 503
    said = json.dumps(shell(client, "/"), ensure_ascii=False)
    assert "Diese Ausgabe kann nicht gelesen werden" in said
    assert "90,3" not in said


def test_an_unforeseen_error_becomes_a_page_with_a_code(
    home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("geheimer Inhalt")

    monkeypatch.setattr(module, "_page", fail)
    content, title = render(home, access_for(fixture.city().rights, "lokal"), "/", fixture.NOW)
    said = text(content)
    code = re.search(r"Kennung: ([0-9a-f]{8})", said)
    assert title.startswith("Fehler")
    assert code is not None
    assert code[1] in caplog.text
    assert "geheimer Inhalt" not in said


def test_a_role_reads_its_own_file_only(home: Path) -> None:
    rights = fixture.city().rights
    for role, k, operating in (("lokal", 3, True), ("oberbuergermeister", 3, False), ("oeffentlich", 5, False)):
        content, _ = render(home, access_for(rights, role), "/daten", fixture.NOW)
        said = text(content)
        assert f"(ab {k} Personen)" in said
        assert ("BEISPIEL_belegungen" in said) == operating


def test_an_old_release_is_announced(tmp_path: Path) -> None:
    fixture.publish(tmp_path, example=False)
    access = access_for(fixture.city().rights, "lokal")
    late = fixture.NOW + dt.timedelta(days=40)
    assert "Diese Ausgabe ist 53 Tage alt." in text(render(tmp_path, access, "/", late)[0])
    assert "Tage alt" not in text(render(tmp_path, access, "/", fixture.NOW)[0])


def test_the_day_is_that_of_the_city(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days: list[dt.date] = []
    page = module._page
    monkeypatch.setattr(module, "_page", lambda seen: days.append(seen.visit.today) or page(seen))
    night = dt.datetime(2026, 11, 25, 23, 30, tzinfo=dt.UTC)
    render(home, access_for(fixture.city().rights, "lokal"), "/", night)
    assert days == [dt.date(2026, 11, 26)]


def test_a_new_release_is_shown_without_a_restart(tmp_path: Path) -> None:
    fixture.publish(tmp_path)
    access = access_for(fixture.city().rights, "lokal")
    assert fixture.FIRST in text(render(tmp_path, access, "/", fixture.NOW)[0])
    fixture.publish(tmp_path, fixture.SECOND)
    assert fixture.SECOND in text(render(tmp_path, access, "/", fixture.NOW)[0])
    assert warehouse.current_id(tmp_path) == fixture.SECOND
