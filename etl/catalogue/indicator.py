"""A Kennzahl: its question, its formula, its judgement by the threshold in force."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from etl.catalogue.frozen import Frozen
from etl.catalogue.source import Identifier

Field_ = Literal["ergebnisse", "programme", "prozesse", "ressourcen", "kontext"]
Lens = Literal["abgestimmt", "proaktiv", "vernetzt", "sozialraumorientiert"]
Cadence = Literal["monat", "quartal", "halbjahr", "jahr", "schuljahr", "stichtag"]
Status = Literal["on_track", "watch", "act", "none"]
SMALLEST_SAMPLE = 10


class Measure(Frozen):
    """A Grundzahl: one aggregate over one core table.

    `measure` is `count`, `sum(column)` or `count_distinct(column)`; `period` the date column that places a row
    (a Stichtag for a stock, the day of the event for a flow); `where` a SQL condition over columns of the table.
    """

    kind: Literal["grundzahl"]
    measure: str = Field(pattern=r"^(count|(sum|count_distinct)\([a-z_]+\))$")
    table: str = Field(pattern=r"^core\.[a-z_]+$")
    period: str = Field(pattern=r"^[a-z_]+$")
    where: str | None = None


class Ratio(Frozen):
    """A Verhältniszahl: `of` / `to` x `times`, both ids of indicators that are Grundzahlen of the same period.

    `share` says that `of` is a part of `to`: then the rest `to` - `of` must be large enough, too.
    """

    kind: Literal["verhaeltnis"]
    of: Identifier
    to: Identifier
    times: Decimal = Decimal(100)
    share: bool = False


class Query(Frozen):
    """A formula of its own, in `etl/sql/indicators/<sql>`.

    The query returns period, dim1, member1, dim2, member2, value, n; n is the number of contributing persons.
    `tables` are the core tables it reads.
    """

    kind: Literal["abfrage"]
    sql: str = Field(pattern=r"^[a-z0-9_]+\.sql$")
    tables: tuple[str, ...]


Formula = Annotated[Measure | Ratio | Query, Field(discriminator="kind")]


class Band(Frozen):
    """A closed range; an open side has no bound."""

    min: Decimal | None = None
    max: Decimal | None = None

    @model_validator(mode="after")
    def _has_a_bound(self) -> "Band":
        if self.min is None and self.max is None:
            raise ValueError("ein Bereich braucht mindestens eine Grenze")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("die untere Grenze liegt über der oberen")
        return self

    def contains(self, value: Decimal) -> bool:
        """Whether the value lies in the range, bounds included."""
        return (self.min is None or value >= self.min) and (self.max is None or value <= self.max)


class Threshold(Frozen):
    """Target and corridor from `valid_from` to `valid_to` (both included), and who decided them.

    `on_track` is judged first, then `watch`, which encloses it; outside both: act.
    """

    valid_from: dt.date
    valid_to: dt.date | None = None
    target: Decimal | None = None
    on_track: Band
    watch: Band | None = None
    decided_by: str

    def judge(self, value: Decimal) -> Status:
        """The status of one value under this threshold."""
        if self.on_track.contains(value):
            return "on_track"
        return "watch" if self.watch and self.watch.contains(value) else "act"


class Break(Frozen):
    """From `period` on a value means something else: no line is drawn across, no change is reckoned."""

    period: str
    text: str


class Disclosure(Frozen):
    """The unit that is protected (`keine` needs a reason), and whether a zero is protected as well."""

    unit: Literal["personen", "haushalte", "wohnungen", "keine"]
    null_schutz: bool = False
    reason: str | None = None

    @model_validator(mode="after")
    def _exemption_has_a_reason(self) -> "Disclosure":
        if self.unit == "keine" and not self.reason:
            raise ValueError("wer nichts schützt, nennt den Grund (reason)")
        return self


class Indicator(Frozen):
    """One Kennzahl with everything that is said about it; file name = id = URL = CSV key."""

    id: Identifier
    title: str
    question: str
    interpretation: str
    title_en: str | None = None
    question_en: str | None = None
    field: Field_
    step: Identifier
    lens: Lens
    unit: str
    decimals: int = Field(ge=0, le=3)
    kind: Literal["bestand", "bewegung"]
    direction: Literal["+", "-", "o"]
    cadence: Cadence
    owner: str
    sources: tuple[Identifier, ...] = Field(min_length=1)
    formula: Formula
    definition: str
    breakdowns: tuple[tuple[Identifier, ...], ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    breaks: tuple[Break, ...] = ()
    disclosure: Disclosure
    review: dt.date
    valid_days: int = Field(default=75, ge=1)
    caveats: tuple[str, ...] = ()
    headline: bool = False

    @model_validator(mode="after")
    def _context_is_not_judged(self) -> "Indicator":
        if self.field == "kontext" and self.thresholds:
            raise ValueError("Kontext trägt keine Schwelle")
        spans = sorted((t.valid_from, t.valid_to or dt.date.max) for t in self.thresholds)
        if any(later[0] <= earlier[1] for earlier, later in pairwise(spans)):
            raise ValueError("Schwellen überschneiden sich")
        if any(len(dims) > 2 or len(set(dims)) != len(dims) or not dims for dims in self.breakdowns):
            raise ValueError("eine Aufgliederung nennt ein oder zwei verschiedene Merkmale")
        return self

    def threshold_on(self, day: dt.date) -> Threshold | None:
        """The threshold in force on that day, if any."""
        for threshold in self.thresholds:
            if threshold.valid_from <= day <= (threshold.valid_to or dt.date.max):
                return threshold
        return None

    def assess(self, series: Sequence[Decimal | None], day: dt.date) -> Status:
        """The judgement of the last value of a series, by the threshold in force on `day`, its last day."""
        threshold = self.threshold_on(day)
        if self.field == "kontext" or threshold is None or not series or series[-1] is None:
            return "none"
        return threshold.judge(series[-1])
