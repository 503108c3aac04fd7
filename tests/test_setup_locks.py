"""The lock files: complete, with hashes, and without the name of any host."""

import json
import re
import tomllib
from pathlib import Path

import pytest

import locks
from provision.paths import ROOT

LOCKS = sorted(ROOT.glob("requirements*.lock"))
HOST = re.compile(r'https?:|--(extra-)?index-url|--find-links|^registry=|"resolved"', re.MULTILINE)


def packages(lock: Path) -> dict[str, str]:
    """Name -> version of every package in a lock file."""
    return dict(re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", lock.read_text(), re.MULTILINE))


@pytest.mark.parametrize("file", [*LOCKS, ROOT / "package-lock.json", ROOT / ".npmrc"], ids=lambda path: path.name)
def test_no_lock_file_names_a_host(file: Path) -> None:
    assert not HOST.search(file.read_text())


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_has_a_hash(lock: Path) -> None:
    entries = re.split(r"^(?=[a-z0-9])", lock.read_text(), flags=re.MULTILINE)[1:]
    assert entries
    assert [
        entry for entry in entries if not re.match(r"\S+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry, re.DOTALL)
    ] == []


def test_the_lock_files_are_those_that_make_lock_writes() -> None:
    assert {lock.name for lock in LOCKS} == set(locks.PYTHON_LOCKS)


def test_duckdb_is_1_5_in_the_lock_and_2_0_for_compat() -> None:
    assert packages(ROOT / "requirements.lock")["duckdb"].startswith("1.5.")
    assert packages(ROOT / "requirements.compat.lock")["duckdb"].startswith("2.0.")


def test_every_declared_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = {
        re.match(r"[A-Za-z0-9-]+", line)[0].lower()  # type: ignore[index]
        for line in [*project["dependencies"], *project["optional-dependencies"]["test"]]
    }
    for name in ("requirements.lock", "requirements.compat.lock"):
        assert declared - set(packages(ROOT / name)) == set()


def test_what_npm_says_of_sponsors_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "package-lock.json"
    file.write_text(json.dumps({"packages": {"a": {"version": "1", "funding": {"url": "https://a"}}, "b": {}}}))
    locks.without_funding(file)
    assert json.loads(file.read_text()) == {"packages": {"a": {"version": "1"}, "b": {}}}
