"""Rules of the charts on arrival, accommodation, housing and space, for any numbers."""

import math
from itertools import pairwise

import pytest
import reading_builder as build
import release_fixture as fixture
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts import bars, cohort, columns, occupancy, tilemap, way
from dashboard.charts.grid import Entry, Grid, Told, count, words
from dashboard.charts.render import bars as draw_bars
from dashboard.charts.render import cohort as draw_cohort
from dashboard.charts.render import columns as draw_columns
from dashboard.charts.render import occupancy as draw_occupancy
from dashboard.charts.render import tilemap as draw_map
from dashboard.charts.render import way as draw_way
from dashboard.records import Point

SIGNS = build.SIGNS
CITY = fixture.city()
RATE = build.reading(build.months([80.0]))
TOLD = Told("Befund", "was", "Satz.", "Alternativtext", Grid("Tabelle", (), ()))
numbers = st.integers(0, 5000)


def places(name: str, approved: int, blocked: int, reserved: int, occupied: int | None) -> occupancy.Places:
    hidden = "g" if occupied is None else None
    return occupancy.Places(
        name,
        Point("2026-10", float(approved)),
        Point("2026-10", float(blocked)),
        Point("2026-10", float(reserved)),
        Point("2026-10", None if occupied is None else float(occupied), sign=hidden),
        build.point("2026-10", 80.0),
    )


@given(parts=st.lists(st.tuples(numbers, numbers, numbers, numbers), min_size=1, max_size=6))
def test_segments_of_a_site_make_up_what_is_approved(parts: list[tuple[int, int, int, int]]) -> None:
    sites = [places(f"GU {n}", sum(p) + 1, p[0], p[1], p[2]) for n, p in enumerate(parts)]
    whole = places(
        "zusammen", *(sum(col) for col in zip(*((sum(p) + 1, p[0], p[1], p[2]) for p in parts), strict=True))
    )
    spec = occupancy.occupancy(whole, sites, RATE, SIGNS)
    assert spec is not None
    for site in spec.sites:
        drawn = [e.number for e in (site.occupied, site.reserved, site.free, site.blocked)]
        assert None not in drawn
        assert sum(n for n in drawn if n is not None) == site.approved.number
    assert spec.ticks[-1].at >= max(site.approved.number or 0 for site in spec.sites)


@given(approved=st.integers(1, 300), blocked=st.integers(0, 20))
def test_free_places_do_not_give_away_who_is_withheld(approved: int, blocked: int) -> None:
    site = places("GU 1", approved, blocked, 0, None)
    spec = occupancy.occupancy(places("zusammen", 999, blocked, 0, 500), [site], RATE, SIGNS)
    assert spec is not None
    assert (spec.sites[0].occupied, spec.sites[0].free) == (Entry("g", None, "g"), Entry("g", None, "g"))
    printed = draw_occupancy.occupancy(spec).markup()
    assert "belegt: g" in printed
    # Only the legend has an outline: no length tells how many places are free.
    assert printed.count('class="outline"') == 1


def test_a_site_without_places_is_not_drawn() -> None:
    closed = places("GU 9", 0, 0, 0, 0)
    assert occupancy.occupancy(closed, [closed], RATE, SIGNS) is None


@given(values=st.lists(st.just(0.0) | st.floats(0.01, 1e5), min_size=1, max_size=60))
def test_classes_of_the_map_are_round_and_keep_the_order(values: list[float]) -> None:
    inner = tilemap.bounds(values)
    assert len(inner) < tilemap.CLASSES
    assert all(low < high for low, high in pairwise(inner))
    assert all(bound < max(values) for bound in inner)
    levels = [tilemap.level(value, inner) for value in sorted(values)]
    assert levels == sorted(levels)
    steps = [draw_map.step(at, len(inner) + 1) for at in range(len(inner) + 1)]
    assert steps == sorted(set(steps))
    assert set(steps) <= set(range(1, 7))


