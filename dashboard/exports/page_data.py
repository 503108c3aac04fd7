"""The tables and drawings of a page as files: CSV in both number styles, one workbook, SVG; each is stamped."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from dashboard.exports.plain import Plain, PlainTable
from dashboard.exports.workbook import Sheet, workbook
from dashboard.theme import LIGHT

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_TOKEN = re.compile(r"var\(--([a-z0-9-]+)\)")
_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")
_DRAWN = re.compile(r"\.(chart|tile|break)\b")
_VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_MARGIN, _LINE, _CHARACTER = 16.0, 17.0, 6.6


@dataclass(frozen=True)
class Stamp:
    """What every file says about itself, as (title, text): page, choices, release, source, signs."""

    title: str
    lines: tuple[tuple[str, str], ...]


def csv_file(table: PlainTable, stamp: Stamp, *, comma: bool) -> bytes:
    """UTF-8 with byte order mark, semicolons; numbers with a decimal comma, or a point; the stamp stands below."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if comma else ",", lineterminator="\r\n")
    writer.writerow([_text(head) for head in table.heads])
    writer.writerows([_csv_cell(cell, comma=comma) for cell in row] for row in table.rows)
    writer.writerow([])
    for name, text in (("Titel", table.title or stamp.title), *stamp.lines):
        writer.writerow([_text(name), _text(text)])
    return out.getvalue().encode("utf-8-sig")


def xlsx_file(tables: Sequence[PlainTable], stamp: Stamp) -> bytes:
    """A workbook: first what it is, then every table of the page on a sheet of its own."""
    about = Sheet("Über diese Daten", (("Titel", stamp.title), *stamp.lines), heading=False)
    sheets = [
        Sheet(f"{number} {table.title}", (table.heads, *table.rows), heading=True)
        for number, table in enumerate(tables, start=1)
    ]
    return workbook([about, *sheets])


def svg_file(drawn: Sequence[str], finding: str, stamp: Stamp, css: str) -> bytes:
    """Drawings that stand alone, one below the other: colours of the light page, finding above, stamp below."""
    sizes = [_size(markup) for markup in drawn]
    wide = max(w for w, _ in sizes)
    most = int(wide / _CHARACTER)
    texts: list[str] = []
    y = _MARGIN
    for line in wrapped(finding, int(most * 0.7)):
        y += 24
        texts.append(_line("finding", line, y))
    y += _MARGIN
    inner = []
    for markup, (width, height) in zip(drawn, sizes, strict=True):
        place = f'<svg x="{_MARGIN}" y="{y:.0f}" width="{width}" height="{height}"'
        inner.append(markup.replace("<svg", place, 1))
        y += height + _MARGIN
    for name, said in stamp.lines:
        for line in wrapped(f"{name}: {said}", most):
            y += _LINE
            texts.append(_line("stamp", line, y))
    size = f"{wide + 2 * _MARGIN:.0f} {y + _MARGIN:.0f}"
    outer = 'width="{}" height="{}"'.format(*size.split())
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {outer} viewBox="0 0 {size}"><style>{drawing_rules(css)}</style>'
        f'<rect width="100%" height="100%" fill="#FFFFFF"/>{"".join(inner)}{"".join(texts)}</svg>'
    )
    return _TOKEN.sub(lambda m: LIGHT.get(m[1], LIGHT["st-ink"]), text).encode()


def _size(markup: str) -> tuple[float, float]:
    found = _VIEW.search(markup)
    assert found is not None
    return float(found[1]), float(found[2])


def drawing_rules(css: str) -> str:
    """The rules of the style sheets that concern drawings, with a type family that every machine has."""
    plain = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    rules = [f"{selector.strip()}{{{body.strip()}}}" for selector, body in _RULE.findall(plain)
             if _DRAWN.search(selector) and "display" not in body]  # fmt: skip
    own = ".finding{font:600 19px Georgia,serif;fill:#17232E}.stamp{font:12px Arial,sans-serif;fill:#5C6873}"
    return own + "".join(rules).replace("var(--sans)", "Source Sans 3,Arial,sans-serif")


def wrapped(text: str, most: int) -> list[str]:
    """Words in lines of at most `most` characters; a longer word has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _line(kind: str, text: str, y: float) -> str:
    return f'<text class="{kind}" x="{_MARGIN}" y="{y:.0f}">{escape(text)}</text>'


def _csv_cell(cell: Plain, *, comma: bool) -> str:
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",") if comma else f"{cell:f}"
    return _text(cell)


def _text(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
