"""The small release of the tests with what a handbook needs beyond pages: words of the field and a licence."""

import json
from pathlib import Path
from typing import Any

import duckdb
import release_fixture as fixture

GLOSSARY = {"word": "Bestand", "meaning": "Eine Anzahl an einem Stichtag.", "identifier": "bestand", "synonyms": []}
LICENCES = {"einwohner_12411": {"title": "Bevölkerungsstand", "licence": "Datenlizenz Deutschland"}}


def publish(home: Path, **how: Any) -> None:
    """Publish the release of the tests for both audiences, with glossary and licences."""
    fixture.publish(home, **how)
    for audience in fixture.K:
        change(home, audience, "insert into meta.document values ('glossary', 'Bestand', ?)", json.dumps(GLOSSARY))
        change(home, audience, "insert into meta.document values ('reference', 'lizenzen', ?)", json.dumps(LICENCES))


def change(home: Path, audience: str, sql: str, *values: object) -> None:
    """Run one statement on the file of one audience, before anything has read it."""
    with duckdb.connect(str(home / "releases" / fixture.FIRST / f"{audience}.duckdb")) as con:
        con.execute(sql, list(values))
