"""Real GENESIS files become a release for the city, with two census bases and what is missing by name."""

import datetime as dt
import os
from pathlib import Path

import duckdb
import pytest
from small_city import the_catalogue

from etl.home import init
from etl.pipeline import Clock, run

pytestmark = pytest.mark.real_data
CLOCK = Clock(dt.date(2026, 11, 25), dt.datetime(2026, 11, 25, 8, 0, 0))


def test_genesis_files_alone_publish_population_and_protection_seekers(tmp_path: Path) -> None:
    home = init(tmp_path / "home")
    result = run(home, Path(os.environ["KIM_REAL_DATA"]) / "genesis", the_catalogue(), CLOCK)
    assert result.release_id
    assert {item.report.outcome for item in result.loaded} == {"uebernommen"}
    with duckdb.connect(str(home.releases / result.release_id / "rat.duckdb"), read_only=True) as con:

        def values(indicator: str, where: str = "dim1 is null") -> list[tuple[object, ...]]:
            return con.execute(
                f"select period, value, sign from mart.value where indicator_id = ? and {where} order by period",
                [indicator],
            ).fetchall()

        assert values("schutzsuchende") == [("2023-12", 13360.0, None)]
        assert values("einwohner") == [("2022-12", 242083.0, None), ("2024-12", 226767.0, None)]
        assert values("beschaeftigte_auslaendisch") == [("2025-06", None, "-")]
        by_status = con.execute(
            "select member1, value from mart.cells"
            " where measure = 'schutzsuchende' and dim1 = 'schutzstatus' order by 1"
        ).fetchall()
        assert [member for member, _ in by_status] == ["anerkannt", "offen", "ohne"]
        assert sum(float(value) for _, value in by_status) == 13360
        breaks = con.execute("select breaks from meta.indicator where id = 'einwohner'").fetchone()
        missing = con.execute("select missing_sources from meta.indicator where id = 'gu_belegung'").fetchone()
    assert breaks is not None
    assert "2024-12" in breaks[0]
    assert missing == (["belegungen", "unterkuenfte"],)
    with duckdb.connect(str(home.workshop), read_only=True) as con:
        bases = con.execute("select distinct stichtag, basis from core.einwohner_amtlich order by 1").fetchall()
        naive = con.execute("select sum(schutzsuchende) from core.schutzsuchende").fetchone()
    assert bases == [(dt.date(2022, 12, 31), "zensus_2011"), (dt.date(2024, 12, 31), "zensus_2022")]
    assert naive == (35155,)
