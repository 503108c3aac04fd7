"""Where the checkout is, and the fingerprint that says whether a step has already been done."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def fingerprint(files: Iterable[Path], *words: str) -> str:
    """SHA-256 over the contents of `files` and over `words`, as 64 hex digits."""
    digest = hashlib.sha256()
    for part in (*(file.read_bytes() for file in files), *(word.encode() for word in words)):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def is_current(stamp: Path, value: str) -> bool:
    """Whether `stamp` was written for exactly this fingerprint."""
    return stamp.is_file() and stamp.read_text().strip() == value
