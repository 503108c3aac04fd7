"""Downloads say what the page says: numbers as numbers, signs in words, a stamp on each, no cell a formula."""

import csv
import io
from decimal import Decimal

import python_calamine
from dash import html
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.table import Column, table
from dashboard.exports.page_data import Stamp, csv_file, svg_file, wrapped, xlsx_file
from dashboard.exports.plain import PlainTable, plain_table, read
from dashboard.exports.workbook import LONGEST_NAME, Sheet, sheet_names, workbook
from dashboard.formatting import number

STAMP = Stamp("Seite", (("Ausgabe", "2026-1"), ("Auswahl", "Vorjahr"), ("Zeichen", "g nicht gezeigt")))
WITHHELD = [
    html.Span("g", **{"aria-hidden": "true"}),
    html.Span("aus Datenschutzgründen nicht gezeigt", className="vh"),
]
SIGN = html.Span(
    [html.Span("p", **{"aria-hidden": "true"}), html.Span(", vorläufig", className="vh")], className="sign"
)


def example() -> PlainTable:
    rows = [["A", "1.234,5\u00a0%"], ["B", ["−2,0\u00a0%", SIGN]], ["C", WITHHELD], ["D", "–"]]
    return plain_table(table("Werte", [Column("Ort"), Column("Anteil", figure=True)], rows))


def test_a_column_of_figures_becomes_numbers_unit_and_signs() -> None:
    found = example()
    assert found.heads == ("Ort", "Anteil (%)", "Anteil: Zeichen")
    assert found.rows == (
        ("A", Decimal("1234.5"), ""),
        ("B", Decimal("-2.0"), "vorläufig"),
        ("C", "", "aus Datenschutzgründen nicht gezeigt"),
        ("D", "", "–"),
    )


def test_what_is_no_plain_number_stays_a_text() -> None:
    rows = [["A", "690 von 780"], ["B", "31.10.2026"], ["C", "III/2026"]]
    found = plain_table(table("Basis", [Column("Ort"), Column("Basis", figure=True)], rows))
    assert [row[1] for row in found.rows] == ["690 von 780", "31.10.2026", "III/2026"]


@given(st.decimals(-(10**9), 10**9, places=2), st.integers(0, 2))
def test_a_printed_number_is_read_as_itself(value: Decimal, places: int) -> None:
    printed = number(value, places)
    found = read(html.Td(printed)).number
    assert found is not None
    assert number(found[0], places) == printed


def test_csv_in_both_number_styles_with_stamp() -> None:
    comma = csv_file(example(), STAMP, comma=True).decode("utf-8-sig")
    point = csv_file(example(), STAMP, comma=False).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(comma), delimiter=";"))
    assert rows[1] == ["A", "1234,5", ""]
    assert ["Ausgabe", "2026-1"] in rows
    assert list(csv.reader(io.StringIO(point)))[2] == ["B", "-2.0", "vorläufig"]
    assert csv_file(example(), STAMP, comma=True).startswith(b"\xef\xbb\xbf")


@given(st.text(min_size=1, max_size=20))
def test_no_text_of_a_csv_is_a_formula(text: str) -> None:
    plain = PlainTable("T", ("H",), ((text,),))
    rows = list(
        csv.reader(io.StringIO(csv_file(plain, STAMP, comma=True).decode("utf-8-sig"), newline=""), delimiter=";")
    )
    assert rows[1] == [] or not rows[1][0].startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_workbook_opens_with_typed_cells_and_says_what_it_is() -> None:
    content = xlsx_file([example(), example()], STAMP)
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["Über diese Daten", "1 Werte", "2 Werte"]
    assert book.get_sheet_by_name("Über diese Daten").to_python()[1] == ["Ausgabe", "2026-1"]
    assert book.get_sheet_by_name("1 Werte").to_python()[1] == ["A", 1234.5, ""]
    assert xlsx_file([example()], STAMP) == xlsx_file([example()], STAMP)


@given(st.lists(st.text(max_size=50), min_size=1, max_size=8))
def test_sheet_names_are_valid_and_different(wanted: list[str]) -> None:
    names = sheet_names(wanted)
    assert len({name.lower() for name in names}) == len(wanted)
    assert all(0 < len(name) <= LONGEST_NAME and not set(name) & set("[]:*?/\\") for name in names)


@given(st.lists(st.lists(st.text(max_size=20), max_size=3), max_size=4))
def test_a_workbook_holds_any_text(rows: list[list[str]]) -> None:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(workbook([Sheet("A", rows, heading=False)])))
    assert book.sheet_names == ["A"]


DRAWN = '<svg viewBox="0 0 100 50" class="chart"><path fill="var(--st-data)"></path></svg>'
CSS = ".chart text { fill: var(--st-ink-2); } .chart.narrow { display: none; } .card { color: red; }"


def test_a_picture_stands_alone() -> None:
    text = svg_file([DRAWN, DRAWN], "A & B", STAMP, CSS).decode()
    assert "var(" not in text
    assert "A &amp; B" in text
    assert "Ausgabe: 2026-1" in text
    assert ".card" not in text
    assert "display" not in text
    assert text.count('class="chart"') == 2


@given(st.text(max_size=200), st.integers(1, 40))
def test_wrapped_lines_keep_every_word(text: str, most: int) -> None:
    lines = wrapped(text, most)
    assert " ".join(lines).split() == text.split()
    assert all(len(line) <= most or " " not in line for line in lines)
