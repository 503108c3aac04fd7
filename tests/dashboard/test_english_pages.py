"""English as the second language: on every page only what the release itself says in German stays German."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import network_release
import pytest
import release_fixture as fixture
import scenario_release
import subject_release
import whole_catalogue_release
from dash import html
from dash.development.base_component import Component

from dashboard.access import access_for
from dashboard.app import render
from dashboard.components.drawing import Drawing
from dashboard.wording import SOFT, sentences, words_for
from etl.catalogue.load import load_catalogue

PAGES = (
    *("/", "/katalog", "/ankunft", "/unterbringung", "/wohnen", "/sozialraum", "/sprache-schule", "/netzwerk"),
    *("/szenarien", "/szenarien?flats=10&places=100&risk=10", "/vorlagen", "/vorlagen?show=bericht:2026-10"),
    *("/daten", "/methodik", "/hilfe", "/barrierefreiheit", "/gibt-es-nicht"),
    *("/kennzahl/gu_auslastung", "/kennzahl/gu_verweildauer_med", "/kennzahl/gu_reichweite"),
)
QUERIES = ("", "&compare=vorjahr&lens=proaktiv&status=act", "&compare=ziel", "&period=2026-Q2&nichts=1&status=quatsch")
# What a page may leave in German beside the words of the release: the way back to German, and how it withholds.
DECLARED = {"Deutsch", "Mindestfallzahl 3. Vorläufig, ohne Gegensperrung."}
# An assumption with who made it; a paper with its month, a numbered section, and what keeps it from being checked.
QUOTING = {
    "/szenarien": (r"Modell „(.+?)“: .+", r"(?:Nutzbare Plätze: )?(.+) \(.+\)"),
    "/vorlagen": (
        r"(?:Ansicht: )?(.+), \w+ \d{4}", r"\d (.+)", r"„(.+)“ steht auf „handeln“ und braucht eine Einordnung\.",
        r"[\d.]+ (.+): \d+ Angaben? (?:wird|werden) nicht gezeigt\.", r"Noch nicht ausgefüllt: (.+)\.",
    ),
}  # fmt: skip
TABLES = ("indicator", "member", "source", "document", "comment", "action", "load_report", "rejection", "change")


def german(tree: Any, language: str = "en") -> Iterator[str]:
    """Every text of a page, seen or spoken, that stands in an element marked as German."""
    if isinstance(tree, html.Article) and getattr(tree, "lang", None) == "de":
        return  # the sheet of a paper is a German document as a whole
    if isinstance(tree, str) and language == "de":
        yield tree.strip().replace(SOFT, "")
    elif isinstance(tree, list | tuple):
        for part in tree:
            yield from german(part, language)
    elif isinstance(tree, Drawing):
        yield from drawn(tree.root, language)
    elif isinstance(tree, Component):
        own = getattr(tree, "lang", None) or language
        spoken = (getattr(tree, name, None) for name in ("aria-label", "title", "placeholder", "label"))
        yield from german([text for text in spoken if isinstance(text, str)], own)
        yield from german(getattr(tree, "children", None), own)


def drawn(node: Any, language: str) -> Iterator[str]:
    _tag, attributes, children = node
    own = attributes.get("lang", language)
    yield from german([attributes[name] for name in ("aria-label",) if name in attributes], own)
    for child in children:
        yield from german(child, own) if isinstance(child, str) else drawn(child, own)


def texts(value: Any) -> Iterator[str]:
    """Every text inside a value of the release, also inside what it keeps as JSON."""
    if isinstance(value, str):
        yield value.replace(SOFT, "")
        if value[:1] in ("{", "["):
            yield from texts(json.loads(value))
    elif isinstance(value, dict):
        yield from texts(list(value.values()))
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def said_by_the_release(home: Path) -> set[str]:
    with duckdb.connect(str(home / "releases" / fixture.FIRST / "leitung.duckdb"), read_only=True) as con:
        rows = [row for table in TABLES for row in con.execute(f"select * from meta.{table}").fetchall()]
    return {text for row in rows for cell in row for text in texts(cell)}


def is_of_the_release(text: str, known: set[str], page: str) -> bool:
    """Whether a text is one of the release; pages that quote it may put its words into one of their declared forms."""
    forms = QUOTING.get(page, ())
    return text in known or any(found[1] in known for form in forms if (found := re.fullmatch(form, text)))


@pytest.mark.slow
@pytest.mark.parametrize("release", [whole_catalogue_release, subject_release, network_release, scenario_release])
def test_only_the_words_of_the_release_stay_german(tmp_path: Path, release: ModuleType) -> None:
    release.publish(tmp_path)
    if release is not whole_catalogue_release:
        with duckdb.connect(str(tmp_path / "releases" / fixture.FIRST / "leitung.duckdb")) as con:
            con.execute("update meta.indicator set title_en = 'Title of ' || id, question_en = 'Question of ' || id")
    known, access = said_by_the_release(tmp_path) | DECLARED, access_for(fixture.city().rights, "lokal")
    left: dict[str, str] = {}
    for path in PAGES:
        for query in QUERIES:
            plain, _, own = path.partition("?")
            page, title = render(tmp_path, access, plain, fixture.NOW, f"?lang=en&{own}{query}")
            left |= {text: path + query for text in german(page)
                     if not is_of_the_release(text, known, plain) and any(map(str.isalpha, text))}  # fmt: skip
            assert not title.startswith(("Seite", "Fehler", "Noch")), title
    assert left == {}


def test_numbers_and_names_stay_and_sentences_are_told_apart() -> None:
    words = words_for((("Belegung", "Occupancy"),), frozenset({"Haus am Weg"}))
    assert (
        words("Belegung: 12,5 %, seit Mai 2026 über dem Ziel.") == "Occupancy: 12,5 %, since May 2026 above the target."
    )
    assert words("Frei sind 3 Plätze, davon 2 in Haus am Weg") == "3 places are free, 2 of them in Haus am Weg"
    assert words("Haus am Weg") is None
    assert words("Frei sind 3 Plätze, davon 2 in Haus am Berg") is None
    assert sentences("Am 1. Juni 2026 kam einer. Im Okt. 2026 keiner. 3 gingen im 1. Hj. 2026.") == [
        "Am 1. Juni 2026 kam einer.", "Im Okt. 2026 keiner.", "3 gingen im 1. Hj. 2026.",
    ]  # fmt: skip


def test_every_listed_indicator_of_the_catalogue_has_its_title_and_question_in_english() -> None:
    catalogue = load_catalogue(whole_catalogue_release.CATALOGUE, fixture.ROOT / "data" / "reference")
    listed = [i for i in catalogue.indicators.values() if i.listed]
    assert [i.id for i in listed if not (i.title_en and i.question_en)] == []
