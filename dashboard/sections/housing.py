"""Wohnen: the way into own housing, the contingent of each owner, cohorts, where it stalls and why."""

import datetime as dt

from dash.development.base_component import Component

from dashboard import formatting, periods, sentences
from dashboard.charts.bars import Bar, Group, bars
from dashboard.charts.cohort import cohort
from dashboard.charts.columns import columns
from dashboard.charts.grid import Entry, Grid, Head, Told, count, entry, heads, words
from dashboard.charts.render import bars as draw_bars
from dashboard.charts.render import cohort as draw_cohort
from dashboard.charts.render import columns as draw_columns
from dashboard.charts.render import way as draw_way
from dashboard.charts.way import WayPoints, way
from dashboard.components.drawing import drawing
from dashboard.components.opening import opening
from dashboard.components.picture import NOT_OFFERED, nothing, picture, why_absent
from dashboard.records import Point
from dashboard.shelf import UNASSIGNED, Shelf, by_period, year_before

WAY = (
    "zuweisungen",
    "gu_belegung",
    "gu_abgang_wohnung",
    "kontingent_bestand",
    "ueberfuehrungen",
    "privatmieten_bestand",
)
OWNERS = (
    "kontingent_bestand",
    "kontingent_abruf",
    "bereitstellung_tage",
    "kontingent_nutzung",
    "ueberfuehrungsquote",
    "ueberfuehrung_monate",
    "mietstabilitaet_12m",
)
_STATIONS = (("bewohnt", "data"), ("leer", "s3"), ("angefordert", ""))
_WHERE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("gesellschaft", "Vermieter", ()),
    ("wohnungsgroesse", "Größe der Wohnung", ("eins", "zwei", "drei", "vier_mehr")),
    ("stadtbezirk", "Stadtbezirk", ()),
)


def first(shelf: Shelf, period: str | None) -> Component:
    """The lead of the page: how many flats, how many households moved on."""
    if period is None:
        return opening("Wohnen", why_absent((shelf.reading("kontingent_bestand"),), shelf.visit.shown))
    title = f"Wohnen {formatting.month(_last_day(period))}"
    held, moved = shelf.whole("kontingent_bestand", period), shelf.whole("ueberfuehrungen", period)
    parts = []
    if held is not None and held.value is not None:
        parts.append(f"{formatting.quantity(held.value, 0, 'Wohnungen')} hält die Stadt im Kontingent.")
    if moved is not None and moved.value is not None:
        verb = "übernahm im Monat seinen" if moved.value == 1 else "übernahmen im Monat ihren"
        parts.append(f"{formatting.quantity(moved.value, 0, 'Haushalte')} {verb} Mietvertrag.")
    return opening(title, " ".join(parts) or "Für diesen Monat gibt es keine Werte.", _rest(shelf))


def _last_day(period: str) -> dt.date:
    return periods.parse(period).last_day


def _rest(shelf: Shelf) -> str:
    signs = shelf.visit.shown.signs()
    parts = []
    for reading in shelf.readings("ueberfuehrungsquote", "mietstabilitaet_12m"):
        if (point := reading.latest) is not None and point.value is not None:
            said = sentences.value_text(reading.indicator, point, signs)
            parts.append(f"{reading.indicator.title}: {said} ({sentences.stand(reading.indicator, point)}).")
    return " ".join(parts)


def way_figure(shelf: Shelf, period: str | None) -> Component:
    """The three stocks and the moves of a month."""
    shown = shelf.visit.shown
    readings = [shelf.reading(name) for name in WAY]
    if period is None:
        return nothing("Der Weg in die eigene Wohnung", why_absent(readings, shown))
    goals = shelf.members("gu_abgang_wohnung", "ziel", period)
    points = WayPoints(
        period=period,
        assigned=shelf.whole("zuweisungen", period),
        shared=shelf.whole("gu_belegung", period),
        to_flat=goals.get("kontingent"),
        direct=goals.get("privat"),
        flats=shelf.whole("kontingent_bestand", period),
        converted=shelf.whole("ueberfuehrungen", period),
        converted_before=shelf.whole("ueberfuehrungen", year_before(period)),
        private=shelf.whole("privatmieten_bestand", period),
        lasting=_lasting(shelf),
    )
    spec = way(points, shown.signs())
    if spec is None:
        return nothing("Der Weg in die eigene Wohnung", why_absent(readings, shown))
    drawn = [drawing(draw_way.way(spec, w)) for w in (draw_way.WIDE, draw_way.NARROW)]
    return picture(spec.told, drawn, shelf.readings(*WAY), shown)


