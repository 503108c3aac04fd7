"""System packages are installed only when missing and only with rights; otherwise the command to type is named."""

import subprocess
from pathlib import Path

import pytest

from provision import system_packages
from provision.paths import ROOT


class Machine:
    """A machine that records what setup starts: which tools, which user, and what apt can bring."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.started: list[list[str]] = []
        self.present: set[str] = set()
        self.tools = {"apt-get"}
        self.user, self.sudo_works, self.snap_only = 0, False, set[str]()
        monkeypatch.setattr(system_packages, "is_present", lambda name: name in self.present)
        monkeypatch.setattr(system_packages.os, "geteuid", lambda: self.user)
        found = {"sudo": "/usr/bin/sudo", "apt-get": "/usr/bin/apt-get"}
        monkeypatch.setattr(
            system_packages.shutil, "which", lambda name: found.get(name) if name in self.tools else None
        )
        monkeypatch.setattr(subprocess, "run", self.run)

    def run(self, command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        self.started.append(command)
        text = "Description: Transitional package - chromium snap" if command[-1] in self.snap_only else ""
        failed = "true" in command and not self.sudo_works
        return subprocess.CompletedProcess(command, 1 if failed else 0, stdout=text)

    def installed(self) -> list[str]:
        return [command[-1] for command in self.started if "install" in command]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


def test_nothing_is_started_where_nothing_is_missing(machine: Machine) -> None:
    machine.present = {"chromium", "poppler-utils"}
    system_packages.ready(ROOT)
    assert machine.started == []


def test_root_updates_and_installs_what_is_missing(machine: Machine) -> None:
    machine.present = {"poppler-utils"}
    system_packages.ready(ROOT)
    apt = [command for command in machine.started if command[0] == "apt-get"]
    assert "update" in apt[0]
    assert machine.installed() == ["chromium"]


def test_sudo_without_a_password_is_used(machine: Machine) -> None:
    machine.user, machine.sudo_works, machine.tools = 1000, True, {"apt-get", "sudo"}
    system_packages.ready(ROOT)
    assert machine.installed() == ["chromium", "poppler-utils"]
    assert all(command[:2] == ["/usr/bin/sudo", "-n"] for command in machine.started if "install" in command)


@pytest.mark.parametrize("tools", [{"apt-get"}, {"apt-get", "sudo"}, set()])
def test_without_rights_the_command_is_named(
    tools: set[str], machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.user, machine.tools = 1000, tools
    system_packages.ready(ROOT)
    assert machine.installed() == []
    assert "sudo apt-get install chromium poppler-utils" in capsys.readouterr().out


def test_the_long_tests_have_a_list_of_their_own(machine: Machine) -> None:
    machine.present = {"chromium", "poppler-utils"}
    system_packages.ready(ROOT, "apt-soak.txt")
    wanted = system_packages.names(ROOT / ".ci" / "apt-soak.txt")
    assert "libreoffice-writer-nogui" in wanted
    assert machine.installed() == wanted
    assert not set(wanted) & set(system_packages.names(ROOT / ".ci" / "apt.txt"))


def test_a_package_that_only_brings_a_snap_is_left(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.snap_only = {"chromium"}
    system_packages.ready(ROOT)
    assert machine.installed() == ["poppler-utils"]
    assert "chromium war hier nicht zu bekommen" in capsys.readouterr().out


def test_the_listing_is_read_without_remarks(tmp_path: Path) -> None:
    (tmp_path / "apt.txt").write_text("# remark\n\n chromium \npoppler-utils\n")
    assert system_packages.names(tmp_path / "apt.txt") == ["chromium", "poppler-utils"]


def test_setup_can_tell_of_every_listed_package_whether_it_is_there() -> None:
    listed = [name for file in ("apt.txt", "apt-soak.txt") for name in system_packages.names(ROOT / ".ci" / file)]
    assert sorted(listed) == sorted(system_packages.PRESENT)
