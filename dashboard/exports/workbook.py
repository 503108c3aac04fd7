"""A small writer of XLSX workbooks: numbers typed, no text a formula, the same bytes for the same cells."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

_STAMP = (1980, 1, 1, 0, 0, 0)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NAME = re.compile(r"[\[\]:*?/\\']")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
LONGEST_NAME, _WIDEST = 31, 60


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows of texts and numbers; with `heading` the first row is bold and stays on top."""

    name: str
    rows: Sequence[Sequence[str | Decimal]]
    heading: bool


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The bytes of a workbook; sheet names are cut to what Excel allows and made different."""
    names = sheet_names([sheet.name for sheet in sheets])
    parts = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(names),
        "xl/_rels/workbook.xml.rels": _relations(
            [*(("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": _styles(),
    }
    parts |= {f"xl/worksheets/sheet{n}.xml": _sheet(sheet) for n, sheet in enumerate(sheets, start=1)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            member = zipfile.ZipInfo(name, _STAMP)
            member.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(member, _HEAD + text)
    return out.getvalue()


def sheet_names(wanted: Sequence[str]) -> list[str]:
    """Names without forbidden characters, at most 31 long and different from each other, also in lower case."""
    found: list[str] = []
    for name in wanted:
        plain = _NAME.sub(" ", _FORBIDDEN.sub("", name)).strip()[:LONGEST_NAME].strip() or "Tabelle"
        number = 1
        while plain.lower() in (other.lower() for other in found):
            number += 1
            plain = f"{plain[: LONGEST_NAME - 4].rstrip()} ({number})"
        found.append(plain)
    return found


def _sheet(sheet: Sheet) -> str:
    columns = max((len(row) for row in sheet.rows), default=1)
    texts = [[len(str(row[at])) for row in sheet.rows if at < len(row)] for at in range(columns)]
    widths = [min(_WIDEST, max(8, *lengths) + 2) if lengths else 8 for lengths in texts]
    cols = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(widths, start=1))
    frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if sheet.heading else ""
    rows = "".join(
        f'<row r="{n}">{"".join(_cell(c, at, n, sheet) for at, c in enumerate(row))}</row>'
        for n, row in enumerate(sheet.rows, start=1)
    )
    views = f'<sheetViews><sheetView workbookViewId="0">{frozen}</sheetView></sheetViews>'
    return f'<worksheet xmlns="{_MAIN}">{views}<cols>{cols}</cols><sheetData>{rows}</sheetData></worksheet>'


def _cell(cell: str | Decimal, column: int, row: int, sheet: Sheet) -> str:
    bold = (sheet.heading and row == 1) or (not sheet.heading and column == 0)
    style = ' s="1"' if bold else ""
    place = f"{_letters(column)}{row}"
    if isinstance(cell, Decimal):
        return f'<c r="{place}"{style}><v>{cell:f}</v></c>'
    text = escape(_FORBIDDEN.sub("", cell))
    return f'<c r="{place}" t="inlineStr"{style}><is><t xml:space="preserve">{text}</t></is></c>' if text else ""


def _letters(column: int) -> str:
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _book(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, start=1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _relations(parts: Sequence[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(parts, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _types(sheets: int) -> str:
    over = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    over += [(f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in range(1, sheets + 1)]
    parts = "".join(f'<Override PartName="{name}" ContentType="{_SHEET_TYPE}.{kind}+xml"/>' for name, kind in over)
    plain = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    plain += '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{plain}{parts}</Types>'


def _styles() -> str:
    face = '<sz val="11"/><name val="Calibri"/>'
    fonts = f'<fonts count="2"><font>{face}</font><font><b/>{face}</font></fonts>'
    patterns = "".join(f'<fill><patternFill patternType="{kind}"/></fill>' for kind in ("none", "gray125"))
    fills = f'<fills count="2">{patterns}</fills>'
    base = '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf fontId="0"/></cellStyleXfs>'
    cells = '<cellXfs count="2"><xf fontId="0" xfId="0"/><xf fontId="1" xfId="0" applyFont="1"/></cellXfs>'
    return f'<styleSheet xmlns="{_MAIN}">{fonts}{fills}{base}{cells}</styleSheet>'
