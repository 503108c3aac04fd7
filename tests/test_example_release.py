"""The release of the whole example: every indicator has every period of its cadence from the first with data."""

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from etl import publish
from etl.catalogue.load import load_catalogue
from etl.example.write import write_example
from etl.home import init
from etl.pipeline import Clock, run

ROOT = Path(__file__).parent.parent
CLOCK = Clock(dt.date(2026, 11, 25), dt.datetime(2026, 11, 25, 8, 0))
# The example delivers nothing from GENESIS.
OFFICIAL = {"beschaeftigte_auslaendisch", "einwohner", "schutzsuchende"}
STEP = {"monat": 1, "quartal": 3, "halbjahr": 6, "jahr": 12, "schuljahr": 12}


def first_month(period: str) -> int:
    """The number of the month with which a period begins; a stock carries the month of its Stichtag."""
    year = int(period[:4])
    if "-Q" in period or "-H" in period:
        return 12 * year + (int(period[-1]) - 1) * (3 if "-Q" in period else 6)
    return 12 * year + (int(period[5:7]) - 1 if "-" in period else 7 if "/" in period else 0)


@pytest.mark.soak
def test_every_indicator_has_every_period_of_its_cadence(tmp_path: Path) -> None:
    catalogue = load_catalogue(ROOT / "data" / "catalogue", ROOT / "data" / "reference")
    home = init(tmp_path / "home")
    write_example(home.inbox)
    assert run(home, home.inbox, catalogue, CLOCK).release_id
    release = home.releases / str(publish.current(home)) / "leitung.duckdb"
    with duckdb.connect(str(release), read_only=True) as con:
        rows = con.execute(
            "select i.id, i.cadence, i.kind, list(distinct v.period) from meta.indicator i join mart.value v"
            " on v.indicator_id = i.id where i.listed and v.dim1 is null and (v.value is not null or v.sign <> '…')"
            " group by all"
        ).fetchall()
    assert {row[0] for row in rows} == {i.id for i in catalogue.indicators.values() if i.listed} - OFFICIAL
    for name, cadence, kind, periods in rows:
        if cadence == "stichtag":
            continue
        step = 1 if kind == "bestand" and cadence == "monat" else STEP[cadence]
        own = sorted({first_month(p) for p in periods if kind == "bestand" or _of(p) == cadence})
        assert own == list(range(own[0], own[-1] + 1, step)), name


def _of(period: str) -> str:
    if "-Q" in period:
        return "quartal"
    if "-H" in period:
        return "halbjahr"
    if "/" in period:
        return "schuljahr"
    return "jahr" if len(period) == 4 else "monat"
