"""The product's attack against trying every table, and the properties that any attack must have."""

from itertools import product

import numpy as np
import pytest
from invented import cells, months, population, relations
from outside import every_table

from etl.catalogue.relation import Relations
from etl.disclosure.attack import Attack, attack
from etl.disclosure.protect import with_rests
from etl.disclosure.ranges import Contradiction, propagate, reduced
from etl.disclosure.system import Key, System, build_system, rest_of

FLAT = Relations(
    k=3,
    parents={"a": {"a0": "alle", "a1": "alle", "a2": "alle"}, "b": {"b0": "alle", "b1": "alle"}},
    additive={"m": ("a", "b")},
    counts=("m",),
)


def table_system(table: np.ndarray) -> tuple[System, list[int]]:
    """A table of 3 x 2 with its margins as a system, and the true values in its order."""
    true: dict[Key, int] = {("m", "2020", ()): int(table.sum())}
    for r, c in product(range(3), range(2)):
        true[("m", "2020", (("a", f"a{r}"), ("b", f"b{c}")))] = int(table[r, c])
    true |= {("m", "2020", (("a", f"a{r}"),)): int(table[r].sum()) for r in range(3)}
    true |= {("m", "2020", (("b", f"b{c}"),)): int(table[:, c].sum()) for c in range(2)}
    system = build_system(list(true), FLAT)
    return system, [true[key] for key in system.keys]


@pytest.mark.parametrize("k", [3, 5])
@pytest.mark.parametrize("seed", range(10))
def test_the_verdict_is_that_of_trying_every_table(seed: int, k: int) -> None:
    random = np.random.default_rng(seed)
    table = random.integers(0, 5, (3, 2))
    withheld = (random.random((3, 2)) < 0.7) & (table > 0)
    system, values = table_system(table)
    place = {key: n for n, key in enumerate(system.keys)}
    inner = list(zip(*np.nonzero(withheld), strict=True))
    hidden = [place[("m", "2020", (("a", f"a{r}"), ("b", f"b{c}")))] for r, c in inner]
    known = [None if n in hidden else value for n, value in enumerate(values)]
    for truth in (values, None):
        found = attack(Attack(system, known, [1] * len(values), k, truth), hidden)
        least = np.where(withheld, 1, table).tolist()
        possible = [
            t
            for t in every_table((3, 2), table.sum(1).tolist(), table.sum(0).tolist(), least)
            if (t[~withheld] == table[~withheld]).all()
        ]
        expected = set()
        for r, c in inner:
            seen = {int(t[r, c]) for t in possible}
            assert seen == set(range(min(seen), max(seen) + 1)), "die Werte haben keine Lücken"
            if seen & set(range(1, k)) and len(seen) < k:
                expected.add(place[("m", "2020", (("a", f"a{r}"), ("b", f"b{c}")))])
        assert set(found) == expected


@pytest.mark.parametrize("seed", range(8))
def test_more_printed_never_widens_and_the_truth_is_always_possible(seed: int) -> None:
    people = population(seed, 120, months(2020, 1), {"alter": 4, "sex": 2})
    true = cells(people, [((), 1), ((), 2), ((("alter", 0),), 1), ((("alter", 0), ("sex", 0)), 1)])
    system = build_system(list(true), relations(people, 5, ["alter", "sex"]))
    values = [true[key] for key in system.keys]
    random = np.random.default_rng(seed)
    hidden = [n for n, value in enumerate(values) if value > 0 and random.random() < 0.6]
    fewer = hidden[1:]
    wide = _ranges(system, values, hidden)
    narrow = _ranges(system, values, fewer)
    for cell in fewer:
        assert wide[cell][0] <= narrow[cell][0] <= values[cell] <= narrow[cell][1] <= wide[cell][1]
    more_leaks = set(attack(_task(system, values, fewer, 5), fewer))
    leaks = set(attack(_task(system, values, hidden, 5), hidden))
    big_before = {cell for cell in fewer if narrow[cell][0] >= 5 or narrow[cell][1] == 0}
    assert (leaks - set(hidden[:1])) <= more_leaks | big_before


def test_numbers_that_do_not_add_up_are_a_contradiction() -> None:
    system, values = table_system(np.array([[1, 2], [3, 4], [5, 6]]))
    wrong = [value + (key[2] == ()) for key, value in zip(system.keys, values, strict=True)]
    with pytest.raises(Contradiction):
        attack(Attack(system, wrong, [1] * len(values), 3), [])


