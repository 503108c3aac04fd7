"""python -m etl forecast: any series from outside, with German errors and the exit codes of the other commands."""

import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from halle_2015 import halle

from etl.__main__ import main
from etl.foresight.arrivals import fit, forecast
from etl.foresight.backtest import backtest
from etl.foresight.series import NoSeries
from etl.series_file import read_series
from provision.paths import ROOT

pytestmark = pytest.mark.slow


def etl(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "etl", "forecast", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    series = halle("2014-12")
    lines = [f"{series.month(at)};{count:.0f}" for at, count in enumerate(series.counts)]
    path = tmp_path / "halle.csv"
    path.write_text("\n".join(["monat;wert", *lines]) + "\n", encoding="utf-8")
    return path


def test_the_json_holds_the_quantiles_and_every_origin(file: Path) -> None:
    done = etl("--series", file, "--horizon", "6", "--backtest", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    record: dict[str, Any] = json.loads(done.stdout)
    said = forecast(halle("2014-12"), 6)
    assert (record["status"], record["origin"], record["months"]) == ("ok", "2014-12", 36)
    assert [row["horizon"] for row in record["forecast"]] == [1, 2, 3, 4, 5, 6]
    assert [row["period"] for row in record["forecast"]] == list(said.months)
    for row, band in zip(record["forecast"], said.quantiles, strict=True):
        assert list(row["quantiles"]) == [f"{n * 0.025:.3f}" for n in range(1, 40)]
        assert list(row["quantiles"].values()) == band.tolist()
    rows = backtest(fit(halle("2014-12")), 6)
    assert [(r["origin"], r["horizon"], r["actual"]) for r in record["backtest"]] == [
        (row.origin, row.horizon, row.actual) for row in rows
    ]
    assert record["backtest"][5]["crps"] == pytest.approx(rows[5].crps)
    assert etl("--series", file, "--horizon", "6", "--backtest", "--json").stdout == done.stdout


def test_the_text_is_for_people(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["etl", "forecast", "--series", str(file), "--horizon", "14", "--backtest"])
    assert main() == 0
    said = capsys.readouterr().out
    assert "2015-01" in said
    assert "Werten lagen im 80-%-Bereich" in said
    assert "Über zwölf Monate hinaus: Szenario, nicht geprüft." in said


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("monat;zahl\n2020-01;3\n", "Es fehlen Zeilen mit den Spalten „monat“ und „wert“."),
        ("", "Es fehlen Zeilen"),
        ("monat;wert\n2020-01;drei\n", "Zeile 2, Spalte „wert“: Zahl nicht lesbar."),
        ("monat;wert\n2020-01;-3\n", "Zeile 2, Spalte „wert“: Die Zahl ist negativ; gezählt wird von null an."),
        ("monat;wert\n\n2020-01;3\n\n2020-02;nan\n", "Zeile 5, Spalte „wert“: Zahl nicht lesbar."),
        ("monat;wert\n" + "2020-01;" + "9" * 400 + "\n", "Zeile 2, Spalte „wert“: Zahl nicht lesbar."),
        ("monat;wert\n2020-01;inf\n", "Zeile 2, Spalte „wert“: Zahl nicht lesbar."),
        ("monat;wert\n0001-01;5\n9999-12;6\n", "Zeile 2, Spalte „monat“: Monat nicht lesbar."),
        ("monat;wert\n2020-01;\0\n", "Zeile 2, Spalte „wert“: Zahl nicht lesbar."),
        ("\ufeffmonat;wert\n", "Es fehlen Zeilen mit den Spalten „monat“ und „wert“."),
        ("monat;wert\n2020-13;3\n", "Zeile 2, Spalte „monat“: Monat nicht lesbar."),
        ("monat;wert\n2020-01;8,500\n", "Zeile 2, Spalte „wert“: Zahl mehrdeutig."),
        ("monat;wert\n2020-01;8\n01/2020;8\n", "Diese Monate kommen mehrmals vor: 2020-01."),
        ("monat;wert;marke\n2020-01;8;x\n", "Die Marke „x“ gibt es nicht"),
        ("monat;wert;anteil\n2020-01;8;2\n", "Der Anteil eines Monats liegt zwischen 0 und 1."),
    ],
)
def test_wrong_input_is_said_in_german_and_ends_with_1(
    tmp_path: Path,
    content: str,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "reihe.csv"
    path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["etl", "forecast", "--series", str(path), "--json"])
    assert main() == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in said.err


