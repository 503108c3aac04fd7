"""Unterbringung: places by site and month, length of stay, people beyond the target, costs."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from dashboard import formatting, periods, sentences
from dashboard.charts.bars import Bar, Group, bars
from dashboard.charts.columns import columns
from dashboard.charts.grid import Entry, Grid, Head, Signs, Told, count, heads, words
from dashboard.charts.occupancy import BOROUGH, SEGMENTS, SITE, Places, occupancy
from dashboard.charts.render import bars as draw_bars
from dashboard.charts.render import columns as draw_columns
from dashboard.charts.render import forms
from dashboard.charts.render import occupancy as draw_occupancy
from dashboard.components.drawing import drawing
from dashboard.components.figure import trend_figure
from dashboard.components.opening import opening
from dashboard.components.picture import nothing, picture, why_absent
from dashboard.records import Point, Reading
from dashboard.shelf import Shelf
from dashboard.visit import Visit
from etl.catalogue.indicator import Status

RESERVED = "gu_plaetze_reserviert"
PLACES = ("gu_plaetze_genehmigt", "gu_plaetze_gesperrt", RESERVED, "gu_belegung", "gu_auslastung")
KINDS = {"unterkunft": SITE, "stadtbezirk": BOROUGH}
MINORS = ("u6", "6bis17")
_ORDER: tuple[Status, ...] = ("act", "watch", "on_track")


def first(shelf: Shelf, period: str | None) -> Component:
    """The lead of the page and how many sites stand where."""
    if period is None:
        return opening("Unterbringung", why_absent((shelf.reading("gu_belegung"),), shelf.visit.shown))
    title = f"Unterbringung {formatting.month(_last_day(period))}"
    occupied, net = shelf.whole("gu_belegung", period), shelf.whole("gu_plaetze_netto", period)
    held = shelf.whole("gu_plaetze_reserviert", period)
    lead = "Für diesen Stichtag gibt es keine Belegung."
    if occupied is not None and net is not None and occupied.value is not None and net.value is not None:
        lead = f"{formatting.number(occupied.value)} von {formatting.quantity(net.value, 0, 'Plätzen')} sind belegt"
        reserved = held.value if held is not None else 0.0
        # How many are free is not said where the announced may not be: the difference would tell them.
        if reserved is not None:
            free = max(0.0, net.value - occupied.value - reserved)
            lead += f", {formatting.number(free)} {'ist' if free == 1 else 'sind'} frei"
            lead += f", {formatting.number(reserved)} für Angekündigte vorgesehen" if reserved else ""
        lead += "."
    return opening(title, lead, _rest(shelf), _tally(shelf, period))


def _last_day(period: str) -> dt.date:
    return periods.parse(period).last_day


def _rest(shelf: Shelf) -> str:
    """How long the places last, and when a tender would have to be decided."""
    parts = []
    signs = shelf.visit.shown.signs()
    for reading in shelf.readings("gu_reichweite", "handlungsfenster"):
        point = reading.latest
        if point is not None and point.value is not None:
            parts.append(f"{reading.indicator.title}: {sentences.value_text(reading.indicator, point, signs)}.")
    return " ".join(parts)


def _tally(shelf: Shelf, period: str) -> Component | None:
    rates = shelf.members("gu_auslastung", "unterkunft", period).values()
    counts = Counter(p.status for p in rates if p.value is not None)
    if not counts:
        return None
    total = formatting.counted(sum(counts.values()), "Unterkunft", "Unterkünfte")
    items = [
        html.Li(
            [drawing(forms.form(state)), html.B(formatting.integer(counts[state]), className=forms.TONES[state]),
             html.Span(sentences.STATE_WORDS[state])]
        )
        for state in _ORDER
    ]  # fmt: skip
    return html.Div([html.P(f"{total} nach Auslastungsgrad", className="note"), html.Ul(items, className="tally")])


def shows(visit: Visit) -> tuple[tuple[str, str], ...]:
    """How the places of this release may be told apart; the first is the default."""
    reading = visit.shown.reading("gu_auslastung")
    views = reading.indicator.breakdowns if reading else ()
    return tuple((dim, f"je {kind.one}") for dim, kind in KINDS.items() if (dim,) in views)


def places(shelf: Shelf, period: str | None) -> Component:
    """The occupancy bar of each site or Stadtbezirk at one Stichtag."""
    shown = shelf.visit.shown
    rate = shelf.reading("gu_auslastung")
    chosen = shelf.visit.filter.show
    dim = chosen if chosen in KINDS else "unterkunft"
    title = f"Plätze je {KINDS[dim].one}"
    if period is None or rate is None:
        return nothing(title, why_absent([shelf.reading(name) for name in PLACES], shown))
    by_site = {name: shelf.members(name, dim, period) for name in PLACES}
    whole = _row("zusammen", {name: shelf.whole(name, period) for name in PLACES})
    # Where nobody is announced there is no row; where no place has one, they are not told apart at all.
    untold = not by_site[RESERVED] and whole.reserved is not None and whole.reserved.value != 0
    sites = [
        _row(shelf.label(dim, site), {name: found.get(site) for name, found in by_site.items()}, untold)
        for site in by_site["gu_plaetze_genehmigt"]
    ]
    spec = occupancy(whole, sites, rate, shown.signs(), KINDS[dim])
    if spec is None:
        return nothing(title, why_absent([shelf.reading(name) for name in PLACES], shown))
    drawn = [drawing(draw_occupancy.occupancy(spec, w)) for w in (draw_occupancy.WIDE, draw_occupancy.NARROW)]
    return picture(spec.told, drawn, shelf.readings(*PLACES), shown)


def _row(name: str, found: Mapping[str, Point | None], untold: bool = False) -> Places:
    approved, blocked, reserved, occupied, rate = (found[indicator] for indicator in PLACES)
    return Places(name, approved, blocked, reserved, occupied, rate, untold)


def course(shelf: Shelf) -> Component | None:
    """Places of the whole city month by month: occupied, reserved, free, blocked."""
    shown = shelf.visit.shown
    approved = shelf.reading("gu_plaetze_genehmigt")
    months = [p.period for p in approved.series if p.value is not None][-25:] if approved else []
    if not months:
        return None
    rows = [_month(shelf, period) for period in months]
    names = [("belegt", "data"), ("reserviert", "s3"), ("frei", "")]
    parts = {name: [row[at] for row in rows] for at, name in enumerate(SEGMENTS[:3])}
    grid = Grid(
        "Plätze der Gemeinschaftsunterkünfte je Monat",
        heads("Stichtag", [*SEGMENTS, "genehmigt"]),
        tuple((words(formatting.stichtag(m)), *row) for m, row in zip(months[::-1], rows[::-1], strict=True)),
    )
    now, then = rows[-1][2], rows[-13][2] if len(rows) > 12 else None
    finding, sentence = _free(now, then, months[-1])
    told = Told(finding, "Verfügbare Plätze aller Gemeinschaftsunterkünfte zum Monatsende, ohne gesperrte", sentence,
                f"Säulen je Monat. {finding}. {sentence}", grid)  # fmt: skip
    spec = columns(names, months, parts, told, "Plätze")
    if spec is None:
        return None
    drawn = [drawing(draw_columns.columns(spec, w)) for w in (draw_columns.WIDE, draw_columns.NARROW)]
    return picture(told, drawn, shelf.readings(*PLACES), shown)


def _month(shelf: Shelf, period: str) -> tuple[Entry, ...]:
    signs = shelf.visit.shown.signs()
    approved, blocked, reserved, occupied, _ = (shelf.whole(name, period) for name in PLACES)
    known = [p.value if p is not None else None for p in (approved, blocked, occupied)]
    held = reserved.value if reserved is not None else 0.0
    free = None
    if known[0] is not None and known[1] is not None and known[2] is not None and held is not None:
        free = max(0.0, known[0] - known[1] - known[2] - held)
    hidden = next((p.sign for p in (occupied, reserved) if p is not None and p.value is None), None)
    reserve = count(0.0, signs=signs) if reserved is None else count(reserved.value, reserved.sign, signs=signs)
    return (_entry(occupied, shelf), reserve, count(free, hidden if free is None else None, signs=signs),
            _entry(blocked, shelf), _entry(approved, shelf))  # fmt: skip


def _entry(point: Point | None, shelf: Shelf) -> Entry:
    return count(point.value if point else None, point.sign if point else None, signs=shelf.visit.shown.signs())


def _free(now: Entry, then: Entry | None, period: str) -> tuple[str, str]:
    if now.number is None:
        return "Plätze im Verlauf", ""
    finding = f"{formatting.quantity(now.number, 0, 'Plätze')} {'ist' if now.number == 1 else 'sind'} frei"
    if then is None or then.number is None:
        return finding, f"Stand {formatting.stichtag(period)}."
    change = now.number - then.number
    said = (
        "genauso viele wie"
        if not change
        else f"{formatting.number(abs(change))} {'mehr' if change > 0 else 'weniger'} als"
    )
    day = formatting.stichtag(period)
    sentence = f"Am {day} waren {now.text} Plätze frei und nicht reserviert, ein Jahr zuvor {then.text}."
    return f"{finding}, {said} ein Jahr zuvor", sentence


def stay(shelf: Shelf) -> Component | None:
    """The median stay with the target of each time as a step."""
    reading = shelf.reading("gu_verweildauer_med")
    if reading is None:
        return None
    found = trend_figure(reading, shelf.visit.shown, shelf.visit.today)
    return found or nothing(reading.indicator.title, why_absent((reading,), shelf.visit.shown))


def beyond_target(shelf: Shelf) -> Component | None:
    """People whose stay is longer than the target, minors first, by age group and by Stadtbezirk."""
    shown, signs = shelf.visit.shown, shelf.visit.shown.signs()
    period = shelf.latest("gu_zielueberschreitung")
    reading = shelf.reading("gu_zielueberschreitung")
    if reading is None:
        return None
    if period is None:
        return nothing(reading.indicator.title, why_absent((reading,), shown))
    ages = shelf.members("gu_zielueberschreitung", "altersgruppe", period)
    boroughs = shelf.members("minderjaehrige_gu_lang", "stadtbezirk", period)
    by_age = tuple(
        Bar(shelf.label("altersgruppe", age), _above(p, signs), "c2" if age in MINORS else "data")
        for age, p in ages.items()
    )
    by_place = tuple(
        Bar(shelf.label("stadtbezirk", nr), count(p.value, p.sign, signs=signs), "c2") for nr, p in boroughs.items()
    )
    groups = [Group("Alle, nach Alter", by_age), Group("Nur Kinder und Jugendliche, nach Stadtbezirk", by_place)]
    told = _beyond_told(shelf, reading, period, groups)
    spec = bars([group for group in groups if group.bars], told)
    if spec is None:
        return nothing(reading.indicator.title, why_absent((reading,), shown))
    drawn = [drawing(draw_bars.bars(spec, w)) for w in (draw_bars.WIDE, draw_bars.NARROW)]
    return picture(told, drawn, shelf.readings("gu_zielueberschreitung", "minderjaehrige_gu_lang"), shown)


def _above(point: Point, signs: Signs) -> Entry:
    value = float(point.numerator) if point.numerator is not None else None
    return count(value, point.sign if value is None else None, signs=signs)


def _beyond_told(shelf: Shelf, reading: Reading, period: str, groups: list[Group]) -> Told:
    minors = shelf.whole("minderjaehrige_gu_lang", period)
    share = shelf.whole("gu_zielueberschreitung", period)
    goal = shelf.reading("gu_verweildauer_med")
    aim = goal.indicator.threshold_on(_last_day(period)) if goal else None
    finding = "Wer länger bleibt als das Ziel"
    if minors is not None and minors.value is not None:
        verb = "lebt" if minors.value == 1 else "leben"
        who = formatting.counted(int(minors.value), "Kind oder Jugendlicher", "Kinder und Jugendliche")
        finding = f"{who} {verb} länger als das Ziel in der Unterkunft"
    parts = []
    if share is not None and share.value is not None and share.numerator is not None:
        value = sentences.value_text(reading.indicator, share, shelf.visit.shown.signs())
        parts.append(f"Insgesamt sind es {formatting.number(share.numerator)} Personen, {value} der Belegung.")
    if aim is not None:
        parts.append(f"Das Ziel sind {formatting.span_text(aim.on_track, 0, 'Tage')}.")
    rows = tuple((words(group.title), words(bar.label), bar.entry) for group in groups for bar in group.bars)
    grid = Grid(f"Personen über der Zielzeit am {formatting.stichtag(period)}",
                (Head("Gruppe"), Head("Ausprägung"), Head("Personen", True)), rows)  # fmt: skip
    subtitle = f"Personen in Gemeinschaftsunterkünften über der Ziel-Verweildauer am {formatting.stichtag(period)}"
    return Told(finding, subtitle, " ".join(parts), f"Balken. {finding}. {' '.join(parts)}", grid)
