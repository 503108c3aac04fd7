"""One indicator of a release as the sheet of the handbook: from its question to its latest value."""

import datetime as dt

from dashboard import formatting, formulas, sentences
from dashboard.catalogue_words import CADENCES, DIRECTIONS, KINDS, PROTECTED, RHYTHMS
from dashboard.charts.series import break_text
from dashboard.exports.content import Cell, Fact, Latest, Sheet, Table
from dashboard.records import NOT_YET, Reading, Snapshot
from etl.catalogue.indicator import Indicator, Threshold

UNJUDGED = "Ohne Schwelle: Der Wert wird gezeigt, aber nicht bewertet. Ein Ziel ist nicht beschlossen."
_EXACT = 3
CONTEXT = "Rahmenangabe: Sie beschreibt die Bedingungen der Arbeit und wird nie bewertet."


def anchor(indicator_id: str) -> str:
    """The address of a sheet within its document."""
    return f"kennzahl-{indicator_id}"


def sheet(reading: Reading, shown: Snapshot, day: dt.date) -> Sheet:
    """Everything the release says about an indicator; `day` is the day on which the judgement is looked at."""
    indicator, titles = reading.indicator, shown.titles()
    judged = bool(indicator.thresholds)
    unjudged = CONTEXT if indicator.field == "kontext" else UNJUDGED
    return Sheet(
        title=indicator.title,
        anchor=anchor(indicator.id),
        question=indicator.question,
        latest=latest(reading, shown, day),
        meaning=(
            Fact("Was die Zahl sagt", (indicator.interpretation,)),
            Fact("Definition", (indicator.definition,)),
        ),
        formula=formulas.words(indicator.formula, titles),
        fraction=formulas.fraction(indicator.formula, titles),
        details=formulas.details(indicator.formula),
        profile=_profile(indicator, shown),
        unjudged="" if judged else unjudged,
        targets=_targets(indicator) if judged else None,
        sources=_sources(reading, shown),
        rest=_rest(reading, shown),
    )


def latest(reading: Reading, shown: Snapshot, day: dt.date) -> Latest:
    """The latest value as it stands on the indicator's card, or why there is none."""
    point, indicator, signs = reading.latest, reading.indicator, shown.signs()
    state = reading.state(day)
    if point is None or point.value is None:
        code = (point.sign if point else None) or NOT_YET
        known = sentences.last_known(reading)
        notes = [sentences.absence(reading, shown.titles(), signs)]
        if known is not None:
            text = sentences.value_text(indicator, known, signs)
            notes.append(f"Zuletzt bekannt: {text} ({sentences.stand(indicator, known)}).")
        stand = sentences.stand(indicator, point) if point else "–"
        said = tuple(note for note in notes if note)
        word = sentences.STATE_WORDS[state] or sentences.STATE_WORDS["missing"]
        return Latest(signs.get(code, (code, ""))[0], "", "", stand, "missing", word, said)
    basis, method = sentences.basis(indicator, point), sentences.method_note(reading)
    printed, meaning = signs.get(point.sign, (point.sign, "")) if point.sign else ("", "")
    return Latest(
        value=sentences.value_text(indicator, point, signs),
        sign=printed,
        sign_words=meaning,
        stand=sentences.stand(indicator, point),
        state=None if state == "context" else state,
        word=sentences.STATE_WORDS[state],
        notes=tuple(note for note in (basis, method) if note),
    )


def _profile(indicator: Indicator, shown: Snapshot) -> tuple[Fact, ...]:
    """What fits in a few words each."""
    steps = {step.id: step.title for step in shown.city.steps}
    lenses = {lens.id: lens.title for lens in shown.city.lenses}
    unit = f"{formatting.spoken_unit(indicator.unit)} (%)" if indicator.unit == "%" else indicator.unit
    direction = "ohne (Rahmen)" if indicator.field == "kontext" else DIRECTIONS[indicator.direction]
    pairs = (
        ("Einheit", unit),
        ("Art", KINDS[indicator.kind]),
        ("Takt", CADENCES[indicator.cadence]),
        ("Richtung", direction),
        ("Handlungsschritt", steps.get(indicator.step, indicator.step)),
        ("Denkrichtung", lenses.get(indicator.lens, indicator.lens)),
    )
    return tuple(Fact(term, (text,)) for term, text in pairs)


