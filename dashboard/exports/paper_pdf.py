"""A paper as PDF through Typst: tagged, PDF/UA-1 and PDF/A-2a, German hyphenation, charts as vectors."""

import json
from pathlib import Path

import typst

from dashboard.exports.paper import PAPER, STATE_NAMES, Paper
from dashboard.exports.paper_origin import FONTS
from dashboard.exports.pdf import PdfRefused

TEMPLATE = Path(__file__).with_name("paper.typ")


def paper_pdf(paper: Paper) -> bytes:
    """The PDF, the same bytes for the same paper; raises PdfRefused.

    Typst refuses a drawing without alternative text, a skipped level of heading, and a character without a glyph.
    """
    if not any(FONTS.glob("*.ttf")):
        raise PdfRefused(f"Die Schriften für Papier fehlen in {FONTS}. Was hilft: make setup")
    told = PAPER.dump_python(paper, mode="json")
    told |= {"state_word": STATE_NAMES[paper.state], "checksum": paper.checksum}
    told["catalogue"] = paper.origin.catalogue_hash[:12]
    for section in told["sections"]:
        for block in section["blocks"]:
            if block["drawing"] is not None and not block["drawing"]["alt"]:
                block["drawing"]["alt"] = None
    try:
        made = typst.compile(
            TEMPLATE,
            root=TEMPLATE.parent,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"paper": json.dumps(told, ensure_ascii=False)},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=int(paper.origin.published_at.timestamp()),
        )
    except typst.TypstError as error:
        raise PdfRefused(f"Das PDF konnte nicht gesetzt werden: {error.message}") from error
    assert isinstance(made, bytes)
    return made
