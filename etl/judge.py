"""Values -> values with judgement: the threshold in force on the last day of the period, and how long it holds."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.indicator import Indicator, Status
from etl.catalogue.period import cadence_of, last_complete, last_day
from etl.disclosure.places import rank
from etl.figures import Figures, Value

NOT_YET = "…"
AT_LEAST = "+"


def judge(figures: Figures, catalogue: Catalogue) -> Figures:
    """The same figures, each value with its status (None for context) and the day until which it holds."""
    series: dict[tuple[object, ...], list[Value]] = defaultdict(list)
    for value in figures.values:
        series[(value.indicator_id, *value.at[1:])].append(value)
    judged: list[Value] = []
    for values in series.values():
        values.sort(key=lambda value: last_day(value.period))
        judged.extend(_judge_series(catalogue.indicators[values[0].indicator_id], values))
    order = {id(value): number for number, value in enumerate(figures.values)}
    position = {(v.indicator_id, v.at): order[id(v)] for v in figures.values}
    judged.sort(key=lambda value: position[(value.indicator_id, value.at)])
    return Figures(figures.cells, tuple(judged))


def _judge_series(indicator: Indicator, values: list[Value]) -> Iterator[Value]:
    series = [(last_day(v.period), None if v.value is None else Decimal(repr(v.value))) for v in values]
    for value, (day, _) in zip(values, series, strict=True):
        status = None if indicator.field == "kontext" else indicator.assess(series, day)
        if status is not None and rank(cadence_of(value.period)) > rank(indicator.cadence):
            status = "none"
        if value.sign == AT_LEAST and status is not None and not _holds_for_more(indicator, status, day):
            status = "none"
        yield replace(value, status=status, valid_until=day + dt.timedelta(days=indicator.valid_days))


def _holds_for_more(indicator: Indicator, status: Status, day: dt.date) -> bool:
    """Whether a value that is known to be at least so large is judged alike however large it really is."""
    threshold = indicator.threshold_on(day)
    return threshold is not None and status == "on_track" and threshold.on_track.max is None


def not_yet(indicator: Indicator, today: dt.date) -> Value:
    """The value of an indicator whose sources were never delivered: the sign for not yet, in the period now due."""
    period = last_complete(today, "monat" if indicator.kind == "bestand" else indicator.cadence)
    status: Status | None = None if indicator.field == "kontext" else "none"
    return Value(
        indicator.id, period, None, None, None, None, None, None, None, None, NOT_YET, (), status, None
    )  # fmt: skip
