"""The forecast of arrivals: quantiles and paths of the coming months from a series, nothing from outside of it."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import Literal

import numpy as np

from etl.foresight.alarm import alarm_months, since_alarm
from etl.foresight.counts import LEVELS, CountTable, count_table, quantiles
from etl.foresight.grid import (
    HEAVY_FACTOR,
    HEAVY_SHARE,
    REVERSION,
    SIGMAS,
    STEP,
    Filtered,
    begun_month,
    filtered,
    widened,
)
from etl.foresight.series import Floats, Series

MODEL_VERSION = "gitter-1"
SEED = 20151
FEWEST_MONTHS, FEW_MONTHS = 3, 12
TESTED_HORIZON = 12
# After a break: for half a year the months may differ as much as in a year of change.
WIDE_MEDIAN, WIDE_MONTHS = 0.27, 6
# Of a month that has hardly begun, what has come so far says nothing.
LEAST_SHARE = 0.3
Status = Literal["ok", "wenig_daten", "keine_aussage"]


class TooShort(ValueError):
    """Fewer than three months of own data: there is no forecast, only assumptions of people."""


@dataclass(frozen=True)
class Fit:
    """A filtered series: states (month, s, phi, x), widened after an alarm, and the months in which one was raised."""

    series: Series
    filtered: Filtered
    states: Floats
    alarms: tuple[int, ...]
    table: CountTable

    @property
    def widened(self) -> bool:
        """Whether the band of the forecast from the last month is wider because of an alarm."""
        return _wide(self.alarms, len(self.series) - 1)


@dataclass(frozen=True)
class Forecast:
    """Quantiles .025 to .975 (horizon, 39) of the months after `origin`, whole persons; none where nothing is said.

    `alarm` is the last month in which a break was suspected, if that widens the band now.
    """

    status: Status
    origin: str
    months: tuple[str, ...]
    quantiles: Floats
    alarm: str | None = None


def status_of(series: Series) -> Status:
    """What can be said from so many own months: nothing under 3, a wide band under 12."""
    if series.known < FEWEST_MONTHS:
        return "keine_aussage"
    since_break = np.isfinite(series.counts[series.segment(len(series) - 1) :]).sum()
    return "wenig_daten" if min(series.known, int(since_break) * 4) < FEW_MONTHS else "ok"


def fit(series: Series) -> Fit:
    """Filter a series once; every origin of a backtest and every path starts from here. Raises TooShort."""
    if series.known < FEWEST_MONTHS:
        raise TooShort("Unter drei Monaten eigener Daten gibt es keine Prognose.")
    usable = series
    if series.begun is not None and series.begun.share < LEAST_SHARE:
        usable = Series(series.first, series.counts, series.breaks)
    found = filtered(usable)
    table = count_table(found.grid)
    alarms = alarm_months(series, quantiles(table, predicted(found, found.states, range(len(series)), 1))[:, 0])
    states = found.states.copy()
    for at in range(len(series)):
        if _wide(alarms, at):
            states[at] = widened(states[at], WIDE_MEDIAN)
    return Fit(usable, found, states, alarms, table)


def forecast(series: Series, horizon: int = TESTED_HORIZON) -> Forecast:
    """The coming months of a series; the begun month, if there is one, is the first of them.

    The same series gives the same quantiles, whatever was reckoned before. Never raises for a short series.
    """
    if status_of(series) == "keine_aussage":
        return Forecast("keine_aussage", series.last, (), np.empty((0, len(LEVELS))))
    return forecast_of(fit(series), horizon)


def forecast_of(model: Fit, horizon: int = TESTED_HORIZON) -> Forecast:
    """The same from a series that has been filtered already."""
    series = model.series
    months = tuple(series.month(len(series) + ahead) for ahead in range(horizon))
    alarm = series.month(model.alarms[-1]) if model.widened else None
    return Forecast(status_of(series), series.last, months, fitted_quantiles(model, horizon), alarm)


def fitted_quantiles(model: Fit, horizon: int) -> Floats:
    """Quantiles (horizon, 39) of the months after the last complete one."""
    last = len(model.series) - 1
    begun = model.series.begun
    if begun is None:
        weights = predicted(model.filtered, model.states, [last], horizon)[0]
        return quantiles(model.table, weights)
    centre = model.filtered.centres[last]
    grid = model.filtered.grid
    state = begun_month(grid, model.states[last], centre, begun)
    rest = begun.count + quantiles(count_table(grid, 1 - begun.share), state.sum(axis=0))
    later = _moved(model.filtered, state[None], centre, horizon - 1)[0]
    found: Floats = np.vstack([rest[None], quantiles(model.table, later)]) if horizon > 1 else rest[None]
    return found


def predicted(found: Filtered, states: Floats, origins: Sequence[int], horizon: int) -> Floats:
    """Weights (origin, horizon, phi, x) of the months after every origin, by the state of that month."""
    together: dict[int, list[int]] = defaultdict(list)
    for position, origin in enumerate(origins):
        together[found.centres[origin]].append(position)
    weights = np.empty((len(origins), horizon, *states.shape[2:]))
    for centre, positions in together.items():
        weights[positions] = _moved(found, states[[origins[p] for p in positions]], centre, horizon)
    return weights


def _moved(found: Filtered, states: Floats, centre: int, horizon: int) -> Floats:
    """Weights (state, horizon, phi, x) of the months after states (state, s, phi, x)."""
    many, sigmas, phis, size = states.shape
    column = np.ascontiguousarray(states.transpose(1, 3, 0, 2)).reshape(sigmas, size, many * phis)
    move = found.grid.transition(centre)
    weights = np.empty((many, horizon, phis, size))
    for ahead in range(horizon):
        column = move @ column
        weights[:, ahead] = column.sum(axis=0).reshape(size, many, phis).transpose(1, 2, 0)
    return weights


def paths(series: Series, horizon: int, n: int = 2000, seed: int = SEED) -> Floats:
    """`n` possible courses (n, horizon) of the months after the last complete one, whole persons. Raises TooShort.

    A course is drawn as a whole, so months of one course belong together. Every second course is the mirror of the
    one before it, and starting points are drawn in equal shares: few courses then say as much as many.
    """
    return fitted_paths(fit(series), horizon, n, seed)


def fitted_paths(model: Fit, horizon: int, n: int, seed: int = SEED) -> Floats:
    """The same from a series that has been filtered already."""
    rng = np.random.default_rng(seed)
    last = len(model.series) - 1
    grid, centre = model.filtered.grid, model.filtered.centres[last]
    begun = model.series.begun
    state = begun_month(grid, model.states[last], centre, begun) if begun else model.states[last]
    half = (n + 1) // 2
    chosen = rng.permutation(np.searchsorted(np.cumsum(state.ravel()), (np.arange(half) + rng.random()) / half))
    sigma, phi, point = np.unravel_index(np.minimum(chosen, state.size - 1), state.shape)
    level = np.repeat(grid.x[point] + STEP * (rng.random(half) - 0.5), 2)
    spread, size = np.repeat(SIGMAS[sigma], 2), 1 / np.repeat(grid.phis[phi], 2)
    drawn = np.empty((2 * half, horizon))
    for ahead in range(horizon):
        if ahead or begun is None:
            level = level + REVERSION * (grid.x[centre] - level) + spread * _steps(rng, half)
            level = np.minimum(level, grid.x[-1])
        share = 1 - begun.share if begun and ahead == 0 else 1.0
        rate = share * np.exp(level) * rng.standard_gamma(size) / size
        drawn[:, ahead] = rng.poisson(rate) + (begun.count if begun and ahead == 0 else 0)
    return drawn[:n]


def _steps(rng: np.random.Generator, half: int) -> Floats:
    """Heavy-tailed steps of unit size in mirrored pairs; every size and the large ones in exact shares."""
    large = rng.permutation(np.arange(half) < round(HEAVY_SHARE * half))
    step = rng.permutation(_deviates(half)) * np.where(large, HEAVY_FACTOR, 1.0)
    pairs: Floats = np.stack([step, -step], axis=1).ravel()
    return pairs


@lru_cache(maxsize=4)
def _deviates(half: int) -> Floats:
    """Standard normal deviates in equal shares."""
    bell = NormalDist()
    return np.array([bell.inv_cdf((at + 0.5) / half) for at in range(half)])


def _wide(alarms: Sequence[int], at: int) -> bool:
    passed = since_alarm(alarms, at)
    return not math.isinf(passed) and passed < WIDE_MONTHS
