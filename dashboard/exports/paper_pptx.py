"""A paper as slides for the committee: a statement a slide, its native chart, its table, its source."""

import io
from typing import Any

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Mm, Pt

from dashboard.exports.docx_styles import SANS, SERIF
from dashboard.exports.docx_table import FORMS
from dashboard.exports.package import settled
from dashboard.exports.paper import STATE_NAMES, Block, Grid, Paper, Section
from dashboard.exports.slide_chart import add_chart
from dashboard.exports.slide_table import add_table
from dashboard.theme import LIGHT

_WIDTH, _HEIGHT, _MARGIN = 338.7, 190.5, 16.0
_COVER, _TITLE_ONLY = 0, 5
_ROWS, _LINES = 9, 11
_TONES = {"act": "st-act", "watch": "st-watch", "on_track": "st-ok"}


def paper_pptx(paper: Paper) -> bytes:
    """The presentation; the same bytes for the same paper."""
    show = pptx.Presentation()
    show.slide_width, show.slide_height = Mm(_WIDTH), Mm(_HEIGHT)
    told = show.core_properties
    told.title, told.author = f"{paper.title}, {paper.period_text}", f"{paper.city}, {paper.office}"
    told.subject, told.language, told.comments = paper.kind, "de-DE", paper.running
    told.created = told.modified = paper.origin.published_at.replace(tzinfo=None)
    _cover(show, paper)
    for section in paper.sections:
        if section.findings:
            _findings(show, section, paper)
        for grid in section.grids:
            _tables(show, section.title, grid, paper)
        for block in section.blocks:
            _block(show, block, paper)
    out = io.BytesIO()
    show.save(out)
    return settled(out.getvalue())


def _cover(show: Any, paper: Paper) -> None:
    slide = show.slides.add_slide(show.slide_layouts[_COVER])
    title, subtitle = slide.shapes.title, slide.placeholders[1]
    _place(title, _MARGIN, 46, _WIDTH - 2 * _MARGIN, 46)
    _place(subtitle, _MARGIN, 96, _WIDTH - 2 * _MARGIN, 40)
    _write(title.text_frame, f"{paper.title}, {paper.period_text}", 38, family=SERIF, bold=True)
    lines = [f"{paper.city}, {paper.office}", f"{paper.kind}, {STATE_NAMES[paper.state]}"]
    _write(subtitle.text_frame, "\n".join([*lines, *([paper.notice] if paper.notice else [])]), 20)
    _foot(slide, paper, "")


def _slide(show: Any, title: str) -> Any:
    slide = show.slides.add_slide(show.slide_layouts[_TITLE_ONLY])
    _place(slide.shapes.title, _MARGIN, 8, _WIDTH - 2 * _MARGIN, 18)
    _write(slide.shapes.title.text_frame, title, 26, family=SERIF, bold=True)
    return slide


def _findings(show: Any, section: Section, paper: Paper) -> None:
    """What matters most, as many slides as it needs."""
    for at in range(0, len(section.findings), 5):
        slide = _slide(show, section.title if at == 0 else f"{section.title} (Fortsetzung)")
        frame = _box(slide, _MARGIN, 30, _WIDTH - 2 * _MARGIN, 135)
        for number, finding in enumerate(section.findings[at : at + 5]):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(10)
            word = f"{FORMS.get(finding.state, '○')} {finding.word}: "
            _run(paragraph, word, 15, bold=True, tone=_TONES.get(finding.state, "st-ink-3"))
            _run(paragraph, f"{finding.title}. ", 15, bold=True)
            _run(paragraph, finding.text, 15)
        _foot(slide, paper, "")


def _block(show: Any, block: Block, paper: Paper) -> None:
    slide = _slide(show, block.title)
    frame = _box(slide, _MARGIN, 27, _WIDTH - 2 * _MARGIN, 30)
    first = frame.paragraphs[0]
    if block.state and block.state != "none":
        tone = _TONES.get(block.state, "st-ink-3")
        _run(first, f"{FORMS.get(block.state, '○')} {block.word}  ", 15, bold=True, tone=tone)
    _run(first, " ".join(block.sentences), 15)
    for text in (block.offer, *(f"{fact.term}: {' '.join(fact.paragraphs)}" for fact in block.remarks)):
        if text:
            _run(frame.add_paragraph(), text, 13)
    table, drawing = block.table, block.drawing
    beside = table is not None and drawing is not None and len(table.rows) <= _LINES and drawing.kind != "karte"
    if drawing is not None:
        wide = 180.0 if beside else _WIDTH - 2 * _MARGIN
        add_chart(slide, drawing, (Mm(_MARGIN), Mm(62), Mm(wide), Mm(100)))
        if beside and table is not None:
            add_table(slide, table, table.rows, (200.0, 64.0, _WIDTH - 200 - _MARGIN))
    elif table is not None:
        add_table(slide, table, table.rows[:_LINES], (_MARGIN, 64.0, _WIDTH - 2 * _MARGIN))
    notes = " · ".join(f"{note.mark} {note.text}" for note in block.notes)
    _foot(slide, paper, f"{block.source} {notes}".strip())
    if table is not None and drawing is not None and not beside:
        _tables(show, block.title, table, paper)


def _tables(show: Any, title: str, grid: Grid, paper: Paper) -> None:
    """A table on as many slides as it needs, with its headings on each."""
    for at in range(0, len(grid.rows), _ROWS):
        slide = _slide(show, title if at == 0 else f"{title} (Fortsetzung)")
        _write(_box(slide, _MARGIN, 26, _WIDTH - 2 * _MARGIN, 8), grid.caption, 13)
        add_table(slide, grid, grid.rows[at : at + _ROWS], (_MARGIN, 37.0, _WIDTH - 2 * _MARGIN))
        _foot(slide, paper, "")


def _foot(slide: Any, paper: Paper, source: str) -> None:
    frame = _box(slide, _MARGIN, 168, _WIDTH - 2 * _MARGIN, 18)
    if source:
        _run(frame.paragraphs[0], source, 10, tone="st-ink-2")
    line = frame.add_paragraph() if source else frame.paragraphs[0]
    notice = f"{paper.notice} · " if paper.notice else ""
    _run(line, f"{notice}{paper.running} · Prüfsumme {paper.checksum}", 10, tone="st-ink-3")


def _box(slide: Any, left: float, top: float, width: float, height: float) -> Any:
    frame = slide.shapes.add_textbox(Mm(left), Mm(top), Mm(width), Mm(height)).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = Emu(0)
    return frame


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = Mm(left), Mm(top), Mm(width), Mm(height)


def _write(frame: Any, text: str, size: float, *, family: str = SANS, bold: bool = False) -> None:
    frame.word_wrap = True
    for at, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        _run(paragraph, line, size, family=family, bold=bold)


def _run(
    paragraph: Any, text: str, size: float, *, family: str = SANS, bold: bool = False, tone: str = "st-ink"
) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.name, run.font.bold = Pt(size), family, bold
    run.font.color.rgb = RGBColor.from_string(LIGHT[tone][1:])
    run.font.language_id = MSO_LANGUAGE_ID.GERMAN
