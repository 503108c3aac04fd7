"""The product's own attack: which withheld cells a reader can narrow to fewer than k numbers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import floor

import numpy as np

from etl.disclosure.moves import combined, directions, reach
from etl.disclosure.ranges import Equation, propagate, reduced
from etl.disclosure.rules import disclosed
from etl.disclosure.solver import FUZZ, OPTIMAL, Component, Ints
from etl.disclosure.system import System

SEED = 20160501
PROBES, WIDE, FAR = 24, 3, 8
IN_TIME = {"time_limit": 10.0}
ROUGHLY = {"time_limit": 10.0, "mip_rel_gap": 0.25}


@dataclass
class Attack:
    """What a reader knows: values of known cells (None = unknown), least value of the unknown ones, and k.

    `truth` speeds the proofs up where it is known (it is one solution); the verdict does not depend on it.
    `safe` are cells whose safety was shown by two integer solutions; it stays so when more is withheld.
    """

    system: System
    known: Sequence[int | None]
    low: Sequence[int]
    k: int
    truth: Sequence[int] | None = None
    safe: set[int] = field(default_factory=set)
    leaks: dict[int, tuple[int, float]] = field(default_factory=dict)


def attack(task: Attack, targets: Iterable[int], quick: bool = False) -> dict[int, tuple[int, float]]:
    """The disclosed cells among `targets` with their outer range; `quick` stops at those that bounds alone prove.

    A known cell is a target, too: a rest that printed numbers give away. Raises Contradiction when the printed
    numbers do not agree. A proof that takes too long counts as disclosed.
    """
    equations = reduced(task.system, task.known)
    start = [least if value is None else value for value, least in zip(task.known, task.low, strict=True)]
    least, most = propagate(len(start), equations, start)
    wanted = sorted(set(targets) - task.safe)
    open_cells: set[int] = set()
    for cell in wanted:
        value = task.known[cell]
        low, high = (least[cell], most[cell]) if value is None else (value, float(value))
        if disclosed(low, high, task.k):
            task.leaks[cell] = (low, high)
        elif value is None and low < task.k and high > 0:
            open_cells.add(cell)
    for cells, part in () if quick else _components(equations):
        if not open_cells.isdisjoint(cells):
            component = Component.of(cells, part, least, most)
            _Search(task, component, [n for n, cell in enumerate(cells) if cell in open_cells]).run()
    return {cell: task.leaks[cell] for cell in wanted if cell in task.leaks}


def _components(equations: Sequence[Equation]) -> list[tuple[list[int], list[Equation]]]:
    """Unknown cells that hang together through equations, each group with its equations; in order of cells."""
    parent: dict[int, int] = {}

    def find(cell: int) -> int:
        parent.setdefault(cell, cell)
        while parent[cell] != cell:
            parent[cell] = parent[parent[cell]]
            cell = parent[cell]
        return cell

    for equation in equations:
        first = find(equation.terms[0][0])
        for cell, _ in equation.terms[1:]:
            other = find(cell)
            first, other = min(first, other), max(first, other)
            parent[other] = first
    cells: dict[int, list[int]] = defaultdict(list)
    parts: dict[int, list[Equation]] = defaultdict(list)
    for cell in sorted(parent):
        cells[find(cell)].append(cell)
    for equation in equations:
        parts[find(equation.terms[0][0])].append(equation)
    return [(cells[root], parts[root]) for root in sorted(cells)]


class _Search:
    """The search for proofs in one component: integer solutions that differ enough, or a range that is too narrow."""

    def __init__(self, task: Attack, component: Component, open_cells: Sequence[int]) -> None:
        self.task, self.component = task, component
        self.open_cells = list(open_cells)
        self.width = task.k - 1
        self.base: Ints | None = None
        self.smallest: Ints | None = None
        self.greatest: Ints | None = None

    def run(self) -> None:
        """Give every open cell its verdict, in the task."""
        self._start()
        if self._move():
            return
        self._probe()
        for cell in self._unproved():
            leak = self._settle(cell)
            if leak is not None:
                self.task.leaks[self.component.cells[cell]] = leak
        proved = set(self.open_cells) - set(self._unproved())
        self.task.safe.update(self.component.cells[cell] for cell in proved)

    def _start(self) -> None:
        """A first integer solution: the truth where it is known, otherwise one that HiGHS finds."""
        cells = self.component.cells
        if self.task.truth is not None:
            truth = np.array([self.task.truth[cell] for cell in cells], dtype=np.int64)
            if self.component.is_solution(truth):
                self._seen(truth)
                return
        for integral in (False, True):
            _, found, _ = self.component.solve(np.zeros(len(cells)), integral, IN_TIME)
            solution = None if found is None else self.component.witness(None, found)
            if solution is not None:
                self._seen(solution)
                return

    def _move(self) -> bool:
        """Go along the directions that keep every equation; whether that settled every open cell.

        With one direction only, the ends are the whole range of each cell.
        """
        if self.base is None or self.smallest is None or self.greatest is None:
            return False
        found = directions(self.component)
        if found is None:
            return False
        for direction in combined(found):
            for steps in reach(self.component, self.base, direction, FAR * self.task.k):
                self._seen(self.base + steps * direction)
        left = self._unproved()
        if left and len(found) > 1:
            return False
        for cell in left:
            low, high = int(self.smallest[cell]), float(self.greatest[cell])
            if disclosed(low, high, self.task.k):
                self.task.leaks[self.component.cells[cell]] = (low, high)
        self.task.safe.update(self.component.cells[cell] for cell in set(self.open_cells) - set(left))
        return True

    def _seen(self, solution: Ints | None) -> None:
        if solution is None:
            return
        if self.base is None or self.smallest is None or self.greatest is None:
            self.base, self.smallest, self.greatest = solution, solution.copy(), solution.copy()
        self.smallest = np.minimum(self.smallest, solution)
        self.greatest = np.maximum(self.greatest, solution)

    def _unproved(self) -> list[int]:
        if self.smallest is None or self.greatest is None:
            return self.open_cells
        wide = self.greatest - self.smallest >= self.width
        return [cell for cell in self.open_cells if not wide[cell]]

    def _probe(self) -> None:
        """Move many cells at once in random directions, near the first solution, while that proves something."""
        if self.base is None:
            return
        random = np.random.default_rng(SEED)
        low = np.maximum(self.component.low, self.base - WIDE * self.width)
        high = np.minimum(self.component.high, self.base + WIDE * self.width)
        idle = 0
        for _ in range(PROBES):
            left = self._unproved()
            if not left or idle == WIDE:
                return
            objective = np.zeros(len(self.component.cells))
            objective[left] = random.choice((-1.0, 1.0), len(left)) * random.uniform(1.0, 2.0, len(left))
            for integral in (False, True):
                _, found, _ = self.component.solve(objective, integral, ROUGHLY, low, high)
                solution = None if found is None else self.component.witness(self.base, found)
                self._seen(solution)
                if len(self._unproved()) < 0.7 * len(left):
                    break
            idle = idle + 1 if len(self._unproved()) > 0.95 * len(left) else 0

    def _settle(self, cell: int) -> tuple[int, float] | None:
        """The verdict on one cell: None when it is safe, otherwise its outer range."""
        low, high = self._range(cell, integral=False)
        if disclosed(low, high, self.task.k):
            return low, high
        if low >= self.task.k or high <= 0 or cell not in self._unproved():
            return None
        low, high = self._range(cell, integral=True)
        if cell not in self._unproved() or low >= self.task.k or high <= 0:
            return None
        # Wide enough by the bounds, but no solutions show it: not proved in time, so it counts as disclosed.
        return low, high

    def _range(self, cell: int, integral: bool) -> tuple[int, float]:
        """Outer range of a cell by the relaxation or, exactly, over the integers; what is found on the way counts.

        The range is cut off where it is certainly wide enough, so that nothing is unbounded.
        """
        near = self.component.low[cell] if self.base is None else float(self.base[cell])
        high = self.component.high.copy()
        high[cell] = min(high[cell], near + FAR * self.task.k)
        ends = []
        for sign in (1.0, -1.0):
            objective = np.zeros(len(self.component.cells))
            objective[cell] = sign
            status, found, value = self.component.solve(objective, integral, IN_TIME, high=high)
            if found is not None:
                self._seen(self.component.witness(self.base, found))
            bound = high[cell] if sign > 0 else -self.component.low[cell]
            ends.append(float(floor(value + FUZZ)) if status == OPTIMAL else float(bound))
        return int(-ends[1]), ends[0]
