"""Netzwerk: measures on time, volunteers, things in kind, themes of the Ombudsstelle, opening of the departments."""

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboard import formatting
from dashboard.charts.bars import Bar, Group, bars
from dashboard.charts.grid import Grid, Head, Told, count, entry, words
from dashboard.charts.heat import MOST
from dashboard.charts.render import bars as draw_bars
from dashboard.components.drawing import drawing
from dashboard.components.listing import listing
from dashboard.components.picture import grid_table, nothing, picture, source, why_absent
from dashboard.records import Point
from dashboard.sections.network import strip, strip_grid, strips
from dashboard.shelf import Shelf, by_period

DONE, KIND, VOLUNTEERS, THEMES = "netz_massnahmen", "spe_bedarfsdeckung", "ehr_aktive", "omb_themen"
OPENING = ("ikoe_fortbildung", "ikoe_mehrsprachige_angebote", "buergerinfo_termine", "beirat_befassungen")
DEPARTMENT = "fachbereich"


def in_time(shelf: Shelf) -> Component:
    """Agreed measures that were done on time, by Themenbereich, over four quarters."""
    return _shares(shelf, DONE, "themenbereich", 4, "Maßnahmen", "fristgerecht erledigt", "den letzten vier Quartalen")


def in_kind(shelf: Shelf) -> Component:
    """Requests for things in kind that were met within thirty days, by kind, over twelve months."""
    return _shares(shelf, KIND, "spendenart", 12, "Bedarfe", "in 30 Tagen gedeckt", "den letzten zwölf Monaten")


def sums(shelf: Shelf, indicator_id: str, dim: str, last: int) -> dict[str, tuple[int, int] | None]:
    """Member -> parts of a ratio added up over the last periods; None where one of them is withheld."""
    history = by_period(shelf.history(indicator_id, dim))
    found: dict[str, tuple[int, int] | None] = {}
    for period in list(history)[-last:]:
        for member, point in history[period].items():
            before = found.get(member, (0, 0))
            found[member] = _added(before, point)
    return found


def _added(before: tuple[int, int] | None, point: Point) -> tuple[int, int] | None:
    if before is None or point.numerator is None or point.denominator is None:
        return None
    return before[0] + int(point.numerator), before[1] + int(point.denominator)


def _shares(shelf: Shelf, indicator_id: str, dim: str, last: int, what: str, how: str, when: str) -> Component:
    shown, reading = shelf.visit.shown, shelf.reading(indicator_id)
    found = sums(shelf, indicator_id, dim, last)
    if reading is None or not any(parts and parts[1] for parts in found.values()):
        return nothing(reading.indicator.title if reading else what, why_absent((reading,), shown))
    signs, made, rows = shown.signs(), [], []
    order = [member for breakdown, member in shown.members if breakdown == dim]
    for member in sorted(found, key=lambda m: (order.index(m) if m in order else len(order), m)):
        parts = found[member]
        label = shelf.label(dim, member)
        if parts is None:
            entries = (count(None, "g", signs=signs),) * 3
        else:
            share = count(parts[0] / parts[1] * 100 if parts[1] else None, None if parts[1] else "x", signs=signs)
            entries = (count(parts[1], signs=signs), count(parts[0], signs=signs), share)
        rows.append((words(label), *entries))
        said = f"{label}: {entries[1].text} von {entries[0].text}" if parts else label
        made.append(Bar(said, entries[2]))
    done, due = (sum(parts[at] for parts in found.values() if parts) for at in (0, 1))
    finding = f"{formatting.integer(done)} von {formatting.integer(due)} {what} {how}"
    sentence = _least(rows, when, what)
    heads = (Head(shown.dimensions.get(dim, dim)), Head(what, True), Head(how, True), Head("in %", True))
    caption = f"{what} {how}, in {when}"
    told = Told(finding, f"Anteil in Prozent, in {when}", sentence, f"Balken. {finding}. {sentence}",
                Grid(caption, heads, tuple(rows)))  # fmt: skip
    return _bars(shelf, [Group("", tuple(made))], told, indicator_id)


def _least(rows: Sequence[tuple[object, ...]], when: str, what: str) -> str:
    known = [(str(row[0].text), row[3].number) for row in rows if row[3].number is not None]  # type: ignore[attr-defined]
    lowest = min(known, key=lambda pair: pair[1])
    below = [name for name, share in known if share == lowest[1]]
    if lowest[1] >= 100:
        return f"In {when} galt das für alle {what}."
    some = formatting.listed(below) if len(below) <= 3 else f"{len(below)} Gruppen"
    return f"In {when} war der Anteil am niedrigsten bei {some} ({formatting.number(lowest[1])}\u00a0%)."


