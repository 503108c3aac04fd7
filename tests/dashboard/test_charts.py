"""A chart shows exactly the stored values: gaps stay gaps, breaks are not crossed, everything lies inside the frame."""

import datetime as dt
import itertools
import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_builder import SIGNS, TODAY, census_break, months, point, reading

from dashboard.charts.render import svg
from dashboard.charts.render.element import Element, element
from dashboard.charts.sparkline import POINTS, sparkline
from dashboard.charts.spec import ChartSpec
from dashboard.charts.trend import trend, x_ticks, y_ticks
from dashboard.records import Reading
from etl.catalogue.indicator import Band, Threshold

VALUES = st.lists(st.one_of(st.none(), st.floats(-500, 5000)), min_size=2, max_size=40)


def spec_of(made: Reading, build: object = trend) -> ChartSpec:
    spec = (trend if build is trend else sparkline)(made, SIGNS, TODAY)
    assert spec is not None
    return spec


@given(VALUES)
def test_every_value_is_drawn_once_and_no_line_crosses_a_gap(values: list[float | None]) -> None:
    made = reading(months(values))
    drawn = [value for value in values if value is not None]
    spec = trend(made, SIGNS, TODAY)
    if len(drawn) < 2:
        assert spec is None
        return
    assert spec is not None
    assert [mark.value for mark in spec.marks] == drawn
    assert all(later.x - earlier.x == 1 for run in spec.runs for earlier, later in itertools.pairwise(run))
    ends = sum(1 for a, b in zip(values, [*values[1:], None], strict=True) if a is not None and b is None)
    assert len(spec.runs) == ends


@given(VALUES)
def test_everything_lies_inside_the_frame(values: list[float | None]) -> None:
    spec = trend(reading(months(values)), SIGNS, TODAY)
    if spec is None:
        return
    low, high = spec.y_range
    assert all(low <= mark.value <= high for mark in spec.marks)
    assert all(low <= tick.at <= high for tick in spec.y_ticks)
    assert 2 <= len(spec.y_ticks) <= 12
    assert all(spec.x_range[0] <= mark.x <= spec.x_range[1] for mark in spec.marks)


@given(st.floats(-1e6, 1e6), st.floats(1e-2, 1e6))
def test_ticks_are_round_distinct_and_in_order(low: float, width: float) -> None:
    ticks = y_ticks(low, low + width, "%")
    places = [tick.at for tick in ticks]
    assert places == sorted(set(places))
    assert len({tick.label for tick in ticks}) == len(ticks)
    assert ticks[-1].label.endswith("\u00a0%")


def test_years_are_thinned_until_labels_stay_apart() -> None:
    ticks = x_ticks(2010 * 12, 2026 * 12 + 11)
    assert len(ticks) <= 9
    assert ticks[0].label == "2010"


def test_a_break_parts_the_line_and_is_named() -> None:
    points = [point("2022-12", 242083.0), point("2024-12", 226767.0)]
    made = reading(
        points, field="kontext", thresholds=(), breaks=(census_break(),), cadence="stichtag", unit="Personen"
    )
    spec = spec_of(made)
    assert [len(run) for run in spec.runs] == [1, 1]
    (rule,) = spec.breaks
    assert spec.marks[0].x < rule.x < spec.marks[1].x
    assert rule.text == "Bruch 12/2024: Neue Zensusbasis."
    assert "nicht vergleichbar" in spec.sentence
    assert 'class="break"' in svg.trend(spec).markup()
    assert 'class="break"' in svg.sparkline(spec_of(made, sparkline)).markup()


def test_months_are_drawn_with_the_target_of_their_time() -> None:
    old = Threshold(
        valid_from=dt.date(2014, 1, 1), valid_to=dt.date(2026, 6, 30), on_track=Band(max=Decimal(90)), decided_by="a"
    )
    new = Threshold(valid_from=dt.date(2026, 7, 1), on_track=Band(max=Decimal(120)), decided_by="b")
    spec = spec_of(reading(months([80.0] * 12), thresholds=(old, new), unit="Tage"))
    assert [(band.high, band.low) for band in spec.bands] == [(90.0, None), (120.0, None)]
    assert spec.bands[0].x1 == spec.bands[1].x0 == 2026 * 12 + 5.5


def test_counts_start_at_zero_and_rates_need_not() -> None:
    assert spec_of(reading(months([780.0, 800.0]), unit="Plätze", thresholds=())).y_range[0] == 0
    assert spec_of(reading(months([80.0, 84.0]))).y_range[0] > 0


def test_a_sparkline_has_at_most_thirteen_points_and_needs_two() -> None:
    assert len(spec_of(reading(months([float(n) for n in range(30)])), sparkline).marks) == POINTS
    assert sparkline(reading(months([80.0])), SIGNS, TODAY) is None
    assert sparkline(reading(months([None] * 5)), SIGNS, TODAY) is None


@pytest.mark.parametrize(("value", "tone"), [(80.0, "--st-ok"), (90.0, "--st-watch"), (99.0, "--st-act")])
def test_the_last_point_carries_the_form_of_its_judgement(value: float, tone: str) -> None:
    assert f'fill="var({tone})"' in svg.sparkline(spec_of(reading(months([80.0, value])), sparkline)).markup()


def test_a_provisional_value_is_an_open_point() -> None:
    made = reading([*months([80.0], last="2026-09"), point("2026-10", 90.0, sign="p")])
    tree = svg.trend(spec_of(made)).markup()
    assert tree.count('class="open"') == 1
    assert ">31.10.2026: 90,0\u00a0% p<" in tree
    assert "--st-watch" not in tree
    assert "31.10.2026: 90,0\u00a0%, vorläufig" in tree


@given(VALUES)
def test_drawings_are_well_formed_and_free_of_fixed_colours(values: list[float | None]) -> None:
    made = reading(months(values), title='A <&"> B')
    for spec, draw in ((trend(made, SIGNS, TODAY), svg.trend), (sparkline(made, SIGNS, TODAY), svg.sparkline)):
        if spec is None:
            continue
        text = draw(spec).markup()
        ElementTree.fromstring(text)
        assert not re.search(r"#[0-9a-fA-F]{3}|rgb\(|nan|inf", text)
        assert draw(spec).props()[0] == "svg"


def test_elements_escape_what_they_hold() -> None:
    made = element("text", "<b>&", class_="a", stroke_width="1", x=1.25, viewBox="0")
    assert made.markup() == '<text class="a" stroke-width="1" x="1.2" viewBox="0">&lt;b&gt;&amp;</text>'
    assert made.props() == ["text", {"class": "a", "stroke-width": "1", "x": "1.2", "viewBox": "0"}, ["<b>&"]]
    assert Element("g").markup() == "<g></g>"
