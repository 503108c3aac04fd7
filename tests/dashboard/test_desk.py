"""The desk: versions that are never changed, names that lead nowhere else, a trail of who did what."""

import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard import desk

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)


def keep(home: Path, number: int) -> int:
    return desk.keep(home, "vorlage", "bericht-2026-q3", {"number": number}, actor="lokal", now=NOW).version


def test_versions_are_kept_side_by_side_and_read_back(tmp_path: Path) -> None:
    assert [keep(tmp_path, n) for n in (10, 20)] == [1, 2]
    newest = desk.kept(tmp_path, "vorlage", "bericht-2026-q3")
    assert newest is not None
    assert (newest.version, newest.body, newest.actor, newest.kept_at) == (2, {"number": 20}, "lokal", NOW)
    first = desk.kept(tmp_path, "vorlage", "bericht-2026-q3", 1)
    assert first is not None
    assert first.body == {"number": 10}
    assert [v.version for v in desk.versions(tmp_path, "vorlage", "bericht-2026-q3")] == [1, 2]
    assert desk.names(tmp_path, "vorlage") == ("bericht-2026-q3",)
    assert desk.names(tmp_path, "szenario") == ()
    assert not list((tmp_path / "desk").rglob(".*"))


def test_many_who_write_at_once_get_a_version_each(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = sorted(pool.map(lambda n: keep(tmp_path, n), range(16)))
    assert found == list(range(1, 17))
    kept = {v.body["number"] for v in desk.versions(tmp_path, "vorlage", "bericht-2026-q3")}
    assert kept == set(range(16))


@pytest.mark.parametrize("name", ["", "../x", "a/b", "A", ".a", "x" * 81, "a\n"])
def test_a_name_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    with pytest.raises(desk.DeskRefused, match="kann nichts abgelegt werden"):
        desk.keep(tmp_path, "vorlage", name, {}, actor="lokal", now=NOW)
    assert desk.kept(tmp_path, "vorlage", name) is None
    assert desk.versions(tmp_path, "vorlage", name) == ()
    assert not (tmp_path / "desk").exists()


def test_every_act_stands_in_the_trail_of_its_day(tmp_path: Path) -> None:
    keep(tmp_path, 1)
    desk.record(tmp_path, "heruntergeladen", "bericht/pdf", actor="beauftragte", now=NOW)
    (file,) = (tmp_path / "desk" / "audit").iterdir()
    assert file.name.startswith("2026-11-25-")
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [(line["actor"], line["what"], line["about"]) for line in lines] == [
        ("lokal", "abgelegt", "vorlage/bericht-2026-q3/1"),
        ("beauftragte", "heruntergeladen", "bericht/pdf"),
    ]


def test_a_broken_version_and_a_folder_that_cannot_be_written_are_sentences(tmp_path: Path) -> None:
    keep(tmp_path, 1)
    (tmp_path / "desk" / "vorlage" / "bericht-2026-q3" / "0001.json").write_text("kein JSON", encoding="utf-8")
    with pytest.raises(desk.DeskRefused, match="Fassung 1, ist nicht lesbar"):
        desk.kept(tmp_path, "vorlage", "bericht-2026-q3")
    (tmp_path / "belegt").write_text("", encoding="utf-8")
    with pytest.raises(desk.DeskRefused, match="kann nicht abgelegt werden"):
        desk.keep(tmp_path / "belegt", "vorlage", "a", {}, actor="lokal", now=NOW)