HOSTILE = {
    "zeros": ["0"] * 24,
    "one row": ["5"],
    "a billion": ["1000000000"] * 24,
    "a jump": ["3"] * 12 + ["100000"] * 12,
    "decimal comma": ["3,5"] * 24,
    "gaps": [*["7"] * 10, *[""] * 5, *["7"] * 10],
    "nothing": [""] * 24,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_series_that_is_odd_has_a_finite_band_or_none(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Unsorted and with a byte order mark as well: the same in any order."""
    rows = [f"{2023 + at // 12}-{at % 12 + 1:02d};{value}" for at, value in enumerate(HOSTILE[name])]
    said = []
    for order in (rows, rows[::-1]):
        path = tmp_path / "reihe.csv"
        path.write_text("\n".join(["monat;wert", *order]) + "\n", encoding="utf-8-sig")
        monkeypatch.setattr(sys, "argv", ["etl", "forecast", "--series", str(path), "--json", "--backtest"])
        assert main() == 0
        said.append(json.loads(capsys.readouterr().out))
    assert said[0] == said[1]
    bands = [list(row["quantiles"].values()) for row in (*said[0]["forecast"], *said[0]["backtest"])]
    assert (bands == []) == (said[0]["status"] == "keine_aussage") == (name in ("one row", "nothing"))
    for band in bands:
        assert np.isfinite(band).all()
        assert (np.diff(band) >= 0).all()
        assert band[0] >= 0
    if name == "zeros":
        assert "In allen Monaten kam niemand: voraussichtlich 0 bis 2 Personen im Monat." in said[0]["notes"]
    if name == "gaps":
        assert said[0]["gaps"] == ["2023-11", "2023-12", "2024-01", "2024-02", "2024-03"]


@pytest.mark.parametrize(
    ("horizon", "said"), [("0", "mindestens 1"), ("25", "höchstens 24"), ("viele", "eine ganze Zahl")]
)
def test_a_horizon_that_is_none_is_refused_in_german(
    file: Path, horizon: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["etl", "forecast", "--series", str(file), "--horizon", horizon])
    assert main() == 1
    assert f"Die Angabe --horizon passt nicht: {said}\n" in capsys.readouterr().err


def test_a_missing_file_ends_with_1(tmp_path: Path) -> None:
    done = etl("--series", tmp_path / "fehlt.csv")
    assert done.returncode == 1
    assert "lässt sich nicht lesen" in done.stderr


def test_too_short_says_so_and_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "reihe.csv"
    path.write_text("monat;wert\n2020-01;3\n2020-02;4\n", encoding="utf-8")
    record = json.loads(etl("--series", path, "--json", "--backtest").stdout)
    assert (record["status"], record["forecast"], record["backtest"]) == ("keine_aussage", [], [])
    assert "Keine eigene Erfahrung" in record["notes"][0]


def test_a_stock_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "reihe.csv"
    values = 500 + np.cumsum(np.random.default_rng(1).normal(0, 30, 24)).round()
    path.write_text(
        "monat,wert\n" + "".join(f"{2020 + n // 12}-{n % 12 + 1:02d},{v:.0f}\n" for n, v in enumerate(values))
    )
    monkeypatch.setattr(sys, "argv", ["etl", "forecast", "--series", str(path), "--stock", str(path)])
    assert main() == 1
    assert "Sie ist wohl ein Bestand" in capsys.readouterr().err


def read(tmp_path: Path, text: str, encoding: str = "utf-8") -> Any:
    path = tmp_path / "reihe.csv"
    path.write_text(text, encoding=encoding)
    return read_series(path)


def test_forms_of_months_numbers_and_files(tmp_path: Path) -> None:
    text = (
        "Monat;Wert;Bemerkung\nJan 2020;1.234;ä\n02/2020;12,0;\n2020-03-01;7.0;\n2020-04;;\n2020-05;...;\n07.2020;0;\n"
    )
    for encoding in ("utf-8-sig", "cp1252", "utf-8", "utf-16"):
        series = read(tmp_path, text.replace("...", "/") if encoding == "cp1252" else text, encoding).series
        assert (series.first, series.last) == ("2020-01", "2020-07")
        assert series.counts[[0, 1, 2, 6]].tolist() == [1234, 12, 7, 0]
        assert np.isnan(series.counts[3:6]).all()


def test_a_row_without_its_value_is_a_month_that_is_missing(tmp_path: Path) -> None:
    series = read(tmp_path, "monat;wert\n2020-01\n2020-02;4\n2020-03;4;9\n").series
    assert np.isnan(series.counts[0])
    assert series.counts[1:].tolist() == [4, 4]


def test_sums_breaks_events_and_a_begun_month(tmp_path: Path) -> None:
    found = read(tmp_path, "monat;kumuliert\n2020-01;10\n2020-02;25\n2020-03;40\n")
    assert found.series.counts.tolist() == [10, 15, 15]
    assert "Summen seit Jahresbeginn" in found.notes[0]
    days = read(tmp_path, "datum;bisher\n31.01.2020;10\n10.03.2020;49\n31.03.2020;70\n")
    assert days.series.counts[0] == 10
    assert days.series.counts[1:].sum() == pytest.approx(60)
    assert "2020-02" in days.notes[1]
    rows = "2020-01;10;;\n2020-02;130;Sonderzugang;\n2020-03;20;Bruch;\n2020-04;21;;\n2020-05;9;;0,4\n"
    marked = read(tmp_path, "monat;wert;marke;anteil\n" + rows).series
    assert math.isnan(marked.counts[1])
    assert marked.breaks == {2}
    assert (marked.last, marked.begun.count, marked.begun.share) == ("2020-04", 9, 0.4)
    only = read(tmp_path, "monat;wert;anteil\n2020-05;9;0.4\n").series
    assert (only.known, only.begun.count) == (0, 9)


def test_a_second_event_in_a_year_needs_a_reason(tmp_path: Path) -> None:
    head = "monat;wert;marke;bemerkung\n2020-01;10;;\n2020-02;90;sonderzugang;\n"
    with pytest.raises(NoSeries, match="2021-01: Ein zweiter Sonderzugang"):
        read(tmp_path, head + "2021-01;80;sonderzugang;\n")
    assert read(tmp_path, head + "2021-01;80;sonderzugang;Flug\n").series.known == 1
    assert read(tmp_path, head + "2021-02;80;sonderzugang;\n").series.known == 1
