"""The door of the intake: any file -> raw cells with row numbers, or a refusal that says what helps."""

import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal

from etl.catalogue.source import Source
from etl.contract.reasons import DeliveryRefused
from etl.intake.csv import read_csv
from etl.intake.encoding import as_text
from etl.intake.genesis import is_genesis, read_genesis
from etl.intake.headings import NOTHING_KNOWN
from etl.intake.raw import RawTable
from etl.intake.records import BLANK
from etl.intake.workbook import Workbook
from etl.intake.zip_members import package_kind

_SIGNATURES = {
    b"%PDF": "pdf",
    b"\x1f\x8b": "gz",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!": "rar",
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpg",
    b"GIF8": "gif",
    b"{\\rtf": "rtf",
    b"SQLite format 3": "sqlite",
    b"PAR1": "parquet",
}
_PACKAGES = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A table of text that an office's software calls .xls is a table of text.
_OTHER_KINDS = re.compile(
    "7z|avi|bmp|bz2|db|docm?|docx|duckdb|eml|exe|geojson|gif|gz|html?|ics|jpe?g|jsonl?|js|log|md|mdb|msg|ndjson|"
    "od[pt]|parquet|pdf|png|pptx?|ps|py|rar|rtf|shp|sql|sqlite|svg|tar|tiff?|toml|vsdx|xml|xz|ya?ml"
)
_BOOKS = re.compile("xls[bmx]|ods|zip")
_NO_TABLE = ("keine_tabelle", "datei_leer")
Kind = Literal["text", "mappe", "zip"]


@dataclass(frozen=True)
class Part:
    """One table of a delivery, or why there is none; `sheet` is empty where the delivery has no sheets."""

    sheet: str
    raw: RawTable | None
    refused: DeliveryRefused | None = None


def open_parts(path: Path, name: str, sources: Sequence[Source], workdir: Path) -> tuple[Part, ...]:
    """Every table of a delivery: one for a file of text, one for each visible sheet of a workbook that holds one.

    As `open_delivery`, but a refusal is the answer for its part and never raised. A ZIP is to be unpacked before.
    """
    try:
        kind = kind_of(path, name)
        if kind == "zip":
            raise DeliveryRefused("format_unbekannt", wert="zip")
        if kind == "mappe":
            return _sheets(path, name, sources, workdir)
        return (Part("", _open_text(path, name, sources, workdir)),)
    except DeliveryRefused as refused:
        return (Part("", None, refused),)
    except IsADirectoryError:
        return (Part("", None, DeliveryRefused("datei_unlesbar")),)
    except FileNotFoundError:
        return (Part("", None, DeliveryRefused("datei_veraendert")),)


def open_delivery(path: Path, name: str, sources: Sequence[Source], workdir: Path) -> RawTable:
    """Read a delivery lying at `path` that the office called `name`; its rows are written below `workdir`.

    The file is only read. Whatever it holds, the answer is a RawTable or DeliveryRefused, and after a refusal
    nothing is left in `workdir`. The caller removes `RawTable.path` when it is loaded. Of a workbook with several
    tables it is the first; `open_parts` gives all of them.
    """
    first, *others = open_parts(path, name, sources, workdir)
    for part in others:
        if part.raw:
            part.raw.path.unlink(missing_ok=True)
    if first.raw is None:
        raise first.refused or DeliveryRefused("keine_tabelle", wert="")
    return first.raw


def _sheets(path: Path, name: str, sources: Sequence[Source], workdir: Path) -> tuple[Part, ...]:
    before = _state(path)
    book = Workbook(path)
    parts = [_sheet(book, sheet, name, sources, workdir) for sheet in book.sheets]
    found = [part for part in parts if part.refused is None or part.refused.code not in _NO_TABLE]
    if not found:
        # Of sheets without a table the one speaks that comes nearest to one.
        known = [p.refused for p in parts if p.refused and p.refused.code == "keine_tabelle"]
        near = [refused for refused in known if refused.values.get("wert") != NOTHING_KNOWN]
        raise _hidden(book, (near or known or [DeliveryRefused("datei_leer")])[0])
    changed = _state(path) != before
    return tuple(_judged(part, found, changed) for part in found)


