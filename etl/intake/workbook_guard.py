"""What is looked at before a workbook is read: sizes, cells far out, error values; nothing is unpacked to disk.

The reader holds a sheet as a full rectangle and ends the process when there is no memory for it, and it gives an error
value (#REF!) as an empty cell. Both are therefore found here, in the bytes of the sheet.
"""

import datetime as dt
import os
import re
import zipfile
import zlib
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from etl.contract.reasons import DeliveryRefused
from etl.intake.workbook_cells import EPOCH_1900, EPOCH_1904
from etl.intake.workbook_ods import Errors, ods_errors
from etl.intake.workbook_xls import xls_errors

MAX_FILE = 256 << 20
MAX_UNPACKED = 2 << 30
MAX_CELLS = 20_000_000
_PART, _PACKED = 1 << 17, 1 << 14
_TAIL = 4096
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ROW = re.compile(rb'<row\b[^>]*?\br="(\d+)"')
_WIDE = re.compile(rb'r="([A-Z]{2,3})\d')
_WIDER = re.compile(rb'r="[A-Z][A-Z]')
# A search for these bytes as a pattern takes half the time of `in`: the quotes of a sheet lead that astray.
_ANY_ERROR = re.compile(rb't="e"')
_ERROR = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*?\bt="e"[^>]*>(?:<f\b[^>]*?(?:/>|>.*?</f>))?<v>([^<]*)', re.DOTALL
)
_SHEET = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"[^>]*?\b\w+:id="([^"]*)"')
_TARGET = re.compile(rb"<Relationship\b[^>]*>")
_ODS_REPEATED = re.compile(
    rb'<table:table-cell\b(?=[^>]*office:value-type)[^>]*?number-columns-repeated="(\d{4,})"|'
    rb'<table:table-row\b[^>]*?number-rows-repeated="(\d{4,})"[^>]*>\s*<table:table-cell\b[^>]*?office:value-type'
)
_ODS_ERROR = re.compile(rb'calcext:value-type="error"|<text:p[^>]*>\s*#')
Place = tuple[int, int]


@dataclass(frozen=True)
class Looked:
    """What the bytes of a workbook say: error values by sheet and (row, column) from 0, and its day zero."""

    errors: Errors = field(default_factory=dict)
    epoch: dt.date = EPOCH_1900


def look(path: Path) -> Looked:
    """Refuse what may not be read: datei_zu_gross, datei_geschuetzt, mappe_unlesbar."""
    if path.stat().st_size > MAX_FILE:
        raise DeliveryRefused("datei_zu_gross", wert=f"mehr als {MAX_FILE >> 20} MiB")
    with path.open("rb") as file:
        head = file.read(8)
        if not head.startswith(b"PK"):
            file.seek(0)
            content = file.read()
            if _ENCRYPTED in content:
                raise DeliveryRefused("datei_geschuetzt")
            errors, from_1904 = xls_errors(content)
            return Looked(errors, EPOCH_1904 if from_1904 else EPOCH_1900)
    try:
        with zipfile.ZipFile(path) as package:
            return _package(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, ValueError):
        raise DeliveryRefused("mappe_unlesbar") from None
    except RuntimeError:  # zipfile's word for a member behind a password
        raise DeliveryRefused("datei_geschuetzt") from None


def _package(package: zipfile.ZipFile) -> Looked:
    if sum(member.file_size for member in package.infolist()) > MAX_UNPACKED:
        raise DeliveryRefused("datei_zu_gross", wert=f"entpackt mehr als {MAX_UNPACKED >> 20} MiB")
    names = package.namelist()
    if "content.xml" in names:
        return Looked(_opendocument(package))
    if "xl/workbook.xml" not in names:
        raise DeliveryRefused("mappe_unlesbar")
    book = package.read("xl/workbook.xml")
    errors: dict[str, Mapping[Place, str]] = {}
    for sheet, member in _sheets(package, book).items():
        if member in names:
            errors[sheet] = _sheet(package, member, sheet)
    return Looked(errors, EPOCH_1904 if re.search(rb'\bdate1904="(?:1|true)"', book) else EPOCH_1900)


def _sheets(package: zipfile.ZipFile, book: bytes) -> dict[str, str]:
    """Name of each sheet -> its part of the package."""
    targets: dict[bytes, str] = {}
    for relation in _TARGET.findall(package.read("xl/_rels/workbook.xml.rels")):
        about = dict(re.findall(rb'(\w+)="([^"]*)"', relation))
        target = about.get(b"Target", b"").decode()
        targets[about.get(b"Id", b"")] = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return {unescape(name.decode()): targets[key] for name, key in _SHEET.findall(book) if key in targets}


def _chunks(package: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """The unpacked bytes of a member; each part begins with the end of the one before."""
    tail, size = b"", 0
    for chunk in _unpacked(package, package.getinfo(member)):
        size += len(chunk)
        if size > MAX_UNPACKED:
            raise DeliveryRefused("datei_zu_gross", wert=f"entpackt mehr als {MAX_UNPACKED >> 20} MiB")
        yield tail + chunk
        tail = chunk[-_TAIL:]


def _unpacked(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> Generator[bytes, None, None]:
    """The bytes of a member, unpacked without a checksum, which the reader looks at itself: half as fast again."""
    with package.open(member) as file:
        if member.compress_type != zipfile.ZIP_DEFLATED or package.fp is None:
            yield from iter(lambda: file.read(_PART), b"")
            return
    package.fp.seek(member.header_offset + 26)
    lengths = package.fp.read(4)
    package.fp.seek(int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little"), os.SEEK_CUR)
    left, unpack = member.compress_size, zlib.decompressobj(-zlib.MAX_WBITS)
    while left > 0 and (packed := package.fp.read(min(_PACKED, left))):
        left -= len(packed)
        while packed:
            yield unpack.decompress(packed, _PART)
            packed = unpack.unconsumed_tail


def _sheet(package: zipfile.ZipFile, member: str, name: str) -> dict[Place, str]:
    """Error values of a sheet; DeliveryRefused where its last cell lies too far out."""
    height, width, errors = 0, 26, dict[Place, str]()
    for part in _chunks(package, member):
        last = part.rfind(b"<row")
        for found in (_ROW.search(part), _ROW.match(part, last) if last >= 0 else None):
            height = max(height, int(found[1]) if found else 0)
        if _WIDER.search(part) and (letters := set(_WIDE.findall(part))):
            width = max(width, *(column_number(word) + 1 for word in letters))
        if height * width > MAX_CELLS:
            wert = f"das Blatt „{name}“ reicht bis in Zeile {height} und über {width} Spalten"
            raise DeliveryRefused("datei_zu_gross", wert=wert)
        if _ANY_ERROR.search(part):
            for word, row, value in _ERROR.findall(part):
                errors[int(row) - 1, column_number(word)] = unescape(value.decode()) or "#WERT!"
    return errors


def column_number(letters: bytes) -> int:
    """A -> 0, Z -> 25, AA -> 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _opendocument(package: zipfile.ZipFile) -> Errors:
    """Error values; refuses a sheet in which filled cells are repeated without measure, and one behind a password."""
    manifest = package.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in package.namelist() else b""
    if b"encryption-data" in manifest:
        raise DeliveryRefused("datei_geschuetzt")
    suspect = False
    for part in _chunks(package, "content.xml"):
        suspect = suspect or _ODS_ERROR.search(part) is not None
        if _ODS_REPEATED.search(part):
            raise DeliveryRefused("datei_zu_gross", wert="gefüllte Zellen sind tausendfach wiederholt")
    if not suspect:
        return {}
    with closing(_unpacked(package, package.getinfo("content.xml"))) as pieces:
        return ods_errors(pieces)
