"""The DOCX opens in LibreOffice and becomes a PDF with the same text: a long test, it needs LibreOffice."""

import re
import shutil
import subprocess
from pathlib import Path

import paper_release
import pytest

from dashboard.exports import paper_files

pytestmark = pytest.mark.soak
SECONDS = 300


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad-]", "", text)


def test_libreoffice_reads_the_docx_word_for_word(tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.fail("LibreOffice fehlt. Debian, Ubuntu: sudo apt-get install libreoffice-writer-nogui", pytrace=False)
    paper_release.publish(tmp_path)
    paper = paper_release.council(tmp_path)[2]
    (file,) = paper_files.write(paper, tmp_path / "out", ("docx",))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profil'}"
    call = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(call, check=True, capture_output=True, timeout=SECONDS)
    made = tmp_path / f"{file.stem}.pdf"
    text = subprocess.run(["pdftotext", "-raw", str(made), "-"], check=True, capture_output=True, text=True).stdout
    said = squeezed(text)
    for section in paper.sections:
        assert squeezed(section.title) in said
    for block in paper.blocks():
        for sentence in block.sentences:
            assert squeezed(sentence) in said, block.id
    for grid in paper.grids():
        assert squeezed(grid.caption) in said
        for row in grid.rows:
            assert squeezed(row[-1].text) in said
