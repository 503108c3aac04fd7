"""The styles of a DOCX paper: page, type, headings, tables, captions, notes; German as its language."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from dashboard.theme import LIGHT

# A city's machines have these; ours are embedded in the PDF only.
SANS, SERIF = "Arial", "Georgia"
INK, QUIET = LIGHT["st-ink"][1:], LIGHT["st-ink-3"][1:]
ACCENTS = {"act": LIGHT["st-act"][1:], "watch": LIGHT["st-watch"][1:], "on_track": LIGHT["st-ok"][1:]}
_SIZES = {"Title": 20.0, "Heading 1": 13.0, "Heading 2": 15.0, "Heading 3": 11.5}


def prepare(document: Document) -> None:
    """Set page, language and styles of a new document."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin, page.bottom_margin = Mm(24), Mm(20)
    page.header_distance = page.footer_distance = Mm(10)
    _face(document.styles["Normal"], SANS, 10)
    document.styles["Normal"].paragraph_format.space_after = Pt(5)
    for name, size in _SIZES.items():
        style = document.styles[name]
        _face(style, SERIF, size)
        style.font.bold = True
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(12), Pt(4)
    _face(document.styles["Caption"], SANS, 9, QUIET)
    document.styles["Caption"].font.bold = False
    for name, size in (("Anmerkung", 8.5), ("Tabellentext", 8.5), ("Tabellenkopf", 8.5)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        _face(style, SANS, size)
        style.paragraph_format.space_after = Pt(1)
    document.styles["Tabellenkopf"].font.bold = True
    for place in ("Header", "Footer"):
        _face(document.styles[place], SANS, 8.5, QUIET)
    _table_style(document)
    _language(document)


def _face(style: Any, family: str, size: float, colour: str = INK) -> None:
    style.font.name, style.font.size = family, Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), family)


def _table_style(document: Document) -> None:
    """Fine rules between rows, none between columns."""
    style: Any = document.styles.add_style("Vorlage", WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    properties = OxmlElement("w:tblPr")
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        rule = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LIGHT["st-line"][1:])):
            rule.set(qn(f"w:{name}"), value)
        borders.append(rule)
    properties.append(borders)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "40")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.append(margins)
    style.element.append(properties)


def _language(document: Document) -> None:
    """German for every run, and words may be broken."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "de-DE")
    assert defaults is not None
    hyphenation = OxmlElement("w:autoHyphenation")
    hyphenation.set(qn("w:val"), "true")
    document.settings.element.insert(1, hyphenation)


def add_field(paragraph: Any, name: str) -> None:
    """A field that Word reckons: PAGE or NUMPAGES."""
    run = paragraph.add_run()._r
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = f" {text} "
        run.append(part)
