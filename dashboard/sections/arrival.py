"""Ankunft: arrivals and announcements, quota by half-year, origin, age, family, and what "Flüchtlinge" may mean."""

import datetime as dt
import itertools
from dataclasses import dataclass

from dash.development.base_component import Component

from dashboard import formatting, periods, sentences
from dashboard.charts.bars import Bar, Group, Rule, bars
from dashboard.charts.columns import columns
from dashboard.charts.grid import Entry, Grid, Head, Told, count, heads, words
from dashboard.charts.render import bars as draw_bars
from dashboard.charts.render import columns as draw_columns
from dashboard.components.drawing import drawing
from dashboard.components.opening import opening
from dashboard.components.picture import NOT_OFFERED, nothing, picture, why_absent
from dashboard.records import Point
from dashboard.shelf import Shelf, by_period, year_before

HALF_YEARS = 8
SIZES = ("eine", "zwei", "drei_vier", "fuenf_mehr")
_WAYS = (("Zuweisung", "data"), ("andere Wege", "s3"))


@dataclass(frozen=True)
class Meaning:
    """One of the populations that are called "Flüchtlinge": who counts, and where the number comes from."""

    name: str
    who: str
    indicator_id: str
    part: str = "value"


MEANINGS = (
    Meaning("Zugewiesene im Halbjahr", "seit Beginn des Halbjahres vom Land zugewiesen; zählt für die Aufnahmequote",
            "quotenerfuellung", "numerator"),
    Meaning("In Gemeinschaftsunterkünften", "am Monatsende in einer Unterkunft der Art GU", "gu_belegung"),
    Meaning("In Unterkünften und Wohnungen der Stadt", "zusätzlich wer in einer von der Stadt gemieteten Wohnung lebt",
            "dezentralquote", "denominator"),
    Meaning("In eigener Miete nach dem Kontingent", "Haushalte, nicht Personen; die Stadt vermietet nicht mehr",
            "privatmieten_bestand"),
    Meaning("Schutzsuchende", "mit offenem, anerkanntem oder abgelehntem Schutzstatus laut Ausländerzentralregister",
            "schutzsuchende"),
    Meaning("Menschen ohne deutsche Staatsangehörigkeit", "alle im Melderegister, auch ohne jeden Bezug zu Flucht",
            "auslaenderanteil", "numerator"),
)  # fmt: skip


def first(shelf: Shelf, period: str | None) -> Component:
    """The lead: how many came and how the half-year stands against the quota."""
    if period is None:
        return opening("Ankunft", why_absent((shelf.reading("zuweisungen"),), shelf.visit.shown))
    title = f"Ankunft {formatting.month(_last_day(period))}"
    assigned, all_ways = shelf.whole("zuweisungen", period), shelf.whole("ankuenfte", period)
    parts = []
    if all_ways is not None and all_ways.value is not None:
        verb = "kam" if all_ways.value == 1 else "kamen"
        parts.append(f"{formatting.quantity(all_ways.value, 0, 'Personen')} {verb} in die Stadt")
    if assigned is not None and assigned.value is not None:
        said = f"{formatting.number(assigned.value)} durch Zuweisung des Landes"
        parts.append(f"davon {said}" if parts else said)
    lead = ", ".join(parts) + "." if parts else "Für diesen Monat gibt es keine Werte."
    return opening(title, lead, _quota_words(shelf))


def _last_day(period: str) -> dt.date:
    return periods.parse(period).last_day


def _quota_words(shelf: Shelf) -> str:
    reading = shelf.reading("quotenerfuellung")
    if reading is None or (point := reading.latest) is None or point.value is None:
        return ""
    value = sentences.value_text(reading.indicator, point, shelf.visit.shown.signs())
    return f"Im laufenden Halbjahr ist die Aufnahmequote zu {value} erfüllt (Stand {formatting.period(point.period)})."


