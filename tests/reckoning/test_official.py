"""Official figures a second time, from the accepted rows of the three statistics; what they leave out is left out."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import duckdb
import pytest
from accepted_rows import Tally, assert_sums, by_month, rows
from official_rows import CITY, deliver
from small_city import whole_catalogue

from etl.core import build_core
from etl.indicators import reckon
from etl.workshop import open_workshop

OFFICIAL = ("beschaeftigte_auslaendisch", "einwohner", "schutzsuchende")


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A workshop that took in the three statistics for this city and another one."""
    root = tmp_path_factory.mktemp("amtlich")
    (root / "secret.key").write_bytes(bytes(32))
    whole = whole_catalogue()
    catalogue = replace(whole, indicators={name: whole.indicators[name] for name in OFFICIAL})
    with open_workshop(root / "workshop.duckdb", catalogue) as con:
        deliver(con)
        build_core(con, catalogue)
        reckon(con, catalogue)
        yield con


def summed(con: duckdb.DuckDBPyConnection, source: str, wanted: dict[str, set[str]], dims: dict[str, str]) -> Tally:
    """Sums of the rows of this city in which each column has one of the wanted values."""
    value = {"schutzsuchende_12531": "schutzsuchende", "beschaeftigte_13111": "beschaeftigte"}.get(source, "einwohner")
    found: Tally = defaultdict(float)
    for row in rows(con, f"stage.{source}"):
        if row["kreis"] != CITY or any(row[column] not in values for column, values in wanted.items()):
            continue
        for dim, member in [(None, None), *((dim, row[column]) for dim, column in dims.items())]:
            found[by_month(row["stichtag"]), dim, member] += row[value]
    return dict(found)


def test_protection_seekers_add_the_three_states_that_do_not_overlap(workshop: duckdb.DuckDBPyConnection) -> None:
    wanted = {"schutzstatus": {"anerkannt", "offen", "ohne"}}
    dims = {"schutzstatus": "schutzstatus", "staat": "staat_code", "geschlecht": "geschlecht"}
    assert_sums(workshop, "schutzsuchende", summed(workshop, "schutzsuchende_12531", wanted, dims))


def test_foreign_employees_add_the_sexes_and_not_their_total(workshop: duckdb.DuckDBPyConnection) -> None:
    wanted = {"nationalitaet": {"auslaendisch"}, "geschlecht": {"m", "w"}}
    assert_sums(
        workshop,
        "beschaeftigte_auslaendisch",
        summed(workshop, "beschaeftigte_13111", wanted, {"geschlecht": "geschlecht"}),
    )


def test_inhabitants_of_the_newer_census_base(workshop: duckdb.DuckDBPyConnection) -> None:
    wanted = {"geschlecht": {"m", "w"}, "basis": {"zensus_2022"}}
    assert_sums(workshop, "einwohner", summed(workshop, "einwohner_12411", wanted, {"geschlecht": "geschlecht"}))
