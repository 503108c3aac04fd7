"""Zielfelder by steps of the Prozesskette: a real table, and below 1100 px the same entries to open by Zielfeld."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard import formatting, sentences
from dashboard.charts.render import forms
from dashboard.components.drawing import drawing
from dashboard.joints import breakable
from dashboard.records import NOT_YET, Reading, Snapshot, State
from dashboard.sentences import STATE_ORDER, STATE_WORDS
from etl.catalogue.city import SteeringField, Step

EVERY_STEP = "alle"
CONTEXT = "kontext"
LEGEND: tuple[State, ...] = ("on_track", "watch", "act", "none")
# A step with fewer entries than this in each of its cells gets a narrow column.
FEW = 3
NOTHING_YET = "Noch keine Kennzahl"
PROPOSAL = " (Vorschlag)"


@dataclass(frozen=True)
class Cell:
    """Where a Zielfeld and a step meet: the indicators there, those that ask for attention first."""

    field: str
    step: str
    readings: tuple[Reading, ...]


def cells(readings: Sequence[Reading], shown: Snapshot, today: dt.date, lens: str = "") -> dict[tuple[str, str], Cell]:
    """One cell for every Zielfeld and step; every judged indicator stands in exactly one. The lens comes first."""
    found: dict[tuple[str, str], Cell] = {}
    for field in _fields(shown):
        for step in shown.city.steps:
            here = [r for r in readings if (r.indicator.field, r.indicator.step) == (field.id, step.id)]
            here.sort(key=lambda r: (bool(lens) and r.indicator.lens != lens, STATE_ORDER.index(r.state(today))))
            found[(field.id, step.id)] = Cell(field.id, step.id, tuple(here))
    return found


def matrix(readings: Sequence[Reading], shown: Snapshot, today: dt.date, lens: str = "") -> Component:
    """Table, list for narrow screens and paper, and the legend of the forms."""
    every = cells(readings, shown, today, lens)
    steps = [step for step in shown.city.steps if step.id != EVERY_STEP]
    head = html.Tr(
        [html.Th(["Zielfeld × Prozesskette", html.Small("Arbeitsfassung")], scope="col"), *map(_head, steps)]
    )
    body: list[Component] = []
    for field in _fields(shown):
        body += _rows(field, every, steps, shown, today, lens)
    caption = html.Caption("Kennzahlen nach Zielfeldern und Schritten", className="vh")
    most = {step.id: max(len(every[(f.id, step.id)].readings) for f in _fields(shown)) for step in steps}
    columns = [html.Col(className="rows"), *(html.Col(className="few" if most[s.id] < FEW else None) for s in steps)]
    table = html.Table(
        [caption, html.Colgroup(columns), html.Thead(head), html.Tbody(body)],
        className="matrix",
    )
    listed = [_folded(field, every, shown, today, lens) for field in _fields(shown)]
    legend = html.Ul([html.Li([drawing(forms.form(s)), STATE_WORDS[s]]) for s in LEGEND], className="matrix-legend")
    numbered = " · ".join(f"{step.number or '–'} {step.title}" for step in shown.city.steps)
    key = html.P(numbered, className="matrix-key")
    return html.Div([table, key, html.Div(listed, className="matrix-list"), legend])


def _fields(shown: Snapshot) -> list[SteeringField]:
    return [field for field in shown.city.fields if field.id != CONTEXT]


def _head(step: Step) -> Component:
    return html.Th([html.Small(f"Schritt {step.number}"), step.title], scope="col")


def _rows(
    field: SteeringField,
    every: dict[tuple[str, str], Cell],
    steps: Sequence[Step],
    shown: Snapshot,
    today: dt.date,
    lens: str,
) -> list[Component]:
    """The row of a Zielfeld, and below it what holds in all steps."""
    wide = every[(field.id, EVERY_STEP)].readings if (field.id, EVERY_STEP) in every else ()
    title = html.Th([html.B(field.title), html.Small(field.question)], scope="rowgroup" if wide else "row",
                    rowSpan=2 if wide else 1)  # fmt: skip
    found = [html.Tr([title, *(_cell(every[(field.id, step.id)], shown, today, lens) for step in steps)])]
    if wide:
        entries = html.Ul([_entry(r, shown, today, lens) for r in wide])
        inner = html.Td(html.Div([html.Span("in allen Schritten:"), entries], className="wide-row"), colSpan=len(steps))
        found.append(html.Tr([inner], className="every-step"))
    return found


def _cell(cell: Cell, shown: Snapshot, today: dt.date, lens: str) -> Component:
    if not cell.readings:
        empty = [html.Span("–", **{"aria-hidden": "true"}), html.Span(NOTHING_YET, className="vh")]
        return html.Td(empty, className="empty")
    return html.Td(html.Ul([_entry(reading, shown, today, lens) for reading in cell.readings]))


def _entry(reading: Reading, shown: Snapshot, today: dt.date, lens: str) -> Component:
    """Form, name and value; what lies outside the chosen lens steps back but stays readable."""
    indicator, state = reading.indicator, reading.state(today)
    kinds = ["entry", *(["asks"] if state in ("act", "watch") else [])]
    kinds += ["leading"] if indicator.headline else []
    kinds += ["off-lens"] if lens and indicator.lens != lens else []
    parts = [drawing(forms.form(state)), _name(indicator.title), *_value(reading, shown, state)]
    link = html.A(parts, href=f"/kennzahl/{indicator.id}", className=f"tone-{forms.TONES[state]}")
    return html.Li(link, className=" ".join(kinds))


def _value(reading: Reading, shown: Snapshot, state: State) -> list[Component]:
    """The value as it is printed, and for the ear its judgement or the word of its sign."""
    indicator, point, signs = reading.indicator, reading.latest, shown.signs()
    if point is None or point.value is None:
        printed, word = signs.get((point.sign if point else None) or NOT_YET, (NOT_YET, ""))
        return [html.B(printed, **{"aria-hidden": "true"}), html.Span(f", {word}", className="vh")]
    text = sentences.value_text(indicator, point, signs)
    sign = [f"{formatting.NBSP}{signs[point.sign][0]}"] if point.sign in signs else []
    word = f", {signs[point.sign][1]}" if point.sign in signs else ""
    return [html.B([text, *sign]), html.Span(f"{word}, {STATE_WORDS[state]}", className="vh")]


def _name(title: str) -> Component:
    """The title with places where it may be broken; that it is a proposal stands on its page and not on paper."""
    short = title.removesuffix(PROPOSAL)
    return html.Span([breakable(short), *([html.Span(PROPOSAL, className="proposal")] if short != title else [])])


def _folded(
    field: SteeringField, every: dict[tuple[str, str], Cell], shown: Snapshot, today: dt.date, lens: str
) -> Component:
    """A Zielfeld to open: how many stand where, then its entries by step."""
    here = [cell for (name, _), cell in every.items() if name == field.id and cell.readings]
    total = [reading for cell in here for reading in cell.readings]
    counts = [(state, sum(r.state(today) == state for r in total)) for state in ("act", "watch")]
    said = formatting.counted(len(total), "Kennzahl", "Kennzahlen")
    said += "".join(f", {count} {STATE_WORDS[state]}" for state, count in counts if count)  # type: ignore[index]
    steps = {step.id: step for step in shown.city.steps}
    parts: list[Component] = []
    for cell in here:
        entries = html.Ul([_entry(reading, shown, today, lens) for reading in cell.readings])
        step = steps[cell.step]
        number = {"data-step": str(step.number or "–")}
        parts.append(html.Div([html.H3(step.title), entries], className="step", **number))
    if not parts:
        parts = [html.P(f"{NOTHING_YET}.")]
    summary = html.Summary([html.B(field.title), html.Span(said, className="note")])
    return html.Details([summary, html.Div(parts, className="steps")], className="fold")
