"""What holds for every test: no test touches a real home, and hypothesis searches without a deadline."""

import itertools
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import settings

from provision.paths import ROOT

settings.register_profile("ci", deadline=None, derandomize=False, print_blob=True)
settings.load_profile("ci")

DEMO = ROOT / "data" / "demo"
HOME_FILES = {"workshop.duckdb", "CURRENT", "HISTORY", "secret.key"}
CACHES = {"__pycache__", ".hypothesis", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache"}
COMMANDS_WITH_A_HOME = {
    *("briefing", "check", "deliveries", "handbook", "open-data", "purge", "releases", "replay", "rollback", "run"),
    *("serve", "doctor", "backup"),
}
# What runs the whole path from files to a release, or builds a large release, is left to make test.
WHOLE_PATH = {"run_city", "write_example", "workshop_of", "scenario_release", "inquiry_release", "handbook_release"}
WHOLE_FIXTURES = {"offices", "ready", "served"}
# Audit events that change what is on disk: event -> how many of its first arguments are paths.
CHANGES = {"os.mkdir": 1, "os.remove": 1, "os.rename": 2, "os.chmod": 1}

_watching = False


class HomeTouched(AssertionError):
    """A test reached for data that is not its own."""


def forbid(path: Path, writing: bool) -> None:
    """Raise HomeTouched for the demo, for writing into the checkout, and for a home outside temporary folders."""
    real = path.resolve()
    if real.is_relative_to(DEMO):
        raise HomeTouched(f"a test touches the demo: {real}")
    if real.is_relative_to(ROOT):
        if writing and not CACHES.intersection(real.parts):
            raise HomeTouched(f"a test writes into the checkout: {real}")
    elif real.name in HOME_FILES and not real.is_relative_to(Path(tempfile.gettempdir()).resolve()):
        raise HomeTouched(f"a test touches a home outside its temporary folder: {real}")


def forbid_default_home(arguments: list[str]) -> None:
    """Raise HomeTouched when a command line would work on the default home, which is the demo."""
    module = next((name for flag, name in itertools.pairwise(arguments) if flag == "-m"), "")
    needs_home = module in ("etl", "dashboard") and COMMANDS_WITH_A_HOME.intersection(arguments)
    if needs_home and not any(word == "--help" or word.startswith("--home") for word in arguments):
        raise HomeTouched(f"a test runs a command without --home: {' '.join(arguments)}")


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching:
        return
    if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
        _, mode, flags = arguments
        writing = bool(mode and set("wax+") & set(mode)) or bool((flags or 0) & (os.O_WRONLY | os.O_RDWR))
        forbid(Path(os.fsdecode(arguments[0])), writing)
    elif event in CHANGES and not (isinstance(arguments[-1], int) and arguments[-1] >= 0):
        # A path relative to an open folder (dir_fd) was judged when that folder was opened.
        for path in arguments[: CHANGES[event]]:
            if isinstance(path, str | bytes | os.PathLike):
                forbid(Path(os.fsdecode(path)), writing=True)
    elif event == "subprocess.Popen":
        forbid_default_home([os.fsdecode(word) for word in arguments[1]])


# An audit hook cannot be taken away again, so it is added once and looks at a switch.
sys.addaudithook(_audit)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what goes the whole path, one by one short, together minutes."""
    for item in items:
        names = vars(getattr(item, "module", None) or object)
        whole = WHOLE_PATH.intersection(names) or getattr(names.get("run"), "__module__", "") == "etl.pipeline"
        if whole or WHOLE_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session", autouse=True)
def no_real_home() -> Iterator[None]:
    """Watch what Python opens and starts, and what DuckDB opens, which Python does not see."""
    global _watching
    patch = pytest.MonkeyPatch()
    connect = duckdb.connect

    def watched(database: Any = ":memory:", *args: Any, **kwargs: Any) -> duckdb.DuckDBPyConnection:
        if not str(database).startswith(":"):
            forbid(Path(database), not kwargs.get("read_only", args[:1] == (True,)))
            _only_temporary(Path(database))
        return connect(database, *args, **kwargs)

    patch.setattr(duckdb, "connect", watched)
    _watching = True
    yield
    _watching = False
    patch.undo()


def _only_temporary(database: Path) -> None:
    if not database.resolve().is_relative_to(Path(tempfile.gettempdir()).resolve()):
        raise HomeTouched(f"a test opens a database outside its temporary folder: {database}")
