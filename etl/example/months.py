"""Calendar months as values that can be counted, compared and asked for their days."""

import calendar
import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple


class Month(NamedTuple):
    """A calendar month; months order by time."""

    year: int
    month: int

    @property
    def first(self) -> dt.date:
        """The first day."""
        return dt.date(self.year, self.month, 1)

    @property
    def last(self) -> dt.date:
        """The last day."""
        return dt.date(self.year, self.month, self.days)

    @property
    def days(self) -> int:
        """How many days the month has."""
        return calendar.monthrange(self.year, self.month)[1]

    @property
    def number(self) -> int:
        """Months since the year 0, for differences."""
        return self.year * 12 + self.month - 1

    def plus(self, months: int) -> "Month":
        """The month so many months later, or earlier when negative."""
        year, index = divmod(self.number + months, 12)
        return Month(year, index + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def month_of(day: dt.date) -> Month:
    """The month in which a day lies."""
    return Month(day.year, day.month)


def parse_month(text: str) -> Month:
    """`2026-10` as a month; ValueError with a German sentence for anything else."""
    try:
        day = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        raise ValueError(f"„{text}“ ist kein Monat; erwartet wird JJJJ-MM, zum Beispiel 2026-10.") from None
    return month_of(day)


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """All months from `first` to `last`, both included."""
    return (first.plus(step) for step in range(last.number - first.number + 1))
