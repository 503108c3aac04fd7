"""Lagebild: the state of the city's integration work on one page."""

import datetime as dt

from dash import html
from dash.development.base_component import Component

from dashboard import sentences
from dashboard.components.card import card
from dashboard.components.context import context
from dashboard.components.deliveries import completeness, load_reports, sources_table
from dashboard.components.tally import tally
from dashboard.records import Snapshot
from dashboard.visit import Page, Visit
from etl.catalogue.city import SteeringField

MOST_BESIDE = 4


def page(visit: Visit) -> Page:
    """Finding, tally, cards by Zielfeld, context, state of the data; load reports only with the right to them."""
    shown, today = visit.shown, visit.today
    readings = shown.readings
    month = sentences.reporting_month(readings)
    lead, rest = sentences.lead(readings, shown.signs(), today)
    finding = [
        html.H1(f"Lagebild {month}" if month else "Lagebild", className="eyebrow"),
        html.P(lead, className="lead"),
        html.P(rest, className="lead-rest") if rest else None,
    ]
    parts: list[Component] = [
        html.Div([html.Div([part for part in finding if part is not None]), tally(readings, today)], className="top")
    ]
    groups = [_group(field, visit) for field in shown.city.fields if field.id != "kontext"]
    parts.append(html.Div([group for group in groups if group is not None], className="groups"))
    found = [r for r in readings if r.indicator.field == "kontext"]
    frame = tuple(sorted(found, key=lambda r: r.latest is None or r.latest.value is None))
    if frame:
        title = next(field.title for field in shown.city.fields if field.id == "kontext")
        parts.append(
            _section(
                title, "Diese Zahlen beschreiben die Lage und tragen keine Bewertung.", context(frame, shown, today)
            )
        )
    parts.append(_data(shown, today, operating_data="betriebsdaten" in visit.access.rights))
    return Page("Lagebild", parts)


def _group(field: SteeringField, visit: Visit) -> Component | None:
    """A Zielfeld with its cards; groups of few cards stand beside each other."""
    chosen = [r for r in visit.shown.readings if r.indicator.field == field.id]
    if not chosen:
        return None
    head = html.Div([html.H2(field.title), html.P(field.question)], className="section-head")
    cards = html.Div([card(reading, visit.shown, visit.today) for reading in chosen], className="cards")
    return html.Section([head, cards], className=f"group of-{min(len(chosen), MOST_BESIDE)}")


def _section(title: str, beside: str, *body: Component) -> Component:
    head = html.Div([html.H2(title), html.P(beside)], className="section-head")
    return html.Section([head, *body], className="section")


def _data(shown: Snapshot, today: dt.date, *, operating_data: bool) -> Component:
    body = [sources_table(shown, today)]
    if operating_data and shown.deliveries:
        body.append(load_reports(shown))
    if shown.secrecy:
        words = [html.B(f"Geheimhaltung: {shown.secrecy.method}. "), shown.secrecy.note]
        body.append(html.P(words, className="note"))
    return _section("Datenstand", completeness(shown.sources, today), html.Div(body, className="panel stack"))
