"""A typed cell is written so that the contract reads the value it has."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.catalogue.source import Column
from etl.contract.parse import parse_cell
from etl.intake.records import split
from etl.intake.workbook_cells import EPOCH_1900, Texts, shown

TODAY = dt.date(2026, 11, 25)


def column(kind, **more):
    return Column.model_validate({"headings": ["a"], "type": kind, "meaning": "erfunden", **more})


def read(declared, value, words=None):
    (text,) = Texts(declared, EPOCH_1900).column([value])
    return parse_cell(declared, text, words or {}, TODAY).value


@given(st.dates(dt.date(1900, 3, 1), dt.date(2100, 12, 31)))
def test_a_day_typed_or_kept_as_a_number_is_that_day(day):
    assert read(column("date"), day) == day
    assert read(column("date"), dt.datetime.combine(day, dt.time())) == day
    if dt.date(1954, 10, 3) <= day <= dt.date(2100, 1, 1):
        assert read(column("date"), float((day - EPOCH_1900).days)) == day
        assert read(column("month"), day) == day.replace(day=1)


@given(st.decimals(-(10**9), 10**9, places=4), st.booleans())
def test_a_number_is_that_number_in_the_convention_of_its_column(number, point):
    assert read(column("decimal", decimal_point=point), float(number)) == number


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_kept_as_a_float_is_whole(number):
    assert read(column("integer"), float(number)) == number
    assert Texts(column("integer"), EPOCH_1900).column([float(number), 1.0, "x"])[0] == str(number)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1 + 0.2, "0,3"), (1e14, "100000000000000"), (-0.00001, "0"), (8.5, "8,5"), (True, "WAHR"), ("12", "12")],
)
def test_noise_and_exponents_are_gone(value, text):
    assert Texts(column("decimal"), EPOCH_1900).column([value]) == [text]


def test_a_key_that_became_a_date_is_the_key_again():
    words = column("code", codes={"101": ["1 01"], "204": ["2.04"]})
    assert Texts(words, EPOCH_1900).column([dt.date(2026, 1, 1), 101.0, dt.date(2026, 4, 2)]) == ["1.01", "101", "2.04"]


@given(st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.times(), st.datetimes()))
def test_any_value_can_be_shown(value):
    assert shown(value)


def test_decimals_are_exact():
    assert read(column("decimal"), 1234.56) == Decimal("1234.5600")


def _alone(declared, cell):
    """What a cell becomes that no other cell of its column stands beside."""
    (text,) = Texts(declared, EPOCH_1900).column([cell])
    return text


CELLS = st.one_of(
    st.sampled_from(
        ["", "m", 'Haus "Süd"', "a;b", "a\nb", "45366", "٤٥٣٦٦", 1, 1.0, True, 45366.0, 0.0, -0.0, 2e15, 8.5]
    ),
    st.text(max_size=6),
    st.integers(-100_000, 100_000).map(float),
    st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)),
    st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2100, 1, 1)),
)


@pytest.mark.parametrize("kind", ["text", "date", "integer", "decimal", "code"])
@given(st.lists(CELLS, min_size=1, max_size=30), st.lists(CELLS, min_size=1, max_size=30))
def test_a_cell_is_written_the_same_whatever_stands_beside_it(kind, cells, later):
    declared = column(kind, codes={"a": []}) if kind == "code" else column(kind)
    texts = Texts(declared, EPOCH_1900)
    for chunk in (cells, cells * 10, later):
        assert list(texts.column(chunk)) == [_alone(declared, cell) for cell in chunk]


@given(st.one_of(st.sampled_from(['Haus "Süd"', "a;b", "a\r\nb"]), st.text()), st.sampled_from([None, 1.0, True]))
def test_a_text_is_one_cell_of_one_line(text, beside):
    cells = [text] if beside is None else [text, beside]
    written = Texts(column("text"), EPOCH_1900).column(cells)[0]
    assert split(written, ";") == [text.replace("\r", " ").replace("\n", " ")]
