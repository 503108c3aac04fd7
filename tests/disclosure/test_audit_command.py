"""The commands of disclosure control: exit codes and sentences; what fails its audit is not published."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from small_city import LATER, SmallCity, run_city, the_catalogue

from etl import publish
from etl.__main__ import app, main
from etl.disclosure import parts, repair
from etl.home import Home
from etl.pipeline import run


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


def test_the_report_is_there_as_text_and_as_json_and_knows_older_releases(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    release = str(publish.current(home))
    assert call(monkeypatch, "audit", "--home", str(home.root)) == 0
    said = capsys.readouterr().out
    assert "Sicht rat, Mindestfallzahl 5" in said
    assert "Bestanden: Keine nicht gezeigte Zahl lässt sich eingrenzen." in said
    assert call(monkeypatch, "audit", release, "--also", release, "--home", str(home.root), "--json") == 0
    found = {audit["audience"]: audit for audit in json.loads(capsys.readouterr().out)}
    assert set(found) == {"leitung", "rat"}
    for audit in found.values():
        assert audit["passed"]
        assert audit["disclosed"] == []
        for view in audit["views"]:
            assert {"measure", "dims", "offered", "withheld", "kept", "attacked", "disclosed"} <= set(view)
    assert sum(view["withheld"] for view in found["rat"]["views"]) > 0


@contextmanager
def nothing_is_small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Protection that takes no count for small: every one is printed."""
    with monkeypatch.context() as broken:
        for module in (parts, repair):
            broken.setattr(module, "small", lambda *_: False)
        yield


@pytest.mark.slow
def test_a_release_that_fails_its_audit_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with nothing_is_small(monkeypatch):
        home, result = run_city(tmp_path / "home")
    assert result.release_id is None
    assert any("hat ihre Prüfung nicht bestanden (" in sentence for sentence in result.impossible)
    assert publish.current(home) is None
    assert [path for path in home.releases.iterdir() if path.is_dir()] == []


@pytest.mark.slow
def test_the_current_release_stays_when_the_next_fails_its_audit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, first = run_city(tmp_path / "home")
    city = SmallCity(stand="30.06.2026")
    city.write(home.inbox, arrivals=(*city.arrivals, ("Z6", "Zuweisung", "02.06.2026", 2, "Irak", "Duldung", "GU-02")))
    with nothing_is_small(monkeypatch):
        result = run(home, home.inbox, the_catalogue(), LATER)
    assert result.release_id is None
    assert any("hat ihre Prüfung nicht bestanden (" in sentence for sentence in result.impossible)
    assert publish.current(home) == first.release_id
    assert [path.name for path in home.releases.iterdir() if path.is_dir()] == [first.release_id]
