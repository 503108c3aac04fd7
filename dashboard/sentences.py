"""What is said about a value: judgement, change, target, basis and the lead, generated from what is stored."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from dashboard import formatting
from dashboard.records import NOT_YET, WITHHELD, Point, Reading, SourceState, State
from etl.catalogue.indicator import Indicator, Measure

STATE_WORDS: Mapping[State, str] = {
    "act": "handeln",
    "watch": "beobachten",
    "on_track": "im Zielkorridor",
    "none": "ohne Schwelle",
    "stale": "veraltet",
    "missing": "ohne Wert",
    "context": "",
}
STATE_ORDER: tuple[State, ...] = ("act", "watch", "on_track", "none", "stale", "missing")
SMALL_BASE = 50
WITHHELD_SENTENCE = "Es sind zu wenige Personen; die Zahl wird aus Datenschutzgründen nicht gezeigt."
_UNITS = {"personen": "Personen", "haushalte": "Haushalte", "wohnungen": "Wohnungen"}
_METHODS = {
    "gerundet": "auf 5 gerundet",
    "ckm": "amtlich leicht verändert (Cell-Key-Methode)",
}


def decimals(indicator: Indicator, point: Point) -> int:
    """Places of a printed value; a percentage of a small base gets none, they would feign precision."""
    small = point.denominator is not None and point.denominator < SMALL_BASE
    return 0 if indicator.unit == "%" and small else indicator.decimals


def figure(indicator: Indicator, point: Point | None, signs: Mapping[str, tuple[str, str]]) -> str:
    """The value without unit, or the printed sign that stands in its place."""
    if point is not None and point.value is not None:
        return formatting.number(point.value, decimals(indicator, point))
    code = (point.sign if point else None) or NOT_YET
    return signs.get(code, (code, ""))[0]


def unit(indicator: Indicator, point: Point | None) -> str:
    """The unit beside a value; none beside a sign."""
    if point is None or point.value is None:
        return ""
    return formatting.unit_for(point.value, indicator.unit, decimals(indicator, point))


def value_text(indicator: Indicator, point: Point, signs: Mapping[str, tuple[str, str]]) -> str:
    """Value and unit in one piece, "88,5 %", or the printed sign."""
    text = figure(indicator, point, signs)
    return f"{text}{formatting.NBSP}{unit(indicator, point)}".rstrip(formatting.NBSP)


def stand(indicator: Indicator, point: Point) -> str:
    """When the value holds: the Stichtag of a stock, the period of a flow."""
    return formatting.stichtag(point.period) if indicator.kind == "bestand" else formatting.period(point.period)


def _by_day(indicator: Indicator) -> bool:
    return indicator.kind == "bestand" and indicator.cadence in ("stichtag", "jahr")


def change(reading: Reading) -> tuple[str, str] | None:
    """Change in words against the value before, in two parts: ("2,1 Punkte mehr", "als im September")."""
    now, before = reading.latest, reading.previous
    if now is None or now.value is None:
        return None
    if before is None or before.value is None:
        crossed = len(reading.series) > 1 and bool(reading.indicator.breaks)
        return ("", "Kein Vergleich: davor liegt ein Bruch der Reihe." if crossed else "Erster Wert der Reihe.")
    return against(reading, now, before)


def against(reading: Reading, now: Point, before: Point) -> tuple[str, str]:
    """Change in words between two points that have values: ("2,1 Punkte mehr", "als im September")."""
    assert now.value is not None
    assert before.value is not None
    indicator = reading.indicator
    amount, word = formatting.difference(now.value, before.value, decimals(indicator, now), indicator.unit)
    if reading.facts.method != "exact" and word == "als":
        amount = f"rund {amount}"
    return amount, f"{word} {formatting.compared_period(before.period, now.period, by_day=_by_day(indicator))}"


def target(reading: Reading) -> str | None:
    """The target in force for the latest value, in words."""
    if (threshold := reading.threshold) is None:
        return None
    return formatting.target(threshold, reading.indicator.decimals, reading.indicator.unit)


def method_note(reading: Reading) -> str | None:
    """How the source has blurred the figure, if it has."""
    return _METHODS.get(reading.facts.method)


def basis(indicator: Indicator, point: Point) -> str | None:
    """What a value rests on: numerator of denominator, or the number of cases."""
    if isinstance(indicator.formula, Measure) or point.value is None:
        return None
    if point.numerator is not None and point.denominator is not None:
        return f"{_whole(point.numerator)} von {_whole(point.denominator)}"
    size = point.denominator if point.denominator is not None else point.numerator
    if size is None:
        return None
    return f"Basis: {_whole(size)} {_UNITS.get(indicator.disclosure.unit, '')}".rstrip()


def _whole(value: Decimal) -> str:
    # Cents behind a sum of thousands tell nobody anything.
    places = 0 if value == value.to_integral_value() or abs(value) >= 1000 else 2
    return formatting.number(value, places)


def absence(reading: Reading, titles: Mapping[str, str], signs: Mapping[str, tuple[str, str]]) -> str | None:
    """Why the latest value is not there, as a sentence; None when it is."""
    point = reading.latest
    if point is not None and point.value is not None:
        return None
    code = (point.sign if point else None) or NOT_YET
    if code == WITHHELD:
        return WITHHELD_SENTENCE
    if code == NOT_YET:
        missing = [f"„{titles.get(source, source)}“" for source in reading.facts.missing_sources]
        if not missing:
            return "Der Wert liegt noch nicht vor."
        noun = "Die Lieferung" if len(missing) == 1 else "Die Lieferungen"
        verb = "liegt" if len(missing) == 1 else "liegen"
        return f"{noun} {formatting.listed(missing)} {verb} noch nicht vor."
    word = signs.get(code, ("", "nicht angegeben"))[1]
    return f"{word[:1].upper()}{word[1:]}."


def last_known(reading: Reading) -> Point | None:
    """The newest point with a value before a latest one that has none."""
    if reading.latest is None or reading.latest.value is not None:
        return None
    return next((p for p in reversed(reading.series) if p.value is not None), None)


def spoken(reading: Reading, signs: Mapping[str, tuple[str, str]], today: dt.date) -> str:
    """The whole card in one breath, as a screen reader says it."""
    point, indicator = reading.latest, reading.indicator
    if point is None or point.value is None:
        code = (point.sign if point else None) or NOT_YET
        return f"{indicator.title}: {signs.get(code, ('', 'ohne Wert'))[1]}"
    word = STATE_WORDS[reading.state(today)]
    said = unit(indicator, point)
    parts = [f"{figure(indicator, point, signs)} {formatting.spoken_unit(said)}".rstrip(), word, target(reading) or ""]
    if point.sign:
        parts.append(signs.get(point.sign, ("", ""))[1])
    parts.append(f"Stand {stand(indicator, point)}")
    text = ", ".join(part for part in parts if part)
    return f"{indicator.title}: {text}".replace(formatting.NBSP, " ").replace("%", "Prozent")


def side(reading: Reading, point: Point) -> str | None:
    """On which side of the target then in force a value lies: "über", "unter", or None inside it."""
    threshold = reading.threshold_at(point)
    if threshold is None or point.value is None:
        return None
    value, band = Decimal(repr(point.value)), threshold.on_track
    if band.max is not None and value > band.max:
        return "über"
    return "unter" if band.min is not None and value < band.min else None


def off_target(reading: Reading) -> str | None:
    """How the latest value misses its target and since when: "seit Mai 2026 über dem Zielkorridor"."""
    point, threshold = reading.latest, reading.threshold
    if point is None or threshold is None or (missed := side(reading, point)) is None:
        return None
    both = threshold.on_track.min is not None and threshold.on_track.max is not None
    where = f"{missed} dem {'Zielkorridor' if both else 'Ziel'}"
    first = point
    for earlier in reversed(reading.series[:-1]):
        if side(reading, earlier) != missed or not first.span.follows(earlier.span):
            break
        first = earlier
    if first is point:
        return where
    since = formatting.month(first.span.last_day) if first.span.kind == "monat" else formatting.period(first.period)
    return f"seit {since} {where}"


def miss(reading: Reading) -> str | None:
    """The same behind the value itself; of months that are left, fewer than none say how long ago the day was."""
    point, indicator = reading.latest, reading.indicator
    left = indicator.unit == "Monate" and indicator.direction == "+"
    if left and point is not None and point.value is not None and round(point.value) < 0:
        return f"seit {formatting.counted(-round(point.value), 'Monat', 'Monaten')} überschritten"
    return off_target(reading)


def lead(
    readings: Sequence[Reading], signs: Mapping[str, tuple[str, str]], today: dt.date, said: str = ""
) -> tuple[str, str]:
    """The finding of the whole page, its worst value, and how the rest stands (empty when there is no rest).

    `said` is an indicator that was spoken of before; another one that is off its target comes first.
    """
    by_state = {state: [r for r in readings if r.state(today) == state] for state in STATE_ORDER}
    worst = [*by_state["act"], *by_state["watch"]]
    fine = by_state["on_track"]
    worst.sort(key=lambda r: (r.indicator.id == said, r.state(today) != "act", not r.indicator.headline))
    if not worst and not fine:
        return _unjudged(by_state), ""
    if not worst:
        return _all_fine(fine, signs), ""
    return _finding(worst[0], signs), _rest(worst[1:], fine, signs)


def _finding(reading: Reading, signs: Mapping[str, tuple[str, str]]) -> str:
    assert reading.latest is not None
    value = value_text(reading.indicator, reading.latest, signs)
    how = miss(reading) or STATE_WORDS[reading.latest.status or "none"]
    return f"{reading.indicator.title}: {value}, {how}."


def _rest(worse: Sequence[Reading], fine: Sequence[Reading], signs: Mapping[str, tuple[str, str]]) -> str:
    if len(worse) == 1:
        return _finding(worse[0], signs)
    if worse:
        return f"{len(worse)} weitere Kennzahlen liegen außerhalb ihres Ziels."
    if len(fine) == 1 and fine[0].latest is not None:
        value = value_text(fine[0].indicator, fine[0].latest, signs)
        return f"{fine[0].indicator.title}: {value}, im Zielkorridor."
    return f"{len(fine)} weitere Kennzahlen liegen im Zielkorridor." if fine else ""


def _all_fine(fine: Sequence[Reading], signs: Mapping[str, tuple[str, str]]) -> str:
    if len(fine) == 1 and fine[0].latest is not None:
        value = value_text(fine[0].indicator, fine[0].latest, signs)
        return f"{fine[0].indicator.title}: {value}, im Zielkorridor."
    return f"Alle {len(fine)} bewerteten Kennzahlen liegen im Zielkorridor."


def _unjudged(by_state: Mapping[State, Sequence[Reading]]) -> str:
    if by_state["stale"]:
        return "Der Stand der bewerteten Kennzahlen ist veraltet; neue Lieferungen stehen aus."
    if by_state["none"]:
        return "Noch hat keine Kennzahl eine Schwelle; gezeigt werden Stand und Verlauf."
    return "Zur Steuerung liegen noch keine Werte vor. Was fehlt, steht bei jeder Kennzahl."


def reporting_month(readings: Sequence[Reading]) -> str | None:
    """The latest month about which a monthly indicator says something: "Oktober 2026"."""
    spans = [
        p.span
        for r in readings
        if r.indicator.cadence == "monat" and (p := r.latest) is not None and p.value is not None
    ]
    return formatting.month(max(spans).last_day) if spans else None


def due_text(source: SourceState, today: dt.date) -> str:
    """When the next delivery is due: the day, and in words when it has passed."""
    if source.next_due is None:
        return "–"
    late = (today - source.next_due).days
    text = formatting.day(source.next_due)
    return f"{text}, seit {formatting.counted(late, 'Tag', 'Tagen')} fällig" if late > 0 else text


def offices(reading: Reading, sources: Sequence[SourceState]) -> str:
    """The offices whose deliveries stand behind a value."""
    named = {s.id: s.office for s in sources}
    found = dict.fromkeys(named[source] for source in reading.indicator.sources if source in named)
    return formatting.listed(found) if found else reading.indicator.owner
