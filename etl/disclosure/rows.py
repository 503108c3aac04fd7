"""The row rule: no single unknown in any sum, and enough hidden beside a small one; a fixpoint without a solver."""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log2

from etl.disclosure.system import Row, System

NEW_ROW, NOT_ENOUGH = 3.0, 4.0


@dataclass
class Pattern:
    """What is withheld of a system, and what choosing it needs: true values, locked cells, the minimum count `k`.

    `low` is the least a withheld cell can be as the reader knows it; locked cells are public and never chosen;
    `spare` cells say little of their own and are withheld first.
    """

    system: System
    values: Sequence[int]
    locked: Sequence[bool]
    k: int
    low: int = 1
    spare: frozenset[int] = frozenset()
    withheld: list[bool] = field(default_factory=list)
    rows_of: list[list[int]] = field(default_factory=list)
    hidden_in: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.withheld = [False] * len(self.system.keys)
        self.rows_of = self.system.rows_of()
        self.hidden_in = [0] * len(self.system.rows)

    def lower(self, cell: int) -> int:
        """The least a withheld cell can be; a rest may be zero."""
        return 0 if self.system.virtual[cell] else self.low

    def withhold(self, cell: int) -> list[int]:
        """Withhold a cell; returns the rows that this touches, none when it was withheld already."""
        if self.withheld[cell]:
            return []
        self.withheld[cell] = True
        for row in self.rows_of[cell]:
            self.hidden_in[row] += 1
        return self.rows_of[cell]

    def may_cover(self, cell: int) -> bool:
        """Whether a cell may be withheld for others: not locked, not withheld yet, not a printed zero."""
        if self.withheld[cell] or self.locked[cell]:
            return False
        return self.system.virtual[cell] or self.values[cell] > 0

    def cost(self, cell: int, in_row: int | None = None) -> tuple[float, tuple[str, str, tuple[tuple[str, str], ...]]]:
        """What withholding a cell costs: its value, and the rows it would newly involve; ties go by key."""
        price = 0.0 if self.system.virtual[cell] or cell in self.spare else round(log2(1 + self.values[cell]), 9)
        price += NEW_ROW * sum(1 for row in self.rows_of[cell] if row != in_row and self.hidden_in[row] == 0)
        return price, self.system.keys[cell]


def close(pattern: Pattern, touched: Iterable[int]) -> set[int]:
    """Withhold further cells until every touched row, and every row that this touches, keeps the rule.

    Returns the rows in which something was withheld.
    """
    changed: set[int] = set()
    waiting = sorted(set(touched))
    queued = set(waiting)
    while waiting:
        number = heapq.heappop(waiting)
        queued.discard(number)
        row = pattern.system.rows[number]
        while (cell := _missing(pattern, number, row)) is not None:
            for other in pattern.withhold(cell):
                changed.add(other)
                if other not in queued and other != number:
                    queued.add(other)
                    heapq.heappush(waiting, other)
    return changed


def _missing(pattern: Pattern, number: int, row: Row) -> int | None:
    """The cell to withhold next so that a row keeps the rule; None when it does, or when nothing can be done."""
    if pattern.hidden_in[number] == 0:
        return None
    hidden = [part for part in row.parts if pattern.withheld[part]]
    slack = sum(pattern.values[part] - pattern.lower(part) for part in hidden)
    if pattern.withheld[row.whole]:
        if hidden:
            return None
        gap, open_places = 0, 1
    else:
        gap, open_places = pattern.k - 1 - slack, 2 - len(hidden)
        if gap <= 0 and open_places <= 0:
            return None
    return _cheapest(pattern, number, row, gap, open_places)


def _cheapest(pattern: Pattern, number: int, row: Row, gap: int, open_places: int) -> int | None:
    def price(cell: int) -> tuple[float, object]:
        cost, key = pattern.cost(cell, number)
        enough = cell == row.whole or (pattern.values[cell] - pattern.lower(cell) >= gap and open_places <= 1)
        return (round(cost + (0.0 if enough else NOT_ENOUGH), 9), key)

    candidates = [part for part in row.parts if pattern.may_cover(part)]
    if (not candidates or row.whole in pattern.spare) and pattern.may_cover(row.whole):
        candidates.append(row.whole)
    return min(candidates, key=price, default=None)
