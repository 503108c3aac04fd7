"""Forecasts in a release: from what an audience may see, remembered as they were issued, never reckoned anew."""

import datetime as dt
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from small_city import ARRIVALS, SITES, SmallCity, sheet, whole_catalogue

from dashboard.app import create_app
from etl import publish
from etl.catalogue.catalogue import Catalogue
from etl.foresee import SMALL, fitted, forget_unissued, notes
from etl.foresight.arrivals import forecast
from etl.foresight.series import Series
from etl.home import Home, init
from etl.pipeline import Clock, RunResult, run
from etl.replay import replay

MONTHS = tuple(f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13))
INDICATORS = ("zuweisungen", "ankuenfte", "ankuenfte_p24", "ankuenfte_uebrige")
Arrival = tuple[str, str, str, int]


def catalogue() -> Catalogue:
    whole = whole_catalogue()
    return replace(whole, indicators={key: whole.indicators[key] for key in INDICATORS})


def persons(month: str) -> int:
    """How many are assigned in a month: thirty and some."""
    return 30 + int(month[-2:]) % 5


@dataclass(frozen=True)
class Arrivals:
    """The rows of an arrival list: assigned persons month by month, some who come from Ukraine, and a few others."""

    few: int = 2
    others: int = 9
    without: frozenset[str] = frozenset()
    months: tuple[str, ...] = MONTHS
    more: tuple[Arrival, ...] = field(default=())

    def rows(self) -> Iterable[Arrival]:
        for month in self.months:
            if month in self.without:
                continue
            day = f"15.{month[5:]}.{month[:4]}"
            left = persons(month)
            while left > 0:
                yield ("Zuweisung", day, "Syrien", min(left, 20))
                left -= 20
            yield ("§24 direkt", day, "Ukraine", 12)
            yield ("FN", day, "Syrien", self.few if month == "2025-03" else self.others)
        yield from self.more


def deliver(home: Home, arrivals: Arrivals, stand: str, name: str = "liste") -> None:
    rows = [
        (f"{name}{number}", kind, day, count, state, "Gestattung", None)
        for number, (kind, day, state, count) in enumerate(arrivals.rows())
    ]
    content = {
        f"BEISPIEL_zuweisungen_{name}.csv": sheet("Zuweisungen", stand, ARRIVALS, rows),
        f"BEISPIEL_unterkuenfte_{name}.csv": sheet("Unterkünfte", stand, SITES, SmallCity().sites),
    }
    for file, text in content.items():
        (home.inbox / file).write_bytes(text)


def publish_at(home: Home, day: dt.date) -> RunResult:
    clock = Clock(day, dt.datetime(day.year, day.month, day.day, 8))
    return run(home, home.inbox, catalogue(), clock, accept="im Test gewollt")


def city(root: Path, arrivals: Arrivals = Arrivals(), stand: str = "31.12.2025") -> Home:
    home = init(root)
    deliver(home, arrivals, stand)
    assert publish_at(home, dt.date(2026, 1, 5)).release_id
    return home


def ask(home: Home, sql: str, audience: str = "leitung", release: str | None = None) -> list[tuple[Any, ...]]:
    path = home.releases / (release or str(publish.current(home))) / f"{audience}.duckdb"
    with duckdb.connect(str(path), read_only=True) as con:
        return con.execute(sql).fetchall()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return city(tmp_path_factory.mktemp("basis") / "h")


@pytest.fixture
def home(base: Home, tmp_path: Path) -> Home:
    """A copy of the city, free to change."""
    shutil.copytree(base.root, tmp_path / "h")
    return Home(tmp_path / "h")


