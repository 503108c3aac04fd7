"""What each audience gets of a build: its views, nothing that gives a withheld number away, a number instead."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from one_year import MONTHS, SITES, catalogue, figures, shown, values
from small_city import the_catalogue

from etl.disclosure.choose_views import choose_views, settle_views, views_yaml
from etl.disclosure.fallback import fallbacks
from etl.disclosure.memory import Remembered, forget_pending, read_memory, remember
from etl.disclosure.places import areas, hierarchy, longer
from etl.disclosure.protect import Shown, protect_all
from etl.figures import Cell, Figures, Value


@pytest.fixture(scope="module")
def build() -> dict[str, Shown]:
    return shown(1)


def test_every_stadtviertel_lies_in_one_area_of_its_borough() -> None:
    full = the_catalogue()
    borough = {district.nr: district.borough for district in full.city.districts}
    area_of = areas(full)
    assert set(area_of) == set(borough)
    assert len(set(area_of.values())) == 18
    assert all(len({borough[nr] for nr in area_of if area_of[nr] == area}) == 1 for area in area_of.values())


def test_an_audience_finds_only_the_views_decided_for_it(build: dict[str, Shown]) -> None:
    rat = {(c.measure, c.dim1, len(c.period)) for c in build["rat"].figures.cells}
    assert ("zuweisungen", "herkunft", 7) in rat
    periods = {c.period for c in build["rat"].figures.cells if c.dim1 == "herkunft"}
    assert periods == {"2025", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"}
    assert not any(dim == "status" for _, dim, _ in rat)
    assert not any(dim == "stadtviertel" for _, dim, _ in rat)
    stock = {c.period for c in build["rat"].figures.cells if c.dim1 == "gebiet"}
    assert stock == {"2025-03", "2025-06", "2025-09", "2025-12"}, "ein Bestand steht am Ende des Quartals"
    assert {c.period for c in build["leitung"].figures.cells if c.dim1 == "herkunft"} == {*MONTHS, *periods}


def test_quarters_and_years_are_sums_of_months(build: dict[str, Shown]) -> None:
    whole = {c.period: c.value for c in build["leitung"].figures.cells if c.measure == "zuweisungen" and not c.dim1}
    true = {c.period: c.value for c in figures(1).cells if c.measure == "zuweisungen" and not c.dim1}
    assert whole["2025"] == sum(value or 0 for value in true.values())
    assert whole["2025-Q2"] == sum(true[f"2025-{month:02d}"] or 0 for month in (4, 5, 6))
    assert longer("2025-11") == "2025-Q4"
    assert longer("2025-H1") == longer("2025-Q4") == "2025"
    assert longer("2025") is longer("2025/26") is None


def test_a_view_has_values_in_one_period_only(build: dict[str, Shown]) -> None:
    for audience in build.values():
        lengths: dict[tuple[str, str | None], set[str]] = {}
        for value in audience.figures.values:
            kind = "monat" if len(value.period) == 7 and "Q" not in value.period else value.period[4:6]
            lengths.setdefault((value.indicator_id, value.dim1), set()).add(kind)
        assert all(len(kinds) == 1 for kinds in lengths.values())


def test_merged_areas_add_up_their_stadtviertel(build: dict[str, Shown]) -> None:
    cells = {c.at[:3]: c for c in build["leitung"].figures.cells if c.measure == "gu_belegung"}
    above = hierarchy(catalogue(), SITES)
    assert above[("unterkunft", "GU-01")] == ("stadtviertel", "101")
    dim, area = above[("stadtviertel", "455")]
    assert (dim, above[(dim, area)]) == ("gebiet", ("stadtbezirk", "4"))
    assert cells[("2025-03", "gebiet", area)].value == cells[("2025-03", "stadtviertel", "455")].value


@pytest.mark.parametrize("seed", range(4))
def test_no_value_is_printed_of_a_withheld_or_small_cell(seed: int) -> None:
    for audience, k in (("leitung", 3), ("rat", 5)):
        seen = shown(seed)[audience].figures
        cells = {(c.measure, c.at): c for c in seen.cells}
        protected = ("gu_belegung", "zuweisungen")
        assert not any(c.value is not None and 0 < c.value < k for c in seen.cells if c.measure in protected)
        assert any(c.mark == "g" for c in seen.cells)
        assert all((c.mark == "g") == (c.value is None) for c in seen.cells)
        for value in seen.values:
            name = "gu_belegung" if value.indicator_id == "gu_auslastung" else value.indicator_id
            cell = cells.get((name, value.at))
            if name != "gu_verweildauer_med":
                assert cell is not None
                assert (value.sign == "g") == (cell.mark == "g")
            if value.sign == "g":
                assert (value.value, value.numerator, value.denominator, value.contributors) == (None,) * 4


def test_a_median_of_fewer_than_ten_is_withheld(build: dict[str, Shown]) -> None:
    medians = [v for v in build["rat"].figures.values if v.indicator_id == "gu_verweildauer_med"]
    assert [v.sign for v in medians] == ["g"] * 4 + [None] * 8


@pytest.mark.parametrize("seed", range(4))
def test_the_coarser_audience_reads_nothing_that_the_finer_does_not(seed: int) -> None:
    both = shown(seed)
    fine = {(c.measure, c.at): c.value for c in both["leitung"].figures.cells}
    for cell in both["rat"].figures.cells:
        assert (cell.measure, cell.at) in fine
        assert cell.value is None or cell.value == fine[(cell.measure, cell.at)]


def test_every_withheld_value_names_a_printed_one(build: dict[str, Shown]) -> None:
    for audience in build.values():
        seen = audience.figures
        printed = {(v.indicator_id, v.at) for v in seen.values if v.value is not None}
        hidden = [v for v in seen.values if v.sign == "g" and v.dim1 is not None]
        assert hidden
        for value in hidden:
            place = audience.fallback[(value.indicator_id, value.at)]
            assert (value.indicator_id, (place.period, place.dim1, place.member1, None, None)) in printed
        assert set(audience.fallback) <= {(v.indicator_id, v.at) for v in seen.values if v.sign == "g"}


def test_a_withheld_value_without_a_wider_one_names_the_city_at_the_nearest_time() -> None:
    def value(period: str, number: float | None, member: str | None = None) -> Value:
        sign = "g" if number is None else None
        return Value("a", period, "thema" if member else None, member, None, None, number, None, None, None, sign, ())

    def told(*listed: Value) -> dict[str, str]:
        return {at[0]: place.period for (_, at), place in fallbacks(Figures((), listed), {}).items()}

    months = [value("2024-01", None), value("2024-02", 9), value("2024-03", 7), value("2024-04", None)]
    assert told(*months) == {"2024-01": "2024-02", "2024-04": "2024-03"}
    assert told(value("2024-01", None), value("2024", 80)) == {"2024-01": "2024"}
    assert told(*months[1:3], value("2024-Q1", None, "x")) == {"2024-Q1": "2024-03"}
    assert told(value("2024-01", None)) == {}


def test_two_realities_that_differ_only_in_what_is_withheld_give_the_same_release() -> None:
    """Two sites of a Stadtviertel exchange one person, both withheld before and after."""
    for seed in range(40):
        given = figures(seed)
        first = protect_all(given, catalogue(), SITES, {})
        hidden = {(c.period, c.member1) for c in first["leitung"].figures.cells if c.mark == "g"}
        month = next((m for m in MONTHS if {(m, "GU-02"), (m, "GU-03")} <= hidden), None)
        moved = {(month, "GU-02"): 1, (month, "GU-03"): -1}
        if month is None or any(c.value == 1 for c in given.cells if (c.period, c.member1) == (month, "GU-03")):
            continue
        cells = tuple(_moved(c, moved) for c in given.cells)
        twin = protect_all(Figures(cells, tuple(values(list(cells)))), catalogue(), SITES, {})
        same = all(first[a].figures.cells == twin[a].figures.cells for a in first)
        if same:
            assert cells != given.cells
            for audience in first:
                assert first[audience].relations.to_json() == twin[audience].relations.to_json()
                assert first[audience].figures.values == twin[audience].figures.values
                assert first[audience].fallback == twin[audience].fallback
            return
    raise AssertionError("keine Zwillinge gefunden")


def _moved(cell: Cell, moved: dict[tuple[str | None, str], int]) -> Cell:
    change = moved.get((cell.period, str(cell.member1)), 0)
    at_site = cell.measure == "gu_belegung" and cell.dim1 == "unterkunft" and cell.value is not None
    return replace(cell, value=cell.value + change) if at_site and change and cell.value is not None else cell


def test_the_order_of_cells_does_not_matter(build: dict[str, Shown]) -> None:
    given = figures(1)
    again = protect_all(Figures(given.cells[::-1], given.values), catalogue(), SITES, {})
    for audience in build:
        assert again[audience].figures.cells == build[audience].figures.cells
        assert again[audience].relations == build[audience].relations


def test_what_an_audience_was_denied_stays_denied(build: dict[str, Shown]) -> None:
    denied = Cell("zuweisungen", "2025-Q1", "herkunft", "syr", None, None, None)
    place = (denied.measure, denied.at)
    free = {(c.measure, c.at) for c in build["rat"].figures.cells if c.value is not None}
    later = shown(1, {"rat": Remembered(frozenset({place}), {})})["rat"].figures.cells
    assert next(c for c in later if (c.measure, c.at) == place).mark == "g"
    assert place in free
    printed = {(c.measure, c.at): c.value for c in build["rat"].figures.cells if c.value is not None}
    again = shown(1, {"rat": Remembered(frozenset(), printed)})["rat"].figures.cells
    assert {(c.measure, c.at) for c in again if c.value is not None} >= set(printed)


def test_the_memory_counts_what_became_current_only(build: dict[str, Shown]) -> None:
    with duckdb.connect() as con:
        con.execute("create schema disclosure")
        sql = (Path(__file__).parents[2] / "etl/sql/workshop/10_batches.sql").read_text(encoding="utf-8")
        con.execute(sql)
        seen = {name: part.figures for name, part in build.items()}
        remember(con, "eins", seen)
        assert read_memory(con, "rat") == Remembered()
        forget_pending(con, ["eins"])
        memory = read_memory(con, "rat")
    assert memory.withheld == {(c.measure, c.at) for c in seen["rat"].cells if c.mark == "g"}
    assert set(memory.printed) == {(c.measure, c.at) for c in seen["rat"].cells if c.value is not None}


def test_views_are_offered_where_enough_cells_are_large_enough() -> None:
    chosen = {(v.measure, v.dims): v for v in choose_views(figures(1), catalogue(), SITES)}
    view = chosen[("zuweisungen", ("herkunft",))]
    for name, k, needed in (("leitung", 3, 0.6), ("rat", 5, 0.75)):
        for grain, months in (("monat", 1), ("quartal", 3), ("jahr", 12)):
            sums: dict[tuple[int, str | None], Decimal] = {}
            for cell in figures(1).cells:
                if cell.dim1 == "herkunft" and cell.value is not None:
                    part = ((int(cell.period[5:]) - 1) // months, cell.member1)
                    sums[part] = sums.get(part, Decimal(0)) + cell.value
            values = [value for value in sums.values() if value]
            if sum(value >= k for value in values) >= needed * len(values):
                assert view.grain[name] == grain
                break
    assert "- {measure: zuweisungen, dims: [herkunft]" in views_yaml(chosen.values(), "25.11.2026")


def test_merged_areas_are_not_offered_beside_their_stadtviertel() -> None:
    chosen = {(v.measure, v.dims): v for v in choose_views(figures(1), catalogue(), SITES)}
    districts = chosen[("gu_belegung", ("stadtviertel",))].grain
    merged = chosen[("gu_belegung", ("gebiet",))].grain
    for audience in districts:
        assert districts[audience] == "nie" or merged[audience] == "nie"
    assert any(grain != "nie" for grain in districts.values())


@pytest.mark.slow
def test_a_view_that_would_hide_too_much_is_offered_more_coarsely_or_not_at_all() -> None:
    given, declared = figures(1), catalogue()
    settled = settle_views(given, declared, SITES)
    true = {(c.measure, c.at): c.value or 0 for c in given.cells}
    parts = protect_all(given, replace(declared, views=settled), SITES, {})
    for part in parts.values():
        for dim in {c.dim1 for c in part.figures.cells if c.dim1 and c.measure == "gu_belegung"}:
            listed = [c for c in part.figures.cells if c.dim1 == dim and c.measure == "gu_belegung"]
            hidden = sum(true.get((c.measure, c.at), 0) for c in listed if c.mark == "g")
            assert hidden <= Decimal("0.06") * sum(true.get((c.measure, c.at), 0) for c in listed)
    first = {(v.measure, v.dims): v.grain for v in choose_views(given, declared, SITES)}
    order = ["monat", "quartal", "halbjahr", "jahr", "nie"]
    for view in settled:
        for name, grain in view.grain.items():
            assert order.index(grain) >= order.index(first[(view.measure, view.dims)][name])
