"""Rules of the charts of school and network, for any numbers."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts import dots, gap, heat, nodes
from dashboard.charts.dots import Dot
from dashboard.charts.gap import Pair
from dashboard.charts.grid import Entry, Grid, Told, count
from dashboard.charts.render import dots as draw_dots
from dashboard.charts.render import gap as draw_gap
from dashboard.charts.render import heat as draw_heat
from dashboard.charts.render import nodes as draw_nodes
from dashboard.joints import SOFT, breakable

SIGNS = {"g": ("g", "nicht gezeigt"), "x": ("x", "nicht sinnvoll"), "…": ("…", "liegt noch nicht vor")}
TOLD = Told("Befund", "was", "Satz.", "Alternativtext", Grid("Tabelle", (), ()))
maybe = st.one_of(st.none(), st.integers(0, 5000))


def cell(number: int | None) -> Entry:
    return count(None if number is None else float(number), "g" if number is None else None, signs=SIGNS)


@given(rows=st.lists(st.tuples(maybe, maybe), min_size=1, max_size=30))
def test_dots_rise_and_their_area_follows_what_stands_behind_them(rows: list[tuple[int | None, int | None]]) -> None:
    spec = dots.dots([Dot(f"Schule {n}", cell(v), cell(w), "fehlt") for n, (v, w) in enumerate(rows)], TOLD)
    if all(value is None for value, _ in rows):
        assert spec is None
        return
    assert spec is not None
    assert len(spec.dots) == len(rows)
    numbers = [dot.value.number for dot in spec.dots]
    known = [number for number in numbers if number is not None]
    assert numbers == [*sorted(known), *([None] * (len(rows) - len(known)))]
    assert spec.ticks[0].at == 0
    assert spec.ticks[-1].at >= max(known)
    assert min(known) <= spec.middle <= max(known)
    for dot in spec.dots:
        assert (dot.radius == 0) == (dot.value.number is None)
    placed = [dot for dot in spec.dots if dot.radius > dots.SMALLEST]
    for one, other in pairwise(placed):
        assert one.weight.number
        assert other.weight.number
        areas = one.radius**2 / other.radius**2
        assert areas == pytest.approx(one.weight.number / other.weight.number)


def test_a_missing_value_is_said_in_its_place_and_never_drawn_at_zero() -> None:
    made = [Dot("A", cell(5), cell(3)), Dot("B", cell(None), cell(3), "nicht gezeigt")]
    spec = dots.dots(made, TOLD)
    assert spec is not None
    for width in (draw_dots.WIDE, draw_dots.NARROW):
        printed = draw_dots.dots(spec, "Median 5 EUR", width).markup()
        assert printed.count("<circle") == 1
        assert "g nicht gezeigt" in printed
        assert "Median 5 EUR" in printed


@given(rows=st.lists(st.tuples(maybe, maybe), min_size=1, max_size=12), zero=st.booleans())
def test_pairs_lie_on_the_axis_and_their_distance_has_a_side(
    rows: list[tuple[int | None, int | None]], zero: bool
) -> None:
    pairs = [Pair(f"Zeile {n}", cell(one), cell(other)) for n, (one, other) in enumerate(rows)]
    spec = gap.gap(pairs, ("ist", "soll"), TOLD, "%", from_zero=zero)
    known = [n for row in rows for n in row if n is not None]
    if not known:
        assert spec is None
        return
    assert spec is not None
    low, high = spec.ticks[0].at, spec.ticks[-1].at
    assert low <= min(known)
    assert max(known) <= high
    assert low < high
    assert not zero or low == 0
    for pair, (one, other) in zip(spec.pairs, rows, strict=True):
        assert pair.distance == (None if one is None or other is None else one - other)
    drawn = draw_gap.gap(spec).markup()
    assert drawn.count("<circle") == len(known) + 2, "two of the legend, one a value"


@given(
    rows=st.lists(st.lists(st.one_of(st.none(), st.integers(0, 40)), min_size=12, max_size=12), min_size=1, max_size=7)
)
def test_every_tile_prints_its_number_and_its_shade_rises_with_it(rows: list[list[int | None]]) -> None:
    spec = heat.heat(
        [f"P{n}" for n in range(12)], [(f"Zeile {n}", [cell(v) for v in r]) for n, r in enumerate(rows)], TOLD
    )
    last = [row[-heat.MOST :] for row in rows]
    if all(value is None for row in last for value in row):
        assert spec is None
        return
    assert spec is not None
    assert spec.periods == tuple(f"P{n}" for n in range(12 - heat.MOST, 12))
    seen = [tile for row in spec.rows for tile in row.cells]
    for tile in seen:
        assert (tile.level is None) == (not tile.entry.number)
    ranked = sorted((tile.entry.number, tile.level) for tile in seen if tile.entry.number and tile.level is not None)
    assert all(one[1] <= other[1] for one, other in pairwise(ranked))
    for width, columns in ((draw_heat.WIDE, heat.MOST), (draw_heat.NARROW, 4)):
        printed = draw_heat.heat(spec, width).markup()
        assert printed.count("<rect") == columns * len(rows)


@given(
    size=st.integers(2, nodes.MOST),
    data=st.data(),
)
def test_nodes_stand_still_on_their_ellipse(size: int, data: st.DataObject) -> None:
    keys = [f"k{n}" for n in range(size)]
    sizes = {key: (f"Bereich {key}", data.draw(st.integers(0, 60))) for key in keys}
    pairs = {(a, b): data.draw(st.integers(0, 9)) for n, a in enumerate(keys) for b in keys[n + 1 :]}
    spec = nodes.nodes(sizes, pairs, TOLD)
    assert spec is not None
    for node in spec.nodes:
        assert math.hypot(node.x, node.y) == pytest.approx(1)
        assert nodes.SMALLEST <= node.radius <= nodes.LARGEST
    assert [node.key for node in spec.nodes if node.alone] == nodes.alone(keys, pairs)
    assert {(spec.nodes[link.one].key, spec.nodes[link.other].key): link.count for link in spec.links} == {
        pair: number for pair, number in pairs.items() if number
    }
    widths = [link.width for link in spec.links]
    assert widths == sorted(widths)
    best = nodes.strongest(pairs)
    assert (best is None) == (not any(pairs.values()))
    assert best is None or pairs[best] == max(pairs.values())
    printed = draw_nodes.nodes(spec, draw_nodes.NARROW).markup()
    assert printed.count("<circle") == size


@pytest.mark.parametrize("size", [0, 1, nodes.MOST + 1])
def test_too_few_or_too_many_groups_are_left_to_the_table(size: int) -> None:
    assert nodes.nodes({f"k{n}": (f"B{n}", 1) for n in range(size)}, {}, TOLD) is None


@given(st.text(max_size=80))
def test_soft_hyphens_change_no_word(text: str) -> None:
    assert breakable(text).replace(SOFT, "") == text.replace(SOFT, "")


def test_long_words_break_at_their_joints() -> None:
    assert breakable("Gemeinschaftsunterkünften") == f"Gemeinschafts{SOFT}unterkünften"
    assert breakable("Wohnung") == "Wohnung"