def by_district(values: dict[str, float | None]) -> tuple[Point, ...]:
    return tuple(
        Point("2026-09", value, sign=None if value is not None else "g", members=(("stadtviertel", nr),))
        for nr, value in values.items()
    )


@given(
    values=st.dictionaries(
        st.sampled_from([d.nr for d in CITY.districts]), st.none() | st.just(0.0) | st.floats(0.01, 50), min_size=1
    )
)
def test_a_withheld_tile_has_no_class_and_every_place_has_one_tile(values: dict[str, float | None]) -> None:
    reading = build.reading([build.point("2026-09", 5.0)], unit="je 1.000")
    spec = tilemap.tilemap(reading, by_district(values), (), CITY, SIGNS)
    if all(value is None for value in values.values()):
        assert spec is None
        return
    assert spec is not None
    assert len({(t.row, t.column) for t in spec.tiles}) == len(CITY.districts) == 43
    for tile in spec.tiles:
        assert (tile.level is None) == (values.get(tile.nr) is None)
    drawn = draw_map.tilemap(spec, CITY.ags).markup()
    assert drawn.count("withheld-tile") == sum(tile.level is None for tile in spec.tiles)
    assert len(spec.told.grid.rows) == 43


def cohort_points(year: str, shares: list[float | None]) -> list[Point]:
    return [
        Point(
            year,
            share,
            denominator=None,
            sign=None if share is not None else "g",
            members=(("wohndauer", f"m{3 * n:02d}"),),
        )
        for n, share in enumerate(shares)
    ]


@given(st.lists(st.none() | st.floats(0, 100), min_size=1, max_size=17))
def test_a_curve_ends_where_the_first_step_is_withheld(shares: list[float | None]) -> None:
    spec = cohort.cohort(cohort_points("2024", [0.0, *shares]), SIGNS)
    seen = next((n for n, share in enumerate(shares) if share is None), len(shares))
    if 3 * seen < cohort.SEEN_MONTHS:
        assert spec is None
        return
    assert spec is not None
    steps = spec.curves[0].steps
    assert steps[0] == (0, 0.0)
    assert steps[-1][0] == 3 * seen
    assert spec.ticks[-1].at >= max(share for _, share in steps)


def test_the_newest_year_is_compared_where_both_were_observed() -> None:
    points = cohort_points("2022", [0, 5, 10, 20, 30, 40, 50]) + cohort_points("2025", [0, 1, 2, 3, 4, 9, None])
    spec = cohort.cohort(points, SIGNS)
    assert spec is not None
    assert spec.told.finding == "Wer 2025 einzog, wechselt später als 2022"
    assert spec.told.sentence.startswith("15 Monate nach dem Einzug haben 9\u00a0% der Haushalte von 2025")
    assert "erreicht hat das 2022" in spec.told.sentence
    assert [curve.tone for curve in spec.curves] == ["s4", "c2"]
    assert draw_cohort.cohort(spec, draw_cohort.NARROW).markup().startswith("<svg")


@given(st.lists(st.tuples(st.none() | numbers, numbers), min_size=1, max_size=40))
def test_columns_keep_every_part_and_mark_what_is_withheld(rows: list[tuple[int | None, int]]) -> None:
    periods = [p.period for p in build.months([1.0] * len(rows))]
    parts = {
        "unten": [count(a, None if a is not None else "g", signs=SIGNS) for a, _ in rows],
        "oben": [count(b, signs=SIGNS) for _, b in rows],
    }
    spec = columns.columns([("unten", "data"), ("oben", "")], periods, parts, TOLD, "Personen")
    shown = rows[-columns.MOST :]
    if sum((a or 0) + b for a, b in shown) == 0:
        assert spec is None
        return
    assert spec is not None
    assert [c.height for c in spec.columns] == [(a or 0) + b for a, b in shown]
    assert [c.whole for c in spec.columns] == [a is not None for a, _ in shown]
    assert spec.ticks[-1].at >= max(c.height for c in spec.columns)
    assert draw_columns.columns(spec).markup().count("withheld") == sum(a is None for a, _ in shown)


