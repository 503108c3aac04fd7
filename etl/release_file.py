"""Open the file of a release for reading, beside any reader that has it open already."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb


def attach_release(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Attach the file of a release as `ausgabe`, read only; within one transaction it cannot be detached again."""
    con.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as ausgabe (read_only)")


@contextmanager
def open_release(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection whose default database is the release, read only.

    It is attached, not connected to: within one process a file may be connected to with one configuration only.
    """
    with duckdb.connect() as con:
        attach_release(con, path)
        con.execute("use ausgabe")
        yield con
