"""Lagebild: finding, eight cards, completeness and context, from one release."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import sentences
from dashboard.ahead import until_of
from dashboard.components.card import card
from dashboard.components.context import context
from dashboard.components.deliveries import completeness
from dashboard.components.matrix import CONTEXT
from dashboard.decisions import REACH
from dashboard.reach import places
from dashboard.records import Point, Reading
from dashboard.scenario_words import until_sentence
from dashboard.shelf import Shelf
from dashboard.visit import Visit

CARDS = 8
# Whatever the first sentence says of the time to order needs no second one.
ORDER = "bestelltermin"
Readings = Sequence[Reading]


def cases(shelf: Shelf, indicator_id: str) -> dict[str, Point]:
    """The newest values of an indicator by planning assumption."""
    period = shelf.latest(indicator_id)
    return shelf.members(indicator_id, "szenario", period) if period else {}


def finding(shelf: Shelf, readings: Readings) -> Component:
    """How long the places last, the worst judgement, and how the rest stands."""
    shown, today = shelf.visit.shown, shelf.visit.today
    month = sentences.reporting_month(readings)
    until = until_of(shelf.visit)
    lead, rest = sentences.lead(readings, shown.signs(), today, ORDER if until else "")
    first = until_sentence(until, today) if until else places(shelf.reading(REACH))
    parts = [html.H1(f"Lagebild {month}" if month else "Lagebild", className="eyebrow")]
    parts.append(html.P(f"{first} {lead}".strip(), className="lead"))
    parts += [html.P(rest, className="lead-rest")] if rest else []
    return html.Div(parts)


def headline(readings: Readings, visit: Visit) -> Component | None:
    """The cards of the guiding indicators along the steps; None where this release names none."""
    steps, fields = ([part.id for part in parts] for parts in (visit.shown.city.steps, visit.shown.city.fields))
    chosen = [r for r in readings if r.indicator.headline]
    chosen = sorted(chosen, key=lambda r: (steps.index(r.indicator.step), fields.index(r.indicator.field)))[:CARDS]
    if not chosen:
        return None
    made = html.Div([card(reading, visit.shown, visit.today) for reading in chosen], className="cards headline-cards")
    return section("Leitkennzahlen", "Verlauf der letzten Monate, Quartale oder Halbjahre", made)


def complete(visit: Visit) -> Component:
    """How complete the deliveries are, and how small counts are withheld."""
    shown = visit.shown
    parts = [html.H2("Wie vollständig sind die Daten?"), html.P(completeness(shown.sources, visit.today))]
    parts.append(html.P(html.A("Lieferungen und Prüfungen ansehen", href="/daten")))
    if shown.secrecy:
        parts.append(html.P([html.B(f"Geheimhaltung: {shown.secrecy.method}. "), shown.secrecy.note], className="note"))
    return html.Div(parts, className="panel complete")


def conditions(readings: Readings, visit: Visit) -> Component | None:
    """The context numbers, those with a value first; None without any."""
    found = [r for r in readings if r.indicator.field == CONTEXT]
    found.sort(key=lambda r: r.latest is None or r.latest.value is None)
    if not found:
        return None
    title = next(field.title for field in visit.shown.city.fields if field.id == CONTEXT)
    body = context(tuple(found), visit.shown, visit.today)
    return section(title, "Diese Zahlen beschreiben die Lage und tragen keine Bewertung.", body, kind="conditions")


def section(title: str, beside: str, *body: Component, kind: str = "") -> Component:
    """A part of the page under its heading."""
    head = html.Div([html.H2(title), html.P(beside)], className="section-head")
    return html.Section([head, *body], className=f"section {kind}".strip())
