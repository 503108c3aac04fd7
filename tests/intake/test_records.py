"""Records: Python's own reader agrees where it can, and the line of each record is right."""

import csv
import io
import itertools

from hypothesis import given
from hypothesis import strategies as st

from etl.intake.records import join, records

CELL = st.text(alphabet=st.sampled_from('ab";, \n'), max_size=6)
ROWS = st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=6)


@given(ROWS, st.sampled_from([";", ",", "\t", "|"]))
def test_what_a_spreadsheet_writes_is_read_back(rows, separator):
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows(rows)
    found = list(records(out.getvalue().removesuffix("\n").split("\n"), separator))
    assert [record.cells for record in found] == rows
    line = 1
    for record, row in zip(found, rows, strict=True):
        assert record.line == line
        line += 1 + sum(cell.count("\n") for cell in row)


@given(st.lists(CELL, min_size=2, max_size=4), st.sampled_from([";", ","]))
def test_a_row_written_is_one_line_that_is_read_back(cells, separator):
    line = join(cells, separator)
    assert "\n" not in line
    (record,) = records([line], separator)
    assert record.cells == [cell.replace("\n", " ") for cell in cells]


@given(st.lists(st.text(alphabet=st.sampled_from('a";'), max_size=8), max_size=20))
def test_no_line_is_lost_whatever_the_quotes(lines):
    found = list(records(lines, ";"))
    spans = [record.line for record in found] + [len(lines) + 1]
    used = [1 + sum(cell.count("\n") for cell in record.cells) for record in found]
    assert [after - before for before, after in itertools.pairwise(spans)] == used


def test_a_quote_never_closed_is_a_character():
    lines = ['a;"b', *["c;d"] * 150]
    assert [record.cells for record in records(lines, ";")][:2] == [["a", '"b'], ["c", "d"]]
