"""Back up an installation into one file that proves itself whole, and restore it elsewhere."""

import datetime as dt
import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypedDict

import duckdb

from etl import publish
from etl.home import PRIVATE_FILE, PRIVATE_FOLDER, Home, locked, sync_folder, write_synced
from etl.workshop import WorkshopBroken

_MANIFEST = "sicherung.json"
_FORMAT = 1
# What offices dropped is in the archive; the rest belongs to a run that is under way or was killed.
_LEFT_OUT = ("inbox", "lock", "secret.key")
_OF_RUNS = (".", "werkstatt-")
_SQLITE = (".sqlite", ".sqlite-wal", ".sqlite-shm")


class _Manifest(TypedDict):
    format: int
    made: str
    release: str | None
    key: str
    files: dict[str, str]


class BackupRefused(Exception):
    """The backup cannot be made or is not whole; the text is a German sentence that says what to do."""


@dataclass(frozen=True)
class BackedUp:
    """What a backup holds: number of files and bytes, the current release, whether the key is inside."""

    files: int
    size: int
    release: str | None
    with_key: bool


def backup(home: Home, target: Path, now: dt.datetime, *, with_key: bool = False) -> BackedUp:
    """Write all of an installation but its inbox to the new file `target`, mode 0600.

    Held against runs; the dashboard goes on. The file appears under its name only when it is whole and synced.
    Without the key it can be kept where the key must not be. Raises HomeBusy, BackupRefused, OSError.
    """
    if target.exists():
        raise BackupRefused(f"{target} gibt es schon; bitte einen anderen Namen angeben.")
    if not target.parent.is_dir():
        raise BackupRefused(f"Der Ordner {target.parent} fehlt; bitte anlegen oder einen anderen angeben.")
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with locked(home), aside.open("xb") as file:
            os.fchmod(file.fileno(), PRIVATE_FILE)
            publish.finish_interrupted_switch(home)
            made = _write(home, file, now, with_key)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    sync_folder(target.parent)
    return made


