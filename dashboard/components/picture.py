"""A chart as a figure: finding, what is shown, drawing, the same in words, source, and the same numbers as a table."""

from collections.abc import Sequence
from typing import TypeAlias

from dash import html
from dash.development.base_component import Component

from dashboard import formatting, sentences
from dashboard.charts.grid import Entry, Grid, Signs, Told, sign_word
from dashboard.components.chart_frame import chart_frame
from dashboard.components.table import Cell, Column, table
from dashboard.records import Reading, Snapshot

Parts: TypeAlias = Sequence[Component]


def picture(told: Told, drawings: Parts, readings: Sequence[Reading], shown: Snapshot) -> Component:
    """The frame around a drawing; `readings` are the indicators whose values it shows."""
    grid = grid_table(told.grid, shown)
    return chart_frame(told.finding, told.subtitle, drawings, told.sentence, source(readings, shown), grid)


def source(readings: Sequence[Reading], shown: Snapshot) -> str:
    """Which offices the figures come from, and as of when their lists speak."""
    named = {s.id: s for s in shown.sources}
    wanted = dict.fromkeys(source for reading in readings for source in reading.indicator.sources)
    known = [named[source] for source in wanted if source in named]
    offices = dict.fromkeys(s.office for s in known) or dict.fromkeys(r.indicator.owner for r in readings)
    stands = [s.data_as_of for s in known if s.data_as_of]
    stand = f" Datenstand {formatting.day(min(stands))}." if stands else ""
    return f"Quelle: {formatting.listed(offices)}.{stand}"


def grid_table(grid: Grid, shown: Snapshot, *, show_caption: bool = True) -> Component:
    """A grid as a table; a sign in the place of a number is spoken as its word."""
    signs = shown.signs()
    rows = [[cell(entry, signs) for entry in row] for row in grid.rows]
    heads = [Column(head.title, head.figure) for head in grid.heads]
    return table(grid.caption, heads, rows, show_caption=show_caption)


def cell(entry: Entry, signs: Signs) -> Cell:
    """A printed cell; a sign alone is hidden from the ear and its word is said."""
    if entry.sign is None:
        return entry.text
    word = sign_word(entry, signs)
    if entry.number is None:
        return [html.Span(entry.text, title=word, **{"aria-hidden": "true"}), html.Span(word, className="vh")]
    return [entry.text, html.Span(f" ({word})", className="vh")]


def nothing(title: str, why: str) -> Component:
    """The place of a chart that cannot be drawn, with the reason."""
    return html.Section([html.H2(title), html.P(why, className="words")], className="panel figure-panel")


NOT_OFFERED = "Diese Aufteilung wird nicht gezeigt: Es sind zu wenige Personen, auch über längere Zeiträume."


def why_absent(readings: Sequence[Reading | None], shown: Snapshot) -> str:
    """Why a chart of these indicators has nothing to show: not in this release, not delivered, or no value."""
    titles, signs = shown.titles(), shown.signs()
    if any(reading is None for reading in readings):
        return "Diese Ausgabe enthält die nötigen Zahlen noch nicht. Mit der nächsten Ausgabe erscheinen sie hier."
    reasons = dict.fromkeys(
        reason for r in readings if r is not None and (reason := sentences.absence(r, titles, signs)) is not None
    )
    return " ".join(reasons) or "Für diesen Zeitraum gibt es keine Werte."
