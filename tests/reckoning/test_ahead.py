"""What indicators say about the months ahead, read a second time from the answers, row by row in plain Python.

How the answers themselves come about is reckoned a second time person by person in tests/foresight.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_city import whole_catalogue

from etl.catalogue.indicator import Query
from etl.indicators import query_text

Found = set[tuple[str, str | None, str | None, float | None, str | None]]
LEADS = (("kurz", 3), ("basis", 6), ("lang", 10))
QUESTIONS = (
    "monate_bis_voll", "wartende", "kosten_ohne_platz", "engpass_wohnungen", "engpass_kontingent", "plaetze_6",
    "bestelltermin_3", "bestelltermin_6", "bestelltermin_10",
)  # fmt: skip
ANSWERS = st.lists(
    st.tuples(
        st.sampled_from(("2026-09", "2026-10")),
        st.sampled_from(("plan", "hoch", "rueckblick")),
        st.sampled_from(QUESTIONS),
        st.sampled_from((0.1, 0.5, 0.9)),
        st.one_of(st.none(), st.integers(0, 400).map(lambda n: n / 4)),
        st.sampled_from((None, "2027-03")),
    ),
    max_size=40,
    unique_by=lambda row: row[:4],
)


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        con.execute("create schema foresight; create schema core")
        con.execute(
            "create table foresight.answer (stand text, scenario text, question text, quantile decimal(4, 3),"
            " value double, period text, sentence text)"
        )
        con.execute("create table core.parameter (name text, variante text, wert double, gueltig_ab date)")
        for variant, months in LEADS:
            # Of two values that were in force one after the other the later counts.
            for value, since in ((99, dt.date(2015, 1, 1)), (months, dt.date(2020, 1, 1))):
                con.execute(
                    "insert into core.parameter values ('vorlaufzeit_monate', ?, ?, ?)", [variant, value, since]
                )
        yield con


def read(con: duckdb.DuckDBPyConnection, indicator: str, answers: list[tuple[Any, ...]]) -> Found:
    formula = whole_catalogue().indicators[indicator].formula
    assert isinstance(formula, Query)
    con.execute("delete from foresight.answer")
    for row in answers:
        con.execute("insert into foresight.answer values (?, ?, ?, ?, ?, ?, null)", list(row))
    found = con.execute(f"select period, dim1, member1, cast(value as double), sign from ({query_text(formula)})")
    rows = found.fetchall()
    assert len(rows) == len(set(rows))
    return set(rows)


def planned(answers: list[tuple[Any, ...]], question: str) -> list[tuple[Any, ...]]:
    return [row for row in answers if row[1] == "plan" and row[2] == question]


@given(answers=ANSWERS)
@settings(max_examples=60, deadline=None)
def test_months_until_full(con: duckdb.DuckDBPyConnection, answers: list[tuple[Any, ...]]) -> None:
    names = {0.1: "frueh", 0.9: "spaet"}
    expected: Found = set()
    for stand, _, _, quantile, value, period in planned(answers, "monate_bis_voll"):
        member = names.get(quantile)
        expected.add((stand, "spanne" if member else None, member, value, None if period else "+"))
    assert read(con, "gu_voll_prognose", answers) == expected


@given(answers=ANSWERS)
@settings(max_examples=60, deadline=None)
def test_last_month_to_order_in(con: duckdb.DuckDBPyConnection, answers: list[tuple[Any, ...]]) -> None:
    once = [row for row in answers if row[3] == 0.5]
    expected: Found = set()
    for variant, months in LEADS:
        for stand, _, _, _, value, period in planned(once, f"bestelltermin_{months}"):
            sign = None if period else "+"
            expected.add((stand, "vorlaufzeit", variant, value, sign))
            if variant == "basis":
                expected.add((stand, None, None, value, sign))
    assert read(con, "bestelltermin", once) == expected


@pytest.mark.parametrize(
    ("indicator", "question"), [("gu_wartende_prognose", "wartende"), ("kosten_ohne_platz", "kosten_ohne_platz")]
)
@given(answers=ANSWERS)
@settings(max_examples=40, deadline=None)
def test_one_answer_one_value(
    con: duckdb.DuckDBPyConnection, indicator: str, question: str, answers: list[tuple[Any, ...]]
) -> None:
    once = [row for row in answers if row[3] == 0.5]
    expected = {(stand, None, None, value, None) for stand, _, _, _, value, _ in planned(once, question)}
    assert read(con, indicator, once) == expected


@given(answers=ANSWERS)
@settings(max_examples=60, deadline=None)
def test_share_of_months_with_a_bottleneck(con: duckdb.DuckDBPyConnection, answers: list[tuple[Any, ...]]) -> None:
    once = [(*row[:3], None, row[4] or 0.0, row[5]) for row in answers if row[3] == 0.5]
    expected: Found = set()
    for stand in {row[0] for row in once}:
        parts = {
            member: row[4] * 100
            for member in ("wohnungen", "kontingent")
            for row in planned(once, f"engpass_{member}")
            if row[0] == stand
        }
        expected |= {(stand, "engpass", member, value, None) for member, value in parts.items()}
        if parts:
            expected.add((stand, None, None, sum(parts.values()), None))
    assert read(con, "gu_engpass", once) == expected
