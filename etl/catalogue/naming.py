"""What papers name must be declared: audiences, indicators, breakdowns, and the numbers that their texts bind."""

from collections.abc import Iterable, Iterator, Mapping

from etl.catalogue.briefing import Block, Briefing, Token, tokens
from etl.catalogue.city import City
from etl.catalogue.indicator import Indicator


def unfounded(
    briefings: Iterable[Briefing], city: City, indicators: Mapping[str, Indicator]
) -> Iterator[tuple[str, str]]:
    """Pairs of file and German sentence, one for each name in a paper that points nowhere."""
    known = {audience.id for audience in city.rights.audiences}
    for briefing in briefings:
        file = f"briefings/{briefing.id}.yaml"
        if briefing.audience not in known:
            yield file, f"audience: die Sicht „{briefing.audience}“ gibt es in city.yaml nicht"
        for name in briefing.indicators():
            if name not in indicators:
                yield file, f"die Kennzahl „{name}“ gibt es nicht"
        for block in briefing.blocks():
            if block.indicator in indicators and (sentence := _of_block(block, indicators[block.indicator])):
                yield file, sentence
        for section in briefing.sections:
            for token in tokens(section.text):
                if token.indicator in indicators and (sentence := _of_token(token, indicators[token.indicator])):
                    yield file, f"sections.{section.id}: {sentence}"


def _of_block(block: Block, indicator: Indicator) -> str:
    if block.breakdown and (block.breakdown,) not in indicator.breakdowns:
        return f"blocks.{block.id}: „{indicator.id}“ wird nicht gegliedert nach {block.breakdown}"
    return ""


def _of_token(token: Token, indicator: Indicator) -> str:
    if token.dim and (token.dim,) not in indicator.breakdowns:
        return f"„{token.written}“: „{indicator.id}“ wird nicht gegliedert nach {token.dim}"
    return ""