def restore(source: Path, root: Path, key: Path | None = None) -> BackedUp:
    """Make an installation at `root`, which must not exist or be empty, from a backup.

    Every file is compared with its hash before anything appears at `root`. `key` is the file of the key where the
    backup holds none; it must be the one with which the backup was made. Raises BackupRefused, OSError.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise BackupRefused(f"{root} ist nicht leer. Zurückgeholt wird nur in einen neuen Ordner; nichts geändert.")
    root.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root.parent, prefix=".zurueck-") as aside:
        fresh = Path(aside) / "home"
        fresh.mkdir(mode=PRIVATE_FOLDER)
        try:
            with tarfile.open(source, "r:") as tar:
                manifest = _unpack(tar, fresh)
        except (tarfile.TarError, EOFError, KeyError, ValueError, UnicodeDecodeError) as error:
            raise BackupRefused(_not_whole(source)) from error
        if _digests(fresh) != manifest["files"]:
            raise BackupRefused(_not_whole(source))
        _put_key(fresh, manifest, key)
        _complete(fresh)
        if root.exists():
            root.rmdir()
        fresh.rename(root)
    sync_folder(root.parent)
    files = manifest["files"]
    return BackedUp(len(files), source.stat().st_size, manifest["release"], "secret.key" in files)


def _not_whole(source: Path) -> str:
    return f"{source} ist keine vollständige Sicherung. Bitte eine andere Sicherung nehmen; nichts wurde geändert."


def key_mark(key: bytes) -> str:
    """What tells two keys apart without telling anything about them."""
    return hashlib.sha256(b"kim-sicherung\0" + key).hexdigest()[:32]


def _write(home: Home, file: io.BufferedWriter, now: dt.datetime, with_key: bool) -> BackedUp:
    digests: dict[str, str] = {}
    size = 0
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name, path in _to_keep(home, with_key):
            content = _still(path)
            with content:
                info = tarfile.TarInfo(name)
                info.size = content.seek(0, os.SEEK_END)
                info.mode = path.stat().st_mode & 0o777
                info.mtime = int(path.stat().st_mtime)
                content.seek(0)
                digests[name] = hashlib.file_digest(content, "sha256").hexdigest()
                content.seek(0)
                tar.addfile(info, content)
                size += info.size
        current = publish.current(home)
        manifest: _Manifest = {
            "format": _FORMAT,
            "made": now.isoformat(),
            "release": current,
            "key": key_mark(home.secret_key.read_bytes()),
            "files": digests,
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        info = tarfile.TarInfo(_MANIFEST)
        info.size, info.mode = len(text), PRIVATE_FILE
        tar.addfile(info, io.BytesIO(text))
    return BackedUp(len(digests), size, current, with_key)


def _to_keep(home: Home, with_key: bool) -> Iterator[tuple[str, Path]]:
    """Name inside the backup and path, sorted; only files, no links."""
    if home.workshop.with_name(f"{home.workshop.name}.wal").exists():
        _settle(home.workshop)
    for path in sorted(home.root.rglob("*")):
        parts = path.relative_to(home.root).parts
        wanted = parts[0] not in _LEFT_OUT or (with_key and parts[0] == "secret.key")
        if not wanted or any(part.startswith(_OF_RUNS) for part in parts):
            continue
        if path.is_file() and not path.is_symlink() and not path.name.endswith(_SQLITE[1:]):
            yield "/".join(parts), path


def _settle(workshop: Path) -> None:
    """Bring what a killed run had committed from the log into the file."""
    try:
        duckdb.connect(str(workshop)).close()
    except duckdb.Error as error:
        raise WorkshopBroken(
            f"Die Werkstatt {workshop} lässt sich nicht öffnen ({type(error).__name__}). Was zu tun ist, sagt:"
            " python -m etl doctor"
        ) from error


def _still(path: Path) -> io.BufferedIOBase:
    """The content as it is at this moment; of a file that others write (desk, accounts) a copy."""
    if path.name.endswith(_SQLITE[0]):
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as live, sqlite3.connect(":memory:") as copy:
            live.backup(copy)
            return io.BytesIO(copy.serialize())
    if path.stat().st_size < 1 << 20:
        return io.BytesIO(path.read_bytes())
    return path.open("rb")


def _unpack(tar: tarfile.TarFile, fresh: Path) -> _Manifest:
    """Write the members below `fresh`; the manifest is returned, any path that leads elsewhere refused."""
    manifest: _Manifest | None = None
    for info in tar:
        content = tar.extractfile(info) if info.isreg() else None
        if content is None:
            raise ValueError(info.name)
        if info.name == _MANIFEST:
            manifest = json.load(content)
            continue
        parts = PurePosixPath(info.name).parts
        if info.name.startswith("/") or ".." in parts or "\\" in info.name or not parts:
            raise ValueError(info.name)
        path = fresh.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            shutil.copyfileobj(content, file)
            file.flush()
            os.fsync(file.fileno())
        path.chmod(info.mode & 0o777)
        os.utime(path, (info.mtime, info.mtime))
    if manifest is None or manifest["format"] != _FORMAT:
        raise ValueError(_MANIFEST)
    return manifest


def _digests(fresh: Path) -> dict[str, str]:
    found = {}
    for path in sorted(path for path in fresh.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            found["/".join(path.relative_to(fresh).parts)] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def _put_key(fresh: Path, manifest: _Manifest, key: Path | None) -> None:
    place = Home(fresh).secret_key
    if not place.exists():
        if key is None:
            raise BackupRefused(
                "Die Sicherung enthält den Schlüssel nicht. Bitte die Datei mit dem Schlüssel angeben: --key DATEI"
            )
        if not key.is_file():
            raise BackupRefused(f"Die Datei {key} mit dem Schlüssel fehlt.")
        write_synced(place, key.read_bytes(), PRIVATE_FILE)
    if key_mark(place.read_bytes()) != manifest["key"]:
        raise BackupRefused(
            "Dieser Schlüssel gehört nicht zu der Sicherung. Mit einem anderen ließen sich neue Lieferungen nicht mit"
            " den alten verbinden; nichts wurde geändert."
        )


def _complete(fresh: Path) -> None:
    """The folders that are empty in a backup, and the modes that keep others out."""
    home = Home(fresh)
    for folder in (home.inbox, home.releases, home.root / "desk"):
        folder.mkdir(exist_ok=True)
    for folder in (home.root, home.archive, home.quarantine, *home.archive.glob("??")):
        folder.mkdir(exist_ok=True)
        folder.chmod(PRIVATE_FOLDER)
