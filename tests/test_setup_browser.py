"""A browser is found where there is one, a snap does not count, and the sandbox is kept wherever it works."""

from pathlib import Path

import pytest

from provision.browser import NAMES, advice, find_browser, is_snap, launch_arguments

UBUNTU = '#!/bin/sh\nif ! [ -x /snap/bin/chromium ]; then\n  echo "snap install chromium" >&2\n  exit 1\nfi\n'


def program(place: Path, text: str = "#!/bin/sh\nexec /usr/lib/chromium/chromium\n") -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text)
    place.chmod(0o755)
    return place


def path(*folders: Path) -> dict[str, str]:
    return {"PATH": ":".join(map(str, folders))}


@pytest.mark.parametrize("name", NAMES)
def test_each_name_is_found_on_path(name: str, tmp_path: Path) -> None:
    there = program(tmp_path / "b" / name)
    assert find_browser(path(tmp_path / "a", tmp_path / "b")) == there


def test_chromium_comes_first_wherever_it_lies(tmp_path: Path) -> None:
    program(tmp_path / "a" / "microsoft-edge")
    program(tmp_path / "a" / "google-chrome")
    chromium = program(tmp_path / "b" / "chromium")
    assert find_browser(path(tmp_path / "a", tmp_path / "b")) == chromium


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    program(tmp_path / "firefox")
    (tmp_path / "chromium").write_text("not executable")
    assert find_browser(path(tmp_path)) is None


def test_the_variable_wins_and_is_never_replaced(tmp_path: Path) -> None:
    program(tmp_path / "a" / "chromium")
    wanted = program(tmp_path / "b" / "brave")
    assert find_browser({**path(tmp_path / "a"), "KIM_BROWSER": str(wanted)}) == wanted
    assert find_browser({**path(tmp_path / "a"), "KIM_BROWSER": "chromium"}) == tmp_path / "a" / "chromium"
    assert find_browser({**path(tmp_path / "a"), "KIM_BROWSER": str(tmp_path / "none")}) is None


def test_a_snap_does_not_hide_a_real_browser(tmp_path: Path) -> None:
    program(tmp_path / "a" / "chromium", UBUNTU)
    snap = program(tmp_path / "snap" / "bin" / "google-chrome", "\x7fELF")
    assert is_snap(snap)
    real = program(tmp_path / "b" / "google-chrome")
    folders = [tmp_path / "a", snap.parent]
    assert find_browser(path(*folders)) is None
    assert find_browser(path(*folders, tmp_path / "b")) == real


def test_a_link_to_the_snap_program_is_a_snap(tmp_path: Path) -> None:
    snap = program(tmp_path / "bin" / "snap", "\x7fELF")
    (tmp_path / "chromium").symlink_to(snap)
    assert is_snap(tmp_path / "chromium")


def test_a_program_that_merely_contains_the_word_is_none(tmp_path: Path) -> None:
    assert not is_snap(program(tmp_path / "chromium", "\x7fELF snap install /snap/"))


def test_the_sandbox_is_given_up_for_root_only() -> None:
    assert "--no-sandbox" in launch_arguments(user_id=0)
    assert "--no-sandbox" not in launch_arguments(user_id=1000)
    assert "--disable-background-networking" in launch_arguments(user_id=1000)


def test_the_advice_names_what_to_type() -> None:
    assert "sudo apt-get install chromium" in advice({})
    assert "KIM_BROWSER" in advice({})
    assert "/opt/none" in advice({"KIM_BROWSER": "/opt/none"})
