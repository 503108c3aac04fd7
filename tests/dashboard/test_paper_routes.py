"""The builder over HTTP: rights, forms from elsewhere, choices that do not exist, files, and what a form changes."""

import re
from pathlib import Path

import paper_release
import pytest
import release_fixture as fixture
from flask import Flask, g
from flask.testing import FlaskClient

from dashboard import desk, paper_routes
from dashboard.app import create_app
from dashboard.person import person

SHOW = "show=bericht:2026-10"
ACT = f"/vorlagen/tat?{SHOW}"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    paper_release.publish(tmp_path)
    return tmp_path


def client(home: Path, role: str = "lokal") -> FlaskClient:
    return create_app(home, role, rights=fixture.city().rights, clock=lambda: fixture.NOW).server.test_client()


@pytest.mark.parametrize(("form", "begin"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK"), ("pptx", b"PK")])
def test_a_draft_can_be_downloaded_in_every_format(home: Path, form: str, begin: bytes) -> None:
    answer = client(home).get(f"/vorlagen/datei/{form}?{SHOW}")
    assert answer.status_code == 200
    assert answer.data.startswith(begin)
    assert f"KIM_bericht_2026-10_rat_entwurf.{form}" in answer.headers["Content-Disposition"]
    trail = "".join(p.read_text(encoding="utf-8") for p in (home / "desk" / "audit").iterdir())
    assert f"bericht/2026-10/{form}/" in trail


def test_what_does_not_exist_is_not_found(home: Path) -> None:
    asked = client(home)
    for path in (
        f"/vorlagen/datei/odt?{SHOW}", "/vorlagen/datei/pdf", "/vorlagen/datei/pdf?show=bericht:2031-10",
        "/vorlagen/datei/pdf?show=fremd:2026-10", f"/vorlagen/bild/fremd.svg?{SHOW}", "/vorlagen/bild/haus.svg",
        "/vorlagen/datei/pdf?art=vorlage&name=../../x&fassung=1", "/vorlagen/datei/pdf?art=szenario&name=x&fassung=1",
    ):  # fmt: skip
        assert asked.get(path).status_code == 404, path
    assert asked.get(f"/vorlagen/bild/haus.svg?{SHOW}").mimetype == "image/svg+xml"


@pytest.mark.parametrize("role", ["rat", "oberbuergermeister", "analyse", "oeffentlich"])
def test_without_the_right_nothing_is_written_built_or_drawn(home: Path, role: str) -> None:
    asked = client(home, role)
    assert asked.post(ACT, data={"tat": "speichern"}).status_code == 403
    assert asked.get(f"/vorlagen/datei/pdf?{SHOW}").status_code == 404
    assert asked.get(f"/vorlagen/bild/haus.svg?{SHOW}").status_code == 404
    assert not (home / "desk").exists()
    assert "Vorlagen schreibt die Beauftragte" in asked.get("/vorlagen").text


def test_a_form_from_another_page_is_refused(home: Path) -> None:
    asked = client(home)
    for heads in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://anderswo.example"}, {"Origin": "null"}):
        assert asked.post(ACT, data={"tat": "speichern"}, headers=heads).status_code == 403
    assert not (home / "desk").exists()
    own = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}
    assert asked.post(ACT, data={"tat": "speichern"}, headers=own).status_code == 303


def test_the_council_paper_never_holds_a_figure_of_leadership(home: Path) -> None:
    paper_release.change(home, "leitung", "update mart.value set value = 77.7 where value is not null")
    page = client(home).get("/vorlagen?show=bericht:2026-10").text
    sheet = page[page.index('aria-label="Vorschau"') :]
    assert "90,3" in sheet
    assert "77,7" not in sheet
    inner = client(home).get("/vorlagen?show=innen:2026-10").text
    assert "77,7" in inner[inner.index('aria-label="Vorschau"') :]
    rat = client(home, "rat")
    assert "77,7" not in rat.get("/vorlagen?show=innen:2026-10").text
    assert rat.get("/vorlagen/datei/pdf?show=innen:2026-10").status_code == 404


def test_from_draft_to_release_and_the_public_sees_it_afterwards(home: Path) -> None:
    asked = client(home)
    assert "braucht eine Einordnung" in asked.get(f"/vorlagen?{SHOW}").text
    refused = asked.post(ACT, data={"tat": "weiter"})
    assert refused.status_code == 409
    assert "braucht eine Einordnung" in refused.text
    given = {"tat": "speichern", "text_kurz": "Es sind {gu_auslastung}.", "zu_gu_minderjaehrige": "Große Familien.",
             "kopf_nummer": "VII/2026/01234", "text_fremd": "weg", "kopf_top": "5"}  # fmt: skip
    assert asked.post(ACT, data=given).headers["Location"] == "/vorlagen?show=bericht%3A2026-10"
    kept = desk.kept(home, "vorlage", "bericht-2026-10")
    assert kept is not None
    assert kept.actor == "lokal"
    assert kept.body["wish"]["texts"] == {"kurz": "Es sind {gu_auslastung}.", "zu_gu_minderjaehrige": "Große Familien."}
    assert kept.body["wish"]["confirmed"]["kurz"] == {"{gu_auslastung}": "90,3\u00a0%"}
    assert kept.body["wish"]["head"] == {"top": "5", "nummer": "VII/2026/01234"}
    assert re.search(r'<span [^>]*class="bound"', asked.get(f"/vorlagen?{SHOW}").text)
    for _ in range(2):
        assert asked.post(ACT, data={"tat": "weiter"}).status_code == 303
    public = client(home, "oeffentlich")
    page = public.get("/vorlagen").text
    assert "VII/2026/01234" in page
    file = public.get("/vorlagen/datei/xlsx?art=vorlage&name=bericht-2026-10&fassung=3")
    assert file.status_code == 200
    assert "KIM_bericht_2026-10_rat.xlsx" in file.headers["Content-Disposition"]
    assert public.get("/vorlagen/datei/xlsx?art=vorlage&name=bericht-2026-10&fassung=1").status_code == 404


def test_who_is_signed_in_is_read_from_one_place() -> None:
    assert person() == ""
    with Flask("ort").test_request_context("/"):
        assert person() == ""
        g.person = "Ada Muster"
        assert person() == "Ada Muster"


def test_two_persons_check_and_release_where_the_server_knows_them(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = client(home)
    signed_in = ["Ada Muster"]
    monkeypatch.setattr(paper_routes, "person", lambda: signed_in[0])
    asked.post(ACT, data={"tat": "speichern", "zu_gu_minderjaehrige": "Große Familien."})
    assert asked.post(ACT, data={"tat": "weiter"}).status_code == 303
    refused = asked.post(ACT, data={"tat": "weiter"})
    assert (refused.status_code, "von zwei Personen" in refused.text) == (409, True)
    signed_in[0] = "Ben Beispiel"
    assert asked.post(ACT, data={"tat": "weiter"}).status_code == 303
    assert "Ben Beispiel, Rolle lokal" in asked.get(f"/vorlagen?{SHOW}").text


def test_what_leadership_released_stays_with_leadership(home: Path) -> None:
    asked = client(home)
    act = "/vorlagen/tat?show=innen:2026-10"
    asked.post(act, data={"tat": "speichern", "zu_gu_minderjaehrige": "Große Familien."})
    for _ in range(2):
        assert asked.post(act, data={"tat": "weiter"}).status_code == 303
    path = "/vorlagen/datei/xlsx?art=vorlage&name=innen-2026-10&fassung=3"
    assert client(home, "oberbuergermeister").get(path).status_code == 200
    assert client(home, "rat").get(path).status_code == 404
    assert "Internes Lagebild" not in client(home, "rat").get("/vorlagen").text


def test_an_inquiry_is_answered_and_filed_under_its_number(home: Path) -> None:
    asked = client(home)
    act = "/vorlagen/tat?show=anfrage:2026-10"
    asked.post(act, data={"tat": "speichern", "frage": ["zugang", "haus", "fremd"], "kopf_nummer": "VII/2026/00042"})
    page = asked.get("/vorlagen?show=anfrage:2026-10").text
    assert "1.1 Und je Haus?" in page
    assert "2.1 Wie viele?" in page
    assert asked.post(act, data={"tat": "ablegen"}).status_code == 303
    assert desk.names(home, "antwort") == ("vii-2026-00042",)
    assert asked.post(act, data={"tat": "zaubern"}).status_code == 409
