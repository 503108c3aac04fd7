"""The break alarm: more people arrive than the forecasts of the months before thought possible."""

import math
from collections.abc import Sequence

import numpy as np

from etl.foresight.counts import LEVELS
from etl.foresight.series import Floats, Series

EXPERIENCE = 12
_LOOK_BACK = 3
_TIMES = 2
_HIGH, _VERY_HIGH = (int(np.argmin(np.abs(LEVELS - level))) for level in (0.9, 0.975))


def alarm_months(series: Series, one_ahead: Floats) -> tuple[int, ...]:
    """Positions of months that raise an alarm; `one_ahead` (month, level) is what each month expected of the next.

    A month raises it when it lies above the .975 quantile, or above the .9 quantile like at least one of the two
    months before it. No alarm before twelve months of experience, and none across a change of definition.
    """
    above = [_above(series, one_ahead, at) for at in range(len(series))]
    found = []
    for at, by in enumerate(above):
        recent = sum(level >= 1 for level in above[max(0, at + 1 - _LOOK_BACK) : at + 1])
        if by == 2 or (by == 1 and recent >= _TIMES):
            found.append(at)
    return tuple(found)


def _above(series: Series, one_ahead: Floats, at: int) -> int:
    """2 above the .975 quantile, 1 above the .9 quantile, else 0."""
    known = np.isfinite(series.counts[series.segment(at) : at]).sum()
    if known < EXPERIENCE or not math.isfinite(series.counts[at]):
        return 0
    expected = one_ahead[at - 1]
    return int(series.counts[at] > expected[_HIGH]) + int(series.counts[at] > expected[_VERY_HIGH])


def since_alarm(alarms: Sequence[int], at: int) -> float:
    """Months from the last alarm up to a position; infinite where there was none."""
    earlier = [alarm for alarm in alarms if alarm <= at]
    return at - earlier[-1] if earlier else math.inf
