"""`make test` is green only when everything ran, and says what did not run; `make` lists every target."""

import os
import platform
import re
import socket
import subprocess
from pathlib import Path

import pytest

import bench
import suite
from provision.paths import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("failed", "tests", "not_run", "status"),
    [
        ([], 0, False, 0),
        ([], 0, True, 3),
        ([], 1, False, 1),
        ([], 1, True, 1),
        ([], 2, False, 1),
        ([], 5, False, 1),
        (["Format"], 0, False, 1),
        (["Format"], 0, True, 1),
    ],
)
def test_the_verdict(failed: list[str], tests: int, not_run: bool, status: int) -> None:
    assert suite.verdict(failed, tests, not_run) == status


def test_the_last_lines_say_what_was_not_run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KIM_BROWSER", raising=False)
    suite.verdict([], 0, not_run=True)
    said = capsys.readouterr().out
    assert "Nicht gelaufen: die Browser-Tests" in said
    assert "apt-get install chromium" in said
    assert said.rstrip().endswith("make test")


def test_a_run_without_any_test_is_named_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    suite.verdict([], suite.NOTHING_COLLECTED, not_run=False)
    assert "kein einziger" in capsys.readouterr().out


@pytest.mark.parametrize("kind", suite.SELECTIONS)
def test_without_a_browser_only_its_tests_are_left_out(kind: str) -> None:
    with_it = suite.pytest_command(Path("python"), kind, with_browser=True)[-1]
    without = suite.pytest_command(Path("python"), kind, with_browser=False)[-1]
    assert with_it == suite.SELECTIONS[kind]
    assert "not browser" in without
    assert suite.SELECTIONS[kind] in without


def run_kind(kind: str, browser: Path | None, monkeypatch: pytest.MonkeyPatch) -> tuple[int, list[list[str]]]:
    started: list[list[str]] = []
    monkeypatch.setattr(suite, "find_browser", lambda: browser)
    monkeypatch.setattr(suite, "run", lambda command: started.append(command) or 0)
    return suite.main([kind]), started


def test_everything_is_run_and_a_missing_browser_ends_with_3(monkeypatch: pytest.MonkeyPatch) -> None:
    status, started = run_kind("test", Path("/usr/bin/chromium"), monkeypatch)
    assert status == 0
    assert len(started) == len(suite.lint_steps(Path())) + 1
    status, started = run_kind("test", None, monkeypatch)
    assert status == 3
    assert started[-1][-1].endswith("and not browser")


def test_check_needs_no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    status, started = run_kind("check", None, monkeypatch)
    assert status == 0
    assert "not slow" in started[-1][-1]


def test_compat_runs_in_its_own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    _, (command,) = run_kind("compat", Path("/usr/bin/chromium"), monkeypatch)
    assert command[0] == str(ROOT / ".venv-compat" / "bin" / "python")


def test_real_data_must_be_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("KIM_REAL_DATA", raising=False)
    assert run_kind("real", None, monkeypatch) == (1, [])
    assert "KIM_REAL_DATA=" in capsys.readouterr().out
    assert suite.main([]) == suite.main(["nonsense"]) == 1


def test_make_lists_every_target_in_german() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    internal = {"help", "demo", "python"}
    said = make("-s")
    listed = set(re.findall(r"^  make ([a-z0-9-]+)", said, re.MULTILINE))
    assert listed == set(phony.split()) - internal
    assert {"run", "test", "setup", "check", "bench", "soak", "compat"} <= listed


def test_make_run_uses_the_demo_or_the_named_home_only() -> None:
    plain = make("-n", "run", "PORT=9999")
    assert "etl example --out data/demo/inbox" in plain
    assert "etl run --home data/demo" in plain
    assert "dashboard serve --home data/demo --port 9999" in plain
    named = make("-n", "run", "HOME_DIR=/srv/mein kim")
    assert 'dashboard serve --home "/srv/mein kim" --port 8050' in named
    assert "etl example" not in named
    assert "data/demo" not in named


def make(*arguments: str) -> str:
    """What make prints, whatever a make around the tests was called with."""
    around = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "PORT", "HOME_DIR")
    environment = {name: value for name, value in os.environ.items() if name not in around}
    command = ["make", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout


def test_the_integration_machine_runs_make_test_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("make")] == ["make test && exit 0"]
    assert lines[-1] == 'exit "$(cat .venv/suite-status 2>/dev/null || echo 2)"'
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_a_measurement_replaces_its_own_section_only() -> None:
    first = bench.merge("", ["## b\n\nalt\n", "## a\n\neins\n"])
    second = bench.merge(first, ["## b\n\nneu\n"])
    assert second == bench.HEAD + "\n## a\n\neins\n\n## b\n\nneu\n"


def test_the_machine_is_described_without_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "node", lambda: "rechnername")
    monkeypatch.setattr(socket, "gethostname", lambda: "rechnername")
    said = bench.machine()
    assert "Kerne" in said
    assert "duckdb" in said
    assert "rechnername" not in said
