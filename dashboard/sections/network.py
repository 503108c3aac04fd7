"""Netzwerk: meetings, links between Themenbereiche, members that are silent or carry much."""

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboard import formatting
from dashboard.charts import nodes as node_chart
from dashboard.charts.bars import Bar, Group, bars
from dashboard.charts.grid import Entry, Grid, Head, Told, count, entry, heads, words
from dashboard.charts.heat import MOST, heat
from dashboard.charts.render import bars as draw_bars
from dashboard.charts.render import heat as draw_heat
from dashboard.charts.render import nodes as draw_nodes
from dashboard.components.chart_frame import chart_frame
from dashboard.components.drawing import drawing
from dashboard.components.opening import opening
from dashboard.components.picture import nothing, picture, source, why_absent
from dashboard.components.sortable import sortable
from dashboard.records import Point
from dashboard.shelf import Shelf, by_period

MEETINGS, MEMBERS, LINKS, VISITS = "netz_treffen", "netz_mitwirkungen", "netz_verbindungen", "netz_besuche"
ACTIVE, MIGRANT = "netz_aktivitaet", "netz_mo_beteiligung"
THEME, PARTNER = "themenbereich", "partnerbereich"
CLASSES = (("kein Termin", 0, 0), ("1 bis 3 Termine", 1, 3), ("4 bis 8 Termine", 4, 8), ("9 und mehr Termine", 9, None))
_MUCH = 9


def first(shelf: Shelf) -> Component:
    """The lead: how many members take part, and how many migrant organisations."""
    active = shelf.reading(ACTIVE)
    point = active.latest if active is not None else None
    if point is None or point.numerator is None or point.denominator is None:
        return opening("Netzwerk", why_absent((active,), shelf.visit.shown))
    came, every = (formatting.number(number) for number in (point.numerator, point.denominator))
    lead = f"{came} von {every} Mitgliedern kamen in zwölf Monaten zu mindestens einem Termin."
    rest = f"Stand {formatting.stichtag(point.period)}."
    migrant = shelf.reading(MIGRANT)
    now = migrant.latest if migrant is not None else None
    if now is not None and now.numerator is not None and now.denominator is not None:
        part, whole = (formatting.number(number) for number in (now.numerator, now.denominator))
        rest += f" Von {whole} Migrantenorganisationen waren im Quartal {formatting.period(now.period)} {part} dabei."
    return opening("Netzwerk", lead, rest)


def meetings(shelf: Shelf) -> Component:
    """Meetings of each Themenbereich, quarter by quarter."""
    shown, reading = shelf.visit.shown, shelf.reading(MEETINGS)
    history = by_period(shelf.history(MEETINGS, THEME))
    known = list(history)[-MOST:]
    if reading is None or not known:
        return nothing("Treffen der Themenbereiche", why_absent((reading,), shown))
    rows = strips(shelf, MEETINGS, THEME, known)
    last = [(name, entries[-1]) for name, entries in rows]
    without = [name for name, e in last if e.number == 0]
    period = formatting.period(known[-1])
    if not without:
        finding = f"In {period} trafen sich alle Themenbereiche"
    elif len(without) < len(last):
        some = formatting.counted(len(without), "Themenbereich", "Themenbereiche")
        finding = f"{some} ohne Treffen in {period}"
    else:
        finding = f"In {period} traf sich kein Themenbereich"
    long = [name for name, entries in rows if len(entries) > 1 and entries[-1].number == 0 and entries[-2].number == 0]
    sums = {name: sum(e.number or 0.0 for e in entries[-4:]) for name, entries in rows}
    most = max(sums, key=lambda name: sums[name])
    often = formatting.number(sums[most])
    sentence = f"In den letzten vier Quartalen traf sich der Themenbereich {most} am häufigsten ({often})."
    if long:
        sentence += f" Seit mindestens zwei Quartalen ohne Treffen: {formatting.listed(long)}."
    grid = strip_grid("Treffen je Themenbereich", "Themenbereich", known, rows)
    alt = f"Wärmestreifen. {finding}. {sentence}"
    told = Told(finding, "Stattgefundene Treffen je Themenbereich und Quartal", sentence, alt, grid)
    return strip(shelf, MEETINGS, known, rows, told)


