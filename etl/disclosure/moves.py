"""Moves between the integer solutions of a small component: directions along which every equation keeps holding."""

from fractions import Fraction
from math import floor, gcd, inf, lcm

import numpy as np

from etl.disclosure.solver import Component, Ints

LARGEST, FEW = 60, 8


def directions(component: Component) -> list[Ints] | None:
    """Primitive integer vectors that span the null space of the equations; None for a large component.

    With a single one every integer solution is the first plus a whole multiple of it, with none there is no other.
    """
    count = len(component.cells)
    if count > LARGEST:
        return None
    rows = [[Fraction(int(value)) for value in row] for row in component.matrix[component.equal].toarray()]
    pivots = _reduce(rows, count)
    found = []
    for free in range(count):
        if free in pivots:
            continue
        vector = [Fraction(0)] * count
        vector[free] = Fraction(1)
        for column, row in pivots.items():
            vector[column] = -rows[row][free]
        scale = lcm(*(part.denominator for part in vector))
        whole = [int(part * scale) for part in vector]
        divisor = gcd(*whole)
        found.append(np.array([part // divisor for part in whole], dtype=np.int64))
    return found


def combined(found: list[Ints]) -> list[Ints]:
    """The directions, and where they are few their sums and differences."""
    if len(found) > FEW:
        return found
    pairs = [(one, other) for number, one in enumerate(found) for other in found[:number]]
    return [*found, *(one + other for one, other in pairs), *(one - other for one, other in pairs)]


def _reduce(rows: list[list[Fraction]], count: int) -> dict[int, int]:
    """Bring the rows into reduced echelon form in place; column of each pivot -> its row."""
    pivots: dict[int, int] = {}
    top = 0
    for column in range(count):
        pivot = next((number for number in range(top, len(rows)) if rows[number][column]), None)
        if pivot is None:
            continue
        rows[top], rows[pivot] = rows[pivot], rows[top]
        head = rows[top][column]
        rows[top] = [value / head for value in rows[top]] if head != 1 else rows[top]
        for number, row in enumerate(rows):
            if number != top and row[column]:
                factor = row[column]
                rows[number] = [
                    own - factor * other if other else own for own, other in zip(row, rows[top], strict=True)
                ]
        pivots[column] = top
        top += 1
        if top == len(rows):
            break
    return pivots


def reach(component: Component, base: Ints, direction: Ints, most: int) -> tuple[int, int]:
    """How far one can go from a solution backwards and forwards, in whole steps of at most `most`."""
    steps = []
    for way in (-direction, direction):
        limit = float(most)
        for own, change, low, high in zip(base, way, component.low, component.high, strict=True):
            if change > 0 and high < inf:
                limit = min(limit, (high - own) / change)
            elif change < 0:
                limit = min(limit, (own - low) / -change)
        uphill = component.matrix @ way.astype(float)
        slack = component.right - component.matrix @ base.astype(float)
        for rise, room, equal in zip(uphill, slack, component.equal, strict=True):
            if not equal and rise > 0:
                limit = min(limit, room / rise)
        steps.append(max(0, floor(limit)))
    return -steps[0], steps[1]
