"""A paper as files: PDF, DOCX, XLSX, PPTX, whole or not at all, all of them from the same words and numbers."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from dashboard.exports.paper import Paper

FORMATS = ("pdf", "docx", "xlsx", "pptx")
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


class FormatUnknown(Exception):
    """There is no such format; the text is a German sentence."""


def rendered(paper: Paper, form: str) -> bytes:
    """The bytes of a paper in one format; raises FormatUnknown or pdf.PdfRefused."""
    return _writer(form)(paper)


def _writer(form: str) -> Callable[[Paper], bytes]:
    # Each writer brings a library of its own: who wants a workbook does not wait for Typst.
    match form:
        case "pdf":
            from dashboard.exports.paper_pdf import paper_pdf

            return paper_pdf
        case "docx":
            from dashboard.exports.paper_docx import paper_docx

            return paper_docx
        case "xlsx":
            from dashboard.exports.paper_xlsx import paper_xlsx

            return paper_xlsx
        case "pptx":
            from dashboard.exports.paper_pptx import paper_pptx

            return paper_pptx
    raise FormatUnknown(f"Das Format „{form}“ gibt es nicht. Möglich: {', '.join(FORMATS)}.")


def file_name(paper: Paper, form: str) -> str:
    """KIM_quartalsbericht_2026-Q3_rat.pdf; a draft says so in its name."""
    state = "" if paper.state == "freigegeben" else f"_{paper.state}"
    return f"KIM_{paper.id}_{paper.period}_{paper.origin.audience}{state}.{form}"


def write(paper: Paper, out: Path, forms: Iterable[str] = FORMATS) -> tuple[Path, ...]:
    """Write the formats into a folder; every one is made before the first is placed. Raises OSError, too."""
    writers = {form: _writer(form) for form in forms}
    made = {file_name(paper, form): writer(paper) for form, writer in writers.items()}
    out.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        aside = out / f".{name}.{os.getpid()}"
        aside.write_bytes(content)
        aside.replace(out / name)
    return tuple(out / name for name in made)
