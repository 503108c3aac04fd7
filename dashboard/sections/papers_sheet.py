"""The sheet of a paper on the screen: the same words, tables and drawings as in the files, bound numbers underlined."""

from collections.abc import Sequence
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from dashboard import sentences
from dashboard.charts.render import forms
from dashboard.components.drawing import drawing
from dashboard.components.status import pill
from dashboard.components.table import Cell as TableCell
from dashboard.components.table import Column, table
from dashboard.exports.paper import STATE_NAMES, Block, Cell, Grid, Paper, Paragraph, Section

PICTURE = "/vorlagen/bild"


def sheet(paper: Paper, show: str, release_id: str) -> Component:
    """The whole paper; `show` and the release lead to its pictures."""
    where = f"show={quote(show)}&release={quote(release_id)}"
    title = html.H2(f"{paper.title}, {paper.period_text}")
    state = html.P([html.B(STATE_NAMES[paper.state]), f" · {paper.kind} · {paper.running}"], className="micro")
    notice = [html.P(paper.notice, className="example-note")] if paper.notice else []
    parts = [_section(section, where) for section in paper.sections]
    return html.Article(
        [title, state, *notice, *parts], className="panel sheet", lang="de", **{"aria-label": "Vorschau"}
    )


def _section(section: Section, where: str) -> Component:
    head = html.H3(section.title)
    body: list[Component] = [paragraph(p) for p in section.paragraphs]
    if section.findings:
        body.append(
            html.Ul(
                [
                    html.Li(
                        [drawing(forms.form(f.state)), html.Span([html.B(f"{f.word}: {f.title}. "), f.text])],
                        className=f"tone-{forms.TONES[f.state]}",
                    )
                    for f in section.findings
                ],
                className="findings",
            )
        )
    body += [_grid(grid) for grid in section.grids]
    body += [_block(block, where) for block in section.blocks]
    if section.facts:
        rows = [html.Div([html.Dt(f.term), html.Dd([html.P(text) for text in f.paragraphs])]) for f in section.facts]
        body.append(html.Details([html.Summary("Definitionen zeigen"), html.Dl(rows, className="pairs")]))
    return html.Section([head, *body], id=f"teil-{section.id}")


def paragraph(runs: Paragraph) -> Component:
    """A paragraph whose bound numbers are underlined, and marked with what stood there before where it changed."""
    parts: list[Component | str] = []
    for run in runs:
        if not run.token:
            parts.append(run.text)
        elif run.was:
            before = html.Span(f" (vorher {run.was})", className="note")
            parts.append(html.Mark([run.text, before], className="bound changed", title=run.token))
        else:
            parts.append(html.Span(run.text, className="bound", title=f"gebunden: {run.token}"))
    return html.P(parts)


def _block(block: Block, where: str) -> Component:
    parts: list[Component] = [html.H4(block.title)]
    if block.state and block.state != "none" and (judged := pill(block.state)) is not None:
        parts.append(html.P([judged, f" {block.finding}"] if block.finding else judged))
    parts.append(html.P(" ".join(block.sentences)))
    if block.offer:
        parts.append(html.P(block.offer, className="coarser"))
    parts += [html.P([html.B(f"{fact.term}: "), " ".join(fact.paragraphs)]) for fact in block.remarks]
    if block.drawing is not None:
        picture = html.Img(src=f"{PICTURE}/{block.id}.svg?{where}", alt=block.drawing.alt, className=block.drawing.kind)
        parts.append(html.Figure([html.Figcaption(block.caption, className="note"), picture]))
    if block.table is not None:
        parts.append(_grid(block.table))
    notes = [*(f"{note.mark} {note.text}" for note in block.notes), *([block.source] if block.source else [])]
    parts.append(html.P([html.Span(note, className="note-line") for note in notes], className="micro"))
    return html.Div(parts, className="piece", id=f"block-{block.id}")


def _grid(grid: Grid) -> Component:
    heads = [Column(column.title, column.figure) for column in grid.columns]
    return table(grid.caption, heads, [[_cell(cell) for cell in row] for row in grid.rows])


def _cell(cell: Cell) -> TableCell:
    if cell.state is not None:
        return pill(cell.state) or sentences.STATE_WORDS[cell.state]
    if cell.word and cell.number is None:
        return [html.Span(cell.text, title=cell.word, **{"aria-hidden": "true"}), html.Span(cell.word, className="vh")]
    return [cell.text, html.Span(f" ({cell.word})", className="vh")] if cell.word else cell.text


def outline(sections: Sequence[Section]) -> Component:
    """The parts of the paper as links into the sheet."""
    items = [html.Li(html.A(s.title, href=f"#teil-{s.id}"), className=f"level-{s.level}") for s in sections]
    return html.Nav(html.Ol(items), className="outline", **{"aria-label": "Gliederung"})
