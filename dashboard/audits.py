"""What the audit of a release found, as it lies beside the release: per audience and view, never a single figure."""

import json
from dataclasses import dataclass
from pathlib import Path

from dashboard.warehouse import BrokenRelease

REPORT = "audit.json"


@dataclass(frozen=True)
class AuditedView:
    """One breakdown of one measure: cells offered and withheld, share of the sum that is shown in percent (or None)."""

    measure: str
    dims: tuple[str, ...]
    offered: int
    withheld: int
    kept: float | None
    attacked: int


@dataclass(frozen=True)
class Audited:
    """The audit of the file of one audience; `seconds` is how long it took."""

    audience: str
    k: int
    passed: bool
    seconds: float
    views: tuple[AuditedView, ...]

    @property
    def offered(self) -> int:
        """Cells of all views."""
        return sum(view.offered for view in self.views)

    @property
    def withheld(self) -> int:
        """Cells that are not shown, for whichever reason."""
        return sum(view.withheld for view in self.views)


def audits(home: Path, release_id: str) -> tuple[Audited, ...]:
    """The report of a release, most detailed audience first; empty where it has none. Raises BrokenRelease."""
    path = home / "releases" / release_id / REPORT
    if not path.is_file():
        return ()
    try:
        return tuple(_audited(row) for row in json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BrokenRelease(release_id, type(error).__name__) from error


def _audited(row: dict[str, object]) -> Audited:
    views = row["views"]
    if not isinstance(views, list):
        raise TypeError("views")
    return Audited(
        str(row["audience"]),
        int(str(row["k"])),
        row["passed"] is True,
        float(str(row["seconds"])),
        tuple(
            AuditedView(
                view["measure"],
                tuple(view["dims"]),
                int(view["offered"]),
                int(view["withheld"]),
                None if view["kept"] is None else float(view["kept"]),
                int(view["attacked"]),
            )
            for view in views
        ),
    )