def test_a_rest_that_printed_numbers_give_away_is_disclosed() -> None:
    keys: list[Key] = [("teil", "2020", ()), ("ganz", "2020", ())]
    rel = Relations(k=5, subset=(("teil", "ganz"),), counts=("ganz", "teil"))
    system = build_system(keys, rel)
    known = [{"teil": 17, "ganz": 19}.get(key[0]) for key in system.keys]
    rest = next(n for n, virtual in enumerate(system.virtual) if virtual)
    assert attack(Attack(system, known, [0] * 3, 5), [rest]) == {rest: (2, 2)}


def test_a_part_told_by_site_only_gives_the_rest_of_its_viertel_away() -> None:
    """Two houses in a Viertel, and all its persons: who lives there outside the houses is told by the difference."""
    houses = [("haus", "2020", (("raum", f"haus:{n}"),)) for n in range(2)]
    quarter: Key = ("alle", "2020", (("raum", "viertel:1"),))
    keys: list[Key] = [*houses, quarter, ("haus", "2020", ()), ("alle", "2020", ())]
    parents = {"raum": {"haus:0": "viertel:1", "haus:1": "viertel:1", "viertel:1": "stadt"}}
    additive = {"haus": ("raum",), "alle": ("raum",)}
    rel = Relations(k=5, parents=parents, additive=additive, subset=(("haus", "alle"),), counts=("alle", "haus"))
    system = build_system(keys, rel)
    rest = system.keys.index((rest_of("alle", "haus"), *quarter[1:]))
    printed = {houses[0]: 37, houses[1]: 34, quarter: 72}
    low = [0 if virtual else 1 for virtual in system.virtual]
    known = [printed.get(key) for key in system.keys]
    assert attack(Attack(system, known, low, 5), [rest]) == {rest: (1, 1)}
    without_one = [None if key == houses[1] else value for key, value in zip(system.keys, known, strict=True)]
    assert attack(Attack(system, without_one, low, 5), [rest]) == {}, "0 bis 34 ist möglich"
    assert with_rests(system, {**printed, keys[3]: 71, keys[4]: 72})[rest] == 1


def test_distinct_counts_bound_each_other() -> None:
    keys: list[Key] = [("aktive", "2020", ()), *(("aktive", "2020", (("art", f"x{n}"),)) for n in range(2))]
    parents = {"art": {"x0": "alle", "x1": "alle"}}
    rel = Relations(k=5, parents=parents, union={"aktive": ("art",)}, counts=("aktive",))
    system = build_system(keys, rel)
    known = [20 if key[2] == () else (18 if key[2][0][1] == "x0" else None) for key in system.keys]
    hidden = known.index(None)
    assert attack(Attack(system, known, [1] * 3, 3), [hidden]) == {}, "2 bis 20 ist möglich"
    known = [3 if key[2] == () else (1 if key[2][0][1] == "x0" else None) for key in system.keys]
    assert hidden in attack(Attack(system, known, [1] * 3, 3), [hidden]), "nur 2 oder 3 ist möglich"


def test_a_stock_with_its_entries_and_exits_gives_the_exit_away() -> None:
    keys: list[Key] = [("da", "2020-01", ()), ("da", "2020-02", ()), ("zu", "2020-02", ()), ("ab", "2020-02", ())]
    balance = {"stock": "da", "in": ("zu",), "out": ("ab",)}
    rel = Relations.model_validate(
        {"k": 5, "balance": [balance], "previous": {"2020-02": "2020-01"}, "counts": ["da", "zu", "ab"]}
    )
    system = build_system(keys, rel)
    values = {("da", "2020-01"): 100, ("da", "2020-02"): 107, ("zu", "2020-02"): 9}
    known = [values.get(key[:2]) for key in system.keys]
    assert attack(Attack(system, known, [1] * 4, 5), [known.index(None)]) == {known.index(None): (2, 2)}


def _task(system: System, values: list[int], hidden: list[int], k: int) -> Attack:
    known = [None if n in hidden else value for n, value in enumerate(values)]
    return Attack(system, known, [1] * len(values), k, values)


def _ranges(system: System, values: list[int], hidden: list[int]) -> list[tuple[int, float]]:
    known = [None if n in hidden else value for n, value in enumerate(values)]
    start = [1 if value is None else value for value in known]
    return list(zip(*propagate(len(values), reduced(system, known), start), strict=True))
