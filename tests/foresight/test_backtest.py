"""The track record: scores reckoned twice, origins that know nothing of later months, and the break alarm."""

import math

import numpy as np
import pytest
from halle_2015 import halle
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from etl.foresight.alarm import alarm_months, since_alarm
from etl.foresight.arrivals import WIDE_MONTHS, fit, forecast
from etl.foresight.backtest import backtest, origins_of
from etl.foresight.counts import LEVELS
from etl.foresight.scores import crps, inside, naive_quantiles, pinball
from etl.foresight.series import Series


@given(st.integers(0, 120), st.integers(5, 60))
def test_the_score_against_the_distance_of_two_distributions(actual: int, mean: int) -> None:
    """The integral of (F - step)² over a Poisson distribution; 39 quantiles see a little less than the whole of it."""
    nodes = np.arange(400)
    exact = float(((stats.poisson.cdf(nodes, mean) - (nodes >= actual)) ** 2).sum())
    ours = float(crps(stats.poisson.ppf(LEVELS, mean), np.array(float(actual))))
    assert ours == pytest.approx(exact, rel=0.06, abs=0.1)


def test_scores_by_hand() -> None:
    quantiles = np.full(39, 10.0)
    assert float(crps(quantiles, np.array(10.0))) == 0
    assert float(crps(quantiles, np.array(14.0))) == pytest.approx(4.0)
    assert pinball(np.array([8.0]), np.array(10.0), np.array([0.9]))[0] == pytest.approx(1.8)
    assert pinball(np.array([12.0]), np.array(10.0), np.array([0.9]))[0] == pytest.approx(0.2)


def test_the_ends_of_a_band_are_inside() -> None:
    band = np.arange(1.0, 40.0)
    found = {p: [bool(inside(band, np.array(v), p)) for v in (1, 4, 10, 20, 30, 36, 39, 39.5)] for p in (50, 80, 95)}
    assert found[50] == [False, False, True, True, True, False, False, False]
    assert found[80] == [False, True, True, True, True, True, False, False]
    assert found[95] == [True] * 7 + [False]


def test_the_naive_band_by_hand() -> None:
    band = naive_quantiles(np.array([10.0, 14.0, math.nan, 8.0, 10.0]), 4)
    middle = int(np.argmin(np.abs(LEVELS - 0.5)))
    assert band[:, middle].tolist() == [10, 10, 10, 10]
    spread = np.std([4.0, 2.0])
    assert band[3, 35] == pytest.approx(10 + stats.norm.ppf(0.9) * spread * 2)
    assert np.isnan(naive_quantiles(np.array([10.0, 14.0]), 2)).all()
    assert (naive_quantiles(np.array([1.0, 50.0, 2.0, 1.0]), 3) >= 0).all()


def test_an_origin_says_what_would_have_been_said_then() -> None:
    """The one pass over the whole series against a forecast from the shortened one, break alarm included."""
    model = fit(halle("2015-12"))
    rows = {(row.origin, row.horizon): row.quantiles for row in backtest(model)}
    for origin in ("2013-06", "2014-12", "2015-08"):
        then = forecast(halle(origin), 12)
        for ahead in (1, 4):
            assert np.abs(rows[origin, ahead] - then.quantiles[ahead - 1]).max() <= 1 + 0.01 * then.quantiles.max()


def test_every_origin_and_horizon_of_which_is_known_what_came() -> None:
    rows = backtest(fit(halle("2014-12")))
    assert rows[0].origin == "2012-12"
    assert len(rows) == sum(min(12, 23 - n) for n in range(23)) + 12
    assert {row.period for row in rows} == {f"{y}-{m:02d}" for y in (2013, 2014) for m in range(1, 13)}
    one = next(row for row in rows if (row.origin, row.horizon) == ("2014-06", 2))
    assert (one.period, one.actual) == ("2014-08", 56)
    assert one.crps == pytest.approx(2 * pinball(one.quantiles, np.array(56.0)).mean())


def test_no_origin_in_a_month_without_a_count_and_none_across_a_changed_definition() -> None:
    counts = np.array([30.0] * 40)
    counts[[15, 20]] = math.nan
    series = Series("2020-01", counts, frozenset({24}))
    assert origins_of(series) == [11, 12, 13, 14, 16, 17, 18, 19, 21, 22, 23, *range(35, 40)]
    rows = backtest(fit(series))
    assert {row.period for row in rows if row.origin < "2022-01"} <= {series.month(at) for at in range(24)}
    assert series.month(15) not in {row.period for row in rows}
    assert backtest(fit(Series("2020-01", np.ones(12)))) == []


def test_the_alarm_fires_in_the_summer_of_2015_and_widens_the_band() -> None:
    model = fit(halle("2015-12"))
    fired = [model.series.month(at) for at in model.alarms]
    assert "2015-07" in fired
    assert not [month for month in fired if "2014-09" <= month < "2015-07"]
    assert forecast(halle("2015-07")).alarm == "2015-07"
    wide, same = model.states[42], model.filtered.states[42]
    assert wide.sum() == pytest.approx(1)
    sigma = np.arange(7)
    assert (wide.sum(axis=(1, 2)) * sigma).sum() > (same.sum(axis=(1, 2)) * sigma).sum()


def test_when_a_month_raises_the_alarm() -> None:
    expected = np.tile(np.linspace(1.0, 39.0, 39), (20, 1))

    def alarms(**later: float) -> tuple[int, ...]:
        counts = np.full(20, 20.0)
        for at, value in later.items():
            counts[int(at[1:])] = value
        return alarm_months(Series("2020-01", counts), expected)

    assert alarms(m15=37) == ()
    assert alarms(m15=39.5) == (15,)
    assert alarms(m14=37, m15=37) == (15,)
    assert alarms(m13=37, m15=37) == (15,)
    assert alarms(m12=37, m15=37) == ()
    assert alarms(m5=400) == ()
    assert alarms(m15=0) == ()


def test_the_alarm_is_over_after_half_a_year() -> None:
    assert since_alarm((), 5) == math.inf
    assert since_alarm((3, 9), 8) == 5
    counts = np.array([30.0] * 20 + [90.0] + [88.0] * 12)
    for length in range(21, 33):
        assert (forecast(Series("2020-01", counts[:length])).alarm is not None) == (length - 21 < WIDE_MONTHS)
