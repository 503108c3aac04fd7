"""Periods as the release writes them: 2026-10, 2026-Q3, 2026-H2, 2026, 2026/27; a stock has its Stichtag's month."""

import calendar
import datetime as dt
import re

from etl.catalogue.indicator import Cadence

_FORMS = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])|-Q(?P<quarter>[1-4])|-H(?P<half>[12])|/(?P<next>\d{2}))?", re.ASCII
)
SCHOOL_YEAR_BEGINS = 8
_YEAR = 12
_CADENCES: dict[int, Cadence] = {1: "monat", 3: "quartal", 6: "halbjahr"}


class NoPeriod(ValueError):
    """The text is none of the five forms."""


def period_of(day: dt.date, cadence: Cadence) -> str:
    """The period of that cadence in which the day lies; a Stichtag gives its month."""
    match cadence:
        case "monat" | "stichtag":
            return f"{day.year:04d}-{day.month:02d}"
        case "quartal":
            return f"{day.year:04d}-Q{(day.month + 2) // 3}"
        case "halbjahr":
            return f"{day.year:04d}-H{1 if day.month <= 6 else 2}"
        case "jahr":
            return f"{day.year:04d}"
        case "schuljahr":
            begin = day.year if day.month >= SCHOOL_YEAR_BEGINS else day.year - 1
            return f"{begin:04d}/{(begin + 1) % 100:02d}"


def first_day(period: str) -> dt.date:
    """The first day of a period; NoPeriod when it is none."""
    return _span(period)[0]


def last_day(period: str) -> dt.date:
    """The last day of a period; NoPeriod when it is none."""
    begin, months = _span(period)
    count = begin.month - 1 + months - 1
    year, month = begin.year + count // 12, count % 12 + 1
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def cadence_of(period: str) -> Cadence:
    """The cadence a period is written in; a month is "monat"."""
    months = _span(period)[1]
    if months == _YEAR:
        return "schuljahr" if "/" in period else "jahr"
    return _CADENCES[months]


def previous(period: str) -> str:
    """The period before, of the same length."""
    return period_of(first_day(period) - dt.timedelta(days=1), cadence_of(period))


def last_complete(today: dt.date, cadence: Cadence) -> str:
    """The last period of that cadence that is over on that day."""
    current = period_of(today, cadence)
    return current if last_day(current) < today else previous(current)


def _span(period: str) -> tuple[dt.date, int]:
    """First day and length in months; NoPeriod when the text is none of the five forms."""
    match = _FORMS.fullmatch(period)
    if not match:
        raise NoPeriod(f"„{period}“ ist kein Zeitraum")
    year = int(match["year"])
    if match["month"]:
        return dt.date(year, int(match["month"]), 1), 1
    if match["quarter"]:
        return dt.date(year, int(match["quarter"]) * 3 - 2, 1), 3
    if match["half"]:
        return dt.date(year, int(match["half"]) * 6 - 5, 1), 6
    if match["next"]:
        if int(match["next"]) != (year + 1) % 100:
            raise NoPeriod(f"„{period}“ ist kein Schuljahr")
        return dt.date(year, SCHOOL_YEAR_BEGINS, 1), _YEAR
    return dt.date(year, 1, 1), _YEAR
