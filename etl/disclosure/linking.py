"""The relations of a set of cells: from the formulas, the declared links and the cells themselves."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from etl.catalogue.catalogue import Catalogue, measures, part_id, protected_unit
from etl.catalogue.indicator import Cadence, Measure, Query, Ratio
from etl.catalogue.period import NoPeriod, cadence_of, previous
from etl.catalogue.relation import Links, PrintedRatio, Relations, Slice, Window
from etl.disclosure.places import Place, parents_of
from etl.disclosure.system import PERIOD, Key, families, linked_rows

MONTHS_OF_QUARTER = 3


@dataclass(frozen=True)
class Kind:
    """What a measure is for disclosure control: stock or flow, whether its cells can be added, whether protected."""

    stock: bool
    distinct: bool
    protected: bool
    cadence: Cadence


def rolling(catalogue: Catalogue) -> frozenset[str]:
    """Measures over a window longer than a quarter, which moves on by less than its length."""
    return frozenset(window.measure for window in catalogue.links.windows if window.months > MONTHS_OF_QUARTER)


def kinds(catalogue: Catalogue) -> dict[str, Kind]:
    """Every measure that can stand in mart.cells: Grundzahlen, parts of ratios, the counts behind other formulas.

    What is reckoned over a window longer than its own period cannot be added over time any more than distinct counts.
    """
    found: dict[str, Kind] = {}
    over_windows = rolling(catalogue)
    for indicator in catalogue.indicators.values():
        stock = indicator.kind == "bestand"
        for measure_id, measure in measures(indicator).items():
            protected = protected_unit(indicator, measure) != "keine"
            distinct = measure.measure.startswith("count_distinct") or not over_windows.isdisjoint(measures(indicator))
            found[measure_id] = Kind(stock, distinct, protected, indicator.cadence)
        if isinstance(indicator.formula, Query):
            protected = indicator.disclosure.unit != "keine"
            for name in query_measures(indicator.id):
                found[name] = Kind(stock, True, protected, indicator.cadence)
    return found


def query_measures(indicator_id: str) -> tuple[str, str, str]:
    """Names of the cells of a formula of its own: numerator, denominator, contributing persons."""
    return f"{indicator_id}_zaehler", f"{indicator_id}_nenner", f"{indicator_id}_n"


def relate(
    values: Mapping[Key, int], catalogue: Catalogue, above: Mapping[Place, Place], k: int, withheld_min: int
) -> Relations:
    """The relations of these cells. A dimension counts as additive where every sum of the true values holds."""
    known = kinds(catalogue)
    by_measure: dict[str, list[Key]] = defaultdict(list)
    for key in values:
        by_measure[key[0]].append(key)
    counts = tuple(sorted(by_measure))
    parents = parents_of(values, above)
    index = {key: number for number, key in enumerate(sorted(values))}
    additive: dict[str, tuple[str, ...]] = {}
    union: dict[str, tuple[str, ...]] = {}
    for measure in counts:
        dims = sorted({dim for _, _, place in by_measure[measure] for dim, _ in place})
        if not known[measure].stock and not known[measure].distinct:
            dims.append(PERIOD)
        sums = {dim: _sums(by_measure[measure], dim, parents, index, values) for dim in dims}
        additive[measure] = tuple(dim for dim in dims if all(whole == sum(parts) for whole, parts in sums[dim]))
        partial = {dim: all(max(parts) <= whole <= sum(parts) for whole, parts in sums[dim]) for dim in dims}
        if rest := tuple(dim for dim in dims if dim not in additive[measure] and partial[dim]):
            union[measure] = rest
    return Relations(
        k=k,
        withheld_min=withheld_min,
        parents=parents,
        additive=additive,
        union=union,
        subset=_subsets(catalogue, by_measure, values),
        measure_sums=_measure_sums(catalogue, by_measure, values),
        balance=tuple(b for b in catalogue.links.balance if {b.stock, *b.inflow, *b.outflow} <= set(counts)),
        ratios=_ratios(catalogue, by_measure),
        previous=_previous(values) if catalogue.links.balance else {},
        counts=counts,
    )


def _sums(
    keys: Iterable[Key],
    dim: str,
    parents: Mapping[str, Mapping[str, str]],
    index: Mapping[Key, int],
    values: Mapping[Key, int],
) -> list[tuple[int, list[int]]]:
    """The true value of every whole along a dimension and those of its parts."""
    ordered = list(index)
    rows = families(keys, (dim,), parents, index)
    return [(values[ordered[row.whole]], [values[ordered[part]] for part in row.parts]) for row in rows]


def _subsets(
    catalogue: Catalogue, present: Mapping[str, list[Key]], values: Mapping[Key, int]
) -> tuple[tuple[str, str], ...]:
    """The pairs of part and whole that are told and hold wherever both are told."""
    there = sorted(pair for pair in declared_subsets(catalogue) if pair[0] in present and pair[1] in present)
    return tuple((part, whole) for part, whole in there if _within(part, present[whole], values))


def declared_subsets(catalogue: Catalogue) -> set[tuple[str, str]]:
    """Pairs of part and whole: declared, from shares, and where one condition narrows another on the same table."""
    pairs = set(catalogue.links.subset)
    listed: dict[str, tuple[Measure, str]] = {}
    for indicator in catalogue.indicators.values():
        formula = indicator.formula
        if isinstance(formula, Ratio) and formula.share:
            pairs.add((part_id(indicator, "of"), part_id(indicator, "to")))
        if isinstance(formula, Query) and indicator.unit == "%":
            of, to, _ = query_measures(indicator.id)
            pairs.add((of, to))
        for measure_id, measure in measures(indicator).items():
            listed[measure_id] = (measure, indicator.kind)
    for part, (narrow, kind) in listed.items():
        for whole, (wide, other_kind) in listed.items():
            if part != whole and kind == other_kind and _narrows(narrow, wide):
                pairs.add((part, whole))
    return pairs


def _measure_sums(
    catalogue: Catalogue, present: Mapping[str, list[Key]], values: Mapping[Key, int]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The sums of measures that are told and hold wherever all of them are told."""
    there = sorted((total, parts) for total, parts in declared_sums(catalogue) if {total, *parts} <= set(present))
    return tuple((total, parts) for total, parts in there if _adds_up(parts, present[total], values))


