"""No pattern of the product leaves a cell that an independent program could narrow down."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from invented import Population, cells, months, population, relations
from outside import CLEAN, DISCLOSED, Outside

from etl.catalogue.relation import Relations
from etl.disclosure.export import cells_csv, relations_file
from etl.disclosure.repair import Protected, Task, protect_system
from etl.disclosure.system import Key, System, build_system
from etl.figures import Cell

VIEWS = [
    ((), 0),
    ((), 1),
    ((("raum", 1),), 0),
    ((("raum", 0),), 1),
    ((("alter", 0),), 0),
    ((("alter", 0),), 1),
    ((("alter", 0), ("raum", 1)), 1),
    ((("alter", 0), ("sex", 0)), 1),
    ((("sex", 0),), 0),
]


def city(seed: int, persons: int = 90) -> Population:
    return population(seed, persons, months(2020, 1)[:6], {"alter": 3, "sex": 2}, districts=5, boroughs=2)


def some_views(seed: int) -> list[tuple[tuple[tuple[str, int], ...], int]]:
    random = np.random.default_rng(seed)
    chosen = [view for view in VIEWS if random.random() < 0.6]
    return [((), 1), *(view for view in chosen if view != ((), 1))]


def protected(true: Mapping[Key, int], rel: Relations, **more: frozenset[int]) -> tuple[System, list[int], Protected]:
    system = build_system(list(true), rel)
    values = [true.get(key, 0) for key in system.keys]
    return system, values, protect_system(Task(system, values, rel.k, **more))


def export(folder: Path, name: str, true: Mapping[Key, int], hidden: set[Key], rel: Relations) -> tuple[Path, Path]:
    rows = []
    for (measure, period, members), value in sorted(true.items()):
        flat = [part for pair in members for part in pair]
        flat += [None] * (4 - len(flat))
        withheld = (measure, period, members) in hidden
        rows.append(Cell(measure, period, *flat, None if withheld else Decimal(value), "g" if withheld else None))
    folder.mkdir(parents=True, exist_ok=True)
    table = folder / f"cells.{name}.csv"
    table.write_text(cells_csv(rows, {}, rel), encoding="utf-8")
    (folder / relations_file(name)).write_text(rel.to_json(), encoding="utf-8")
    return table, folder / relations_file(name)


def keys_withheld(system: System, found: Protected) -> set[Key]:
    return {key for key, hidden in zip(system.keys, found.withheld, strict=True) if hidden}


def leaks_nothing(seed: int, k: int, folder: Path) -> None:
    people = city(seed)
    true = cells(people, some_views(seed))
    rel = relations(people, k, ["alter", "sex", "raum"])
    system, values, found = protected(true, rel)
    assert all(hidden or value == 0 or value >= k for hidden, value in zip(found.withheld, values, strict=True))
    table, file = export(folder, f"s{seed}", true, keys_withheld(system, found), rel)
    assert Outside(table, file).verdict() == (CLEAN, [])


@pytest.mark.parametrize("k", [3, 5])
@pytest.mark.parametrize("seed", range(4))
def test_an_independent_program_proves_nothing(seed: int, k: int, tmp_path: Path) -> None:
    leaks_nothing(seed, k, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("k", [3, 5])
@pytest.mark.parametrize("seed", range(100, 220))
def test_an_independent_program_proves_nothing_in_many_cities(seed: int, k: int, tmp_path: Path) -> None:
    leaks_nothing(seed, k, tmp_path)


@pytest.mark.parametrize("seed", range(3))
def test_persons_and_cells_in_another_order_give_the_same_pattern(seed: int) -> None:
    people = city(seed, 200)
    rel = relations(people, 5, ["alter", "sex", "raum"])
    true = cells(people, VIEWS)
    system, _, found = protected(true, rel)
    shuffled = Population(people.persons[::-1], people.parents)
    again = dict(reversed(cells(shuffled, VIEWS[::-1]).items()))
    other_system, _, other = protected(again, rel)
    assert system.keys == other_system.keys
    assert found == other


@pytest.mark.parametrize("seed", range(3))
def test_what_the_finer_audience_is_denied_the_coarser_is_denied_too(seed: int, tmp_path: Path) -> None:
    people = city(seed, 160)
    true = cells(people, VIEWS)
    system, _, fine = protected(true, relations(people, 3, ["alter", "sex", "raum"]))
    start = frozenset(n for n, hidden in enumerate(fine.withheld) if hidden)
    rel = relations(people, 5, ["alter", "sex", "raum"])
    _, _, coarse = protected(true, rel, before=start)
    assert all(later or not earlier for earlier, later in zip(fine.withheld, coarse.withheld, strict=True))
    assert fine.primary <= coarse.primary
    three = relations(people, 3, ["alter", "sex", "raum"])
    both, file = export(tmp_path, "beide", true, keys_withheld(system, fine) & keys_withheld(system, coarse), three)
    assert Outside(both, file).verdict() == (CLEAN, [])


def test_printing_one_cell_more_is_noticed(tmp_path: Path) -> None:
    people = city(1, 160)
    rel = relations(people, 5, ["alter", "sex", "raum"])
    true = cells(people, [((), 1), ((("alter", 0),), 1), ((("raum", 1),), 1), ((("alter", 0), ("raum", 1)), 1)])
    system, _, found = protected(true, rel)
    hidden = keys_withheld(system, found)
    primary = {system.keys[n] for n in found.primary}
    cover = sorted(hidden - primary)
    assert primary
    assert cover
    for number, key in enumerate(sorted(primary)):
        table, file = export(tmp_path, f"p{number}", true, hidden - {key}, rel)
        assert Outside(table, file).verdict()[0] == DISCLOSED
    caught = 0
    for number, key in enumerate(cover):
        table, file = export(tmp_path, f"c{number}", true, hidden - {key}, rel)
        caught += Outside(table, file).verdict()[0] == DISCLOSED
    assert caught >= 0.85 * len(cover)


def test_without_the_rest_a_share_gives_its_complement_away(tmp_path: Path) -> None:
    people = population(3, 150, ["2020-01"], {"alter": 4})
    whole = cells(people, [((), 0), ((("alter", 0),), 0)], "ganz")
    part_of = Population([p for n, p in enumerate(people.persons) if n % 9], people.parents)
    part = cells(part_of, [((), 0), ((("alter", 0),), 0)], "teil")
    true = {**whole, **part}
    rest = {key: value - part.get(("teil", *key[1:]), 0) for key, value in whole.items()}
    assert any(0 < value < 5 for value in rest.values())
    base = {"k": 5, "parents": people.parents, "additive": {"ganz": ["alter"], "teil": ["alter"]}}
    rel = Relations.model_validate({**base, "subset": [["teil", "ganz"]], "counts": ["ganz", "teil"]})
    blind = rel.model_copy(update={"subset": ()})
    for used, expected in ((rel, CLEAN), (blind, DISCLOSED)):
        system = build_system(list(true), used)
        values = [true.get(key, rest.get(("ganz", *key[1:]), 0)) for key in system.keys]
        found = protect_system(Task(system, values, 5))
        table, file = export(tmp_path / str(expected), "anteil", true, keys_withheld(system, found), rel)
        assert Outside(table, file).verdict()[0] == expected


def test_without_the_relation_of_periods_a_quarter_gives_its_month_away(tmp_path: Path) -> None:
    people = city(5, 60)
    true = cells(people, [((), 0), ((), 1), ((("raum", 1),), 0), ((("raum", 1),), 1)])
    rel = relations(people, 5, ["raum"])
    blind = rel.model_copy(update={"additive": {"zugang": ("raum",)}})
    for used, expected in ((rel, CLEAN), (blind, DISCLOSED)):
        system, _, found = protected(true, used)
        table, file = export(tmp_path / str(expected), "zeit", true, keys_withheld(system, found), rel)
        assert Outside(table, file).verdict()[0] == expected
