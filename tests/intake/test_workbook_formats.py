"""The other formats of workbooks: XLS as Excel 97 to 2003 wrote it, and ODS as LibreOffice does."""

import base64
import datetime as dt
import io
import zipfile
import zlib

import pytest
import xls_writer
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.contract.reasons import DeliveryRefused
from etl.intake.workbook_xls import xls_errors

# A title, "Stand:" with a typed date, three headings, two rows, a hidden sheet; packed with zlib, written in base 85.
XLS = (
    "c-rk)O-NKx6#nk}8D~t#ane8o5g{wn0c{h3PKG8y%9IN$g3{(uqC8`qpjwn=vkZb(MH|5uZLBu^P(kfl1V%0bA#iHhDkx~7zRo%G"
    "o~bD~P=fNl$36GlbI-Z=o_o)|@4ok8vUFzbNo5wx&;lLvP6&ZTGDRum6(XQ|$6?mXgOnT}8w#NyEo8vN%i{M1yoS8qS!j4{yd?^J"
    "p>zrt&^2UR)$53ZGKOBoV`x?e#h!-yl)|WxaYcom6}naEBhh^&^ngfi32i3b8Fdnq@vgdkZX6%iYNReqRN<M}OpBxu<#@+&eC@W%"
    ">6&Ow_4f{Lu!<_92;-n7?XYYs#pMz_Kq1i97VGScogmDhjFx*GKb>mehqtfaRQvMvl`D|^*HU@GD)JyL;&S;N%>YK=oKYOi85HBN"
    "!8In1^be=447Ol2z@ed|buc}PgdE~->KQt3U$oCzHfeOHd+p?YVtU#ex>B)_NRsKa)jwzg2`e=m)2Xtdk!bg9QurncyGw=KmK-FJ"
    "B?n2dY_B4sNt6g*Dw`}qe#}1n{;{(!5kD=G5qWv!UNJk^A2_(q7GxZT*B;0PpiV6I2)!Y#ZWq2%Xc_rUd2OQHWe$ys&P}PUrGEAb"
    "rs6vn@w<r6d^`HQD)TkIoA`;2?3J>KPw_F-&@3g%o}W?Ft9o_sF5^Yq%awZ=eHL2r*TEFjBCc<a`yMU99B)NJsZiEn&$VS5N;H^W"
    ")e2<<QA|&1qOZ$rEY;UVpZm;}c)s<8l13%N?af%h+7N5g)i=aC;P!2Zb=b8wSFkq4nwS1HjnWkBCY@zb@vKFQ;wcY}4(C5ukH}FA"
    "baO=x`z^DIm1fn44<9~!`0(Ll738j+xr?<S9}T$+Sb_UrXO7am|C?mf;uwbLNz*4~J8a5RxSUt~Y=f!1w$vJJy#Ixa9_l@X0rbf@"
    "2J((yx<ISN{;b(B^6$1#zWvYVGtU3q|8Fju62t"
)

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="{o}office:1.0" xmlns:table="{o}table:1.0" xmlns:text="{o}text:1.0"
 xmlns:style="{o}style:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><office:automatic-styles>
