"""What a release says, as frozen records: the types that warehouse fills and components draw."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal

from dashboard import periods
from dashboard.filters import Compare
from etl.catalogue.city import City, GlossaryEntry
from etl.catalogue.indicator import Indicator, Status, Threshold
from etl.catalogue.source import Method

State = Literal["act", "watch", "on_track", "none", "stale", "missing", "context"]
WITHHELD = "g"
NOT_YET = "…"


@dataclass(frozen=True)
class ReleaseInfo:
    """Which release is shown. `published_at` is aware (UTC); `data_as_of` the latest Stand of any delivery."""

    id: str
    published_at: dt.datetime
    git_commit: str
    audience: str
    k: int
    example: bool
    data_as_of: dt.date | None


@dataclass(frozen=True)
class Point:
    """One stored value: indicator, period and member. `value` is empty when `sign` says why.

    `fallback` is the next coarser view that can be shown in its place, as (period, breakdown, member); empty texts
    stand for the same period and the whole city.
    """

    period: str
    value: float | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    status: Status | None = None
    sign: str | None = None
    valid_until: dt.date | None = None
    members: tuple[tuple[str, str], ...] = ()
    fallback: tuple[str, str, str] | None = None

    @property
    def span(self) -> periods.Period:
        """The period as a span of months."""
        return periods.parse(self.period)


@dataclass(frozen=True)
class Facts:
    """An indicator as the release defines it, with what is only known once it was reckoned."""

    indicator: Indicator
    method: Method
    missing_sources: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """An indicator with its series for the whole city, oldest first; gaps are points without value or absent."""

    facts: Facts
    series: tuple[Point, ...]

    @property
    def indicator(self) -> Indicator:
        """The definition the values were reckoned by."""
        return self.facts.indicator

    @property
    def latest(self) -> Point | None:
        """The newest point, with or without value."""
        return self.series[-1] if self.series else None

    @property
    def previous(self) -> Point | None:
        """The newest point with a value before the latest one that may be compared with it: no break between."""
        if self.latest is None or self.latest.value is None:
            return None
        for point in reversed(self.series[:-1]):
            if any(point.period < b.period <= self.latest.period for b in self.indicator.breaks):
                return None
            if point.value is not None:
                return point
        return None

    @property
    def threshold(self) -> Threshold | None:
        """The threshold in force on the last day of the latest point."""
        return self.threshold_at(self.latest) if self.latest else None

    def threshold_at(self, point: Point) -> Threshold | None:
        """The threshold in force on the last day of a point's period."""
        return self.indicator.threshold_on(point.span.last_day)

    def state(self, today: dt.date) -> State:
        """How the latest value is shown: its stored judgement, unless it is missing or no longer valid."""
        point = self.latest
        if self.indicator.field == "kontext":
            return "context"
        if point is None or point.value is None:
            return "missing"
        if self.expired(today):
            return "stale"
        return point.status or "none"

    def expired(self, today: dt.date) -> bool:
        """Whether the latest value is past the day until which it may speak for today."""
        until = self.latest.valid_until if self.latest else None
        return until is not None and until < today


@dataclass(frozen=True)
class SourceState:
    """One kind of delivery: who owes it, as of when it speaks, when the next one is due."""

    id: str
    title: str
    office: str
    rhythm: str
    data_as_of: dt.date | None
    next_due: dt.date | None


@dataclass(frozen=True)
class Delivery:
    """The report on one delivered file; read = accepted + rejected + duplicate."""

    load_id: str
    source_id: str | None
    file: str
    received_at: dt.datetime
    data_as_of: dt.date | None
    rows_read: int
    rows_accepted: int
    rows_rejected: int
    rows_duplicate: int
    outcome: str


@dataclass(frozen=True)
class SecrecyNote:
    """How this release withholds small counts, in its own words."""

    method: str
    note: str


@dataclass(frozen=True)
class Annex:
    """What only a document needs of a release: hash of its catalogue, words of the field, licences.

    `licences` maps the id of a source to the licence under which its figures may be used.
    """

    catalogue_hash: str
    glossary: tuple[GlossaryEntry, ...]
    licences: Mapping[str, str]


@dataclass(frozen=True)
class Snapshot:
    """All of one release that a page needs without asking again; never changes.

    `members` maps (breakdown, member) to its label, `dimensions` a breakdown to its title. `compare` is what a value
    is compared with, `peers` what is said of an indicator beside cities of similar size.
    """

    info: ReleaseInfo
    city: City
    readings: tuple[Reading, ...]
    sources: tuple[SourceState, ...]
    deliveries: tuple[Delivery, ...]
    secrecy: SecrecyNote | None
    members: Mapping[tuple[str, str], str]
    dimensions: Mapping[str, str]
    compare: Compare = "vorperiode"
    peers: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def months(self) -> tuple[int, int] | None:
        """First and last month (since year 0) of all values; None without any."""
        ends = [p.span.last for r in self.readings for p in (*r.series[:1], *r.series[-1:])]
        return (min(ends), max(ends)) if ends else None

    def until(self, month: int) -> "Snapshot":
        """The same release with the values of periods that end by this month: what could be said then."""
        cut = (Reading(r.facts, tuple(p for p in r.series if p.span.last <= month)) for r in self.readings)
        return replace(self, readings=tuple(cut))

    def reading(self, indicator_id: str) -> Reading | None:
        """The indicator of that id, None when the release does not know it."""
        return next((r for r in self.readings if r.indicator.id == indicator_id), None)

    def titles(self) -> dict[str, str]:
        """Titles of indicators and sources by id."""
        named = {reading.indicator.id: reading.indicator.title for reading in self.readings}
        return named | {source.id: source.title for source in self.sources}

    def signs(self) -> dict[str, tuple[str, str]]:
        """Stored sign -> printed character and the word for it."""
        return {sign.code: (sign.printed, sign.word) for sign in self.city.signs}
