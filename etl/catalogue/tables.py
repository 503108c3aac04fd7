"""data/reference/<id>.csv -> typed rows, every mistake with its line."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.catalogue.table import Cell, ReferenceTable, cell


@dataclass(frozen=True)
class Rows:
    """A reference table and its rows, in the order of its columns."""

    table: ReferenceTable
    rows: Sequence[tuple[Cell, ...]]

    def plain(self) -> list[list[int | str | None]]:
        """The rows for JSON: numbers with decimals and days as they are written there."""
        return [[cell if cell is None or isinstance(cell, int) else str(cell) for cell in row] for row in self.rows]


def read_rows(table: ReferenceTable, folder: Path) -> tuple[Rows, list[tuple[int, str]]]:
    """The rows of a table and its mistakes as pairs of line (1-based, 0 for the file) and sentence."""
    path = folder / f"{table.id}.csv"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, delimiter=";")
            if (found := tuple(reader.fieldnames or ())) != tuple(table.columns):
                return Rows(table, ()), [
                    (1, f"die Spalten sind {', '.join(found)}, erwartet {', '.join(table.columns)}")
                ]
            delivered = [(reader.line_num, row) for row in reader]
    except FileNotFoundError:
        return Rows(table, ()), [(0, "die Datei fehlt")]
    rows: list[tuple[Cell, ...]] = []
    mistakes = list(_mistakes(table, delivered, rows))
    return Rows(table, tuple(rows)), mistakes


def _mistakes(
    table: ReferenceTable, delivered: Sequence[tuple[int, Mapping[str, str]]], rows: list[tuple[Cell, ...]]
) -> Iterator[tuple[int, str]]:
    """Append what can be read to `rows` and yield what cannot."""
    seen: set[tuple[Cell, ...]] = set()
    for line, row in delivered:
        try:
            typed = {name: cell(kind, (row[name] or "").strip()) for name, kind in table.columns.items()}
        except ValueError as error:
            yield line, str(error)
            continue
        key = tuple(typed[name] for name in table.key)
        if None in key:
            yield line, f"der Schlüssel ({', '.join(table.key)}) ist nicht ausgefüllt"
        elif key in seen:
            yield line, f"der Schlüssel ({', '.join(table.key)}) steht doppelt"
        else:
            seen.add(key)
            rows.append(tuple(typed.values()))
