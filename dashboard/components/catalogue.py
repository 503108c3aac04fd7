"""The list of all indicators as a table, grouped by Zielfeld."""

import datetime as dt
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import sentences
from dashboard.comparison import compared
from dashboard.components import value
from dashboard.components.status import pill
from dashboard.components.table import Cell, Column, table
from dashboard.filters import Filter
from dashboard.records import Reading, Snapshot


def narrowed(readings: Sequence[Reading], chosen: Filter, today: dt.date) -> tuple[Reading, ...]:
    """The indicators that fit judgement, field, step and owner of the choices."""

    def fits(reading: Reading) -> bool:
        indicator = reading.indicator
        wanted = (
            (chosen.status, reading.state(today)),
            (chosen.field, indicator.field),
            (chosen.step, indicator.step),
            (chosen.owner, indicator.owner),
        )
        return all(not want or want == own for want, own in wanted)

    return tuple(reading for reading in readings if fits(reading))


def catalogue_table(readings: Sequence[Reading], shown: Snapshot, today: dt.date) -> Component:
    """One row an indicator, in the order of the Zielfelder and of the catalogue within them."""
    fields = [field.id for field in shown.city.fields]
    steps = {step.id: step.title for step in shown.city.steps}
    titles = {field.id: field.title for field in shown.city.fields}
    titled = ("Bewertung", "Veränderung", "Stand", "Zielfeld", "Handlungsschritt", "Verantwortlich")
    heads = [Column("Kennzahl"), Column("Wert", figure=True), *(Column(title) for title in titled)]
    rows = []
    for reading in sorted(readings, key=lambda r: fields.index(r.indicator.field)):
        indicator = reading.indicator
        rows.append(
            [
                html.A(indicator.title, href=f"/kennzahl/{indicator.id}"),
                _value(reading, shown),
                pill(reading.state(today)) or "Kontext, ohne Bewertung",
                _change(reading, shown),
                sentences.stand(indicator, reading.latest) if reading.latest else "–",
                titles[indicator.field],
                steps.get(indicator.step, indicator.step),
                indicator.owner,
            ]
        )
    return table("Alle Kennzahlen der Auswahl", heads, rows, show_caption=False)


def _value(reading: Reading, shown: Snapshot) -> Cell:
    point, signs = reading.latest, shown.signs()
    if point is None or point.value is None:
        printed, word = signs.get((point.sign if point else None) or "…", ("…", "liegt noch nicht vor"))
        return [html.Span(printed, title=word, **{"aria-hidden": "true"}), html.Span(word, className="vh")]
    text = sentences.value_text(reading.indicator, point, signs)
    return [text, value.sign(point.sign, shown)] if point.sign else text


def _change(reading: Reading, shown: Snapshot) -> str:
    return " ".join(part for part in compared(reading, shown) or () if part) or "–"
