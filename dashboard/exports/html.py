"""Documents as one HTML file: semantic, with its own small style and fonts, asking no other host for anything."""

import base64
from collections.abc import Iterable
from html import escape
from pathlib import Path

from dashboard import theme
from dashboard.charts.render import forms
from dashboard.exports.content import Cell, Chapter, Document, Fact, Latest, Part, Sheet, Table
from dashboard.formulas import Fraction
from dashboard.settings import ASSETS

STYLE = Path(__file__).with_name("handbook.css")
_FONTS = {"Source Sans 3 Variable": "source-sans-3-latin", "Source Serif 4 Variable": "source-serif-4-latin"}


class FontMissing(Exception):
    """A font of the page is not there; the text is a German sentence."""


def page(document: Document) -> str:
    """The whole document as HTML text; raises FontMissing."""
    title = f"{document.title}, {document.subtitle}"
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style(document)}</style>"
    )
    body = (
        '<a class="skip" href="#inhalt">Zum Inhalt</a>'
        f"{_cover(document)}{_contents(document)}"
        f'<main id="inhalt" tabindex="-1">{_join(_chapter(c) for c in document.chapters)}</main>'
        f"<footer>{_paragraphs([f'{document.title} · {document.running}', document.notice])}</footer>"
    )
    return f'<!doctype html>\n<html lang="de"><head>{head}</head><body>{body}</body></html>\n'


def style(document: Document) -> str:
    """Colours, fonts, our own rules, and what stands on every printed page."""
    # In a CSS string a backslash and a quote would end it early; "<" could close the style element.
    texts = [
        text.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")
        for text in (document.notice, f"{document.title} · {document.subtitle}", document.running)
    ]
    margins = (
        f'@page {{ @top-left {{ content: "{texts[1]}" }} @top-right {{ content: "{texts[0]}" }}'
        f' @bottom-left {{ content: "{texts[2]}" }} }}'
    )
    faces = _join(_face(family, name) for family, name in _FONTS.items())
    return f"{theme.tokens_css()}{faces}{STYLE.read_text(encoding='utf-8')}{margins}"


def _face(family: str, name: str) -> str:
    file = ASSETS / "vendor" / "fonts" / f"{name}.woff2"
    try:
        content = base64.b64encode(file.read_bytes()).decode("ascii")
    except OSError:
        raise FontMissing(f"Die Schrift {file.name} fehlt in {file.parent}. Was hilft: make setup") from None
    source = f"url(data:font/woff2;base64,{content}) format('woff2')"
    return f'@font-face{{font-family:"{family}";font-weight:200 900;src:{source}}}\n'


def _join(parts: Iterable[str]) -> str:
    return "".join(parts)


def _paragraphs(texts: Iterable[str], kind: str = "") -> str:
    name = f' class="{kind}"' if kind else ""
    return _join(f"<p{name}>{escape(text)}</p>" for text in texts if text)


def _cover(document: Document) -> str:
    notice = f'<p class="notice">{escape(document.notice_long)}</p>' if document.notice_long else ""
    return (
        f'<header class="cover"><p class="city">{escape(document.subtitle)}</p>'
        f"<h1>{escape(document.title)}</h1>{notice}{_facts(document.cover)}</header>"
    )


def _contents(document: Document) -> str:
    entries = []
    for chapter in document.chapters:
        listed: list[Part | Sheet] = [*chapter.parts, *chapter.sheets]
        inner = _join(f'<li><a href="#{escape(part.anchor)}">{escape(part.title)}</a></li>' for part in listed)
        below = f"<ol>{inner}</ol>" if inner else ""
        entries.append(f'<li><a href="#{escape(chapter.anchor)}">{escape(chapter.title)}</a>{below}</li>')
    return f'<nav aria-labelledby="verzeichnis"><h2 id="verzeichnis">Inhalt</h2><ol>{_join(entries)}</ol></nav>'


def _chapter(chapter: Chapter) -> str:
    name = escape(chapter.anchor)
    parts = _join(_part(part) for part in chapter.parts) + _join(_sheet(sheet) for sheet in chapter.sheets)
    facts = _facts(chapter.facts) if chapter.facts else ""
    return (
        f'<section class="chapter" aria-labelledby="{name}"><h2 id="{name}">{escape(chapter.title)}</h2>'
        f"{_paragraphs(chapter.paragraphs, 'lead')}{parts}{facts}</section>"
    )


