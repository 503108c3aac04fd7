"""Periods of a release ('2026-10', '2026-Q3', '2026-H2', '2026', '2026/27') as spans of months that can be counted."""

import calendar
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from etl.catalogue import period
from etl.catalogue.indicator import Cadence
from etl.catalogue.period import SCHOOL_YEAR_BEGINS as SCHOOL_YEAR_BEGINS

Kind = Cadence
MONTHS: dict[Kind, int] = {"monat": 1, "stichtag": 1, "quartal": 3, "halbjahr": 6, "jahr": 12, "schuljahr": 12}


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


@lru_cache(maxsize=4096)
def parse(text: str) -> Period:
    """The span that a period of a release names; ValueError for any other text."""
    begin = period.first_day(text)
    return Period(begin.year * 12 + begin.month - 1, period.cadence_of(text))
