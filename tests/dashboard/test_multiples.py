"""Small multiples: the same axes for all, every member in the table, none ranked."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from reading_builder import SIGNS, TODAY, months, reading

from dashboard.charts.multiples import MOST, multiples
from dashboard.charts.render import multiples as draw
from dashboard.charts.render.element import Element

VALUES = st.lists(st.none() | st.floats(0, 150, allow_nan=False).map(lambda v: round(v, 1)), min_size=2, max_size=20)


@given(st.dictionaries(st.text(min_size=1, max_size=8), VALUES, max_size=16))
def test_all_panels_share_axes_that_hold_every_value(members: dict[str, list[float | None]]) -> None:
    series = {name: months(values) for name, values in members.items()}
    spec = multiples(reading(months([80.0, 81.0])), series, "Unterkunft", SIGNS, TODAY)
    drawable = [n for n, v in members.items() if sum(x is not None for x in v[-13:]) > 1]
    if not drawable:
        assert spec is None
        return
    assert spec is not None
    assert [panel.title for panel in spec.panels] == drawable[:MOST]
    marks = [mark for panel in spec.panels for run in panel.runs for mark in run]
    assert all(spec.y_range[0] <= mark.value <= spec.y_range[1] for mark in marks)
    assert all(spec.x_range[0] <= mark.x <= spec.x_range[1] for mark in marks)
    assert [row[0].text for row in spec.told.grid.rows] == list(members)
    drawn = draw.panels(spec)
    assert len(drawn) == len(spec.panels)
    assert all(isinstance(one, Element) and "nan" not in one.markup() for one in drawn)


def test_the_finding_names_who_must_act() -> None:
    series = {"Nord": months([80.0, 96.0]), "Süd": months([80.0, 80.0])}
    spec = multiples(reading(months([80.0, 81.0])), series, "Unterkunft", SIGNS, TODAY)
    assert spec is not None
    assert spec.told.finding == "Nach Unterkunft: Nord – handeln"
    assert spec.panels[0].word == "handeln"
    assert "Verlauf von" in spec.panels[0].alt


def test_without_anyone_to_act_the_finding_is_the_span() -> None:
    series = {"Nord": months([80.0, 84.0]), "Süd": months([80.0, 75.0])}
    spec = multiples(reading(months([80.0, 81.0])), series, "Unterkunft", SIGNS, dt.date(2026, 11, 1))
    assert spec is not None
    assert spec.told.finding.replace("\u00a0", " ") == "Nach Unterkunft: zwischen 75,0 % und 84,0 %"
