"""What only documents need of a release: its audiences, glossary, licences and the hash of its catalogue."""

import json
from pathlib import Path

import duckdb
import pytest
import release_fixture as fixture

from dashboard import warehouse


def add(home: Path, kind: str, name: str, body: object) -> None:
    with duckdb.connect(str(home / "releases" / fixture.FIRST / "rat.duckdb")) as con:
        con.execute("insert into meta.document values (?, ?, ?)", [kind, name, json.dumps(body)])


def test_audiences_are_the_files_of_a_release(tmp_path: Path) -> None:
    fixture.publish(tmp_path)
    assert warehouse.audiences(tmp_path, fixture.FIRST) == ("leitung", "rat")
    assert warehouse.audiences(tmp_path, "gibt-es-nicht") == ()
    assert warehouse.audiences(tmp_path, "..") == ()


def test_glossary_and_licences_are_those_of_the_audience(tmp_path: Path) -> None:
    fixture.publish(tmp_path)
    add(tmp_path, "glossary", "Bestand", {"word": "Bestand", "meaning": "Eine Anzahl.", "synonyms": ["Stand"]})
    add(tmp_path, "reference", "lizenzen", {"einwohner_12411": {"title": "Bevölkerung", "licence": "dl-de/by-2-0"}})
    found = warehouse.annex(tmp_path, "rat", fixture.FIRST)
    assert [(entry.word, entry.synonyms) for entry in found.glossary] == [("Bestand", ("Stand",))]
    assert found.licences == {"einwohner_12411": "dl-de/by-2-0"}
    assert found.catalogue_hash == "hash"
    assert warehouse.annex(tmp_path, "leitung", fixture.FIRST).glossary == ()


@pytest.mark.parametrize("body", [[1], {"haushalt": "frei"}, {"haushalt": {}}, "frei"])
def test_a_spoilt_list_of_licences_is_a_broken_release(tmp_path: Path, body: object) -> None:
    fixture.publish(tmp_path)
    add(tmp_path, "reference", "lizenzen", body)
    with pytest.raises(warehouse.BrokenRelease):
        warehouse.annex(tmp_path, "rat", fixture.FIRST)


def test_an_unknown_release_has_no_annex(tmp_path: Path) -> None:
    with pytest.raises(warehouse.NoRelease):
        warehouse.annex(tmp_path, "rat", "gibt-es-nicht")
