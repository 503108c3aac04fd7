"""A monthly series of counts as it was delivered: missing is not zero, a begun month is not a whole one."""

import re
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


class NoSeries(ValueError):
    """What was handed over is not a monthly series of counts; the German sentence says why."""


@dataclass(frozen=True)
class Begun:
    """The month after the last complete one: what has come so far, and which share of its days is over (0 to 1)."""

    count: float
    share: float


@dataclass(frozen=True)
class Series:
    """Counts of consecutive complete months from `first` (JJJJ-MM) on; nan is a month that says nothing.

    `breaks` are the positions before which the definition changed: the level starts anew there. Raises NoSeries for
    negative or infinite counts, a wrong month, a break outside, or a begun month with a share outside of 0 to 1.
    """

    first: str
    counts: Floats
    breaks: frozenset[int] = field(default_factory=frozenset)
    begun: Begun | None = None

    def __post_init__(self) -> None:
        counts = np.array(self.counts, dtype=np.float64)
        counts.setflags(write=False)
        object.__setattr__(self, "counts", counts)
        month_number(self.first)
        if counts.ndim != 1 or bool(np.isinf(counts).any()) or bool((counts < 0).any()):
            raise NoSeries("Eine Reihe besteht aus Anzahlen je Monat; sie sind nie negativ.")
        if any(not 0 < at < len(counts) for at in self.breaks):
            raise NoSeries("Ein Bruch liegt zwischen zwei Monaten der Reihe.")
        if self.begun is not None and not (0 < self.begun.share < 1 and self.begun.count >= 0):
            raise NoSeries("Von einem angefangenen Monat ist ein Teil vorbei, mehr als nichts und weniger als alles.")

    def __len__(self) -> int:
        return len(self.counts)

    @property
    def known(self) -> int:
        """How many months say something."""
        return int(np.isfinite(self.counts).sum())

    @property
    def last(self) -> str:
        """The last complete month, missing or not."""
        return self.month(len(self) - 1)

    def month(self, at: int) -> str:
        """The month at a position; positions behind the end are future months."""
        return month_text(month_number(self.first) + at)

    def until(self, at: int) -> "Series":
        """The series as it was when the month at that position was its last complete one."""
        return Series(self.first, self.counts[: at + 1], frozenset(b for b in self.breaks if b <= at))

    def segment(self, at: int) -> int:
        """The position where the definition in force at a position began."""
        return max((b for b in self.breaks if b <= at), default=0)


def month_number(text: str) -> int:
    """JJJJ-MM as a running number of months; NoSeries when it is none."""
    match = _MONTH.fullmatch(text)
    if not match:
        raise NoSeries(f"„{text}“ ist kein Monat in der Form JJJJ-MM.")
    return int(match[1]) * 12 + int(match[2]) - 1


def month_text(number: int) -> str:
    """The month of a running number as JJJJ-MM."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def series_of(months: list[str], counts: list[float | None], **more: object) -> Series:
    """The series of these months in any order; a month between the first and the last that is not named is missing.

    Raises NoSeries for no month at all, or one that is named twice.
    """
    numbers = [month_number(month) for month in months]
    if not numbers:
        raise NoSeries("Die Reihe ist leer.")
    twice = sorted({month_text(n) for n in numbers if numbers.count(n) > 1})
    if twice:
        raise NoSeries(f"Diese Monate kommen mehrmals vor: {', '.join(twice)}.")
    values = np.full(max(numbers) - min(numbers) + 1, np.nan)
    for number, count in zip(numbers, counts, strict=True):
        values[number - min(numbers)] = np.nan if count is None else count
    return Series(month_text(min(numbers)), values, **more)  # type: ignore[arg-type]
