"""One installation: where its deliveries, archive, workshop, releases and desk lie."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


class HomeBusy(Exception):
    """Another run holds the installation."""


class NoHome(Exception):
    """The folder is no installation."""


@dataclass(frozen=True)
class Home:
    """Paths of an installation; nothing else in the code joins them by hand."""

    root: Path

    @property
    def inbox(self) -> Path:
        """Where offices drop their files; only read."""
        return self.root / "inbox"

    @property
    def archive(self) -> Path:
        """Every delivery byte for byte under its hash."""
        return self.root / "archive"

    @property
    def quarantine(self) -> Path:
        """Rejected rows with their reasons, for the office that sent them."""
        return self.root / "quarantine"

    @property
    def workshop(self) -> Path:
        """The person-level database; the dashboard never opens it."""
        return self.root / "workshop.duckdb"

    @property
    def releases(self) -> Path:
        """Published releases, CURRENT and HISTORY."""
        return self.root / "releases"

    @property
    def secret_key(self) -> Path:
        """Key of the hashes of identifiers."""
        return self.root / "secret.key"

    def exists(self) -> bool:
        """Whether `init` was here."""
        return self.secret_key.is_file()

    def require(self) -> "Home":
        """Itself; NoHome with what to do when there is none."""
        if not self.exists():
            raise NoHome(f"{self.root} ist noch nicht eingerichtet. Einrichten mit: python -m etl init {self.root}")
        return self


def init(root: Path) -> Home:
    """Create an installation; an existing one is completed and never overwritten."""
    home = Home(root)
    for folder in (home.root, home.archive, home.quarantine):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(PRIVATE_FOLDER)
    for folder in (home.inbox, home.releases, home.root / "desk"):
        folder.mkdir(exist_ok=True)
    if not home.secret_key.exists():
        _write_private(home.secret_key, secrets.token_bytes(32))
    return home


@contextmanager
def locked(home: Home) -> Iterator[None]:
    """Hold the installation for one run; HomeBusy when another process has it. A killed process holds nothing."""
    with (home.root / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise HomeBusy(f"In {home.root} arbeitet gerade ein anderer Lauf. Bitte warten und wiederholen.") from error
        yield


def write_synced(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Replace a file as a whole: written aside, synced, renamed, folder synced."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with aside.open("wb") as file:
        os.fchmod(file.fileno(), mode)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames and new names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_private(path: Path, content: bytes) -> None:
    write_synced(path, content, PRIVATE_FILE)
