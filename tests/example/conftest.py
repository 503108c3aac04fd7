"""The invented city at full size and its deliveries, made once for the tests of this folder."""

import csv
import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from etl.catalogue.source import Source
from etl.example.months import Month
from etl.example.town import Town, live
from etl.example.write import write_example

TODAY = dt.date(2026, 11, 25)
SOURCES = Path(__file__).parents[2] / "data" / "catalogue" / "sources"


@pytest.fixture(scope="session")
def town() -> Town:
    return live(1, Month(2026, 10), 1.0)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("beispiel")
    write_example(out, today=TODAY)
    return out


@pytest.fixture(scope="session")
def sources() -> Mapping[str, Source]:
    return {
        path.stem: Source.model_validate(yaml.safe_load(path.read_text("utf-8"))) for path in SOURCES.glob("*.yaml")
    }


@pytest.fixture(scope="session")
def read() -> Callable[[Path], list[list[str]]]:
    def cells(path: Path) -> list[list[str]]:
        content = path.read_bytes()
        encoding = "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "cp1252"
        return list(csv.reader(content.decode(encoding).splitlines(), delimiter=";"))

    return cells


@pytest.fixture(scope="session")
def table(
    read: Callable[[Path], list[list[str]]], sources: Mapping[str, Source]
) -> Callable[[Path, str], list[dict[str, str]]]:
    """Data rows of a delivery by column of the contract; columns the contract does not take are left out."""

    def rows(path: Path, source: str) -> list[dict[str, str]]:
        lines = read(path)
        known = {h: name for name, column in sources[source].columns.items() for h in column.headings}
        start = next(i for i, line in enumerate(lines) if sum(cell in known for cell in line) > 4)
        names = [known.get(heading, "") for heading in lines[start]]
        return [
            {name: cell for name, cell in zip(names, line, strict=True) if name}
            for line in lines[start + 1 :]
            if len(line) == len(names) and any(line) and line[0] not in ("Summe", "")
        ]

    return rows


@pytest.fixture(scope="session")
def city_text() -> str:
    """The text of city.yaml."""
    return (SOURCES.parent / "city.yaml").read_text("utf-8")


@pytest.fixture(scope="session")
def own_lists() -> Mapping[str, str]:
    """Second word of the file name -> source, for the lists of the office itself."""
    return {
        "Zuweisungen": "zuweisungen",
        "Unterkuenfte": "unterkuenfte",
        "Kapazitaet": "unterkunft_kapazitaet",
        "Belegungen": "belegungen",
    }
