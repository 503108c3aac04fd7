"""The tables of a paper as a workbook: numbers as numbers, signs in words, every sheet with what it shows."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dashboard import formatting
from dashboard.exports.paper import Cell, Grid, Paper
from dashboard.exports.workbook import Sheet, workbook

_Row = tuple[str | Decimal, ...]


def paper_xlsx(paper: Paper) -> bytes:
    """First what the paper is, then its sentences, then every table on a sheet of its own."""
    sheets = [Sheet("Über diese Vorlage", tuple(_about(paper)), heading=False)]
    sheets.append(Sheet("Aussagen", (("Teil", "Kennzahl", "Bewertung", "Aussage"), *_said(paper)), heading=True))
    for grid in paper.grids():
        name = grid.caption.partition(":")[0]
        sheets.append(Sheet(f"{name} {grid.caption.partition(': ')[2]}", tuple(_rows(grid)), heading=True))
    return workbook(sheets)


def _about(paper: Paper) -> Iterator[_Row]:
    origin = paper.origin
    if paper.notice:
        yield "Hinweis", paper.notice
    yield "Titel", f"{paper.title}, {paper.period_text}"
    yield "Art", paper.kind
    yield "Stadt", f"{paper.city}, {paper.office}"
    yield from paper.head
    yield "Ausgabe", origin.release_id
    yield "Sicht", f"{origin.audience_title} (ab {origin.k} Personen)"
    yield "Datenstand", f"bis {formatting.day(origin.data_as_of)}" if origin.data_as_of else "–"
    yield "Katalog", origin.catalogue_hash[:12]
    yield "Definitionen", origin.definitions
    yield "Prüfsumme", paper.checksum


def _said(paper: Paper) -> Iterator[_Row]:
    for section in paper.sections:
        for finding in section.findings:
            yield section.title, finding.title, finding.word, _plain(finding.text)
        for block in section.blocks:
            yield section.title, block.title, block.word, _plain(" ".join(block.sentences))


def _rows(grid: Grid) -> Iterator[_Row]:
    """Headings and rows; a column with signs is followed by one with their words, the title stands in a last row."""
    signed = [column.figure and any(row[at].word for row in grid.rows) for at, column in enumerate(grid.columns)]
    yield tuple(
        _doubled([column.title for column in grid.columns], [f"{c.title}: Zeichen" for c in grid.columns], signed)
    )
    for row in grid.rows:
        yield tuple(_doubled([_value(cell) for cell in row], [cell.word for cell in row], signed))
    yield ("",)
    yield (grid.caption,)


def _doubled(values: Sequence[str | Decimal], words: Sequence[str], signed: Sequence[bool]) -> Iterator[str | Decimal]:
    for value, word, also in zip(values, words, signed, strict=True):
        yield value
        if also:
            yield word


def _value(cell: Cell) -> str | Decimal:
    return Decimal(repr(cell.number)) if cell.number is not None else _plain(cell.text)


def _plain(text: str) -> str:
    return text.replace(formatting.NBSP, " ")
