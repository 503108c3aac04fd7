"""The arrivals model: what must hold for every series, and the same numbers reckoned in another way."""

import math

import numpy as np
import pytest
from halle_2015 import TOTALS, YEARS, halle
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from etl.foresight.arrivals import TooShort, fit, forecast, forecast_of, paths
from etl.foresight.counts import LEVELS, count_table, quantiles
from etl.foresight.grid import PHIS, SIGMAS, grid_for, log_negative_binomial, sigma_prior
from etl.foresight.series import Begun, NoSeries, Series, month_number, month_text, series_of

counts = st.lists(st.none() | st.integers(0, 400), min_size=4, max_size=30)


def series(values: list[float | None]) -> Series:
    return Series("2020-01", np.array([math.nan if v is None else v for v in values]))


def at(level: float) -> int:
    return int(np.argmin(np.abs(LEVELS - level)))


@settings(max_examples=12)
@given(counts)
def test_quantiles_are_whole_rising_persons_and_the_same_again(values: list[float | None]) -> None:
    one = forecast(series(values), 12)
    if series(values).known < 3:
        assert one.status == "keine_aussage"
        assert len(one.quantiles) == 0
        return
    assert one.quantiles.shape == (12, 39)
    assert (one.quantiles >= 0).all()
    assert (one.quantiles == np.rint(one.quantiles)).all()
    assert (np.diff(one.quantiles, axis=1) >= 0).all()
    assert one.quantiles.tobytes() == forecast(series(values), 12).quantiles.tobytes()


@pytest.mark.parametrize("seed", range(3))
def test_ten_times_the_persons_are_ten_times_the_forecast(seed: int) -> None:
    """Not exactly: large numbers are less ruled by chance."""
    rng = np.random.default_rng(seed)
    values = rng.poisson(60 * np.exp(np.cumsum(rng.normal(0, 0.1, 30)))).tolist()
    small, large = (forecast(series([f * v for v in values]), 6).quantiles for f in (1, 10))
    assert np.abs(large[:, at(0.5)] / small[:, at(0.5)] / 10 - 1).max() < 0.1
    width = [(q[:, at(0.9)] - q[:, at(0.1)]) / q[:, at(0.5)] for q in (small, large)]
    assert (np.abs(width[1] / width[0] - 1) < 0.3).all()


def test_the_band_widens_with_the_months_ahead() -> None:
    band = forecast(halle("2014-12"), 12).quantiles
    assert (np.diff(band[:, at(0.9)] - band[:, at(0.1)]) >= 0).all()


