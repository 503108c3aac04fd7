"""The four files of a paper: the same numbers read back out of all, an accessible PDF, the same bytes each time."""

import dataclasses
import io
import itertools
import re
import subprocess
import zipfile
from pathlib import Path

import docx
import paper_release
import pptx
import pytest
from python_calamine import CalamineWorkbook

from dashboard.exports import paper_files, paper_pdf
from dashboard.exports.paper import PAPER, Paper
from dashboard.exports.paper_docx import paper_docx
from dashboard.exports.paper_pptx import paper_pptx
from dashboard.exports.pdf import PdfRefused

pytestmark = pytest.mark.slow
SECONDS = 60
# Rows of a table that need a second page in the size of every paper.
FITTING = 24


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    home = tmp_path_factory.mktemp("home")
    paper_release.publish(home)
    return paper_release.council(home)[2]


@pytest.fixture(scope="module")
def files(paper: Paper, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = paper_files.write(paper, tmp_path_factory.mktemp("out"))
    return {path.suffix[1:]: path for path in made}


def tool(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, errors="replace", check=True, timeout=SECONDS).stdout


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00ad", ""))


def words_of(form: str, path: Path) -> str:
    """Everything a file says, as one line."""
    if form == "pdf":
        return plain(tool("pdftotext", "-raw", str(path), "-").replace("-\n", ""))
    if form == "docx":
        document = docx.Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        head = [p.text for p in document.sections[0].header.paragraphs]
        return plain(" ".join([*head, *(p.text for p in document.paragraphs), *cells]))
    if form == "pptx":
        found = []
        for slide in pptx.Presentation(str(path)).slides:
            for shape in slide.shapes:
                if shape.has_text_frame:
                    found.append(shape.text_frame.text)
                if shape.has_table:
                    found += [cell.text for row in shape.table.rows for cell in row.cells]
        return plain(" ".join(found))
    book = CalamineWorkbook.from_path(str(path))
    return plain(
        " ".join(str(cell) for n in book.sheet_names for row in book.get_sheet_by_name(n).to_python() for cell in row)
    )


def test_all_four_say_the_same_sentences(paper: Paper, files: dict[str, Path]) -> None:
    assert set(files) == {"pdf", "docx", "xlsx", "pptx"}
    for form, path in files.items():
        said = words_of(form, path)
        squeezed = re.sub(r"[\s-]", "", said)
        for block in paper.blocks():
            for sentence in block.sentences:
                assert re.sub(r"[\s-]", "", sentence) in squeezed, (form, block.id)
        assert paper.notice in said
        assert paper.checksum in said


def test_all_four_carry_the_same_numbers(paper: Paper, files: dict[str, Path]) -> None:
    wanted = [
        (grid, row, cell) for grid in paper.grids() for row in grid.rows for cell in row if cell.number is not None
    ]
    assert len(wanted) > 30
    said = {form: words_of(form, path) for form, path in files.items()}
    for form in ("pdf", "docx", "pptx"):
        for grid, row, cell in wanted:
            assert plain(cell.text) in said[form], (form, grid.caption, row[0].text)
    book = CalamineWorkbook.from_path(str(files["xlsx"]))
    sheets = [book.get_sheet_by_name(n).to_python() for n in book.sheet_names][2:]
    for grid, sheet in zip(paper.grids(), sheets, strict=True):
        for row, written in zip(grid.rows, sheet[1:], strict=False):
            assert written[0] == row[0].text.replace("\u00a0", " ")
            numbers = [cell.number for cell in row if cell.number is not None]
            assert [v for v in written if isinstance(v, int | float)] == numbers


def test_the_charts_of_the_slides_are_native_and_hold_the_values(paper: Paper, files: dict[str, Path]) -> None:
    charts = [s for slide in pptx.Presentation(str(files["pptx"])).slides for s in slide.shapes if s.has_chart]
    drawings = [block.drawing for block in paper.blocks() if block.drawing is not None]
    assert len(charts) == len(drawings) >= 4
    for shape, drawing in zip(charts, drawings, strict=True):
        plot = shape.chart.plots[0]
        assert tuple(plot.categories) == drawing.categories
        assert [tuple(s.values) for s in plot.series] == [s.values for s in drawing.series]
        assert shape._element.nvGraphicFramePr.cNvPr.get("descr") == drawing.alt
        assert shape.chart.part.chart_workbook.xlsx_part is not None


def test_the_pdf_is_tagged_with_headings_tables_and_alternative_texts(paper: Paper, files: dict[str, Path]) -> None:
    content = files["pdf"].read_bytes()
    for claim in (
        b"<pdfuaid:part>1</pdfuaid:part>",
        b"<pdfaid:part>2</pdfaid:part>",
        b"<pdfaid:conformance>A</pdfaid:conformance>",
    ):
        assert claim in content
    assert b"/Outlines" in content
    assert re.search(rb"/DisplayDocTitle true", content)
    assert re.search(rb"/Lang ?\(de-DE\)", content)
    facts = tool("pdfinfo", "-isodates", str(files["pdf"]))
    assert "Title:           Monatsbericht, Oktober 2026" in facts
    assert "Tagged:          yes" in facts
    structure = tool("pdfinfo", "-struct-text", str(files["pdf"]))
    assert len(re.findall(r"^\s*Figure", structure, re.M)) == sum(b.drawing is not None for b in paper.blocks())
    tables = len(paper.grids()) + 1  # with the one of the Beratungsfolge
    assert len(re.findall(r"^\s*Table\b", structure, re.M)) == tables
    assert len(re.findall(r"^\s*TH\b", structure, re.M)) >= 2 * tables
    levels = [int(n) for n in re.findall(r"^\s*H([1-6])\b", structure, re.M)]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


def test_the_reading_order_is_that_of_the_paper(paper: Paper, files: dict[str, Path]) -> None:
    structure = plain(tool("pdfinfo", "-struct-text", str(files["pdf"])).replace('"', ""))
    heads = [re.sub(r"\s", "", s.title) for s in paper.sections] + [re.sub(r"\s", "", b.title) for b in paper.blocks()]
    squeezed = re.sub(r"\s", "", structure)
    at = [squeezed.find(head) for head in heads[: len(paper.sections)]]
    assert -1 not in at
    assert at == sorted(at)


def test_only_our_fonts_are_embedded(files: dict[str, Path]) -> None:
    for row in tool("pdffonts", str(files["pdf"])).splitlines()[2:]:
        assert re.sub(r"^[A-Z]{6}\+", "", row.split()[0]).partition("-")[0] in {"SourceSans3", "SourceSerif4"}


def test_the_docx_has_real_headings_tables_and_alternative_texts(paper: Paper, files: dict[str, Path]) -> None:
    document = docx.Document(str(files["docx"]))
    heads = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    wanted = [(f"Heading {s.level}", s.title) for s in paper.sections]
    assert [h for h in heads if h in wanted] == wanted
    assert [text for style, text in heads if style == "Heading 3"] == [b.title for b in paper.blocks()]
    alts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert alts == [b.drawing.alt for b in paper.blocks() if b.drawing is not None]
    xml = zipfile.ZipFile(files["docx"]).read("word/document.xml").decode()
    assert xml.count("<w:tblHeader/>") == len(paper.grids()) + 1
    assert 'w:val="de-DE"' in zipfile.ZipFile(files["docx"]).read("word/styles.xml").decode()
    assert document.core_properties.language == "de-DE"


def test_a_drawing_without_alternative_text_is_refused_by_every_format(paper: Paper) -> None:
    sections = []
    for section in paper.sections:
        blocks = tuple(
            dataclasses.replace(b, drawing=dataclasses.replace(b.drawing, alt="")) if b.drawing else b
            for b in section.blocks
        )
        sections.append(dataclasses.replace(section, blocks=blocks))
    mute = dataclasses.replace(paper, sections=tuple(sections))
    with pytest.raises(PdfRefused, match="alt"):
        paper_pdf.paper_pdf(mute)
    for writer in (paper_docx, paper_pptx):
        with pytest.raises(ValueError, match="alternative"):
            writer(mute)


def test_the_same_paper_gives_the_same_bytes_also_when_it_comes_from_the_desk(
    paper: Paper, files: dict[str, Path]
) -> None:
    frozen = PAPER.validate_json(PAPER.dump_json(paper))
    for form, path in files.items():
        assert paper_files.rendered(frozen, form) == path.read_bytes(), form


def test_nothing_is_written_when_one_format_is_unknown(paper: Paper, tmp_path: Path) -> None:
    with pytest.raises(paper_files.FormatUnknown, match="Möglich: pdf, docx, xlsx, pptx"):
        paper_files.write(paper, tmp_path / "out", ("pdf", "odt"))
    assert not (tmp_path / "out").exists()
    assert io.BytesIO(paper_files.rendered(paper, "xlsx")).read(2) == b"PK"


def test_a_paper_of_one_page_is_set_smaller_until_it_fits(paper: Paper, tmp_path: Path) -> None:
    pages = []
    for wanted in (None, 1):
        short = dataclasses.replace(paper, sections=paper.sections[:4], pages=wanted)
        path = tmp_path / f"{wanted}.pdf"
        rows = tuple(row for grid in paper.sections[3].grids for row in grid.rows) * 12
        full = dataclasses.replace(paper.sections[3].grids[0], rows=rows[:FITTING])
        sections = (*short.sections[:3], dataclasses.replace(short.sections[3], grids=(full,)))
        path.write_bytes(paper_pdf.paper_pdf(dataclasses.replace(short, sections=sections)))
        pages.append(int(re.search(r"Pages:\s+(\d+)", tool("pdfinfo", str(path)))[1]))  # type: ignore[index]
    assert pages == [2, 1]
