"""English where there is a translation; what stays German says so, element by element."""

from pathlib import Path

import pytest
import release_fixture as fixture
from component_text import text, walk
from dash import html
from hypothesis import given
from hypothesis import strategies as st

from dashboard.access import access_for
from dashboard.app import render
from dashboard.english import FORMS, TEXTS
from dashboard.translation import translate, translator


def english(tree: html.Div) -> html.Div:
    translate(tree, translator(None))
    return tree


def test_what_is_known_is_translated_and_the_rest_is_marked() -> None:
    tree = english(html.Div([html.P("Kennzahlen"), html.P("Etwas ganz anderes"), html.P("12,5 %")]))
    first, second, third = tree.children
    assert (first.children, getattr(first, "lang", None)) == ("Indicators", None)
    assert (second.children, second.lang) == ("Etwas ganz anderes", "de")
    assert getattr(third, "lang", None) is None


def test_mixed_children_are_marked_one_by_one() -> None:
    (first, rest) = english(html.P(["Zeichen: ", "nur deutsch"])).children
    assert first == "Signs: "
    assert (rest.children, rest.lang) == ("nur deutsch", "de")


def test_a_label_that_stays_german_does_not_make_its_content_german() -> None:
    tree = english(html.Div([html.P("Wert")], **{"aria-label": "ein unbekanntes Wort"}))
    assert tree.lang == "de"
    assert (tree.children[0].children, tree.children[0].lang) == ("Value", "en")


def test_forms_keep_their_parts() -> None:
    words = translator(None)
    assert words("Filter (2 aktiv)") == "Filters (2 active)"
    assert words("Zeitraum bis: Monat") == "Period up to: Month"
    assert words("Verwaltungsleitung (ab 3 Personen)") == "Administration leadership (from 3 persons)"


@given(st.text(max_size=60))
def test_no_text_breaks_the_translation(content: str) -> None:
    tree = english(html.Div([html.P(content), content]))
    assert text(tree).count(text(tree.children[0])) >= 1


@pytest.mark.parametrize("path", ["/", "/katalog", "/kennzahl/gu_auslastung", "/daten", "/hilfe", "/methodik"])
def test_every_german_text_of_an_english_page_is_marked(tmp_path: Path, path: str) -> None:
    fixture.publish(tmp_path)
    access = access_for(fixture.city().rights, "lokal")
    page = render(tmp_path, access, path, fixture.NOW, "?lang=en")[0]
    known = set(TEXTS)
    for part in walk(page):
        children = getattr(part, "children", None)
        if isinstance(children, str) and children.strip() in known:
            assert TEXTS[children.strip()] == children.strip(), children
    assert "Indicators" in text(page)
    assert FORMS