def _targets(indicator: Indicator) -> Table:
    """Targets and corridors, oldest first, each with its time and who decided it."""
    steps = sorted(indicator.thresholds, key=lambda t: t.valid_from)
    heads: tuple[str, ...] = ("Gültig", "im Zielkorridor", "beobachten", "handeln", "Entschieden von")
    widths: tuple[int, ...] = (20, 21, 22, 18, 27)
    return Table(f"Ziele und Schwellen: {indicator.title}", heads, widths, tuple(_target(t, indicator) for t in steps))


def _target(threshold: Threshold, indicator: Indicator) -> tuple[Cell, ...]:
    decimals, unit = indicator.decimals, indicator.unit
    until = f" bis {formatting.day(threshold.valid_to)}" if threshold.valid_to else ""
    inner = formatting.span_text(threshold.on_track, decimals, unit)
    if threshold.target is not None and threshold.target not in (threshold.on_track.min, threshold.on_track.max):
        inner += f"; Zielwert {formatting.bound(threshold.target, decimals)}{formatting.NBSP}{unit}"
    decided = threshold.decided_by
    if threshold.margin:
        named = formatting.unit_for(threshold.margin, {"%": "Punkte"}.get(unit, unit), _EXACT)
        room = f"{formatting.bound(threshold.margin, decimals)}{formatting.NBSP}{named}"
        decided = f"{decided.removesuffix('.')}. Spielraum: {room}"
    return (
        Cell(f"ab {formatting.day(threshold.valid_from)}{until}"),
        Cell(inner, "on_track"),
        Cell(formatting.watch_text(threshold, decimals, unit), "watch" if threshold.watch else None),
        Cell(formatting.act_text(threshold, decimals, unit), "act"),
        Cell(decided),
    )


def _rest(reading: Reading, shown: Snapshot) -> tuple[Fact, ...]:
    """Breaks, breakdowns, protection, limits, and who answers for it."""
    indicator = reading.indicator
    cuts = tuple(break_text(b) for b in indicator.breaks) or ("Keine.",)
    valid = formatting.counted(indicator.valid_days, "Tag", "Tage")
    facts = (
        Fact("Brüche", cuts),
        Fact("Aufgliederungen", (_breakdowns(indicator, shown),)),
        Fact("Schutz kleiner Zahlen", (_protection(indicator),)),
        Fact("Grenzen", indicator.caveats),
        Fact("Gültigkeit", (f"Ein Wert gilt {valid} über das Ende seines Zeitraums hinaus, danach ist er veraltet.",)),
        Fact("Verantwortlich", (indicator.owner,)),
        Fact("Nächste Prüfung", (formatting.day(indicator.review),)),
        Fact("Kennung", (indicator.id,)),
    )
    return tuple(fact for fact in facts if fact.paragraphs)


def _breakdowns(indicator: Indicator, shown: Snapshot) -> str:
    if not indicator.breakdowns:
        return "Nur für die ganze Stadt."
    named = [" × ".join(shown.dimensions.get(dim, dim.capitalize()) for dim in dims) for dims in indicator.breakdowns]
    return f"Nach {formatting.listed(named)}."


def _sources(reading: Reading, shown: Snapshot) -> Table:
    """The deliveries a value is reckoned from: who delivers, how often, as of when."""
    known = {source.id: source for source in shown.sources}
    rows = []
    for name in reading.indicator.sources:
        if (source := known.get(name)) is None:
            rows.append((Cell(name), Cell("–"), Cell("–"), Cell("–")))
            continue
        stand = formatting.day(source.data_as_of) if source.data_as_of else "… liegt noch nicht vor"
        rhythm = RHYTHMS.get(source.rhythm, source.rhythm)
        rows.append((Cell(source.title), Cell(source.office), Cell(rhythm), Cell(stand)))
    heads = ("Lieferung", "Stelle", "Rhythmus", "Datenstand")
    return Table(f"Lieferungen: {reading.indicator.title}", heads, (36, 42, 17, 18), tuple(rows))


def _protection(indicator: Indicator) -> str:
    disclosure = indicator.disclosure
    if disclosure.unit == "keine":
        return f"Nicht nötig: {disclosure.reason}"
    zero = "; auch die Null ist geschützt" if disclosure.null_schutz else ""
    return f"Geschützt werden {PROTECTED[disclosure.unit]}{zero}."
