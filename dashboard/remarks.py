"""What people said and decided about the figures of a release, and what changed in it, as frozen records."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Comment:
    """What leadership wrote about an indicator and period: cause, what was done, what it recommends."""

    indicator_id: str
    period: str
    cause: str
    done: str
    recommendation: str
    role: str


@dataclass(frozen=True)
class Action:
    """A measure of leadership; `status` is its word in the office's list."""

    id: str
    title: str
    owner_role: str
    due: dt.date | None
    status: str
    indicator_ids: tuple[str, ...]

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return self.status in ("erledigt", "verworfen", "abgebrochen")

    def overdue(self, today: dt.date) -> bool:
        """Whether it is past its day and not done."""
        return not self.done and self.due is not None and self.due < today


@dataclass(frozen=True)
class Change:
    """What differs from the release before; `kind` is data, correction, definition, threshold or held."""

    kind: str
    indicator_id: str | None
    period: str | None
    old: str | None
    new: str | None
    reason: str | None


@dataclass(frozen=True)
class Remarks:
    """Everything of a release that is said beside its figures."""

    comments: tuple[Comment, ...]
    actions: tuple[Action, ...]
    changes: tuple[Change, ...]

    def on(self, indicator_id: str) -> "Remarks":
        """Only what concerns one indicator; comments newest first, measures by their day."""
        comments = [c for c in self.comments if c.indicator_id == indicator_id]
        actions = [a for a in self.actions if indicator_id in a.indicator_ids]
        return Remarks(
            tuple(sorted(comments, key=lambda c: c.period, reverse=True)),
            tuple(sorted(actions, key=lambda a: (a.done, -(a.due or dt.date.min).toordinal()))),
            tuple(c for c in self.changes if c.indicator_id == indicator_id),
        )


@dataclass(frozen=True)
class Rejection:
    """One row that was not accepted, never with what stood in its cells."""

    load_id: str
    row_number: int
    column_name: str | None
    rule: str


@dataclass(frozen=True)
class Reason:
    """Why a row was not accepted and what helps; `sentence` may name the column as {spalte}."""

    title: str
    sentence: str
    remedy: str


@dataclass(frozen=True)
class Operations:
    """What only those with the right to operating data see: rejected rows and the words for their reasons."""

    rejections: tuple[Rejection, ...]
    reasons: Mapping[str, Reason]

    def title(self, rule: str) -> str:
        """The short word for a reason; its code where the release does not explain it."""
        return self.reasons[rule].title if rule in self.reasons else rule


@dataclass(frozen=True)
class Table:
    """A reference table of the release: titles of columns, rows of texts and numbers, where it comes from."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    origin: str
    licence: str
    as_of: str

    @cached_property
    def _records(self) -> list[Mapping[str, object]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def records(self) -> Sequence[Mapping[str, object]]:
        """The rows by column name; put together once and then kept."""
        return self._records
