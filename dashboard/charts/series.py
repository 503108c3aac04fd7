"""A reading as runs of marks, bands and breaks: what sparkline and trend have in common."""

import datetime as dt
from collections.abc import Mapping, Sequence

from dashboard import formatting, sentences
from dashboard.charts.spec import Band, BreakRule, Mark
from dashboard.periods import MONTHS, parse
from dashboard.records import Point, Reading
from etl.catalogue.indicator import Break

Signs = Mapping[str, tuple[str, str]]
_STEP = {"monat": 1, "quartal": 3, "halbjahr": 6, "jahr": 12, "schuljahr": 12}
_HEADROOM = 0.08


def month_number(day: dt.date) -> int:
    """A day's month, counted like `Period.first`."""
    return day.year * 12 + day.month - 1


def mark(reading: Reading, point: Point, signs: Signs) -> Mark:
    """A point with value as a mark with its words: "Okt. 2026: 88,5 %, vorläufig"."""
    assert point.value is not None
    text = f"{sentences.stand(reading.indicator, point)}: {sentences.value_text(reading.indicator, point, signs)}"
    if point.sign:
        text += f", {signs.get(point.sign, ('', point.sign))[1]}"
    return Mark(point.span.last, point.value, text, point.sign)


def runs(reading: Reading, points: Sequence[Point], signs: Signs) -> tuple[tuple[Mark, ...], ...]:
    """Marks that a line may join: no missing value, no skipped period and no break between them."""
    found: list[list[Mark]] = []
    before: Point | None = None
    for point in points:
        if point.value is None:
            before = None
            continue
        if before is None or not _joined(reading, before, point):
            found.append([])
        found[-1].append(mark(reading, point, signs))
        before = point
    return tuple(tuple(run) for run in found)


def _joined(reading: Reading, earlier: Point, later: Point) -> bool:
    if any(earlier.period < b.period <= later.period for b in reading.indicator.breaks):
        return False
    step = _STEP.get(reading.indicator.cadence)
    return step is None or later.span.last - earlier.span.last == step


def bands(reading: Reading, x_range: tuple[float, float]) -> tuple[Band, ...]:
    """The targets in force over the range, each over its own months: months are judged by the target then in force."""
    low, high = x_range
    indicator = reading.indicator
    found = []
    for threshold in indicator.thresholds:
        start = max(low, month_number(threshold.valid_from) - 0.5)
        end = min(high, month_number(threshold.valid_to) + 0.5 if threshold.valid_to else high)
        if start < end:
            inner = threshold.on_track
            bounds = [None if b is None else float(b) for b in (inner.min, inner.max)]
            label = formatting.target(threshold, indicator.decimals, indicator.unit)
            found.append(Band(start, end, bounds[0], bounds[1], label))
    return tuple(found)


def breaks(reading: Reading, points: Sequence[Point]) -> tuple[BreakRule, ...]:
    """The breaks that lie between drawn points, each half-way to the first point after it."""
    found = []
    for declared in reading.indicator.breaks:
        before = [p.span.last for p in points if p.value is not None and p.period < declared.period]
        after = [p.span.last for p in points if p.value is not None and p.period >= declared.period]
        if before and after:
            found.append(BreakRule((max(before) + min(after)) / 2, break_text(declared)))
    return tuple(found)


def break_text(declared: Break) -> str:
    """ "Bruch 12/2024: Neue Zensusbasis …" """
    span = parse(declared.period)
    when = f"{span.month:02d}/{span.year}" if MONTHS[span.kind] == 1 else formatting.period(declared.period)
    return f"Bruch {when}: {declared.text}"


def enclosing(values: Sequence[float], limits: Sequence[Band], *, from_zero: bool = False) -> tuple[float, float]:
    """A range that holds all values and the target's bounds, with air above and below."""
    bounds = [b for band in limits for b in (band.low, band.high) if b is not None]
    low, high = min([*values, *bounds]), max([*values, *bounds])
    air = (high - low or abs(high) or 1.0) * _HEADROOM
    if low >= 0:
        return (0.0 if from_zero else max(0.0, low - air)), high + air
    return low - air, high + air
