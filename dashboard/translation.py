"""The interface in a second language: exact texts and a few forms; what has no translation stays German and says so."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.drawing import Drawing
from dashboard.english import FORMS, TEXTS
from dashboard.records import Snapshot

GERMAN, ENGLISH = "de", "en"
_SPOKEN = ("aria-label", "title", "placeholder", "label")
_LETTERS = re.compile(r"[^\W\d_]")
_COMPILED = tuple((re.compile(form), text) for form, text in FORMS)
# Words that are the same in both languages, or names, are nothing to mark.
_NEUTRAL = re.compile(r"\W*|KIM-Cockpit|CSV \(1[.,]5\)|SVG|PNG|[a-z]+(_[a-z0-9]+)+|\d[\d., \u00a0%]*")
Words = Callable[[str], str | None]


def translator(shown: Snapshot | None) -> Words:
    """A function from a German text to its English one, None where there is none; titles come from the catalogue."""
    own: dict[str, str] = {}
    for reading in shown.readings if shown else ():
        indicator = reading.indicator
        if indicator.title_en:
            own[indicator.title] = indicator.title_en
        if indicator.question_en:
            own[indicator.question] = indicator.question_en
    return lambda text: _word(text, own)


def translate(tree: Any, words: Words) -> None:
    """Translate a page in place; an element whose own text stays German gets `lang="de"`."""
    for part in tree if isinstance(tree, list | tuple) else [tree]:
        if isinstance(part, Drawing):
            _mark_drawing(part)
        elif isinstance(part, Component):
            _translate_one(part, words)


def _translate_one(part: Component, words: Words) -> None:
    stays = [name for name in _SPOKEN if not _attribute(part, name, words)]
    if "aria-label" in stays and isinstance(part, html.A) and _says_enough(part, words):
        setattr(part, "aria-label", None)
        stays.remove("aria-label")
    children = getattr(part, "children", None)
    if isinstance(children, str):
        text = words(children)
        if text is None:
            stays.append("children")
        else:
            part.children = text
    elif isinstance(children, list | tuple):
        part.children = [_child(child, words) for child in children]
    elif isinstance(children, Component):
        translate(children, words)
    if stays and "lang" in part.available_properties:
        part.lang = GERMAN
        _keep_english(getattr(part, "children", None))


def _says_enough(part: html.A, words: Words) -> bool:
    """Whether a link whose label stays German is named in English by its own text: name and text must not differ."""
    children = getattr(part, "children", None)
    return isinstance(children, str) and words(children) is not None


def _child(child: Any, words: Words) -> Any:
    if isinstance(child, str):
        text = words(child)
        return html.Span(child, lang=GERMAN) if text is None else text
    translate(child, words)
    return child


def _keep_english(children: Any) -> None:
    """Below an element marked as German for its label, what was translated says that it is English."""
    for child in children if isinstance(children, list | tuple) else [children]:
        if isinstance(child, Component) and "lang" in child.available_properties and not getattr(child, "lang", None):
            child.lang = ENGLISH


def _attribute(part: Component, name: str, words: Words) -> bool:
    value = getattr(part, name, None)
    if not isinstance(value, str):
        return True
    text = words(value)
    if text is None:
        return False
    setattr(part, name, text)
    return True


def _mark_drawing(part: Drawing) -> None:
    tag, attributes, children = part.root
    if _LETTERS.search(str(children)) and "aria-hidden" not in attributes:
        part.root = [tag, {**attributes, "lang": GERMAN}, children]


def _word(text: str, own: Mapping[str, str]) -> str | None:
    plain = text.strip()
    if _NEUTRAL.fullmatch(plain):
        return text
    found = own.get(plain) or TEXTS.get(plain)
    if found is None:
        for form, pattern in _COMPILED:
            if match := form.fullmatch(plain):
                parts = [_word(group or "", own) for group in match.groups()]
                found = pattern.format(
                    *(part if part is not None else group for part, group in zip(parts, match.groups(), strict=True))
                )
                break
    return None if found is None else text.replace(plain, found)
