"""What the files of a catalogue say about each other: every name that is used must be declared."""

from collections.abc import Iterator, Mapping

from etl.catalogue.catalogue import named_parts
from etl.catalogue.city import City
from etl.catalogue.indicator import Indicator, Measure
from etl.catalogue.source import Source


def contradictions(
    city: City,
    sources: Mapping[str, Source],
    indicators: Mapping[str, Indicator],
    breakdowns: frozenset[str],
    lists: frozenset[str],
) -> Iterator[tuple[str, str]]:
    """Pairs of file and German sentence, one for each name that points nowhere."""
    for source in sources.values():
        for sentence in _of_source(source, sources, lists):
            yield f"sources/{source.id}.yaml", sentence
    for indicator in indicators.values():
        for sentence in _of_indicator(indicator, city, sources, indicators):
            yield f"indicators/{indicator.id}.yaml", sentence
        for unknown in sorted({dim for dims in indicator.breakdowns for dim in dims} - breakdowns):
            sentence = f"breakdowns: die Aufgliederung „{unknown}“ steht nicht in breakdowns.yaml"
            yield f"indicators/{indicator.id}.yaml", sentence
    if circle := _reference_circle(sources):
        yield "sources", f"Die Lieferungen verweisen im Kreis: {' → '.join(circle)}"


def _of_source(source: Source, sources: Mapping[str, Source], lists: frozenset[str]) -> Iterator[str]:
    for name, column in source.columns.items():
        if column.code_list and column.code_list not in lists:
            yield f"columns.{name}: die Liste „{column.code_list}“ gibt es in data/reference nicht"
        if column.reference:
            target, _, target_column = column.reference.partition(".")
            if target not in sources or target_column not in sources[target].columns:
                yield f"columns.{name}: der Verweis „{column.reference}“ zeigt auf keine Spalte"


def _of_indicator(
    indicator: Indicator, city: City, sources: Mapping[str, Source], indicators: Mapping[str, Indicator]
) -> Iterator[str]:
    for source in indicator.sources:
        if source not in sources:
            yield f"sources: die Lieferung „{source}“ gibt es nicht"
    if indicator.step not in {step.id for step in city.steps}:
        yield f"step: den Schritt „{indicator.step}“ gibt es in city.yaml nicht"
    yield from _of_ratio(indicator, indicators)


def _of_ratio(indicator: Indicator, indicators: Mapping[str, Indicator]) -> Iterator[str]:
    for part in named_parts(indicator):
        if part not in indicators:
            yield f"formula: die Kennzahl „{part}“ gibt es nicht"
        elif not isinstance(indicators[part].formula, Measure):
            yield f"formula: „{part}“ ist keine Grundzahl"
        elif missing := set(indicator.breakdowns) - set(indicators[part].breakdowns):
            names = ", ".join(sorted(" x ".join(dims) for dims in missing))
            yield f"breakdowns: „{part}“ wird nicht gegliedert nach {names}"


def _reference_circle(sources: Mapping[str, Source]) -> tuple[str, ...]:
    """A circle of references between sources, empty when there is none."""

    def walk(source_id: str, path: tuple[str, ...]) -> tuple[str, ...]:
        if source_id in path:
            return (*path[path.index(source_id) :], source_id)
        if source_id not in sources:
            return ()
        for reference in sorted(sources[source_id].references):
            if circle := walk(reference, (*path, source_id)):
                return circle
        return ()

    for source_id in sorted(sources):
        if circle := walk(source_id, ()):
            return circle
    return ()
