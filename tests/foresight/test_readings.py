"""What a series may really be: cumulated, a stock, silent where a delivery is missing."""

import datetime as dt
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.foresight.readings import (
    from_cumulated,
    gaps,
    looks_cumulated,
    looks_like_stock,
    month_ends,
    quiet_since,
)
from etl.foresight.series import Series

FLOWS = st.lists(st.integers(1, 90), min_size=18, max_size=40)


def summed(flows: list[int]) -> Series:
    """The same arrivals as sums since January, from January on."""
    sums = [float(sum(flows[at - at % 12 : at + 1])) for at in range(len(flows))]
    return Series("2020-01", np.array(sums))


@given(FLOWS)
def test_differences_undo_sums(flows: list[int]) -> None:
    series, fell = from_cumulated(summed(flows))
    assert series.counts.tolist() == flows
    assert fell == ()


def test_sums_are_known_by_rising_in_the_year_and_falling_in_january() -> None:
    assert looks_cumulated(summed([20, 30] * 9))
    assert not looks_cumulated(summed([20, 30] * 6))
    assert not looks_cumulated(Series("2020-01", np.array([20.0, 30.0] * 12)))
    rising = np.arange(1.0, 25.0)
    assert not looks_cumulated(Series("2020-01", rising))


def test_a_sum_that_fell_is_a_correction_to_be_explained() -> None:
    series, fell = from_cumulated(Series("2020-01", np.array([10.0, 30.0, 25.0, 40.0])))
    assert fell == ("2020-03",)
    assert series.counts[[0, 1, 3]].tolist() == [10, 20, 15]
    assert math.isnan(series.counts[2])


def test_a_month_behind_a_missing_sum_and_a_beginning_within_the_year_say_nothing() -> None:
    series, _ = from_cumulated(Series("2020-03", np.array([30.0, 42.0, math.nan, 60.0, 71.0])))
    assert series.first == "2020-04"
    assert series.counts[[0, 3]].tolist() == [12, 11]
    assert np.isnan(series.counts[1:3]).all()


def test_reports_on_any_day_are_read_at_the_month_ends() -> None:
    days = [dt.date(2020, 1, 15), dt.date(2020, 2, 14), dt.date(2020, 2, 29), dt.date(2021, 1, 31)]
    sums, between = month_ends(days, [15, 45, 60, 20])
    assert sums.first == "2020-01"
    assert sums.counts[0] == pytest.approx(15 + 30 * 16 / 30)
    assert sums.counts[1] == 60
    assert np.isnan(sums.counts[2:12]).all()
    assert sums.counts[12] == 20
    assert between == ("2020-01",)


def test_a_stock_is_no_series_of_arrivals() -> None:
    rng = np.random.default_rng(1)
    stock = 500 + np.cumsum(rng.normal(0, 30, 24))
    there = Series("2020-01", stock)
    assert looks_like_stock(Series("2020-03", stock[2:] * 0.97), there)
    assert not looks_like_stock(Series("2020-01", np.abs(np.diff(stock, prepend=480))), there)
    assert not looks_like_stock(Series("2020-01", stock / 10), there)
    assert not looks_like_stock(Series("2020-01", stock[:5]), there)
    assert not looks_like_stock(Series("2020-01", np.full(24, 500.0)), there)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([20.0] * 12 + [0.0] * 6, "2021-01"),
        ([20.0] * 12 + [0.0] * 5, None),
        ([20.0] * 12 + [0.0] * 7 + [14.0], "2021-01"),
        ([1.0, 0.0] * 6 + [0.0] * 6, None),
        ([0.0] * 18, None),
        ([20.0] * 12 + [math.nan] * 6, None),
    ],
)
def test_six_zeros_in_an_active_series_ask_for_a_delivery(counts: list[float], expected: str | None) -> None:
    assert quiet_since(Series("2020-01", np.array(counts))) == expected


def test_gaps_are_named() -> None:
    assert gaps(Series("2020-11", np.array([1.0, math.nan, 0.0, math.nan]))) == ("2020-12", "2021-02")
