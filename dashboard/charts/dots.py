"""One row a member: a dot at its value, as large in area as what stands behind it, and the median as a rule."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from dashboard.charts.grid import Entry, Told
from dashboard.charts.spec import Tick
from dashboard.charts.trend import y_ticks

LARGEST, SMALLEST = 11.0, 2.5


@dataclass(frozen=True)
class Dot:
    """A member: its name, its value, what stands behind it, why there is no value, and the radius of its dot.

    `absent` is printed behind the sign of a value that is not there; such a member has no radius.
    """

    name: str
    value: Entry
    weight: Entry
    absent: str = ""
    radius: float = 0.0


@dataclass(frozen=True)
class DotSpec:
    """Rows from the lowest value up, those without a value last; `middle` is the median of the values drawn."""

    dots: tuple[Dot, ...]
    middle: float
    ticks: tuple[Tick, ...]
    told: Told


def middle(dots: Sequence[Dot]) -> float | None:
    """The median of the values that are known; None without any."""
    known = [dot.value.number for dot in dots if dot.value.number is not None]
    return median(known) if known else None


def ranked(dots: Sequence[Dot]) -> tuple[Dot, ...]:
    """From the lowest value up, those without a value last."""
    return tuple(sorted(dots, key=lambda d: (d.value.number is None, d.value.number or 0.0, d.name)))


def dots(members: Sequence[Dot], told: Told) -> DotSpec | None:
    """The spec; None where no member has a value. The axis begins at zero."""
    centre = middle(members)
    if centre is None:
        return None
    heaviest = max((dot.weight.number or 0.0 for dot in members), default=0.0)
    placed = tuple(replace(d, radius=_radius(d, heaviest)) for d in ranked(members))
    top = max((dot.value.number or 0.0 for dot in placed), default=0.0)
    return DotSpec(placed, centre, y_ticks(0.0, top or 1.0, ""), told)


def _radius(dot: Dot, heaviest: float) -> float:
    """Area in proportion to the weight; a dot whose weight is withheld or nothing keeps the smallest size."""
    if dot.value.number is None:
        return 0.0
    share = (dot.weight.number or 0.0) / heaviest if heaviest else 0.0
    return max(SMALLEST, LARGEST * math.sqrt(share))
