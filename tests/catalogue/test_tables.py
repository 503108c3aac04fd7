"""Reference tables: typed rows, and every mistake with its line."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from etl.catalogue.table import ReferenceTable
from etl.catalogue.tables import read_rows

TABLE = ReferenceTable.model_validate(
    {
        "id": "satz",
        "title": "Satz",
        "columns": {"gueltig_ab": "date", "stufe": "integer", "eur": "decimal", "name": "text"},
        "key": ["gueltig_ab", "stufe"],
        "origin": "erfunden",
        "as_of": dt.date(2026, 1, 1),
        "licence": "eigen",
    }
)
HEAD = "gueltig_ab;stufe;eur;name"


def read(folder: Path, *lines: str) -> tuple[list[object], list[tuple[int, str]]]:
    (folder / "satz.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows, mistakes = read_rows(TABLE, folder)
    return list(rows.rows), mistakes


def test_cells_are_typed_and_empty_is_null(tmp_path: Path) -> None:
    rows, mistakes = read(tmp_path, HEAD, "2026-01-01;1;8600.50;Pauschale", "2027-01-01;1;;")
    assert mistakes == []
    assert rows == [(dt.date(2026, 1, 1), 1, Decimal("8600.50"), "Pauschale"), (dt.date(2027, 1, 1), 1, None, None)]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("01.01.2026;1;1;x", "„01.01.2026“ ist nicht vom Typ date"),
        ("2026-01-01;eins;1;x", "„eins“ ist nicht vom Typ integer"),
        ("2026-01-01;1;8,5;x", "„8,5“ ist nicht vom Typ decimal"),
        (";1;1;x", "nicht ausgefüllt"),
        ("2025-01-01;1;9;y", "steht doppelt"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, line: str, sentence: str) -> None:
    rows, mistakes = read(tmp_path, HEAD, "2025-01-01;1;1;x", line)
    assert len(rows) == 1
    assert [number for number, _ in mistakes] == [3]
    assert sentence in mistakes[0][1]


def test_other_columns_and_a_missing_file_are_named(tmp_path: Path) -> None:
    assert "erwartet gueltig_ab, stufe, eur, name" in read(tmp_path, "a;b", "1;2")[1][0][1]
    (tmp_path / "satz.csv").unlink()
    assert read_rows(TABLE, tmp_path)[1] == [(0, "die Datei fehlt")]
