"""Sprache & Schule: need, funded children, money per child, uptake against the school year, spatial fit, Kita."""

from collections.abc import Mapping

from dash.development.base_component import Component

from dashboard import formatting, periods, sentences
from dashboard.charts import dots as dot_plot
from dashboard.charts import gap as gap_chart
from dashboard.charts.dots import Dot
from dashboard.charts.gap import Pair
from dashboard.charts.grid import Entry, Grid, Head, Told, count, entry, words
from dashboard.charts.render import dots as draw_dots
from dashboard.charts.render import gap as draw_gap
from dashboard.components.drawing import drawing
from dashboard.components.listing import listing
from dashboard.components.opening import opening
from dashboard.components.picture import nothing, picture, source, why_absent
from dashboard.components.sortable import sortable
from dashboard.records import WITHHELD, Point
from dashboard.shelf import Shelf

PER_CHILD, COVER, UPTAKE, FIT, KITA = (
    "sfo_eur_je_kind", "sfo_deckung", "sfo_mittelabruf", "sfo_raumpassung", "kita_quote_3_6",
)  # fmt: skip
QUARTERS, YEARS = 8, 6
HALF_BILLED, ALL_BILLED = 50.0, 100.0
_NO_NEED = "kein Bedarf gemeldet"


def first(shelf: Shelf, period: str | None) -> Component:
    """The lead: how many children in need are reached, and which schools are without funds."""
    title = "Sprache & Schule"
    whole = shelf.whole(COVER, period) if period else None
    if period is None or whole is None or whole.numerator is None or whole.denominator is None:
        return opening(title, why_absent((shelf.reading(COVER),), shelf.visit.shown))
    reached, need = (formatting.number(number) for number in (whole.numerator, whole.denominator))
    lead = f"{reached} von {need} Kindern mit Sprachförderbedarf erhalten Stunden, die die Stadt bezahlt."
    without = unfunded(shelf.members(COVER, "schule", period))
    rest = f"Stand {formatting.stichtag(period)}."
    if without:
        some = formatting.counted(len(without), "Schule mit Bedarf hat", "Schulen mit Bedarf haben")
        rest += f" {some} keine geförderten Kinder"
        total = sum(int(p.denominator or 0) for p in without.values())
        rest += f"; dort sind {formatting.counted(total, 'Kind', 'Kinder')} gemeldet." if total else "."
    return opening(title, lead, rest)


def unfunded(points: Mapping[str, Point]) -> dict[str, Point]:
    """Members with need and nobody reached; a withheld part is not taken for nobody."""
    return {name: p for name, p in points.items() if p.denominator and p.numerator == 0}


def schools(shelf: Shelf, period: str | None) -> Component:
    """Money per child in need at every school, lowest first; the dot is as large as the need."""
    shown, reading = shelf.visit.shown, shelf.reading(PER_CHILD)
    points = shelf.members(PER_CHILD, "schule", period) if period else {}
    if reading is None or period is None or not points:
        return nothing("Fördermittel je Kind", why_absent((reading,), shown))
    signs = shown.signs()
    made = [
        Dot(
            shelf.label("schule", school),
            entry(reading.indicator, point, signs),
            _part(point.denominator, point, shelf),
            _why(point, signs),
        )
        for school, point in points.items()
    ]
    centre = dot_plot.middle(made)
    if centre is None:
        return nothing("Fördermittel je Kind", why_absent((reading,), shown))
    median = f"Median {formatting.quantity(centre, 0, 'EUR')}"
    told = _schools_told(dot_plot.ranked(made), median, period)
    spec = dot_plot.dots(made, told)
    assert spec is not None
    drawn = [drawing(draw_dots.dots(spec, median, width)) for width in (draw_dots.WIDE, draw_dots.NARROW)]
    return picture(told, drawn, (reading,), shown)


def _part(number: object, point: Point, shelf: Shelf) -> Entry:
    """A part of a ratio; withheld with its value, not there without one."""
    value = float(str(number)) if number is not None else None
    return count(value, None if value is not None else point.sign, signs=shelf.visit.shown.signs())