@given(st.lists(st.none() | numbers, min_size=1, max_size=12))
def test_bars_stay_inside_and_a_sign_has_no_bar(values: list[int | None]) -> None:
    made = [bars.Bar(str(n), count(v, None if v is not None else "g", signs=SIGNS)) for n, v in enumerate(values)]
    spec = bars.bars([bars.Group("", tuple(made))], TOLD)
    if all(value is None for value in values):
        assert spec is None
        return
    assert spec is not None
    tree = draw_bars.bars(spec, draw_bars.NARROW)
    widths = [float(dict(e.attributes)["width"]) for e in tree.children if not isinstance(e, str) and e.tag == "rect"]
    assert len(widths) == sum(value is not None for value in values)
    assert all(0 < width <= draw_bars.NARROW for width in widths)


def way_points(**changes: float | None) -> way.WayPoints:
    plain: dict[str, float | None] = dict.fromkeys(
        ("assigned", "shared", "to_flat", "direct", "flats", "converted", "converted_before", "private"), 10.0
    )
    made = {name: None if value is None else Point("2026-10", value) for name, value in (plain | changes).items()}
    return way.WayPoints(period="2026-10", lasting="91\u00a0%", **made)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (3.0, 9.0, "3 Haushalte wechselten in einen eigenen Mietvertrag, weniger als ein Jahr zuvor"),
        (1.0, None, "1 Haushalt wechselte in einen eigenen Mietvertrag"),
        (9.0, 9.0, "9 Haushalte wechselten in einen eigenen Mietvertrag"),
    ],
)
def test_the_finding_of_the_way(now: float, before: float | None, said: str) -> None:
    spec = way.way(way_points(converted=now, converted_before=before), SIGNS)
    assert spec is not None
    assert spec.told.finding.replace("\u00a0", " ") == said


@given(st.lists(st.floats(0, 1e4), min_size=4, max_size=4))
def test_arrows_are_as_thick_as_what_moves(moves: list[float]) -> None:
    names = ("assigned", "to_flat", "converted", "direct")
    spec = way.way(way_points(**dict(zip(names, moves, strict=True))), SIGNS)
    assert spec is not None
    drawn = [e for e in draw_way.way(spec).children if not isinstance(e, str) and ("class", "flow") in e.attributes]
    widths = [float(dict(e.attributes)["stroke-width"]) for e in drawn]
    assert len(widths) == 4
    for (one, thin), (other, thick) in pairwise(sorted(zip(moves, widths, strict=True))):
        assert thin <= thick or math.isclose(one, other)


def test_no_way_without_any_stock() -> None:
    assert way.way(way_points(shared=None, flats=None, private=None), SIGNS) is None
    assert words("a") == Entry("a")


def test_outlines_take_the_place_of_tiles_where_every_district_has_one() -> None:
    reading = build.reading([build.point("2026-09", 5.0)], unit="je 1.000")
    points = by_district({"101": 4.0, "455": None})
    plain = tilemap.tilemap(reading, points, (), CITY, SIGNS)
    assert plain is not None
    assert draw_map.outlines(plain) is None
    ring = ((11.9, 51.4), (12.0, 51.4), (12.0, 51.5), (11.9, 51.4))
    districts = tuple(d.model_copy(update={"outline": (ring,)}) for d in CITY.districts)
    spec = tilemap.tilemap(reading, points, (), CITY.model_copy(update={"districts": districts}), SIGNS)
    assert spec is not None
    drawn = draw_map.outlines(spec)
    assert drawn is not None
    assert drawn.markup().count("<path") == 43
    assert "Altstadt: 4,0" in drawn.markup()
    assert tilemap.NOT_THE_AREA in plain.told.sentence
    assert tilemap.NOT_THE_AREA not in spec.told.sentence
