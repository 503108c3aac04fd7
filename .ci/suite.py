"""Runs the checks and the tests: everything, the quick part, or one of the long parts; says what was not run."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from provision.browser import advice, find_browser
from provision.paths import ROOT
from provision.say import say

WORKERS = ["-n", "2"]
APART = "not real_data and not bench and not soak"
SELECTIONS: Mapping[str, str] = {
    "test": APART,
    "compat": APART,
    "check": f"not slow and not browser and {APART}",
    "soak": "soak",
    "real": "real_data",
}
NO_BROWSER = 3
NOTHING_COLLECTED = 5


def lint_steps(scripts: Path) -> dict[str, list[str]]:
    """The checks that read code instead of running it: German name -> command; `scripts` is the bin of the venv."""
    python = str(scripts / "python")
    return {
        "Format": [python, "-m", "ruff", "format", "--check", "--quiet", "."],
        "Regeln": [python, "-m", "ruff", "check", "--quiet", "."],
        "Typen": [python, "-m", "mypy", "--no-error-summary"],
        "Typen der Einrichtung": [python, "-m", "mypy", "--no-error-summary", ".ci"],
        "Importregeln": [str(scripts / "lint-imports"), "--no-logo"],
    }


def pytest_command(python: Path, kind: str, with_browser: bool) -> list[str]:
    """The pytest call of one kind of SELECTIONS; without a browser its tests are left out."""
    selection = SELECTIONS[kind]
    if not with_browser and "browser" not in selection:
        selection = f"({selection}) and not browser"
    return [str(python), "-m", "pytest", *WORKERS, "-m", selection]


def run(command: list[str]) -> int:
    """Run one command in the checkout, its output going straight to the terminal; return its exit status."""
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def verdict(failed: list[str], tests: int, not_run: bool) -> int:
    """The exit status of a whole run, with the sentences that explain it printed last.

    `failed` names the checks that failed, `tests` is pytest's exit status, `not_run` says that browser tests were
    left out for want of a browser: 1 wins over 3, 3 over 0.
    """
    if tests == NOTHING_COLLECTED:
        failed = [*failed, "Tests (es wurde kein einziger ausgeführt)"]
    elif tests != 0:
        failed = [*failed, "Tests"]
    if failed:
        say(f"\nNicht bestanden: {', '.join(failed)}.")
    if not_run:
        say(f"\nNicht gelaufen: die Browser-Tests, denn es fand sich kein Browser.\n{advice()}\nDann: make test")
    if failed:
        return 1
    return NO_BROWSER if not_run else 0


def main(arguments: list[str]) -> int:
    """Run one kind: test, check, compat, soak or real. Returns 0, 1 or 3; 1 with a sentence for wrong usage."""
    if len(arguments) != 1 or arguments[0] not in SELECTIONS:
        say(f"Aufruf: suite.py {' | '.join(SELECTIONS)}")
        return 1
    kind = arguments[0]
    if kind == "real" and not os.environ.get("KIM_REAL_DATA"):
        say("Bitte den Ordner mit den echten Dateien nennen:  make test-real KIM_REAL_DATA=/pfad/zum/ordner")
        return 1
    scripts = ROOT / (".venv-compat" if kind == "compat" else ".venv") / "bin"
    steps = lint_steps(scripts) if kind in ("test", "check") else {}
    failed = [name for name, command in steps.items() if run(command) != 0]
    needs_browser = kind in ("test", "compat")
    browser = needs_browser and find_browser() is not None
    tests = run(pytest_command(scripts / "python", kind, browser))
    return verdict(failed, tests, needs_browser and not browser)


if __name__ == "__main__":
    ended = main(sys.argv[1:])
    # make ends with 2 whatever a recipe ends with; .ci/run passes this on instead.
    (ROOT / ".venv" / "suite-status").write_text(f"{ended}\n", encoding="ascii")
    sys.exit(ended)