def course(shelf: Shelf) -> Component:
    """Arrivals month by month: assigned, and by any other way."""
    shown = shelf.visit.shown
    reading = shelf.reading("ankuenfte")
    months = [p.period for p in reading.series][-25:] if reading else []
    if reading is None or not months:
        return nothing("Ankünfte je Monat", why_absent((reading,), shown))
    by_way = by_period(shelf.history("ankuenfte", "zugangsart"))
    minors = {p.period: p for r in shelf.readings("ankuenfte_minderjaehrige") for p in r.series}
    planned = by_period(shelf.history("ankuendigungen", "eintreffen"))
    rows = []
    for month in months:
        # By way of access single months may be too small to show; assigned persons are an indicator of their own.
        way = by_way.get(month, {}).get("zuweisung")
        assigned = _count(way or shelf.whole("zuweisungen", month), shelf)
        whole = _count(shelf.whole("ankuenfte", month), shelf)
        other = count(None, assigned.sign, signs=shown.signs())
        if whole.number is not None and assigned.number is not None:
            other = count(whole.number - assigned.number, signs=shown.signs())
        missed = _count(planned.get(month, {}).get("nicht_angekommen"), shelf)
        rows.append((assigned, other, whole, _count(minors.get(month), shelf), missed))
    parts = {name: [row[at] for row in rows] for at, (name, _) in enumerate(_WAYS)}
    figures = ["Zuweisung", "andere Wege", "zusammen", "davon unter 18 Jahren", "angekündigt und nicht angekommen"]
    lines = [(words(formatting.period(m)), *row) for m, row in zip(months, rows, strict=True)]
    grid = _told_columns(Grid("Angekommene Personen je Monat", heads("Monat", figures), tuple(lines[::-1])))
    told = _course_told(shelf, months[-1], grid)
    spec = columns(_WAYS, months, parts, told, "Personen")
    if spec is None:
        return nothing("Ankünfte je Monat", why_absent((reading,), shown))
    drawn = [drawing(draw_columns.columns(spec, w)) for w in (draw_columns.WIDE, draw_columns.NARROW)]
    return picture(told, drawn, shelf.readings("ankuenfte", "ankuenfte_minderjaehrige", "ankuendigungen"), shown)


def _told_columns(grid: Grid) -> Grid:
    """The same without columns that have neither a number nor a withheld one in any row."""
    told = [at == 0 or any(row[at].number is not None or row[at].sign == "g" for row in grid.rows)
            for at in range(len(grid.heads))]  # fmt: skip
    rows = tuple(tuple(itertools.compress(row, told)) for row in grid.rows)
    return Grid(grid.caption, tuple(itertools.compress(grid.heads, told)), rows)


def _count(point: Point | None, shelf: Shelf) -> Entry:
    return count(point.value if point else None, point.sign if point else None, signs=shelf.visit.shown.signs())


def _course_told(shelf: Shelf, month: str, grid: Grid) -> Told:
    now, then = shelf.whole("ankuenfte", month), shelf.whole("ankuenfte", year_before(month))
    finding, parts = "Ankünfte je Monat", []
    if now is not None and now.value is not None:
        said = formatting.quantity(now.value, 0, "Personen")
        finding = f"{said} kamen im {formatting.month(_last_day(month)).partition(' ')[0]}"
        if then is not None and then.value is not None:
            change = now.value - then.value
            how = (
                "genauso viele wie"
                if not change
                else f"{formatting.number(abs(change))} {'mehr' if change > 0 else 'weniger'} als"
            )
            finding += f", {how} ein Jahr zuvor"
            parts.append(f"Ein Jahr zuvor waren es {formatting.number(then.value)}.")
    young = shelf.whole("ankuenfte_minderjaehrige", month)
    if young is not None and young.value is not None:
        parts.append(f"Unter 18 Jahre alt sind {formatting.number(young.value)} der Angekommenen.")
    missed = shelf.members("ankuendigungen", "eintreffen", month).get("nicht_angekommen")
    if missed is not None and missed.value is not None:
        parts.append(f"Angekündigt und nicht angekommen: {formatting.number(missed.value)}.")
    sentence = " ".join(parts)
    return Told(
        finding, "Angekommene Personen je Monat nach Weg", sentence, f"Säulen je Monat. {finding}. {sentence}", grid
    )


