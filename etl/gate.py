"""May this build replace the current release? Refuses with reasons; CURRENT does not move."""

from pathlib import Path

import duckdb

from etl.core import SQL


class Refused(Exception):
    """A build that may not be published; `reasons` are German sentences."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        self.reasons = reasons
        super().__init__("\n".join(reasons))


def check(con: duckdb.DuckDBPyConnection, folder: Path = SQL / "checks") -> None:
    """Run every check; a check is a query that returns one sentence for each offender. Refused when any does."""
    reasons: list[str] = []
    for path in sorted(folder.glob("*.sql")):
        reasons += [row[0] for row in con.execute(path.read_text(encoding="utf-8")).fetchall()]
    if reasons:
        raise Refused(tuple(reasons))
