"""The commands of disclosure control: exit codes and sentences."""

from pathlib import Path

import pytest
from small_city import run_city

from etl.__main__ import app, main
from etl.home import Home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    found, result = run_city(tmp_path_factory.mktemp("pruefung") / "home")
    assert result.release_id
    return found


def call(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["etl", *words])
    return main()


def test_there_are_commands_to_audit_and_to_choose_views() -> None:
    names = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    assert {"audit", "views"} <= names


def test_an_unknown_release_is_named(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch, "audit", "2020-01-01T000000Z-1", "--home", str(home.root)) == 1
    assert "2020-01-01T000000Z-1" in capsys.readouterr().err


def test_the_views_are_written_where_one_says(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "views.yaml"
    assert call(monkeypatch, "views", "--home", str(home.root), "--out", str(target)) == 0
    text = target.read_text(encoding="utf-8")
    assert "- {measure: zuweisungen, dims: [herkunft]" in text
    assert str(target) in capsys.readouterr().out
