"""A build with an offender is refused by name, and nothing of it remains."""

import datetime as dt
from pathlib import Path

import duckdb
import pytest
from small_city import CLOCK, SmallCity, run_city, the_catalogue

from etl import gate, pipeline, publish
from etl.changes import Printed
from etl.core import SQL
from etl.figures import Figures, Value
from etl.home import init
from etl.pipeline import Clock, run

NEXT_QUARTER = Clock(dt.date(2026, 7, 6), dt.datetime(2026, 7, 6, 8, 0, 0))
SPOILED = {
    "20_jede_zelle_einmal": "insert into result.cells select * from result.cells limit 1",
    "30_teile_ergeben_summe": "update result.cells set value = value + 1"
    " where dim1 is null and measure = 'gu_belegung'",
    "10_jede_zeile_gezaehlt": "update meta.load set rows_duplicate = rows_duplicate + 1",
    "40_bruch_erklaert": "insert into core.einwohner_amtlich values"
    " (date '2001-12-31', 'm', 'zensus_1987', 1, null, 'x'), (date '2002-12-31', 'm', 'zensus_2011', 1, null, 'x')",
}


def test_every_check_has_a_spoiled_build() -> None:
    assert {path.stem for path in (SQL / "checks").glob("*.sql")} == set(SPOILED)


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_build_is_refused_and_leaves_no_trace(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, first = run_city(tmp_path / "h")
    SmallCity().write(home.inbox, stays=SmallCity().stays[:-12])
    checks = gate.check
    only = tmp_path / "checks"
    only.mkdir()
    (only / f"{name}.sql").write_text((SQL / "checks" / f"{name}.sql").read_text(encoding="utf-8"), encoding="utf-8")

    def spoil(con: object) -> None:
        con.execute(SPOILED[name])  # type: ignore[attr-defined]
        checks(con, only)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "check", spoil)
    refused = run(home, home.inbox, the_catalogue(), CLOCK)
    assert refused.release_id is None
    assert refused.impossible
    assert publish.current(home) == first.release_id
    assert {path.name for path in home.releases.iterdir()} == {"CURRENT", "HISTORY", first.release_id}
    monkeypatch.undo()
    assert run(home, home.inbox, the_catalogue(), CLOCK).release_id


def test_a_sound_build_passes_every_check(tmp_path: Path) -> None:
    home = init(tmp_path / "h")
    SmallCity().write(home.inbox)
    assert run(home, home.inbox, the_catalogue(), CLOCK).impossible == ()


def test_a_total_that_moved_too_far_is_refused_by_name_and_may_be_accepted(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "h")
    SmallCity().write(home.inbox, stays=SmallCity().stays[12:])
    held = run(home, home.inbox, the_catalogue(), CLOCK)
    assert held.release_id, "a correction within the quarter is held, so nothing has moved yet"
    refused = run(home, home.inbox, the_catalogue(), NEXT_QUARTER, rebuild=True)
    assert refused.release_id is None
    assert publish.current(home) == held.release_id
    assert any("gu_belegung" in reason and "19 → 7" in reason for reason in refused.impossible)
    assert "--accept" in refused.impossible[-1]
    taken = run(home, home.inbox, the_catalogue(), NEXT_QUARTER, accept="Karteileichen bereinigt", rebuild=True)
    assert taken.release_id
    with duckdb.connect(str(home.releases / taken.release_id / "leitung.duckdb"), read_only=True) as con:
        reasons = con.execute("select indicator_id, old, reason from meta.change where reason is not null").fetchall()
    assert ("gu_belegung", "19", "Karteileichen bereinigt") in reasons
    with duckdb.connect(str(home.releases / taken.release_id / "rat.duckdb"), read_only=True) as con:
        told = con.execute("select reason from meta.change").fetchall()
    assert told
    assert not any("Karteileichen" in reason for (reason,) in told)


def figures(
    *periods: str, members: tuple[str, ...] = (), value: float | None = 20.0, sign: str | None = None
) -> Figures:
    whole = tuple(Value("gu_belegung", p, None, None, None, None, value, None, None, None, sign, ()) for p in periods)
    parts = tuple(Value("gu_belegung", p, "geschlecht", m, None, None, value, None, None, None, sign, ())
                  for p in periods for m in members)  # fmt: skip
    return Figures((), whole + parts)


def printed(given: Figures) -> Printed:
    return Printed({(v.indicator_id, v.at): (v.value, v.sign) for v in given.values}, {}, {})


CATALOGUE = the_catalogue()


def doubted(now: Figures, before: Figures, delivered: frozenset[str] = frozenset()) -> list[str]:
    return [
        str(c.new) for c in gate.doubts(now, printed(before), CATALOGUE, delivered) if c.indicator_id == "gu_belegung"
    ]


def test_what_is_as_it_was_or_grew_raises_no_doubt() -> None:
    assert doubted(figures("2026-02", "2026-03"), figures("2026-02")) == []
    assert doubted(figures("2026-02", members=("m", "w")), figures("2026-02", members=("m",))) == []
    assert doubted(figures("2026-02", value=None, sign="g"), figures("2026-02")) == []


def test_shrunken_coverage_is_named() -> None:
    assert "zuerst 2026-01" in doubted(figures("2026-02"), figures("2026-01", "2026-02"))[0]
    assert "(geschlecht w)" in doubted(figures("2026-02", members=("m",)), figures("2026-02", members=("m", "w")))[0]


def test_an_indicator_without_value_is_named_when_it_had_one_or_its_sources_are_there() -> None:
    waiting = figures("2026-02", value=None, sign="…")
    assert "keinen Wert" in doubted(waiting, figures("2026-02"))[0]
    assert "keinen Wert" in doubted(waiting, Figures((), ()), frozenset({"belegungen", "unterkuenfte"}))[0]
    assert doubted(waiting, Figures((), ()), frozenset({"belegungen"})) == []
