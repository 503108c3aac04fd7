"""Everything a city declares, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass

from etl.catalogue.city import Breakdown, City, GlossaryEntry
from etl.catalogue.indicator import Indicator, Measure, Query, Ratio
from etl.catalogue.source import Source

CodeList = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Catalogue:
    """City, sources, indicators, breakdowns, glossary and code lists; `hash` changes with every declared word.

    `lists` maps the name of a table in `data/reference` to code -> spellings; `labels` to code -> German name.
    """

    city: City
    sources: Mapping[str, Source]
    indicators: Mapping[str, Indicator]
    breakdowns: tuple[Breakdown, ...]
    glossary: tuple[GlossaryEntry, ...]
    lists: Mapping[str, CodeList]
    labels: Mapping[str, Mapping[str, str]]
    hash: str

    def in_dependency_order(self) -> tuple[Indicator, ...]:
        """Indicators such that every ratio comes after what it is made of; ties by id."""
        done: dict[str, Indicator] = {}

        def visit(indicator: Indicator) -> None:
            if isinstance(indicator.formula, Ratio):
                visit(self.indicators[indicator.formula.of])
                visit(self.indicators[indicator.formula.to])
            done.setdefault(indicator.id, indicator)

        for indicator_id in sorted(self.indicators):
            visit(self.indicators[indicator_id])
        return tuple(done.values())

    def sources_in_load_order(self) -> tuple[Source, ...]:
        """Sources such that what is referred to comes before what refers to it; ties by id."""
        done: dict[str, Source] = {}

        def visit(source: Source) -> None:
            for reference in sorted(source.references):
                visit(self.sources[reference])
            done.setdefault(source.id, source)

        for source_id in sorted(self.sources):
            visit(self.sources[source_id])
        return tuple(done.values())


def formula_tables(indicator: Indicator) -> tuple[str, ...]:
    """The core tables a formula reads itself; none for a ratio."""
    formula = indicator.formula
    if isinstance(formula, Measure):
        return (formula.table,)
    return formula.tables if isinstance(formula, Query) else ()
