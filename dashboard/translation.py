"""The interface in a second language: what has no translation stays German, element by element, and says so."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.drawing import Drawing
from dashboard.records import Snapshot
from dashboard.wording import Words, words_for
from etl.catalogue.indicator import Measure, Ratio

GERMAN, ENGLISH = "de", "en"
_SPOKEN = ("aria-label", "title", "placeholder", "label", "data-said")
_PROPOSED = (" (Vorschlag)", " (proposal)")


def translator(shown: Snapshot | None) -> Words:
    """A function from a German text to its English one, None where there is none; titles come from the catalogue."""
    if shown is None:
        return words_for((), frozenset())
    return words_for(_titles(shown), _names(shown))


def translate(tree: Any, words: Words) -> None:
    """Translate a page in place; an element whose own text stays German gets `lang="de"`, and what has it is left."""
    for part in tree if isinstance(tree, list | tuple) else [tree]:
        if isinstance(part, Drawing):
            part.root = _drawn(part.root, words)
        elif isinstance(part, Component) and getattr(part, "lang", None) != GERMAN:
            _translate_one(part, words)


def _titles(shown: Snapshot) -> tuple[tuple[str, str], ...]:
    """What the catalogue itself says in both languages; a title also without its mark as a proposal."""
    found: dict[str, str] = {}
    for reading in shown.readings:
        indicator = reading.indicator
        if indicator.title_en:
            found[indicator.title] = indicator.title_en
            found[indicator.title.removesuffix(_PROPOSED[0])] = indicator.title_en.removesuffix(_PROPOSED[1])
        if indicator.question_en:
            found[indicator.question] = indicator.question_en
    return tuple(found.items())


def _names(shown: Snapshot) -> frozenset[str]:
    """Names that a generated sentence may hold as they are: of places, offices, deliveries, indicators."""
    city = shown.city
    formulas = (r.indicator.formula for r in shown.readings)
    parts = (part for formula in formulas if isinstance(formula, Ratio) for part in (formula.of, formula.to))
    return frozenset(
        (
            city.name, city.short_name, city.office, city.contact, city.state,
            *(borough.name for borough in city.boroughs), *(district.name for district in city.districts),
            *shown.members.values(), *shown.dimensions.values(),
            *(name for source in shown.sources for name in (source.title, source.office)),
            *(name for r in shown.readings for name in (r.indicator.title, r.indicator.owner)),
            *(part.title for part in parts if isinstance(part, Measure) and part.title),
        )
    )  # fmt: skip


def _drawn(node: Any, words: Words, inside: str = ENGLISH) -> Any:
    """A drawing in English; an element with a text or a name that stays German says so, and what is inside says back.

    `inside` is the language that is declared around the element.
    """
    tag, attributes, children = node
    found = [words(child) if isinstance(child, str) else child for child in children]
    spoken = attributes.get("aria-label")
    said = words(spoken) if spoken is not None else ""
    stays = said is None or None in found
    plain = any(isinstance(child, str) for child in children)
    own = GERMAN if stays else ENGLISH if plain else inside
    attributes = {**attributes, **({"aria-label": said} if said else {}), **({"lang": own} if own != inside else {})}
    whole = [child if new is None else new for child, new in zip(children, found, strict=True)]
    return [tag, attributes, [c if isinstance(c, str) else _drawn(c, words, own) for c in whole]]


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
