"""What differs between two releases: values, judgements, definitions and thresholds of the whole city; pure."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dashboard import periods
from dashboard.records import Point, Reading, Snapshot

Kind = Literal["neu", "berichtigt", "entfallen", "Definition", "Schwelle"]


@dataclass(frozen=True)
class Difference:
    """One difference of an indicator from the earlier to the later release; `period` is empty for a definition."""

    kind: Kind
    reading: Reading
    period: str = ""
    old: Point | None = None
    new: Point | None = None


def differences(earlier: Snapshot, later: Snapshot) -> tuple[Difference, ...]:
    """Every difference in the order of the later catalogue: definitions, then values by kind, the newest first."""
    before = {reading.indicator.id: reading for reading in earlier.readings}
    found: list[Difference] = []
    for reading in later.readings:
        old = before.pop(reading.indicator.id, None)
        found += _defined(old, reading) if old else [Difference("Definition", reading)]
        found += sorted(_valued(old, reading), key=lambda d: (d.kind == "neu", -periods.parse(d.period).last))
    found += [Difference("entfallen", reading) for reading in before.values()]
    return tuple(found)


def _defined(old: Reading, new: Reading) -> Iterator[Difference]:
    was, now = old.indicator, new.indicator
    if (was.definition, was.formula, was.unit) != (now.definition, now.formula, now.unit):
        yield Difference("Definition", new)
    if was.thresholds != now.thresholds:
        yield Difference("Schwelle", new)


def _valued(old: Reading | None, new: Reading) -> Iterator[Difference]:
    was = {point.period: point for point in old.series} if old else {}
    now = {point.period: point for point in new.series}
    for period, point in now.items():
        if period not in was:
            yield Difference("neu", new, period, None, point)
        elif (was[period].value, was[period].sign) != (point.value, point.sign):
            yield Difference("berichtigt", new, period, was[period], point)
    for period in was.keys() - now.keys():
        yield Difference("entfallen", new, period, was[period], None)


def newest(found: tuple[Difference, ...], most: int) -> tuple[Difference, ...]:
    """The first `most` differences of every indicator and kind."""
    kept: Counter[tuple[str, str]] = Counter()
    chosen = []
    for one in found:
        key = (one.reading.indicator.id, one.kind)
        kept[key] += 1
        if kept[key] <= most:
            chosen.append(one)
    return tuple(chosen)
