"""Small multiples: one panel for each member of a breakdown, all with the same axes, in the order of the catalogue."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard import formatting, sentences
from dashboard.charts import series
from dashboard.charts.grid import Grid, Head, Told, entry, words
from dashboard.charts.spec import Band, Mark, Tick
from dashboard.charts.trend import y_ticks
from dashboard.records import Point, Reading, State

MOST, POINTS, COLUMNS = 12, 13, 5


@dataclass(frozen=True)
class Panel:
    """One member: its name, its latest value as printed, its judgement, and its course as runs of marks."""

    title: str
    text: str
    state: State
    word: str
    runs: tuple[tuple[Mark, ...], ...]
    alt: str


@dataclass(frozen=True)
class MultiplesSpec:
    """Panels with common axes: `x_range` in months since year 0, `y_range` encloses every mark and target."""

    panels: tuple[Panel, ...]
    bands: tuple[Band, ...]
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    y_ticks: tuple[Tick, ...]
    ends: tuple[str, str]
    told: Told


def multiples(
    reading: Reading, members: Mapping[str, Sequence[Point]], title: str, signs: series.Signs, today: dt.date
) -> MultiplesSpec | None:
    """The spec of at most twelve members (label -> points, oldest first); None where no member has two values."""
    recent = {name: _recent(points) for name, points in members.items()}
    drawn = {n: p for n, p in recent.items() if sum(x.value is not None for x in p) > 1}
    if not drawn:
        return None
    shown = dict(list(drawn.items())[:MOST])
    months = [p.span.last for points in shown.values() for p in points]
    x_range = (float(min(months)), float(max(months)))
    limits = series.bands(reading, x_range)
    values = [p.value for points in shown.values() for p in points if p.value is not None]
    low, high = series.enclosing(values, limits, from_zero=reading.indicator.unit != "%")
    ticks = y_ticks(low, high, reading.indicator.unit)
    first, last = (min(p.period for p in _at(shown, m)) for m in (min(months), max(months)))
    return MultiplesSpec(
        panels=tuple(_panel(reading, name, points, signs, today) for name, points in shown.items()),
        bands=limits,
        x_range=x_range,
        y_range=(ticks[0].at, ticks[-1].at),
        y_ticks=(ticks[0], ticks[len(ticks) // 2], ticks[-1]),
        ends=(formatting.period(first), formatting.period(last)),
        told=_told(reading, members, shown, title, signs, today),
    )


def of_member(reading: Reading, points: Sequence[Point]) -> Reading:
    """The indicator with the series of one member instead of the whole city."""
    return Reading(reading.facts, tuple(points))


def _at(members: Mapping[str, Sequence[Point]], month: int) -> list[Point]:
    return [p for points in members.values() for p in points if p.span.last == month]


def _recent(points: Sequence[Point]) -> tuple[Point, ...]:
    return tuple(points[-POINTS:])


def _panel(reading: Reading, name: str, points: Sequence[Point], signs: series.Signs, today: dt.date) -> Panel:
    own = of_member(reading, points)
    state, last = own.state(today), points[-1]
    text = sentences.value_text(reading.indicator, last, signs)
    if last.sign and last.value is not None:
        text += f" {signs.get(last.sign, (last.sign, ''))[0]}"
    word = sentences.STATE_WORDS[state] if reading.indicator.thresholds else ""
    runs = series.runs(own, points, signs)
    said = signs.get(last.sign or "", ("", "ohne Wert"))[1] if last.value is None else text
    alt = f"{name}: {said}{', ' if word else ''}{word}. Verlauf von {runs[0][0].text} bis {runs[-1][-1].text}"
    return Panel(name, text, state, word, runs, alt.replace(formatting.NBSP, " "))


def _told(
    reading: Reading,
    members: Mapping[str, Sequence[Point]],
    shown: Mapping[str, Sequence[Point]],
    title: str,
    signs: series.Signs,
    today: dt.date,
) -> Told:
    indicator = reading.indicator
    latest = {name: points[-1] for name, points in shown.items() if points}
    known = {name: p for name, p in latest.items() if p.value is not None}
    acting = [n for n, p in shown.items() if of_member(reading, p).state(today) == "act"]
    finding = f"Nach {title}: {_finding(reading, known, acting, signs)}"
    rest = (
        f" Gezeigt sind {len(shown)} von {len(members)}; alle stehen in der Tabelle."
        if len(shown) < len(members)
        else ""
    )
    subtitle = f"{indicator.title} in {formatting.in_unit(indicator.unit)}, gleiche Achsen"
    text = "Die Reihenfolge ist die des Katalogs, keine Rangfolge." + rest
    return Told(finding, subtitle, text, finding, _grid(reading, members, title, signs))


def _finding(reading: Reading, known: Mapping[str, Point], acting: Sequence[str], signs: series.Signs) -> str:
    if acting:
        named = formatting.listed(acting[:3]) if len(acting) <= 3 else f"{len(acting)} von {len(known)}"
        return f"{named} – handeln"
    if not known:
        return "zuletzt ohne Wert"
    ends = [min(known.values(), key=_value), max(known.values(), key=_value)]
    if ends[0].value == ends[1].value:
        return f"überall {sentences.value_text(reading.indicator, ends[0], signs)}"
    low, high = (sentences.value_text(reading.indicator, p, signs) for p in ends)
    return f"zwischen {low} und {high}"


def _value(point: Point) -> float:
    return point.value or 0.0


def _grid(reading: Reading, members: Mapping[str, Sequence[Point]], title: str, signs: series.Signs) -> Grid:
    """The last periods of every member, newest first."""
    periods = sorted({(p.span.last, p.period) for points in members.values() for p in points}, reverse=True)[:COLUMNS]
    heads = (Head(title), *(Head(formatting.period(text), figure=True) for _, text in periods))
    rows = []
    for name, points in members.items():
        own = {p.period: p for p in points}
        cells = [entry(reading.indicator, own[t], signs) if t in own else words("") for _, t in periods]
        rows.append((words(name), *cells))
    return Grid(f"{reading.indicator.title} nach {title}", heads, tuple(rows))
