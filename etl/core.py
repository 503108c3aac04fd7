"""Stage tables -> core tables: first what the city declares, then one SQL file after the other."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.table import CellType

_TYPES: dict[CellType, str] = {"text": "text", "integer": "bigint", "decimal": "decimal(18, 4)", "date": "date"}
Declared = tuple[str, Sequence[Sequence[object]]]
SQL = Path(__file__).parent / "sql"


def run_folder(con: duckdb.DuckDBPyConnection, folder: str) -> None:
    """Run every file of a folder of `etl/sql` in file-name order."""
    for path in sorted((SQL / folder).glob("*.sql")):
        con.execute(path.read_text(encoding="utf-8"))


def build_core(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Make every table of schema core anew from the stage tables and the declarations of the city."""
    con.execute("create schema if not exists core")
    _declared(con, catalogue)
    con.execute("""
        create or replace table core.stand as
        select source_id, max(data_as_of) as data_as_of
        from meta.load where outcome = 'uebernommen' group by source_id
    """)
    run_folder(con, "core")


def _declared(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    for name, (columns, rows) in {**_of_the_city(catalogue), **_of_the_indicators(catalogue)}.items():
        _table(con, f"core.{name}", columns, rows)
    for table in catalogue.tables:
        columns = ", ".join(f"{name} {_TYPES[kind]}" for name, kind in table.table.columns.items())
        _table(con, f"core.{table.table.id}", columns, table.rows)


def _of_the_city(catalogue: Catalogue) -> dict[str, Declared]:
    city = catalogue.city
    return {
        "stadt": ("kreis text, ags text", [(city.kreis, city.ags)]),
        "stadtbezirk": ("bezirk_nr text, name text", [(b.nr, b.name) for b in city.boroughs]),
        "stadtviertel": (
            "viertel_nr text, name text, bezirk_nr text",
            [(d.nr, d.name, d.borough) for d in city.districts],
        ),
        "altersgruppe": (
            "altersgruppe text, label text, ab integer, bis integer",
            [(a.id, a.label, a.from_age, a.to_age) for a in city.age_groups],
        ),
        "gesellschaft": ("gesellschaft text, name text", [(c.id, c.name) for c in city.companies]),
        "staat": ("code text, name text", sorted(catalogue.labels.get("staaten", {}).items())),
    }


def _of_the_indicators(catalogue: Catalogue) -> dict[str, Declared]:
    indicators = catalogue.indicators.values()
    return {
        "wort": (
            "breakdown text, code text, label text",
            [(b.id, code, label) for b in catalogue.breakdowns for code, label in b.members.items()],
        ),
        "bruch": ("indicator_id text, period text", [(i.id, b.period) for i in indicators for b in i.breaks]),
        "ziel": (
            "indicator_id text, gueltig_ab date, gueltig_bis date, ziel decimal(18, 4)",
            [(i.id, t.valid_from, t.valid_to, t.target) for i in indicators for t in i.thresholds],
        ),
    }


def _table(con: duckdb.DuckDBPyConnection, name: str, columns: str, rows: Iterable[Sequence[object]]) -> None:
    con.execute(f"create or replace table {name} ({columns})")
    values = list(rows)
    if values:
        marks = ", ".join(["(" + ", ".join("?" * len(values[0])) + ")"] * len(values))
        con.execute(f"insert into {name} values {marks}", [cell for row in values for cell in row])