def _why(point: Point, signs: Mapping[str, tuple[str, str]]) -> str:
    if point.value is not None:
        return ""
    if point.sign == WITHHELD or point.denominator is None:
        return signs.get(point.sign or "", ("", ""))[1]
    return _NO_NEED


def _schools_told(made: tuple[Dot, ...], median: str, period: str) -> Told:
    known = [d for d in made if d.value.number is not None]
    lowest, highest = known[0], known[-1]
    none = [d for d in known if d.value.number == 0]
    day = formatting.stichtag(period)
    spread = formatting.number((highest.value.number or 0.0) - (lowest.value.number or 0.0))
    finding = f"Zwischen den Schulen liegen {spread} Euro je Kind"
    if none:
        verb = "hat" if len(none) == 1 else "haben"
        finding = f"{formatting.counted(len(none), 'Schule', 'Schulen')} mit Bedarf {verb} keine Mittel"
    sentence = f"Der {median.replace('Median', 'Median beträgt')}. "
    sentence += f"Der höchste Wert ist {highest.value.text} EUR ({highest.name})."
    if len(none) < len(known):
        least = next(d for d in known if d.value.number)
        sentence += f" Der niedrigste Wert über null ist {least.value.text} EUR ({least.name})."
    missing = len(made) - len(known)
    if missing:
        sentence += f" Für {formatting.counted(missing, 'Schule', 'Schulen')} gibt es keinen Wert."
    heads = (Head("Schule"), Head("EUR je Kind", True), Head("Kinder mit Bedarf", True))
    grid = Grid(
        f"Fördermittel je Kind mit Bedarf, {day}", heads, tuple((words(d.name), d.value, d.weight) for d in made)
    )
    subtitle = (
        f"Bewilligte Mittel je Kind mit Sprachförderbedarf im Schulhalbjahr, {day}; Punktgröße = Kinder mit Bedarf"
    )
    return Told(finding, subtitle, sentence, f"Punkte je Schule. {finding}. {sentence}", grid)


def uptake(shelf: Shelf) -> Component:
    """What is spent by the end of each quarter, against the part of the school year that is billed by then."""
    shown, reading = shelf.visit.shown, shelf.reading(UPTAKE)
    known = [p for p in reading.series if p.value is not None][-QUARTERS:] if reading else []
    if reading is None or not known:
        return nothing("Mittelabruf", why_absent((reading,), shown))
    signs = shown.signs()
    pairs = [
        Pair(formatting.stichtag(p.period), entry(reading.indicator, p, signs), count(billed(p.period), signs=signs))
        for p in reversed(known)
    ]
    now = known[-1]
    assert now.value is not None
    gap = formatting.rounded(now.value - billed(now.period), reading.indicator.decimals)
    amount = formatting.quantity(abs(gap), reading.indicator.decimals, "Punkte")
    finding = f"Der Abruf liegt {amount} {'unter' if gap < 0 else 'über'} dem abgerechneten Teil des Schuljahres"
    if gap == 0:
        finding = "Der Abruf entspricht dem abgerechneten Teil des Schuljahres"
    value = sentences.value_text(reading.indicator, now, signs)
    sentence = f"Bis {formatting.stichtag(now.period)} waren {value} der bewilligten Mittel nachgewiesen; "
    sentence += f"abgerechnet waren {formatting.number(billed(now.period))}\u00a0% des Schuljahres. "
    sentence += "Nachweise kommen oft später."
    heads = (Head("Stichtag"), Head("verausgabt in %", True), Head("Schuljahr abgerechnet in %", True),
             Head("verausgabt in EUR", True), Head("bewilligt in EUR", True))  # fmt: skip
    rows = tuple(
        (words(pair.label), pair.value, pair.against, _part(p.numerator, p, shelf), _part(p.denominator, p, shelf))
        for pair, p in zip(pairs, reversed(known), strict=True)
    )
    grid = Grid("Mittelabruf und Schuljahr", heads, rows)
    subtitle = "Verausgabter Anteil der bewilligten Mittel und abgerechneter Teil des Schuljahres, in Prozent"
    told = Told(finding, subtitle, sentence, f"Punktpaare je Quartal. {finding}. {sentence}", grid)
    return _pairs(shelf, pairs, ("verausgabt", "Schuljahr abgerechnet"), told, (UPTAKE,))


