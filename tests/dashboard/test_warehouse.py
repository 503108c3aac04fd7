"""Releases are read whole, once, by their id; a reader sees the old or the new one and never half of anything."""

import datetime as dt
import threading
import time
from pathlib import Path

import duckdb
import pytest
import release_fixture as fixture

from dashboard import warehouse

TURNS, SECONDS = 60, 20


@pytest.fixture
def home(tmp_path: Path) -> Path:
    fixture.publish(tmp_path)
    return tmp_path


def test_a_release_is_read_into_typed_records(home: Path) -> None:
    shown = warehouse.snapshot(home, "leitung")
    assert (shown.info.id, shown.info.audience, shown.info.k) == (fixture.FIRST, "leitung", 3)
    assert shown.info.published_at == dt.datetime(2026, 11, 12, 7, tzinfo=dt.UTC)
    assert shown.info.data_as_of == dt.date(2026, 10, 31)
    assert [r.indicator.id for r in shown.readings] == [row["id"] for row in fixture.INDICATORS]
    reading = shown.reading("gu_auslastung")
    assert reading is not None
    assert [point.period for point in reading.series] == fixture.MONTHS
    assert reading.latest is not None
    assert (reading.latest.sign, reading.latest.status) == ("p", "watch")
    assert reading.indicator.thresholds[0].on_track.max == 85
    assert shown.members["unterkunft", "gu_01"] == "GU 01 Nord"


def test_the_public_file_holds_no_load_report(home: Path) -> None:
    assert len(warehouse.snapshot(home, "leitung").deliveries) == len(fixture.DELIVERIES)
    public = warehouse.snapshot(home, "rat")
    assert (public.info.k, public.deliveries) == (5, ())


def test_members_of_a_breakdown_keep_what_is_withheld_empty(home: Path) -> None:
    points = warehouse.breakdown(home, "leitung", fixture.FIRST, "gu_auslastung", "2026-10")
    assert [point.members for point in points] == [(("unterkunft", member),) for member, _ in fixture.MEMBERS]
    assert (points[1].value, points[1].sign) == (None, "g")


def test_a_home_without_release_says_so(tmp_path: Path) -> None:
    with pytest.raises(warehouse.NoRelease):
        warehouse.snapshot(tmp_path, "leitung")


def test_an_unknown_old_release_is_none(home: Path) -> None:
    for name in ("20200101T000000-1", "../../etc", "", "a/b"):
        with pytest.raises(warehouse.NoRelease):
            warehouse.breakdown(home, "leitung", name, "gu_auslastung", "2026-10")


@pytest.mark.parametrize("text", ["../x", "a/b", "", "zwei worte", "ä"])
def test_a_spoiled_pointer_is_broken_and_never_followed(home: Path, text: str) -> None:
    (home / "releases" / "CURRENT").write_text(text, encoding="utf-8")
    with pytest.raises(warehouse.BrokenRelease):
        warehouse.snapshot(home, "leitung")


def test_a_pointer_to_a_missing_file_is_broken(home: Path) -> None:
    fixture.switch(home, "20261201T000000-9")
    with pytest.raises(warehouse.BrokenRelease, match="20261201T000000-9"):
        warehouse.snapshot(home, "leitung")


def test_a_file_that_is_no_release_is_broken(home: Path) -> None:
    folder = home / "releases" / "kaputt"
    folder.mkdir()
    (folder / "leitung.duckdb").write_bytes(b"x" * 5000)
    duckdb.connect(str(folder / "rat.duckdb")).close()
    fixture.switch(home, "kaputt")
    for audience in ("leitung", "rat"):
        with pytest.raises(warehouse.BrokenRelease):
            warehouse.snapshot(home, audience)


def test_the_file_of_another_audience_is_never_served(home: Path) -> None:
    folder = home / "releases" / fixture.FIRST
    (folder / "rat.duckdb").unlink()
    (folder / "leitung.duckdb").rename(folder / "rat.duckdb")
    with pytest.raises(warehouse.BrokenRelease, match="Sicht"):
        warehouse.snapshot(home, "rat")


def test_a_release_cannot_reach_outside_its_file(home: Path) -> None:
    secret = home / "secret.key"
    secret.write_text("geheim")
    warehouse.snapshot(home, "leitung")
    path = (home / "releases" / fixture.FIRST / "leitung.duckdb").resolve()
    for sql in (f"select * from read_text('{secret}')", "set enable_external_access = true", "create table t (a int)"):
        with pytest.raises(warehouse.BrokenRelease):
            warehouse._rows(path, fixture.FIRST, sql)


def test_an_old_release_stays_readable_by_its_id(home: Path) -> None:
    fixture.publish(home, fixture.SECOND, shift=1.0)
    assert warehouse.snapshot(home, "leitung").info.id == fixture.SECOND
    assert warehouse.snapshot(home, "leitung", fixture.FIRST).info.id == fixture.FIRST


def test_readers_never_see_half_a_release_and_are_never_blocked(home: Path) -> None:
    fixture.build(home, fixture.SECOND, shift=1000.0)
    stop, seen, wrong = threading.Event(), set[str](), list[str]()

    def read() -> None:
        while not stop.is_set():
            shown = warehouse.snapshot(home, "leitung")
            reading = shown.reading("gu_plaetze_netto")
            assert reading is not None
            points = warehouse.breakdown(home, "leitung", shown.info.id, "gu_auslastung", "2026-10")
            shifted = {(value or 0) > 900 for value in (reading.series[0].value, points[0].value)}
            if shifted != {shown.info.id == fixture.SECOND}:
                wrong.append(shown.info.id)
            seen.add(shown.info.id)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    deadline, turn = time.monotonic() + SECONDS, 0
    while (turn < TURNS or len(seen) < 2) and time.monotonic() < deadline:
        turn += 1
        fixture.switch(home, (fixture.FIRST, fixture.SECOND)[turn % 2])
        warehouse._snapshot.cache_clear()
        warehouse._breakdown.cache_clear()
        time.sleep(0.002)
    stop.set()
    for reader in readers:
        reader.join(timeout=SECONDS)
        assert not reader.is_alive()
    assert not wrong
    assert seen == {fixture.FIRST, fixture.SECOND}
