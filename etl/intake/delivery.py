"""The door of the intake: any file -> raw cells with row numbers, or a refusal that says what helps."""

import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePath

from etl.catalogue.source import Source
from etl.contract.reasons import DeliveryRefused
from etl.intake.csv import read_csv
from etl.intake.encoding import as_text
from etl.intake.genesis import is_genesis, read_genesis
from etl.intake.raw import RawTable
from etl.intake.records import BLANK

_SIGNATURES = {
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
    b"%PDF": "pdf",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "xls",
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
_OTHER_KINDS = re.compile(
    "7z|avi|bmp|bz2|db|docm?|docx|duckdb|eml|exe|geojson|gif|gz|html?|ics|jpe?g|jsonl?|js|log|md|mdb|msg|ndjson|"
    "od[pst]|parquet|pdf|png|pptx?|ps|py|rar|rtf|shp|sql|sqlite|svg|tar|tiff?|toml|vsdx|xls[bmx]?|xml|xz|ya?ml|zip"
)


def open_delivery(path: Path, name: str, sources: Sequence[Source], workdir: Path) -> RawTable:
    """Read a delivery lying at `path` that the office called `name`; its rows are written below `workdir`.

    The file is only read. Whatever it holds, the answer is a RawTable or DeliveryRefused, and after a refusal
    nothing is left in `workdir`. The caller removes `RawTable.path` when it is loaded.
    """
    target, aside = _empty(workdir), _empty(workdir)
    done = False
    try:
        before = _state(path)
        raw = _read(path, name, sources, target, aside)
        if _state(path) != before:
            raise DeliveryRefused("datei_veraendert")
        done = True
        return raw
    except IsADirectoryError:
        raise DeliveryRefused("datei_unlesbar") from None
    except FileNotFoundError:
        raise DeliveryRefused("datei_veraendert") from None
    finally:
        aside.unlink(missing_ok=True)
        if not done:
            target.unlink(missing_ok=True)


def _read(path: Path, name: str, sources: Sequence[Source], target: Path, aside: Path) -> RawTable:
    _check_kind(path, name)
    text = as_text(path, aside)
    head = text.head()
    if all(not line.strip(BLANK) for line in head):
        raise DeliveryRefused("datei_leer")
    if is_genesis(head):
        return read_genesis(text, head, name, sources, target)
    return read_csv(text, head, name, sources, target)


def _check_kind(path: Path, name: str) -> None:
    """Refuse what is no table of text: by its first bytes, which do not lie, then by its suffix."""
    with path.open("rb") as file:
        first = file.read(16)
    if not first:
        raise DeliveryRefused("datei_leer")
    suffix = PurePath(name.strip()).suffix.lower().removeprefix(".")
    for signature, kind in _SIGNATURES.items():
        if first.startswith(signature):
            raise DeliveryRefused("format_unbekannt", wert=suffix if _OTHER_KINDS.fullmatch(suffix) else kind)
    if _OTHER_KINDS.fullmatch(suffix):
        raise DeliveryRefused("format_unbekannt", wert=suffix)


def _state(path: Path) -> tuple[int, int, int]:
    state = path.stat()
    return state.st_size, state.st_mtime_ns, state.st_ino


def _empty(workdir: Path) -> Path:
    """A new file of our own, readable by nobody else: it will hold the cells of persons."""
    handle, path = tempfile.mkstemp(prefix="zellen-", suffix=".csv", dir=workdir)
    os.close(handle)
    return Path(path)
