"""What a paper says before it is a file: frozen records of German words, numbers, tables and drawings."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pydantic import TypeAdapter

from dashboard.exports.content import Fact
from dashboard.records import State

DrawingKind = Literal["linie", "balken", "karte"]
PaperState = Literal["entwurf", "geprueft", "freigegeben"]
STATE_NAMES: dict[PaperState, str] = {"entwurf": "Entwurf", "geprueft": "geprüft", "freigegeben": "freigegeben"}


@dataclass(frozen=True)
class Run:
    """A piece of a paragraph. `token` is the bound number it prints; `was` what stood there when it was confirmed.

    `was` is empty where nothing has changed since.
    """

    text: str
    token: str = ""
    was: str = ""


Paragraph = tuple[Run, ...]


@dataclass(frozen=True)
class Cell:
    """A cell: its printed text, the number behind it, the word of its sign, and the form of a judgement before it."""

    text: str
    number: float | None = None
    word: str = ""
    state: State | None = None


@dataclass(frozen=True)
class Column:
    """A heading and the share of the width it gets; figures stand on the right."""

    title: str
    figure: bool = False
    width: int = 10


@dataclass(frozen=True)
class Grid:
    """A table whose first cell in each row is its heading; on paper `beside` rows stand in one line."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    beside: int = 1


@dataclass(frozen=True)
class Series:
    """One line or one set of bars: a value for each category, None where there is none."""

    name: str
    values: tuple[float | None, ...]
    aim: bool = False


@dataclass(frozen=True)
class Drawing:
    """A chart twice: drawn as SVG, and as the plain values that a slide draws itself; `alt` is never empty."""

    kind: DrawingKind
    svg: str
    alt: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    decimals: int


@dataclass(frozen=True)
class Note:
    """A footnote: the printed sign or number, and what it means."""

    mark: str
    text: str


@dataclass(frozen=True)
class Block:
    """One indicator in the paper: heading, finding, sentences, chart, table, notes, source with Datenstand.

    `notes` hold the signs that this block prints and, numbered, what limits it.
    `offer` says, to who writes the paper, what can be shown where a value is withheld;
    `definition` is a hash of how the indicator is reckoned.
    """

    id: str
    indicator: str
    title: str
    finding: str
    state: State | None
    word: str
    sentences: tuple[str, ...]
    remarks: tuple[Fact, ...]
    drawing: Drawing | None
    caption: str
    table: Grid | None
    notes: tuple[Note, ...]
    source: str
    offer: str = ""
    definition: str = ""


@dataclass(frozen=True)
class Finding:
    """A line of "Das Wichtigste": the judgement in form and word, what it is about, and its sentence."""

    state: State
    word: str
    title: str
    text: str


@dataclass(frozen=True)
class Section:
    """A part of a paper; whatever is empty is not printed."""

    id: str
    title: str
    level: int
    paragraphs: tuple[Paragraph, ...] = ()
    findings: tuple[Finding, ...] = ()
    grids: tuple[Grid, ...] = ()
    blocks: tuple[Block, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Origin:
    """What makes a paper reproducible: release, catalogue, definitions, audience, and the tools that set it."""

    release_id: str
    published_at: dt.datetime
    catalogue_hash: str
    definitions: str
    audience: str
    audience_title: str
    k: int
    data_as_of: dt.date | None
    example: bool
    typst: str
    fonts: str


@dataclass(frozen=True)
class Paper:
    """A whole paper; `head` are label and text of the form, `route` the bodies and what they do with it."""

    id: str
    kind: str
    title: str
    period: str
    period_text: str
    city: str
    office: str
    state: PaperState
    head: tuple[tuple[str, str], ...]
    route: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    origin: Origin
    notice: str
    running: str
    pages: int | None = None

    def blocks(self) -> tuple[Block, ...]:
        """Every block in the order of the paper."""
        return tuple(block for section in self.sections for block in section.blocks)

    def grids(self) -> tuple[Grid, ...]:
        """Every table in the order of the paper."""
        found: list[Grid] = []
        for section in self.sections:
            found += section.grids
            found += [block.table for block in section.blocks if block.table is not None]
        return tuple(found)

    @cached_property
    def checksum(self) -> str:
        """The first characters of a hash over everything the paper says."""
        return hashlib.sha256(PAPER.dump_json(self)).hexdigest()[:12]


PAPER: TypeAdapter[Paper] = TypeAdapter(Paper)
