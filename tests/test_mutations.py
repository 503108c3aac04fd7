"""The tests would notice a wrong formula: nearly every formula with one thing changed gives other values.

The second reckoning holds the right formulas against plain Python on the same data; what differs from them is caught.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from mutants import mutants
from small_city import whole_catalogue

from etl import indicators
from etl.catalogue.catalogue import named_parts
from etl.catalogue.indicator import Indicator
from etl.example.write import write_example
from etl.home import init
from etl.pipeline import Clock, run

CLOCK = Clock(dt.date(2019, 8, 20), dt.datetime(2019, 8, 20, 8, 0, 0))
EVERY = 12
ENOUGH = 0.95


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The workshop after a run on the example of five years."""
    home = init(tmp_path_factory.mktemp("mutanten") / "home")
    write_example(home.inbox, until="2019-07", scale=0.5, today=CLOCK.today)
    assert run(home, home.inbox, whole_catalogue(), CLOCK, accept="im Test gewollt").release_id
    with duckdb.connect(str(home.workshop)) as con:
        yield con


def values(con: duckdb.DuckDBPyConnection, indicator: Indicator, sql: str | None = None) -> Any:
    """The values of one indicator alone, with the parts it is made of; an error is a value of its own."""
    whole = whole_catalogue()
    parts = {key: whole.indicators[key] for key in named_parts(indicator)}
    catalogue = replace(whole, indicators={**parts, indicator.id: indicator})
    con.execute("begin")
    patch = pytest.MonkeyPatch()
    try:
        if sql is not None:
            patch.setattr(indicators, "query_text", lambda _: sql)
        indicators.reckon(con, catalogue)
        return con.execute(
            "select period, dim1, member1, dim2, member2, round(value, 9), sign from result.value"
            " where indicator_id = ? order by all",
            [indicator.id],
        ).fetchall()
    except duckdb.Error as error:
        return type(error).__name__
    finally:
        patch.undo()
        con.execute("rollback")


def survivors(con: duckdb.DuckDBPyConnection, every: int) -> tuple[list[str], int]:
    """The wrong formulas that give the right values, and how many were tried."""
    alive, tried = [], 0
    for indicator in whole_catalogue().indicators.values():
        right = values(con, indicator)
        for number, wrong in enumerate(mutants(con, indicator)):
            if (number + len(indicator.id)) % every:
                continue
            changed, sql = wrong if isinstance(wrong, tuple) else (wrong, None)
            tried += 1
            if values(con, changed, sql) == right:
                alive.append(f"{indicator.id}: {sql if sql is not None else changed.formula}")
    return alive, tried


@pytest.mark.slow
def test_a_sample_of_wrong_formulas_is_noticed(workshop: duckdb.DuckDBPyConnection) -> None:
    alive, tried = survivors(workshop, EVERY)
    assert tried > 20
    assert len(alive) <= tried * (1 - ENOUGH) + 1, alive


@pytest.mark.soak
def test_nearly_all_wrong_formulas_are_noticed(workshop: duckdb.DuckDBPyConnection) -> None:
    alive, tried = survivors(workshop, 1)
    assert tried > 300
    assert len(alive) <= tried * (1 - ENOUGH), "\n".join(alive)


def test_a_mutant_of_a_query_keeps_comments_and_texts(tmp_path: Path) -> None:
    from mutants import sql_mutants

    sql = "-- a = b\nselect 'x = 1' where a >= 2 and b = 3"
    found = list(sql_mutants(sql))
    assert all(mutant.startswith("-- a = b\nselect 'x = 1'") for mutant in found)
    assert len(set(found)) == len(found) == 5
