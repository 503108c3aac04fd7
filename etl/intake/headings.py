"""Where the table begins and whose it is: the row that holds the headings of exactly one contract."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from etl.catalogue.source import Source
from etl.contract.reasons import DeliveryRefused
from etl.intake.records import BLANK, SEPARATORS, Record, records

ROWS_SEARCHED = 60
_FAR = 1 / 3
NOTHING_KNOWN = "Keine Überschrift kommt in einer bekannten Lieferung vor."
_IGNORED = re.compile(r"[\s.\-‐‑‒–—_\u00ad\ufeff\"'„“”‚‘’`´]+")


@dataclass(frozen=True)
class Table:
    """The heading row found: `cells` names the column behind each heading, None where the contract knows none.

    `block` are the rows above the headings, `body` is the first line below them, counted from 1.
    """

    source: Source
    separator: str
    row: Record
    body: int
    block: tuple[Record, ...]
    cells: tuple[str | None, ...]
    headings: Mapping[str, str]


@dataclass(frozen=True)
class Match:
    """A row that holds headings of a source: where it is (from 0), over how many rows it is spread, what it lacks."""

    source: Source
    separator: str
    at: int
    columns: frozenset[str]
    missing: tuple[str, ...]
    depth: int = 1

    @property
    def share(self) -> float:
        """Share of the headings that must be there and are."""
        wanted = len(needed(self.source))
        return 1 - len(self.missing) / wanted if wanted else 0.0


def fold(heading: str) -> str:
    """A heading without what offices vary: case, blanks, dots, hyphens, quotes, soft hyphens."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", heading).casefold())


def find_table(head: Sequence[str], sources: Iterable[Source]) -> Table:
    """The table of a delivery whose first lines are `head`; `sources` are those delivered as CSV.

    The first row counts that holds every heading one source needs; of several sources that with more headings.
    Raises DeliveryRefused with keine_tabelle, pflichtspalte_fehlt, tabelle_mehrdeutig or spalte_doppelt.
    """
    vocabularies = [(source, vocabulary(source)) for source in sources]
    found: list[Match] = []
    rows: dict[str, list[Record]] = {}
    for separator in SEPARATORS:
        rows[separator] = _first_rows(head, separator)
        for at, row in enumerate(rows[separator]):
            found += matches(row.cells, vocabularies, at, separator)
    best = choose(found)
    return _table(best, rows[best.separator])


def matches(
    cells: Sequence[str],
    vocabularies: Iterable[tuple[Source, Mapping[str, str]]],
    at: int,
    separator: str,
    depth: int = 1,
) -> list[Match]:
    """The sources of which this row holds at least one heading."""
    found = []
    folded = [fold(cell) for cell in cells]
    for source, words in vocabularies:
        columns = frozenset(words[word] for word in folded if word in words)
        if columns:
            missing = tuple(name for name in needed(source) if name not in columns)
            found.append(Match(source, separator, at, columns, missing, depth))
    return found


def _first_rows(head: Sequence[str], separator: str) -> list[Record]:
    rows: list[Record] = []
    for record in records(head, separator):
        rows.append(record)
        if len(rows) > ROWS_SEARCHED:
            break
    return rows


def needed(source: Source) -> list[str]:
    """The columns that must be there; what stands above the table or in the file name has no heading."""
    return [name for name, column in source.columns.items() if not column.optional and column.place == "zelle"]


def vocabulary(source: Source) -> dict[str, str]:
    """Folded heading -> column, for every spelling the source knows."""
    in_cells = {name: column for name, column in source.columns.items() if column.place == "zelle"}
    return {fold(word): name for name, column in in_cells.items() for word in column.headings}


def choose(found: Sequence[Match]) -> Match:
    """The table of the first row with all headings a source needs; DeliveryRefused where there is none, or two."""
    complete = [match for match in found if not match.missing and match.at < ROWS_SEARCHED]
    if complete:
        first = min(match.at for match in complete)
        # Headings over several rows count when they begin at or above that row: they may name more columns.
        complete = [match for match in complete if match.at - match.depth < first]
        most = max(len(match.columns) for match in complete)
        best = [match for match in complete if len(match.columns) == most]
        if len({match.source.id for match in best}) > 1:
            titles = sorted({match.source.title for match in best})
            raise DeliveryRefused("tabelle_mehrdeutig", wert=", ".join(titles))
        return min(best, key=lambda match: (match.depth, match.at))
    nearest = max(found, key=lambda match: (match.share, len(match.columns)), default=None)
    if nearest is None:
        raise DeliveryRefused("keine_tabelle", wert=NOTHING_KNOWN)
    # The sentence sets its own full stop behind "WE-Nr.".
    missing = ", ".join(nearest.source.columns[name].headings[0] for name in nearest.missing).removesuffix(".")
    if nearest.share > 0.5:
        raise DeliveryRefused("pflichtspalte_fehlt", liste=nearest.source.title, wert=missing)
    other = " Wahrscheinlich ist es eine andere Liste." if nearest.share < _FAR else ""
    wert = f"Am nächsten kommt „{nearest.source.title}“; es fehlen: {missing}.{other}"
    raise DeliveryRefused("keine_tabelle", wert=wert)


def _table(match: Match, rows: list[Record]) -> Table:
    row = rows[match.at]
    cells, headings = named(match.source, row.cells)
    body = row.line + 1 + sum(cell.count("\n") for cell in row.cells)
    return Table(match.source, match.separator, row, body, tuple(rows[: match.at]), cells, headings)


def named(source: Source, row: Sequence[str]) -> tuple[tuple[str | None, ...], dict[str, str]]:
    """The column behind each heading, and the heading found of each column; DeliveryRefused("spalte_doppelt")."""
    words = vocabulary(source)
    cells = tuple(words.get(fold(cell)) for cell in row)
    headings: dict[str, str] = {}
    for name, heading in zip(cells, row, strict=True):
        if name in headings:
            raise DeliveryRefused("spalte_doppelt", spalte=" ".join(heading.strip(BLANK).split()))
        if name is not None:
            headings[name] = " ".join(heading.strip(BLANK).split())
    return cells, headings
