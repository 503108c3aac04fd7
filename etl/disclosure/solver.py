"""Integer solutions and outer bounds of one component of unknown cells, with HiGHS."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np

from etl.disclosure.ranges import Contradiction, Equation

FUZZ = 1e-6
OPTIMAL, INFEASIBLE = 0, 2
Ints = np.ndarray[Any, np.dtype[np.int64]]
Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass
class Component:
    """Unknown cells that hang together: `cells` are their indices in the system, the rest is numbered locally.

    `low` and `high` are outer bounds; `matrix` is sparse (equations x cells).
    """

    cells: list[int]
    low: Floats
    high: Floats
    matrix: Any
    right: Floats
    equal: "np.ndarray[Any, np.dtype[np.bool_]]"

    @classmethod
    def of(
        cls, cells: list[int], equations: Sequence[Equation], low: Sequence[int], high: Sequence[float]
    ) -> "Component":
        """The component of these cells and equations; bounds are those of the whole system."""
        from scipy.sparse import csr_array

        local = {cell: number for number, cell in enumerate(cells)}
        numbers = [number for number, equation in enumerate(equations) for _ in equation.terms]
        columns = [local[cell] for equation in equations for cell, _ in equation.terms]
        signs = [sign for equation in equations for _, sign in equation.terms]
        shape = (len(equations), len(cells))
        return cls(
            cells,
            np.array([low[cell] for cell in cells], dtype=float),
            np.array([high[cell] for cell in cells], dtype=float),
            csr_array((np.array(signs, dtype=float), (numbers, columns)), shape=shape),
            np.array([equation.right for equation in equations], dtype=float),
            np.array([equation.equal for equation in equations], dtype=bool),
        )

    def solve(
        self,
        objective: Floats,
        integral: bool = False,
        options: Mapping[str, float] | None = None,
        low: Floats | None = None,
        high: Floats | None = None,
    ) -> tuple[int, Floats | None, float]:
        """Maximise the objective: HiGHS status, solution (None without one), value of the solution.

        `low` and `high` replace the outer bounds; `options` are those of HiGHS. Raises Contradiction when there is no
        solution within the outer bounds.
        """
        from scipy.optimize import Bounds, LinearConstraint, milp

        found = milp(
            -objective,
            integrality=np.ones(len(self.cells)) if integral else None,
            bounds=Bounds(self.low if low is None else low, self.high if high is None else high),
            constraints=LinearConstraint(self.matrix, np.where(self.equal, self.right, -inf), self.right),
            options=dict(options or {}),
        )
        if found.status == INFEASIBLE and low is None:
            raise Contradiction("Gedruckte Zahlen widersprechen sich.")
        return int(found.status), found.x, 0.0 if found.x is None else float(-found.fun)

    def is_solution(self, values: Ints) -> bool:
        """Whether integers solve every equation exactly and keep the bounds."""
        left = self.matrix @ values.astype(float)
        exact = np.where(self.equal, left == self.right, left <= self.right)
        return bool(exact.all() and (values >= self.low).all() and (values <= self.high).all())

    def witness(self, base: Ints | None, found: Floats) -> Ints | None:
        """An integer solution from one that may be broken in places: whole parts of the difference to `base`.

        The difference falls into parts that share no equation; each part that is integral is a valid move of its own.
        """
        rounded = np.rint(found).astype(np.int64)
        whole = np.abs(found - rounded) < FUZZ
        if whole.all() and self.is_solution(rounded):
            return rounded
        if base is None:
            return None
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import connected_components

        moved = np.abs(found - base) > FUZZ
        if not moved.any():
            return None
        part = abs(self.matrix)[:, moved]
        _, label = connected_components(csr_array(part.T @ part), directed=False)
        broken = set(label[~whole[moved]].tolist())
        keep = np.zeros(len(base), dtype=bool)
        keep[np.flatnonzero(moved)] = [number not in broken for number in label]
        mixed = np.where(keep, rounded, base)
        return mixed if keep.any() and self.is_solution(mixed) else None
