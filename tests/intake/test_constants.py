"""What stands above the table or in the file name reaches every row; what is missing is left out."""

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.catalogue.source import Source
from etl.contract.reasons import DeliveryRefused
from etl.contract.split import split
from etl.intake.constants import constants
from etl.intake.delivery import open_delivery

CODES = {"475": ["Syrien", "Syria"], "166": ["Ukraine"]}
COLUMNS: dict[str, dict[str, Any]] = {
    "region": {"headings": ["Region"], "type": "text", "place": "kopf", "required": True},
    "gruppe": {"headings": ["Staatsangehörigkeit"], "type": "text", "place": "kopf", "required": True},
    "staat": {"headings": ["Dateiname"], "type": "code", "place": "dateiname", "codes": CODES, "required": True},
    "jahr": {"headings": ["Jahr"], "type": "year", "required": True},
    "zahl": {"headings": ["Arbeitslose"], "type": "integer"},
}
SOURCE = Source.model_validate(
    {
        "id": "probe",
        "title": "Probe",
        "office": "Fachamt",
        "contact": "Sachgebiet",
        "description": "Lieferung der Tests",
        "rhythm": "jaehrlich",
        "due_days": 10,
        "delivery": "increment",
        "file": {"format": "liste", "stand": {"where": "spalte", "column": "jahr"}},
        "key": ["staat", "jahr"],
        "columns": {name: {"meaning": f"Bedeutung {name}", **column} for name, column in COLUMNS.items()},
    }
)
BLOCK = [
    ["Regionsschlüssel:", "d"],
    ["Region", "", "Deutschland", "und mehr"],
    ["StaatsangehörigkeitHinweis zur Datenlage.", "Ausländer"],
    [],
    ["Jahr"],
]


def test_the_word_alone_wins_over_a_word_that_runs_on() -> None:
    found = constants(SOURCE, BLOCK, "Arbeitslose_2024_Syrien.csv")
    assert found == {"region": "Deutschland", "gruppe": "Ausländer", "staat": "Syrien"}


@pytest.mark.parametrize("name", ["Syria.csv", "export-2024.Syria.csv", "a_b_Syria.xlsx", " Syria.csv "])
def test_the_last_word_of_the_file_name_counts(name: str) -> None:
    assert constants(SOURCE, [], name) == {"staat": "Syria"}


@pytest.mark.parametrize("name", ["Arbeitslose_Export.csv", "Export.csv", "Syrien_2024.xlsx"])
def test_a_file_name_that_does_not_say_it_is_refused_with_the_words_that_would(name: str) -> None:
    with pytest.raises(DeliveryRefused) as refused:
        constants(SOURCE, [], name)
    assert refused.value.code == "dateiname_unbekannt"
    assert "Bedeutung staat" in refused.value.sentence
    assert "Syrien, Ukraine" in refused.value.sentence


def test_a_word_without_a_value_beside_it_is_not_found() -> None:
    assert "region" not in constants(SOURCE, [["Region"], ["Deutschland"], ["", "Region"]], "x_Syrien.csv")


def test_a_delivery_needs_no_headings_for_them_and_keeps_them(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Region;Halle\nStaatsangehörigkeit;Alle\n\nJahr;Arbeitslose\n2023;9.090\n", encoding="utf-8")
    raw = open_delivery(path, "Arbeitslose_Ukraine.csv", [SOURCE], tmp_path)
    assert raw.cells == ("jahr", "zahl")
    assert raw.constants == {"region": "Halle", "gruppe": "Alle", "staat": "Ukraine"}
    assert raw.data_as_of is None


def test_their_words_are_no_headings(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Region;Dateiname;Staatsangehörigkeit\nHalle;x;y\n", encoding="utf-8")
    with pytest.raises(DeliveryRefused) as refused:
        open_delivery(path, "x.csv", [SOURCE], tmp_path)
    assert refused.value.code == "keine_tabelle"


def test_the_year_of_a_column_says_as_of_when(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Region;Halle\nStaatsangehörigkeit;Alle\n\nJahr;Arbeitslose\n2022;1\n2023;2\n", encoding="utf-8")
    raw = open_delivery(path, "Arbeitslose_Syria.csv", [SOURCE], tmp_path)
    with duckdb.connect() as con:
        con.execute("create schema stage")
        result = split(con, raw, {}, dt.date(2026, 11, 25))
        rows = con.execute("select staat, region, jahr, zahl from typed order by row_number").fetchall()
    assert result.data_as_of == dt.date(2023, 12, 31)
    assert rows == [("475", "Halle", 2022, 1), ("475", "Halle", 2023, 2)]
