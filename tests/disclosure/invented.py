"""Invented persons and the linked views of them, for the tests of disclosure control."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from etl.catalogue.relation import Relations
from etl.disclosure.system import Key

Persons = list[dict[str, str]]


@dataclass
class Population:
    """Persons with a month of arrival and characteristics, and the hierarchies of these."""

    persons: Persons
    parents: dict[str, dict[str, str]] = field(default_factory=dict)


def month_parents(months: Iterable[str]) -> dict[str, str]:
    """Month -> quarter -> year."""
    parents: dict[str, str] = {}
    for month in months:
        year, number = month.split("-")
        quarter = f"{year}-Q{(int(number) + 2) // 3}"
        parents[month], parents[quarter] = quarter, year
    return parents


def population(
    seed: int, persons: int, months: Sequence[str], sizes: dict[str, int], districts: int = 0, boroughs: int = 1
) -> Population:
    """Persons spread unevenly over members `<dim>0`, `<dim>1`, …; `districts` lie in `boroughs` (dimension raum)."""
    random = np.random.default_rng(seed)

    def draw(names: Sequence[str], skew: float) -> list[str]:
        weights = 1 / np.arange(1, len(names) + 1) ** skew
        return [names[i] for i in random.choice(len(names), persons, p=weights / weights.sum())]

    parents = {"period": month_parents(months)}
    columns = {"period": draw(list(months), 0.3)}
    for dim, size in sizes.items():
        names = [f"{dim}{n}" for n in range(size)]
        columns[dim] = draw(names, 1.2)
        parents[dim] = dict.fromkeys(names, "alle")
    if districts:
        names = [f"v{n:02d}" for n in range(districts)]
        columns["raum"] = draw(names, 0.8)
        parents["raum"] = {name: f"b{n % boroughs}" for n, name in enumerate(names)}
        parents["raum"] |= {f"b{n}": "stadt" for n in range(boroughs)}
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return Population(rows, parents)


def cells(
    people: Population, views: Iterable[tuple[tuple[tuple[str, int], ...], int]], measure: str = "zugang"
) -> dict[Key, int]:
    """Cells of views; a view is ((dim, level), …) and a level of time; level 0 is the finest. Zeros are cells, too."""
    found: dict[Key, int] = {}
    for dims, time in views:
        counted: Counter[Key] = Counter()
        members: list[set[str]] = [set() for _ in dims]
        periods: set[str] = set()
        for person in people.persons:
            place = [(dim, _up(people, dim, person[dim], level)) for dim, level in dims]
            period = _up(people, "period", person["period"], time)
            periods.add(period)
            for number, (_, member) in enumerate(place):
                members[number].add(member)
            counted[(measure, period, tuple(sorted(place)))] += 1
        for period, combination in product(sorted(periods), product(*map(sorted, members))):
            key = tuple(sorted((dim, member) for (dim, _), member in zip(dims, combination, strict=True)))
            found[(measure, period, key)] = counted[(measure, period, key)]
    return found


def relations(people: Population, k: int, dims: Sequence[str], measure: str = "zugang") -> Relations:
    """The relations of one flow measure that adds up along these dimensions and time."""
    return Relations(k=k, parents=people.parents, additive={measure: (*dims, "period")}, counts=(measure,))


def _up(people: Population, dim: str, member: str, level: int) -> str:
    for _ in range(level):
        member = people.parents[dim][member]
    return member


def months(first: int, years: int) -> list[str]:
    """All months of some years."""
    return [f"{year}-{month:02d}" for year in range(first, first + years) for month in range(1, 13)]
