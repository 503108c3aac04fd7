"""Monthly rates from persons at risk and events: open stays count while they were seen, small numbers are pooled."""

from dataclasses import dataclass

import numpy as np

from etl.foresight.stockflow import Floats

# A rate speaks of at least ten events, and a prior of so many person-months keeps it near the rate of all ages.
FEWEST_EVENTS = 10
PRIOR_MONTHS = 20.0
FEW_EXITS = 30
_PLACES = 3
_ROUNDED = 10


@dataclass(frozen=True)
class ByAge:
    """A rate for each age, with the person-months of the pool it comes from, both rounded as they are published."""

    share: Floats
    persons: Floats


def by_age(persons: Floats, events: Floats) -> ByAge:
    """Kaplan-Meier hazards by age (equal lengths): who is still there counts among `persons`, not among `events`.

    Ages are pooled with the next older ones until ten events and ten others stand behind each rate; under 30 events in
    all every age has the rate of all.
    """
    total, happened = float(persons.sum()), float(events.sum())
    overall = happened / total if total > 0 else 0.0
    share, counted = np.empty(len(persons)), np.empty(len(persons))
    if happened < FEW_EXITS:
        share[:], counted[:] = overall, total
    else:
        for begin, end in _pools(persons, events):
            exposed, left = float(persons[begin:end].sum()), float(events[begin:end].sum())
            share[begin:end] = (left + PRIOR_MONTHS * overall) / (exposed + PRIOR_MONTHS)
            counted[begin:end] = exposed
    return ByAge(np.round(share, _PLACES), np.round(counted / _ROUNDED) * _ROUNDED)


def _pools(persons: Floats, events: Floats) -> list[tuple[int, int]]:
    """Stretches of ages with ten events and ten others each; what remains at the old end joins the last one."""
    found: list[tuple[int, int]] = []
    begin = 0
    for end in range(1, len(persons) + 1):
        left = float(events[begin:end].sum())
        if left >= FEWEST_EVENTS and float(persons[begin:end].sum()) - left >= FEWEST_EVENTS:
            found.append((begin, end))
            begin = end
    if begin < len(persons):
        first = found.pop()[0] if found else 0
        found.append((first, len(persons)))
    return found


def overall(persons: float, events: float) -> float:
    """One rate for all, zero where fewer than ten events are behind it."""
    return round(events / persons, _PLACES) if persons > 0 and events >= FEWEST_EVENTS else 0.0
