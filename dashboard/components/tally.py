"""How many indicators stand where, in the order in which they ask for attention."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import formatting
from dashboard.charts.render import forms
from dashboard.components.drawing import drawing
from dashboard.records import Reading
from dashboard.sentences import STATE_ORDER, STATE_WORDS

ALWAYS = 4


def tally(readings: Sequence[Reading], today: dt.date, *, linked: bool = False) -> Component:
    """Counts by judgement of the indicators that may carry one; stale and missing only where there are any.

    `linked` leads from each count to the list of its indicators.
    """
    judged = [r for r in readings if r.indicator.field != "kontext"]
    counts = Counter(r.state(today) for r in judged)
    with_threshold = sum(1 for r in judged if r.indicator.threshold_on(today))
    head = f"{formatting.counted(len(judged), 'Kennzahl', 'Kennzahlen')}, davon {with_threshold} mit Schwelle"
    items = [
        html.Li(
            [
                drawing(forms.form(state)),
                html.B(formatting.integer(counts[state]), className=forms.TONES[state]),
                html.Span(html.A(word, href=f"/katalog?status={state}") if linked else word),
            ]
        )
        for number, (state, word) in enumerate((state, STATE_WORDS[state]) for state in STATE_ORDER)
        if number < ALWAYS or counts[state]
    ]
    return html.Div([html.P(head, className="note"), html.Ul(items, className="tally")])
