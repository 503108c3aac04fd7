"""A build with an offender is refused by name, and nothing of it remains."""

from pathlib import Path

import pytest
from small_city import CLOCK, SmallCity, run_city, the_catalogue

from etl import gate, pipeline, publish
from etl.core import SQL
from etl.home import init
from etl.pipeline import run

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
