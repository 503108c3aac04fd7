"""The same numbers as a chart, as a grid: what the table shows and what a download writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard import formatting, sentences
from dashboard.records import NOT_YET, Point
from etl.catalogue.indicator import Indicator

Signs = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Entry:
    """A cell: the printed text, the number behind it (None beside a sign) and the code of its sign."""

    text: str
    number: float | None = None
    sign: str | None = None


@dataclass(frozen=True)
class Head:
    """A heading; figures stand on the right."""

    title: str
    figure: bool = False


@dataclass(frozen=True)
class Grid:
    """Headings and rows; the first cell of each row is its heading."""

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Entry, ...], ...]


def words(text: str) -> Entry:
    """A cell without a number."""
    return Entry(text)


def count(value: float | None, sign: str | None = None, *, signs: Signs, decimals: int = 0) -> Entry:
    """A number with its sign behind it, or the printed sign alone where there is none."""
    if value is None:
        code = sign or NOT_YET
        return Entry(signs.get(code, (code, ""))[0], None, code)
    printed = f" {signs.get(sign, (sign, ''))[0]}" if sign else ""
    return Entry(f"{formatting.number(value, decimals)}{printed}", value, sign)


def entry(indicator: Indicator, point: Point | None, signs: Signs) -> Entry:
    """A stored value without its unit."""
    if point is None:
        return count(None, signs=signs)
    return count(point.value, point.sign, signs=signs, decimals=sentences.decimals(indicator, point))


def heads(first: str, figures: Sequence[str]) -> tuple[Head, ...]:
    """A heading of words and headings of figures."""
    return (Head(first), *(Head(title, figure=True) for title in figures))


def sign_word(entry: Entry, signs: Signs) -> str:
    """What a screen reader hears for the sign of a cell; empty without one."""
    return signs.get(entry.sign, ("", entry.sign))[1] if entry.sign else ""


@dataclass(frozen=True)
class Told:
    """What is said about a chart: its finding as title, what it shows, two or three sentences, alt text, its grid."""

    finding: str
    subtitle: str
    sentence: str
    alt: str
    grid: Grid
