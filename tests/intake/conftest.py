"""Sources invented for the intake's tests, and a way to write a delivery and open it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from etl.catalogue.source import Source
from etl.intake.delivery import open_delivery
from etl.intake.raw import RawTable

PLAIN = {
    "office": "Amt",
    "contact": "Stelle",
    "description": "erfunden",
    "rhythm": "monatlich",
    "due_days": 10,
    "delivery": "snapshot",
}


def _text(*headings: str, **more: Any) -> dict[str, Any]:
    return {"headings": headings, "type": "text", "meaning": "erfunden", **more}


def _csv(id_: str, columns: dict[str, Any], stand: dict[str, str], **more: Any) -> Source:
    file = {"format": "liste", "stand": stand}
    return Source.model_validate(
        {**PLAIN, "id": id_, "title": f"Liste {id_}", "key": ["nr"], "file": file, "columns": columns, **more}
    )


def _genesis(id_: str, statistic: str, **more: Any) -> Source:
    code = {"type": "code", "codes": {"a": ["Alte Basis"], "b": ["Neue Basis"]}, "meaning": "erfunden"}
    shape = {
        "statistic": statistic,
        "value": "WERT01",
        "value_column": "wert",
        "time_column": "tag",
        "variables": {"kreis": ["KREISE", "DLAND"], "geschlecht": ["GES"]},
        **more,
    }
    columns = {
        "kreis": _text("kreis"),
        "tag": {"headings": ["tag"], "type": "date", "meaning": "erfunden"},
        "geschlecht": _text("geschlecht"),
        "wert": {"headings": ["wert"], "type": "decimal", "meaning": "erfunden"},
        "basis": {**code, "headings": ["basis"]},
    }
    file = {"format": "genesis", "stand": {"where": "spalte", "column": "tag"}, "genesis": shape}
    return Source.model_validate(
        {**PLAIN, "id": id_, "title": f"Liste {id_}", "key": ["kreis", "tag"], "file": file, "columns": columns}
    )


@pytest.fixture(scope="session")
def sources() -> tuple[Source, ...]:
    """Three CSV lists, two of which share headings, and two GENESIS tables, one with declared bases."""
    head, column = {"where": "kopf"}, {"where": "spalte", "column": "monat"}
    return (
        _csv(
            "wohnungen",
            {
                "nr": _text("WE-Nr.", "Wohneinheit"),
                "ort": _text("Stadtteil", required=True),
                "personen": {"headings": ["Pers."], "type": "integer", "meaning": "erfunden"},
                "grund": _text("Auszugsgrund / Verbleib", optional=True),
            },
            head,
            drop=["Bemerkung"],
        ),
        _csv(
            "plaetze",
            {
                "nr": _text("Kürzel"),
                "monat": {"headings": ["Monat"], "type": "month", "meaning": "erfunden"},
                "anzahl": {"headings": ["Plätze genehmigt"], "type": "integer", "meaning": "erfunden"},
            },
            column,
        ),
        _csv("kurz", {"nr": _text("Kürzel"), "monat": _text("Monat"), "anzahl": _text("Zahl")}, column),
        _genesis(
            "einwohner",
            "99411",
            basis_column="basis",
            bases=[
                {"dialect": "alt", "valid_to": "2023-12-31", "basis": "a"},
                {"dialect": "neu", "valid_from": "2024-12-31", "basis": "b"},
            ],
        ),
        _genesis("arbeit", "99111"),
    )


Opener = Callable[..., RawTable]


@pytest.fixture
def opened(tmp_path: Path, sources: tuple[Source, ...]) -> Opener:
    """Write a delivery and open it: text in an encoding, or bytes."""

    def open_it(content: str | bytes, name: str = "liste.csv", encoding: str = "utf-8") -> RawTable:
        path = tmp_path / "delivery"
        path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
        work = tmp_path / "work"
        work.mkdir(exist_ok=True)
        return open_delivery(path, name, sources, work)

    return open_it


@pytest.fixture(scope="session")
def rows_of() -> Callable[[RawTable], list[tuple[int, list[str]]]]:
    """Rows of a raw table as (line, cells): the same whether numbers are written or reckoned."""
    import csv

    def rows(raw: RawTable) -> list[tuple[int, list[str]]]:
        quoting = csv.QUOTE_MINIMAL if raw.quoted else csv.QUOTE_NONE
        with raw.path.open(encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file, delimiter=raw.delimiter, quoting=quoting))
        if raw.first_row is not None:
            return [(raw.first_row + at, cells) for at, cells in enumerate(lines)]
        return [(int(cells[0]), cells[1:]) for cells in lines]

    return rows
