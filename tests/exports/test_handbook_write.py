"""The two files of the handbook: written whole or not at all, from one audience alone, the same bytes each time."""

import os
import re
import subprocess
import sys
from pathlib import Path

import handbook_release
import pytest
import release_fixture as fixture

from dashboard.exports import handbook, pdf

pytestmark = pytest.mark.slow
SECONDS = 30
FAMILIES = {"SourceSans3", "SourceSerif4"}


def tool(*words: str) -> str:
    """What a tool of poppler-utils says; a missing tool fails the test."""
    return subprocess.run(words, capture_output=True, text=True, errors="replace", check=True, timeout=SECONDS).stdout


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> handbook.Written:
    home = tmp_path_factory.mktemp("home")
    handbook_release.publish(home)
    return handbook.write(home, "leitung", home / "neu" / "papier")


def test_only_our_fonts_are_embedded(written: handbook.Written) -> None:
    rows = tool("pdffonts", str(written.pdf)).splitlines()[2:]
    assert len(rows) >= 4
    for row in rows:
        family = re.sub(r"^[A-Z]{6}\+", "", row.split()[0]).partition("-")[0]
        assert family in FAMILIES, row
        assert row.split()[-5] == "yes", row


def test_the_pdf_is_tagged_german_and_claims_its_standards(written: handbook.Written) -> None:
    content = written.pdf.read_bytes()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in content
    facts = tool("pdfinfo", "-isodates", str(written.pdf))
    assert "Title:           Handbuch der Kennzahlen, Stadt Halle (Saale)" in facts
    assert "Tagged:          yes" in facts
    assert "CreationDate:    2026-11-12T07:00:00Z" in facts
    structure = tool("pdfinfo", "-struct", str(written.pdf))
    for tag in ("H1", "H2", "TH ", "Table", "TOC"):
        assert tag in structure


def test_example_data_are_said_on_every_page(written: handbook.Written) -> None:
    pages = tool("pdftotext", "-layout", str(written.pdf), "-").split("\f")[:-1]
    assert len(pages) > len(fixture.INDICATORS)
    for page in pages:
        assert handbook.NOTICE in page
        assert f"Ausgabe {fixture.FIRST} · Sicht Verwaltungsleitung (Mindestfallzahl 3)" in page


def test_both_files_say_the_same_definitions(written: handbook.Written) -> None:
    paper = re.sub(r"\s+", " ", tool("pdftotext", "-raw", str(written.pdf), "-"))
    screen = written.html.read_text(encoding="utf-8")
    for row in fixture.INDICATORS:
        assert row["id"] in paper
        assert row["title"] in screen
        assert row["id"] in screen
    assert "90,3\u00a0%" in screen


def test_the_same_release_gives_the_same_bytes(written: handbook.Written, tmp_path: Path) -> None:
    home = written.pdf.parents[2]
    again = handbook.write(home, "leitung", tmp_path)
    assert again.pdf.read_bytes() == written.pdf.read_bytes()
    assert again.html.read_bytes() == written.html.read_bytes()
    assert sorted(os.listdir(tmp_path)) == ["handbuch.html", "handbuch.pdf"]


def test_an_audience_is_written_from_its_own_file_alone(tmp_path: Path) -> None:
    handbook_release.publish(tmp_path)
    secret = "Nur für die Leitung bestimmt"
    handbook_release.change(tmp_path, "leitung", "update meta.indicator set definition = ?", secret)
    (tmp_path / "releases" / fixture.FIRST / "leitung.duckdb").rename(tmp_path / "leitung.duckdb")
    made = handbook.write(tmp_path, "rat", tmp_path / "out")
    assert made.indicators == len(fixture.INDICATORS)
    assert secret not in made.html.read_text(encoding="utf-8")
    assert "Mindestfallzahl 5" in tool("pdftotext", str(made.pdf), "-")


def test_a_character_without_a_glyph_is_refused_and_nothing_written(tmp_path: Path) -> None:
    handbook_release.publish(tmp_path)
    handbook_release.change(tmp_path, "rat", "update meta.indicator set title = '漢字'")
    with pytest.raises(pdf.PdfRefused, match="nicht gesetzt"):
        handbook.write(tmp_path, "rat", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_missing_paper_fonts_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    handbook_release.publish(tmp_path)
    monkeypatch.setattr(pdf, "FONTS", tmp_path)
    with pytest.raises(pdf.PdfRefused, match="make setup"):
        handbook.write(tmp_path, "rat", tmp_path / "out")


def command(*words: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "dashboard", "handbook", *words]
    return subprocess.run(call, cwd=fixture.ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)


def test_the_command_writes_and_says_what(tmp_path: Path) -> None:
    handbook_release.publish(tmp_path)
    made = command("--home", str(tmp_path), "--audience", "rat", "--out", str(tmp_path / "out"))
    assert (made.returncode, made.stderr) == (0, "")
    assert f"Handbuch der Ausgabe {fixture.FIRST}, {len(fixture.INDICATORS)} Kennzahlen" in made.stdout
    assert (tmp_path / "out" / "handbuch.pdf").read_bytes().startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--audience", "presse"), "Die Sicht „presse“ gibt es in dieser Ausgabe nicht. Bekannt sind: leitung, rat."),
        (("--audience", "../leitung"), "Die Sicht „../leitung“ gibt es"),
        ((), "Bitte eine Sicht nennen: --audience leitung oder rat."),
    ],
)
def test_wrong_audiences_end_with_one_and_a_sentence(tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    handbook_release.publish(tmp_path)
    made = command("--home", str(tmp_path), "--out", str(tmp_path / "out"), *words)
    assert (made.returncode, made.stdout) == (1, "")
    assert sentence in made.stderr
    assert not (tmp_path / "out").exists()


def test_no_home_no_release_and_no_indicator_are_sentences(tmp_path: Path) -> None:
    rat = ("--audience", "rat", "--out", str(tmp_path / "out"))
    missing = command("--home", str(tmp_path / "fehlt"), *rat)
    assert (missing.returncode, "gibt es nicht." in missing.stderr) == (1, True)
    empty = command("--home", str(tmp_path), *rat)
    assert (empty.returncode, "noch nichts veröffentlicht" in empty.stderr) == (1, True)
    handbook_release.publish(tmp_path)
    handbook_release.change(tmp_path, "rat", "delete from meta.indicator")
    bare = command("--home", str(tmp_path), *rat)
    assert (bare.returncode, "keine Kennzahl" in bare.stderr) == (1, True)
    for said in (missing, empty, bare):
        assert "Traceback" not in said.stderr


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    handbook_release.publish(tmp_path)
    (tmp_path / "datei").write_text("")
    made = command("--home", str(tmp_path), "--audience", "rat", "--out", str(tmp_path / "datei" / "papier"))
    assert made.returncode == 1
    assert "kann nicht geschrieben werden" in made.stderr
