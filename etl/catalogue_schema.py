"""JSON Schemas of the catalogue's files, so that an editor helps while they are written; made by `make docs`."""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from etl.catalogue.briefing import Briefing
from etl.catalogue.city import Breakdown, City, GlossaryEntry
from etl.catalogue.correction import Corrections
from etl.catalogue.indicator import Indicator
from etl.catalogue.relation import Links
from etl.catalogue.scenario import Planning
from etl.catalogue.source import Source
from etl.catalogue.table import ReferenceTable
from etl.catalogue.view import View

KINDS: dict[str, TypeAdapter[Any]] = {
    "city": TypeAdapter(City),
    "indicator": TypeAdapter(Indicator),
    "source": TypeAdapter(Source),
    "corrections": TypeAdapter(Corrections),
    "breakdowns": TypeAdapter(tuple[Breakdown, ...]),
    "tables": TypeAdapter(tuple[ReferenceTable, ...]),
    "views": TypeAdapter(tuple[View, ...]),
    "relations": TypeAdapter(Links),
    "scenarios": TypeAdapter(Planning),
    "briefing": TypeAdapter(Briefing),
    "glossary": TypeAdapter(tuple[GlossaryEntry, ...]),
}


def schema_text(kind: str) -> str:
    """The JSON Schema (draft 2020-12) of one kind of catalogue file."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **KINDS[kind].json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write_schemas(folder: Path) -> None:
    """Write `<kind>.schema.json` for every kind."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        (folder / f"{kind}.schema.json").write_text(schema_text(kind), encoding="utf-8")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