def _bars(shelf: Shelf, groups: list[Group], told: Told, indicator_id: str) -> Component:
    readings, shown = shelf.readings(indicator_id), shelf.visit.shown
    spec = bars(groups, told)
    if spec is None:
        return nothing(told.finding, why_absent(readings, shown))
    drawn = [drawing(draw_bars.bars(spec, width)) for width in (draw_bars.HALF, draw_bars.NARROW)]
    return picture(told, drawn, readings, shown)


def volunteers(shelf: Shelf) -> Component:
    """Active volunteers by kind of assignment, beside the year before."""
    shown, reading, period = shelf.visit.shown, shelf.reading(VOLUNTEERS), shelf.latest(VOLUNTEERS)
    points = shelf.members(VOLUNTEERS, "einsatzart", period) if period else {}
    if reading is None or period is None or not points:
        return nothing("Ehrenamt", why_absent((reading,), shown))
    signs = shown.signs()
    ranked = sorted(points.items(), key=lambda item: -(item[1].value or 0.0))
    made = tuple(Bar(shelf.label("einsatzart", kind), entry(reading.indicator, p, signs)) for kind, p in ranked)
    top = made[0]
    finding = f"Die meisten Freiwilligen: {top.label}"
    whole = shelf.whole(VOLUNTEERS, period)
    total = (
        f"{formatting.quantity(whole.value, 0, 'Personen')} waren" if whole and whole.value is not None else "Sie waren"
    )
    day = formatting.stichtag(period)
    sentence = f"{total} in den drei Monaten bis {day} im Einsatz, {top.entry.text} davon im Bereich {top.label}."
    heads = (Head("Art des Einsatzes"), Head("Personen", True))
    grid = Grid(f"Aktive Ehrenamtliche am {day}", heads, tuple((words(bar.label), bar.entry) for bar in made))
    told = Told(
        finding, "Aktive Ehrenamtliche nach Art des Einsatzes", sentence, f"Balken. {finding}. {sentence}", grid
    )
    return _bars(shelf, [Group("", made)], told, VOLUNTEERS)


def themes(shelf: Shelf) -> Component:
    """Themes that cases of the Ombudsstelle name, half-year by half-year."""
    shown, reading = shelf.visit.shown, shelf.reading(THEMES)
    known = list(by_period(shelf.history(THEMES, "thema")))[-MOST:]
    if reading is None or not known:
        return nothing("Themen der Ombudsfälle", why_absent((reading,), shown))
    rows = strips(shelf, THEMES, "thema", known)
    rows.sort(key=lambda row: (row[1][-1].number is None, -(row[1][-1].number or 0.0)))
    name, entries = rows[0]
    half = formatting.period(known[-1])
    finding = f"Am häufigsten genannt: {name}"
    sentence = f"Im {half.replace('. Hj.', '. Halbjahr')} wurde {name} {entries[-1].text}-mal genannt."
    before = entries[-2] if len(entries) > 1 else None
    if before is not None and before.number is not None:
        sentence += f" Im Halbjahr davor waren es {before.text} Nennungen."
    sentence += " Ein Fall mit mehreren Themen zählt bei jedem."
    if any(e.sign == "g" for _, line in rows for e in line):
        sentence += " Wo g steht, sind es zu wenige Nennungen."
    grid = strip_grid("Themen der Ombudsfälle", "Thema", known, rows)
    alt = f"Wärmestreifen. {finding}. {sentence}"
    told = Told(finding, "Nennungen je Thema und Halbjahr des Eingangs", sentence, alt, grid)
    return strip(shelf, THEMES, known, rows, told)


def departments(shelf: Shelf) -> Component | None:
    """What each department does to open itself to everybody, in one table."""
    shown, signs = shelf.visit.shown, shelf.visit.shown.signs()
    readings = shelf.readings(*OPENING)
    latest = {r.indicator.id: shelf.latest(r.indicator.id) for r in readings}
    found = {name: shelf.members(name, DEPARTMENT, period) for name, period in latest.items() if period}
    members = dict.fromkeys(member for points in found.values() for member in points)
    if not members:
        return None
    known = [r for r in readings if found.get(r.indicator.id)]
    rows = tuple(
        (words(shelf.label(DEPARTMENT, member)),
         *(entry(r.indicator, found[r.indicator.id].get(member), signs) for r in known))
        for member in members
    )  # fmt: skip
    titles = [f"{r.indicator.title.removesuffix(' (Vorschlag)')} ({r.indicator.unit})" for r in known]
    day = max(formatting.stichtag(period) for period in latest.values() if period)
    grid = Grid(f"Öffnung der Verwaltung, Stand {day}", (Head("Fachbereich"), *(Head(t, True) for t in titles)), rows)
    return listing("Wie weit öffnen sich die Fachbereiche?", "Vorschlag des Steuerungsmodells, noch ohne Schwelle",
                   grid_table(grid, shown, show_caption=False), source(known, shown))  # fmt: skip