def _hidden(book: Workbook, refused: DeliveryRefused) -> DeliveryRefused:
    """The same refusal; where no visible sheet has a table it names the sheets that were not read."""
    if not book.hidden:
        return refused
    said = f"{refused.values.get('wert', '')} Ausgeblendet und nicht gelesen: {', '.join(book.hidden)}.".strip()
    return DeliveryRefused("keine_tabelle", wert=f"{said} Das Blatt mit der Liste einblenden.")


def _sheet(book: Workbook, sheet: str, name: str, sources: Sequence[Source], workdir: Path) -> Part:
    target, done = _empty(workdir), False
    try:
        part = Part(sheet, book.read(sheet, name, sources, target))
        done = True
        return part
    except DeliveryRefused as refused:
        return Part(sheet, None, refused)
    finally:
        if not done:
            target.unlink(missing_ok=True)


def _judged(part: Part, all_parts: Sequence[Part], changed: bool) -> Part:
    """The part; refused where a list that replaces the one before stands on two sheets, or the file changed."""
    if part.raw is None:
        return part
    source = part.raw.source
    same = [other.sheet for other in all_parts if other.raw and other.raw.source.id == source.id]
    refused = None
    if len(same) > 1 and source.delivery == "snapshot":
        refused = DeliveryRefused("blatt_mehrfach", liste=source.title, wert=", ".join(same))
    if changed:
        refused = DeliveryRefused("datei_veraendert")
    if refused is None:
        return part
    part.raw.path.unlink(missing_ok=True)
    return Part(part.sheet, None, refused)


def _open_text(path: Path, name: str, sources: Sequence[Source], workdir: Path) -> RawTable:
    target, aside = _empty(workdir), _empty(workdir)
    done = False
    try:
        before = _state(path)
        raw = _read(path, name, sources, target, aside)
        if _state(path) != before:
            raise DeliveryRefused("datei_veraendert")
        done = True
        return raw
    finally:
        aside.unlink(missing_ok=True)
        if not done:
            target.unlink(missing_ok=True)


def _read(path: Path, name: str, sources: Sequence[Source], target: Path, aside: Path) -> RawTable:
    text = as_text(path, aside)
    head = text.head()
    if all(not line.strip(BLANK) for line in head):
        raise DeliveryRefused("datei_leer")
    if is_genesis(head):
        return read_genesis(text, head, name, sources, target)
    return read_csv(text, head, name, sources, target)


def kind_of(path: Path, name: str) -> Kind:
    """Text, workbook or ZIP, by the first bytes, which do not lie, then by the suffix; DeliveryRefused for others."""
    with path.open("rb") as file:
        first = file.read(16)
    if not first:
        raise DeliveryRefused("datei_leer")
    suffix = PurePath(name.strip()).suffix.lower().removeprefix(".")
    if first.startswith(_PACKAGES):
        kind = package_kind(path)
        if kind == "kaputt":
            raise DeliveryRefused("zip_unlesbar" if suffix == "zip" else "mappe_unlesbar")
        if kind in ("mappe", "zip"):
            return "mappe" if kind == "mappe" else "zip"
        raise DeliveryRefused("format_unbekannt", wert=kind)
    if first.startswith(_OLE) and not _OTHER_KINDS.fullmatch(suffix):
        return "mappe"
    for signature, kind in {**_SIGNATURES, _OLE: "doc"}.items():
        if first.startswith(signature):
            raise DeliveryRefused("format_unbekannt", wert=suffix if _OTHER_KINDS.fullmatch(suffix) else kind)
    if _OTHER_KINDS.fullmatch(suffix):
        raise DeliveryRefused("format_unbekannt", wert=suffix)
    if _BOOKS.fullmatch(suffix):
        raise DeliveryRefused("zip_unlesbar" if suffix == "zip" else "mappe_unlesbar")
    return "text"


def _state(path: Path) -> tuple[int, int, int]:
    state = path.stat()
    return state.st_size, state.st_mtime_ns, state.st_ino


def _empty(workdir: Path) -> Path:
    """A new file of our own, readable by nobody else: it will hold the cells of persons."""
    handle, path = tempfile.mkstemp(prefix="zellen-", suffix=".csv", dir=workdir)
    os.close(handle)
    return Path(path)
