"""A ZIP: each file a delivery of its own, whatever its names and its maker try."""

import datetime as dt
import io
import zipfile

import pytest

from etl.contract.reasons import DeliveryRefused
from etl.intake import zip_members
from etl.intake.zip_members import members, package_kind
from etl.xlsx import Sheet, write_xlsx


def packed(files, folder):
    path = folder / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return path


def unpacked(path, folder):
    aside = folder / "aside"
    aside.mkdir()
    found = [(m.name, m.path.read_bytes() if m.path else m.refused.code) for m in members(path, aside)]
    assert list(aside.iterdir()) == []
    return found


def test_each_file_is_given_and_what_systems_add_is_passed_over(tmp_path):
    files = {"b/liste.csv": b"1", "__MACOSX/._liste.csv": b"x", ".DS_Store": b"x", "Thumbs.db": b"x", "a.txt": b"2"}
    assert unpacked(packed(files, tmp_path), tmp_path) == [("b/liste.csv", b"1"), ("a.txt", b"2")]


def test_names_that_climb_are_harmless(tmp_path):
    files = {"../../böse.csv": b"1", "/etc/passwd.csv": b"2", "C:\\fern\\..\\x.csv": b"3"}
    names = [name for name, _ in unpacked(packed(files, tmp_path), tmp_path)]
    assert names == ["böse.csv", "etc/passwd.csv", "fern/x.csv"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "aside"]


def test_a_zip_in_a_zip_is_not_opened_but_a_workbook_is(tmp_path):
    inner = packed({"x.csv": b"1"}, tmp_path).read_bytes()
    book = write_xlsx([Sheet("A", [[dt.date(2026, 1, 1)]])])
    found = unpacked(packed({"innen.zip": inner, "b.xlsx": book}, tmp_path), tmp_path)
    assert found == [("innen.zip", "zip_verschachtelt"), ("b.xlsx", book)]


def test_kinds_of_packages(tmp_path):
    assert package_kind(packed({"word/document.xml": b""}, tmp_path)) == "docx"
    assert package_kind(packed({"xl/workbook.bin": b"", "xl/_rels/workbook.bin.rels": b""}, tmp_path)) == "xlsb"
    assert (
        package_kind(packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}, tmp_path))
        == "odt"
    )
    assert package_kind(packed({"x.csv": b""}, tmp_path)) == "zip"
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 nichts")
    assert package_kind(tmp_path / "b.zip") == "kaputt"


def refusal(path, folder):
    with pytest.raises(DeliveryRefused) as refused:
        unpacked(path, folder)
    assert "?" not in refused.value.sentence
    return refused.value.code


def test_an_empty_a_damaged_and_a_locked_one_are_refused(tmp_path):
    assert refusal(packed({}, tmp_path), tmp_path) == "datei_leer"
    path = packed({"x.csv": bytes(range(256)) * 99}, tmp_path)
    content = bytearray(path.read_bytes())
    content[60:90] = b"?" * 30
    path.write_bytes(bytes(content))
    (tmp_path / "aside").rmdir()
    assert refusal(path, tmp_path) == "zip_unlesbar"
    locked = io.BytesIO(packed({"x.csv": b"1"}, tmp_path).read_bytes()).getvalue()
    at = locked.index(b"PK\x01\x02")
    path.write_bytes(locked[: at + 8] + b"\x01" + locked[at + 9 :])
    for left in (tmp_path / "aside").iterdir():
        left.unlink()
    (tmp_path / "aside").rmdir()
    assert refusal(path, tmp_path) == "datei_geschuetzt"


def test_what_unpacks_without_measure_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(zip_members, "MAX_UNPACKED", 1000)
    assert refusal(packed({"x.csv": bytes(1001)}, tmp_path), tmp_path) == "datei_zu_gross"