def declared_sums(catalogue: Catalogue) -> set[tuple[str, tuple[str, ...]]]:
    """Sums of measures: declared, and measures of the same formula under two names."""
    sums = set(catalogue.links.measure_sums)
    same: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for indicator in catalogue.indicators.values():
        for measure_id, measure in measures(indicator).items():
            same[(indicator.kind, measure.table, measure.measure, measure.period, measure.where)].append(measure_id)
    return sums | {(names[0], (other,)) for names in same.values() for other in names[1:]}


def _adds_up(parts: Iterable[str], wholes: Iterable[Key], values: Mapping[Key, int]) -> bool:
    """Whether a measure is the sum of others wherever all of them are told."""
    for key in wholes:
        found = [values.get((part, *key[1:])) for part in parts]
        if None not in found and sum(value or 0 for value in found) != values[key]:
            return False
    return True


def links_of(catalogue: Catalogue, values: Mapping[Key, int]) -> Links:
    """The declared links beyond the published form that hold wherever they are told."""
    index = {key: number for number, key in enumerate(sorted(values))}
    ordered = list(index)

    def holds(link: Window | Slice) -> bool:
        rows = linked_rows(link, [key for key in values if key[0] == link.measure], index)
        return all(values[ordered[row.whole]] == sum(values[ordered[part]] for part in row.parts) for row in rows)

    links = catalogue.links
    return Links(windows=tuple(filter(holds, links.windows)), slices=tuple(filter(holds, links.slices)))


def _within(part: str, wholes: Iterable[Key], values: Mapping[Key, int]) -> bool:
    """Whether a measure is at most the other wherever both are told."""
    return all(values.get((part, *key[1:]), 0) <= values[key] for key in wholes)


def _narrows(narrow: Measure, wide: Measure) -> bool:
    same = (narrow.table, narrow.measure, narrow.period) == (wide.table, wide.measure, wide.period)
    if not same or narrow.where is None or "distinct" in narrow.measure:
        return False
    return wide.where is None or narrow.where.startswith(f"{wide.where} and ")


def _ratios(catalogue: Catalogue, present: Mapping[str, object]) -> tuple[PrintedRatio, ...]:
    found = []
    for indicator in catalogue.indicators.values():
        formula = indicator.formula
        if isinstance(formula, Ratio) and formula.share:
            of, to = part_id(indicator, "of"), part_id(indicator, "to")
            if of in present and to in present:
                ratio = PrintedRatio(
                    ratio=indicator.id, num=of, den=to, scale=float(formula.times), decimals=indicator.decimals
                )
                found.append(ratio)
    return tuple(found)


def _previous(values: Iterable[Key]) -> dict[str, str]:
    found: dict[str, str] = {}
    for period in sorted({key[1] for key in values}):
        try:
            if cadence_of(period) == "monat":
                found[period] = previous(period)
        except NoPeriod:
            continue
    return found
