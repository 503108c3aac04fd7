"""German numbers, dates and periods; every figure of every page, paper and export passes through here."""

import datetime as dt
import itertools
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_month_names
from babel.numbers import format_decimal

from dashboard import periods
from etl.catalogue.indicator import Band, Threshold

NBSP = "\u00a0"
MINUS = "\u2212"
_LOCALE = "de"
_SINGULAR = {
    "Tage": "Tag",
    "Monate": "Monat",
    "Plätze": "Platz",
    "Personen": "Person",
    "Wohnungen": "Wohnung",
    "Haushalte": "Haushalt",
    "Kinder": "Kind",
    "Punkte": "Punkt",
}
_ROMAN = ("I", "II", "III", "IV")
_DATIVE = {"quartal": "im Quartal davor", "halbjahr": "im Halbjahr davor", "schuljahr": "im Schuljahr davor"}


def rounded(value: float | Decimal, decimals: int) -> Decimal:
    """The value as it is printed: half is rounded away from zero, and there is no minus zero."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    result = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(result) if result.is_zero() else result


def number(value: float | Decimal, decimals: int = 0) -> str:
    """`1234.5` -> "1.234,5" with exactly `decimals` places and a true minus."""
    return _written(rounded(value, decimals), decimals)


@lru_cache(maxsize=16_384)
def _written(exact: Decimal, decimals: int) -> str:
    shape = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(exact, format=shape, locale=_LOCALE)).replace("-", MINUS)


def integer(value: int | Decimal) -> str:
    """A count with points at the thousands."""
    return number(Decimal(value), 0)


def unit_for(value: float | Decimal, unit: str, decimals: int) -> str:
    """The unit in the number that fits: "1 Tag", "2 Tage"."""
    return _SINGULAR.get(unit, unit) if abs(rounded(value, decimals)) == 1 else unit


def quantity(value: float | Decimal, decimals: int, unit: str) -> str:
    """Number and unit, which no line break may part."""
    return f"{number(value, decimals)}{NBSP}{unit_for(value, unit, decimals)}".rstrip(NBSP)


def in_unit(unit: str) -> str:
    """The unit after "in": "Prozent", "Tagen", "Kindern", "Fällen je Stelle"."""
    word, space, rest = spoken_unit(unit).partition(" ")
    plural = word[:1].isupper() and word.endswith(("e", "er"))
    return f"{word}{'n' if plural else ''}{space}{rest}"


def spoken_unit(unit: str) -> str:
    """The unit as a screen reader shall say it."""
    return "Prozent" if unit == "%" else unit


def day(value: dt.date) -> str:
    """31.10.2026"""
    return value.strftime("%d.%m.%Y")


def moment(value: dt.datetime, timezone: str) -> str:
    """An aware moment as day and time of the city: "12.11.2026, 08:15 Uhr"."""
    local = value.astimezone(ZoneInfo(timezone))
    return f"{local:%d.%m.%Y, %H:%M} Uhr"


def month(value: dt.date) -> str:
    """Oktober 2026"""
    return str(format_date(value, "LLLL y", locale=_LOCALE))


@lru_cache(maxsize=4096)
def period(text: str) -> str:
    """The period as it is printed: "Okt. 2026", "III/2026", "2. Hj. 2026", "2026", "2026/27"."""
    span = periods.parse(text)
    match span.kind:
        case "monat":
            return str(format_date(dt.date(span.year, span.month, 1), "MMM y", locale=_LOCALE))
        case "quartal":
            return f"{_ROMAN[span.number - 1]}/{span.year}"
        case "halbjahr":
            return f"{span.number}. Hj. {span.year}"
    return text


def stichtag(text: str) -> str:
    """The last day of a period, on which a stock was counted."""
    return day(periods.parse(text).last_day)


def compared_period(text: str, latest: str, *, by_day: bool) -> str:
    """The earlier period in "2,1 Punkte mehr als …": "im September", "am 31.12.2023", "im Quartal davor"."""
    earlier, later = periods.parse(text), periods.parse(latest)
    if by_day:
        return f"am {day(earlier.last_day)}"
    if earlier.kind == "monat":
        name = get_month_names("wide", locale=_LOCALE)[earlier.month]
        return f"im {name}" if later.follows(earlier) else f"im {name} {earlier.year}"
    if earlier.kind in _DATIVE and later.follows(earlier):
        return _DATIVE[earlier.kind]
    return f"in {period(text)}"


def difference(now: float, before: float, decimals: int, unit: str) -> tuple[str, str]:
    """Change in words, reckoned from the printed values: ("2,1 Punkte mehr", "als"), ("genauso hoch", "wie")."""
    change = rounded(now, decimals) - rounded(before, decimals)
    if change.is_zero():
        return "genauso hoch", "wie"
    named = {"%": "Punkte", "Personen": ""}.get(unit, unit)
    return f"{quantity(abs(change), decimals, named)} {'mehr' if change > 0 else 'weniger'}", "als"


def span_text(band: Band, decimals: int, unit: str) -> str:
    """A range in words: "70 bis 85 %", "mindestens 6 Monate", "höchstens 120 Tage"."""
    if band.min is not None and band.max is not None:
        return f"{bound(band.min, decimals)} bis {bound(band.max, decimals)}{NBSP}{unit}"
    if band.min is not None:
        return f"mindestens {bound(band.min, decimals)}{NBSP}{unit}"
    assert band.max is not None
    return f"höchstens {bound(band.max, decimals)}{NBSP}{unit}"


def bound(value: Decimal, decimals: int) -> str:
    """A bound of a range; places that are all zero are left out, and places it has are never lost."""
    places = max(0, -int(value.normalize().as_tuple().exponent))
    return number(value, max(places, decimals) if places else 0)


def target(threshold: Threshold, decimals: int, unit: str) -> str:
    """The target in words, as it stands on a card."""
    text = span_text(threshold.on_track, decimals, unit)
    both = threshold.on_track.min is not None and threshold.on_track.max is not None
    return f"Zielkorridor {text}" if both else f"Ziel: {text}"


def watch_text(threshold: Threshold, decimals: int, unit: str) -> str:
    """The parts of the watch band outside the target: "60 bis unter 70 % und über 85 bis 93 %"."""
    inner, outer = threshold.on_track, threshold.watch
    if outer is None:
        return "–"
    parts = []
    if inner.min is not None and (outer.min is None or outer.min < inner.min):
        start = f"{bound(outer.min, decimals)} bis " if outer.min is not None else ""
        parts.append(f"{start}unter {bound(inner.min, decimals)}{NBSP}{unit}")
    if inner.max is not None and (outer.max is None or outer.max > inner.max):
        end = f" bis {bound(outer.max, decimals)}" if outer.max is not None else ""
        parts.append(f"über {bound(inner.max, decimals)}{end}{NBSP}{unit}")
    return " und ".join(parts) or "–"


def act_text(threshold: Threshold, decimals: int, unit: str) -> str:
    """Where acting begins: "unter 60 % und über 93 %"."""
    outer = threshold.watch or threshold.on_track
    parts = []
    if outer.min is not None:
        parts.append(f"unter {bound(outer.min, decimals)}{NBSP}{unit}")
    if outer.max is not None:
        parts.append(f"über {bound(outer.max, decimals)}{NBSP}{unit}")
    return " und ".join(parts)


def listed(words: Iterable[str]) -> str:
    """ "a", "a und b", "a, b und c"."""
    *front, last = itertools.chain(words)
    return f"{', '.join(front)} und {last}" if front else last


def counted(count: int, one: str, many: str) -> str:
    """ "1 Zeile", "1.200 Zeilen"."""
    return f"{integer(count)} {one if count == 1 else many}"
