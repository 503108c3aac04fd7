"""A small writer of XLSX workbooks: the same bytes for the same cells, and no cell is ever a formula."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

Cell = str | int | float | Decimal | bool | dt.date | None
_EPOCH = dt.date(1899, 12, 30)
_STAMP = (1980, 1, 1, 0, 0, 0)
# Characters that XML cannot hold; everything else is kept.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_GENERAL, _TEXT, _DATE, _HEADING, _NOTE = range(5)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LONGEST_CHOICE = 255


@dataclass(frozen=True)
class Sheet:
    """One sheet. Texts are written as texts, numbers and dates typed; rows may differ in length.

    `headings` are the numbers (from 1) of rows shown as headings, `notes` of rows with wrapped text; `widths` are in
    characters; `merged` are ranges like "A1:C1"; `frozen` rows stay on top; `choices` offers words for a column
    (counted from 0) below row `choices_from`. `empty_rows` more rows are prepared as text cells, so that what is
    typed there stays as typed.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    headings: frozenset[int] = frozenset()
    notes: frozenset[int] = frozenset()
    widths: Sequence[float] = ()
    merged: Sequence[str] = ()
    hidden: bool = False
    frozen: int = 0
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    choices_from: int = 1
    empty_rows: int = 0


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """The bytes of a workbook with these sheets; raises ValueError when there is none."""
    if not sheets:
        raise ValueError("a workbook has at least one sheet")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, content in _frame(sheets).items():
            package.writestr(_member(name), content)
        for number, sheet in enumerate(sheets, start=1):
            with package.open(_member(f"xl/worksheets/sheet{number}.xml"), "w", force_zip64=True) as file:
                for part in _sheet(sheet):
                    file.write(part.encode())
    return out.getvalue()


def column_letters(at: int) -> str:
    """A, B, … Z, AA for a column counted from 0."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _STAMP)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


def _frame(sheets: Sequence[Sheet]) -> dict[str, str]:
    """The parts around the sheets: types, relations, the book and its styles."""
    numbers = range(1, len(sheets) + 1)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = [("/xl/workbook.xml", f"{kind}.sheet.main+xml"), ("/xl/styles.xml", f"{kind}.styles+xml")]
    overrides += [(f"/xl/worksheets/sheet{n}.xml", f"{kind}.worksheet+xml") for n in numbers]
    parts = "".join(f'<Override PartName="{part}" ContentType="{type_}"/>' for part, type_ in overrides)
    relations = [(f"{_OFFICE}/worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    names = "".join(
        f'<sheet name={quoteattr(_clean(sheet.name)[:31])} sheetId="{n}"{_state(sheet)} r:id="rId{n}"/>'
        for n, sheet in zip(numbers, sheets, strict=True)
    )
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>',
        "_rels/.rels": _relations([(f"{_OFFICE}/officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations([*relations, (f"{_OFFICE}/styles", "styles.xml")]),
        "xl/styles.xml": _styles(),
    }


def _state(sheet: Sheet) -> str:
    return ' state="hidden"' if sheet.hidden else ""


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _styles() -> str:
    wrapped = '<alignment vertical="top" wrapText="1"/>'
    formats = (
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        f'<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1">{wrapped}</xf>'
        f'<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">{wrapped}</xf>'
    )
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
        '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts>'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill>'
        '<fill><patternFill patternType="solid"><fgColor rgb="FFE6EAF0"/></patternFill></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        f'<cellXfs count="5">{formats}</cellXfs></styleSheet>'
    )


def _sheet(sheet: Sheet) -> Iterator[str]:
    width = max((len(row) for row in sheet.rows), default=0)
    height = max(len(sheet.rows) + sheet.empty_rows, 1)
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}"><dimension ref="A1:{column_letters(max(width, 1) - 1)}{height}"/>'
    if sheet.frozen:
        pane = (
            f'<pane ySplit="{sheet.frozen}" topLeftCell="A{sheet.frozen + 1}" activePane="bottomLeft" state="frozen"/>'
        )
        yield f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    if sheet.widths:
        sizes = enumerate(sheet.widths, start=1)
        cols = "".join(f'<col min="{n}" max="{n}" width="{size}" customWidth="1"/>' for n, size in sizes)
        yield f"<cols>{cols}</cols>"
    yield "<sheetData>"
    letters = [column_letters(at) for at in range(width)]
    for number, row in enumerate(sheet.rows, start=1):
        style = _HEADING if number in sheet.headings else _NOTE if number in sheet.notes else _TEXT
        cells = "".join(_cell(f"{letters[at]}{number}", cell, style) for at, cell in enumerate(row) if cell is not None)
        if cells:
            yield f'<row r="{number}">{cells}</row>'
    for number in range(len(sheet.rows) + 1, len(sheet.rows) + sheet.empty_rows + 1):
        yield f'<row r="{number}">' + "".join(f'<c r="{a}{number}" s="{_TEXT}"/>' for a in letters) + "</row>"
    yield "</sheetData>"
    if sheet.merged:
        ranges = "".join(f'<mergeCell ref="{place}"/>' for place in sheet.merged)
        yield f'<mergeCells count="{len(sheet.merged)}">{ranges}</mergeCells>'
    yield from _choices(sheet, height)
    yield "</worksheet>"


def _choices(sheet: Sheet, height: int) -> Iterator[str]:
    """Lists of words offered in a cell; one that is too long for the format, or holds its separator, is left out."""
    offers = []
    for at, words in sorted(sheet.choices.items()):
        listed = ",".join(words)
        if len(listed) > _LONGEST_CHOICE or any("," in word or '"' in word for word in words):
            continue
        place = f"{column_letters(at)}{sheet.choices_from}:{column_letters(at)}{max(height, sheet.choices_from)}"
        offers.append(
            f'<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="{place}">'
            f"<formula1>{escape(chr(34) + _clean(listed) + chr(34))}</formula1></dataValidation>"
        )
    if offers:
        yield f'<dataValidations count="{len(offers)}">{"".join(offers)}</dataValidations>'


def _cell(place: str, cell: Cell, style: int) -> str:
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, dt.date):
        return f'<c r="{place}" s="{_DATE}"><v>{(cell - _EPOCH).days}</v></c>'
    if isinstance(cell, int | float | Decimal):
        return f'<c r="{place}"><v>{cell}</v></c>'
    text = escape(_clean(str(cell)))
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
