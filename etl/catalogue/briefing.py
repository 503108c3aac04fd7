"""Papers as data: for whom, in which form, and which indicators, breakdowns, charts and words stand in each part."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import Field, model_validator

from etl.catalogue.frozen import Frozen
from etl.catalogue.source import Identifier

Chart = Literal["verlauf", "balken", "karte", "keins"]
Content = Literal["text", "wichtigstes", "massnahmen", "zeichen", "definitionen", "quellen", "aenderungen"]
PaperCadence = Literal["monat", "quartal", "jahr"]
_TOKEN = re.compile(
    r"\{(?P<indicator>[a-z][a-z0-9_]*)(?::(?P<dim>[a-z_]+)=(?P<member>[A-Za-z0-9_-]+))?"
    r"(?:@(?P<period>\d{4}(?:-(?:Q[1-4]|H[12]|\d{2})|/\d{2})?))?\}"
)


@dataclass(frozen=True)
class Token:
    """A number that a text binds: `{indicator}`, `{indicator:dim=member}`, each with `@period` where it is fixed.

    `written` is the token as it stands in the text; empty texts stand for the whole city and the paper's own period.
    """

    written: str
    indicator: str
    dim: str
    member: str
    period: str


def pieces(text: str) -> Iterator[str | Token]:
    """Words and bound numbers of a text in their order."""
    end = 0
    for found in _TOKEN.finditer(text):
        if found.start() > end:
            yield text[end : found.start()]
        yield Token(found[0], found["indicator"], found["dim"] or "", found["member"] or "", found["period"] or "")
        end = found.end()
    if end < len(text):
        yield text[end:]


def tokens(text: str) -> tuple[Token, ...]:
    """The bound numbers of a text."""
    return tuple(piece for piece in pieces(text) if isinstance(piece, Token))


class HeadField(Frozen):
    """A line of the form; `text` stands there until a person fills it in."""

    id: Identifier
    label: str
    text: str = ""


class Station(Frozen):
    """A body that deals with the paper, and what it is to do with it."""

    body: str
    role: str


class Block(Frozen):
    """One indicator, whole city or one breakdown, with its chart, its table and its sentence.

    `question` is what an inquiry asks that this block answers; `note` a fixed remark below it; `rows` how many
    periods the table shows; `back` how many months lie between the value and the earlier one it is held against.
    """

    id: Identifier
    indicator: Identifier
    breakdown: Identifier | None = None
    chart: Chart = "verlauf"
    title: str | None = None
    question: str | None = None
    note: str | None = None
    rows: int = Field(default=8, ge=2, le=40)
    back: int = Field(default=12, ge=1, le=120)

    @model_validator(mode="after")
    def _chart_fits(self) -> "Block":
        if self.chart == "karte" and self.breakdown != "stadtviertel":
            raise ValueError("eine Karte braucht die Aufgliederung stadtviertel")
        if self.chart == "verlauf" and self.breakdown:
            raise ValueError("ein Verlauf zeigt die ganze Stadt; für eine Aufgliederung chart: balken")
        if self.chart == "balken" and not self.breakdown:
            raise ValueError("Balken brauchen eine Aufgliederung")
        return self


class Section(Frozen):
    """A part of a paper: text, a table of indicators, blocks, or what the machine adds.

    `level` 1 is a part of the form, 2 a chapter below it. Numbers in `text` are bound (see `Token`).
    """

    id: Identifier
    title: str
    level: Literal[1, 2] = 1
    text: str = ""
    content: Content = "text"
    overview: tuple[Identifier, ...] = ()
    blocks: tuple[Block, ...] = ()


class Briefing(Frozen):
    """A paper. `audience` is the most detailed one it may be written for; file name = id.

    `pick` says that a person chooses which blocks go in and asks under a number of its own (an inquiry). `pages` is
    how many it shall fill at most, where that is agreed.
    """

    id: Identifier
    title: str
    kind: str
    purpose: str
    audience: Identifier
    cadence: PaperCadence
    head: tuple[HeadField, ...] = ()
    route: tuple[Station, ...] = ()
    sections: tuple[Section, ...] = Field(min_length=1)
    pick: bool = False
    pages: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _names_are_unique(self) -> "Briefing":
        for kind, ids in (
            ("head", [field.id for field in self.head]),
            ("sections", [section.id for section in self.sections]),
            ("blocks", [block.id for block in self.blocks()]),
        ):
            if len(set(ids)) != len(ids):
                raise ValueError(f"{kind}: eine Kennung steht doppelt")
        if self.sections[0].level != 1:
            raise ValueError("der erste Teil steht auf Ebene 1")
        return self

    def blocks(self) -> tuple[Block, ...]:
        """Every block in the order of the paper."""
        return tuple(block for section in self.sections for block in section.blocks)

    def indicators(self) -> tuple[str, ...]:
        """Every indicator that the paper names, each once, in its order."""
        named = [
            name
            for section in self.sections
            for name in (
                *section.overview,
                *(block.indicator for block in section.blocks),
                *(token.indicator for token in tokens(section.text)),
            )
        ]
        return tuple(dict.fromkeys(named))
