"""Outer ranges of withheld cells by propagating bounds through rows and inequalities: proof without a solver."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, inf

from etl.disclosure.system import System

MOST_VISITS = 60


class Contradiction(Exception):
    """The printed numbers do not agree with each other."""


@dataclass(frozen=True)
class Equation:
    """Sum of coefficient x unknown cell = `right`, or <= `right` when `equal` is false."""

    terms: tuple[tuple[int, int], ...]
    right: int
    equal: bool


def reduced(system: System, known: Sequence[int | None]) -> list[Equation]:
    """The equations that are left between unknown cells once the known ones are put in, without repeats.

    Raises Contradiction when one without unknowns does not hold.
    """
    found: dict[Equation, None] = {}
    for terms, equal in _all_terms(system):
        left: dict[int, int] = {}
        right = 0
        for cell, sign in terms:
            value = known[cell]
            if value is None:
                left[cell] = left.get(cell, 0) + sign
            else:
                right -= sign * value
        unknown = tuple(sorted((cell, sign) for cell, sign in left.items() if sign))
        if unknown:
            found[Equation(unknown, right, equal)] = None
        elif (equal and right != 0) or (not equal and right < 0):
            raise Contradiction("Gedruckte Zahlen widersprechen sich.")
    return list(found)


def _all_terms(system: System) -> list[tuple[tuple[tuple[int, int], ...], bool]]:
    rows = [(((row.whole, 1), *((part, -1) for part in row.parts)), True) for row in system.rows]
    equations = [(equation.terms, True) for equation in system.equations]
    return [*rows, *equations, *((bound.terms, False) for bound in system.bounds)]


def propagate(count: int, equations: Sequence[Equation], low: Sequence[int]) -> tuple[list[int], list[float]]:
    """Lower and upper bounds of all cells that every solution keeps; `high` may be infinite.

    `low` are the bounds known before. Raises Contradiction when a range is empty.
    """
    least, most = list(low), [inf] * count
    stands_in: list[list[int]] = [[] for _ in range(count)]
    for number, equation in enumerate(equations):
        for cell, _ in equation.terms:
            stands_in[cell].append(number)
    waiting = deque(range(len(equations)))
    queued = [True] * len(equations)
    visits = [0] * len(equations)
    while waiting:
        number = waiting.popleft()
        queued[number] = False
        visits[number] += 1
        for cell in _tighten(equations[number], least, most):
            for other in stands_in[cell]:
                if not queued[other] and visits[other] < MOST_VISITS:
                    queued[other] = True
                    waiting.append(other)
    return least, most


def _tighten(equation: Equation, least: list[int], most: list[float]) -> list[int]:
    """Tighten the ranges of the cells of one equation in place; returns the cells whose range changed."""
    smallest = _Extreme.of(equation, most, least)
    largest = _Extreme.of(equation, least, most)
    changed: list[int] = []
    for cell, sign in equation.terms:
        before = (least[cell], most[cell])
        at_least, at_most = (before[0], before[1]) if sign > 0 else (before[1], before[0])
        low_rest = smallest.without(sign * at_least)
        high_rest = largest.without(sign * at_most)
        if low_rest is not None:
            _apply(cell, sign, equation.right - low_rest, least, most, upper=True)
        if equation.equal and high_rest is not None:
            _apply(cell, sign, equation.right - high_rest, least, most, upper=False)
        if least[cell] > most[cell]:
            raise Contradiction("Gedruckte Zahlen widersprechen sich.")
        if (least[cell], most[cell]) != before:
            changed.append(cell)
    return changed


@dataclass(frozen=True)
class _Extreme:
    """The least or greatest an equation's left side can be: a finite part, and how many terms are infinite."""

    finite: float
    infinite: int

    @classmethod
    def of(cls, equation: Equation, when_negative: Sequence[float], when_positive: Sequence[float]) -> "_Extreme":
        """Sum of sign x bound, with one list of bounds for negative signs and one for positive."""
        terms = [sign * (when_positive[cell] if sign > 0 else when_negative[cell]) for cell, sign in equation.terms]
        finite = [term for term in terms if abs(term) != inf]
        return cls(sum(finite), len(terms) - len(finite))

    def without(self, term: float) -> float | None:
        """The extreme of all terms but one; None when it is infinite."""
        if abs(term) == inf:
            return self.finite if self.infinite == 1 else None
        return self.finite - term if self.infinite == 0 else None


def _apply(cell: int, sign: int, room: float, least: list[int], most: list[float], upper: bool) -> None:
    """`sign` x cell is at most (`upper`) or at least `room`, rounded to the integers inside."""
    bound = room / sign
    if (sign > 0) == upper:
        most[cell] = min(most[cell], float(floor(bound)))
    else:
        least[cell] = max(least[cell], ceil(bound))
