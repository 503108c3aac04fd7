"""How good a forecast was: its band against what came, and against two naive bands."""

from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from etl.foresight.counts import LEVELS
from etl.foresight.series import Floats

_DEVIATES = np.array([NormalDist().inv_cdf(float(level)) for level in LEVELS])


def pinball(quantiles: Floats, actual: Floats, levels: Floats = LEVELS) -> Floats:
    """Loss (…, level) of quantiles (…, level) against counts (…)."""
    short = actual[..., None] - quantiles
    loss: Floats = np.maximum(levels * short, (levels - 1) * short)
    return loss


def crps(quantiles: Floats, actual: Floats) -> Floats:
    """Continuous ranked probability score (…) from the 39 quantiles, in persons; smaller is better."""
    score: Floats = 2 * pinball(quantiles, actual).mean(axis=-1)
    return score


def inside(quantiles: Floats, actual: Floats, percent: int) -> NDArray[np.bool_]:
    """Whether counts (…) lie in the central band of 50, 80 or 95 percent, its ends included."""
    below = (100 - percent) / 200
    low, high = (int(np.argmin(np.abs(LEVELS - level))) for level in (below, 1 - below))
    return (quantiles[..., low] <= actual) & (actual <= quantiles[..., high])


def naive_quantiles(history: Floats, horizon: int, recent: int | None = None) -> Floats:
    """Quantiles (horizon, level) of "as in the last month", with the spread of all (or the `recent` last) changes.

    The spread grows with the root of the months ahead; never below zero. nan where fewer than two changes are known.
    """
    changes = np.diff(history)
    changes = changes[np.isfinite(changes)][-recent if recent else 0 :]
    if len(changes) < 2:
        return np.full((horizon, len(LEVELS)), np.nan)
    spread = changes.std() * np.sqrt(np.arange(1, horizon + 1))
    last = history[np.isfinite(history)][-1]
    band: Floats = np.maximum(last + _DEVIATES * spread[:, None], 0)
    return band
