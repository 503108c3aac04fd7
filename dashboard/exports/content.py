"""What a document says before it is a file: chapters, sheets and tables as frozen records of German words."""

from dataclasses import dataclass

from dashboard.formulas import Fraction
from dashboard.records import State


@dataclass(frozen=True)
class Cell:
    """A cell of a table. `state` puts the form of a judgement before the text, `anchor` makes it a link."""

    text: str
    state: State | None = None
    anchor: str = ""


@dataclass(frozen=True)
class Table:
    """A table with a caption; `widths` are the shares of its columns, one for each of `heads`."""

    caption: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        assert {len(self.heads)} == {len(self.widths), *(len(row) for row in self.rows)}, self.caption


@dataclass(frozen=True)
class Fact:
    """A term with one or more paragraphs about it."""

    term: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A titled part of a chapter."""

    title: str
    anchor: str
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Latest:
    """The latest value of an indicator: printed value, sign and its words, Stand, judgement, and what else is said.

    `state` is None for context, which is never judged.
    """

    value: str
    sign: str
    sign_words: str
    stand: str
    state: State | None
    word: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """All that is said about one indicator."""

    title: str
    anchor: str
    question: str
    latest: Latest
    meaning: tuple[Fact, ...]
    formula: str
    fraction: Fraction | None
    details: tuple[str, ...]
    profile: tuple[Fact, ...]
    unjudged: str
    targets: Table | None
    sources: Table
    rest: tuple[Fact, ...]


@dataclass(frozen=True)
class Chapter:
    """A chapter: lead paragraphs, then parts, sheets and facts, of which any may be empty."""

    title: str
    anchor: str
    paragraphs: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Document:
    """A whole document; `notice` stands on every page when it is not empty, `running` on every page."""

    title: str
    subtitle: str
    author: str
    notice: str
    notice_long: str
    running: str
    cover: tuple[Fact, ...]
    chapters: tuple[Chapter, ...]
