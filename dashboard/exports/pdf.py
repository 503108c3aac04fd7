"""Documents through Typst: tagged PDF (PDF/UA-1 and PDF/A-2a) with our own fonts, the same bytes for the same input."""

import dataclasses
import datetime as dt
import json
from pathlib import Path

import typst

from dashboard.exports.content import Document
from dashboard.settings import ASSETS

FONTS = ASSETS / "vendor" / "paper"
TEMPLATE = Path(__file__).with_name("handbook.typ")


class PdfRefused(Exception):
    """No PDF could be made; the text is a German sentence."""


def compiled(document: Document, moment: dt.datetime) -> bytes:
    """The document as PDF, with the aware `moment` as its only date; raises PdfRefused.

    Typst refuses what the standards forbid: a missing alternative text, a skipped heading level, a character that
    none of the fonts has.
    """
    if not any(FONTS.glob("*.ttf")):
        raise PdfRefused(f"Die Schriften für Papier fehlen in {FONTS}. Was hilft: make setup")
    try:
        made = typst.compile(
            TEMPLATE,
            root=TEMPLATE.parent,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"document": json.dumps(dataclasses.asdict(document), ensure_ascii=False)},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=int(moment.timestamp()),
        )
    except typst.TypstError as error:
        raise PdfRefused(f"Das PDF konnte nicht gesetzt werden: {error.message}") from error
    assert isinstance(made, bytes)
    return made
