"""What a scenario leads to: the sentence, the answers, the fan."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard import formatting
from dashboard import scenario_words as say
from dashboard.ahead import PLAN, Ahead
from dashboard.charts import fan as charts
from dashboard.charts.grid import Entry, Grid, Head, Told, words
from dashboard.charts.render import fan as draw
from dashboard.charts.render import forms
from dashboard.components.drawing import drawing
from dashboard.components.picture import picture
from dashboard.levers import plain, turned
from dashboard.records import Point
from dashboard.scenario import Model, Result
from dashboard.shelf import Shelf
from dashboard.visit import Visit

SHOWN_BACK = 13
OCCUPIED = ("gu_belegung", "gu_plaetze_netto")


@dataclass(frozen=True)
class Seen:
    """The scenario of an address and the same arrivals without any deed; `now` counts from the Stand."""

    visit: Visit
    ahead: Ahead
    model: Model
    now: int
    result: Result
    nothing: Result


def seen(visit: Visit, ahead: Ahead, model: Model, now: int) -> Seen:
    """Reckon what an address asks for."""
    result = model.result(turned(visit.filter, ahead, now), now)
    nothing = model.result(turned(plain(visit.filter), ahead, now), now)
    return Seen(visit, ahead, model, now, result, nothing)


def top(found: Seen) -> list[Component]:
    """The sentence first, and beside it what it is not."""
    said = found.result.said
    often = say.chance(said.chances[12])
    rest = [f"{often[0].upper()}{often[1:]} sind die nutzbaren Plätze binnen zwölf Monaten belegt."]
    # Why places run out is said of the release; with other places it may not hold.
    rest += () if found.result.turned.acted else found.ahead.texts("ursache")
    lead = html.Div(
        [
            html.H1("Szenarien: Reichen die Plätze?", className="eyebrow"),
            html.P(say.lead_sentence(found.result, found.ahead, found.now), className="lead"),
            html.P(" ".join(rest), className="lead-rest"),
        ]
    )
    beside = html.P(
        "Szenarien sind Rechnungen unter Annahmen, keine Vorhersagen. Sie ändern keine veröffentlichte Zahl.",
        className="note",
    )
    return [lead, beside]


def answers(found: Seen) -> Component:
    """Three order dates, what binds, people waiting, money."""
    return html.Div([_orders(found), _limit(found), _money(found)], className="answers")


def _orders(found: Seen) -> Component:
    rows = []
    for lead in sorted(found.result.said.orders):
        state, word = say.order_state(found.result, lead, found.now)
        at = found.result.said.orders[lead]
        month = "" if at is None else f"bis Ende {say.month_at(found.ahead, at)}"
        missing = found.result.said.missing_months[lead]
        if state == "act" and missing >= 2.5:
            word += f"; bis zur Lieferung etwa {say.people(missing)} Personenmonate ohne Platz"
        rows.append(
            html.Li([html.B(f"{lead} Monate Vorlauf: "), month, html.Span([drawing(forms.form(state)), f" {word}"])])
        )
    parts: list[Component] = [html.H2("Spätester Bestelltermin"), html.Ul(rows, className="order-dates")]
    need = found.result.said.needed[found.result.turned.lead]
    if need:
        limit = say.risk(found.result.turned.risk)
        said = f"Mit {say.people(need)} weiteren Plätzen, jetzt bestellt, bliebe das Risiko im Jahr nach der Lieferung "
        said += f"unter {limit}."
        parts.append(html.P(said, className="note"))
    return html.Div(parts, className="panel")


def _limit(found: Seen) -> Component:
    said = found.result.said
    waiting = f"{say.people(said.waiting)} Menschen warten voraussichtlich in zwölf Monaten auf eine Wohnung."
    return html.Div(
        [html.H2("Engpass"), html.P(say.limit(found.result)), html.P(waiting, className="note")], className="panel"
    )


def _money(found: Seen) -> Component:
    said = found.result.said
    parts = [
        html.H2("Ohne Platz, und was es kostet"),
        html.P(f"{say.people(said.missing_year)} Personenmonate ohne nutzbaren Platz im nächsten Jahr, "
               "im Mittel aller Verläufe."),
        html.P(f"Anderswo untergebracht: etwa {say.euro(found.result.emergency)}. "
               f"Neue Plätze: {say.euro(found.result.cost)}.",
               className="note"),
    ]  # fmt: skip
    return html.Div(parts, className="panel")


def course(found: Seen) -> Component:
    """The fan with places and dates; the same numbers as a table and in words."""
    shelf, ahead, result = Shelf(found.visit), found.ahead, found.result
    stand = _number(ahead.stand)
    actual = [
        (p.span.last, p.value, f"{formatting.period(p.period)}: {formatting.number(p.value)} Personen")
        for p in _series(shelf, "gu_belegung")
        if p.value is not None and stand - SHOWN_BACK < p.span.last <= stand
    ]
    months = [_month(found, stand + at, band.persons) for at, band in enumerate(result.bands, start=1)]
    other = found.nothing if result.turned.acted else None
    beside = [(stand + at, b.persons[0.5]) for at, b in enumerate(other.bands, start=1)] if other else []
    told = _told(found)
    steps = charts.steps_of([*_before(shelf, stand), *((stand + at, p) for at, p in enumerate(result.places))])
    spec = charts.fan(actual, months, (beside, "ohne Maßnahmen"), steps, result.usable, _marks(found), told)
    drawn = [drawing(draw.fan(spec, width)) for width in (draw.WIDE, draw.NARROW)]
    return picture(told, drawn, shelf.readings(*OCCUPIED), found.visit.shown)


def _marks(found: Seen) -> list[charts.OrderMark]:
    """A line for the order date of each lead time, also where it has passed."""
    stand = _number(found.ahead.stand)
    return [
        charts.OrderMark(
            stand + at,
            f"bestellen bei {lead} Monaten Vorlauf" if at >= found.now else f"verstrichen bei {lead} Monaten Vorlauf",
        )
        for lead, at in sorted(found.result.said.orders.items())
        if at is not None
    ]


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _series(shelf: Shelf, indicator_id: str) -> Sequence[Point]:
    reading = shelf.reading(indicator_id)
    return reading.series if reading else ()


def _before(shelf: Shelf, stand: int) -> list[tuple[int, float]]:
    """Net places at the month ends before the Stand."""
    series = _series(shelf, "gu_plaetze_netto")
    return [(p.span.last, p.value) for p in series if p.value is not None and stand - SHOWN_BACK < p.span.last < stand]


def _month(found: Seen, at: int, persons: dict[float, float]) -> charts.Ahead:
    month = formatting.period(f"{at // 12}-{at % 12 + 1:02d}")
    middle = f"{month}: etwa {say.people(persons[0.5])} Personen"
    if found.result.turned.arrivals != PLAN:
        return charts.Ahead(at, persons[0.5], f"{middle}, Annahme")
    text = f"{middle}, in 8 von 10 Fällen {say.people(persons[0.1])} bis {say.people(persons[0.9])}"
    return charts.Ahead(at, persons[0.5], text, persons[0.1], persons[0.25], persons[0.75], persons[0.9])


def _told(found: Seen) -> Told:
    result, ahead = found.result, found.ahead
    year = result.bands[11]
    said = result.said
    finding = "Die Plätze reichen voraussichtlich zwei Jahre"
    if said.middle == 0:
        finding = "Die nutzbaren Plätze sind schon belegt"
    elif said.earliest <= said.months:
        finding = f"Ab {say.month_at(ahead, said.earliest)} können die Plätze knapp werden"
    low, high = say.people(year.persons[0.1]), say.people(year.persons[0.9])
    places = formatting.integer(round(result.places[12]))
    parts = [
        f"Im {say.month_at(ahead, 12)} leben voraussichtlich etwa {say.people(year.persons[0.5])} Menschen "
        "in Gemeinschaftsunterkünften"
    ]
    parts[0] += (
        f", in 8 von 10 Fällen {low} bis {high}" if result.turned.arrivals == PLAN else " (Annahme, ohne Bandbreite)"
    )
    sentence = f"{parts[0]}; dann gibt es {places} verfügbare Plätze. "
    sentence += "Nach zwölf Monaten ist es ein Szenario, das niemand geprüft hat."
    subtitle = "Menschen in Gemeinschaftsunterkünften und verfügbare Plätze am Monatsende. "
    subtitle += "Dunkel: 5 von 10 Fällen, hell: 8 von 10"
    return Told(finding, subtitle, sentence, f"Verlauf mit Bandbreite. {finding}. {sentence}", _grid(found))


def _grid(found: Seen) -> Grid:
    banded = found.result.turned.arrivals == PLAN
    levels = ((0.025, 0.975, "95 von 100"), (0.1, 0.9, "8 von 10"), (0.25, 0.75, "5 von 10")) if banded else ()
    heads = [Head("Monatsende"), Head("mittlerer Verlauf", figure=True)]
    heads += [Head(f"in {word} Fällen", figure=True) for _, _, word in levels]
    heads += [Head("verfügbare Plätze", figure=True), Head("davon nutzbar", figure=True)]
    rows = []
    for at, band in enumerate(found.result.bands, start=1):
        row = [words(formatting.period(band.month)), _entry(band.persons[0.5])]
        row += [
            words(f"{say.people(band.persons[low])} bis {say.people(band.persons[high])}") for low, high, _ in levels
        ]
        places = found.result.places[at]
        row += [Entry(formatting.integer(round(places)), places), _exact(places * found.result.usable)]
        rows.append(tuple(row))
    return Grid("Vorausschau je Monat, Personen gerundet", tuple(heads), tuple(rows))


def _entry(persons: float) -> Entry:
    return Entry(say.people(persons), float(round(persons / 10) * 10))


def _exact(places: float) -> Entry:
    return Entry(formatting.integer(round(places)), places)


def sentence(found: Seen) -> str:
    """The whole answer in words."""
    return say.lead_sentence(found.result, found.ahead, found.now)