def _lasting(shelf: Shelf) -> str:
    reading = shelf.reading("mietstabilitaet_12m")
    if reading is None or (period := shelf.latest("mietstabilitaet_12m")) is None:
        return ""
    point = shelf.whole("mietstabilitaet_12m", period)
    return sentences.value_text(reading.indicator, point, shelf.visit.shown.signs()) if point else ""


def stations(shelf: Shelf) -> Component | None:
    """Flats of the contingent month by month: requested, ready and empty, lived in."""
    shown = shelf.visit.shown
    reading = shelf.reading("kontingent_stationen")
    history = by_period(shelf.history("kontingent_stationen", "station"))
    if reading is None or not history:
        return None
    months = sorted(history)[-25:]
    parts = {name: [_count(history[month].get(name), shelf) for month in months] for name, _ in _STATIONS}
    grid = Grid(
        "Kontingentwohnungen nach Station je Monat",
        heads("Stichtag", [shelf.label("station", name) for name, _ in _STATIONS]),
        tuple((words(formatting.stichtag(m)), *(parts[name][at] for name, _ in _STATIONS))
              for at, m in reversed(list(enumerate(months)))),
    )  # fmt: skip
    last = {name: parts[name][-1] for name, _ in _STATIONS}
    finding = "Kontingentwohnungen nach Station"
    if last["leer"].number is not None:
        verb = "steht" if last["leer"].number == 1 else "stehen"
        finding = f"{formatting.quantity(last['leer'].number, 0, 'Wohnungen')} {verb} nach der Übergabe leer"
    sentence = f"Am {formatting.stichtag(months[-1])}: bewohnt {last['bewohnt'].text}, übergeben und leer "
    sentence += f"{last['leer'].text}, angefordert und noch nicht übergeben {last['angefordert'].text}."
    if any(e.sign == "g" for row in parts.values() for e in row):
        sentence += " Wo sehr wenige Wohnungen gezählt wurden, steht g; über der Säule ist dort ein Strich."
    told = Told(finding, "Wohnungen der Stadt zum Monatsende, von der Anforderung bis zum Einzug", sentence,
                f"Säulen je Monat. {finding}. {sentence}", grid)  # fmt: skip
    spec = columns(_STATIONS, months, parts, told, "Wohnungen")
    if spec is None:
        return nothing(reading.indicator.title, why_absent((reading,), shown))
    drawn = [drawing(draw_columns.columns(spec, w)) for w in (draw_columns.HALF, draw_columns.NARROW)]
    return picture(told, drawn, (reading,), shown)


def _count(point: Point | None, shelf: Shelf) -> Entry:
    return count(point.value if point else None, point.sign if point else None, signs=shelf.visit.shown.signs())


def owners(shelf: Shelf) -> Grid | None:
    """Owners side by side: flats, call-off, days to handover, use, take-over, how long it takes, how long it lasts."""
    signs = shelf.visit.shown.signs()
    readings = shelf.readings(*OWNERS)
    latest = {r.indicator.id: found for r in readings if (found := _offered_by_owner(shelf, r.indicator.id))}
    values = {name: shelf.members(name, "gesellschaft", period) for name, period in latest.items()}
    owner_ids = dict.fromkeys(
        member for points in values.values() for member, p in points.items() if member != UNASSIGNED or p.value
    )
    if not owner_ids:
        return None
    rows = []
    for reading in readings:
        indicator, period = reading.indicator, latest.get(reading.indicator.id)
        if period is None:
            continue
        name = f"{indicator.title} ({indicator.unit})"
        cells = [entry(indicator, values[indicator.id].get(owner), signs) for owner in owner_ids]
        every = shelf.whole(indicator.id, period)
        whole = entry(indicator, every, signs) if every is not None else count(None, "-", signs=signs)
        rows.append((words(name), words(sentences.stand(indicator, Point(period, None))), *cells, whole))
    titles = [shelf.label("gesellschaft", owner) for owner in owner_ids]
    columns_ = (Head("Kennzahl"), Head("Stand"), *(Head(title, True) for title in (*titles, "zusammen")))
    return Grid("Kontingent je Vermieter", columns_, tuple(rows))


def _offered_by_owner(shelf: Shelf, indicator_id: str) -> str | None:
    """The newest period in which the owners are told apart, at most that of the whole city."""
    period = shelf.latest(indicator_id)
    return shelf.offered(indicator_id, "gesellschaft", period) if period else None


