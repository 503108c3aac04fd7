"""The command `briefing`: all four formats or one, the names of its files, refusals that end with 1 and a sentence."""

import subprocess
import sys
from pathlib import Path

import paper_release
import pytest
import release_fixture as fixture

pytestmark = pytest.mark.slow


def command(*words: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "dashboard", "briefing", *words]
    return subprocess.run(call, cwd=fixture.ROOT, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    paper_release.publish(home)
    return home


def test_all_formats_are_written_unless_one_is_named(home: Path, tmp_path: Path) -> None:
    common = ("bericht", "--period", "2026-10", "--audience", "rat", "--home", str(home), "--out")
    made = command(*common, str(tmp_path / "alle"))
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.startswith("Monatsbericht, Oktober 2026: ")
    names = sorted(path.name for path in (tmp_path / "alle").iterdir())
    assert names == [f"KIM_bericht_2026-10_rat_entwurf.{form}" for form in ("docx", "pdf", "pptx", "xlsx")]
    one = command(*common, str(tmp_path / "eins"), "--format", "xlsx")
    assert one.returncode == 0
    assert [path.suffix for path in (tmp_path / "eins").iterdir()] == [".xlsx"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("bericht", "--period", "2026-10", "--audience", "leitung"), "kommen nicht hinein"),
        (("bericht", "--period", "2027-01"), "gibt es nicht für den Zeitraum „2027-01“"),
        (("fremd", "--period", "2026-10"), "Die Vorlage „fremd“ gibt es in dieser Ausgabe nicht."),
        (("bericht", "--period", "2026-10", "--format", "odt"), "Das Format „odt“ gibt es nicht."),
        (("bericht", "--period", "2026-10", "--fassung", "3"), "liegt nicht auf dem Schreibtisch"),
        (("bericht", "--period", "2026-10", "--release", "../x"), f"„../x“ gibt es nicht. Vorhanden: {fixture.FIRST}"),
        (("bericht", "--period", "2026-10", "--audience", "alle"), "Möglich: leitung oder rat."),
        (("bericht",), "Bitte den Zeitraum nennen, mit --period. Möglich sind zum Beispiel 2026-10,"),
        ((), "Bitte eine Vorlage nennen: "),
        (("bericht", "--zeit", "2026-10"), "Die Option --zeit gibt es nicht."),
    ],
)
def test_a_refusal_is_a_sentence_and_writes_nothing(
    home: Path, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    made = command(*words, "--home", str(home), "--out", str(tmp_path / "out"))
    assert (made.returncode, made.stdout) == (1, "")
    assert sentence in made.stderr
    assert "Traceback" not in made.stderr
    assert not (tmp_path / "out").exists()


def test_where_nothing_can_be_written_or_read_it_says_what_to_do(home: Path, tmp_path: Path) -> None:
    taken = tmp_path / "datei"
    taken.write_text("belegt")
    common = ("bericht", "--period", "2026-10", "--format", "xlsx", "--home")
    made = command(*common, str(home), "--out", str(taken))
    assert (made.returncode, taken.read_text()) == (1, "belegt")
    assert "kann nicht geschrieben werden (dort liegt eine Datei). Mit --out" in made.stderr
    assert "python -m etl run --home" in command(*common, str(tmp_path)).stderr
    assert "Mit --home eine Einrichtung nennen." in command(*common, str(tmp_path / "fehlt")).stderr
