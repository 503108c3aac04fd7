"""Tables of a slide, written as XML at once: typed columns, a head that is one, a description for the ear."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Mm

from dashboard.exports.docx_styles import SANS
from dashboard.exports.docx_table import FORMS
from dashboard.exports.paper import Cell, Grid
from dashboard.theme import LIGHT

_SIZE, _ROW = 11, 7.6
_INSET = f'marL="{Mm(1.5)}" marR="{Mm(1.5)}" marT="{Mm(0.8)}" marB="{Mm(0.8)}" anchor="ctr"'
_TONES = {"act": "st-act", "watch": "st-watch", "on_track": "st-ok"}


def add_table(slide: Any, grid: Grid, rows: Sequence[Sequence[Cell]], place: tuple[float, float, float]) -> None:
    """Put rows of a grid under its headings; `place` is left, top and width in millimetres."""
    left, top, width = place
    height = Mm(_ROW * (len(rows) + 1))
    frame = slide.shapes.add_table(1, 1, Mm(left), Mm(top), Mm(width), height)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", grid.caption)
    total = sum(column.width for column in grid.columns)
    columns = "".join(f'<a:gridCol w="{Mm(width * column.width / total)}"/>' for column in grid.columns)
    heads = [Cell(column.title) for column in grid.columns]
    right = [column.figure for column in grid.columns]
    body = "".join(_row(row, right, head=False) for row in rows)
    table = parse_xml(
        f'<a:tbl {nsdecls("a")}><a:tblPr firstRow="1"/><a:tblGrid>{columns}</a:tblGrid>'
        f"{_row(heads, right, head=True)}{body}</a:tbl>"
    )
    old = frame._element.graphic.graphicData.tbl
    old.getparent().replace(old, table)


def _row(cells: Sequence[Cell], right: Sequence[bool], *, head: bool) -> str:
    inner = "".join(_cell(cell, figure, head=head) for cell, figure in zip(cells, right, strict=True))
    return f'<a:tr h="{Mm(_ROW)}">{inner}</a:tr>'


def _cell(cell: Cell, figure: bool, *, head: bool) -> str:
    text = f"{FORMS.get(cell.state, '○')} {cell.text}" if cell.state else cell.text
    tone = LIGHT[_TONES.get(cell.state or "", "st-ink")][1:]
    ground = LIGHT["st-sunk" if head else "st-surface"][1:]
    bold = int(head or cell.state is not None)
    run = (
        f'<a:r><a:rPr lang="de-DE" sz="{_SIZE * 100}" b="{bold}"><a:solidFill><a:srgbClr val="{tone}"/></a:solidFill>'
        f'<a:latin typeface="{SANS}"/></a:rPr><a:t>{escape(text)}</a:t></a:r>'
    )
    return (
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{"r" if figure else "l"}"/>{run if text else ""}'
        f'</a:p></a:txBody><a:tcPr {_INSET}><a:solidFill><a:srgbClr val="{ground}"/></a:solidFill></a:tcPr></a:tc>'
    )
