"""Readers are never blocked and never see half of anything, while releases are published one after the other."""

import datetime as dt
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from small_city import CLOCK, SmallCity, run_city, the_catalogue

from dashboard.warehouse import snapshot
from etl.home import Home
from etl.pipeline import Clock, run

EXTRA = 4


@dataclass
class Seen:
    """What one reader saw: the occupancy of each release by audience, and how long the slowest look took (seconds)."""

    occupancy: dict[tuple[str, str], set[float | None]] = field(default_factory=dict)
    looks: int = 0
    slowest: float = 0.0
    errors: list[BaseException] = field(default_factory=list)


def reader(home: Home, audience: str, stop: threading.Event, seen: Seen) -> Callable[[], None]:
    def look() -> None:
        while not stop.is_set():
            begin = time.monotonic()
            try:
                release = snapshot(home.root, audience)
            except Exception as error:  # any error at all is the finding
                seen.errors.append(error)
                return
            values = {
                point.value
                for reading in release.readings
                if reading.indicator.id == "gu_belegung"
                for point in reading.series
                if point.period == "2026-03"
            }
            seen.occupancy.setdefault((release.info.id, audience), set()).update(values)
            seen.looks += 1
            seen.slowest = max(seen.slowest, time.monotonic() - begin)

    return look


def publish_while_reading(root: Path, releases: int) -> tuple[dict[str, float], list[Seen]]:
    home, first = run_city(root)
    assert first.release_id
    truth = {first.release_id: 19.0}
    stop, seen = threading.Event(), [Seen() for _ in range(4)]
    threads = [
        threading.Thread(target=reader(home, "leitung" if number % 2 else "rat", stop, one))
        for number, one in enumerate(seen)
    ]
    for thread in threads:
        thread.start()
    stays = SmallCity().stays
    for number in range(1, releases):
        stays = (*stays, *((f"y{number}_{n}", "GU-02", None, "25.03.2026", None, 1999, "w") for n in range(EXTRA)))
        SmallCity().write(home.inbox, stays=stays)
        # A quarter apart each: corrections of a published month wait for the next quarter.
        step = dt.timedelta(days=92 * number)
        result = run(home, home.inbox, the_catalogue(), Clock(CLOCK.today + step, CLOCK.now + step))
        assert result.release_id
        truth[result.release_id] = 19.0 + EXTRA * number
    stop.set()
    for thread in threads:
        thread.join()
    return truth, seen


def check(truth: dict[str, float], seen: list[Seen], longest: float) -> None:
    assert [error for one in seen for error in one.errors] == []
    for one in seen:
        assert one.looks > len(truth), "der Leser kam nicht zum Zug"
        assert one.slowest < longest
        for (release_id, _), values in one.occupancy.items():
            assert values == {truth[release_id]}
    assert len({release for one in seen for release, _ in one.occupancy}) > 1


@pytest.mark.slow
def test_readers_see_whole_releases_only(tmp_path: Path) -> None:
    check(*publish_while_reading(tmp_path / "home", 4), longest=30)


@pytest.mark.soak
def test_readers_see_whole_releases_only_for_long(tmp_path: Path) -> None:
    check(*publish_while_reading(tmp_path / "home", 40), longest=30)
