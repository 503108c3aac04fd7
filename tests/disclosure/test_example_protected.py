"""The release of the whole example: nothing to narrow down, little withheld, something instead of everything."""

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from outside import CLEAN, Outside

from etl import publish
from etl.catalogue.catalogue import Catalogue
from etl.catalogue.load import load_catalogue
from etl.disclosure.choose_views import MOST_WITHHELD, settle_views
from etl.disclosure.export import write_export
from etl.disclosure.offers import every_cell
from etl.disclosure.places import hierarchy, read_sites
from etl.example.write import write_example
from etl.figures import read_figures
from etl.home import Home, init
from etl.pipeline import Clock, run

DATA = Path(__file__).parents[2] / "data"
CLOCK = Clock(dt.date(2026, 11, 25), dt.datetime(2026, 11, 25, 8, 0))
AUDIENCES = ("leitung", "rat")
# Of the main series of the council: in months in which few people arrive otherwise, it or the sum has to give way.
MOST_OF_ARRIVALS = Decimal("0.02")
pytestmark = pytest.mark.soak


@pytest.fixture(scope="module")
def declared() -> Catalogue:
    return load_catalogue(DATA / "catalogue", DATA / "reference")


@pytest.fixture(scope="module")
def home(declared: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Home:
    made = init(tmp_path_factory.mktemp("beispiel") / "home")
    write_example(made.inbox)
    assert run(made, made.inbox, declared, CLOCK).release_id
    return made


def read(home: Home, audience: str, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(release(home) / f"{audience}.duckdb"), read_only=True) as con:
        return con.execute(sql).fetchall()


def release(home: Home) -> Path:
    return home.releases / str(publish.current(home))


def test_a_program_from_outside_finds_nothing_alone_or_together(home: Home, tmp_path: Path) -> None:
    files = {name: write_export(release(home), name, tmp_path) for name in AUDIENCES}
    for table, relations in files.values():
        assert Outside(table, relations).verdict() == (CLEAN, [])
    assert Outside(*files["leitung"], (files["rat"][0],)).verdict() == (CLEAN, [])


def test_the_views_of_the_catalogue_are_those_that_its_rule_gives(home: Home, declared: Catalogue) -> None:
    with duckdb.connect(str(home.workshop), read_only=True) as con:
        assert settle_views(read_figures(con), declared, read_sites(con)) == declared.views


@pytest.mark.parametrize("audience", AUDIENCES)
def test_each_withheld_value_names_one_that_is_there(home: Home, audience: str) -> None:
    there = (
        "from mart.value where indicator_id = v.indicator_id and period = v.fallback_period and value is not null"
        " and dim1 is not distinct from v.fallback_dim1 and member1 is not distinct from v.fallback_member1"
        " and dim2 is null"
    )
    ((hidden, without),) = read(
        home,
        audience,
        f"select count(*), count(*) filter (not exists ({there})) from mart.value as v where sign = 'g'",
    )
    assert hidden > 0
    assert without == 0


@pytest.mark.parametrize("audience", AUDIENCES)
def test_little_is_withheld(home: Home, declared: Catalogue, audience: str) -> None:
    with duckdb.connect(str(home.workshop), read_only=True) as con:
        cells = every_cell(read_figures(con), declared, hierarchy(declared, read_sites(con)))
    true = {(cell.measure, *cell.at): cell.value or Decimal(0) for cell in cells}
    offered, hidden = defaultdict[tuple[str, ...], Decimal](Decimal), defaultdict[tuple[str, ...], Decimal](Decimal)
    for measure, period, dim1, member1, dim2, member2, mark in read(
        home, audience, "select measure, period, dim1, member1, dim2, member2, mark from mart.cells"
    ):
        view, value = (measure, dim1, dim2), true[(measure, period, dim1, member1, dim2, member2)]
        offered[view] += value
        hidden[view] += value if mark == "g" else 0
    assert any(hidden.values())
    assert [view for view in offered if view[1] and hidden[view] > MOST_WITHHELD * offered[view]] == []
    assert hidden[("zuweisungen", None, None)] <= MOST_OF_ARRIVALS * offered[("zuweisungen", None, None)]