<style:style style:name="weg" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>
<table:table table:name="Alt" table:style-name="weg">{row_hidden}</table:table>
<table:table table:name="Plätze">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"""


def cell(value):
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, dt.date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value}"/>'
    if isinstance(value, int):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'


def ods(*rows, extra=""):
    written = ["<table:table-row>" + "".join(map(cell, row)) + "</table:table-row>" for row in rows]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        text = CONTENT.format(o=OFFICE, row_hidden=written[0], rows="".join(written) + extra)
        package.writestr("content.xml", text)
    return out.getvalue()


def test_xls(opened, rows_of):
    raw = opened(zlib.decompress(base64.b85decode("".join(XLS))), name="alt.xls")
    assert (raw.source.id, raw.data_as_of) == ("wohnungen", dt.date(2026, 10, 31))
    assert rows_of(raw) == [(5, ["W-1", "Süd", "3"]), (6, ["W-2", "204", "4"])]


@pytest.mark.parametrize("small", [False, True], ids=["eigene Sektoren", "kleine Sektoren"])
@pytest.mark.parametrize("formula", [False, True], ids=["eingefügt", "Formel"])
@pytest.mark.parametrize("error", sorted(xls_writer.ERRORS))
def test_error_values_of_an_xls_reach_the_contract(opened, rows_of, error, formula, small):
    rows = [["Stand: 31.10.2026"], ["WE-Nr.", "Stadtteil", "Pers."], ["W-1", "Süd", 3.0]]
    rows += [["W-2", "Nord", xls_writer.Error(error, formula)], [None, xls_writer.Error(error, formula), 0.0]]
    raw = opened(xls_writer.xls({"Zuerst": [["leer"]], "Blatt ü": rows}, small), name="alt.xls")
    assert rows_of(raw) == [(3, ["W-1", "Süd", "3"]), (4, ["W-2", "Nord", error]), (5, ["", error, "0"])]


@settings(deadline=None, max_examples=60)
@given(cuts=st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 255)), max_size=6), length=st.integers(0, 7000))
def test_a_broken_xls_never_stops_the_search_for_errors(cuts, length):
    content = bytearray(xls_writer.xls({"A": [["Kürzel", xls_writer.Error("#NV")]]})[:length])
    for place, value in cuts:
        if place < len(content):
            content[place] = value
    errors, _ = xls_errors(bytes(content))
    assert all(text in xls_writer.ERRORS for cells in errors.values() for text in cells.values())


def ods_cell(shown, kind="string", more=""):
    """A cell with an error as LibreOffice writes it, or another program that shows it as the result of a formula."""
    return f'<table:table-cell {more} office:value-type="{kind}"><text:p>{shown}</text:p></table:table-cell>'


ERROR_FORMS = {
    "LibreOffice": ods_cell("#NV", more='table:formula="of:=NA()" office:string-value="" calcext:value-type="error"'),
    "als Null": ods_cell("#NV", "float", 'table:formula="of:=NA()" office:value="0" calcext:value-type="error"'),
    "ohne Kennzeichen": ods_cell("#NV", "float", 'table:formula="of:=NA()" office:value="0"'),
}


@pytest.mark.parametrize("form", ERROR_FORMS)
def test_error_values_of_an_ods_reach_the_contract(opened, rows_of, form):
    wrong = ERROR_FORMS[form]
    empty = '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
    twice = wrong.replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="2" ')
    rows = [["Stand: 31.10.2026"], ["WE-Nr.", "Stadtteil", "Pers."], ["W-1", "Süd", 3]]
    body = f"<table:table-row>{cell('W-2')}{cell('Nord')}{wrong}</table:table-row>{empty}"
    body += f'<table:table-row table:number-rows-repeated="2">{cell("W-3")}{twice}</table:table-row>'
    raw = opened(ods(*rows, extra=body), name="a.ods")
    assert rows_of(raw) == [
        (3, ["W-1", "Süd", "3"]),
        (4, ["W-2", "Nord", "#NV"]),
        (7, ["W-3", "#NV", "#NV"]),
        (8, ["W-3", "#NV", "#NV"]),
    ]


def test_an_error_without_a_known_sign_is_one_all_the_same(opened, rows_of):
    wrong = ods_cell("Err:508", more='table:formula="of:=(" office:string-value="" calcext:value-type="error"')
    body = f"<table:table-row>{cell('W-2')}{cell('Nord')}{wrong}</table:table-row>"
    raw = opened(ods(["Stand: 31.10.2026"], ["WE-Nr.", "Stadtteil", "Pers."], extra=body), name="a.ods")
    assert rows_of(raw) == [(3, ["W-2", "Nord", "#WERT!"])]


def test_entities_in_an_ods_are_not_unfolded(opened):
    content = ods(
        ["Kürzel", "Monat", "Plätze genehmigt"], extra=f"<table:table-row>{ERROR_FORMS['als Null']}</table:table-row>"
    )
    bomb = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(bomb, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "content.xml":
                part = part.replace(
                    b"<office:document-content", b'<!DOCTYPE x [<!ENTITY a "b">]><office:document-content', 1
                )
            new.writestr(name, part)
    with pytest.raises(DeliveryRefused) as refused:
        opened(bomb.getvalue(), name="a.ods")
    assert refused.value.code == "mappe_unlesbar"


def test_ods_with_headings_over_two_rows(opened, rows_of):
    rows = [["Kürzel", "Monat", "Plätze", None], [None, None, "genehmigt", "gesperrt"]]
    raw = opened(ods(*rows, ["GU-1", dt.date(2026, 10, 1), 20, 2]), name="a.ods")
    assert (raw.source.id, raw.headings["anzahl"]) == ("plaetze", "Plätze genehmigt")
    assert rows_of(raw) == [(3, ["GU-1", "01.10.2026", "20", ""])]


def test_ods_in_which_filled_cells_are_repeated_without_measure_is_refused(opened):
    many = '<table:table-row table:number-rows-repeated="900000">' + cell("x") + "</table:table-row>"
    with pytest.raises(DeliveryRefused) as refused:
        opened(ods(["Kürzel", "Monat", "Plätze genehmigt"], extra=many), name="a.ods")
    assert refused.value.code == "datei_zu_gross"


def test_ods_whose_empty_cells_are_repeated_to_the_edge_is_read(opened, rows_of):
    rows = [["Kürzel", "Monat", "Plätze genehmigt"], ["GU-1", dt.date(2026, 10, 1), 20]]
    edge = (
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert len(rows_of(opened(ods(*rows, extra=edge), name="a.ods"))) == 1
