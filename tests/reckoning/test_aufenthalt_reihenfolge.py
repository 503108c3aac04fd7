"""Moves on one day chain the same way, in whatever order the rows lie."""

import datetime as dt
from itertools import permutations

import duckdb
import pytest

from etl.core import SQL

DAY = dt.date(2026, 3, 2)
STAYS = (
    ("p", "hh", dt.date(2026, 1, 1), DAY, "GU-01", None, "a"),
    ("p", "hh", DAY, DAY, "GU-03", "wohnung", "b"),
    ("p", "hh", DAY, DAY, "GU-02", "verzogen", "c"),
    ("p", "hh", DAY, dt.date(2026, 5, 1), "GU-01", "kontingent", "b"),
)


def chained(stays: tuple[tuple[object, ...], ...]) -> list[tuple[object, ...]]:
    con = duckdb.connect()
    con.execute("create schema core")
    con.execute(
        "create table core.belegung (pid text, hh_id text, einzug date, auszug date, unterkunft text, ziel text,"
        " load_id text, unterkunftsart text default 'gu')"
    )
    columns = "pid, hh_id, einzug, auszug, unterkunft, ziel, load_id"
    con.executemany(f"insert into core.belegung ({columns}) values (?, ?, ?, ?, ?, ?, ?)", stays)
    con.execute((SQL / "core" / "60_aufenthalt.sql").read_text(encoding="utf-8"))
    return con.execute("select * from core.aufenthalt order by all").fetchall()


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_moves_on_one_day_are_one_stay(order: tuple[int, ...]) -> None:
    (stay,) = chained(tuple(STAYS[place] for place in order))
    assert stay == ("p", "hh", dt.date(2026, 1, 1), dt.date(2026, 5, 1), 120, "kontingent", "a")


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_two_moves_of_a_first_day_are_one_stay_and_the_last_place_says_where_to(order: tuple[int, ...]) -> None:
    same = (STAYS[1], STAYS[2])
    (stay,) = chained(tuple(same[place] for place in order))
    assert stay == ("p", "hh", DAY, DAY, 0, "wohnung", "b")
