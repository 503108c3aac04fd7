"""Setup makes an environment by whatever this machine has, installs only what a lock file holds, and does it once."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from provision import python_env
from provision.paths import fingerprint, is_current
from provision.say import SetupError


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Commands that setup would start; each one succeeds and does nothing."""
    started: list[list[str]] = []

    def record(command: list[object], **_: object) -> subprocess.CompletedProcess[str]:
        started.append([str(word) for word in command])
        return subprocess.CompletedProcess(command, 0, stdout="3.11", stderr="")

    monkeypatch.setattr(subprocess, "run", record)
    return started


def machine_with(monkeypatch: pytest.MonkeyPatch, *tools: str) -> None:
    """Let only these of ensurepip, virtualenv (module or program) and uv be there."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object() if name in tools else None)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if f"/{name}" in tools else None)


@pytest.mark.parametrize(
    ("tools", "expected"),
    [
        (("ensurepip", "virtualenv", "/uv"), ["venv", "virtualenv", "uv"]),
        (("/virtualenv",), ["virtualenv"]),
        (("/uv",), ["uv"]),
        ((), []),
    ],
)
def test_ways_in_their_order(tools: tuple[str, ...], expected: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    machine_with(monkeypatch, *tools)
    assert [label for label, _ in python_env.ways()] == expected


def test_every_way_uses_the_running_python(
    monkeypatch: pytest.MonkeyPatch, calls: list[list[str]], tmp_path: Path
) -> None:
    machine_with(monkeypatch, "ensurepip", "/virtualenv", "/uv")
    for _, way in python_env.ways():
        assert way(tmp_path / ".venv")
    assert len(calls) == 3
    assert all(sys.executable in call and str(tmp_path / ".venv") in call for call in calls)


def test_without_any_way_the_apt_line_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    machine_with(monkeypatch)
    with pytest.raises(SetupError, match=r"sudo apt-get install python3\.\d+-venv"):
        python_env.ready(tmp_path)
    assert not (tmp_path / ".venv").exists()


def test_a_way_that_fails_is_followed_by_the_next(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    venv = tmp_path / ".venv"

    def half(place: Path) -> bool:
        place.mkdir()
        return False

    def whole(place: Path) -> bool:
        assert not place.exists(), "what the first way left behind is gone"
        place.mkdir()
        return True

    monkeypatch.setattr(python_env, "ways", lambda: [("half", half), ("whole", whole)])
    monkeypatch.setattr(python_env, "works", Path.exists)
    python_env.create(venv)
    assert venv.is_dir()


def test_an_environment_without_pip_or_moved_does_not_work(tmp_path: Path) -> None:
    venv, moved = tmp_path / "venv", tmp_path / "moved"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    (site,) = venv.glob("lib/*/site-packages")
    pip = venv / "bin" / "pip"
    pip.write_text(f"#!{venv}/bin/python\n")
    assert not python_env.works(venv), "the program is there, the module is not"
    (site / "pip.py").write_text("")
    assert python_env.works(venv)
    shutil.copytree(venv, moved, symlinks=True)
    assert not python_env.works(moved)
    (venv / "bin" / "python").unlink()
    assert not python_env.works(venv)


def test_a_lock_file_is_installed_with_pip_and_hashes_once(calls: list[list[str]], tmp_path: Path) -> None:
    venv, lock = tmp_path / ".venv", tmp_path / "a.lock"
    venv.mkdir()
    lock.write_text("a==1 --hash=sha256:0\n")

    def installs() -> list[list[str]]:
        return [call for call in calls if "pip" in call]

    python_env.install(lock, venv)
    (command,) = installs()
    assert command[0] == str(venv / "bin" / "python")
    assert "--require-hashes" in command
    assert command[-2:] == ["-r", str(lock)]
    python_env.install(lock, venv)
    assert len(installs()) == 1
    lock.write_text("a==2 --hash=sha256:0\n")
    python_env.install(lock, venv)
    assert len(installs()) == 2


def test_a_failed_installation_leaves_no_stamp(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(command: list[object], **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1 if "pip" in command else 0, stdout="3.11", stderr="")

    monkeypatch.setattr(subprocess, "run", fail)
    (tmp_path / "a.lock").write_text("a==1\n")
    with pytest.raises(SetupError, match=r"a\.lock"):
        python_env.install(tmp_path / "a.lock", tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.lock"]


def test_the_fingerprint_changes_with_every_file_and_word(tmp_path: Path) -> None:
    file, stamp = tmp_path / "a", tmp_path / "stamp"
    file.write_text("1")
    values = [fingerprint([file], "x"), fingerprint([file], "y"), fingerprint([file], "x", ""), fingerprint([], "1x")]
    file.write_text("2")
    values.append(fingerprint([file], "x"))
    assert len(set(values)) == len(values)
    assert not is_current(stamp, values[0])
    stamp.write_text(values[0] + "\n")
    assert is_current(stamp, values[0])
    assert not is_current(stamp, values[1])
