"""The state of the arrivals model on a grid: a random walk of the log-intensity, filtered exactly.

Month t, count y: x[t] = x[t-1] + k (m - x[t-1]) + step, the step from .92 N(0, s²) + .08 N(0, (3s)²), and y from a
negative binomial with mean exp(x) and variance mean + phi mean². 42 pairs (s, phi) are carried along and weighed by
what came.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from etl.foresight.series import Begun, Floats, Series

STEP = 0.05
SIGMAS = np.array([0.04, 0.08, 0.13, 0.19, 0.27, 0.38, 0.55])
PHIS = np.array([1e-4, 0.01, 0.03, 0.08, 0.18, 0.4])
# Where counts are large, the likelihood of so small a phi is narrower than a step of the grid.
_LARGE, _PHI_OF_LARGE = 1000.0, 0.003
SIGMA_MEDIAN, SIGMA_SPREAD = 0.16, 0.6
_PHI_MEDIAN, _PHI_SPREAD = 0.02, 1.5
REVERSION = 0.015
HEAVY_SHARE, HEAVY_FACTOR = 0.08, 3.0
_FLOOR = math.log(0.15)
_NOTHING = 1e-30


@dataclass(frozen=True, eq=False)
class Grid:
    """The values of x (G,), the phis in use (6,), and the moves of x for every s by distance from the mean."""

    x: Floats
    phis: Floats
    moves: Floats

    def transition(self, centre: int) -> Floats:
        """Probabilities (s, to, from) of one month's move when x returns to the grid point `centre`."""
        return _transition(self, centre)

    def centre(self, level: float) -> int:
        """The grid point next to a level of x."""
        return int(np.clip(np.rint((level - self.x[0]) / STEP), 0, len(self.x) - 1))

    def start(self) -> Floats:
        """State (s, phi, x) before anything is known: priors of s and phi, every x alike."""
        weights = np.outer(sigma_prior(SIGMA_MEDIAN), _bell(self.phis, _PHI_MEDIAN, _PHI_SPREAD))
        state: Floats = weights[:, :, None] / weights.sum() * np.full(len(self.x), 1 / len(self.x))
        return state

    def likelihood(self, count: float, share: float = 1.0) -> Floats:
        """Likelihood (phi, x) of a count in a share of a month, up to a factor."""
        logs = log_negative_binomial(count, share * np.exp(self.x), self.phis)
        likely: Floats = np.exp(logs - logs.max())
        return likely


def sigma_prior(median: float) -> Floats:
    """Weights of the seven s under a lognormal prior with that median."""
    weights = _bell(SIGMAS, median, SIGMA_SPREAD)
    normed: Floats = weights / weights.sum()
    return normed


def _bell(values: Floats, median: float, spread: float) -> Floats:
    bell: Floats = np.exp(-0.5 * ((np.log(values) - math.log(median)) / spread) ** 2)
    return bell


def log_negative_binomial(count: float, means: Floats, phis: Floats) -> Floats:
    """Log-probability (phi, mean) of one count."""
    size = 1 / phis
    constant = [math.lgamma(count + r) - math.lgamma(r) - math.lgamma(count + 1) for r in size]
    total = size[:, None] + means
    logs: Floats = (
        np.array(constant)[:, None] + size[:, None] * np.log(size[:, None] / total) + count * np.log(means / total)
    )
    return logs


def grid_for(series: Series) -> Grid:
    """A grid wide enough for the counts of a series and a month four times its cap beyond; the same points always."""
    counts = series.counts[np.isfinite(series.counts)]
    if series.begun is not None:
        counts = np.append(counts, series.begun.count / series.begun.share)
    smallest, largest = (float(counts.min()), float(counts.max())) if len(counts) else (0.0, 0.0)
    low = max(_FLOOR, math.log(max(smallest / 4, 0.15)) - 1)
    high = math.log(5 * largest + 20) + 1
    return _grid(math.floor(low / STEP), math.ceil(high / STEP), largest > _LARGE)


@lru_cache(maxsize=8)
def _grid(low: int, high: int, large: bool) -> Grid:
    size = high - low + 1
    around = np.arange(1 - size, size) * STEP
    gap = around[:, None] - (1 - REVERSION) * around
    moves = np.empty((len(SIGMAS), len(around), len(around)))
    for number, sigma in enumerate(SIGMAS):
        narrow, wide = (np.exp(-0.5 * (gap / s) ** 2) / s for s in (sigma, HEAVY_FACTOR * sigma))
        moves[number] = (1 - HEAVY_SHARE) * narrow + HEAVY_SHARE * wide
    # Numbers next to the smallest there are make a processor slow, and mean nothing.
    moves[moves < _NOTHING] = 0
    phis = np.array([max(phi, _PHI_OF_LARGE) if large else phi for phi in PHIS.tolist()])
    return Grid(np.array([at * STEP for at in range(low, high + 1)]), phis, moves)


@lru_cache(maxsize=16)
def _transition(grid: Grid, centre: int) -> Floats:
    size = len(grid.x)
    low = size - 1 - centre
    window = grid.moves[:, low : low + size, low : low + size]
    moved: Floats = window / window.sum(axis=1, keepdims=True)
    moved.setflags(write=False)
    return moved


@dataclass(frozen=True)
class Filtered:
    """What is known after every month: states (month, s, phi, x), and the grid point that x returns to."""

    grid: Grid
    states: Floats
    centres: tuple[int, ...]


def filtered(series: Series) -> Filtered:
    """One pass over a series; the state of a month knows nothing of later ones. A missing month only widens it."""
    grid = grid_for(series)
    state = grid.start()
    states = np.empty((len(series), *state.shape))
    centres: list[int] = []
    logs: list[float] = []
    for at, count in enumerate(series.counts):
        if at in series.breaks:
            # The new definition says nothing about the level, but the old one about how much months differ.
            state = state.sum(axis=2, keepdims=True) / len(grid.x) * np.ones(len(grid.x))
            logs = []
        elif logs:
            state = advanced(grid, state, centres[-1])
        if math.isfinite(count):
            state = updated(state, grid.likelihood(count))
            logs.append(math.log(count + 0.5))
        states[at] = state
        centres.append(grid.centre(sum(logs) / len(logs)) if logs else len(grid.x) // 2)
    return Filtered(grid, states, tuple(centres))


def advanced(grid: Grid, state: Floats, centre: int) -> Floats:
    """The state (…, s, phi, x) one month later, nothing learned."""
    moved: Floats = np.einsum("sij,...spj->...spi", grid.transition(centre), state, optimize=True)
    return moved


def updated(state: Floats, likelihood: Floats) -> Floats:
    """The state after a count; where the count is beyond all belief, the likelihood alone decides on x."""
    product = state * likelihood
    total = float(product.sum())
    if total < 1e-250:
        product = state.sum(axis=2, keepdims=True) * likelihood
        total = float(product.sum())
    normed: Floats = product / total
    normed[normed < _NOTHING] = 0
    return normed


def widened(state: Floats, median: float) -> Floats:
    """The state (…, s, phi, x) as if the prior of s had had that median from the start."""
    ratio = sigma_prior(median) / sigma_prior(SIGMA_MEDIAN)
    product = state * ratio[:, None, None]
    normed: Floats = product / product.sum(axis=(-3, -2, -1), keepdims=True)
    return normed


def begun_month(grid: Grid, state: Floats, centre: int, begun: Begun) -> Floats:
    """The state in the month that has begun, after what has come in it so far."""
    return updated(advanced(grid, state, centre), grid.likelihood(begun.count, begun.share))
