"""Killed at any moment, the old release stays whole, and the next run publishes the new one with no row lost."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest
from small_city import LATER, SmallCity, run_city, the_catalogue

from etl import publish
from etl.home import Home
from etl.pipeline import run

TESTS = Path(__file__).parent
MORE = (*SmallCity().stays, *((f"x{n}", "GU-01", None, "20.03.2026", None, 1999, "w") for n in range(4)))


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a release, and a new delivery in its inbox."""
    root = tmp_path_factory.mktemp("kill") / "home"
    home, result = run_city(root)
    assert result.release_id
    SmallCity().write(home.inbox, stays=MORE)
    return root


def killed_run(root: Path, step: int) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}"}
    command = [sys.executable, str(TESTS / "killed_run.py"), str(root), str(step)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def occupancy(release: Path) -> dict[str, float]:
    """The occupancy of the last month in both files of a release, read as a reader does."""
    found = {}
    for audience in ("leitung", "rat"):
        with duckdb.connect(str(release / f"{audience}.duckdb"), read_only=True) as con:
            row = con.execute(
                "select value from mart.value"
                " where indicator_id = 'gu_belegung' and period = '2026-03' and dim1 is null"
            ).fetchone()
            assert row is not None
            found[audience] = row[0]
    return found


def steps_of_a_run(before: Path, tmp_path: Path) -> int:
    root = Path(shutil.copytree(before, tmp_path / "whole"))
    done = killed_run(root, 0)
    assert done.returncode == 0, done.stderr
    steps = int(done.stdout.split()[0])
    shutil.rmtree(root)
    return steps


def dies_and_recovers(before: Path, tmp_path: Path, step: int) -> None:
    root = Path(shutil.copytree(before, tmp_path / f"step{step}"))
    home = Home(root)
    old = publish.current(home)
    done = killed_run(root, step)
    assert done.returncode == -signal.SIGKILL, (step, done.stdout, done.stderr)
    served = publish.current(home)
    assert served is not None
    expected = 19 if served == old else 23
    assert occupancy(home.releases / served) == {"leitung": expected, "rat": expected}
    result = run(home, home.inbox, the_catalogue(), LATER)
    assert result.impossible == ()
    after = publish.current(home)
    assert after is not None
    assert occupancy(home.releases / after) == {"leitung": 23, "rat": 23}
    assert publish.history(home)[-1] == after
    assert run(home, home.inbox, the_catalogue(), LATER).release_id is None
    with duckdb.connect(str(home.workshop), read_only=True) as con:
        assert con.execute("select count(*) from stage.belegungen").fetchone() == (len(MORE),)
        assert con.execute("select count(*) from meta.load where source_id = 'belegungen'").fetchone() == (2,)
        memory = con.execute(
            "select audience, measure, period, dim1, member1, count(*) from disclosure.memory"
            " where not pending group by all having count(*) > 1"
        ).fetchall()
        assert memory == []
    assert [path for path in root.rglob(".*") if path.name.startswith((".lauf", f".{after}"))] == []
    shutil.rmtree(root)


@pytest.mark.slow
def test_a_run_killed_at_some_steps_loses_nothing(before: Path, tmp_path: Path) -> None:
    steps = steps_of_a_run(before, tmp_path)
    assert steps > 15
    chosen = sorted({1, steps // 4, steps // 2, *range(steps - 9, steps + 1)})
    for step in chosen:
        dies_and_recovers(before, tmp_path, step)


@pytest.mark.soak
def test_a_run_killed_at_every_step_loses_nothing_while_others_read(before: Path, tmp_path: Path) -> None:
    stop, problems = threading.Event(), []

    def read() -> None:
        home = Home(before)
        while not stop.is_set():
            current = publish.current(home)
            if current is None or occupancy(home.releases / current)["rat"] != 19:
                problems.append(current)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for step in range(1, steps_of_a_run(before, tmp_path) + 1):
        dies_and_recovers(before, tmp_path, step)
    stop.set()
    for reader in readers:
        reader.join()
    assert problems == []
