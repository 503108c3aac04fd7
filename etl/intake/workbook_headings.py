"""Where the table begins on a sheet; headings may be spread over up to three rows, the upper ones merged."""

from collections.abc import Iterable, Sequence

from etl.catalogue.source import Source
from etl.intake.headings import ROWS_SEARCHED, Match, Table, choose, fold, matches, named, vocabulary
from etl.intake.records import BLANK, Record

_DEEPEST = 3
Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]


def find_in_rows(rows: Sequence[list[str]], merged: Merged | None, sources: Iterable[Source]) -> Table:
    """The table whose headings stand in the first rows of a sheet; `merged` are its merged ranges,
    counted from 0, None where the format does not tell.

    A heading is what a column says in its rows from top to bottom ("Plätze" above "genehmigt"), or the lowest of
    them alone. Raises DeliveryRefused as `find_table` does.
    """
    vocabularies = [(source, vocabulary(source)) for source in sources]
    known = frozenset(word for _, words in vocabularies for word in words)
    spread = _spread(rows, merged)
    found: list[Match] = []
    for at in range(min(len(rows), ROWS_SEARCHED + _DEEPEST)):
        for depth in range(1, min(_DEEPEST, at + 1) + 1):
            cells = _composed(rows, spread, at, depth, known)
            found += matches(cells, vocabularies, at, "", depth)
    best = choose(found)
    cells = _composed(rows, spread, best.at, best.depth, frozenset(vocabulary(best.source)))
    places, headings = named(best.source, cells)
    block = tuple(Record(at + 1, row) for at, row in enumerate(rows[: best.at]))
    return Table(best.source, "", Record(best.at + 1, rows[best.at]), best.at + 2, block, places, headings)


def _spread(rows: Sequence[list[str]], merged: Merged | None) -> list[list[str]]:
    """The rows with a merged text in all its columns; where merging is not known, empty cells repeat their left."""
    spread = [list(row) for row in rows]
    for (top, left), (_, right) in merged or ():
        if top < len(spread) and left < len(spread[top]):
            for column in range(left + 1, min(right + 1, len(spread[top]))):
                spread[top][column] = spread[top][left]
    if merged is None:
        for row in spread:
            for column in range(1, len(row)):
                row[column] = row[column] or row[column - 1]
    return spread


def _composed(
    rows: Sequence[list[str]], spread: Sequence[list[str]], at: int, depth: int, known: frozenset[str]
) -> list[str]:
    if depth == 1:
        return rows[at]
    cells = []
    for place, lowest in enumerate(rows[at]):
        # Below nothing a merged text would name two columns: only the cell right above counts then.
        upper = spread if lowest.strip(BLANK) else rows
        cells.append(_heading([row[place] for row in upper[at - depth + 1 : at]], lowest, known))
    return cells


def _heading(above: list[str], lowest: str, known: frozenset[str]) -> str:
    """The longest known reading of a column's heading cells, the lowest cell alone where none is known."""
    parts = [part.strip(BLANK) for part in (*above, lowest)]
    parts = [part for at, part in enumerate(parts) if part and part not in parts[:at]]
    for first in range(len(parts)):
        joined = " ".join(parts[first:])
        if fold(joined) in known:
            return joined
    return lowest
