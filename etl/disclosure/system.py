"""The one system of cells of a release: every cell once, and every equation a reader knows between them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from etl.catalogue.period import NoPeriod, cadence_of, last_day, previous
from etl.catalogue.relation import Links, Relations, Slice, Window

Members = tuple[tuple[str, str], ...]
Key = tuple[str, str, Members]
PERIOD = "period"


@dataclass(frozen=True)
class Row:
    """`whole` is the sum of `parts`; indices of cells."""

    whole: int
    parts: tuple[int, ...]

    @property
    def cells(self) -> tuple[int, ...]:
        """All cells of the row."""
        return (self.whole, *self.parts)


@dataclass(frozen=True)
class Bound:
    """A linear inequality: the sum of coefficient x cell is at most zero."""

    terms: tuple[tuple[int, int], ...]


@dataclass
class System:
    """Cells by index: their keys, which are virtual (rests, never printed), the rows and bounds between them.

    `rows` are sums of which each part is at least zero; `equations` are other linear equations with sum zero.
    """

    keys: list[Key]
    virtual: list[bool]
    rows: list[Row] = field(default_factory=list)
    equations: list[Bound] = field(default_factory=list)
    bounds: list[Bound] = field(default_factory=list)

    def rows_of(self) -> list[list[int]]:
        """For each cell the numbers of the rows it stands in."""
        found: list[list[int]] = [[] for _ in self.keys]
        for number, row in enumerate(self.rows):
            for cell in row.cells:
                found[cell].append(number)
        return found


def build_system(keys: Sequence[Key], relations: Relations, links: Links | None = None) -> System:
    """The system of these cells, in key order, with a virtual rest for each subset pair.

    Rows come from the additive dimensions, the subset pairs and the sums of measures; of `links` those are added that
    the published form has no word for.
    """
    ordered = sorted(set(keys))
    system = System(list(ordered), [False] * len(ordered))
    index = {key: number for number, key in enumerate(ordered)}
    by_measure = _by_measure(ordered)
    for measure in sorted(by_measure):
        system.rows.extend(families(by_measure[measure], relations.additive.get(measure, ()), relations.parents, index))
        _unions(system, by_measure[measure], relations.union.get(measure, ()), relations.parents, index)
    for part, whole in sorted(set(relations.subset)):
        _subset(system, part, whole, by_measure, relations, index)
    for total, parts in relations.measure_sums:
        _measure_sum(system, total, parts, by_measure, index)
    for link in further(links):
        system.rows.extend(linked_rows(link, by_measure.get(link.measure, ()), index))
    for balance in relations.balance:
        signed = [(m, -1) for m in balance.inflow] + [(m, 1) for m in balance.outflow]
        _balance(system, balance.stock, signed, by_measure, relations.previous, index)
    return system


def rest_of(whole: str, part: str) -> str:
    """The name of the virtual measure `whole` minus `part`."""
    return f"{whole} ohne {part}"


def sum_of(part: str) -> str:
    """The name of the virtual measure that sums a part over smaller units."""
    return f"{part} zusammen"


def without(members: Members, dim: str) -> Members:
    """The members without one dimension."""
    return tuple(pair for pair in members if pair[0] != dim)


def _by_measure(keys: Iterable[Key]) -> dict[str, list[Key]]:
    found: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        found[key[0]].append(key)
    return found


def _groups(keys: Iterable[Key], dim: str) -> dict[Key, dict[str, Key]]:
    """Cells that differ in one dimension only: their common key (without it) -> member -> key."""
    groups: dict[Key, dict[str, Key]] = defaultdict(dict)
    for key in keys:
        measure, period, members = key
        if dim == PERIOD:
            groups[(measure, "", members)][period] = key
        elif member := dict(members).get(dim):
            groups[(measure, period, without(members, dim))][member] = key
    return groups


def families(
    keys: Iterable[Key], dims: Iterable[str], parents: Mapping[str, Mapping[str, str]], index: Mapping[Key, int]
) -> Iterator[Row]:
    """Each cell with its nearest descendants that exist, one family for each dimension."""
    listed = list(keys)
    for dim in dims:
        above = parents.get(dim, {})
        for root, group in sorted(_groups(listed, dim).items()):
            children: dict[int, list[int]] = defaultdict(list)
            for member in sorted(group):
                parent: str | None = above.get(member)
                while parent is not None and parent not in group:
                    parent = above.get(parent)
                whole = group[parent] if parent is not None else root
                if whole in index and whole != group[member]:
                    children[index[whole]].append(index[group[member]])
            for whole_cell in sorted(children):
                yield Row(whole_cell, tuple(children[whole_cell]))


def further(links: Links | None) -> tuple[Window | Slice, ...]:
    """The links that the published relations have no word for."""
    return (*links.windows, *links.slices) if links else ()


def linked_rows(link: Window | Slice, keys: Iterable[Key], index: Mapping[Key, int]) -> Iterator[Row]:
    """Each cell of a window with its months, of a slice with the cell it is the same as, where all are there."""
    if isinstance(link, Window):
        yield from _window_rows(link, keys, index)
        return
    for key in keys:
        same = index.get((link.of, key[1], tuple(sorted((*key[2], (link.dim, link.member))))))
        if same is not None:
            yield Row(index[key], (same,))


def _window_rows(window: Window, keys: Iterable[Key], index: Mapping[Key, int]) -> Iterator[Row]:
    for key in keys:
        try:
            month = f"{last_day(key[1]):%Y-%m}"
            if cadence_of(key[1]) == "jahr":
                continue
        except NoPeriod:
            continue
        for _ in range(window.back):
            month = previous(month)
        parts = []
        for _ in range(window.months):
            parts.append(index.get((window.of, month, key[2])))
            month = previous(month)
        found = tuple(part for part in parts if part is not None)
        if len(found) == window.months:
            yield Row(index[key], found)


def _unions(
    system: System,
    keys: Iterable[Key],
    dims: Iterable[str],
    parents: Mapping[str, Mapping[str, str]],
    index: Mapping[Key, int],
) -> None:
    """Distinct counts: each part is at most the whole, the whole at most the sum of the parts."""
    for row in families(keys, dims, parents, index):
        system.bounds.extend(Bound(((part, 1), (row.whole, -1))) for part in row.parts)
        system.bounds.append(Bound(((row.whole, 1), *((part, -1) for part in row.parts))))


def _subset(
    system: System,
    part: str,
    whole: str,
    by_measure: Mapping[str, list[Key]],
    relations: Relations,
    index: dict[Key, int],
) -> None:
    """The rest of a whole after a part, wherever the part is told in that view and period; it adds up like both.

    Where a view has the part only in smaller units (the sites of a Viertel), their sum stands for it.
    """
    both = set(relations.additive.get(part, ())) & set(relations.additive.get(whole, ()))
    in_order = [dim for dim in relations.additive.get(whole, ()) if dim in both]
    gathered = _gathered(part, whole, in_order, by_measure, relations, index)
    told = {(key[1], _dims(key[2])) for key in (*by_measure.get(part, ()), *gathered)}
    rests: list[Key] = []
    for key in by_measure.get(whole, ()):
        if (key[1], _dims(key[2])) not in told:
            continue
        of = index.get((part, key[1], key[2]))
        if key in gathered:
            of = _add_virtual(system, (sum_of(part), key[1], key[2]), index)
            system.rows.append(Row(of, tuple(gathered[key])))
        rest = _add_virtual(system, (rest_of(whole, part), key[1], key[2]), index)
        rests.append(system.keys[rest])
        system.rows.append(Row(index[key], (rest,) if of is None else (of, rest)))
    system.rows.extend(families(rests, in_order, relations.parents, index))


def _add_virtual(system: System, key: Key, index: dict[Key, int]) -> int:
    index[key] = len(system.keys)
    system.keys.append(key)
    system.virtual.append(True)
    return index[key]


def _gathered(
    part: str,
    whole: str,
    dims: Iterable[str],
    by_measure: Mapping[str, list[Key]],
    relations: Relations,
    index: Mapping[Key, int],
) -> dict[Key, list[int]]:
    """Cells of a whole whose part is told in the nearest smaller units only -> the cells of the part."""
    found: dict[Key, list[int]] = defaultdict(list)
    for dim in dims:
        above = relations.parents.get(dim, {})
        for key in by_measure.get(part, ()):
            member = above.get(dict(key[2]).get(dim, ""))
            while member is not None:
                place = tuple(sorted((*without(key[2], dim), (dim, member))))
                if (part, key[1], place) in index:
                    break
                if (whole, key[1], place) in index:
                    found[(whole, key[1], place)].append(index[key])
                member = above.get(member)
    return found


def _dims(members: Members) -> tuple[str, ...]:
    return tuple(f"{dim}:{member.split(':', 1)[0]}" if ":" in member else dim for dim, member in members)


def _measure_sum(
    system: System, total: str, parts: Sequence[str], by_measure: Mapping[str, list[Key]], index: Mapping[Key, int]
) -> None:
    for key in by_measure.get(total, ()):
        cells = [index.get((part, key[1], key[2])) for part in parts]
        found = tuple(cell for cell in cells if cell is not None)
        if len(found) == len(parts):
            system.rows.append(Row(index[key], found))


def _balance(
    system: System,
    stock: str,
    signed: Sequence[tuple[str, int]],
    by_measure: Mapping[str, list[Key]],
    previous: Mapping[str, str],
    index: Mapping[Key, int],
) -> None:
    for key in by_measure.get(stock, ()):
        before = index.get((stock, previous.get(key[1], ""), key[2]))
        flows = [(index.get((measure, key[1], key[2])), sign) for measure, sign in signed]
        if before is None or any(cell is None for cell, _ in flows):
            continue
        terms = [(index[key], 1), (before, -1), *((cell, sign) for cell, sign in flows if cell is not None)]
        system.equations.append(Bound(tuple(terms)))
