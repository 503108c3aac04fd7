"""The blank workbook of every source: filled in, it is a delivery of that source, and nothing else is."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from small_city import the_catalogue

from etl.catalogue.source import Column, Source
from etl.contract.parse import parse_cell
from etl.contract.reasons import DeliveryRefused
from etl.contract.spelling import spellings
from etl.intake.delivery import open_delivery, open_parts
from etl.template import NoTemplate, template
from etl.xlsx import Cell, Sheet, write_xlsx

CATALOGUE = the_catalogue()
LISTS = [source for source in CATALOGUE.sources.values() if source.file.format == "liste"]
TODAY = dt.date(2026, 11, 25)
WRITTEN: dict[str, Cell] = {
    "date": dt.date(2026, 10, 1),
    "month": "10.2026",
    "school_year": "2026/27",
    "year": "1990",
    "quarter": "III/2026",
    "boolean": "ja",
}


def cell(column: Column) -> Cell:
    """Something that the column allows, as an office would type it."""
    if column.type == "code":
        codes = {**(CATALOGUE.lists[column.code_list] if column.code_list else {}), **column.codes}
        return next(words[0] for words in codes.values() if words)
    if column.type in ("integer", "decimal"):
        return float(max(column.min or Decimal(0), min(column.max or Decimal(1), Decimal(1))))
    if column.type == "year" and column.min and column.min > 1990:
        return str(column.min)
    return WRITTEN.get(column.type, "GU-01" if column.pattern and "A-Z" in column.pattern else "1")


def filled(source: Source, folder: Path) -> Path:
    """The template with its Stand and one row, saved again as a spreadsheet would."""
    path = folder / "vorlage.xlsx"
    path.write_bytes(template(source, CATALOGUE))
    book = CalamineWorkbook.from_path(str(path))
    rows = [list(row) for row in book.get_sheet_by_name("Liste").to_python(skip_empty_area=False)]
    heads = next(at for at, row in enumerate(rows) if at and len([c for c in row if c]) == len(row) and len(row) > 1)
    columns = {key: column for key, column in source.columns.items() if column.place == "zelle"}
    for row in rows[1:heads]:
        if str(row[0]).endswith(":"):
            place = [c for c in source.columns.values() if c.place == "kopf" and f"{c.headings[0]}:" == row[0]]
            row[1] = cell(place[0]) if place else dt.date(2026, 10, 31)
    rows = [*rows[: heads + 1], [cell(column) for column in columns.values()]]
    guide = book.get_sheet_by_name("Anleitung").to_python()
    tables = [Sheet("Liste", [[c or None for c in row] for row in rows]), Sheet("Anleitung", guide)]
    path.write_bytes(write_xlsx(tables))
    return path


@pytest.mark.parametrize("source", LISTS, ids=lambda source: source.id)
def test_a_filled_template_is_a_delivery_of_its_source(source: Source, tmp_path: Path) -> None:
    path = filled(source, tmp_path)
    told = [cell(column) for column in source.columns.values() if column.place == "dateiname" and column.required]
    name = "_".join(["vorlage", *map(str, told or ["x"])]) + ".xlsx"
    (part,) = open_parts(path, name, tuple(CATALOGUE.sources.values()), tmp_path)
    assert part.refused is None, part.refused
    raw = part.raw
    assert raw
    assert (raw.source.id, part.sheet) == (source.id, "Liste")
    in_cells = [key for key, column in source.columns.items() if column.place == "zelle"]
    assert [key for key in raw.cells if key] == in_cells
    assert raw.data_as_of == (dt.date(2026, 10, 31) if source.file.stand.where == "kopf" else None)
    (line,) = raw.path.read_text(encoding="utf-8").splitlines()
    for key, text in zip(in_cells, line.split(";")[1:], strict=True):
        column = source.columns[key]
        parsed = parse_cell(column, text, spellings(column, CATALOGUE.lists), TODAY)
        assert parsed.reason in (None, "muster_verletzt"), (key, text)


@pytest.mark.parametrize("source", LISTS, ids=lambda source: source.id)
def test_an_empty_template_loads_nothing(source: Source, tmp_path: Path) -> None:
    path = tmp_path / "vorlage.xlsx"
    path.write_bytes(template(source, CATALOGUE))
    with pytest.raises(DeliveryRefused) as refused:
        open_delivery(path, path.name, tuple(CATALOGUE.sources.values()), tmp_path)
    assert refused.value.code in ("keine_zeilen", "stand_fehlt", "stand_unlesbar")


@pytest.mark.parametrize("source", LISTS, ids=lambda source: source.id)
def test_the_guide_explains_every_column_and_names_what_is_not_wanted(source: Source, tmp_path: Path) -> None:
    path = tmp_path / "vorlage.xlsx"
    path.write_bytes(template(source, CATALOGUE))
    guide = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Anleitung").to_python()
    text = "\n".join(str(cell) for row in guide for cell in row)
    for column in source.columns.values():
        assert f"Spalte „{column.headings[0]}“" in text
        assert column.meaning in text
    assert all(heading in text for heading in source.drop)


def test_official_statistics_have_no_template() -> None:
    with pytest.raises(NoTemplate, match="amtlichen Statistik"):
        template(CATALOGUE.sources["einwohner_12411"], CATALOGUE)


def test_the_same_template_has_the_same_bytes() -> None:
    source = CATALOGUE.sources["belegungen"]
    assert template(source, CATALOGUE) == template(source, CATALOGUE)
