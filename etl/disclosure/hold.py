"""Corrections of published periods are held: until they are due, what was published stays as it was made."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from etl.catalogue.catalogue import Catalogue, measures, part_id
from etl.catalogue.indicator import Indicator, Measure, Query, Ratio
from etl.catalogue.period import period_of
from etl.disclosure.basis import Basis, Block, at_risk
from etl.disclosure.linking import declared_subsets, declared_sums, kinds, query_measures
from etl.disclosure.offers import dims_of
from etl.disclosure.system import further
from etl.figures import Cell, Coordinates, Figures, Value

Table = Mapping[Coordinates, Decimal]


@dataclass(frozen=True)
class Correction:
    """What a build would change of published figures: the blocks (measure or indicator, period) that differ."""

    cells: frozenset[Block]
    values: frozenset[Block]


def is_due(basis: Basis, today: dt.date) -> bool:
    """Whether corrections may be published: in the first release of a quarter."""
    if basis.release is None:
        return True
    return period_of(dt.date.fromisoformat(basis.release[:10]), "quartal") != period_of(today, "quartal")


def families(catalogue: Catalogue) -> dict[str, str]:
    """Measure (of other formulas: the id of the indicator, too) -> a name for all that hang together through relations.

    A correction of one measure is published together with those of its whole family, or not at all.
    """
    links: list[tuple[str, ...]] = [*declared_subsets(catalogue), *((t, *p) for t, p in declared_sums(catalogue))]
    links += [(link.measure, link.of) for link in further(catalogue.links)]
    links += [(balance.stock, *balance.inflow, *balance.outflow) for balance in catalogue.links.balance]
    for indicator in catalogue.indicators.values():
        if isinstance(indicator.formula, Query):
            links.append((indicator.id, *query_measures(indicator.id)))
        elif isinstance(indicator.formula, Ratio):
            links.append((part_id(indicator, "of"), part_id(indicator, "to")))
    name = {measure: measure for measure, kind in kinds(catalogue).items() if kind.protected}
    name |= {indicator: indicator for indicator in catalogue.indicators if _own(catalogue, indicator)}
    for group in links:
        joined = {name[measure] for measure in group if measure in name}
        name = {measure: min(joined) if of in joined else of for measure, of in name.items()}
    return name


def _own(catalogue: Catalogue, name: str) -> bool:
    return name in catalogue.indicators and isinstance(catalogue.indicators[name].formula, Query)


def corrections(figures: Figures, basis: Basis, catalogue: Catalogue) -> Correction:
    """The blocks of the basis that the build would change."""
    cells, values = at_risk(figures, catalogue)
    now = _blocks(cells)
    known = kinds(catalogue)
    changed = {
        block
        for block, before in basis.cells.items()
        if block[0] in known and known[block[0]].protected and _differs(before, now.get(block, {}))
    }
    by_place = {(value.indicator_id, value.at): value for value in values}
    other = {
        (name, at[0])
        for (name, at), before in basis.values.items()
        if _own(catalogue, name) and _numbers(by_place.get((name, at))) != _numbers(before)
    }
    return Correction(frozenset(changed), frozenset(other))


def hold(figures: Figures, basis: Basis, catalogue: Catalogue, found: Correction) -> Figures:
    """The figures with these corrections undone: cells and values as the last release was made of them.

    A member that was not there counts zero; a view or measure that was not there is left out of held periods.
    """
    if not found.cells and not found.values:
        return figures
    cells = tuple(sorted(_held_cells(figures, basis, catalogue, found), key=_order))
    touched = set(found.cells)
    tables = _blocks(cells)
    values: list[Value] = []
    own: dict[Block, list[Value]] = defaultdict(list)
    for value in figures.values:
        own[(value.indicator_id, value.period)].append(value)
    periods = {period for _, period in touched}
    for indicator in catalogue.indicators.values():
        parts = _parts(indicator)
        there = {period for name, period in own if name == indicator.id} | periods
        for period in sorted(there):
            listed = own[(indicator.id, period)]
            if isinstance(indicator.formula, Query):
                values += _held_values(listed, indicator, period, basis, found)
            elif any((part, period) in touched for part in parts):
                values += _reckoned(indicator, period, tables, listed)
            else:
                values += listed
    return Figures(cells, tuple(sorted(values, key=_value_order)))


def without_late_views(
    figures: Figures, basis: Basis, catalogue: Catalogue, late: Iterable[str], family: Mapping[str, str]
) -> Figures:
    """The figures without the views and measures of the families `late` that published periods did not have.

    What was printed without them may leave nothing to cover them with; they begin with the next period.
    """
    chosen = set(late)
    if not chosen:
        return figures
    periods = {period for _, period in basis.cells}
    told = {(*block, dims_of(at)) for block, before in basis.cells.items() for at in before}

    def is_late(measure: str, at: Coordinates) -> bool:
        unknown = (measure, at[0], dims_of(at)) not in told
        return family.get(measure) in chosen and at[0] in periods and unknown

    cells = tuple(cell for cell in figures.cells if not is_late(cell.measure, cell.at))
    values = tuple(
        value
        for value in figures.values
        if not any(is_late(part, value.at) for part in _parts(catalogue.indicators[value.indicator_id]))
    )
    return Figures(cells, values)


def _held_cells(figures: Figures, basis: Basis, catalogue: Catalogue, found: Correction) -> Iterator[Cell]:
    family = families(catalogue)
    shut = {(family[measure], period) for measure, period in found.cells if measure in family}
    measured = {measure for measure, _ in basis.cells}
    for cell in figures.cells:
        block = (cell.measure, cell.period)
        if block in found.cells:
            continue
        new = cell.measure in family and cell.measure not in measured and kinds(catalogue)[cell.measure].protected
        if not (new and (family[cell.measure], cell.period) in shut):
            yield cell
    now = _blocks(cell for cell in figures.cells if (cell.measure, cell.period) in found.cells)
    for block in sorted(found.cells):
        before = basis.cells[block]
        views = {dims_of(at) for at in before}
        for at, value in before.items():
            yield Cell(block[0], *at, value)
        for at in now.get(block, {}):
            if at not in before and dims_of(at) in views:
                yield Cell(block[0], *at, Decimal(0))


def _held_values(
    listed: Iterable[Value], indicator: Indicator, period: str, basis: Basis, found: Correction
) -> Iterator[Value]:
    """Values of a formula of its own, as they were where one of the period would change."""
    if (indicator.id, period) not in found.values:
        yield from listed
        return
    loads = {value.at: value.load_ids for value in listed}
    for (name, at), before in sorted(basis.values.items(), key=str):
        if name == indicator.id and at[0] == period:
            yield replace(before, load_ids=loads.get(at, ()))


def _reckoned(
    indicator: Indicator, period: str, tables: Mapping[Block, Table], listed: Iterable[Value]
) -> Iterator[Value]:
    """The values of one indicator and period made anew of its cells; what else a value says stays."""
    now = {value.at: value for value in listed}
    if isinstance(indicator.formula, Measure):
        for at, number in tables.get((indicator.id, period), {}).items():
            yield _with(now, indicator.id, at, float(number), None, None, None)
        return
    assert isinstance(indicator.formula, Ratio)
    parts = tables.get((part_id(indicator, "of"), period), {})
    wholes = tables.get((part_id(indicator, "to"), period), {})
    if not any(at[1] is None for at in parts):
        yield from now.values()
        return
    yield from (value for at, value in now.items() if at not in wholes)
    for at, whole in wholes.items():
        part = parts.get(at, Decimal(0))
        rate = float(part) * float(indicator.formula.times) / float(whole) if whole else None
        yield _with(now, indicator.id, at, rate, part, whole, None if whole else "x")


def _with(
    now: Mapping[Coordinates, Value],
    name: str,
    at: Coordinates,
    number: float | None,
    part: Decimal | None,
    whole: Decimal | None,
    sign: str | None,
) -> Value:
    loads = now[at].load_ids if at in now else ()
    return Value(name, *at, number, part, whole, None, sign, loads)


def _parts(indicator: Indicator) -> tuple[str, ...]:
    if isinstance(indicator.formula, Ratio):
        return (part_id(indicator, "of"), part_id(indicator, "to"))
    return tuple(measures(indicator))


def _blocks(cells: Iterable[Cell]) -> dict[Block, dict[Coordinates, Decimal]]:
    found: dict[Block, dict[Coordinates, Decimal]] = defaultdict(dict)
    for cell in cells:
        if cell.value is not None:
            found[(cell.measure, cell.period)][cell.at] = cell.value
    return dict(found)


def _differs(before: Table, now: Table) -> bool:
    """Whether a cell of a view that was there has another value; a member without a row counts zero."""
    views = {dims_of(at) for at in before}
    places = {at for at in (*before, *now) if dims_of(at) in views}
    return any(before.get(at, 0) != now.get(at, 0) for at in places)


def _numbers(value: Value | None) -> tuple[object, ...] | None:
    if value is None:
        return None
    return (value.value, value.numerator, value.denominator, value.contributors, value.sign)


def _order(cell: Cell) -> tuple[str, ...]:
    return (cell.measure, *(part or "" for part in cell.at))


def _value_order(value: Value) -> tuple[str, ...]:
    return (value.indicator_id, *(part or "" for part in value.at))