def billed(period: str) -> float:
    """Percent of a school year billed at a quarter end: a half in March and June, all in September and December."""
    return HALF_BILLED if periods.parse(period).last % 12 + 1 in (3, 6) else ALL_BILLED


def fit(shelf: Shelf, period: str | None) -> Component:
    """The share of each Stadtbezirk in the need beside its share in the money."""
    shown, reading = shelf.visit.shown, shelf.reading(FIT)
    points = shelf.members(PER_CHILD, "stadtbezirk", period) if period else {}
    whole = shelf.whole(PER_CHILD, period) if period else None
    if period is None or not points or whole is None or not whole.numerator or not whole.denominator:
        return nothing("Mittel und Bedarf je Stadtbezirk", why_absent((shelf.reading(PER_CHILD),), shown))
    money, need = float(whole.numerator), float(whole.denominator)
    pairs = [
        Pair(
            shelf.label("stadtbezirk", nr),
            _share(p.numerator, money, p, shelf),
            _share(p.denominator, need, p, shelf),
        )
        for nr, p in points.items()
    ]
    told = _fit_told(pairs, reading.latest if reading else None, period)
    return _pairs(shelf, pairs, ("Anteil an den Mitteln", "Anteil am Bedarf"), told, (PER_CHILD, FIT))


def _share(part: object, whole: float, point: Point, shelf: Shelf) -> Entry:
    value = float(str(part)) / whole * 100 if part is not None else None
    return count(value, None if value is not None else point.sign, signs=shelf.visit.shown.signs(), decimals=1)


def _fit_told(pairs: list[Pair], index: Point | None, period: str) -> Told:
    day = formatting.stichtag(period)
    known = [p for p in pairs if p.distance is not None]
    finding, sentence = "Mittel und Bedarf je Stadtbezirk", ""
    if known:
        most = max(known, key=lambda p: abs(p.distance or 0.0))
        less = (most.distance or 0.0) < 0
        finding = f"{most.label} hat einen {'kleineren' if less else 'größeren'} Anteil an den Mitteln als am Bedarf"
        sentence = (
            f"Dort liegen {most.value.text}\u00a0% der Mittel und {most.against.text}\u00a0% der Kinder mit Bedarf."
        )
    if index is not None and index.value is not None:
        apart = formatting.number(index.value, 1)
        sentence += f" Damit beides passt, müssten {apart}\u00a0% der Mittel an anderer Stelle liegen."
    heads = (Head("Stadtbezirk"), Head("Anteil an den Mitteln in %", True), Head("Anteil am Bedarf in %", True))
    grid = Grid(
        f"Mittel und Bedarf je Stadtbezirk, {day}", heads, tuple((words(p.label), p.value, p.against) for p in pairs)
    )
    subtitle = f"Anteil an den bewilligten Mitteln und an den Kindern mit Bedarf, in Prozent, {day}"
    return Told(finding, subtitle, sentence, f"Punktpaare je Stadtbezirk. {finding}. {sentence}", grid)


