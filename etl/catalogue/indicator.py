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
Dated = tuple[dt.date, Decimal | None]


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


class Hidden(Frozen):
    """How a sum treats cells that a statistics office hid (sign "."), each standing for at most `at_most`.

    What is hidden is left out as long as it could make up at most `tolerance` of the sum; beyond that there is no sum.
    """

    at_most: int = Field(ge=1)
    tolerance: Decimal = Field(ge=0, le=1)


class Measure(Frozen):
    """A Grundzahl: one aggregate over one core table.

    `measure` is `count`, `sum(column)` or `count_distinct(column)`; `period` the date column that places a row
    (a Stichtag for a stock, the day of the event for a flow); `where` a SQL condition over columns of the table.
    `title` names a part that a ratio declares in place; `disclosure` is needed only where such a part is protected
    otherwise than the ratio itself. Without `hidden` one unknown cell makes the whole sum unknown.
    """

    kind: Literal["grundzahl"]
    measure: str = Field(pattern=r"^(count|(sum|count_distinct)\([a-z_]+\))$")
    table: str = Field(pattern=r"^core\.[a-z_]+$")
    period: str = Field(pattern=r"^[a-z_]+$")
    where: str | None = None
    title: str | None = None
    disclosure: Disclosure | None = None
    hidden: Hidden | None = None


class Ratio(Frozen):
    """A Verhältniszahl: `of` / `to` x `times`, each the id of an indicator that is a Grundzahl, or a Grundzahl itself.

    `share` says that `of` is a part of `to`: then the rest `to` - `of` must be large enough, too.
    """

    kind: Literal["verhaeltnis"]
    of: Identifier | Measure
    to: Identifier | Measure
    times: Decimal = Decimal(100)
    share: bool = False


class Query(Frozen):
    """A formula of its own, in `etl/sql/indicators/<sql>`.

    The query returns period, dim1, member1, dim2, member2, value, numerator, denominator, n, load_ids in this order;
    n is the number of contributing persons (null where the value is no median or mean of persons). An eleventh column
    `sign` may say how a value is to be read; without it a missing value has the sign "x".
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

    `on_track` is judged first, then `watch`, which encloses it; outside both: act. `margin`, in the unit of the
    indicator, keeps noise from flipping the light: the status of the period before stays while the value lies within
    the margin of the bound that was crossed.
    """

    valid_from: dt.date
    valid_to: dt.date | None = None
    target: Decimal | None = None
    on_track: Band
    watch: Band | None = None
    margin: Decimal = Field(default=Decimal(0), ge=0)
    decided_by: str

    def judge(self, value: Decimal) -> Status:
        """The status of one value under this threshold."""
        if self.on_track.contains(value):
            return "on_track"
        return "watch" if self.watch and self.watch.contains(value) else "act"

    def judge_after(self, value: Decimal, before: Status) -> Status:
        """The status of a value that follows one with the status `before` under the same threshold."""
        status = self.judge(value)
        near = {self.judge(value - self.margin), self.judge(value + self.margin)}
        return before if before in near else status


class Break(Frozen):
    """From `period` on a value means something else: no line is drawn across, no change is reckoned."""

    period: str
    text: str


class Indicator(Frozen):
    """One Kennzahl with everything that is said about it; file name = id = URL = CSV key.

    `valid_days`: how long after the end of its period a value holds. `magnitude`: by how many percent the value of
    a published period may change before a person has to accept it. `listed: false` is a Grundzahl that only serves
    a page: it is reckoned, protected and published like any other, but stands in no list and no tally.
    """

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
    until: tuple[Identifier, ...] = ()
    formula: Formula
    definition: str
    breakdowns: tuple[tuple[Identifier, ...], ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    breaks: tuple[Break, ...] = ()
    disclosure: Disclosure
    review: dt.date
    valid_days: int = Field(default=75, ge=1)
    magnitude: Decimal = Field(default=Decimal(50), gt=0)
    caveats: tuple[str, ...] = ()
    headline: bool = False
    listed: bool = True

    @model_validator(mode="after")
    def _context_is_not_judged(self) -> "Indicator":
        if self.field == "kontext" and self.thresholds:
            raise ValueError("Kontext trägt keine Schwelle")
        spans = sorted((t.valid_from, t.valid_to or dt.date.max) for t in self.thresholds)
        if any(later[0] <= earlier[1] for earlier, later in pairwise(spans)):
            raise ValueError("Schwellen überschneiden sich")
        if unknown := set(self.until) - set(self.sources):
            raise ValueError(f"until nennt, was nicht in sources steht: {', '.join(sorted(unknown))}")
        if any(len(dims) > 2 or len(set(dims)) != len(dims) or not dims for dims in self.breakdowns):
            raise ValueError("eine Aufgliederung nennt ein oder zwei verschiedene Merkmale")
        return self

    def threshold_on(self, day: dt.date) -> Threshold | None:
        """The threshold in force on that day, if any."""
        for threshold in self.thresholds:
            if threshold.valid_from <= day <= (threshold.valid_to or dt.date.max):
                return threshold
        return None

    def assess(self, series: Sequence[Dated], day: dt.date) -> Status:
        """The judgement of the value of that day, by the threshold then in force.

        `series` are the values of one member in time order, each with the last day of its period; what lies after
        `day` is not looked at. The noise rule of the threshold never reaches across a changed threshold or a gap.
        """
        if self.field == "kontext" or not self.thresholds:
            return "none"
        status: Status = "none"
        before: Threshold | None = None
        for end, value in series:
            if end > day:
                break
            threshold = self.threshold_on(end)
            if threshold is None or value is None:
                status = "none"
            elif threshold is before and status != "none":
                status = threshold.judge_after(value, status)
            else:
                status = threshold.judge(value)
            before = threshold
        return status if series and any(end == day for end, _ in series) else "none"