def quota(shelf: Shelf) -> Component:
    """How far the quota was met by the end of each half-year; the running one up to its last month."""
    shown, signs = shelf.visit.shown, shelf.visit.shown.signs()
    reading = shelf.reading("quotenerfuellung")
    ends: dict[str, Point] = {}
    for point in reading.series if reading else ():
        span = periods.parse(point.period)
        ends[f"{span.year}-H{1 if span.month <= 6 else 2}"] = point
    chosen = list(ends.items())[-HALF_YEARS:]
    if reading is None or not chosen:
        return nothing("Aufnahmequote je Halbjahr", why_absent((reading,), shown))
    made, rows = [], []
    for half, point in chosen:
        whole = periods.parse(point.period).last_day == periods.parse(half).last_day
        label = formatting.period(half) if whole else f"{formatting.period(half)} bis {formatting.period(point.period)}"
        value = count(point.value, point.sign, signs=signs, decimals=1)
        shown_value = Entry(f"{value.text} %", value.number, value.sign) if value.number is not None else value
        made.append(Bar(label, shown_value))
        came, owed = ((count(float(n), signs=signs) if n is not None else count(None, point.sign, signs=signs))
                      for n in (point.numerator, point.denominator))  # fmt: skip
        rows.append((words(label), came, owed, value))
    finding, sentence = _quota_told(made)
    grid = Grid(
        "Erfüllung der Aufnahmequote", heads("Halbjahr", ["zugewiesen", "Soll", "Erfüllung in %"]), tuple(rows[::-1])
    )
    told = Told(finding, "Zugewiesene Personen im Verhältnis zum Soll je Halbjahr, in Prozent", sentence,
                f"Balken je Halbjahr. {finding}. {sentence}", grid)  # fmt: skip
    spec = bars([Group("", tuple(made))], told, Rule(100.0, f"Soll: 100{formatting.NBSP}%"))
    if spec is None:
        return nothing("Aufnahmequote je Halbjahr", why_absent((reading,), shown))
    drawn = [drawing(draw_bars.bars(spec, w)) for w in (draw_bars.HALF, draw_bars.NARROW)]
    return picture(told, drawn, (reading,), shown)


def _quota_told(made: list[Bar]) -> tuple[str, str]:
    last = made[-1]
    finding = (
        f"Aufnahmequote zu {last.entry.text} erfüllt" if last.entry.number is not None else "Aufnahmequote je Halbjahr"
    )
    below = [bar.label for bar in made if bar.entry.number is not None and round(bar.entry.number, 1) < 100]
    if not below:
        return finding, "In keinem der gezeigten Halbjahre lag die Zahl der Zugewiesenen unter dem Soll."
    some = formatting.listed(below) if len(below) <= 3 else f"{len(below)} von {len(made)} Halbjahren"
    return finding, f"Unter dem Soll lag die Zahl der Zugewiesenen in {some}."


def people(shelf: Shelf, period: str | None) -> Component:
    """Who was assigned in a month: origin in the order of the alphabet and status; nobody is ranked."""
    shown = shelf.visit.shown
    reading = shelf.reading("zuweisungen")
    if reading is None or period is None:
        return nothing("Wer zugewiesen wurde", why_absent((reading,), shown))
    groups = []
    for dim, title in (("status", "Aufenthaltsstatus bei der Ankunft"), ("herkunft", "Staatsangehörigkeit")):
        when = shelf.offered("zuweisungen", dim, period)
        found = [
            Bar(shelf.label(dim, member), _count(point, shelf))
            for member, point in (shelf.members("zuweisungen", dim, when) if when else {}).items()
            if point.value != 0
        ]
        titled = f"{title} ({formatting.period(when)})" if when and when != period else title
        groups.append(Group(titled, tuple(sorted(found, key=lambda bar: bar.label) if dim == "herkunft" else found)))
    states = len(groups[-1].bars)
    groups = [group for group in groups if group.bars]
    month = formatting.month(_last_day(period))
    spec = bars(groups, _people_told(groups, states, month))
    if spec is None:
        none = shelf.whole("zuweisungen", period)
        why = f"Im {month} wurde niemand zugewiesen." if none is not None and none.value == 0 else NOT_OFFERED
        return nothing("Wer zugewiesen wurde", why)
    told = spec.told
    drawn = [drawing(draw_bars.bars(spec, w)) for w in (draw_bars.HALF, draw_bars.NARROW)]
    return picture(told, drawn, (reading,), shown)


