"""Numbers in text: bound ones print the release, changed ones are marked, unbound ones are found."""

import paper_release
import pytest
import release_fixture as fixture
from hypothesis import given
from hypothesis import strategies as st

from dashboard.exports import bound
from dashboard.exports.briefing import basis, scene
from dashboard.exports.paper_block import Scene
from etl.catalogue.briefing import pieces, tokens


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    home = tmp_path_factory.mktemp("home")
    paper_release.publish(home)
    found = basis(home, "rat")
    return scene(found, found.briefing("bericht"), paper_release.PERIOD)


def said(text: str, here: Scene, confirmed: dict[str, str] | None = None) -> list[str]:
    return ["".join(run.text for run in p) for p in bound.paragraphs(text, here, confirmed or {})]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Auslastung {gu_auslastung}.", "Auslastung 90,3\u00a0%."),
        ("Früher {gu_auslastung@2025-01}.", "Früher 70,0\u00a0%."),
        ("Haus 1 {gu_auslastung:unterkunft=gu_01}.", "Haus 1 69,7\u00a0%."),
        ("Haus 2 {gu_auslastung:unterkunft=gu_02}.", "Haus 2 [aus Datenschutzgründen nicht gezeigt]."),
        ("Haus 9 {gu_auslastung:unterkunft=gu_09}.", "Haus 9 [liegt noch nicht vor]."),
        ("Bedarf {wohnungsbedarf}.", "Bedarf 12\u00a0Personen (30.09.2026)."),
        ("Budget {budget}.", "Budget [liegt noch nicht vor]."),
        ("Fremd {gibt_es_nicht}.", f"Fremd {bound.UNKNOWN}."),
        ("Klammern {ohne Sinn} bleiben.", "Klammern {ohne Sinn} bleiben."),
    ],
)
def test_a_bound_number_prints_the_release(text: str, printed: str, here: Scene) -> None:
    assert said(text, here) == [printed]


def test_a_changed_number_remembers_what_stood_there(here: Scene) -> None:
    (runs,) = bound.paragraphs("Es sind {gu_auslastung}.", here, {"{gu_auslastung}": "88,5\u00a0%"})
    assert [run.was for run in runs] == ["", "88,5\u00a0%", ""]
    (same,) = bound.paragraphs("Es sind {gu_auslastung}.", here, {"{gu_auslastung}": "90,3\u00a0%"})
    assert [run.was for run in same] == ["", "", ""]


def test_blank_lines_part_paragraphs_and_single_ends_of_line_do_not(here: Scene) -> None:
    assert said("Eins\nzwei.\n\nDrei.", here) == ["Eins zwei.", "Drei."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Es sind 651 Personen und 12,5 %.", ("651", "12,5")),
        ("Am 30.09.2026 und im Jahr 2025 nichts.", ()),
        ("Gebunden {gu_auslastung@2026-10} allein.", ()),
        ("Nummer VII/2026/01234 zählt nicht.", ()),
        ("Nur 7 Menschen im 2. Stock.", ("7",)),
    ],
)
def test_unbound_numbers_are_found(text: str, found: tuple[str, ...]) -> None:
    assert bound.unbound(text) == found


@given(st.text(alphabet="{}abc_:=@01-Q ", max_size=60))
def test_pieces_lose_nothing(text: str) -> None:
    parts = list(pieces(text))
    assert "".join(p if isinstance(p, str) else p.written for p in parts) == text
    assert tokens(text) == tuple(p for p in parts if not isinstance(p, str))


def test_a_member_of_another_period_is_read_from_that_period(here: Scene) -> None:
    assert said("{gu_auslastung:unterkunft=gu_01@2026-09}", here) == ["[liegt noch nicht vor]"]
    assert fixture.MONTHS[-1] == paper_release.PERIOD
