"""Numbers that a text binds: printed from the release, compared with what stood there, and those that nobody bound."""

import re
from collections.abc import Mapping

from dashboard import sentences
from dashboard.exports.paper import Paragraph, Run
from dashboard.exports.paper_block import Scene
from dashboard.records import NOT_YET, Point
from etl.catalogue.briefing import Token, pieces, tokens

_NUMBER = re.compile(r"(?<![\w.,/-])\d[\d.,]*\d(?![\w/])|(?<![\w.,/-])\d(?![\w/.])")
_YEAR = re.compile(r"(19|20)\d\d")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(\d{2,4})?")
UNKNOWN = "[Kennzahl nicht in dieser Ausgabe]"


def printed(token: Token, scene: Scene) -> str:
    """What a bound number says: value with unit, the last known one with its time, or in brackets why there is none."""
    reading = scene.shelf.reading(token.indicator)
    if reading is None:
        return UNKNOWN
    point = _point(token, scene)
    last = sentences.last_known(reading) if not token.dim and not token.period else None
    if last is not None:
        value = sentences.value_text(reading.indicator, last, scene.signs)
        return f"{value} ({sentences.stand(reading.indicator, last)})"
    if point is None or point.value is None:
        code = (point.sign if point else None) or NOT_YET
        return f"[{scene.signs.get(code, (code, 'ohne Wert'))[1]}]"
    return sentences.value_text(reading.indicator, point, scene.signs)


def _point(token: Token, scene: Scene) -> Point | None:
    reading = scene.shelf.reading(token.indicator)
    assert reading is not None
    period = token.period or (reading.latest.period if reading.latest else "")
    if token.dim:
        return scene.shelf.members(token.indicator, token.dim, period).get(token.member) if period else None
    return next((p for p in reading.series if p.period == period), None)


def paragraphs(text: str, scene: Scene, confirmed: Mapping[str, str]) -> tuple[Paragraph, ...]:
    """The paragraphs of a text; `confirmed` maps a token to what it said when the text was last confirmed."""
    found = []
    for part in re.split(r"\n\s*\n", text.strip()):
        runs = []
        for piece in pieces(" ".join(part.split())):
            if isinstance(piece, str):
                runs.append(Run(piece))
                continue
            now = printed(piece, scene)
            before = confirmed.get(piece.written, now)
            runs.append(Run(now, piece.written, before if before != now else ""))
        if runs:
            found.append(tuple(runs))
    return tuple(found)


def confirm(text: str, scene: Scene) -> dict[str, str]:
    """What every bound number of a text says now."""
    return {token.written: printed(token, scene) for token in tokens(text)}


def unbound(text: str) -> tuple[str, ...]:
    """Numbers that stand in a text without being bound: no token, no year, no date."""
    words = " ".join(piece for piece in pieces(text) if isinstance(piece, str))
    words = _DATE.sub(" ", words)
    return tuple(found for found in _NUMBER.findall(words) if not _YEAR.fullmatch(found))