def _part(part: Part) -> str:
    table = _table(part.table) if part.table else ""
    heading = f'<h3 id="{escape(part.anchor)}">{escape(part.title)}</h3>'
    facts = _facts(part.facts) if part.facts else ""
    return f'<div class="part">{heading}{_paragraphs(part.paragraphs)}{table}{facts}</div>'


def _sheet(sheet: Sheet) -> str:
    name = escape(sheet.anchor)
    details = (
        f'<div><dt>Zählweise</dt><dd class="fine">{_paragraphs(sheet.details)}</dd></div>' if sheet.details else ""
    )
    formula = f"<p>{escape(sheet.formula)}</p>{_fraction(sheet.fraction) if sheet.fraction else ''}"
    targets = _table(sheet.targets) if sheet.targets else _paragraphs([sheet.unjudged])
    return (
        f'<article aria-labelledby="{name}"><h3 id="{name}">{escape(sheet.title)}</h3>'
        f'<p class="question">{escape(sheet.question)}</p>{_latest(sheet.latest)}'
        f'<dl class="facts">{_join(map(_fact, sheet.meaning))}'
        f"<div><dt>Formel</dt><dd>{formula}</dd></div>{details}</dl>"
        f'<dl class="facts short">{_join(map(_fact, sheet.profile))}</dl>'
        f"<h4>Ziele und Schwellen</h4>{targets}<h4>Lieferungen</h4>{_table(sheet.sources)}"
        f"<h4>Grenzen und Verantwortung</h4>{_facts(sheet.rest)}</article>"
    )


def _latest(latest: Latest) -> str:
    sign = f'<sup aria-hidden="true">{escape(latest.sign)}</sup>' if latest.sign else ""
    state = f'<span class="state {forms.TONES[latest.state]}">{_form(latest)}{escape(latest.word)}</span>' if (
        latest.state
    ) else ""  # fmt: skip
    words = f"<span>{escape(latest.sign_words)}</span>" if latest.sign_words else ""
    notes = f'<p class="notes">{escape(" · ".join(latest.notes))}</p>' if latest.notes else ""
    return (
        f'<div class="latest"><p class="value"><span class="vh">Letzter Wert: </span>{escape(latest.value)}{sign}</p>'
        f"<div><p><span>Stand {escape(latest.stand)}</span>{state}{words}</p>{notes}</div></div>"
    )


def _form(marked: Latest | Cell) -> str:
    return forms.form(marked.state).markup() + " " if marked.state else ""


def _fraction(fraction: Fraction) -> str:
    """The sentence before it again for the eye; who listens has heard it."""
    times = f"<span>{escape(fraction.times)}</span>" if fraction.times else ""
    return (
        '<p class="formula" aria-hidden="true"><span class="fraction">'
        f"<span>{escape(fraction.of)}</span><span>{escape(fraction.to)}</span></span>{times}</p>"
    )


def _facts(facts: Iterable[Fact]) -> str:
    return f'<dl class="facts">{_join(map(_fact, facts))}</dl>'


def _fact(fact: Fact) -> str:
    return f"<div><dt>{escape(fact.term)}</dt><dd>{_paragraphs(fact.paragraphs)}</dd></div>"


def _table(table: Table) -> str:
    columns = _join(f'<col style="width:{100 * w / sum(table.widths):.1f}%">' for w in table.widths)
    heads = _join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    rows = _join(f"<tr>{_join(map(_cell, row))}</tr>" for row in table.rows)
    name = escape(table.caption)
    return (
        f'<div class="scroll" role="region" aria-label="{name}" tabindex="0"><table>'
        f'<caption class="vh">{name}</caption><colgroup>{columns}</colgroup>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(cell: Cell) -> str:
    text = escape(cell.text)
    inner = f'<a href="#{escape(cell.anchor)}">{text}</a>' if cell.anchor else text
    return f"<td>{_form(cell)}{inner}</td>"
