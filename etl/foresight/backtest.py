"""What the model would have said in every month of the past, beside what came."""

import math
from dataclasses import dataclass

import numpy as np

from etl.foresight.arrivals import TESTED_HORIZON, Fit, predicted
from etl.foresight.counts import quantiles
from etl.foresight.scores import crps, inside, naive_quantiles
from etl.foresight.series import Floats, Series

FIRST_ORIGIN = 12
RECENT = 24


@dataclass(frozen=True)
class Scored:
    """One origin and horizon: the quantiles (39,), what came, and how good model and naive bands were (persons)."""

    origin: str
    period: str
    horizon: int
    quantiles: Floats
    actual: float
    hit50: bool
    hit80: bool
    hit95: bool
    crps: float
    naive_crps: float
    recent_naive_crps: float


def origins_of(series: Series) -> list[int]:
    """Positions from which a forecast counts: twelve known months of one definition, the last of them known."""
    known = np.isfinite(series.counts)
    return [
        at for at in range(len(series)) if known[at] and int(known[series.segment(at) : at + 1].sum()) >= FIRST_ORIGIN
    ]


def backtest(model: Fit, horizon: int = TESTED_HORIZON) -> list[Scored]:
    """Every origin and horizon of which is known what came; never across a change of definition."""
    series = model.series
    origins = [at for at in origins_of(series) if at + 1 < len(series)]
    if not origins:
        return []
    said = quantiles(model.table, predicted(model.filtered, model.states, origins, horizon))
    return [
        scored(series, at, ahead, said[row, ahead - 1])
        for row, at in enumerate(origins)
        for ahead in range(1, min(horizon, len(series) - 1 - at) + 1)
        if math.isfinite(series.counts[at + ahead]) and series.segment(at + ahead) == series.segment(at)
    ]


def scored(series: Series, at: int, ahead: int, band: Floats) -> Scored:
    """A forecast (39,) made at a position for so many months ahead, beside what came.

    The naive bands are "as in the last month" with the spread of all changes, and of the last 24.
    """
    actual = np.array(series.counts[at + ahead])
    history = series.counts[series.segment(at) : at + 1]
    naive, recent = (naive_quantiles(history, ahead, last)[-1] for last in (None, RECENT))
    return Scored(
        series.month(at),
        series.month(at + ahead),
        ahead,
        band,
        float(actual),
        *(bool(inside(band, actual, percent)) for percent in (50, 80, 95)),
        *(float(crps(quantiles, actual)) for quantiles in (band, naive, recent)),
    )
