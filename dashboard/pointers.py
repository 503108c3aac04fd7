"""Which releases a home holds and which of them is current: names only, no release is opened here."""

import re
from contextlib import suppress
from pathlib import Path

_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*")


class NoRelease(Exception):
    """This home holds no release yet, or not the one that was asked for; `release_id` is None for the first."""

    def __init__(self, release_id: str | None = None) -> None:
        self.release_id = release_id
        super().__init__(f"keine Ausgabe {release_id}" if release_id else "noch keine Ausgabe")


class BrokenRelease(Exception):
    """The file of a release cannot be read or does not hold what a release holds."""

    def __init__(self, release_id: str, cause: str) -> None:
        self.release_id = release_id
        self.cause = cause
        super().__init__(f"Ausgabe {release_id} nicht lesbar: {cause}")


def current_id(home: Path) -> str:
    """The id of the release that is current now; NoRelease when none was ever published."""
    try:
        text = (home / "releases" / "CURRENT").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise NoRelease from None
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenRelease("CURRENT", type(error).__name__) from error
    if not _ID.fullmatch(text):
        raise BrokenRelease("CURRENT", "kein Name einer Ausgabe")
    return text


def named_id(home: Path) -> str:
    """The id that CURRENT names; empty while that file is spoilt. Raises NoRelease."""
    try:
        return current_id(home)
    except BrokenRelease:
        return ""


def audiences(home: Path, release_id: str) -> tuple[str, ...]:
    """The audiences for which a release has a file, by id; empty when there is no such release."""
    if not is_id(release_id):
        return ()
    return tuple(sorted(path.stem for path in (home / "releases" / release_id).glob("*.duckdb")))


def releases(home: Path, audience: str) -> tuple[str, ...]:
    """The ids that ever were current and still have a file for the audience, newest first."""
    try:
        named = (home / "releases" / "HISTORY").read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        named = []
    with suppress(NoRelease, BrokenRelease):
        named.append(current_id(home))
    ids = dict.fromkeys(line.split("\t")[0].strip() for line in named)
    there = [i for i in ids if _ID.fullmatch(i) and (home / "releases" / i / f"{audience}.duckdb").is_file()]
    return tuple(sorted(there, reverse=True))


def is_id(name: str) -> bool:
    """Whether a release could be called that; a name that leads to another folder could not."""
    return _ID.fullmatch(name) is not None
