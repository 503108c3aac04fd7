"""The Steckbrief of an indicator: formula, corridor, who decided, what limits it."""

import datetime as dt
from typing import TypeAlias

from dash import html
from dash.development.base_component import Component

from dashboard import formatting
from dashboard.charts.render import forms
from dashboard.charts.series import break_text
from dashboard.components.drawing import drawing
from dashboard.records import Reading, Snapshot, State
from etl.catalogue.indicator import Measure, Ratio, Threshold

Content: TypeAlias = Component | str | list[Component | str]


def profile(reading: Reading, shown: Snapshot, today: dt.date) -> Component:
    """Everything the catalogue says about an indicator, in the words of the release."""
    indicator = reading.indicator
    titles = shown.titles()
    facts: list[tuple[str, Content]] = [
        ("Was die Zahl sagt", indicator.interpretation),
        ("Definition", indicator.definition),
    ]
    if isinstance(indicator.formula, Ratio):
        facts.append(("Formel", _fraction(indicator.formula, titles)))
    if (threshold := indicator.threshold_on(today)) is not None:
        facts.append(("Zielkorridor", _corridor(threshold, indicator.decimals, indicator.unit)))
        since = formatting.day(threshold.valid_from)
        facts.append(("Entschieden", f"{threshold.decided_by}; gültig ab {since}"))
    facts += [
        ("Verantwortlich", indicator.owner),
        ("Lieferungen", formatting.listed(titles.get(source, source) for source in indicator.sources)),
        ("Nächste Prüfung der Definition", formatting.day(indicator.review)),
    ]
    if indicator.breaks:
        facts.append(("Brüche", [html.P(break_text(b)) for b in indicator.breaks]))
    if indicator.caveats:
        facts.append(("Grenzen", [html.P(caveat) for caveat in indicator.caveats]))
    facts.append(("Kennung", html.Code(indicator.id)))
    listed = html.Dl([html.Div([html.Dt(term), html.Dd(text)]) for term, text in facts], className="facts")
    return html.Aside(
        [html.H2("Steckbrief", id="steckbrief"), listed], className="panel", **{"aria-labelledby": "steckbrief"}
    )


def _fraction(formula: Ratio, titles: dict[str, str]) -> Component:
    times = "" if formula.times == 1 else f"× {formatting.integer(formula.times)}"
    parts = [
        html.Span(_part(formula.of, titles)),
        html.Span(" geteilt durch ", className="vh"),
        html.Hr(),
        html.Span(_part(formula.to, titles)),
    ]
    return html.Div([html.Span(parts, className="fraction"), html.Span(times)], className="formula")


def _part(part: str | Measure, titles: dict[str, str]) -> str:
    """A side of the fraction: the title of its indicator, or what is counted in which table."""
    if isinstance(part, str):
        return titles.get(part, part)
    counted = "Anzahl" if part.measure == "count" else part.measure.replace("sum(", "Summe (")
    counted = counted.replace("count_distinct(", "Anzahl verschiedener (")
    limited = f", nur {part.where}" if part.where else ""
    return f"{counted} in {part.table.removeprefix('core.')}{limited}"


def _corridor(threshold: Threshold, decimals: int, unit: str) -> list[Component | str]:
    bands: list[tuple[State, str]] = [("on_track", formatting.span_text(threshold.on_track, decimals, unit))]
    if threshold.watch is not None:
        bands.append(("watch", formatting.watch_text(threshold, decimals, unit)))
    bands.append(("act", formatting.act_text(threshold, decimals, unit)))
    return [html.P([drawing(forms.form(state)), f" {text}"], className=forms.TONES[state]) for state, text in bands]
