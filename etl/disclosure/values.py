"""The values of indicators as an audience may read them, each in the finest period its view is offered in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from etl.catalogue.catalogue import Catalogue, part_id
from etl.catalogue.indicator import Cadence, Indicator, Measure, Query, Ratio
from etl.catalogue.period import cadence_of
from etl.disclosure.linking import kinds, query_measures
from etl.disclosure.note import WITHHELD
from etl.disclosure.offers import Dims, Offers, dims_of
from etl.disclosure.places import AREA, DISTRICT, fits, longer, rank
from etl.figures import Cell, Coordinates, Figures, Value

Place = tuple[str, Coordinates]


def offered_values(figures: Figures, cells: Iterable[Cell], catalogue: Catalogue, audience: str) -> list[Value]:
    """What was reckoned where that is offered, and the sums for longer periods and merged areas; nothing withheld yet.

    `cells` are those of the audience with their true values.
    """
    offers, known = Offers(catalogue), kinds(catalogue)
    by_view: dict[tuple[str, Dims], list[Cell]] = defaultdict(list)
    for cell in cells:
        by_view[(cell.measure, dims_of(cell.at))].append(cell)
    found: list[Value] = []
    own: dict[str, list[Value]] = defaultdict(list)
    for value in figures.values:
        own[value.indicator_id].append(value)
    for indicator in catalogue.indicators.values():
        values = own[indicator.id]
        if isinstance(indicator.formula, Query):
            found += [value for value in values if is_told(indicator, value.at, offers, audience)]
            continue
        found += [value for value in values if not dims_of(value.at)]
        loads = _loads(values)
        for dims in _views(indicator):
            parts = measures_of(indicator)
            grain = _common([offers.grain(part, dims, audience) for part in parts])
            stock = all(known[part].stock for part in parts)
            if grain is None:
                continue
            if AREA not in dims and (stock or rank(grain) == rank(indicator.cadence)):
                found += [v for v in values if dims_of(v.at) == dims and fits(v.period, grain, stock)]
            elif stock or not any(known[part].stock or known[part].distinct for part in parts):
                found += _summed(indicator, dims, None if stock else grain, by_view, loads)
    return found


def hide(values: Iterable[Value], hidden: frozenset[Place], catalogue: Catalogue) -> list[Value]:
    """The same values; what is made of a withheld cell is empty and carries the sign for withheld."""
    found = []
    for value in values:
        indicator = catalogue.indicators[value.indicator_id]
        if any((measure, value.at) in hidden for measure in measures_of(indicator)):
            value = replace(value, value=None, numerator=None, denominator=None, contributors=None, sign=WITHHELD)
        found.append(value)
    return found


def measures_of(indicator: Indicator) -> tuple[str, ...]:
    """The measures whose cells a value shows."""
    if isinstance(indicator.formula, Measure):
        return (indicator.id,)
    if isinstance(indicator.formula, Query):
        return query_measures(indicator.id)
    return (part_id(indicator, "of"), part_id(indicator, "to"))


def is_told(indicator: Indicator, at: Coordinates, offers: Offers, audience: str) -> bool:
    """Whether an audience finds a value there: every count behind it is offered, in the finest period of its view."""
    if not dims_of(at):
        return True
    grain = _common([offers.grain(part, dims_of(at), audience) for part in measures_of(indicator)])
    stock = indicator.kind == "bestand"
    if grain is None or not fits(at[0], grain, stock):
        return False
    return stock or isinstance(indicator.formula, Query) or rank(cadence_of(at[0])) == rank(grain)


def _views(indicator: Indicator) -> Iterator[Dims]:
    """The breakdowns of an indicator, and those of them that are also there by merged areas."""
    for dims in indicator.breakdowns:
        yield dims
        if DISTRICT in dims:
            yield tuple(AREA if dim == DISTRICT else dim for dim in dims)


def _common(grains: Iterable[str]) -> Cadence | None:
    """The period in which all parts are offered; None when one is not."""
    listed: list[Cadence] = []
    for grain in grains:
        if grain == "nie":
            return None
        listed.append(grain)  # type: ignore[arg-type]  # a Grain that is not "nie" is a Cadence
    return max(listed, key=rank)


def _loads(values: Iterable[Value]) -> dict[str, tuple[str, ...]]:
    """Period -> the deliveries behind the value for the whole city, for every longer period as well."""
    found: dict[str, set[str]] = defaultdict(set)
    for value in values:
        period: str | None = None if dims_of(value.at) else value.period
        while period is not None:
            found[period].update(load for load in value.load_ids if load)
            period = longer(period)
    return {period: tuple(sorted(loads)) for period, loads in found.items()}


def _summed(
    indicator: Indicator,
    dims: Dims,
    grain: Cadence | None,
    by_view: Mapping[tuple[str, Dims], list[Cell]],
    loads: Mapping[str, tuple[str, ...]],
) -> Iterator[Value]:
    """Values made of the cells of a view, in one cadence (None: in the one they have).

    A member without a numerator counts zero where the view has numerators in that period; where it has none there is
    no value, because a sum that could not be made is not zero.
    """
    formula = indicator.formula
    *first, last = measures_of(indicator)
    parts = {cell.at: cell.value for name in first for cell in by_view.get((name, dims), ())}
    told = {at[0] for at in parts} if isinstance(formula, Ratio) else None
    for cell in by_view.get((last, dims), ()):
        if cell.value is None or (told is not None and cell.period not in told):
            continue
        if grain is not None and cadence_of(cell.period) != grain:
            continue
        load_ids = loads.get(cell.period, ())
        if isinstance(formula, Ratio):
            part = parts.get(cell.at) or Decimal(0)
            number = float(part) * float(formula.times) / float(cell.value) if cell.value else None
            sign = None if cell.value else "x"
            yield Value(indicator.id, *cell.at, number, part, cell.value, None, sign, load_ids)
        else:
            yield Value(indicator.id, *cell.at, float(cell.value), None, None, None, None, load_ids)
