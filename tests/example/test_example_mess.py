"""Spoilt rows are spoilt as announced, and never so many that a list is refused for it."""

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.example import mess
from etl.example.sheet import day_text

DAYS = st.dates(dt.date(2012, 1, 1), dt.date(2030, 12, 31))
STYLES = st.sampled_from(["lang", "kurz"])


@given(DAYS, STYLES, st.integers())
def test_an_impossible_day_is_in_no_calendar(day: dt.date, style: str, seed: int) -> None:
    row = {"tag": day_text(day, style)}  # type: ignore[arg-type]
    text = mess.impossible_day("tag")(random.Random(seed), row)["tag"]
    number, month, year = map(int, text.split("."))
    assert year == day.year
    with pytest.raises(ValueError, match=r"day .*(out of range|must be)"):
        dt.date(year, month, number)


@given(DAYS, STYLES)
def test_a_mistyped_year_is_a_thousand_years_early(day: dt.date, style: str) -> None:
    row = {"tag": day_text(day, style)}  # type: ignore[arg-type]
    text = mess.mistyped_year("tag")(random.Random(1), row)["tag"]
    assert text == f"{day.day:02d}.{day.month:02d}.{day.year - 1000}"


@given(st.integers(0, 300), st.integers())
def test_a_short_list_stays_below_the_share_that_refuses_it(count: int, seed: int) -> None:
    rows = [{"nr": str(i), "wert": "1"} for i in range(count)]
    spoilt = mess.spoil_some(random.Random(seed), rows, 1.0, ((mess.replaced("wert", "x"), ("wert",)),))
    assert [row["nr"] for row in spoilt] == [row["nr"] for row in rows]
    assert sum(row["wert"] == "x" for row in spoilt) == count // 16


@given(st.integers(0, 400), st.floats(0, 1), st.integers())
def test_repeats_add_rows_and_lose_none(count: int, share: float, seed: int) -> None:
    rows = [{"nr": str(i)} for i in range(count)]
    repeated = mess.repeat_some(random.Random(seed), rows, share)
    assert {row["nr"] for row in repeated} == {row["nr"] for row in rows}
    assert len(repeated) >= count
    assert len(mess.repeat_some(random.Random(seed), rows, 1.0)) == 2 * count


@given(st.integers(0, 400), st.integers())
def test_contradictions_share_the_key_and_differ_otherwise(count: int, seed: int) -> None:
    rows = [{"nr": str(i), "wert": "1"} for i in range(count)]
    more = mess.contradict_some(random.Random(seed), rows, 1.0, mess.one_more("wert"), ("wert",))
    extra = [row for row in more if row["wert"] != "1"]
    assert len(extra) == count // 100
    assert len(more) == count + len(extra)


def test_a_row_without_the_cells_is_left_alone() -> None:
    rows = [{"ankunft": ""}] * 64
    spoilers = ((mess.impossible_day("ankunft"), ("ankunft",)),)
    assert mess.spoil_some(random.Random(1), rows, 1.0, spoilers) == rows
