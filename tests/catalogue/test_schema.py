"""The schemas that editors use are those of the types, and the catalogue's own files keep to them."""

import json
from pathlib import Path

import pytest

from etl.catalogue_schema import KINDS, schema_text, write_schemas

REPOSITORY = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_in_docs_is_that_of_the_type(kind: str) -> None:
    assert (REPOSITORY / "docs" / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8") == schema_text(kind)


def test_a_schema_names_what_is_required_and_refuses_the_unknown(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    schema = json.loads((tmp_path / "indicator.schema.json").read_text(encoding="utf-8"))
    assert {"id", "title", "question", "formula", "disclosure", "review"} <= set(schema["required"])
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]["direction"]["enum"]) == {"+", "-", "o"}
