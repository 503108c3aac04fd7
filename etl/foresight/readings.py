"""What a delivered series may really be: cumulated, a stock, or silent where a delivery is missing."""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from etl.foresight.series import Floats, Series, month_number, month_text

QUIET_MONTHS = 6
_ACTIVE_MEAN = 3.0
_LEAST_RISES = 9
_MONTHS_TO_COMPARE = 6
_SAME_COURSE = 0.9
_SAME_LEVEL = (0.5, 2.0)


def looks_cumulated(series: Series) -> bool:
    """Whether the counts add up within each year: never falling over nine months or more, back to less in January."""
    rises, resets = 0, 0
    for at in range(1, len(series)):
        before, now = series.counts[at - 1], series.counts[at]
        if not (math.isfinite(before) and math.isfinite(now)):
            continue
        if series.month(at).endswith("-01"):
            if now >= before / 2:
                return False
            resets += 1
        elif now < before:
            return False
        else:
            rises += now > before
    return rises >= _LEAST_RISES and resets > 0


def from_cumulated(series: Series) -> tuple[Series, tuple[str, ...]]:
    """Monthly counts from counts that add up within a year, and the months in which the sum fell.

    January stands for itself. A month behind a missing one, and a month in which the sum fell (a correction that
    somebody must explain), say nothing.
    """
    counts = np.full(len(series), np.nan)
    fell = []
    for at, now in enumerate(series.counts):
        january = series.month(at).endswith("-01")
        before = 0.0 if january else series.counts[at - 1] if at else math.nan
        if now < before:
            fell.append(series.month(at))
        elif math.isfinite(before):
            counts[at] = now - before
    first = int(np.argmax(np.isfinite(counts))) if np.isfinite(counts).any() else 0
    return Series(series.month(first), counts[first:]), tuple(fell)


def month_ends(days: Sequence[dt.date], sums: Sequence[float]) -> tuple[Series, tuple[str, ...]]:
    """Sums since the beginning of the year, reported on any days, at the month ends, and the months interpolated.

    Between two reports of a year (and the zero at its beginning) the sum is taken to grow evenly. What lies behind
    the last report of a year is missing.
    """
    years: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for day, total in sorted(zip(days, sums, strict=True)):
        years[day.year].append((day.toordinal(), float(total)))
    values: dict[int, float] = {}
    between = []
    for year, reports in sorted(years.items()):
        known = [(dt.date(year - 1, 12, 31).toordinal(), 0.0), *reports]
        at, sums_then = [point[0] for point in known], [point[1] for point in known]
        for month in range(1, 13):
            end = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)).toordinal()
            if end <= at[-1]:
                number = month_number(f"{year:04d}-{month:02d}")
                values[number] = float(np.interp(end, at, sums_then))
                between += [] if end in at else [month_text(number)]
    if not values:
        return Series(month_text(days[0].year * 12 + days[0].month - 1), np.full(1, np.nan)), ()
    first = min(values)
    return Series(month_text(first), _filled(values, first)), tuple(between)


def _filled(values: dict[int, float], first: int) -> Floats:
    return np.array([values.get(number, math.nan) for number in range(first, max(values) + 1)])


def looks_like_stock(flow: Series, stock: Series) -> bool:
    """Whether arrivals are in truth the stock: they go with it, and are about as many."""
    offset = month_number(flow.first) - month_number(stock.first)
    pairs = [
        (count, stock.counts[at + offset])
        for at, count in enumerate(flow.counts)
        if 0 <= at + offset < len(stock) and math.isfinite(count) and math.isfinite(stock.counts[at + offset])
    ]
    if len(pairs) < _MONTHS_TO_COMPARE:
        return False
    came, there = np.array(pairs).T
    if there.std() == 0 or came.std() == 0 or (there == 0).any():
        return False
    level = float(np.median(came / there))
    return bool(np.corrcoef(came, there)[0, 1] > _SAME_COURSE) and _SAME_LEVEL[0] <= level <= _SAME_LEVEL[1]


def quiet_since(series: Series) -> str | None:
    """The first month of the last six or more zeros in a row, where many arrived in the year before; else None."""
    run = 0
    for at in range(len(series) - 1, -1, -1):
        if series.counts[at] != 0:
            if run >= QUIET_MONTHS:
                before = series.counts[max(0, at - 11) : at + 1]
                active = np.isfinite(before).any() and float(np.nanmean(before)) >= _ACTIVE_MEAN
                return series.month(at + 1) if active else None
            run = 0
        else:
            run += 1
    return None


def gaps(series: Series) -> tuple[str, ...]:
    """The months that say nothing."""
    return tuple(series.month(at) for at, count in enumerate(series.counts) if not math.isfinite(count))
