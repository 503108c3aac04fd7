"""What `make a11y` measured, as the declaration on accessibility needs it."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from dashboard.settings import ROOT

REPORT = ROOT / "docs" / "a11y.json"


@dataclass(frozen=True)
class Finding:
    """A rule that a view breaks, and how often."""

    rule: str
    help: str
    path: str
    count: int


@dataclass(frozen=True)
class Measured:
    """One run: its day, the state of the code, what was looked at and what was found."""

    day: dt.date
    commit: str
    axe: str
    pages: tuple[str, ...]
    views: int
    widths: tuple[int, ...]
    languages: tuple[str, ...]
    findings: tuple[Finding, ...]


def measured(file: Path = REPORT) -> Measured | None:
    """The last run; None where none was written or it cannot be read."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return Measured(
            day=dt.date.fromisoformat(told["day"]),
            commit=str(told["commit"]),
            axe=str(told["axe"]),
            pages=tuple(map(str, told["pages"])),
            views=int(told["views"]),
            widths=tuple(map(int, told["widths"])),
            languages=tuple(map(str, told["languages"])),
            findings=tuple(Finding(**one) for one in told["findings"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
