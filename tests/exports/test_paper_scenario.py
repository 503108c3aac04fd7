"""A kept scenario as an appendix: from the file of the paper's readers, in all four formats, frozen with the paper."""

import datetime as dt
import re
from pathlib import Path

import paper_release
import pytest
import release_fixture as fixture
import scenario_release
from test_paper_files import words_of

from dashboard import desk
from dashboard.app import create_app
from dashboard.exports import paper_desk, paper_files
from dashboard.exports.briefing import Wish
from dashboard.exports.paper import Paper, Section

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
NAME = "mehr-plaetze"
LEVERS = {"flats": "9", "places": "100", "order": "2026-12"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    scenario_release.publish(tmp_path)
    keep(tmp_path, LEVERS)
    return tmp_path


def keep(home: Path, levers: dict[str, str]) -> None:
    body = {"title": "Mehr Plätze", "levers": levers, "release": fixture.FIRST, "audience": "leitung"}
    desk.keep(home, "szenario", NAME, body, actor="lokal", now=NOW)


def paper(home: Path) -> Paper:
    return paper_release.council(home, Wish(paper_release.PERIOD, annexes=(NAME,)))[2]


def text(section: Section) -> str:
    runs = [run.text for paragraph in section.paragraphs for run in paragraph]
    return " ".join([*runs, *(f.text for f in section.findings)])


def test_the_appendix_is_reckoned_from_what_the_council_may_see(home: Path) -> None:
    last = paper(home).sections[-1]
    assert last.title.endswith("Anlage: Szenario „Mehr Plätze“")
    assert "Mit 9 Wohnungen im Monat und 100 neuen Plätzen ab Juni 2027 sind die 760 Plätze" in text(last)
    assert scenario_release.NOTE in text(last)
    effects, course = last.grids
    assert [row[0].text for row in effects.rows] == [
        "nichts tun", "mit 9 Wohnungen im Monat", "mit 100 neuen Plätzen ab Juni 2027", "alles zusammen",
    ]  # fmt: skip
    assert [row[0].text for row in course.rows][::11] == ["November 2026", "Oktober 2027"]
    assert [row[3].text for row in course.rows][6:9] == ["760", "860", "760"]


def test_without_a_choice_there_is_no_appendix(home: Path) -> None:
    assert "Anlage" not in paper_release.council(home)[2].sections[-1].title


def test_what_this_release_cannot_reckon_is_said(home: Path) -> None:
    keep(home, {"close": "gu_09.2027-01"})
    assert "was es in dieser Ausgabe nicht mehr gibt" in text(paper(home).sections[-1])
    assert paper(home).sections[-1].grids == ()


def test_a_release_without_courses_says_why(tmp_path: Path) -> None:
    paper_release.publish(tmp_path)
    keep(tmp_path, LEVERS)
    assert "lässt sich hier nicht rechnen" in text(paper(tmp_path).sections[-1])


def test_the_form_chooses_it_and_a_released_paper_keeps_it(home: Path) -> None:
    asked = create_app(home, "lokal", rights=fixture.city().rights, clock=lambda: NOW).server.test_client()
    show = "show=bericht:2026-10"
    assert "Anlagen: abgelegte Szenarien" in asked.get(f"/vorlagen?{show}").text
    given = {"tat": "speichern", "zu_gu_minderjaehrige": "Große Familien.", "anlage": [NAME, "fremd"]}
    assert asked.post(f"/vorlagen/tat?{show}", data=given).status_code == 303
    for _ in range(2):
        assert asked.post(f"/vorlagen/tat?{show}", data={"tat": "weiter"}).status_code == 303
    kept = desk.kept(home, paper_desk.PAPERS, "bericht-2026-10")
    assert kept is not None
    assert kept.body["wish"]["annexes"] == [NAME]
    before = paper_desk.content(kept)
    keep(home, {"flats": "20"})
    assert paper_desk.content(kept) == before
    assert before is not None
    assert "Mit 9 Wohnungen im Monat" in text(before.sections[-1])


@pytest.mark.slow
def test_all_four_formats_say_the_appendix(home: Path, tmp_path: Path) -> None:
    made = paper(home)
    effects, course = made.sections[-1].grids
    lead = made.sections[-1].findings[0].text
    for path in paper_files.write(made, tmp_path / "out"):
        said = words_of(path.suffix[1:], path)
        # The PDF breaks words where the line ends.
        assert re.sub(r"[\s-]", "", lead) in re.sub(r"[\s-]", "", said), path.suffix
        for row in (*effects.rows, *course.rows):
            assert re.sub(r"\s+", " ", row[0].text) in said, (path.suffix, row[0].text)
        for row in course.rows:
            assert f"{row[2].text}" in said, (path.suffix, row[2].text)
