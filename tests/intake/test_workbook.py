"""Workbooks: title blocks, headings over several rows, several and hidden sheets, typed cells, notes, and harm."""

import datetime as dt
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.contract.reasons import DeliveryRefused
from etl.intake import workbook_guard
from etl.intake.delivery import open_parts
from etl.xlsx import Sheet, write_xlsx

NAMES = ["WE-Nr.", "Stadtteil", "Pers."]
BLOCK = [["BEISPIEL – Wohnungen"], ["Stand:", dt.date(2026, 10, 31)], []]


def book(*rows, **more):
    return write_xlsx([Sheet("Liste", [*BLOCK, NAMES, *rows], **more)])


def rewritten(content, change):
    """The same package with its first sheet changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if name.endswith("sheet1.xml") else part)
    return out.getvalue()


def parts(content, sources, tmp_path, name="liste.xlsx"):
    path = tmp_path / "delivery"
    path.write_bytes(content)
    return open_parts(path, name, sources, tmp_path)


def test_typed_cells_are_read_with_their_sheet_rows(opened, rows_of):
    raw = opened(book(["W-1", "Süd", 3], [], ["W-2", 204, 4.0], ["Summe", None, 7]), name="liste.xlsx")
    assert rows_of(raw) == [(5, ["W-1", "Süd", "3"]), (7, ["W-2", "204", "4"])]
    assert (raw.source.id, raw.data_as_of, raw.example) == ("wohnungen", dt.date(2026, 10, 31), True)
    assert raw.headings == {"nr": "WE-Nr.", "ort": "Stadtteil", "personen": "Pers."}


def test_headings_over_two_rows_are_joined_and_merged_ones_hold_in_all_their_columns(opened, rows_of):
    rows = [
        ["Stand: 31.10.2026"],
        ["Kürzel", "Monat", "Plätze", None],
        [None, None, "genehmigt", "gesperrt"],
        ["GU-1", dt.date(2026, 10, 1), 20, 2],
    ]
    raw = opened(write_xlsx([Sheet("A", rows, merged=["A2:A3", "B2:B3", "C2:D2"])]), name="a.xlsx")
    assert (raw.source.id, raw.cells) == ("plaetze", ("nr", "monat", "anzahl", None))
    assert rows_of(raw) == [(4, ["GU-1", "01.10.2026", "20", ""])]
    assert raw.headings["anzahl"] == "Plätze genehmigt"


def test_a_row_of_data_is_never_taken_for_a_lower_heading(opened, rows_of):
    raw = opened(book(["W-1", "Süd", 3], ["Stadtteil", "Pers.", 4]), name="liste.xlsx")
    assert [row for row, _ in rows_of(raw)] == [5, 6]


def test_dropped_and_unknown_columns_are_not_written(opened, rows_of):
    rows = [*BLOCK, [*NAMES, "Bemerkung", "Farbe"], ["W-1", "Süd", 3, "Herr Geheim", "rot"]]
    raw = opened(write_xlsx([Sheet("A", rows)]), name="a.xlsx")
    assert rows_of(raw) == [(5, ["W-1", "Süd", "3", "", ""])]


def test_merged_cells_hold_in_every_row_but_numbers_count_once(opened, rows_of):
    rows = [*BLOCK, NAMES, ["W-1", "Süd", 3], ["W-2", None, None], ["W-3", "Ost", 1]]
    raw = opened(write_xlsx([Sheet("A", rows, merged=["B5:B6", "C5:C6"])]), name="a.xlsx")
    assert rows_of(raw) == [(5, ["W-1", "Süd", "3"]), (6, ["W-2", "Süd", ""]), (7, ["W-3", "Ost", "1"])]


def test_each_visible_sheet_with_a_table_is_a_delivery_and_hidden_ones_are_not_read(sources, tmp_path):
    flats = [*BLOCK, NAMES, ["W-1", "Süd", 3]]
    places = [["Kürzel", "Monat", "Plätze genehmigt"], ["GU-1", "10/2026", 20]]
    content = write_xlsx(
        [
            Sheet("Deckblatt", [["Liebe Kolleginnen"]]),
            Sheet("Wohnungen", flats),
            Sheet("Alt", flats, hidden=True),
            Sheet("Plätze", places),
            Sheet("leer", []),
        ]
    )
    found = parts(content, sources, tmp_path)
    assert [(part.sheet, part.raw and part.raw.source.id) for part in found] == [
        ("Wohnungen", "wohnungen"),
        ("Plätze", "plaetze"),
    ]


def test_a_sheet_without_stand_takes_it_from_another_sheet(sources, tmp_path):
    content = write_xlsx([Sheet("Deckblatt", BLOCK), Sheet("Liste", [NAMES, ["W-1", "Süd", 3]])])
    (part,) = parts(content, sources, tmp_path)
    assert part.raw
    assert part.raw.data_as_of == dt.date(2026, 10, 31)


def test_a_sheet_that_nearly_holds_a_table_is_refused_by_name(sources, tmp_path):
    content = write_xlsx(
        [Sheet("Gut", [*BLOCK, NAMES, ["W-1", "Süd", 3]]), Sheet("Schlecht", [*BLOCK, NAMES[::2], ["W-2", 3]])]
    )
    good, bad = parts(content, sources, tmp_path)
    assert good.raw
    assert (bad.sheet, bad.refused and bad.refused.code) == ("Schlecht", "pflichtspalte_fehlt")


def test_a_list_that_replaces_the_one_before_stands_on_one_sheet(sources, tmp_path):
    rows = [*BLOCK, NAMES, ["W-1", "Süd", 3]]
    found = parts(write_xlsx([Sheet("A", rows), Sheet("B", rows)]), sources, tmp_path)
    assert [part.refused and part.refused.code for part in found] == ["blatt_mehrfach"] * 2
    assert "A, B" in str(found[0].refused)
    assert [path.name for path in tmp_path.iterdir()] == ["delivery"]


def test_error_values_reach_the_contract(opened, rows_of):
    content = rewritten(
        book(["W-1", "Süd", 3]), lambda part: part.replace(b"<v>3</v>", b"<v>#REF!</v>").replace(b'"C5"', b'"C5" t="e"')
    )
    assert rows_of(opened(content, name="a.xlsx")) == [(5, ["W-1", "Süd", "#REF!"])]


def test_days_kept_as_numbers_and_the_calendar_of_1904(opened, rows_of):
    rows = [["Kürzel", "Monat", "Plätze genehmigt"], ["A", 45366, 1], ["B", "45366", 1], ["C", 2024, 1]]
    content = write_xlsx([Sheet("A", rows)])
    assert [cells[1] for _, cells in rows_of(opened(content, name="a.xlsx"))] == ["15.03.2024", "15.03.2024", "2024"]
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>'))
    assert rows_of(opened(out.getvalue(), name="a.xlsx"))[0][1][1] == "16.03.2028"


FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
WIDE = b'<row r="9000"><c r="XFD9000"><v>1</v></c></row></sheetData>'


@pytest.mark.parametrize("far", [FAR, WIDE])
def test_a_cell_far_out_is_refused_before_it_ends_the_process(opened, far):
    content = rewritten(book(["W-1", "Süd", 3]), lambda part: part.replace(b"</sheetData>", far))
    with pytest.raises(DeliveryRefused) as refused:
        opened(content, name="a.xlsx")
    assert refused.value.code == "datei_zu_gross"
    assert "„Liste“" in refused.value.sentence


def test_what_unpacks_without_measure_is_refused(opened, monkeypatch):
    content = rewritten(
        book(["W-1", "Süd", 3]), lambda part: part.replace(b"</sheetData>", b" " * 9_000_000 + b"</sheetData>")
    )
    assert opened(content, name="a.xlsx")
    monkeypatch.setattr(workbook_guard, "MAX_UNPACKED", 8_000_000)
    with pytest.raises(DeliveryRefused) as refused:
        opened(content, name="a.xlsx")
    assert refused.value.code == "datei_zu_gross"


@pytest.mark.parametrize("cut", [10, 300, 900])
def test_a_damaged_workbook_is_refused(opened, cut):
    with pytest.raises(DeliveryRefused) as refused:
        opened(book(["W-1", "Süd", 3])[:-cut], name="a.xlsx")
    assert refused.value.code == "mappe_unlesbar"


def test_a_workbook_behind_a_password_is_refused(opened):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    with pytest.raises(DeliveryRefused) as refused:
        opened(ole, name="a.xlsx")
    assert refused.value.code == "datei_geschuetzt"


def test_a_text_that_its_maker_calls_xls_is_a_text(opened, rows_of):
    content = "Stand: 31.10.2026\n\nWE-Nr.\tStadtteil\tPers.\nW-1\tSüd\t3\n".encode("utf-16")
    assert rows_of(opened(content, name="export.XLS")) == [(4, ["W-1", "Süd", "3"])]


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)
ROW = st.tuples(
    st.one_of(TEXT, st.just("Summe"), st.just("Quelle: a b")), st.one_of(TEXT, st.just("")), st.integers(0, 10**9)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(rows=st.lists(ROW, min_size=1, max_size=12), notes=st.lists(TEXT, max_size=3))
def test_workbook_and_csv_of_one_table_give_the_same_rows(opened, rows_of, rows, notes):
    below = [["Hinweis: Ende der Liste"], *([note] for note in notes)]
    table = [["Stand: 31.10.2026"], [], NAMES, *map(list, rows), *below]
    lines = (";".join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in table)
    answers = []
    for content, name in ((write_xlsx([Sheet("A", table)]), "a.xlsx"), ("\n".join(lines), "a.csv")):
        try:
            raw = opened(content, name=name)
            answers.append([(row, [cell.strip() for cell in cells]) for row, cells in rows_of(raw)])
        except DeliveryRefused as refused:
            answers.append(refused.code)
    assert answers[0] == answers[1]