def cohorts(shelf: Shelf) -> Component:
    """Curves by year of moving in."""
    shown = shelf.visit.shown
    reading = shelf.reading("ueberfuehrung_kohorte")
    spec = cohort(shelf.history("ueberfuehrung_kohorte", "wohndauer"), shown.signs()) if reading else None
    if reading is None or spec is None:
        return nothing("Eigener Mietvertrag nach Einzugsjahr", why_absent((reading,), shown))
    drawn = [drawing(draw_cohort.cohort(spec, frame)) for frame in (draw_cohort.WIDE, draw_cohort.NARROW)]
    return picture(spec.told, drawn, (reading,), shown)


def obstacles(shelf: Shelf) -> Component:
    """Why households stay in the contingent for more than 18 months."""
    period = shelf.latest("kontingent_hindernisse")
    if period is None:
        return nothing("Wo der Weg stockt", why_absent((shelf.reading("kontingent_hindernisse"),), shelf.visit.shown))
    found = sorted(_bars(shelf, "hindernis", period), key=lambda bar: -(bar.entry.number or 0.0))
    vague = {shelf.label("hindernis", code) for code in ("keines", "sonstiges")}
    named = [bar for bar in found if bar.entry.number and bar.label not in vague]
    unknown = shelf.members("kontingent_hindernisse", "hindernis", period).get("keines")
    finding = f"Häufigster genannter Grund: {named[0].label}" if named else "Wo der Weg stockt"
    parts = [_total(shelf, period)]
    parts += [f"Bei {bar.entry.text} ist als Grund eingetragen: {bar.label}." for bar in named[:1]]
    if unknown is not None and unknown.value:
        parts.append(f"Bei {formatting.number(unknown.value)} ist kein Grund eingetragen.")
    return _long(shelf, period, [Group("", tuple(found))], finding, " ".join(parts).strip())


def where(shelf: Shelf) -> Component | None:
    """Where those households live: owner, size of the flat, Stadtbezirk; in the order of the catalogue, not by rank."""
    period = shelf.latest("kontingent_hindernisse")
    if period is None:
        return None
    groups = [Group(title, found) for dim, title, order in _WHERE if (found := _bars(shelf, dim, period, order))]
    if not groups:
        return None
    most = [max(group.bars, key=lambda bar: bar.entry.number or 0.0) for group in groups]
    finding = "Wo Haushalte länger als 18 Monate wohnen"
    named = formatting.listed(f"{bar.label} ({bar.entry.text})" for bar in most)
    sentence = f"Die meisten je Aufteilung: {named}. Große Bestände haben auch mehr solche Haushalte."
    return _long(shelf, period, groups, finding, sentence)


def _total(shelf: Shelf, period: str) -> str:
    total = shelf.whole("kontingent_hindernisse", period)
    if total is None or total.value is None:
        return ""
    households = formatting.quantity(total.value, 0, "Haushalte")
    return f"{households} {'wohnt' if total.value == 1 else 'wohnen'} länger als 18 Monate im Kontingent."


def _long(shelf: Shelf, period: str, groups: list[Group], finding: str, sentence: str) -> Component:
    readings, day = shelf.readings("kontingent_hindernisse"), formatting.stichtag(period)
    rows = tuple((words(group.title or "Grund"), words(bar.label), bar.entry) for group in groups for bar in group.bars)
    titles = (Head("Aufteilung"), Head("Ausprägung"), Head("Haushalte", True))
    grid = Grid(f"Haushalte länger als 18 Monate im Kontingent am {day}", titles, rows)
    subtitle = f"Haushalte, die am {day} länger als 18 Monate im Kontingent wohnten"
    told = Told(finding, subtitle, sentence, f"Balken. {finding}. {sentence}", grid)
    if (spec := bars(groups, told)) is None:
        return nothing("Wo der Weg stockt", NOT_OFFERED)
    drawn = [drawing(draw_bars.bars(spec, w)) for w in (draw_bars.HALF, draw_bars.NARROW)]
    return picture(told, drawn, readings, shelf.visit.shown)


def _bars(shelf: Shelf, dim: str, period: str, order: tuple[str, ...] = ()) -> tuple[Bar, ...]:
    found = shelf.members("kontingent_hindernisse", dim, period, order)
    return tuple(Bar(shelf.label(dim, member), _count(point, shelf)) for member, point in found.items())
