"""The trend of an indicator as a figure: finding, chart, the same in words, and the table of its last values."""

import datetime as dt
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import formatting, sentences
from dashboard.charts.render import svg
from dashboard.charts.trend import trend
from dashboard.components import value
from dashboard.components.chart_frame import chart_frame
from dashboard.components.drawing import drawing
from dashboard.components.status import pill
from dashboard.components.table import Cell, Column, table
from dashboard.records import Point, Reading, Snapshot

ROWS = 12
_PER = {"monat": "Monat", "quartal": "Quartal", "halbjahr": "Halbjahr", "jahr": "Jahr", "schuljahr": "Schuljahr"}


def trend_figure(reading: Reading, shown: Snapshot, today: dt.date) -> Component | None:
    """Chart with finding, summary and source; None where there are not two values to draw."""
    spec = trend(reading, shown.signs(), today)
    if spec is None:
        return None
    stand = formatting.day(shown.info.data_as_of) if shown.info.data_as_of else "–"
    source = f"Quelle: {sentences.offices(reading, shown.sources)}. Datenstand bis {stand}."
    return chart_frame(
        _finding(reading),
        _subtitle(reading),
        [drawing(svg.trend(spec, svg.WIDE)), drawing(svg.trend(spec, svg.NARROW))],
        spec.sentence,
        source,
        html.Div(values_table(reading, shown, today, whole=True), className="tall"),
        key="Linie = Wert, Fläche oder grüne Linie = Ziel, Lücke = kein Wert.",
    )


def _finding(reading: Reading) -> str:
    if text := sentences.miss(reading):
        return f"{text[:1].upper()}{text[1:]}"
    if reading.threshold is not None and reading.latest is not None and reading.latest.value is not None:
        return "Das Ziel ist erfüllt"
    amount, against = sentences.change(reading) or ("", "")
    if amount:
        return f"{amount[:1].upper()}{amount[1:]} {against}"
    return "Vor und nach dem Bruch nicht vergleichbar" if reading.indicator.breaks else "Verlauf"


def _subtitle(reading: Reading) -> str:
    indicator = reading.indicator
    by = "zum Stichtag" if indicator.kind == "bestand" else f"je {_PER.get(indicator.cadence, 'Zeitraum')}"
    return f"{indicator.title}, Angaben in {formatting.in_unit(indicator.unit)} {by}"


def values_table(reading: Reading, shown: Snapshot, today: dt.date, *, whole: bool = False) -> Component:
    """The last twelve values, or all of them, newest first, judged by the target of their own time."""
    indicator = reading.indicator
    points = reading.series[::-1] if whole else reading.series[: -ROWS - 1 : -1]
    judged = indicator.field != "kontext"
    based = _basis_heads(reading, points)
    heads = [Column("Stand"), Column("Wert", figure=True), *based]
    heads += [Column("Ziel damals"), Column("Bewertung")] if judged else []
    rows = []
    for point in points:
        row: list[Cell] = [sentences.stand(indicator, point), _value(reading, point, shown)]
        row += _basis_cells(reading, point, based)
        if judged:
            row += [_target_then(reading, point), _judgement(reading, point, today)]
        rows.append(row)
    caption = f"Alle Werte: {indicator.title}" if whole else "Die letzten Werte"
    return table(caption, heads, rows)


def _basis_heads(reading: Reading, points: Sequence[Point]) -> list[Column]:
    """A column for what the values rest on, where any of them rests on something beside itself."""
    return [Column("Basis", figure=True)] if any(sentences.basis(reading.indicator, p) for p in points) else []


def _basis_cells(reading: Reading, point: Point, heads: Sequence[Column]) -> list[Cell]:
    text = (sentences.basis(reading.indicator, point) or "–").removeprefix("Basis: ")
    return [text for _ in heads]


def _value(reading: Reading, point: Point, shown: Snapshot) -> Cell:
    text = sentences.value_text(reading.indicator, point, shown.signs())
    if point.value is None:
        return [html.Span(text, **{"aria-hidden": "true"}), html.Span(_word(point, shown), className="vh")]
    return [text, value.sign(point.sign, shown)] if point.sign else text


def _word(point: Point, shown: Snapshot) -> str:
    return shown.signs().get(point.sign or "…", ("", "ohne Wert"))[1]


def _target_then(reading: Reading, point: Point) -> str:
    threshold = reading.threshold_at(point)
    if threshold is None:
        return "–"
    return formatting.span_text(threshold.on_track, reading.indicator.decimals, reading.indicator.unit)


def _judgement(reading: Reading, point: Point, today: dt.date) -> Cell:
    if point.value is None:
        return "–"
    if point is not reading.latest:
        return sentences.STATE_WORDS[point.status or "none"]
    return pill(reading.state(today)) or "–"


def breakdown_tables(reading: Reading, points: tuple[Point, ...], shown: Snapshot) -> list[Component]:
    """One table per breakdown of the latest period, members with a value first."""
    found = []
    for dims in dict.fromkeys(tuple(dim for dim, _ in point.members) for point in points):
        rows: list[list[Cell]] = []
        chosen = [point for point in points if tuple(dim for dim, _ in point.members) == dims]
        based = _basis_heads(reading, chosen)
        for point in sorted(chosen, key=lambda p: p.value is None):
            name = ", ".join(shown.members.get(pair, pair[1]) for pair in point.members)
            rows.append([name, _value(reading, point, shown), *_basis_cells(reading, point, based)])
        named = formatting.listed(shown.dimensions.get(dim, dim.capitalize()) for dim in dims)
        stand = sentences.stand(reading.indicator, next(p for p in points if p.members))
        heads = [Column(named), Column("Wert", figure=True), *based]
        found.append(table(f"Nach {named}, Stand {stand}", heads, rows))
    return found
