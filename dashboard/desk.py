"""The only writer of the dashboard: what people make lies in `<home>/desk/`, each version for itself, never changed."""

import datetime as dt
import json
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

Kind = Literal["vorlage", "antwort", "szenario"]
KINDS: tuple[Kind, ...] = get_args(Kind)
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_AUDIT, _TRIES = "audit", 20


class DeskRefused(Exception):
    """Nothing could be kept; the text is a German sentence."""


@dataclass(frozen=True)
class Kept:
    """One version of a thing: who kept it and when (aware), and its body as JSON."""

    kind: Kind
    name: str
    version: int
    kept_at: dt.datetime
    actor: str
    body: Mapping[str, Any]


def keep(home: Path, kind: Kind, name: str, body: Mapping[str, Any], *, actor: str, now: dt.datetime) -> Kept:
    """Write the next version of a thing and its line in the audit trail; `now` is aware. Raises DeskRefused.

    A version appears whole or not at all, and two who write at once get two versions.
    """
    if kind not in KINDS or not NAME.fullmatch(name):
        raise DeskRefused(f"Unter dem Namen „{name}“ kann nichts abgelegt werden.")
    folder = home / "desk" / kind / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for _ in range(_TRIES):
            version = max((number for number in _numbers(folder)), default=0) + 1
            text = json.dumps(
                {"kept_at": now.isoformat(), "actor": actor, "body": body}, ensure_ascii=False, sort_keys=True, indent=1
            )
            if _placed(folder / f"{version:04d}.json", text):
                record(home, "abgelegt", f"{kind}/{name}/{version}", actor=actor, now=now)
                return Kept(kind, name, version, now, actor, body)
    except OSError as error:
        raise DeskRefused(f"Auf dem Schreibtisch kann nicht abgelegt werden ({error.strerror}).") from error
    raise DeskRefused("Der Schreibtisch ist gerade belegt. Bitte noch einmal versuchen.")


def kept(home: Path, kind: Kind, name: str, version: int | None = None) -> Kept | None:
    """The newest version of a thing, or the one asked for; None when there is none."""
    if kind not in KINDS or not NAME.fullmatch(name):
        return None
    folder = home / "desk" / kind / name
    number = version if version is not None else max(_numbers(folder), default=0)
    try:
        found = json.loads((folder / f"{number:04d}.json").read_text(encoding="utf-8"))
        return Kept(kind, name, number, dt.datetime.fromisoformat(found["kept_at"]), found["actor"], found["body"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DeskRefused(f"„{kind}/{name}“, Fassung {number}, ist nicht lesbar.") from error


def versions(home: Path, kind: Kind, name: str) -> tuple[Kept, ...]:
    """All versions of a thing, oldest first."""
    if kind not in KINDS or not NAME.fullmatch(name):
        return ()
    numbers = sorted(_numbers(home / "desk" / kind / name))
    found = (kept(home, kind, name, number) for number in numbers)
    return tuple(version for version in found if version is not None)


def names(home: Path, kind: Kind) -> tuple[str, ...]:
    """The names of all things of a kind, in the order of the alphabet."""
    folder = home / "desk" / kind
    if not folder.is_dir():
        return ()
    return tuple(sorted(p.name for p in folder.iterdir() if p.is_dir() and NAME.fullmatch(p.name) and _numbers(p)))


def record(home: Path, what: str, about: str, *, actor: str, now: dt.datetime) -> None:
    """Add one line to the audit trail: one file a process and day, only ever appended to."""
    folder = home / "desk" / _AUDIT
    line = json.dumps({"at": now.isoformat(), "actor": actor, "what": what, "about": about}, ensure_ascii=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"{now.date().isoformat()}-{os.getpid()}.jsonl").open("a", encoding="utf-8") as file:
            file.write(line + "\n")
    except OSError as error:
        raise DeskRefused(f"Das Protokoll kann nicht geschrieben werden ({error.strerror}).") from error


def _numbers(folder: Path) -> list[int]:
    return [int(path.stem) for path in folder.glob("[0-9][0-9][0-9][0-9].json")]


def _placed(target: Path, text: str) -> bool:
    """Whether the text now lies at the place; False when another had taken it."""
    aside = target.with_name(f".{secrets.token_hex(8)}")
    try:
        with aside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(aside, target)
    except FileExistsError:
        return False
    finally:
        aside.unlink(missing_ok=True)
    return True