@given(st.integers(0, 3000), st.floats(0.1, 2000), st.sampled_from(PHIS))
def test_one_probability_against_the_textbook(count: int, mean: float, phi: float) -> None:
    ours = log_negative_binomial(count, np.array([mean]), np.array([phi]))[0, 0]
    size = 1 / phi
    assert ours == pytest.approx(stats.nbinom.logpmf(count, size, size / (size + mean)), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("largest", [30, 900])
def test_quantiles_of_a_mixture_against_the_textbook(largest: int) -> None:
    """Where all whole numbers are nodes exactly, beyond them within half a percent."""
    grid = grid_for(series([largest / 3, largest, largest / 2]))
    table = count_table(grid)
    rng = np.random.default_rng(3)
    phi, point = rng.integers(0, len(grid.phis), 5), rng.integers(20, len(grid.x) - 30, 5)
    share = rng.dirichlet(np.ones(5))
    weights = np.zeros((len(grid.phis), len(grid.x)))
    np.add.at(weights, (phi, point), share)
    ours = quantiles(table, weights)
    size, mean = 1 / grid.phis[phi], np.exp(grid.x[point])
    nodes = np.arange(200_000)
    reached = sum(part * stats.nbinom.cdf(nodes, r, r / (r + m)) for part, r, m in zip(share, size, mean, strict=True))
    exact = np.searchsorted(reached, LEVELS)
    assert np.abs(ours - exact).max() <= max(0, 0.005 * exact.max())
    low = exact < 128
    assert (ours[low] == exact[low]).all()


def test_the_whole_forecast_against_drawing_from_the_model() -> None:
    """Four months reckoned by throwing dice: 400,000 courses of the model, weighed by how likely they made the data."""
    values = [22.0, 30.0, 41.0, 38.0]
    rng = np.random.default_rng(7)
    n = 400_000
    grid = grid_for(series(values))  # type: ignore[arg-type]
    phi_weights = np.exp(-0.5 * ((np.log(PHIS) - math.log(0.02)) / 1.5) ** 2)
    s = rng.choice(SIGMAS, n, p=sigma_prior(0.16))
    phi = rng.choice(PHIS, n, p=phi_weights / phi_weights.sum())
    x = rng.uniform(math.log(8), math.log(110), n)
    weight = np.ones(n)
    seen: list[float] = []
    for number, count in enumerate(values):
        if number:
            x = _moved(rng, x, s, np.mean(seen))
        weight *= stats.nbinom.pmf(count, 1 / phi, 1 / (1 + phi * np.exp(x)))
        seen.append(math.log(count + 0.5))
    found = forecast(series(values), 3).quantiles  # type: ignore[arg-type]
    assert grid.x[0] < math.log(8)
    for ahead in range(3):
        x = _moved(rng, x, s, np.mean(seen))
        drawn = rng.poisson(np.exp(x) * rng.standard_gamma(1 / phi) * phi)
        order = np.argsort(drawn)
        exact = drawn[order][np.searchsorted(np.cumsum(weight[order]) / weight.sum(), LEVELS)]
        assert np.abs(found[ahead] / exact - 1).max() < 0.05


def _moved(rng: np.random.Generator, x: np.ndarray, s: np.ndarray, middle: float) -> np.ndarray:
    large = np.where(rng.random(len(x)) < 0.08, 3, 1)
    return x + 0.015 * (middle - x) + s * large * rng.standard_normal(len(x))


def test_paths_and_quantiles_are_one_forecast() -> None:
    model = halle("2014-12")
    drawn = paths(model, 12, 20_000)
    said = forecast(model, 12).quantiles
    for ahead in (0, 5, 11):
        for level in (0.1, 0.5, 0.9):
            quantile = said[ahead, at(level)]
            assert np.mean(drawn[:, ahead] < quantile) - 0.015 <= level <= np.mean(drawn[:, ahead] <= quantile) + 0.015


def test_another_seed_hardly_changes_a_probability() -> None:
    """The third of the year's arrivals: 4,000 paths, six seeds, one hundredth of standard deviation."""
    model = halle("2014-12")
    shares = [float(np.mean(paths(model, 12, 4000, seed).sum(axis=1) > 1000)) for seed in range(6)]
    assert np.std(shares) < 0.01
    assert paths(model, 12, 100).tobytes() == paths(model, 12, 100).tobytes()


def test_paths_are_whole_courses_and_not_months_by_themselves() -> None:
    drawn = np.log(paths(halle("2014-12"), 12, 2000) + 0.5)
    assert np.corrcoef(drawn[:, 10], drawn[:, 11])[0, 1] > 0.8


def test_the_forecast_of_an_unfinished_month_starts_from_who_is_there() -> None:
    whole = halle("2014-12")
    begun = Series(whole.first, whole.counts, begun=Begun(90, 0.5))
    said = forecast(begun, 3)
    assert said.months[0] == "2015-01"
    assert (said.quantiles[0] >= 90).all()
    assert said.quantiles[0, at(0.5)] > forecast(whole, 3).quantiles[0, at(0.9)]
    assert (paths(begun, 3, 200)[:, 0] >= 90).all()
    hardly = Series(whole.first, whole.counts, begun=Begun(5, 0.1))
    assert (forecast(hardly, 3).quantiles == forecast(whole, 3).quantiles).all()


def test_too_short_for_a_forecast() -> None:
    short = series([12, None, 14])
    assert forecast(short).status == "keine_aussage"
    with pytest.raises(TooShort):
        fit(short)
    assert forecast(series([12, 13, 14])).status == "wenig_daten"
    assert forecast(series([20.0] * 11)).status == "wenig_daten"
    assert forecast(series([20.0] * 12)).status == "ok"


def test_the_year_2015_could_not_be_foreseen_in_2014() -> None:
    """Published totals; what the reference measured: 578 to 1,324 in eight of ten cases, and 2,706 came."""
    assert {year: sum(months) for year, months in YEARS.items()} == TOTALS
    year = paths(halle("2014-12"), 12, 4000).sum(axis=1)
    low, middle, high, very_high = np.quantile(year, [0.1, 0.5, 0.9, 0.975])
    assert 450 < low < 700
    assert 700 < middle < 1000
    assert high < TOTALS[2015]
    assert very_high < TOTALS[2015]


def test_all_months_zero_is_a_narrow_band_above_nothing() -> None:
    said = forecast(series([0.0] * 24))
    assert said.quantiles[0, at(0.1)] == 0
    assert said.quantiles[:, at(0.9)].max() <= 2


def test_a_missing_month_widens_the_band_and_a_zero_lowers_it() -> None:
    known: list[float | None] = [40.0, 45.0, 38.0, 41.0, 44.0, 39.0] * 4
    plain, missing, zero = (forecast(series(known[:-1] + end)).quantiles[0] for end in ([39.0], [None], [0.0]))
    assert missing[at(0.9)] - missing[at(0.1)] > plain[at(0.9)] - plain[at(0.1)]
    assert zero[at(0.5)] < missing[at(0.5)] - 5


def test_a_changed_definition_starts_the_level_anew_and_keeps_how_much_months_differ() -> None:
    values = [100.0, 104.0, 97.0, 101.0, 99.0, 103.0] * 4 + [151.0, 148.0]
    same, broken = series(values), Series("2020-01", np.array(values), frozenset({24}))
    said = forecast(broken).quantiles[0]
    assert 140 < said[at(0.5)] < 160
    assert said[at(0.9)] - said[at(0.1)] < forecast(same).quantiles[0, at(0.9)] - forecast(same).quantiles[0, at(0.1)]
    assert forecast(broken).status == "wenig_daten"


def test_huge_and_jumping_series_still_have_a_forecast() -> None:
    for values in ([9e4] * 10, [0.0] * 10 + [2e4], [3.5, 1.25, 0.5, 2.0]):
        said = forecast(series(values))  # type: ignore[arg-type]
        assert np.isfinite(said.quantiles).all()


def test_forecast_of_a_fit_is_the_forecast() -> None:
    model = halle("2014-06")
    assert (forecast_of(fit(model), 4).quantiles == forecast(model, 4).quantiles).all()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Series("2020-13", np.ones(3)),
        lambda: Series("2020-01", np.array([1.0, -1.0])),
        lambda: Series("2020-01", np.array([1.0, math.inf])),
        lambda: Series("2020-01", np.ones(3), frozenset({3})),
        lambda: series_of([], []),
        lambda: series_of(["2020-01", "2020-01"], [1, 2]),
    ],
)
def test_what_is_no_series(wrong: object) -> None:
    with pytest.raises(NoSeries):
        wrong()  # type: ignore[operator]


@given(st.integers(0, 3000 * 12))
def test_months_and_their_numbers(number: int) -> None:
    assert month_number(month_text(number)) == number


def test_months_in_any_order_with_gaps() -> None:
    found = series_of(["2021-03", "2020-12", "2021-01"], [3, 1, None])
    assert (found.first, found.last, found.known) == ("2020-12", "2021-03", 2)
    assert np.isnan(found.counts[1:3]).all()
