"""The files in a ZIP, each to be a delivery of its own; names in it decide nothing about where bytes are written."""

import os
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from etl.contract.reasons import DeliveryRefused
from etl.intake.encoding import CHUNK

MAX_UNPACKED = 4 << 30
MAX_MEMBERS = 2000
_BOOKS = frozenset({"xl/workbook.xml", "content.xml"})
# Of an XLSB the reader tells neither error values nor day zero: a broken formula would be an empty cell.
_DOCUMENTS = {"xl/workbook.bin": "xlsb", "word/document.xml": "docx", "ppt/presentation.xml": "pptx"}


@dataclass(frozen=True)
class Member:
    """One file of a ZIP: its name in it, and where its bytes were written, or why it is not opened."""

    name: str
    path: Path | None
    refused: DeliveryRefused | None = None


def package_kind(path: Path) -> str:
    """What a file that begins like a ZIP is: mappe, zip, or the suffix of another kind of document."""
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            # An OpenDocument says what it is in its first member; a text or a drawing has a content.xml too.
            kind = package.read("mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        return "kaputt"
    if kind and b"spreadsheet" not in kind:
        return "odt" if b"opendocument" in kind else "epub"
    if names & _BOOKS:
        return "mappe"
    return next((suffix for part, suffix in _DOCUMENTS.items() if part in names), "zip")


def members(path: Path, folder: Path) -> Iterator[Member]:
    """Write the files of a ZIP one after the other to `folder` (mode 0600) and name them; the caller removes them.

    Hidden files and what systems add (`__MACOSX`, `Thumbs.db`) are passed over. A ZIP in the ZIP is not opened.
    Raises DeliveryRefused: zip_unlesbar, datei_geschuetzt, datei_zu_gross, datei_leer.
    """
    try:
        with zipfile.ZipFile(path) as package:
            files = [member for member in package.infolist() if not member.is_dir() and _wanted(member.filename)]
            _within_bounds(files)
            for number, member in enumerate(files):
                target = folder / f"{number}{_suffix(member.filename)}"
                _write(package, member, target)
                if zipfile.is_zipfile(target) and package_kind(target) == "zip":
                    yield Member(_shown(member.filename), None, DeliveryRefused("zip_verschachtelt"))
                else:
                    yield Member(_shown(member.filename), target)
                target.unlink(missing_ok=True)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
        raise DeliveryRefused("zip_unlesbar") from None
    except RuntimeError:  # zipfile's word for a member behind a password
        raise DeliveryRefused("datei_geschuetzt") from None


def _within_bounds(files: list[zipfile.ZipInfo]) -> None:
    if not files:
        raise DeliveryRefused("datei_leer")
    if len(files) > MAX_MEMBERS:
        raise DeliveryRefused("datei_zu_gross", wert=f"mehr als {MAX_MEMBERS} Dateien in einer ZIP-Datei")
    if any(member.flag_bits & 1 for member in files):
        raise DeliveryRefused("datei_geschuetzt")
    if sum(member.file_size for member in files) > MAX_UNPACKED:
        raise DeliveryRefused("datei_zu_gross", wert=f"entpackt mehr als {MAX_UNPACKED >> 30} GiB")


def _write(package: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    # What is read is held to the size that was declared and added up; zipfile refuses more.
    with os.fdopen(handle, "wb") as out, package.open(member) as file:
        while chunk := file.read(CHUNK):
            out.write(chunk)


def _wanted(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return bool(parts) and "__MACOSX" not in parts and parts[-1] != "Thumbs.db" and not parts[-1].startswith(".")


def _shown(name: str) -> str:
    """The name for reports: without steps upwards, roots and characters that do not print."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    kept = [part for part in parts if part not in ("..", ".", "/") and not part.endswith(":")]
    return "".join(letter for letter in "/".join(kept) if letter.isprintable()) or "ohne Namen"


def _suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if suffix[1:].isascii() and suffix[1:].isalnum() else ""
