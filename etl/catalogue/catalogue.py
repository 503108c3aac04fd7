"""Everything a city declares, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from etl.catalogue.briefing import Briefing
from etl.catalogue.city import Breakdown, City, GlossaryEntry
from etl.catalogue.correction import Corrections
from etl.catalogue.indicator import Indicator, Measure, Ratio
from etl.catalogue.relation import Links
from etl.catalogue.scenario import Planning
from etl.catalogue.source import Source
from etl.catalogue.tables import Rows
from etl.catalogue.view import View

CodeList = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Catalogue:
    """City, sources, indicators, breakdowns, tables, glossary and code lists; `hash` changes with every declared word.

    `views` say which breakdowns an audience is offered, `links` how measures hang together beyond their formulas.
    `lists` maps the name of a table in `data/reference` to code -> spellings; `labels` to code -> German name.
    `corrections` maps a source to what is declared wrong in it, `briefings` are the papers, `planning`
    holds the assumptions (None where the city declares none).
    """

    city: City
    sources: Mapping[str, Source]
    indicators: Mapping[str, Indicator]
    breakdowns: tuple[Breakdown, ...]
    tables: tuple[Rows, ...]
    glossary: tuple[GlossaryEntry, ...]
    lists: Mapping[str, CodeList]
    labels: Mapping[str, Mapping[str, str]]
    hash: str
    corrections: Mapping[str, Corrections] = field(default_factory=dict)
    views: tuple[View, ...] = ()
    links: Links = field(default_factory=Links)
    briefings: Mapping[str, Briefing] = field(default_factory=dict)
    planning: Planning | None = None

    @property
    def source_titles(self) -> dict[str, str]:
        """The title of every source by its id."""
        return {source.id: source.title for source in self.sources.values()}

    def in_dependency_order(self) -> tuple[Indicator, ...]:
        """Indicators such that every ratio comes after what it is made of; ties by id."""
        done: dict[str, Indicator] = {}

        def visit(indicator: Indicator) -> None:
            for part in named_parts(indicator):
                visit(self.indicators[part])
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


def named_parts(indicator: Indicator) -> tuple[str, ...]:
    """The indicators a ratio is made of by name; none for another formula or for parts declared in place."""
    formula = indicator.formula
    if not isinstance(formula, Ratio):
        return ()
    return tuple(part for part in (formula.of, formula.to) if isinstance(part, str))


def part_id(indicator: Indicator, part: Literal["of", "to"]) -> str:
    """The measure under which the cells of a part of a ratio stand in mart.cells."""
    formula = indicator.formula
    if not isinstance(formula, Ratio):
        raise TypeError(f"{indicator.id} ist keine Verhältniszahl")
    declared = formula.of if part == "of" else formula.to
    return declared if isinstance(declared, str) else f"{indicator.id}_{'zaehler' if part == 'of' else 'nenner'}"


def measures(indicator: Indicator) -> dict[str, Measure]:
    """The Grundzahlen whose cells an indicator brings: itself, or the parts of a ratio that are declared in place."""
    formula = indicator.formula
    if isinstance(formula, Measure):
        return {indicator.id: formula}
    if not isinstance(formula, Ratio):
        return {}
    parts = {part_id(indicator, "of"): formula.of, part_id(indicator, "to"): formula.to}
    return {key: part for key, part in parts.items() if isinstance(part, Measure)}


def protected_unit(indicator: Indicator, measure: Measure) -> str:
    """What the cells of a measure count for disclosure control: persons, households, flats, or nothing to protect."""
    return (measure.disclosure or indicator.disclosure).unit