def _people_told(groups: list[Group], states: int, month: str) -> Told:
    finding, sentence = "Wer zugewiesen wurde", ""
    if states:
        finding = f"Zugewiesene aus {formatting.counted(states, 'Staat', 'Staaten')}"
        sentence = "Staaten in alphabetischer Folge; aufgeführt ist, woher jemand kam."
    if any(bar.entry.sign == "g" for group in groups for bar in group.bars):
        sentence = f"{sentence} Bei wenigen Personen steht g.".strip()
    rows = tuple((words(group.title), words(bar.label), bar.entry) for group in groups for bar in group.bars)
    heads_ = (Head("Gruppe"), Head("Ausprägung"), Head("Personen", True))
    caption = f"Zugewiesene Personen bis {month}"
    return Told(finding, caption, sentence, f"Balken. {finding}. {sentence}", Grid(caption, heads_, rows))


def families(shelf: Shelf) -> Component:
    """Households in accommodation and flats by size and whether children live in them."""
    shown = shelf.visit.shown
    reading = shelf.reading("haushalte_untergebracht")
    period = shelf.latest("haushalte_untergebracht")
    if reading is None or period is None:
        return nothing("Alter und Familie", why_absent((reading,), shown))
    ages = shelf.members("gu_belegung", "altersgruppe", period)
    groups = [
        Group("Haushalte nach Größe", _bars(shelf, "haushaltsgroesse", period, SIZES)),
        Group("Haushalte mit Kindern", _bars(shelf, "kinder", period)),
        Group("Personen in Gemeinschaftsunterkünften nach Alter",
              tuple(Bar(shelf.label("altersgruppe", a), _count(p, shelf)) for a, p in ages.items())),
    ]  # fmt: skip
    groups = [group for group in groups if group.bars]
    with_children, total = (
        shelf.members("haushalte_untergebracht", "kinder", period).get("mit"),
        shelf.whole("haushalte_untergebracht", period),
    )
    day, finding = formatting.stichtag(period), "Alter und Familie"
    if with_children is not None and total is not None and with_children.value is not None and total.value:
        finding = (
            f"In {formatting.number(with_children.value)} von {formatting.number(total.value)} Haushalten leben Kinder"
        )
    sentence = "Gezählt sind Haushalte in Gemeinschaftsunterkünften und in Wohnungen der Stadt."
    rows = tuple((words(group.title), words(bar.label), bar.entry) for group in groups for bar in group.bars)
    grid = Grid(f"Haushalte und Alter am {day}", (Head("Gruppe"), Head("Ausprägung"), Head("Anzahl", True)), rows)
    told = Told(finding, f"Haushalte und Personen am {day}", sentence, f"Balken. {finding}. {sentence}", grid)
    spec = bars(groups, told)
    if spec is None:
        return nothing("Alter und Familie", why_absent((reading,), shown))
    drawn = [drawing(draw_bars.bars(spec, w)) for w in (draw_bars.HALF, draw_bars.NARROW)]
    return picture(told, drawn, shelf.readings("haushalte_untergebracht", "gu_belegung"), shown)


def _bars(shelf: Shelf, dim: str, period: str, order: tuple[str, ...] = ()) -> tuple[Bar, ...]:
    found = shelf.members("haushalte_untergebracht", dim, period, order)
    return tuple(Bar(shelf.label(dim, member), _count(point, shelf)) for member, point in found.items())


def meanings(shelf: Shelf) -> Grid:
    """The populations that are called "Flüchtlinge", side by side with the count each gives and its day."""
    rows = []
    for meaning in MEANINGS:
        reading = shelf.reading(meaning.indicator_id)
        period = shelf.latest(meaning.indicator_id)
        point = shelf.whole(meaning.indicator_id, period) if period else reading.latest if reading else None
        value = getattr(point, meaning.part) if point is not None else None
        number = count(None if value is None else float(value), point.sign if point and value is None else None,
                       signs=shelf.visit.shown.signs())  # fmt: skip
        stand = formatting.stichtag(point.period) if point is not None and value is not None else "–"
        note = sentences.method_note(reading) if reading else None
        who = f"{meaning.who}; {note}" if note else meaning.who
        rows.append((words(meaning.name), number, words(stand), words(who)))
    titles = (Head("Begriff"), Head("Anzahl", True), Head("Stand"), Head("Wer gezählt wird"))
    return Grid("Wen wir meinen, wenn wir „Flüchtlinge“ sagen", titles, tuple(rows))
