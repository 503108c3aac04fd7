"""Horizontal bars in groups: few members of one breakdown, each with its printed value."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.grid import Entry, Told

Tone = str
PLAIN: Tone = "data"


@dataclass(frozen=True)
class Bar:
    """One member: its label, its entry, and the colour of its bar; a sign takes the place of a bar."""

    label: str
    entry: Entry
    tone: Tone = PLAIN


@dataclass(frozen=True)
class Group:
    """Bars under a heading of their own; the heading is empty where there is only one group."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Rule:
    """A labelled line through all bars: a target, the city as a whole."""

    at: float
    label: str


@dataclass(frozen=True)
class BarSpec:
    """Groups of bars from zero to `top`, a rule where there is one, and what is said about them."""

    groups: tuple[Group, ...]
    top: float
    rule: Rule | None
    told: Told


def bars(groups: Sequence[Group], told: Told, rule: Rule | None = None) -> BarSpec | None:
    """The spec; None where no member has a value to draw."""
    numbers = [bar.entry.number for group in groups for bar in group.bars if bar.entry.number is not None]
    if not numbers:
        return None
    top = max([*numbers, rule.at if rule else 0.0, 0.0]) or 1.0
    return BarSpec(tuple(groups), top, rule, told)
