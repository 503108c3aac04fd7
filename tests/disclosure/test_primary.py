"""The primary rule: no count from 1 to k - 1 is printed in any form, and the coarser view hides more."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_city import SmallCity, run_city, the_catalogue

from etl.catalogue.access import Audience, Rights, Role
from etl.disclosure.protect import protect_all
from etl.figures import Cell, Figures, Value
from etl.home import Home

CATALOGUE = the_catalogue()
PLACE = ("2026-03", None, None, None, None)


def figures(occupied: int, places: int, sample: int) -> Figures:
    cells = (
        Cell("gu_belegung", *PLACE, Decimal(occupied)),
        Cell("gu_plaetze_netto", *PLACE, Decimal(places)),
    )
    rate = occupied * 100 / places if places else None
    values = (
        Value("gu_belegung", *PLACE, float(occupied), None, None, None, None, ()),
        Value("gu_plaetze_netto", *PLACE, float(places), None, None, None, None, ()),
        Value("gu_auslastung", *PLACE, rate, Decimal(occupied), Decimal(places), None, None, ()),
        Value("gu_verweildauer_med", *PLACE, 93.0 if sample else None, None, None, sample, None if sample else "x", ()),
    )
    return Figures(cells, values)


def shown(given_figures: Figures, *ks: int) -> list[Figures]:
    """What audiences with these minimum counts read."""
    audiences = tuple(Audience(id=f"a{number}", title="x", k=k) for number, k in enumerate(ks))
    roles = (Role(id="r", title="r", audience="a0"),)
    city = CATALOGUE.city.model_copy(update={"rights": Rights(audiences=audiences, roles=roles)})
    parts = protect_all(given_figures, replace(CATALOGUE, city=city, views=()), {}, {})
    return [parts[audience.id].figures for audience in audiences]


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(2, 12))
def test_no_small_count_is_printed_in_any_form(occupied: int, places: int, sample: int, k: int) -> None:
    (seen,) = shown(figures(occupied, places, sample), k)
    by_id = {value.indicator_id: value for value in seen.values}
    cells = {cell.measure: cell for cell in seen.cells}
    hidden = 0 < occupied < k
    assert (cells["gu_belegung"].value is None) == hidden
    assert (cells["gu_belegung"].mark == "g") == hidden
    for indicator in ("gu_belegung", "gu_auslastung"):
        value = by_id[indicator]
        assert (value.sign == "g") == hidden
        if hidden:
            assert (value.value, value.numerator, value.denominator) == (None, None, None)
    assert cells["gu_plaetze_netto"].value == places, "Plätze sind keine Personen"
    small = 0 < sample < 10 or 0 < sample < k
    assert (by_id["gu_verweildauer_med"].sign == "g") == small
    assert by_id["gu_verweildauer_med"].contributors == (None if small else sample)


@given(st.integers(0, 30), st.integers(1, 30), st.integers(2, 8), st.integers(0, 8))
def test_who_may_read_less_detail_never_reads_more(occupied: int, places: int, k: int, more: int) -> None:
    fine, coarse = shown(figures(occupied, places, 20), k, k + more)
    for one, other in zip(fine.cells, coarse.cells, strict=True):
        assert other.value is None or other.value == one.value
    for one_value, other_value in zip(fine.values, coarse.values, strict=True):
        assert other_value.value is None or other_value.value == one_value.value


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    stays = (*SmallCity().stays, ("solo", "NU-01", None, "20.03.2026", None, 1950, "d"))
    root = tmp_path_factory.mktemp("primaer") / "home"
    city = SmallCity(stays=stays)
    found, result = run_city(root, city)
    assert result.release_id
    return found


def every_text(home: Home) -> Iterator[tuple[str, str, str]]:
    release = home.releases / (home.releases / "CURRENT").read_text().strip()
    for path in release.glob("*.duckdb"):
        with duckdb.connect(str(path), read_only=True) as con:
            for schema, table in con.execute("select schema_name, table_name from duckdb_tables()").fetchall():
                for row in con.execute(f"select * from {schema}.{table}").fetchall():
                    for cell in row:
                        yield path.stem, f"{schema}.{table}", str(cell)


def test_no_pseudonym_and_no_raw_cell_reaches_a_release(home: Home) -> None:
    persons = {str(stay[0]) for stay in SmallCity().stays} | {"solo", "W 17", "Z1", "Z4"}
    found = [(file, table, text) for file, table, text in every_text(home) if text in persons]
    assert found == []


@pytest.mark.parametrize(("audience", "k"), [("leitung", 3), ("rat", 5)])
def test_each_file_of_a_release_keeps_its_own_k(home: Home, audience: str, k: int) -> None:
    release = home.releases / (home.releases / "CURRENT").read_text().strip()
    with duckdb.connect(str(release / f"{audience}.duckdb"), read_only=True) as con:
        assert con.execute("select k from meta.release").fetchone() == (k,)
        printed = con.execute(
            "select count(*) from mart.cells"
            " where measure in ('gu_belegung', 'zuweisungen') and value > 0 and value < ?",
            [k],
        ).fetchone()
        withheld = con.execute("select count(*) from mart.cells where mark = 'g'").fetchone()
    assert printed == (0,)
    assert withheld is not None
    assert withheld[0] > 0


def test_operating_data_lie_in_the_first_audience_only(home: Home) -> None:
    release = home.releases / (home.releases / "CURRENT").read_text().strip()
    with duckdb.connect(str(release / "rat.duckdb"), read_only=True) as con:
        assert con.execute("select count(*) from meta.load_report").fetchone() == (0,)
        assert con.execute("select count(*) from meta.rejection").fetchone() == (0,)
        assert con.execute("select count(*) from mart.value where load_ids is not null").fetchone() == (0,)
    with duckdb.connect(str(release / "leitung.duckdb"), read_only=True) as con:
        assert con.execute("select count(*) from meta.load_report").fetchone() == (4,)


def test_the_release_says_how_it_is_protected(home: Home) -> None:
    release = home.releases / (home.releases / "CURRENT").read_text().strip()
    with duckdb.connect(str(release / "rat.duckdb"), read_only=True) as con:
        row = con.execute("select body from meta.document where kind = 'reference' and id = 'geheimhaltung'").fetchone()
    assert row is not None
    assert "Mindestfallzahl und Gegensperrung" in row[0]
    assert "Zahlen von 1 bis unter 5" in row[0]
    assert "Vorläufig" not in row[0]