def strips(shelf: Shelf, indicator_id: str, dim: str, known: Sequence[str]) -> list[tuple[str, list[Entry]]]:
    """Name and entries of every member over the periods named, in the order of the release."""
    signs = shelf.visit.shown.signs()
    history = by_period(shelf.history(indicator_id, dim))
    order = [member for breakdown, member in shelf.visit.shown.members if breakdown == dim]
    present = {member for period in known for member in history.get(period, {})}
    ranked = sorted(present, key=lambda m: (order.index(m) if m in order else len(order), m))
    found = []
    for member in ranked:
        points = [history.get(period, {}).get(member) for period in known]
        entries = [count(p.value if p else None, p.sign if p else None, signs=signs) for p in points]
        found.append((shelf.label(dim, member), entries))
    return found


def strip_grid(caption: str, first_head: str, known: Sequence[str], rows: Sequence[tuple[str, list[Entry]]]) -> Grid:
    """The same numbers as a table, oldest period first as in the drawing."""
    titles = [formatting.period(period) for period in known]
    return Grid(caption, heads(first_head, titles), tuple((words(name), *entries) for name, entries in rows))


def strip(
    shelf: Shelf, indicator_id: str, known: Sequence[str], rows: Sequence[tuple[str, list[Entry]]], told: Told
) -> Component:
    """The heat strip in its frame."""
    readings, shown = shelf.readings(indicator_id), shelf.visit.shown
    spec = heat([formatting.period(period) for period in known], rows, told)
    if spec is None:
        return nothing(told.finding, why_absent(readings, shown))
    drawn = [drawing(draw_heat.heat(spec, width)) for width in (draw_heat.WIDE, draw_heat.NARROW)]
    return picture(told, drawn, readings, shown)


def links(shelf: Shelf) -> Component:
    """Which Themenbereiche share members: a table first, the diagram beside it where it can be read."""
    shown, reading = shelf.visit.shown, shelf.reading(LINKS)
    period = shelf.latest(LINKS)
    if reading is None or period is None:
        return nothing("Verbindungen der Themenbereiche", why_absent((reading,), shown))
    shared = {
        (p.members[0][1], p.members[1][1]): int(p.value)
        for p in shelf.history(LINKS, THEME, PARTNER)
        if p.period == period and p.value is not None
    }
    sizes = {
        member: (shelf.label(THEME, member), int(p.value or 0))
        for member, p in shelf.members(MEMBERS, THEME, period).items()
    }
    told = _links_told(sizes, shared, period, shelf)
    spec = node_chart.nodes(sizes, shared, told)
    drawn = []
    if spec is not None:
        drawn = [drawing(draw_nodes.nodes(spec, width)) for width in (draw_nodes.WIDE, draw_nodes.NARROW)]
    if not drawn:
        return nothing(told.finding, told.sentence)
    return picture(told, drawn, shelf.readings(LINKS, MEMBERS), shown)


def _links_told(
    sizes: dict[str, tuple[str, int]], shared: dict[tuple[str, str], int], period: str, shelf: Shelf
) -> Told:
    def name(key: str) -> str:
        return sizes[key][0] if key in sizes else shelf.label(PARTNER, key)

    signs, day = shelf.visit.shown.signs(), formatting.stichtag(period)
    strongest, lonely = node_chart.strongest(shared), node_chart.alone(list(sizes), shared)
    finding, parts = "Kein Themenbereich teilt ein Mitglied mit einem anderen", []
    if strongest is not None:
        one, other = strongest
        finding = f"{name(one)} und {name(other)} sind am engsten verbunden"
        some = formatting.counted(shared[strongest], "Organisation wirkt", "Organisationen wirken")
        parts.append(f"{some} in beiden mit.")
    if lonely:
        named = formatting.listed(name(key) for key in lonely)
        parts.append(f"Ohne gemeinsames Mitglied: {named}.")
    weakest = [pair for pair, number in shared.items() if number == 0]
    if weakest:
        some = formatting.counted(len(weakest), "Paar hat", "Paare haben")
        parts.append(f"{some} keine gemeinsame Organisation.")
    rows = tuple(
        (words(name(one)), words(name(other)), count(number, signs=signs))
        for (one, other), number in sorted(shared.items(), key=lambda item: (-item[1], item[0]))
    )
    grid = Grid(f"Gemeinsame Organisationen am {day}",
                (Head("Themenbereich"), Head("und"), Head("gemeinsame Organisationen", True)), rows)  # fmt: skip
    subtitle = (
        "Zahl im Knoten: mitwirkende Organisationen; Linie: Organisationen, die in beiden mitwirken; zwölf Monate"
    )
    sentence = " ".join(parts)
    return Told(finding, f"{subtitle} bis {day}", sentence, f"Netz der Themenbereiche. {finding}. {sentence}", grid)


