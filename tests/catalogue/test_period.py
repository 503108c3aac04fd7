"""Periods: each day lies in exactly one, and what is written can be read."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.catalogue.indicator import Cadence
from etl.catalogue.period import NoPeriod, cadence_of, first_day, last_complete, last_day, period_of, previous

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))
CADENCES: st.SearchStrategy[Cadence] = st.sampled_from(["monat", "quartal", "halbjahr", "jahr", "schuljahr"])


@given(DAYS, CADENCES)
def test_a_day_lies_between_first_and_last_day_of_its_period(day: dt.date, cadence: Cadence) -> None:
    period = period_of(day, cadence)
    assert first_day(period) <= day <= last_day(period)
    assert cadence_of(period) == cadence


@given(DAYS, CADENCES)
def test_periods_follow_each_other_without_gap(day: dt.date, cadence: Cadence) -> None:
    period = period_of(day, cadence)
    assert last_day(previous(period)) + dt.timedelta(days=1) == first_day(period)


@given(DAYS, CADENCES)
def test_the_last_complete_period_is_over_and_the_next_is_not(day: dt.date, cadence: Cadence) -> None:
    period = last_complete(day, cadence)
    following = period_of(last_day(period) + dt.timedelta(days=1), cadence)
    assert last_day(period) < day <= last_day(following)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2026-10", "2026-10-01", "2026-10-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-Q3", "2026-07-01", "2026-09-30"),
        ("2026-H2", "2026-07-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026/27", "2026-08-01", "2027-07-31"),
        ("2099/00", "2099-08-01", "2100-07-31"),
    ],
)
def test_examples(period: str, first: str, last: str) -> None:
    assert (first_day(period).isoformat(), last_day(period).isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-00", "2026-Q5", "2026/28", "26", "2026-10-01", "２０２６", "2026\n"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(NoPeriod):
        first_day(text)
