"""German sentences bound to stored values: size, direction, target, break, and why a value is not there; pure."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from dashboard import formatting, sentences
from dashboard.records import NOT_YET, WITHHELD, Point, Reading
from dashboard.remarks import Comment
from etl.catalogue.indicator import Indicator

Signs = Mapping[str, tuple[str, str]]
Member = tuple[str, Point]
_ROMAN = ("I", "II", "III", "IV")
_FEW, _NAMED = 4, 3
_ONE = re.compile(r"genauso|(rund )?1(,0+)?\s")


def when(indicator: Indicator, period: str) -> str:
    """The time of a value in a sentence: "am 30.09.2026", "im September 2026", "im III. Quartal 2026"."""
    point = Point(period, None)
    if indicator.kind == "bestand":
        return f"am {formatting.stichtag(period)}"
    span = point.span
    match span.kind:
        case "monat":
            return f"im {formatting.month(span.last_day)}"
        case "quartal":
            return f"im {_ROMAN[span.number - 1]}. Quartal {span.year}"
        case "halbjahr":
            return f"im {span.number}. Halbjahr {span.year}"
        case "jahr":
            return f"im Jahr {span.year}"
    return f"im Schuljahr {period}"


def amount(indicator: Indicator, point: Point, signs: Signs) -> str:
    """Verb and value: "waren es 12 Personen", "war es 1 Tag", "waren es 0 Personen"."""
    assert point.value is not None
    text = sentences.value_text(indicator, point, signs)
    one = abs(formatting.rounded(point.value, sentences.decimals(indicator, point))) == 1
    return f"{'war' if one else 'waren'} es {text}"


def size(reading: Reading, point: Point, signs: Signs) -> str:
    """The value as a sentence with what it rests on and its sign in words."""
    indicator = reading.indicator
    beside = [basis(indicator, point), signs.get(point.sign or "", ("", ""))[1]]
    inner = "; ".join(text for text in beside if text)
    behind = f" ({inner})" if inner else ""
    return f"{capital(when(indicator, point.period))} {amount(indicator, point, signs)}{behind}."


def basis(indicator: Indicator, point: Point) -> str:
    """What a value rests on: "578 von 665", "1.367 geteilt durch 96,25", "Basis: 194 Personen"; empty for money."""
    text = sentences.basis(indicator, point) or ""
    if indicator.unit == "EUR":
        return ""
    return text if indicator.unit == "%" else text.replace(" von ", " geteilt durch ")


def compared(reading: Reading, step: int, back: int) -> tuple[Point, ...]:
    """The earlier points a value is held against: of the last paper (`step` months) and `back` months ago.

    Where no point lies exactly so far back, the one before takes its place; a flow is held against the one before.
    """
    now = reading.latest
    if now is None:
        return ()
    at = {(p.span.last, p.span.kind): p for p in reading.series[:-1]}
    before = reading.series[-2] if len(reading.series) > 1 else None
    near = at.get((now.span.last - step, now.span.kind)) if reading.indicator.kind == "bestand" else None
    found = (near or before, at.get((now.span.last - back, now.span.kind)))
    return tuple(dict.fromkeys(p for p in found if p is not None))


def change(reading: Reading, earlier: Sequence[Point], signs: Signs) -> str:
    """How the latest value stands to earlier ones, or why it may not be compared; empty without any."""
    now, indicator = reading.latest, reading.indicator
    if now is None or now.value is None:
        return ""
    said: list[tuple[str, str]] = []
    why: list[str] = []
    for point in earlier:
        if any(point.period < b.period <= now.period for b in indicator.breaks):
            why.append(
                f"Mit dem Wert {_of(indicator, point.period)} wird nicht verglichen: "
                "dazwischen liegt ein Bruch der Reihe."
            )
        elif point.value is None:
            word = signs.get(point.sign or NOT_YET, ("", "ohne Wert"))[1]
            why.append(f"Ein Vergleich mit dem Wert {_of(indicator, point.period)} ist nicht möglich ({word}).")
        else:
            said.append(_held(reading, now, point))
    return " ".join([*([f"Das {_joined(said)}."] if said else []), *why])


def _joined(said: Sequence[tuple[str, str]]) -> str:
    """Verb and comparisons: "sind 3 mehr als am … und 12 weniger als am …", "ist genauso viel wie am … und am …"."""
    first = said[0][0]
    verb = "ist" if _ONE.match(first) else "sind"
    texts = [f"{told} {time}" if at == 0 or told != first else time for at, (told, time) in enumerate(said)]
    return f"{verb} {formatting.listed(texts)}"


def _of(indicator: Indicator, period: str) -> str:
    """The time of a value behind "der Wert": "vom 30.06.2026", "für August 2026", "für das II. Quartal 2026"."""
    told = when(indicator, period)
    if told.startswith("am "):
        return f"vom {told[3:]}"
    return f"für {told[3:]}" if Point(period, None).span.kind == "monat" else f"für das {told[3:]}"


def _held(reading: Reading, now: Point, then: Point) -> tuple[str, str]:
    """How two values differ, and when the earlier one was: ("3 mehr als", "am 30.06.2026")."""
    assert now.value is not None
    assert then.value is not None
    indicator = reading.indicator
    places = sentences.decimals(indicator, now)
    told, word = formatting.difference(now.value, then.value, places, indicator.unit)
    if word == "als" and reading.facts.method != "exact":
        told = f"rund {told}"
    return f"{told.replace('genauso hoch', 'genauso viel').strip()} {word}", when(indicator, then.period)


def aim(reading: Reading, day: dt.date) -> str:
    """How the latest value stands to the target in force; empty where nothing is decided."""
    point, target = reading.latest, sentences.target(reading)
    if point is None or point.value is None or target is None:
        return ""
    target = target.removeprefix("Zielkorridor ").removeprefix("Ziel: ")
    state = reading.state(day)
    if state == "stale":
        return f"Der Wert ist älter, als seine Gültigkeit reicht, und wird nicht bewertet (Ziel: {target})."
    missed = sentences.off_target(reading)
    if missed is None:
        return f"Der Wert erfüllt das Ziel ({target})."
    if state == "on_track":
        return f"Der Wert liegt innerhalb des Spielraums {missed} ({target})."
    return f"Der Wert liegt {missed} ({target}); Bewertung: {sentences.STATE_WORDS[state]}."


def absent(reading: Reading, titles: Mapping[str, str], signs: Signs) -> tuple[str, ...]:
    """Why there is no latest value and what was known last; empty when there is one."""
    reason = sentences.absence(reading, titles, signs)
    if reason is None:
        return ()
    last = sentences.last_known(reading)
    if last is None:
        return (reason,)
    return reason, f"Zuletzt bekannt: {size(reading, last, signs)}"


def whole(
    reading: Reading, *, step: int, back: int, titles: Mapping[str, str], signs: Signs, day: dt.date
) -> tuple[str, ...]:
    """Every sentence about the latest value of the whole city."""
    if missing := absent(reading, titles, signs):
        return missing
    assert reading.latest is not None
    found = (
        size(reading, reading.latest, signs),
        change(reading, compared(reading, step, back), signs),
        aim(reading, day),
    )
    return tuple(sentence for sentence in found if sentence)


def parts(
    reading: Reading, members: Sequence[Member], total: Point | None, name: str, signs: Signs, zeros: int = 0
) -> tuple[str, ...]:
    """Every sentence about the members (label and point) of one breakdown called `name`; `total` is the whole city.

    `zeros` counts members that are not listed because they have and had nothing.
    """
    indicator = reading.indicator
    known = [(label, point) for label, point in members if point.value is not None]
    found = []
    if total is not None and total.value is not None:
        found.append(f"Insgesamt: {size(reading, total, signs)}")
    if not known:
        found.append(f"Nach {name} wird kein Wert gezeigt.")
    elif len(members) <= _FEW:
        found.append(f"Davon {'; '.join(f'{label}: {_text(indicator, p, signs)}' for label, p in members)}.")
    else:
        found.append(_ends(reading, known, name, signs))
    if zeros := zeros + (len([p for _, p in known if p.value == 0]) if len(members) > _FEW else 0):
        found.append(f"{formatting.counted(zeros, 'Angabe ist', 'Angaben sind')} 0.")
    for code, one, many in (
        (WITHHELD, "Angabe wird", "Angaben werden"),
        (NOT_YET, "Angabe liegt", "Angaben liegen"),
    ):
        count = sum(point.value is None and (point.sign or NOT_YET) == code for _, point in members)
        if count:
            end = "aus Datenschutzgründen nicht gezeigt" if code == WITHHELD else "noch nicht vor"
            found.append(f"{formatting.counted(count, one, many)} {end} ({signs.get(code, (code,))[0]}).")
    return tuple(found)


def coarser(reading: Reading, period: str, name: str) -> str:
    """That a breakdown is about an earlier or longer time than its paper, and why."""
    told = when(reading.indicator, period)
    about = f"den {told[3:]}" if told.startswith("am ") else _of(reading.indicator, period).removeprefix("für ")
    return f"Nach {name} gelten die Zahlen für {about}; neuere oder genauere lässt der Datenschutz nicht zu."


def _ends(reading: Reading, known: Sequence[Member], name: str, signs: Signs) -> str:
    """The highest and the lowest value above zero, each with all who have it."""
    indicator = reading.indicator
    printed = [(label, formatting.rounded(p.value or 0.0, sentences.decimals(indicator, p)), p) for label, p in known]
    above = [entry for entry in printed if entry[1] != 0]
    if not above:
        return f"Nach {name} ist es überall 0."
    top, low = max(value for _, value, _ in above), min(value for _, value, _ in above)
    texts = [_group([e for e in above if e[1] == top], indicator, signs)]
    words = ["am höchsten"]
    if low != top:
        words.append("am niedrigsten")
        texts.append(_group([e for e in above if e[1] == low], indicator, signs))
    return f"Nach {name}: {', '.join(f'{w} {t}' for w, t in zip(words, texts, strict=True))}."


def _group(entries: Sequence[tuple[str, object, Point]], indicator: Indicator, signs: Signs) -> str:
    labels = [label for label, _, _ in entries]
    value = _text(indicator, entries[0][2], signs)
    each = "je " if len(labels) > 1 else ""
    if len(labels) > _NAMED:
        return f"{len(labels)} Angaben ({each}{value})"
    return f"{formatting.listed(labels)} ({each}{value})"


def _text(indicator: Indicator, point: Point, signs: Signs) -> str:
    if point.value is None:
        return signs.get(point.sign or NOT_YET, (NOT_YET, "ohne Wert"))[1]
    return sentences.value_text(indicator, point, signs)


def remarks(comments: Sequence[Comment], period: str) -> tuple[tuple[str, str], ...]:
    """What leadership wrote about the period of a value: cause, what was done, what it recommends."""
    said = next((c for c in comments if c.period == period), None)
    if said is None:
        return ()
    pairs = (("Ursache", said.cause), ("Veranlasst", said.done), ("Empfehlung", said.recommendation))
    return tuple((term, text) for term, text in pairs if text)


def angaben(indicator: Indicator) -> str:
    """What the figures of a chart or table are: "Angaben in Prozent", "Angaben je 1.000"."""
    unit = indicator.unit
    return f"Angaben {unit}" if unit.startswith("je ") else f"Angaben in {formatting.in_unit(unit)}"


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return f"{text[:1].upper()}{text[1:]}"