def organisations(shelf: Shelf) -> Component:
    """How many members came how often, and the list of all of them."""
    shown, reading, period = shelf.visit.shown, shelf.reading(VISITS), shelf.latest(VISITS)
    points = [
        p
        for p in shelf.history(VISITS, "organisation", "organisationsart")
        if p.period == period and p.value is not None
    ]
    if reading is None or period is None or not points:
        return nothing("Wer kommt, wer still ist", why_absent((reading,), shown))
    signs, numbers = shown.signs(), [int(p.value or 0) for p in points]
    groups = [(title, sum(low <= n and (high is None or n <= high) for n in numbers)) for title, low, high in CLASSES]
    made = Group("", tuple(Bar(title, count(number, signs=signs), "data") for title, number in groups))
    told = _organisations_told(shelf, points, period)
    spec = bars([made], told)
    assert spec is not None
    drawn = [drawing(draw_bars.bars(spec, width)) for width in (draw_bars.HALF, draw_bars.NARROW)]
    from_ = source(shelf.readings(VISITS), shown)
    return chart_frame(told.finding, told.subtitle, drawn, told.sentence, from_, sortable(told.grid, shown, 2))


def _organisations_told(shelf: Shelf, points: Sequence[Point], period: str) -> Told:
    reading = shelf.reading(VISITS)
    assert reading is not None
    signs, day = shelf.visit.shown.signs(), formatting.stichtag(period)
    numbers = sorted((int(p.value or 0) for p in points), reverse=True)
    silent = sum(n == 0 for n in numbers)
    some = formatting.counted(silent, "Mitglied kam", "Mitglieder kamen")
    finding = f"{some} in zwölf Monaten zu keinem Termin" if silent else "Jedes Mitglied kam zu mindestens einem Termin"
    parts = [f"Im Mittel sind es {formatting.number(sum(numbers) / len(numbers), 1)} Termine je Mitglied."]
    much = [n for n in numbers if n >= _MUCH]
    if much and sum(numbers):
        share = formatting.number(sum(much) / sum(numbers) * 100)
        carry = formatting.counted(len(much), "Mitglied trägt", "Mitglieder tragen")
        parts.append(f"{carry} {share}\u00a0% aller Teilnahmen (je {_MUCH} oder mehr).")
    quiet = [p for p in points if not p.value and p.members[1][1] == "migrantenorganisation"]
    if silent:
        migrant = formatting.counted(len(quiet), "Migrantenorganisation", "Migrantenorganisationen")
        parts.append(f"Unter den Mitgliedern ohne Termin: {migrant}.")
    parts.append("Keine Teilnahme ist ein Anlass für ein Gespräch, kein Urteil.")
    rows = tuple(
        (words(shelf.label("organisation", p.members[0][1])), words(shelf.label("organisationsart", p.members[1][1])),
         entry(reading.indicator, p, signs))
        for p in sorted(points, key=lambda p: (-(p.value or 0), shelf.label("organisation", p.members[0][1])))
    )  # fmt: skip
    grid = Grid(f"Besuchte Termine in zwölf Monaten bis {day}",
                (Head("Organisation"), Head("Art"), Head("Termine", True)), rows)  # fmt: skip
    subtitle = f"Mitglieder nach der Zahl ihrer Termine in zwölf Monaten bis {day}"
    return Told(finding, subtitle, " ".join(parts), f"Balken. {finding}. {' '.join(parts)}", grid)
