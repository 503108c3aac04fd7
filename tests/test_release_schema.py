"""The release is a public contract: its tables and columns are those of the documentation, no more and no less."""

from pathlib import Path

import duckdb

from etl.core import SQL
from etl.publish import write_release_file
from etl.release_doc import render_release_doc

REPOSITORY = Path(__file__).parent.parent
CONTRACT = {
    "meta.release": "id published_at git_commit catalogue_hash audience k example",
    "meta.source": "id title office rhythm data_as_of next_due",
    "meta.document": "kind id body",
    "meta.load_report": "load_id source_id file sha256 received_at data_as_of rows_read rows_accepted rows_rejected"
    " rows_duplicate outcome",
    "meta.rejection": "load_id row_number column_name rule",
    "meta.member": "breakdown member parent label valid_from valid_to",
    "meta.change": "kind indicator_id period old new reason",
    "meta.comment": "indicator_id period cause done recommendation role",
    "meta.action": "id title owner_role due status indicator_ids",
    "mart.cells": "measure period dim1 member1 dim2 member2 value mark",
    "mart.value": "indicator_id period dim1 member1 dim2 member2 value numerator denominator status sign valid_until"
    " fallback_period fallback_dim1 fallback_member1 load_ids",
}
FORESIGHT = {"forecast", "path", "hazard", "draw", "start", "capacity", "answer", "backtest", "series"}


def test_a_release_file_has_the_tables_and_columns_of_the_contract(tmp_path: Path) -> None:
    path = tmp_path / "leitung.duckdb"
    write_release_file(path, {})
    with duckdb.connect(str(path), read_only=True) as con:
        for table, columns in CONTRACT.items():
            found = [row[0] for row in con.execute(f"select column_name from (describe {table})").fetchall()]
            assert found == columns.split(), table
        tables = {
            (row[0], row[1]) for row in con.execute("select schema_name, table_name from duckdb_tables()").fetchall()
        }
    assert {name for schema, name in tables if schema == "foresight"} == FORESIGHT
    assert {schema for schema, _ in tables} == {"meta", "mart", "foresight"}


def test_every_table_says_what_it_is() -> None:
    with duckdb.connect() as con:
        for path in sorted((SQL / "schema").glob("*.sql")):
            con.execute(path.read_text(encoding="utf-8"))
        silent = con.execute("select table_name from duckdb_tables() where comment is null").fetchall()
    assert silent == []


def test_the_documentation_is_the_one_the_schema_gives() -> None:
    assert (REPOSITORY / "docs" / "release.md").read_text(encoding="utf-8") == render_release_doc()


def test_rows_come_back_as_they_were_given(tmp_path: Path) -> None:
    path = tmp_path / "rat.duckdb"
    row = ("zuweisungen", "2026-10", "status", "p24", None, None, None, "g")
    value = (
        "gu",
        "2026-10",
        None,
        None,
        None,
        None,
        88.46,
        690,
        780,
        "watch",
        None,
        None,
        None,
        None,
        None,
        ["a", "b"],
    )
    empty = (*value[:6], None, None, None, None, "…", None, None, None, None, None)
    write_release_file(path, {"mart.cells": [row], "mart.value": [value, empty]})
    with duckdb.connect(str(path), read_only=True) as con:
        assert con.execute("select * from mart.cells").fetchall() == [row]
        assert con.execute("select * from mart.value").fetchall() == [value, empty]
