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
from official_rows import deliver
from small_city import whole_catalogue

from etl import indicators
from etl.catalogue.catalogue import named_parts
from etl.catalogue.indicator import Indicator, Query
from etl.core import build_core
from etl.example.write import write_example
from etl.home import init
from etl.pipeline import Clock, run
from etl.workshop import open_workshop

CLOCK = Clock(dt.date(2019, 8, 20), dt.datetime(2019, 8, 20, 8, 0, 0))
# What is reckoned ahead reads answers: two Stand, scenarios that do not count, one answer that lies beyond the horizon.
ANSWERS = [
    (stand, scenario, question, quantile, number + place / 4, None if number % 5 == 0 else "2019-12")
    for place, (stand, scenario) in enumerate((("2019-06", "plan"), ("2019-07", "plan"), ("2019-07", "hoch")))
    for number, (question, quantile) in enumerate(
        [
            *(("monate_bis_voll", quantile) for quantile in (0.1, 0.5, 0.9)),
            *((f"bestelltermin_{months}", 0.5) for months in range(1, 13)),
            ("wartende", 0.5), ("kosten_ohne_platz", None), ("engpass_wohnungen", None), ("engpass_kontingent", None),
            ("voll_binnen_6", None), ("plaetze_6", None),
        ]
    )
]  # fmt: skip
EVERY = 12
ENOUGH = 0.95


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The workshop after a run on the example of five years."""
    home = init(tmp_path_factory.mktemp("mutanten") / "home")
    write_example(home.inbox, until="2019-07", scale=0.5, today=CLOCK.today)
    assert run(home, home.inbox, whole_catalogue(), CLOCK, accept="im Test gewollt").release_id
    with open_workshop(home.workshop, whole_catalogue()) as con:
        deliver(con)
        build_core(con, whole_catalogue())
        con.execute(
            "create or replace table foresight.answer as select * exclude (audience, release_id)"
            " from foresight.answered limit 0"
        )
        con.executemany("insert into foresight.answer values (?, ?, ?, ?, ?, ?, null)", ANSWERS)
        yield con


def values(con: duckdb.DuckDBPyConnection, indicator: Indicator, sql: str | None = None) -> Any:
    """The values of one indicator alone, with the parts it is made of; an error is a value of its own."""
    whole = whole_catalogue()
    parts = {key: whole.indicators[key] for key in named_parts(indicator)}
    catalogue = replace(whole, indicators={**parts, indicator.id: indicator})
    if isinstance(indicator.formula, Query) and indicators.is_ahead(indicator.formula):
        return ahead(con, sql or indicators.query_text(indicator.formula))
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


def ahead(con: duckdb.DuckDBPyConnection, sql: str) -> Any:
    """What an indicator reads from the answers; it is not reckoned with the others but for each audience."""
    try:
        return con.execute(
            f"select period, dim1, member1, dim2, member2, round(value, 9), sign from ({sql.strip().rstrip(';')})"
            " order by all"
        ).fetchall()
    except duckdb.Error as error:
        return type(error).__name__


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
