"""The writer of workbooks: what is written is read back, the bytes are always the same, nothing is a formula."""

import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from etl.xlsx import Sheet, column_letters, write_xlsx

CELLS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=9),
    st.integers(-(10**9), 10**9).map(float),
    st.booleans(),
    st.dates(dt.date(1900, 3, 1), dt.date(2200, 1, 1)),
)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=6))
def test_cells_come_back_as_they_were(rows):
    content = write_xlsx([Sheet("Blatt", rows)])
    assert content == write_xlsx([Sheet("Blatt", rows)])
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python() == rows


def test_names_visibility_and_merged_cells():
    sheets = [
        Sheet("A & B", [["x", None], ["y", "=1+1"]], merged=["A1:B1"], choices={0: ["ja", "nein"]}),
        Sheet("weg", [], hidden=True),
    ]
    book = CalamineWorkbook.from_filelike(io.BytesIO(write_xlsx(sheets)))
    assert [(sheet.name, sheet.visible == SheetVisibleEnum.Visible) for sheet in book.sheets_metadata] == [
        ("A & B", True),
        ("weg", False),
    ]
    first = book.get_sheet_by_index(0)
    assert first.to_python()[1] == ["y", "=1+1"]
    assert first.merged_cell_ranges == [((0, 0), (0, 1))]


def test_letters_and_an_empty_book():
    assert [column_letters(at) for at in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    with pytest.raises(ValueError, match="at least one sheet"):
        write_xlsx([])
