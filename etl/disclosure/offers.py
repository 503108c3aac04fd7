"""What an audience is offered: longer periods and merged areas beside what was reckoned, and the views declared."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.indicator import Cadence, Query
from etl.catalogue.period import cadence_of
from etl.catalogue.view import Grain
from etl.disclosure.linking import Kind, kinds, query_measures
from etl.disclosure.places import AREA, DISTRICT, Place, fits, longer, rank
from etl.figures import Cell, Coordinates, Figures

Dims = tuple[str, ...]


def every_cell(figures: Figures, catalogue: Catalogue, above: Mapping[Place, Place]) -> list[Cell]:
    """All cells that could be offered: those reckoned, counts behind other formulas, merged areas, longer periods."""
    known = kinds(catalogue)
    cells = [cell for cell in figures.cells if cell.measure in known]
    cells += _behind_queries(figures, catalogue)
    cells += _merged(cells, known, above)
    return sorted([*cells, *_longer_periods(cells, known)], key=_order)


def dims_of(at: Coordinates) -> Dims:
    """The dimensions of a place, in their order."""
    return tuple(dim for dim in (at[1], at[3]) if dim is not None)


class Offers:
    """Which views each audience is offered; what an audience is offered, every more detailed one is offered, too."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._kinds = kinds(catalogue)
        self._audiences = [audience.id for audience in catalogue.city.rights.audiences]
        self._grain = {(view.measure, view.dims): view.grain for view in catalogue.views}

    def own_grain(self, measure: str, dims: Dims, audience: str) -> Grain:
        """The finest period a view is decided for; undecided views are offered as reckoned, merged areas are not."""
        kind = self._kinds[measure]
        if not dims or not kind.protected:
            return _reckoned(kind)
        decided = self._grain.get((measure, dims))
        if decided is None:
            return "nie" if AREA in dims else _reckoned(kind)
        return decided.get(audience, "nie")

    def offered(self, cell: Cell, audience: str) -> bool:
        """Whether a cell is in the release of an audience (withheld or not)."""
        later = self._audiences[self._audiences.index(audience) :]
        return any(self._fits(cell.measure, dims_of(cell.at), cell.period, name) for name in later)

    def grain(self, measure: str, dims: Dims, audience: str) -> Grain:
        """The finest period of a view that an audience finds in its release."""
        later = self._audiences[self._audiences.index(audience) :]
        grains = [self.own_grain(measure, dims, name) for name in later]
        found = sorted((grain for grain in grains if grain != "nie"), key=rank)
        return found[0] if found else "nie"

    def _fits(self, measure: str, dims: Dims, period: str, audience: str) -> bool:
        grain = self.own_grain(measure, dims, audience)
        return grain != "nie" and fits(period, grain, self._kinds[measure].stock)


def _reckoned(kind: Kind) -> Cadence:
    """The period in which a measure is reckoned; a stock of any cadence carries the month of its Stichtag."""
    return "monat" if kind.stock else kind.cadence


def _order(cell: Cell) -> tuple[str, ...]:
    return (cell.measure, *(part or "" for part in cell.at))


def _behind_queries(figures: Figures, catalogue: Catalogue) -> list[Cell]:
    """Numerator, denominator and number of persons of other formulas, where all of them are whole numbers."""
    found: dict[str, list[Cell]] = defaultdict(list)
    for value in figures.values:
        indicator = catalogue.indicators[value.indicator_id]
        if not isinstance(indicator.formula, Query):
            continue
        persons = None if value.contributors is None else Decimal(value.contributors)
        parts = (value.numerator, value.denominator, persons)
        for name, part in zip(query_measures(indicator.id), parts, strict=True):
            if part is not None:
                found[name].append(Cell(name, *value.at, part))
    whole = [name for name, cells in found.items() if all(c.value is not None and c.value % 1 == 0 for c in cells)]
    return [cell for name in sorted(whole) for cell in found[name]]


def _merged(cells: Iterable[Cell], known: Mapping[str, Kind], above: Mapping[Place, Place]) -> list[Cell]:
    """Cells of Stadtviertel added up to merged areas; none in a period in which a Stadtviertel is not known."""
    sums: dict[tuple[str, Coordinates], Decimal] = defaultdict(Decimal)
    members: dict[str, set[str]] = defaultdict(set)
    there: dict[tuple[str, str], set[str]] = defaultdict(set)
    for cell in cells:
        if known[cell.measure].distinct or cell.value is None or DISTRICT not in dims_of(cell.at):
            continue
        first = cell.dim1 == DISTRICT
        district = str(cell.member1 if first else cell.member2)
        members[cell.measure].add(district)
        there[(cell.measure, cell.period)].add(district)
        area = above.get((DISTRICT, district))
        name = area[1] if area and area[0] == AREA else district
        place = replace(cell, dim1=AREA, member1=name) if first else replace(cell, dim2=AREA, member2=name)
        sums[(cell.measure, place.at)] += cell.value
    return [
        Cell(measure, *at, value)
        for (measure, at), value in sums.items()
        if there[(measure, at[0])] == members[measure]
    ]


def _longer_periods(cells: Iterable[Cell], known: Mapping[str, Kind]) -> list[Cell]:
    """Flows added up to quarters and years, where the whole city has every part of the period."""
    found: list[Cell] = []
    level = [c for c in cells if not known[c.measure].stock and not known[c.measure].distinct and c.value is not None]
    while level:
        periods: dict[tuple[str, str], set[str]] = defaultdict(set)
        sums: dict[tuple[str, Coordinates], Decimal] = defaultdict(Decimal)
        for cell in level:
            up = longer(cell.period)
            if up is None or cell.value is None:
                continue
            if not dims_of(cell.at):
                periods[(cell.measure, up)].add(cell.period)
            sums[(cell.measure, (up, *cell.at[1:]))] += cell.value
        level = [
            Cell(measure, *at, value)
            for (measure, at), value in sums.items()
            if _complete(periods[(measure, at[0])], at[0])
        ]
        found += level
    return found


def _complete(parts: set[str], period: str) -> bool:
    """Whether these are all the shorter periods of a longer one."""
    if not parts:
        return False
    shorter: Mapping[tuple[Cadence, Cadence], int] = {
        ("monat", "quartal"): 3,
        ("quartal", "jahr"): 4,
        ("halbjahr", "jahr"): 2,
    }
    return len(parts) == shorter.get((cadence_of(min(parts)), cadence_of(period)), 0)