def test_a_release_holds_forecast_and_track_record_of_every_way(base: Home) -> None:
    home = base
    for audience in ("leitung", "rat"):
        series = ask(
            home, "select series, status, origin, months, backtest_from from foresight.series order by 1", audience
        )
        assert [row[:3] for row in series] == [
            ("ankuenfte", "ok", "2025-12"),
            ("p24_direkt", "ok", "2025-12"),
            ("uebrige", "ok", "2025-12"),
            ("zuweisung", "ok", "2025-12"),
        ]
        assert series[0][3:] == (24, "2024-12")
        said = ask(
            home,
            "select list(value order by quantile) from foresight.forecast where series = 'zuweisung'"
            " group by horizon order by horizon",
            audience,
        )
        expected = forecast(Series("2024-01", np.array([persons(month) for month in MONTHS])))
        assert [row[0] for row in said] == expected.quantiles.tolist()
        tested = ask(
            home,
            "select count(*), min(origin), max(period), bool_and(kind = 'rueckrechnung')"
            " from foresight.backtest where series = 'zuweisung'",
            audience,
        )
        assert tested == [(12 * 13 // 2, "2024-12", "2025-12", True)]


def test_what_an_audience_may_not_see_changes_none_of_its_quantiles(tmp_path: Path) -> None:
    """Two cities that differ in one withheld count, and in one that makes the sum of all the same."""
    tables = {}
    for few in (1, 2):
        more = (("§24 direkt", "16.03.2025", "Ukraine", 3 - few),)
        home = city(tmp_path / str(few), Arrivals(few, more=more))
        hidden = ask(
            home, "select value, mark from mart.cells where period = '2025-03' and measure = 'ankuenfte_uebrige'", "rat"
        )
        assert hidden == [(None, "g")]
        for table in ("forecast", "series", "backtest"):
            columns = "* exclude (release_id)" if table == "forecast" else "*"
            rows = ask(home, f"select {columns} from foresight.{table} order by all", "rat")
            tables[few, table] = rows
            assert rows
        assert "2025-03" in ask(home, "select gaps from foresight.series where series = 'uebrige'", "rat")[0][0]
    for table in ("forecast", "series", "backtest"):
        assert tables[1, table] == tables[2, table]


def test_no_delivery_is_no_zero_a_begun_month_no_origin_and_few_persons_no_forecast(tmp_path: Path) -> None:
    home = city(tmp_path / "h", Arrivals(others=4, without=frozenset({"2025-06"})), "20.12.2025")
    states = ask(home, "select series, status, origin, months, gaps, notes from foresight.series order by series")
    assert states[3] == ("zuweisung", "ok", "2025-11", 22, ["2025-06"], [])
    assert states[2][:2] == ("uebrige", "keine_aussage")
    assert states[2][5] == [SMALL]
    said = ask(
        home, "select series, min(origin), min(period), max(period) from foresight.forecast group by 1 order by 1"
    )
    assert said == [(name, "2025-11", "2025-12", "2026-11") for name in ("ankuenfte", "p24_direkt", "zuweisung")]
    tested = ask(
        home, "select bool_or(period = '2025-06'), bool_or(origin = '2025-06'), max(period) from foresight.backtest"
    )
    assert tested == [(False, False, "2025-11")]


def test_what_is_said_of_short_silent_and_broken_series() -> None:
    short = Series("2025-11", np.array([30.0, 31.0]))
    assert fitted(short) is None
    assert notes(short, None)[0].startswith("Keine eigene Erfahrung")
    few = Series("2025-08", np.array([30.0, 31.0, 33.0, 30.0]))
    assert notes(few, fitted(few)) == ("Breit, wenig Daten: unter zwölf Monate eigener Erfahrung.",)
    silent = Series("2024-01", np.array([30.0] * 12 + [0.0] * 7))
    assert "Seit 2025-01 kommt nach der Liste niemand mehr an. Fehlt eine Lieferung?" in notes(silent, fitted(silent))
    broken = Series("2024-01", np.array([30.0] * 14 + [95.0, 130.0]))
    said = [note for note in notes(broken, fitted(broken)) if note.startswith("Strukturbruch vermutet (2025-04)")]
    assert len(said) == 1


@pytest.mark.slow
def test_under_three_months_the_release_has_no_band_and_the_page_no_fan(tmp_path: Path) -> None:
    home = city(tmp_path / "h", Arrivals(months=("2025-11", "2025-12")))
    assert ask(home, "select count(*) from foresight.forecast") == [(0,)]
    states = ask(home, "select status, months, notes[1] from foresight.series where series = 'zuweisung'")
    assert [row[:2] for row in states] == [("keine_aussage", 2)]
    assert states[0][2].startswith("Keine eigene Erfahrung")
    page = shown(home)
    assert "Es gibt keine Vorausschau auf die Plätze" in page
    assert 'class="chart fan' not in page


@pytest.mark.slow
def test_after_a_break_the_released_band_is_wider_and_says_so(base: Home, tmp_path: Path) -> None:
    jump = tuple(("Zuweisung", f"{day:02d}.12.2025", "Syrien", 20) for day in range(1, 6))
    home = city(tmp_path / "h", Arrivals(more=jump))
    said = "select notes, alarm from foresight.series where series = 'zuweisung'"
    assert ask(base, said) == [([], None)]
    ((notes_said, alarm),) = ask(home, said)
    assert (notes_said, alarm) == (
        ["Strukturbruch vermutet (2025-12): Bandbreite erweitert. Kein Modell sieht ihn vorher."], "2025-12",
    )  # fmt: skip
    spread = (
        "select max(value) filter (quantile = 0.9) / max(value) filter (quantile = 0.1) from foresight.forecast"
        " where series = 'zuweisung' and horizon = 3"
    )
    assert ask(home, spread)[0][0] > 1.3 * ask(base, spread)[0][0]


def shown(home: Home) -> str:
    """The page Szenarien of a home."""
    app = create_app(home.root, "lokal", rights=catalogue().city.rights, clock=lambda: dt.datetime(2026, 1, 6, 8))
    return app.server.test_client().get("/szenarien").text


@pytest.mark.slow
def test_forecasts_stay_as_they_were_issued(home: Home) -> None:
    """What is remembered is shown, even where it is not what would be reckoned today."""
    with duckdb.connect(str(home.workshop)) as con:
        con.execute("update foresight.issued set value = value + 1")
    first = publish.current(home)
    said = "select period, quantile, value from foresight.forecast where series = 'zuweisung' and origin = '2025-12'"
    before = {(row[0], row[1]): row[2] + 1 for row in ask(home, said)}
    january = (("Zuweisung", "15.01.2026", "Syrien", 20), ("Zuweisung", "16.01.2026", "Syrien", 14))
    late = (("Zuweisung", "28.12.2025", "Syrien", 20),)
    deliver(home, Arrivals(months=(), more=(*january, *late)), "31.01.2026", "neu")
    assert publish_at(home, dt.date(2026, 2, 5)).release_id
    frozen = ask(home, said)
    assert len(frozen) == 12 * 9
    assert all(before[period, quantile] == value for period, quantile, value in frozen)
    issued = (
        "select origin, period, horizon, q10, q90, actual, hit80, crps from foresight.backtest"
        " where kind = 'ausgegeben' and series = 'zuweisung'"
    )
    (row,) = ask(home, issued)
    assert row[:3] == ("2025-12", "2026-01", 1)
    assert row[3:5] == (before["2026-01", row_level(0.1)], before["2026-01", row_level(0.9)])
    assert row[5] == 34
    assert row[6] == (row[3] <= 34 <= row[4])
    assert planned(home) == [(dt.date(2026, 1, 1), before["2026-01", row_level(0.5)])]
    publish.rollback(home, first)
    replay(home, catalogue(), Clock(dt.date(2026, 2, 6), dt.datetime(2026, 2, 6, 8)))
    assert all(before[period, quantile] == value for period, quantile, value in ask(home, said))
    assert ask(home, issued) == [row]


def row_level(level: float) -> Any:
    with duckdb.connect() as con:
        return con.execute("select cast(? as decimal(4, 3))", [level]).fetchone()[0]  # type: ignore[index]


def planned(home: Home) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home.workshop), read_only=True) as con:
        return con.execute(
            "select zielmonat, zugang from core.planung where szenario = 'modell' and erstellt_am < '2026-02-01'"
            " order by zielmonat limit 1"
        ).fetchall()


def test_a_build_that_never_became_current_issued_nothing(home: Home) -> None:
    with duckdb.connect(str(home.workshop)) as con:
        (many,) = con.execute("select count(*) from foresight.issued").fetchall()[0]
        con.execute("insert into foresight.issued select * replace ('verworfen' as release_id) from foresight.issued")
        forget_unissued(con, publish.history(home))
        assert con.execute("select count(*) from foresight.issued").fetchall() == [(many,)]
        assert many > 0
