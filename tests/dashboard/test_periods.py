"""Periods name spans of months, and only what a release may hold is one."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.periods import MONTHS, Kind, Period, parse

YEARS = st.integers(1000, 9000)


@pytest.mark.parametrize(
    ("text", "kind", "first", "last_day"),
    [
        ("2026-10", "monat", 2026 * 12 + 9, dt.date(2026, 10, 31)),
        ("2024-02", "monat", 2024 * 12 + 1, dt.date(2024, 2, 29)),
        ("2026-Q3", "quartal", 2026 * 12 + 6, dt.date(2026, 9, 30)),
        ("2026-H2", "halbjahr", 2026 * 12 + 6, dt.date(2026, 12, 31)),
        ("2026", "jahr", 2026 * 12, dt.date(2026, 12, 31)),
        ("2026/27", "schuljahr", 2026 * 12 + 7, dt.date(2027, 7, 31)),
        ("1999/00", "schuljahr", 1999 * 12 + 7, dt.date(2000, 7, 31)),
    ],
)
def test_every_form_is_a_span(text: str, kind: Kind, first: int, last_day: dt.date) -> None:
    span = parse(text)
    assert (span.kind, span.first, span.last_day) == (kind, first, last_day)


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026-Q5", "2026-H3", "26", "2026/28", "2026-10-31", "", "Okt."]
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"kein (Zeitraum|Schuljahr)"):
        parse(text)


@given(YEARS, st.integers(1, 12))
def test_months_follow_each_other_and_nothing_else_does(year: int, month: int) -> None:
    span = parse(f"{year}-{month:02d}")
    after = Period(span.first + 1, "monat")
    assert after.follows(span)
    assert not span.follows(after)
    assert (after.last_day - span.last_day).days == after.last_day.day
    assert (span.year, span.month, span.number) == (year, month, month)


@given(YEARS, st.sampled_from([("Q", 4, "quartal"), ("H", 2, "halbjahr")]), st.data())
def test_parts_of_a_year_know_their_number(year: int, form: tuple[str, int, Kind], data: st.DataObject) -> None:
    letter, count, kind = form
    number = data.draw(st.integers(1, count))
    span = parse(f"{year}-{letter}{number}")
    assert (span.year, span.number, span.kind) == (year, number, kind)
    assert span.last - span.first + 1 == MONTHS[kind]
