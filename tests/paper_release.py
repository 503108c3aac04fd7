"""The small release of the tests with papers: one for the council, one for leadership, one that answers inquiries."""

import json
from pathlib import Path
from typing import Any

import duckdb
import release_fixture as fixture

from dashboard.exports.briefing import Basis, Wish, basis, compose
from dashboard.exports.paper import Paper
from etl.catalogue.briefing import Briefing

PERIOD = "2026-10"
GLOSSARY = {"word": "Bestand", "meaning": "Eine Anzahl an einem Stichtag.", "identifier": "bestand", "synonyms": []}
LICENCES = {"einwohner_12411": {"title": "Bevölkerungsstand", "licence": "Datenlizenz Deutschland"}}
BLOCKS: list[dict[str, Any]] = [
    {"id": "auslastung", "indicator": "gu_auslastung", "title": "Auslastung"},
    {
        "id": "haus",
        "indicator": "gu_auslastung",
        "breakdown": "unterkunft",
        "chart": "balken",
        "title": "Je Unterkunft",
    },
    {"id": "minderjaehrige", "indicator": "gu_minderjaehrige", "title": "Kinder über der Zielzeit"},
    {"id": "zugang", "indicator": "zuweisungen", "title": "Zugang", "note": "Nur Zuweisungen des Landes."},
    {"id": "bedarf", "indicator": "wohnungsbedarf", "title": "Wohnungsbedarf"},
    {"id": "budget", "indicator": "budget", "title": "Budget"},
    {"id": "einwohner", "indicator": "einwohner", "title": "Bevölkerung"},
]
SECTIONS: list[dict[str, Any]] = [
    {"id": "beschluss", "title": "Beschlussvorschlag", "text": "Der Stadtrat nimmt den Bericht zur Kenntnis."},
    {"id": "kurz", "title": "Sachdarstellung", "text": "Auslastung: {gu_auslastung}.\n\nBudget: {budget}."},
    {"id": "wichtig", "title": "Das Wichtigste", "level": 2, "content": "wichtigstes",
     "overview": ["gu_verweildauer_med", "gu_minderjaehrige"]},
    {"id": "tabelle", "title": "Überblick", "level": 2, "overview": ["gu_auslastung", "wohnungsbedarf", "einwohner"]},
    {"id": "zahlen", "title": "Zahlen", "level": 2, "blocks": BLOCKS},
    {"id": "massnahmen", "title": "Maßnahmen", "level": 2, "content": "massnahmen"},
    {"id": "aenderungen", "title": "Änderungen", "level": 2, "content": "aenderungen"},
    {"id": "zeichen", "title": "Zeichen", "content": "zeichen"},
    {"id": "definitionen", "title": "Definitionen", "content": "definitionen"},
    {"id": "quellen", "title": "Quellen", "content": "quellen"},
]  # fmt: skip
COUNCIL: dict[str, Any] = {
    "id": "bericht", "title": "Monatsbericht", "kind": "Informationsvorlage", "purpose": "Für den Rat",
    "audience": "rat", "cadence": "monat", "head": [{"id": "top", "label": "TOP"},
    {"id": "nummer", "label": "Vorlagen-Nummer", "text": "wird vergeben"}],
    "route": [{"body": "Stadtrat", "role": "Kenntnisnahme"}], "sections": SECTIONS,
}  # fmt: skip
INNER = COUNCIL | {"id": "innen", "title": "Internes Lagebild", "audience": "leitung", "sections": SECTIONS[2:5]}
INNER["sections"] = [INNER["sections"][0] | {"level": 1}, *INNER["sections"][1:]]
INQUIRY: dict[str, Any] = {
    "id": "anfrage", "title": "Antwort", "kind": "Antwort der Verwaltung", "purpose": "Anfragen", "audience": "rat",
    "cadence": "monat", "pick": True, "head": [{"id": "nummer", "label": "Nummer", "text": ""}],
    "sections": [{"id": "antwort", "title": "Antwort", "text": "Die Zahlen stammen aus einer Ausgabe."},
                 {"id": "plaetze", "title": "Plätze", "level": 2, "blocks": [
                     BLOCKS[0] | {"question": "Reicht die Kapazität?"}, BLOCKS[1] | {"question": "Und je Haus?"}]},
                 {"id": "zugang", "title": "Zugang", "level": 2, "blocks": [BLOCKS[3] | {"question": "Wie viele?"}]}],
}  # fmt: skip


def publish(home: Path, release_id: str = fixture.FIRST, **how: Any) -> None:
    """Publish the release for both audiences with its three papers."""
    fixture.build(home, release_id, **how)
    for audience in fixture.K:
        with duckdb.connect(str(home / "releases" / release_id / f"{audience}.duckdb")) as con:
            for kind, name, body in (
                ("glossary", "Bestand", json.dumps(GLOSSARY)),
                ("reference", "lizenzen", json.dumps(LICENCES)),
                *(
                    ("briefing", b["id"], Briefing.model_validate(b).model_dump_json())
                    for b in (COUNCIL, INNER, INQUIRY)
                ),
            ):
                con.execute("insert into meta.document values (?, ?, ?)", [kind, name, body])
    fixture.switch(home, release_id)


def change(home: Path, audience: str, sql: str, *values: object, release_id: str = fixture.FIRST) -> None:
    """Run one statement on the file of one audience, before anything has read it."""
    with duckdb.connect(str(home / "releases" / release_id / f"{audience}.duckdb")) as con:
        con.execute(sql, list(values))


def council(home: Path, wish: Wish | None = None, last: Paper | None = None) -> tuple[Basis, Briefing, Paper]:
    """The council's paper of October 2026 from the current release."""
    found = basis(home, "rat")
    plan = found.briefing("bericht")
    return found, plan, compose(found, plan, wish or Wish(PERIOD), last)
