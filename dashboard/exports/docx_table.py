"""Tables of a DOCX paper, written as XML at once: headings that repeat, rows that stay whole, a caption for the ear."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from dashboard.exports.docx_styles import ACCENTS, QUIET
from dashboard.exports.paper import Cell, Grid

FORMS = {"act": "■", "watch": "▲", "on_track": "●", "none": "○", "stale": "○", "missing": "–"}
WIDTH = 165
_TWIPS = 1440 / 25.4


def add_grid(document: Document, grid: Grid) -> None:
    """Append a table with its headings; `beside` rows stand in one line as on paper."""
    lines = -(-len(grid.rows) // grid.beside)
    empty = tuple(Cell("") for _ in grid.columns)
    rows = []
    for line in range(lines):
        at = (line + part * lines for part in range(grid.beside))
        rows.append([cell for n in at for cell in (grid.rows[n] if n < len(grid.rows) else empty)])
    heads = [Cell(column.title) for column in grid.columns] * grid.beside
    shares = [column.width for column in grid.columns] * grid.beside
    figure = [column.figure for column in grid.columns] * grid.beside
    add_table(document, grid.caption, heads, rows, shares, figure)


def add_table(
    document: Document,
    caption: str,
    heads: Sequence[Cell],
    rows: Sequence[Sequence[Cell]],
    shares: Sequence[int],
    figure: Sequence[bool] | None = None,
) -> None:
    """Append a table; without `heads` it has none. `shares` divide the width, `figure` names columns of numbers."""
    widths = [round(WIDTH * _TWIPS * share / sum(shares)) for share in shares]
    right = figure or [False] * len(shares)
    look = f'<w:tblLook w:val="0420" w:firstRow="{int(bool(heads))}" w:lastRow="0" w:firstColumn="1" w:noHBand="1"/>'
    described = f"<w:tblCaption w:val={quoteattr(caption)}/>" if caption else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    text = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="Vorlage"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}{described}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
        f"{_row(heads, widths, right, head=True) if heads else ''}"
        f"{''.join(_row(row, widths, right, head=False) for row in rows)}</w:tbl>"
    )
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(text))


def _row(cells: Sequence[Cell], widths: Sequence[int], right: Sequence[bool], *, head: bool) -> str:
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(cell, figure, head=head)}</w:tc>'
        for cell, width, figure in zip(cells, widths, right, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{inner}</w:tr>"


def _paragraph(cell: Cell, figure: bool, *, head: bool) -> str:
    style = "Tabellenkopf" if head else "Tabellentext"
    side = '<w:jc w:val="right"/>' if figure else ""
    text = f"{FORMS.get(cell.state, '○')} {cell.text}" if cell.state else cell.text
    look = ""
    if cell.state is not None:
        look = f'<w:rPr><w:b/><w:color w:val="{ACCENTS.get(cell.state, QUIET)}"/></w:rPr>'
    run = f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{side}</w:pPr>{run}</w:p>'
