"""The whole course of an indicator with the targets of each time, its breaks and its signs."""

import datetime as dt
import math

from dashboard import formatting, sentences
from dashboard.charts import series
from dashboard.charts.spec import ChartSpec, Tick
from dashboard.records import Reading

_STEPS = (1, 2, 2.5, 5, 10)
_MOST_YEARS = 8


def trend(reading: Reading, signs: series.Signs, today: dt.date) -> ChartSpec | None:
    """The spec of the trend chart; None where there are not two values to show.

    Rates may start above zero, counts start at zero.
    """
    drawn = [point for point in reading.series if point.value is not None]
    if len(drawn) < 2:
        return None
    indicator = reading.indicator
    x_range = (drawn[0].span.last - 0.5, drawn[-1].span.last + 0.5)
    limits = series.bands(reading, x_range)
    runs = series.runs(reading, reading.series, signs)
    values = [mark.value for run in runs for mark in run]
    low, high = series.enclosing(values, limits, from_zero=indicator.unit != "%")
    ticks = y_ticks(low, high, indicator.unit)
    last = drawn[-1]
    said = f"{sentences.stand(indicator, last)}: {sentences.value_text(indicator, last, signs)}"
    printed = signs.get(last.sign, ("", ""))[0] if last.sign else ""
    return ChartSpec(
        kind="trend",
        runs=runs,
        bands=limits,
        breaks=series.breaks(reading, reading.series),
        x_range=x_range,
        y_range=(ticks[0].at, ticks[-1].at),
        x_ticks=x_ticks(*x_range),
        y_ticks=ticks,
        last=reading.state(today),
        last_label=f"{said} {printed}".rstrip(),
        alt=_alt(reading, signs),
        sentence=summary(reading, signs),
    )


def y_ticks(low: float, high: float, unit: str) -> tuple[Tick, ...]:
    """Round values that enclose a range in at most seven steps; the topmost carries the unit."""
    raw = (high - low) / 5
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in _STEPS if power * factor >= raw * 0.999)
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    places += 1 if step / power == 2.5 and power <= 1 else 0
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    texts = [(n * step, formatting.number(n * step, places)) for n in range(first, last + 1)]
    top = len(texts) - 1
    short = unit if unit == "%" else ""
    return tuple(
        Tick(at, f"{text}{formatting.NBSP}{short}" if short and i == top else text)
        for i, (at, text) in enumerate(texts)
    )


def x_ticks(low: float, high: float) -> tuple[Tick, ...]:
    """The beginnings of years, thinned so that their labels stay apart."""
    years = range(math.floor(low / 12), math.floor(high / 12) + 1)
    every = max(1, math.ceil(len(years) / _MOST_YEARS))
    return tuple(Tick(float(year * 12) - 0.5, str(year)) for year in years if year % every == 0)


def summary(reading: Reading, signs: series.Signs) -> str:
    """Two or three sentences: the latest value, how it stands to its target, and what limits the comparison."""
    drawn = [point for point in reading.series if point.value is not None]
    last, indicator = drawn[-1], reading.indicator
    parts = [f"Stand {sentences.stand(indicator, last)}: {sentences.value_text(indicator, last, signs)}."]
    if (aim := sentences.target(reading)) and last is reading.latest:
        missed = sentences.off_target(reading)
        parts.append(f"Der Wert liegt {missed} ({aim})." if missed else f"Der Wert erfüllt das Ziel ({aim}).")
    lowest = min(drawn, key=lambda p: (p.value or 0.0, p.period))
    highest = max(drawn, key=lambda p: (p.value or 0.0, p.period))
    if not reading.indicator.breaks and lowest.value != highest.value:
        ends = [
            f"{sentences.value_text(indicator, p, signs)} ({sentences.stand(indicator, p)})" for p in (lowest, highest)
        ]
        parts.append(f"Der niedrigste Wert der Reihe ist {ends[0]}, der höchste {ends[1]}.")
    parts += [f"{series.break_text(b).rstrip('.')}. Davor und danach ist nicht vergleichbar." for b in indicator.breaks]
    if any(point.sign == "p" for point in drawn):
        parts.append("Offene Punkte sind vorläufig.")
    return " ".join(parts)


def _alt(reading: Reading, signs: series.Signs) -> str:
    drawn = [point for point in reading.series if point.value is not None]
    indicator = reading.indicator
    first, last = (sentences.stand(indicator, point) for point in (drawn[0], drawn[-1]))
    text = f"Liniendiagramm: {indicator.title}, {first} bis {last}. {summary(reading, signs)}"
    return text.replace(formatting.NBSP, " ")
