"""A paper as PDF through Typst: tagged, PDF/UA-1 and PDF/A-2a, German hyphenation, charts as vectors."""

import json
from pathlib import Path
from typing import Any

import typst

from dashboard.exports.paper import PAPER, STATE_NAMES, Paper
from dashboard.exports.paper_origin import FONTS
from dashboard.exports.pdf import PdfRefused

SIZES = (10.0, 9.5, 9.0, 8.5)
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
    told["size"] = _size(told, paper.pages)
    made = _set(
        told, format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=int(paper.origin.published_at.timestamp())
    )
    assert isinstance(made, bytes)
    return made


def _size(told: dict[str, Any], pages: int | None) -> float:
    """The largest of SIZES in points at which the paper keeps to its pages; the smallest where none does."""
    if pages is None:
        return SIZES[0]
    for size in SIZES[:-1]:
        made = _set({**told, "size": size}, format="svg")
        if (len(made) if isinstance(made, list) else 1) <= pages:
            return size
    return SIZES[-1]


def _set(told: dict[str, Any], **wanted: Any) -> bytes | list[bytes]:
    """What Typst makes of a paper; raises PdfRefused."""
    try:
        made: bytes | list[bytes] = typst.compile(
            TEMPLATE,
            root=TEMPLATE.parent,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs={"paper": json.dumps(told, ensure_ascii=False)},
            **wanted,
        )
    except typst.TypstError as error:
        raise PdfRefused(f"Das PDF konnte nicht gesetzt werden: {error.message}") from error
    return made
