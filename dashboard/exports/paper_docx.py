"""A paper as DOCX for Mitzeichnung: real headings, styles and tables, drawings with alternative text."""

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
import typst
from docx.document import Document
from docx.shared import Mm, Pt, RGBColor

from dashboard.exports.docx_styles import ACCENTS, QUIET, add_field, prepare
from dashboard.exports.docx_table import FORMS, WIDTH, add_grid, add_table
from dashboard.exports.package import settled
from dashboard.exports.paper import STATE_NAMES, Block, Cell, Drawing, Finding, Grid, Paper, Section
from dashboard.exports.paper_origin import FONTS

PICTURES = Path(__file__).with_name("pictures.typ")
_PPI = 200


def paper_docx(paper: Paper) -> bytes:
    """The document; the same bytes for the same paper."""
    document = docx.Document()
    prepare(document)
    told = document.core_properties
    told.title, told.author = f"{paper.title}, {paper.period_text}", f"{paper.city}, {paper.office}"
    told.subject, told.language, told.comments = paper.kind, "de-DE", paper.running
    told.created = told.modified = paper.origin.published_at.replace(tzinfo=None)
    told.last_modified_by, told.revision = paper.office, 1
    _furniture(document, paper)
    document.add_paragraph(f"{paper.title}, {paper.period_text}", style="Title")
    _form(document, paper)
    drawn = [block.id for block in paper.blocks() if block.drawing is not None]
    drawings = [block.drawing for block in paper.blocks() if block.drawing is not None]
    made = dict(zip(drawn, pictures(drawings), strict=True))
    for section in paper.sections:
        _section(document, section, made)
    origin = paper.origin
    document.add_paragraph(
        f"Erzeugt mit KIM-Cockpit aus Ausgabe {origin.release_id}, Katalog {origin.catalogue_hash[:12]}, "
        f"Definitionen {origin.definitions}; Prüfsumme {paper.checksum}.",
        style="Anmerkung",
    )
    out = io.BytesIO()
    document.save(out)
    return settled(out.getvalue())


def _furniture(document: Document, paper: Paper) -> None:
    """Header and footer of every page."""
    page = document.sections[0]
    head = page.header.paragraphs[0]
    state = "" if paper.state == "freigegeben" else f" · {STATE_NAMES[paper.state]}"
    notice = f" · {paper.notice}" if paper.notice else ""
    head.text = f"{paper.city}, {paper.office}\n{paper.kind}{state}{notice}"
    foot = page.footer.paragraphs[0]
    foot.text = f"{paper.running}\nSeite "
    add_field(foot, "PAGE")
    foot.add_run(" von ")
    add_field(foot, "NUMPAGES")


def _form(document: Document, paper: Paper) -> None:
    if paper.head:
        add_table(document, "Angaben zur Vorlage", (), [(Cell(a), Cell(b)) for a, b in paper.head], [30, 70])
    if paper.route:
        document.add_heading("Beratungsfolge", 1)
        heads = (Cell("Gremium"), Cell("Termin"), Cell("Zuständigkeit"))
        rows = [(Cell(body), Cell(""), Cell(role)) for body, role in paper.route]
        add_table(document, "Beratungsfolge", heads, rows, [54, 20, 26])


def _section(document: Document, section: Section, made: Mapping[str, bytes]) -> None:
    document.add_heading(section.title, section.level)
    for paragraph in section.paragraphs:
        document.add_paragraph("".join(run.text for run in paragraph))
    for finding in section.findings:
        _finding(document, finding)
    for grid in section.grids:
        _grid(document, grid)
    for block in section.blocks:
        _block(document, block, made)
    for fact in section.facts:
        line = document.add_paragraph()
        line.add_run(f"{fact.term}. ").bold = True
        line.add_run(" ".join(fact.paragraphs))


def _finding(document: Document, finding: Finding) -> None:
    paragraph = document.add_paragraph(style="List Bullet")
    _judged(paragraph, finding.state, f"{finding.word}: ")
    paragraph.add_run(f"{finding.title}. ").bold = True
    paragraph.add_run(finding.text)


def _judged(paragraph: Any, state: str, text: str) -> None:
    run = paragraph.add_run(f"{FORMS.get(state, '○')} {text}")
    run.bold = True
    run.font.color.rgb = RGBColor.from_string(ACCENTS.get(state, QUIET))


def _block(document: Document, block: Block, made: Mapping[str, bytes]) -> None:
    document.add_heading(block.title, 3)
    if block.state and block.word and block.state != "none":
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        _judged(paragraph, block.state, block.word)
        if block.finding:
            paragraph.add_run(f"  {block.finding}").bold = True
    said = document.add_paragraph(" ".join(block.sentences))
    said.paragraph_format.keep_with_next = block.drawing is not None
    for fact in block.remarks:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{fact.term}: ").bold = True
        paragraph.add_run(" ".join(fact.paragraphs))
    if block.drawing is not None:
        _picture(document, block.drawing, block.caption, made[block.id])
    if block.table is not None:
        _grid(document, block.table)
    for note in block.notes:
        document.add_paragraph(f"{note.mark} {note.text}", style="Anmerkung")
    if block.source:
        document.add_paragraph(block.source, style="Anmerkung")


def _picture(document: Document, drawing: Drawing, caption: str, png: bytes) -> None:
    """The drawing with its alternative text; Word shows no SVG everywhere."""
    if not drawing.alt:
        raise ValueError(f"{caption}: der alternative Text fehlt")
    document.add_paragraph(caption, style="Caption").paragraph_format.keep_with_next = True
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    picture = paragraph.add_run().add_picture(io.BytesIO(png), width=Mm(_wide(drawing)))
    named = picture._inline.docPr  # python-docx has no other way to set the alternative text
    named.set("descr", drawing.alt)
    named.set("title", caption)


def _wide(drawing: Drawing) -> int:
    """Width of a drawing in millimetres."""
    return WIDTH if drawing.kind == "karte" else 120


def pictures(drawings: Sequence[Drawing]) -> tuple[bytes, ...]:
    """Drawings as PNG with 200 dots an inch, all in one run and without a browser."""
    if not drawings:
        return ()
    told = json.dumps([(drawing.svg, _wide(drawing)) for drawing in drawings])
    made = typst.compile(
        PICTURES,
        root=PICTURES.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="png",
        ppi=_PPI,
        sys_inputs={"drawings": told},
    )
    return tuple(made) if isinstance(made, list) else (made,)


def _grid(document: Document, grid: Grid) -> None:
    caption = document.add_paragraph(grid.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    add_grid(document, grid)
    document.add_paragraph().paragraph_format.space_after = Pt(2)
