"""Protection of a build beside all that was ever published: due corrections go in, others and unsafe ones wait."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from etl.catalogue.catalogue import Catalogue, measures
from etl.catalogue.indicator import Query
from etl.disclosure.basis import Basis, Block
from etl.disclosure.hold import Correction, corrections, families, hold, without_late_views
from etl.disclosure.linking import query_measures
from etl.disclosure.memory import Remembered
from etl.disclosure.protect import Shown, protect_all
from etl.disclosure.repair import Unsafe
from etl.figures import Figures


@dataclass(frozen=True)
class Guarded:
    """What is published: the figures it is made of, what each audience reads, the corrections that are held."""

    figures: Figures
    shown: Mapping[str, Shown]
    held: tuple[Block, ...]


def guard(
    figures: Figures,
    catalogue: Catalogue,
    sites: Mapping[str, str | None],
    basis: Basis,
    memory: Mapping[str, Remembered],
    due: bool,
    redefined: Iterable[str] = (),
) -> Guarded:
    """Protect a build; corrections are published when `due`, and only where a safe pattern beside the past exists.

    `redefined` are indicators whose definition changed since the last release: theirs never wait. Raises Unsafe when
    what was published before leaves no safe pattern even without any correction, or for a new definition.
    """
    family = families(catalogue)
    found = corrections(figures, basis, catalogue)
    changed = {family[name] for name, _ in (*found.cells, *found.values)}
    at_once = {family[name] for name in _measures(catalogue, redefined) if name in family} & changed
    admitted = changed if due else changed & (at_once | _with_news(figures, basis, family))
    late: set[str] = set()
    while True:
        held = Correction(
            frozenset(block for block in found.cells if family[block[0]] not in admitted),
            frozenset(block for block in found.values if family[block[0]] not in admitted),
        )
        used = without_late_views(hold(figures, basis, catalogue, held), basis, catalogue, late, family)
        try:
            shown = protect_all(used, catalogue, sites, memory)
        except Unsafe as unsafe:
            named = {family[name] for name in unsafe.measures if name in family}
            if named & at_once or not (named & admitted or named - late):
                raise
            late |= named - admitted
            admitted = admitted - named
        else:
            return Guarded(used, shown, tuple(sorted(held.cells | held.values)))


def _measures(catalogue: Catalogue, indicators: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for name in indicators:
        if name in catalogue.indicators:
            found |= {name, *measures(catalogue.indicators[name])}
            if isinstance(catalogue.indicators[name].formula, Query):
                found |= set(query_measures(name))
    return found


def _with_news(figures: Figures, basis: Basis, family: Mapping[str, str]) -> set[str]:
    """Families with a measure that was in no release before: its past has to agree with what it hangs together with."""
    if basis.release is None:
        return set()
    known = {measure for measure, _ in basis.cells}
    return {family[c.measure] for c in figures.cells if c.measure in family and c.measure not in known}
