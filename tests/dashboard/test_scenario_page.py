"""The page Szenarien over HTTP: what it says at once, what a moved lever brings, what is kept, who may keep."""

import html
import re
from pathlib import Path

import pytest
import release_fixture as fixture
import scenario_release
from flask.testing import FlaskClient

from dashboard import desk
from dashboard.app import create_app

PAGE, RESULT, KEEP = "/szenarien", "/szenarien/ergebnis", "/szenarien/ablegen"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    scenario_release.publish(tmp_path)
    return tmp_path


def client(home: Path, role: str = "lokal") -> FlaskClient:
    return create_app(home, role, rights=fixture.city().rights, clock=lambda: fixture.NOW).server.test_client()


def words(markup: str) -> str:
    """The text of a page with single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).replace("\u00ad", "").split())


def test_the_page_says_until_when_and_by_when_with_two_dates(home: Path) -> None:
    said = words(client(home).get(PAGE).text)
    first = said[said.index("Bei heutigem Wohnungszugang") :]
    first = first[: first.index(" Fällen sind die")]
    assert "(4,5 im Monat) sind die 760 Plätze (722 davon nutzbar) voraussichtlich" in first
    assert "Wenn das Risiko unter 1 zu 5 bleiben soll" in first
    assert len(re.findall(r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
                          r"(?: \d{4})?", first)) >= 2  # fmt: skip
    for part in (scenario_release.CAUSE, "Engpass", "Kein Modell erkennt einen Bruch vorher", "Was 2015 kam",
                 "So hätte das Modell gewarnt: erstmals im November 2014", "In 0 von 1 Fällen lag"):  # fmt: skip
        assert part in said


def test_the_first_page_says_the_same_in_one_sentence(home: Path) -> None:
    asked = client(home)
    assert (
        "Die Plätze sind voraussichtlich frühestens im Dezember 2026 belegt, vielleicht auch in 24 Monaten noch nicht; "
        "bei 6 Monaten Vorlauf hätte bis Ende Juni 2026 bestellt werden müssen."
    ) in words(asked.get("/").text)
    english = words(asked.get("/?lang=en").text)
    assert "with a lead time of 6 months the order should have been placed by the end of June 2026." in english


def test_a_release_without_answers_leaves_the_first_sentence_to_the_middle_assumption(tmp_path: Path) -> None:
    fixture.publish(tmp_path)
    assert "Vorlauf" not in words(client(tmp_path).get("/").text)


def test_without_a_lever_there_is_one_example_of_each_to_try(home: Path) -> None:
    found = client(home).get(PAGE).text
    tried = {html.unescape(address) for address in re.findall(r'href="(/szenarien\?[^"]+)"[^>]*>mit ', found)}
    assert {re.sub(r"=.*", "", address) for address in tried} == {
        "/szenarien?flats", "/szenarien?household", "/szenarien?places",
    }  # fmt: skip
    for address in tried:
        said = words(client(home).get(address).text)
        assert "Was die Stellschrauben bewirken" in said
        assert "nichts tun" in said
        assert scenario_release.CAUSE not in said


def test_every_order_date_stands_in_the_chart_also_when_it_has_passed(home: Path) -> None:
    marks = set(re.findall(r"(bestellen|verstrichen) bei (\d+) Monaten Vorlauf", words(client(home).get(PAGE).text)))
    assert marks == {("bestellen", "3"), ("verstrichen", "6"), ("verstrichen", "10")}


def test_a_moved_lever_brings_head_and_body_and_nothing_else(home: Path) -> None:
    asked = client(home)
    answer = asked.get(f"{RESULT}?flats=9&places=100&order=2026-12")
    assert set(answer.json) == {"szenario-kopf", "szenario-ergebnis"}
    head, body = (words(answer.json[key]) for key in ("szenario-kopf", "szenario-ergebnis"))
    assert "Mit 9 Wohnungen im Monat und 100 neuen Plätzen ab Juni 2027 sind die 760 Plätze" in head
    for row in ("nichts tun", "mit 9 Wohnungen im Monat", "mit 100 neuen Plätzen ab Juni 2027", "alles zusammen"):
        assert row in body
    assert "style=" not in answer.text
    # A lever that does not exist stands as today, as on the page.
    assert "Bei heutigem Wohnungszugang" in words(asked.get(f"{RESULT}?flats=900").json["szenario-kopf"])


def test_the_council_starts_from_totals_and_the_page_says_so(home: Path) -> None:
    assert scenario_release.NOTE in words(client(home, "rat").get(PAGE).text)
    assert scenario_release.NOTE not in words(client(home).get(PAGE).text)


def test_a_release_without_courses_gives_the_reason_and_no_fan(tmp_path: Path) -> None:
    fixture.publish(tmp_path)
    asked = client(tmp_path)
    assert "Es gibt keine Vorausschau auf die Plätze" in asked.get(PAGE).text
    assert asked.get(RESULT).status_code == 404


def test_a_kept_scenario_stands_beside_another_one(home: Path) -> None:
    asked = client(home)
    answer = asked.post(KEEP, json={"title": " 120 Plätze  ab Juli ", "query": "?places=120&lang=en"})
    assert answer.json == {"said": "„120 Plätze ab Juli“ ist abgelegt (Fassung 1)."}
    kept = desk.kept(home, "szenario", "120-plaetze-ab-juli")
    assert kept is not None
    assert kept.body == {"title": "120 Plätze ab Juli", "levers": {"places": "120"}, "release": fixture.FIRST,
                         "audience": "leitung"}  # fmt: skip
    page = asked.get(f"{PAGE}?flats=8&beside=120-plaetze-ab-juli").text
    assert "Daneben: 120 Plätze ab Juli" in words(page)
    assert "Mit 120 neuen Plätzen ab Mai 2027" in words(page)
    assert "Mit 8 Wohnungen im Monat" in words(page)


def test_only_who_writes_papers_keeps_scenarios_and_only_from_this_server(home: Path) -> None:
    given = {"title": "A", "query": ""}
    assert client(home, "rat").post(KEEP, json=given).status_code == 403
    asked = client(home)
    assert asked.post(KEEP, json=given, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert asked.post(KEEP, data=given).status_code == 400
    assert asked.post(KEEP, json={"title": 5, "query": ""}).status_code == 400
    assert asked.post(KEEP, json={"title": "!?", "query": ""}).status_code == 409
    assert not (home / "desk" / "szenario").exists()
    assert "Abgelegte Szenarien" not in client(home, "rat").get(PAGE).text
