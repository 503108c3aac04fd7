"""What a catalogue promises about persons and about protected figures, held against itself."""

from collections.abc import Iterator, Mapping, Sequence

from etl.catalogue.city import City
from etl.catalogue.correction import CellCorrection, Corrections, SpellingCorrection
from etl.catalogue.indicator import Indicator
from etl.catalogue.source import Column, Source

FREE_TEXT_SOURCES = frozenset({"kommentare", "steuerung_massnahmen"})


def custody(
    city: City,
    sources: Mapping[str, Source],
    indicators: Mapping[str, Indicator],
    corrections: Mapping[str, Corrections],
) -> Iterator[tuple[str, str]]:
    """Pairs of file and German sentence for free text, hashed identifiers, protected figures and corrections."""
    audiences = {audience.id for audience in city.rights.audiences}
    hashed = {key for source in sources.values() for key in source.hashed}
    for source in sources.values():
        for sentence in _of_source(source, sources, hashed, audiences):
            yield f"sources/{source.id}.yaml", sentence
    for indicator in indicators.values():
        methods = {sources[source].method for source in indicator.sources if source in sources}
        if len(methods) > 1:
            yield (
                f"indicators/{indicator.id}.yaml",
                f"sources: {', '.join(sorted(methods))} gemischt; gerundete oder überlagerte amtliche Zahlen werden "
                "nie mit eigenen Zählungen verrechnet",
            )
    for declared in corrections.values():
        for sentence in _of_corrections(declared, sources.get(declared.source)):
            yield f"corrections/{declared.source}.yaml", sentence


def _of_source(source: Source, sources: Mapping[str, Source], hashed: set[str], audiences: set[str]) -> Iterator[str]:
    for key, column in source.columns.items():
        if column.type == "text" and key in hashed and key not in source.personal:
            yield f"columns.{key}: ist anderswo ein Personenkennzeichen und muss auch hier unter personal stehen"
        yield from _free_text(key, column, source)
        if column.audience and column.audience not in audiences:
            yield f"columns.{key}: die Sicht „{column.audience}“ gibt es in city.yaml nicht"
        if column.audience and source.id not in FREE_TEXT_SOURCES:
            yield f"columns.{key}: freien Text gibt es nur in {' und '.join(sorted(FREE_TEXT_SOURCES))}"
        if column.reference:
            target_id, _, target = column.reference.partition(".")
            other = sources.get(target_id)
            if other and target in other.columns and (key in source.hashed) != (target in other.hashed):
                yield f"columns.{key}: Verweis und Ziel müssen beide oder keines unter personal stehen"


def _free_text(key: str, column: Column, source: Source) -> Iterator[str]:
    """A text that nothing bounds may name a person: it has to be declared, with a reason, why it cannot."""
    bounded = column.pattern or column.reference or column.audience or key in source.hashed
    genesis = source.file.genesis is not None and key in source.file.genesis.variables
    if column.type == "text" and not (bounded or genesis or column.harmless):
        yield (
            f"columns.{key}: ein Text ohne pattern, reference oder personal könnte Personen nennen; eine Form (pattern)"
            " oder Liste vereinbaren, die Überschrift unter drop setzen oder mit harmless begründen, warum er es nicht"
            " tut"
        )
    if column.harmless and (bounded or genesis):
        yield f"columns.{key}: harmless ist überflüssig, der Text ist schon gebunden"


def _of_corrections(declared: Corrections, source: Source | None) -> Iterator[str]:
    if source is None:
        yield f"source: die Lieferung „{declared.source}“ gibt es nicht"
        return
    spellings = [c for c in declared.corrections if isinstance(c, SpellingCorrection)]
    for number, correction in enumerate(declared.corrections):
        place = f"corrections.{number}"
        if isinstance(correction, CellCorrection):
            yield from _of_cell(place, correction, source)
        elif isinstance(correction, SpellingCorrection):
            others = [other for other in spellings if other is not correction and other.column == correction.column]
            yield from _of_spelling(place, correction, source, others)
        elif not source.one_place:
            yield f"{place}: in dieser Lieferung ist unter across keine Regel ein_ort vereinbart"


def _of_cell(place: str, correction: CellCorrection, source: Source) -> Iterator[str]:
    if set(correction.key) != set(source.key):
        yield f"{place}: key muss genau {', '.join(source.key)} nennen"
    if correction.column not in source.columns:
        yield f"{place}: die Spalte „{correction.column}“ gibt es nicht"
    if set(correction.key) & source.hashed:
        yield f"{place}: Personen lassen sich im Katalog nicht nennen; das Amt berichtigt die Liste"


def _of_spelling(
    place: str, correction: SpellingCorrection, source: Source, others: Sequence[SpellingCorrection]
) -> Iterator[str]:
    column = correction.column
    if column not in source.columns or source.columns[column].type != "text" or column in source.hashed:
        yield f"{place}: „{column}“ ist keine Textspalte, deren Schreibweisen sich vereinen lassen"
    if any(correction.spelling == other.spelling for other in others):
        yield f"{place}: „{correction.spelling}“ steht doppelt"
    if any(correction.holds == other.spelling for other in others):
        yield f"{place}: „{correction.holds}“ wird selbst ersetzt; holds muss die Schreibweise nennen, die am Ende gilt"
