"""The same call writes the same bytes, on any day and in any process; each argument does what it says."""

import datetime as dt
import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from etl.catalogue.source import Source
from etl.example.months import Month
from etl.example.write import spans, write_example
from etl.intake.delivery import open_parts

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 11, 25)


def digests(out: Path) -> dict[str, str]:
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def test_two_runs_are_byte_identical(folder: Path, tmp_path: Path) -> None:
    written = write_example(tmp_path, seed=1, until="2026-10", scale=1.0, today=dt.date(2026, 12, 24))
    assert digests(tmp_path) == digests(folder)
    assert sorted(str(path.relative_to(tmp_path)) for path in written) == sorted(digests(tmp_path))


def test_another_process_with_another_hash_seed_writes_the_same(tmp_path: Path) -> None:
    code = (
        "import sys, datetime, pathlib; from etl.example.write import write_example;"
        "write_example(pathlib.Path(sys.argv[1]), 7, '2020-03', 0.05, datetime.date(2026, 11, 25))"
    )
    write_example(tmp_path / "hier", 7, "2020-03", 0.05, TODAY)
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "PYTHONPATH": str(ROOT), "TZ": "Pacific/Auckland"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "dort")], env=environment, check=True, cwd=tmp_path)
    assert digests(tmp_path / "dort") == digests(tmp_path / "hier")


def test_another_seed_is_another_city(tmp_path: Path) -> None:
    write_example(tmp_path / "a", 1, "2016-06", 0.1, TODAY)
    write_example(tmp_path / "b", 2, "2016-06", 0.1, TODAY)
    a, b = digests(tmp_path / "a"), digests(tmp_path / "b")
    assert a.keys() == b.keys()
    assert a["BEISPIEL_Belegungen_2016-06-30.csv"] != b["BEISPIEL_Belegungen_2016-06-30.csv"]
    assert a["BEISPIEL_Zuweisungen_2015-10.csv"] != b["BEISPIEL_Zuweisungen_2015-10.csv"]


def test_a_month_is_told_the_same_whenever_the_story_ends(folder: Path, tmp_path: Path) -> None:
    write_example(tmp_path, until="2026-09", today=TODAY)
    before, after = digests(tmp_path), digests(folder)
    same = [f"BEISPIEL_{name}_2026-{month:02d}.csv" for name in ("Zuweisungen", "Kapazitaet") for month in range(1, 10)]
    assert [before[name] for name in same] == [after[name] for name in same]


def test_scale_multiplies_the_persons(folder: Path, tmp_path: Path) -> None:
    write_example(tmp_path, scale=0.1, today=TODAY)
    name = "BEISPIEL_Belegungen_2026-10-31.csv"
    ratio = (tmp_path / name).read_bytes().count(b"\n") / (folder / name).read_bytes().count(b"\n")
    assert 0.08 < ratio < 0.12


def test_by_default_the_last_full_month_is_the_last(tmp_path: Path) -> None:
    write_example(tmp_path, scale=0.02, today=dt.date(2025, 1, 31))
    assert (tmp_path / "BEISPIEL_Belegungen_2024-12-31.csv").exists()
    assert (tmp_path / "BEISPIEL_Zuweisungen_2024-12.csv").exists()


@pytest.mark.parametrize("until", [Month(2014, 1), Month(2014, 5), Month(2016, 1), Month(2020, 12), Month(2026, 10)])
def test_spans_hold_every_month_once_and_end_monthly(until: Month) -> None:
    months = [month for span in spans(until) for month in span]
    assert months == sorted(set(months))
    assert (months[0], months[-1]) == (Month(2014, 1), until)
    assert len(months) == until.number - Month(2014, 1).number + 1
    assert all(len(span) == 1 for span in spans(until)[-min(24, len(months)) :])
    assert all(len({month.year for month in span}) == 1 for span in spans(until))


@pytest.mark.parametrize("until", ["2013-12", "2026-11", "2030-01", "gestern"])
def test_a_month_out_of_bounds_is_refused_in_german(tmp_path: Path, until: str) -> None:
    with pytest.raises(ValueError, match="Monat"):
        write_example(tmp_path, until=until, today=TODAY)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("scale", [0.0, -1.0, 101.0, float("nan")])
def test_a_scale_out_of_bounds_is_refused_in_german(tmp_path: Path, scale: float) -> None:
    with pytest.raises(ValueError, match="Faktor"):
        write_example(tmp_path, scale=scale, today=TODAY)


@pytest.mark.parametrize(("until", "scale"), [("2014-01", 0.01), ("2014-01", 1.0), ("2015-03", 5.0)])
def test_the_bounds_themselves_work(tmp_path: Path, until: str, scale: float) -> None:
    paths = write_example(tmp_path, until=until, scale=scale, today=TODAY)
    assert all(path.exists() for path in paths)


@pytest.mark.slow
def test_of_a_small_city_too_every_list_can_be_read(sources: Mapping[str, Source], tmp_path: Path) -> None:
    """In a month without arrivals, or a quarter in which nobody came to a meeting, there is no list to send."""
    write_example(tmp_path / "aus", 11, "2020-10", 0.05, TODAY)
    work = tmp_path / "zellen"
    work.mkdir()
    refused = {
        f"{path.name} {part.sheet}": part.refused.code
        for pattern in ("*_Zuweisungen_*", "*_Netzwerk_20*")
        for path in (tmp_path / "aus").glob(pattern)
        for part in open_parts(path, path.name, tuple(sources.values()), work)
        if part.refused
    }
    assert refused == {}
    assert not (tmp_path / "aus" / "BEISPIEL_Zuweisungen_2020-06.csv").exists(), "die Stadt ist dafür klein genug"
