"""How good the forecasts were: the last year beside what came, 2015 with its failure, what no model knows."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import formatting
from dashboard import scenario_words as say
from dashboard.ahead import REPLAY, Ahead, Test
from dashboard.charts.grid import Grid, Head, Told, words
from dashboard.charts.render import track as draw
from dashboard.charts.track import interval, track
from dashboard.components.drawing import drawing
from dashboard.components.picture import picture
from dashboard.components.table import Column, table
from dashboard.shelf import Shelf
from dashboard.visit import Visit

HORIZON, SHOWN = 3, 12
_PROMISE = (
    "Kein Modell erkennt einen Bruch vorher. In ruhigen Jahren lag der Wert in 75 bis 90 von 100 Monaten in der "
    "Bandbreite für 8 von 10 Fällen, in einem Jahr des Bruchs nur in 35 bis 70 von 100."
)


def record(visit: Visit, ahead: Ahead) -> Component | None:
    """The last twelve forecasts three months ahead; those published then before those reckoned afterwards."""
    issued = [t for t in ahead.tests if t.horizon == HORIZON and t.issued]
    tests = issued if len(issued) >= SHOWN else [t for t in ahead.tests if t.horizon == HORIZON and not t.issued]
    recent = sorted(tests, key=lambda t: t.period)[-SHOWN:]
    if not recent:
        return None
    hits = sum(test.hit for test in recent)
    finding = f"In {hits} von {len(recent)} Fällen lag der Wert in der Bandbreite"
    expected = f"Erwartet sind {_expected(len(recent))}."
    how = (
        "wie sie damals veröffentlicht wurden"
        if tests is issued
        else "mit dem heutigen Modell aus den damaligen Zahlen gerechnet"
    )
    sentence = f"{expected} Gezeigt sind Prognosen der Ankünfte für drei Monate später, {how}. {_PROMISE}"
    rows = tuple(
        (words(formatting.period(t.period)), words(f"{say.people(t.low80)} bis {say.people(t.high80)}"),
         words(formatting.number(t.actual)), words("ja" if t.hit else "nein"))
        for t in recent
    )  # fmt: skip
    heads = (Head("Monat"), Head("erwartet (8 von 10)", True), Head("gekommen", True), Head("in der Bandbreite"))
    subtitle = "Ankünfte je Monat: Balken die Bandbreite für 8 von 10 Fällen, Punkt der wahre Wert, hohl wenn außerhalb"
    alt = f"Balken mit Punkten. {finding}. {sentence}"
    told = Told(finding, subtitle, sentence, alt, Grid("Prognosen und was kam", heads, rows))
    spec = track([interval(t.period, t.low80, t.middle, t.high80, t.actual) for t in recent], told)
    if spec is None:
        return None
    drawn = [drawing(draw.track(spec, width)) for width in (draw.WIDE, draw.NARROW)]
    return picture(told, drawn, Shelf(visit).readings("ankuenfte"), visit.shown)


def _expected(count: int) -> str:
    """How many of so many should lie within: 9 to 10 of 12."""
    exact = count * 0.8
    low, high = int(exact), int(exact + 0.999)
    return f"{low} bis {high}" if low != high else f"{low}"


def replay(ahead: Ahead) -> Component | None:
    """What the model would have said month by month before the year of the break, and what came."""
    look = ahead.planning.replay
    months = list(dict.fromkeys(a.stand for a in ahead.answers if a.scenario == REPLAY))
    if look is None or not months:
        return None
    lead = ahead.planning.lead.months
    found = {(a.stand, a.question): a.value for a in ahead.answers if a.scenario == REPLAY}
    rows = [_replayed(month, found) for month in months]
    heads = [Column("Stand"), Column("Plätze damals", True), *(Column(f"voll in {n} Monaten") for n in (3, 6, 10)),
             Column(f"Belegung {lead} Monate später", True)]  # fmt: skip
    body = table("Was das Modell damals gesagt hätte, mit den Plätzen, die es damals gab", heads, rows)
    parts = [
        html.H2(_warned(months, found, ahead)),
        html.P(f"{look.told} ({look.decided_by}, {formatting.day(look.decided_on)})"),
        *_outside(ahead.tests, look.first, look.last),
        body,
    ]
    return html.Section(parts, className="panel")


def _replayed(month: str, found: dict[tuple[str, str], float | None]) -> Sequence[str]:
    chances = [found.get((month, f"voll_binnen_{n}")) for n in (3, 6, 10)]
    places, came = found.get((month, "plaetze")), found.get((month, "belegung_danach"))
    return [
        formatting.period(month),
        "–" if places is None else formatting.number(places),
        *("–" if share is None else say.chance(share) for share in chances),
        "–" if came is None else formatting.number(came),
    ]


def _warned(months: Sequence[str], found: dict[tuple[str, str], float | None], ahead: Ahead) -> str:
    """When the model would first have warned at the lead time and risk in force."""
    lead, limit = ahead.planning.lead.months, float(ahead.planning.risk.value or 0)
    for month in months:
        share = found.get((month, f"voll_binnen_{lead}"))
        if share is not None and share >= limit:
            year = month[:4]
            words_ = say.month_at(
                ahead, int(year) * 12 + int(month[5:]) - int(ahead.stand[:4]) * 12 - int(ahead.stand[5:])
            )
            return f"So hätte das Modell gewarnt: erstmals im {words_}, bei {lead} Monaten Vorlauf"
    return "Das Modell hätte in diesen Monaten nicht gewarnt"


def _outside(tests: Sequence[Test], first: str, last: str) -> list[Component]:
    """The failure in numbers: how many months of the break lay outside the band of half a year before."""
    then = [t for t in tests if first <= t.period <= last and t.horizon == 6 and not t.issued]
    if not then:
        return []
    outside = sum(not t.hit for t in then)
    said = f"Von {len(then)} Monaten lagen {outside} außerhalb dessen, was das Modell ein halbes Jahr vorher "
    said += "in 8 von 10 Fällen erwartete."
    return [html.P(said)]


def below(visit: Visit, ahead: Ahead) -> Component:
    """What always stands below: no model sees a break, when it was tested, how old the numbers are."""
    tested = max((t.period for t in ahead.tests), default="")
    parts = ["Kein Modell erkennt einen Bruch vorher."]
    if tested:
        parts.append(f"Letzte Prüfung: {formatting.period(tested)}.")
    stand = visit.shown.info.data_as_of
    parts.append(f"Datenstand: {formatting.day(stand) if stand else '–'}, gerechnet ab Ende {say.month_at(ahead, 0)}.")
    reading = visit.shown.reading("ankuenfte")
    months = sum(1 for p in (reading.series if reading else ()) if p.value is not None)
    parts.append(f"{formatting.counted(months, 'Monat', 'Monate')} eigene Daten.")
    notes = [html.Li(text) for text in ahead.texts("hinweis")]
    return html.Section(
        [html.P(" ".join(parts)), *([html.Ul(notes, className="plain")] if notes else [])], className="panel below"
    )
