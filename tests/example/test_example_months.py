"""Months count, compare and read like months."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.example.months import Month, month_of, months_between, parse_month

MONTHS = st.builds(Month, st.integers(1990, 2080), st.integers(1, 12))


@given(MONTHS, st.integers(-400, 400))
def test_going_and_coming_back_is_the_same_month(month: Month, steps: int) -> None:
    assert month.plus(steps).plus(-steps) == month
    assert month.plus(steps).number - month.number == steps


@given(MONTHS)
def test_a_month_holds_its_days_and_no_other(month: Month) -> None:
    assert month_of(month.first) == month_of(month.last) == month
    assert month_of(month.last + dt.timedelta(days=1)) == month.plus(1)
    assert parse_month(str(month)) == month


@given(MONTHS, st.integers(0, 60))
def test_months_between_are_all_and_in_order(month: Month, steps: int) -> None:
    months = list(months_between(month, month.plus(steps)))
    assert months == sorted(set(months))
    assert len(months) == steps + 1


@pytest.mark.parametrize("text", ["2026", "2026-13", "10/2026", "", "2026-10-01"])
def test_what_is_no_month_is_refused_in_german(text: str) -> None:
    with pytest.raises(ValueError, match="kein Monat"):
        parse_month(text)
