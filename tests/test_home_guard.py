"""The guard in conftest.py: no test touches the demo, the checkout or a home outside its temporary folder."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from provision.paths import ROOT

DEMO = ROOT / "data" / "demo"
FORBIDDEN = "a test (touches|writes|runs|opens)"


def test_the_demo_is_neither_read_nor_written() -> None:
    for mode in ("r", "w"):
        with pytest.raises(AssertionError, match=FORBIDDEN):
            (DEMO / "inbox" / "datei.csv").open(mode)


def test_the_checkout_is_read_but_not_written(tmp_path: Path) -> None:
    assert (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    with pytest.raises(AssertionError, match=FORBIDDEN):
        (ROOT / "data" / "neu.csv").write_text("a")
    with pytest.raises(AssertionError, match=FORBIDDEN):
        (ROOT / "neu").mkdir()
    (tmp_path / "neu.csv").write_text("a")
    with pytest.raises(AssertionError, match=FORBIDDEN):
        (tmp_path / "neu.csv").rename(ROOT / "neu.csv")
    with pytest.raises(AssertionError, match=FORBIDDEN):
        os.open(ROOT / "neu.csv", os.O_WRONLY | os.O_CREAT)


def test_a_home_elsewhere_is_not_touched() -> None:
    with pytest.raises(AssertionError, match=FORBIDDEN):
        Path("/srv/kim/releases/CURRENT").read_text(encoding="utf-8")


def test_duckdb_opens_temporary_files_only(tmp_path: Path) -> None:
    for place in (DEMO / "workshop.duckdb", ROOT / "neu.duckdb", Path("/srv/kim/neu.duckdb")):
        with pytest.raises(AssertionError, match=FORBIDDEN):
            duckdb.connect(place)
    with duckdb.connect(str(tmp_path / "neu.duckdb")) as con, duckdb.connect() as memory:
        assert con.execute("select 1").fetchall() == memory.execute("select 1").fetchall()


@pytest.mark.parametrize("command", [["etl", "run"], ["etl", "rollback"], ["dashboard", "serve", "--port", "1"]])
def test_commands_need_a_home_of_their_own(command: list[str]) -> None:
    with pytest.raises(AssertionError, match=FORBIDDEN):
        subprocess.run([sys.executable, "-m", *command], check=False)


def test_commands_with_a_home_run() -> None:
    program = [sys.executable, "-c", "print('-m etl run')"]
    assert subprocess.run(program, capture_output=True, text=True, check=True).stdout == "-m etl run\n"
