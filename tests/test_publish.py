"""Publishing: CURRENT and HISTORY after every kind of interruption, and ids that never collide."""

import datetime as dt
from pathlib import Path

import pytest

from etl import publish
from etl.home import Home, init

NOW = dt.datetime(2026, 4, 5, 8, 0, 0, tzinfo=dt.UTC)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return init(tmp_path / "h")


def make(home: Home, release_id: str) -> None:
    publish.write_files(home, release_id, {"leitung": {}, "rat": {}})


def test_before_the_first_release_nothing_is_current(home: Home) -> None:
    assert publish.current(home) is None
    assert publish.history(home) == ()
    with pytest.raises(publish.NoSuchRelease, match="keine ältere"):
        publish.rollback(home, None)


def test_ids_of_one_second_are_counted(home: Home) -> None:
    first = publish.new_release_id(home, NOW)
    assert first == "2026-04-05T080000Z-1"
    make(home, first)
    second = publish.new_release_id(home, NOW)
    assert second == "2026-04-05T080000Z-2"
    publish.switch(home, second)
    assert publish.new_release_id(home, NOW) == "2026-04-05T080000Z-3", "auch gelöschte Ausgaben behalten ihren Namen"


def test_an_id_is_utc_whatever_the_clock_of_the_machine(home: Home) -> None:
    summer = NOW.astimezone(dt.timezone(dt.timedelta(hours=2)))
    assert publish.new_release_id(home, summer) == "2026-04-05T080000Z-1"


def test_a_switch_interrupted_after_history_is_finished(home: Home) -> None:
    for release_id in ("a-1", "b-1"):
        make(home, release_id)
    publish.switch(home, "a-1")
    with (home.releases / publish.HISTORY).open("a") as file:
        file.write("b-1\n")
    publish.finish_interrupted_switch(home)
    assert publish.current(home) == "b-1"


def test_the_torn_line_of_a_killed_append_never_counts(home: Home) -> None:
    for release_id in ("a-1", "b-1"):
        make(home, release_id)
    publish.switch(home, "a-1")
    with (home.releases / publish.HISTORY).open("a") as file:
        file.write("b-")
    publish.finish_interrupted_switch(home)
    assert publish.current(home) == "a-1"
    publish.switch(home, "b-1")
    assert publish.history(home) == ("a-1", "b-1")


def test_history_never_points_current_to_files_that_are_gone(home: Home) -> None:
    make(home, "a-1")
    publish.switch(home, "a-1")
    with (home.releases / publish.HISTORY).open("a") as file:
        file.write("weg-1\n")
    publish.finish_interrupted_switch(home)
    assert publish.current(home) == "a-1"


def test_half_written_files_are_cleared_away(home: Home) -> None:
    half = home.releases / ".x-1.4711"
    half.mkdir()
    (half / "leitung.duckdb").write_bytes(b"half")
    (home.releases / ".CURRENT.4711").write_bytes(b"x")
    publish.finish_interrupted_switch(home)
    assert list(home.releases.glob(".*")) == []


def test_rollback_skips_deleted_releases_and_repeats(home: Home) -> None:
    for release_id in ("a-1", "c-1"):
        make(home, release_id)
    for release_id in ("a-1", "b-1", "c-1"):
        publish.switch(home, release_id)
    assert publish.rollback(home, None) == "a-1"
    assert publish.rollback(home, "c-1") == "c-1"
    assert publish.rollback(home, "c-1") == "c-1"
    assert publish.history(home) == ("a-1", "b-1", "c-1", "a-1", "c-1")


def test_release_files_cannot_be_written_again(home: Home) -> None:
    make(home, "a-1")
    for path in (home.releases / "a-1").iterdir():
        assert path.stat().st_mode & 0o222 == 0


def test_without_git_the_commit_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert publish.git_commit(tmp_path) == ""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert publish.git_commit(Path(__file__).parent) == ""
