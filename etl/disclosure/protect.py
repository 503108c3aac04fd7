"""The figures of a build as each audience may read them: one system of cells, protected from the finest audience on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import monotonic

from etl.catalogue.access import Audience
from etl.catalogue.catalogue import Catalogue, part_id
from etl.catalogue.indicator import SMALLEST_SAMPLE, Ratio
from etl.catalogue.relation import Relations
from etl.disclosure.fallback import Fallback, fallbacks
from etl.disclosure.linking import kinds, links_of, query_measures, relate, rolling
from etl.disclosure.memory import Remembered
from etl.disclosure.note import WITHHELD
from etl.disclosure.offers import Offers, dims_of, every_cell
from etl.disclosure.parts import protect_parts
from etl.disclosure.places import hierarchy, key_of
from etl.disclosure.repair import Protected, Task
from etl.disclosure.rules import group_disclosed, small
from etl.disclosure.system import Key, System, build_system
from etl.disclosure.values import hide, offered_values
from etl.figures import Cell, Coordinates, Figures

Place = tuple[str, Coordinates]
HALF = 0.5
FEW = 3


@dataclass(frozen=True)
class Shown:
    """What an audience reads: figures, the relations between the cells, where to look instead of a withheld value."""

    figures: Figures
    relations: Relations
    fallback: Mapping[Place, Fallback]
    seconds: float


def protect_all(
    figures: Figures,
    catalogue: Catalogue,
    sites: Mapping[str, str | None],
    memory: Mapping[str, Remembered],
) -> dict[str, Shown]:
    """Audience -> what it may read, from the most detailed audience to the coarsest; withheld stays withheld.

    `sites` maps Unterkunft -> Stadtviertel, `memory` audience -> what its earlier releases showed. Raises Unsafe when
    an earlier release makes a protected pattern impossible, Contradiction when true values contradict relations.
    """
    above = hierarchy(catalogue, sites)
    cells = every_cell(figures, catalogue, above)
    offers = Offers(catalogue)
    withheld: frozenset[Place] = frozenset()
    shown: dict[str, Shown] = {}
    for audience in catalogue.city.rights.audiences:
        begin = monotonic()
        own = [cell for cell in cells if offers.offered(cell, audience.id)]
        past = memory.get(audience.id, Remembered())
        withheld, relations = _Audience(own, catalogue, above, audience, past, withheld).pattern()
        marked = tuple(
            replace(cell, value=None, mark=WITHHELD) if (cell.measure, cell.at) in withheld else cell for cell in own
        )
        values = hide(offered_values(figures, own, catalogue, audience.id), withheld, catalogue)
        seen = Figures(marked, tuple(values))
        shown[audience.id] = Shown(seen, relations, fallbacks(seen, above), monotonic() - begin)
    return shown


class _Audience:
    """The choice of what one audience is denied."""

    def __init__(
        self,
        cells: Sequence[Cell],
        catalogue: Catalogue,
        above: Mapping[tuple[str, str], tuple[str, str]],
        audience: Audience,
        past: Remembered,
        finer: frozenset[Place],
    ) -> None:
        self.catalogue, self.k, self.past, self.finer = catalogue, audience.k, past, finer
        protected = {measure for measure, kind in kinds(catalogue).items() if kind.protected}
        at_risk = [cell for cell in cells if cell.measure in protected and cell.value is not None]
        fractional = {cell.measure for cell in at_risk if cell.value is not None and cell.value % 1}
        self.counts = {key_of(cell): cell for cell in at_risk if cell.measure not in fractional}
        self.amounts = [cell for cell in at_risk if cell.measure in fractional]
        self.true = {key: int(cell.value) for key, cell in self.counts.items() if cell.value is not None}
        self.before = {key for key, cell in self.counts.items() if self._place(cell) in past.withheld | finer}
        low = 0 if any(self.true[key] <= 0 for key in self.before) else 1
        self.relations = relate(self.true, catalogue, above, self.k, low)

    @staticmethod
    def _place(cell: Cell) -> Place:
        return (cell.measure, cell.at)

    def pattern(self) -> tuple[frozenset[Place], Relations]:
        """The withheld cells of the audience and the public relations."""
        system = build_system(list(self.true), self.relations, links_of(self.catalogue, self.true))
        values = with_rests(system, self.true)
        task = self._task(system, values, self.before)
        found = protect_parts(task)
        thin = self._thin_views(system, values, found)
        if thin:
            index = {key: number for number, key in enumerate(system.keys)}
            so_far = {cell for cell, withheld in enumerate(found.withheld) if withheld}
            more = frozenset(so_far | {index[key] for key in thin})
            found = protect_parts(replace(task, before=more), found)
        hidden = {
            self._place(self.counts[key])
            for key, withheld in zip(system.keys, found.withheld, strict=True)
            if withheld and key in self.counts
        }
        return frozenset(hidden | self._amounts(hidden)), self.relations

    def _task(self, system: System, values: Sequence[int], before: Iterable[Key]) -> Task:
        index = {key: number for number, key in enumerate(system.keys)}
        over_windows = rolling(self.catalogue)
        told = {key: self.past.printed[self._place(cell)] for key, cell in self.counts.items() if self._told(cell)}
        return Task(
            system,
            values,
            self.k,
            self.relations.withheld_min,
            frozenset(index[key] for key in before),
            frozenset(index[key] for key, value in told.items() if value == self.counts[key].value),
            frozenset(index[key] for key, value in told.items() if value != self.counts[key].value),
            frozenset(index[key] for key in self._further_primary()),
            frozenset(number for key, number in index.items() if key[0] in over_windows),
            lambda cell: (system.keys[cell][0], system.keys[cell][1], tuple(d for d, _ in system.keys[cell][2])),
        )

    def _told(self, cell: Cell) -> bool:
        return self._place(cell) in self.past.printed and self._place(cell) not in self.past.withheld

    def _further_primary(self) -> set[Key]:
        """Cells withheld by rules other than the minimum count: small samples, and groups that share a property."""
        samples = {query_measures(name)[2] for name in self.catalogue.indicators}
        found = {key for key in self.true if key[0] in samples and small(self.true[key], SMALLEST_SAMPLE)}
        for indicator in self.catalogue.indicators.values():
            if not isinstance(indicator.formula, Ratio) or not indicator.disclosure.null_schutz:
                continue
            part, whole = part_id(indicator, "of"), part_id(indicator, "to")
            for key in self.true:
                of = (part, *key[1:])
                if key[0] == whole and of in self.true and group_disclosed(self.true[of], self.true[key], self.k):
                    found.add(of)
        return found

    def _thin_views(self, system: System, values: Sequence[int], found: Protected) -> set[Key]:
        """Cells other than zero of views of which more than half is withheld in a period: the whole view goes."""
        views: dict[tuple[str, str, tuple[str, ...]], list[int]] = defaultdict(list)
        for cell, key in enumerate(system.keys):
            if key in self.counts and key[2] and values[cell] > 0:
                views[(key[0], key[1], dims_of(self.counts[key].at))].append(cell)
        thin: set[Key] = set()
        for cells in views.values():
            withheld = [cell for cell in cells if found.withheld[cell]]
            if len(cells) >= FEW and HALF * len(cells) < len(withheld) < len(cells):
                thin |= {
                    key
                    for key in (system.keys[cell] for cell in cells)
                    if self._place(self.counts[key]) not in self.past.printed
                }
        return thin

    def _amounts(self, hidden: set[Place]) -> set[Place]:
        """Sums that are no counts follow the count beside them in a ratio; without one, only the city is printed."""
        beside: dict[str, str] = {}
        for indicator in self.catalogue.indicators.values():
            if isinstance(indicator.formula, Ratio):
                of, to = part_id(indicator, "of"), part_id(indicator, "to")
                beside |= {of: to, to: of}
        found = set()
        for cell in self.amounts:
            place = self._place(cell)
            partner = (beside.get(cell.measure, ""), cell.at)
            known = partner[0] in self.relations.counts
            if place in self.past.withheld | self.finer or partner in hidden or (dims_of(cell.at) and not known):
                found.add(place)
        return found


def with_rests(system: System, true: Mapping[Key, int]) -> list[int]:
    """The values of all cells of the system; a sum is that of its row, a rest what its row leaves."""
    values = [true.get(key, 0) for key in system.keys]
    sums: set[int] = set()
    for row in system.rows:
        if system.virtual[row.whole] and not any(system.virtual[part] for part in row.parts):
            values[row.whole] = sum(values[part] for part in row.parts)
            sums.add(row.whole)
    for row in system.rows:
        rests = [part for part in row.parts if system.virtual[part] and part not in sums]
        if len(rests) == 1 and not system.virtual[row.whole]:
            values[rests[0]] = values[row.whole] - sum(values[part] for part in row.parts if part != rests[0])
    return values
