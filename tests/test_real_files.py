"""`etl check` on every real file: an exit code, never a traceback, and a sentence that says what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_city import CLOCK, REPOSITORY, whole_catalogue

from etl.dryrun import Checked, dry_run
from etl.home import Home
from etl.wording import checked_text

pytestmark = pytest.mark.real_data
OFFICIAL = {
    "einwohner_12411",
    "schutzsuchende_12531",
    "beschaeftigte_13111",
    "ba_arbeitslose",
    "ba_beschaeftigungsquote",
    "ba_beschaeftigte_alter",
}
# What the person who reads the answer can do next.
TO_DO = ("ablegen", "vergleichen", "ergänzen", "vereinbaren", "einblenden", "abrufen", "eintragen", "gehört nicht")


def files() -> list[Path]:
    return sorted(path for path in Path(os.environ["KIM_REAL_DATA"]).rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, Checked]]:
    nowhere = Home(tmp_path_factory.mktemp("keine") / "home")
    catalogue = whole_catalogue()
    return [(path, answer) for path in files() for answer in dry_run([path], nowhere, catalogue, CLOCK)]


def test_every_file_has_an_answer_that_says_what_to_do(answers: list[tuple[Path, Checked]]) -> None:
    assert {path for path, _ in answers} == set(files())
    for path, answer in answers:
        report, text = answer.loaded.report, checked_text(answer)
        assert path.name in text
        assert report.rows_read == report.rows_accepted + report.rows_rejected + report.rows_duplicate, path
        if report.outcome == "abgelehnt":
            assert any(word in text for word in TO_DO), text
            assert "?" not in text
            assert ".." not in text.replace("…", ""), text
        else:
            assert report.rows_accepted > 0, path
            assert report.data_as_of is not None, path


def test_what_has_a_contract_loads_and_nothing_else(answers: list[tuple[Path, Checked]]) -> None:
    taken = {answer.loaded.report.source_id for _, answer in answers if answer.loaded.report.outcome == "uebernommen"}
    assert taken == OFFICIAL
    for path, answer in answers:
        if path.parent.name in ("genesis", "arbeitsagentur"):
            assert (answer.loaded.report.outcome, answer.loaded.report.rows_rejected) == ("uebernommen", 0), path


@pytest.mark.parametrize("part", range(4))
def test_the_command_ends_with_a_code_and_never_with_a_traceback(part: int, tmp_path: Path) -> None:
    some = files()[part::4]
    command = [sys.executable, "-m", "etl", "check", *map(str, some), "--home", str(tmp_path / "home")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=REPOSITORY)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stderr == ""
    assert all(path.name in done.stdout for path in some)