def kita(shelf: Shelf) -> Component:
    """The Kita rate of non-German children beside that of German ones, Stichtag by Stichtag."""
    shown, reading = shelf.visit.shown, shelf.reading(KITA)
    known = [p for p in reading.series if p.value is not None][-YEARS:] if reading else []
    if reading is None or not known:
        return nothing("Kita-Betreuung", why_absent((reading,), shown))
    signs, pairs = shown.signs(), []
    for point in reversed(known):
        german = shelf.members(KITA, "vergleichsgruppe", point.period).get("deutsch")
        value, other = entry(reading.indicator, point, signs), entry(reading.indicator, german, signs)
        pairs.append(Pair(formatting.stichtag(point.period), value, other))
    now, finding = pairs[0], "Kita-Betreuung nichtdeutscher Kinder"
    if now.distance is not None:
        gap = formatting.quantity(abs(now.distance), 1, "Punkte")
        side = "unter" if now.distance < 0 else "über"
        finding = f"Die Quote nichtdeutscher Kinder liegt {gap} {side} der deutscher Kinder"
    sentence = f"Am {now.label} waren {now.value.text}\u00a0% der nichtdeutschen "
    sentence += f"und {now.against.text}\u00a0% der deutschen Kinder in einer Kita."
    sentence += " Über 100 % heißt: Auch Kinder von außerhalb werden hier betreut."
    heads = (Head("Stichtag"), Head("nichtdeutsche Kinder in %", True), Head("deutsche Kinder in %", True))
    grid = Grid(
        "Kita-Betreuungsquote, 3 bis unter 6 Jahre", heads, tuple((words(p.label), p.value, p.against) for p in pairs)
    )
    subtitle = "Kinder von 3 bis unter 6 Jahren in Kindertageseinrichtungen, in Prozent der Gleichaltrigen"
    told = Told(finding, subtitle, sentence, f"Punktpaare je Stichtag. {finding}. {sentence}", grid)
    return _pairs(shelf, pairs, ("nichtdeutsche Kinder", "deutsche Kinder"), told, (KITA,), from_zero=False)


def _pairs(
    shelf: Shelf, pairs: list[Pair], names: tuple[str, str], told: Told, ids: tuple[str, ...], *, from_zero: bool = True
) -> Component:
    readings = shelf.readings(*ids)
    spec = gap_chart.gap(pairs, names, told, "%", from_zero=from_zero)
    if spec is None:
        return nothing(told.finding, why_absent(readings, shelf.visit.shown))
    drawn = [drawing(draw_gap.gap(spec, width)) for width in (draw_gap.HALF, draw_gap.NARROW)]
    return picture(told, drawn, readings, shelf.visit.shown)


def table(shelf: Shelf, period: str | None) -> Component | None:
    """Every school with its need, who is reached, the money and what is spent of it, to be sorted."""
    shown, signs = shelf.visit.shown, shelf.visit.shown.signs()
    money = shelf.members(PER_CHILD, "schule", period) if period else {}
    if period is None or not money:
        return None
    cover = shelf.members(COVER, "schule", period)
    last = shelf.latest(UPTAKE)
    spent = shelf.members(UPTAKE, "schule", last) if last else {}
    readings = {r.indicator.id: r.indicator for r in shelf.readings(PER_CHILD, COVER, UPTAKE)}
    rows = []
    for school, point in money.items():
        reached = cover.get(school)
        rows.append((
            words(shelf.label("schule", school)),
            _part(point.denominator, point, shelf),
            _part(reached.numerator, reached, shelf) if reached else count(None, signs=signs),
            entry(readings[COVER], reached, signs) if COVER in readings else count(None, signs=signs),
            _part(point.numerator, point, shelf),
            entry(readings[PER_CHILD], point, signs),
            entry(readings[UPTAKE], spent.get(school), signs) if UPTAKE in readings else count(None, signs=signs),
        ))  # fmt: skip
    rows.sort(key=lambda row: (row[1].number is None, -(row[1].number or 0.0), row[0].text))
    titles = ("mit Bedarf", "gefördert", "Deckung in %", "bewilligt in EUR", "EUR je Kind", "Abruf in %")
    heads = (Head("Schule"), *(Head(title, True) for title in titles))
    when = f", Abruf bis {formatting.stichtag(last)}" if last else ""
    grid = Grid(f"Alle Schulen, {formatting.stichtag(period)}{when}", heads, tuple(rows))
    sub = "Bedarf, Förderung und Mittel je Schule; die Überschriften sortieren"
    return listing(
        "Schule für Schule", sub, sortable(grid, shown, 1), source(shelf.readings(PER_CHILD, COVER, UPTAKE), shown)
    )
