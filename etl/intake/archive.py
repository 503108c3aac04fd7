"""Every delivery is kept byte for byte under its hash, before anything is read from it."""

import errno
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from etl.contract.reasons import DeliveryRefused
from etl.intake.encoding import CHUNK

_AT_ONCE = 1 << 26
_CANNOT = (errno.EINVAL, errno.ENOSYS, errno.ENOTSOCK, errno.EOPNOTSUPP)


@dataclass(frozen=True)
class Archived:
    """A kept copy: SHA-256 of its bytes in hex, where it lies, size in bytes."""

    sha256: str
    path: Path
    size: int


class Arriving:
    """A delivery copied whole, its hash still being made: `path` may be read, `kept` says where it stays."""

    def __init__(self, path: Path, folder: Path, facts: "Future[tuple[str, int]]", suffix: str) -> None:
        self.path, self._folder, self._facts, self._suffix = path, folder, facts, suffix

    def kept(self) -> Archived:
        """Give the copy its name, once its hash is known and it is synced; one that is already there is not replaced.

        Raises DeliveryRefused("datei_veraendert").
        """
        digest, size = self._facts.result()
        place = self._folder / digest[:2]
        if known := _known(place, digest, size):
            return Archived(digest, known, size)
        _private(place)
        kept = place / f"{digest}{self._suffix}"
        self.path.rename(kept)
        _sync(place)
        return Archived(digest, kept, size)


def archive(path: Path, folder: Path) -> Archived:
    """Copy a delivery to `folder/ab/abcdef….ext`, mode 0600 in folders of mode 0700; the original is only read.

    The copy is written aside, synced and renamed, so that a file under a hash is always whole. A content that is
    already there is not written again. Raises DeliveryRefused("datei_veraendert") when the file changes or goes
    away while it is read, "datei_unlesbar" when it is no file.
    """
    with arriving(path, folder) as copy:
        return copy.kept()


@contextmanager
def arriving(path: Path, folder: Path) -> Iterator[Arriving]:
    """The same in two steps, so that the copy can be read while its hash is made. Raises as `archive` does."""
    _private(folder)
    try:
        with _aside(folder) as (copy, handle), ThreadPoolExecutor(2) as beside:
            before = _copied(path, copy)
            synced = beside.submit(os.fsync, handle)
            yield Arriving(copy, folder, beside.submit(_hashed, copy, path, before, synced), _suffix(path))
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


def _copied(path: Path, target: Path) -> os.stat_result:
    """Copy all bytes; what the original was before."""
    with path.open("rb", buffering=0) as source, target.open("wb", buffering=0) as copy:
        before = os.fstat(source.fileno())
        _transfer(source, copy)
    return before


def _hashed(copy: Path, path: Path, before: os.stat_result, synced: "Future[None]") -> tuple[str, int]:
    """Hash and size of the copy, once it is synced; size and time of change of the original must be as before."""
    with copy.open("rb", buffering=0) as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
        size = content.tell()
    synced.result()
    after = path.stat()
    states = [(s.st_size, s.st_mtime_ns, s.st_ino) for s in (before, after)]
    if states[0] != states[1] or size != before.st_size:
        raise DeliveryRefused("datei_veraendert")
    return digest, size


def _transfer(source: FileIO, copy: FileIO) -> None:
    """All bytes, within the kernel where the two file systems can do that: a tenth of the time."""
    place = 0
    try:
        while sent := os.sendfile(copy.fileno(), source.fileno(), place, _AT_ONCE):
            place += sent
    except OSError as error:
        if place or error.errno not in _CANNOT:
            raise
        shutil.copyfileobj(source, copy, CHUNK)


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
