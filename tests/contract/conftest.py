"""A workshop in memory for the contract tests."""

from collections.abc import Callable, Iterator, Mapping

import duckdb
import pytest

from etl.catalogue.source import Source
from etl.contract.compile import stage_ddl


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """A workshop in memory with an empty stage."""
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    connection.execute("create schema stage")
    yield connection
    connection.close()


@pytest.fixture
def stage(con: duckdb.DuckDBPyConnection) -> Callable[..., None]:
    """Fill the stage table of a source with dictionaries of typed values."""

    def fill(source: Source, *rows: Mapping[str, object]) -> None:
        con.execute(stage_ddl(source))
        for number, row in enumerate(rows, start=1):
            names = ", ".join(row)
            marks = ", ".join("?" for _ in row)
            con.execute(
                f"insert into stage.{source.id} (load_id, row_number, {names}) values ('alt', {number}, {marks})",
                list(row.values()),
            )

    return fill
