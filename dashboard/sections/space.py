"""Sozialraum: one indicator over the Stadtviertel as map and table, and what is published at which level."""

from dash import html
from dash.development.base_component import Component

from dashboard import formatting
from dashboard.charts.grid import Entry, Grid, Head, count, words
from dashboard.charts.render import tilemap as draw_map
from dashboard.charts.tilemap import MapSpec, tilemap
from dashboard.components.coarser import coarser
from dashboard.components.drawing import drawing
from dashboard.components.figure import trend_figure
from dashboard.components.opening import opening
from dashboard.components.picture import nothing, picture, why_absent
from dashboard.components.sortable import sortable
from dashboard.records import Reading
from dashboard.shelf import Shelf, year_before

CHOICES = ("dichte_je_1000", "auslaenderanteil", "kontingent_bestand", "reichweite_ausserhalb")
LEVELS = (("stadtbezirk", "Stadtbezirke"), ("stadtviertel", "Stadtviertel"))


def first(shelf: Shelf, spec: MapSpec | None) -> Component:
    """The lead: where most people live in accommodation of the city, and how unevenly."""
    uneven = shelf.reading("dissimilaritaet")
    rest = ""
    if uneven is not None and (point := uneven.latest) is not None and point.value is not None:
        value = formatting.quantity(point.value, uneven.indicator.decimals, "von 100 Punkten")
        rest = f"{uneven.indicator.title}: {value} "
        rest += f"am {formatting.stichtag(point.period)}. Bei 0 läge der Anteil überall gleich hoch."
    lead = f"{spec.told.finding}." if spec else why_absent((shelf.reading(CHOICES[0]),), shelf.visit.shown)
    return opening("Sozialraum", lead, rest)


def map_spec(shelf: Shelf, indicator_id: str) -> MapSpec | None:
    """The map of an indicator at its newest period, compared with a year before."""
    reading, period = shelf.reading(indicator_id), shelf.latest(indicator_id)
    if reading is None or period is None:
        return None
    now = tuple(shelf.members(indicator_id, "stadtviertel", period).values())
    before = tuple(shelf.members(indicator_id, "stadtviertel", year_before(period)).values())
    return tilemap(reading, now, before, shelf.visit.shown.city, shelf.visit.shown.signs())


def map_figure(shelf: Shelf, reading: Reading | None, spec: MapSpec | None) -> Component:
    """The map beside its sortable table."""
    shown = shelf.visit.shown
    if reading is None or spec is None:
        return nothing("Karte der Stadtviertel", why_absent((reading,), shown))
    told = spec.told
    drawn = html.Div(
        [drawing(draw_map.legend(spec)), drawing(draw_map.outlines(spec) or draw_map.tilemap(spec, shown.city.ags))],
        className="scroll", tabIndex="0", role="region", **{"aria-label": "Karte, seitlich verschiebbar"},
    )  # fmt: skip
    value = next(at for at, head in enumerate(told.grid.heads) if head.figure)
    period = shelf.latest(reading.indicator.id) or ""
    points = tuple(shelf.members(reading.indicator.id, "stadtviertel", period).values())
    hidden = coarser(reading, points, shown, shelf.printed)
    beside = [drawn, sortable(told.grid, shown, value), *([hidden] if hidden is not None else [])]
    body = html.Div(beside, className="map-beside")
    return picture(told, [body], (reading,), shown)


def unevenness(shelf: Shelf) -> Component | None:
    """How unevenly accommodation is spread, over time."""
    reading = shelf.reading("dissimilaritaet")
    if reading is None:
        return None
    found = trend_figure(reading, shelf.visit.shown, shelf.visit.today)
    return found or nothing(reading.indicator.title, why_absent((reading,), shelf.visit.shown))


def levels(shelf: Shelf) -> Grid | None:
    """What is published at which level: members with a value, and members whose value is withheld."""
    rows = []
    for reading in shelf.visit.shown.readings:
        views = {dims[0] for dims in reading.indicator.breakdowns if len(dims) == 1}
        period = shelf.latest(reading.indicator.id)
        if period is None or not reading.indicator.listed or not views & {dim for dim, _ in LEVELS}:
            continue
        cells, when = [], []
        for dim, _ in LEVELS:
            offered = shelf.offered(reading.indicator.id, dim, period) if dim in views else None
            points = shelf.members(reading.indicator.id, dim, offered).values() if offered else ()
            when += [formatting.period(offered)] if offered else []
            known = sum(p.value is not None for p in points)
            hidden = sum(p.sign == "g" for p in points)
            cells += [_number(shelf, known, bool(offered)), _number(shelf, hidden, bool(offered))]
        rows.append((words(reading.indicator.title), words(" · ".join(dict.fromkeys(when)) or "–"), *cells))
    if not rows:
        return None
    titles = [Head(f"{title}: {what}", True) for _, title in LEVELS for what in ("gezeigt", "nicht gezeigt (g)")]
    return Grid("Was auf welcher Ebene gezeigt wird", (Head("Kennzahl"), Head("Zeitraum"), *titles), tuple(rows))


def _number(shelf: Shelf, number: int, offered: bool) -> Entry:
    return (
        count(number, signs=shelf.visit.shown.signs()) if offered else count(None, "-", signs=shelf.visit.shown.signs())
    )
