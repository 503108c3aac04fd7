"""Periods of a release ('2026-10', '2026-Q3', '2026-H2', '2026', '2026/27') as spans of days, pure."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["monat", "quartal", "halbjahr", "jahr", "schuljahr"]

MONTHS: dict[Kind, int] = {"monat": 1, "quartal": 3, "halbjahr": 6, "jahr": 12, "schuljahr": 12}
SCHOOL_YEAR_BEGINS = 8
_FORMS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("monat", re.compile(r"(\d{4})-(0[1-9]|1[0-2])")),
    ("quartal", re.compile(r"(\d{4})-Q([1-4])")),
    ("halbjahr", re.compile(r"(\d{4})-H([12])")),
    ("jahr", re.compile(r"(\d{4})")),
    ("schuljahr", re.compile(r"(\d{4})/(\d{2})")),
)


@dataclass(frozen=True, order=True)
class Period:
    """A span of whole months. `first` counts months since year 0 (year * 12 + month - 1)."""

    first: int
    kind: Kind

    @property
    def last(self) -> int:
        """The last month of the span, counted like `first`."""
        return self.first + MONTHS[self.kind] - 1

    @property
    def year(self) -> int:
        """The year in which the span begins."""
        return self.first // 12

    @property
    def month(self) -> int:
        """The month (1 to 12) in which the span begins."""
        return self.first % 12 + 1

    @property
    def number(self) -> int:
        """Which quarter, half or month of its year the span is, counted from 1."""
        return (self.month - 1) // MONTHS[self.kind] + 1

    @property
    def last_day(self) -> dt.date:
        """The last day of the span: the Stichtag of a stock."""
        year, month = divmod(self.last, 12)
        return dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])

    def follows(self, other: "Period") -> bool:
        """Whether this span begins where the other one, of the same kind, ends."""
        return self.kind == other.kind and self.first == other.last + 1


def parse(text: str) -> Period:
    """The span that a period of a release names; ValueError for any other text."""
    for kind, form in _FORMS:
        if not (match := form.fullmatch(text)):
            continue
        year = int(match[1])
        if kind == "schuljahr":
            if int(match[2]) != (year + 1) % 100:
                break
            return Period(year * 12 + SCHOOL_YEAR_BEGINS - 1, kind)
        part = int(match[2]) if kind != "jahr" else 1
        return Period(year * 12 + (part - 1) * MONTHS[kind], kind)
    raise ValueError(f"kein Zeitraum: {text!r}")
