"""Every delivery is kept byte for byte under its hash, before anything is read from it."""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from etl.contract.reasons import DeliveryRefused
from etl.intake.encoding import CHUNK


@dataclass(frozen=True)
class Archived:
    """A kept copy: SHA-256 of its bytes in hex, where it lies, size in bytes."""

    sha256: str
    path: Path
    size: int


def archive(path: Path, folder: Path) -> Archived:
    """Copy a delivery to `folder/ab/abcdef….ext`, mode 0600 in folders of mode 0700; the original is only read.

    The copy is written aside, synced and renamed, so that a file under a hash is always whole. A content that is
    already there is not written again. Raises DeliveryRefused("datei_veraendert") when the file changes or goes
    away while it is read, "datei_unlesbar" when it is no file.
    """
    _private(folder)
    try:
        with _aside(folder) as (copy, handle):
            digest, size = _copy(path, copy, handle)
            place = folder / digest[:2]
            if known := _known(place, digest, size):
                return Archived(digest, known, size)
            _private(place)
            kept = place / f"{digest}{_suffix(path)}"
            copy.rename(kept)
            _sync(place)
            return Archived(digest, kept, size)
    except FileNotFoundError:
        raise DeliveryRefused("datei_veraendert") from None
    except IsADirectoryError:
        raise DeliveryRefused("datei_unlesbar") from None


@contextmanager
def _aside(folder: Path) -> Iterator[tuple[Path, int]]:
    """A file of mode 0600 beside the kept ones that is gone afterwards unless it was renamed."""
    handle, name = tempfile.mkstemp(prefix=".neu-", dir=folder)
    try:
        yield Path(name), handle
    finally:
        os.close(handle)
        Path(name).unlink(missing_ok=True)


def _copy(path: Path, target: Path, handle: int) -> tuple[str, int]:
    """Copy, then hash the copy while it is synced; size and time of change must be the same before and after."""
    with path.open("rb", buffering=0) as source, ThreadPoolExecutor(1) as beside:
        before = os.fstat(source.fileno())
        with target.open("wb", buffering=0) as copy:
            shutil.copyfileobj(source, copy, CHUNK)
        synced = beside.submit(os.fsync, handle)
        with target.open("rb", buffering=0) as copy:
            digest = hashlib.file_digest(copy, "sha256").hexdigest()
            size = copy.tell()
        synced.result()
    after = path.stat()
    states = [(s.st_size, s.st_mtime_ns, s.st_ino) for s in (before, after)]
    if states[0] != states[1] or size != before.st_size:
        raise DeliveryRefused("datei_veraendert")
    return digest, size


def _known(place: Path, digest: str, size: int) -> Path | None:
    """The copy kept earlier, whatever its suffix; one of another size was damaged and is written anew."""
    for kept in sorted(place.glob(f"{digest}*")):
        if kept.stat().st_size == size:
            return kept
    return None


def _suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""


def _private(folder: Path) -> None:
    """Make a folder for our eyes only and make its entry durable; one that exists keeps its place."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sync(folder.parent)
    folder.chmod(0o700)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
