"""The entries of the search: what they are called, what else they may be found by, where they lead; pure."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from dashboard import sentences
from dashboard.charts.render import forms
from dashboard.choices import release_word
from dashboard.components.frame import NavEntry
from dashboard.filters import Filter, link
from dashboard.records import Annex, Snapshot
from dashboard.sentences import STATE_ORDER, STATE_WORDS

Entry = dict[str, str]


def entries(
    shown: Snapshot,
    annex: Annex,
    pages: tuple[NavEntry, ...],
    releases: tuple[str, ...],
    chosen: Filter,
    today: dt.date,
    words: Callable[[str], str | None] = str,
) -> dict[str, Any]:
    """Groups of entries in the order in which they are offered, and the forms of the judgements.

    `words` gives the text of another language, None where there is none.
    """
    stays = chosen.carried()
    groups = [
        ("Kennzahlen", _indicators(shown, stays, today)),
        ("Seiten", [{"name": page.title, "href": link(page.path, stays)} for page in pages]),
        ("Stadtviertel", _districts(shown, stays)),
        ("Ausgaben", [
            {"name": f"Ausgabe {release_word(i)}", "also": i, "href": link("/", stays.having("release", i))}
            for i in releases
        ]),
        ("Glossar", _glossary(annex, stays)),
        ("Befehle", [
            {"name": "Seite drucken", "do": "print"},
            {"name": "Darstellung wechseln: hell, dunkel, wie das System", "do": "theme"},
            {"name": "Hilfe zu dieser Seite", "do": "help"},
            _other_language(stays),
        ]),
    ]  # fmt: skip
    for _, found in groups:
        for entry in found:
            entry["also"] = f"{entry.get('also', '')} {entry['name']}"
            entry |= {part: words(entry[part]) or entry[part] for part in ("name", "value", "word") if part in entry}
    return {
        "groups": [{"title": words(title) or title, "entries": found} for title, found in groups if found],
        "forms": {state: forms.form(state).props() for state in STATE_ORDER},
    }


def _other_language(stays: Filter) -> Entry:
    if stays.lang == "en":
        return {"name": "Deutsch", "also": "German language", "href": link("/", stays.having("lang", "de"))}
    return {"name": "English", "also": "Englisch Sprache", "href": link("/", stays.having("lang", "en"))}


def _indicators(shown: Snapshot, stays: Filter, today: dt.date) -> list[Entry]:
    found = []
    for reading in shown.readings:
        indicator, point = reading.indicator, reading.latest
        if not indicator.listed:
            continue
        state = reading.state(today)
        entry = {"name": indicator.title, "also": f"{indicator.id} {indicator.question} {indicator.title_en or ''}",
                 "href": link(f"/kennzahl/{indicator.id}", stays)}  # fmt: skip
        if point is not None:
            entry["value"] = sentences.value_text(indicator, point, shown.signs())
        if state != "context":
            entry |= {"state": state, "word": STATE_WORDS[state]}
        found.append(entry)
    return found


def _districts(shown: Snapshot, stays: Filter) -> list[Entry]:
    boroughs = {borough.nr: borough.name for borough in shown.city.boroughs}
    return [
        {"name": district.name, "also": f"{district.nr} {boroughs[district.borough]} Stadtbezirk",
         "href": f"{link('/sozialraum', stays)}#viertel-{district.nr}"}
        for district in shown.city.districts
    ]  # fmt: skip


def _glossary(annex: Annex, stays: Filter) -> list[Entry]:
    return [
        {"name": f"{entry.word}: {entry.meaning}", "also": " ".join((*entry.synonyms, entry.identifier or "")),
         "href": f"{link('/methodik', stays)}#glossar"}
        for entry in annex.glossary
    ]  # fmt: skip
