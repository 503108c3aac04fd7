"""The audit of a release from its published cells and relations alone: what a reader could narrow down."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic

from etl.catalogue.relation import Links, Relations
from etl.disclosure.attack import Attack, attack
from etl.disclosure.export import read_cells, read_relations
from etl.disclosure.note import WITHHELD
from etl.disclosure.places import key_of
from etl.disclosure.ranges import Contradiction
from etl.disclosure.rules import small
from etl.disclosure.system import Key, System, build_system
from etl.figures import Cell

REPORT = "audit.json"


@dataclass(frozen=True)
class ViewReport:
    """One view of a release: cells offered and withheld, share of the city's total that is shown, cells disclosed.

    `kept` is the sum of the printed cells over the sum of the city's totals of the same periods, in percent; None
    for the city itself and where it prints none. `attacked` says whether its withheld cells were attacked.
    """

    measure: str
    dims: tuple[str, ...]
    offered: int
    withheld: int
    kept: float | None
    attacked: int
    disclosed: int


@dataclass(frozen=True)
class Audit:
    """The audit of one audience's file: its views, the disclosed cells by name, the sentence on contradictions."""

    audience: str
    k: int
    views: tuple[ViewReport, ...]
    disclosed: tuple[str, ...]
    contradiction: str | None
    seconds: float

    @property
    def passed(self) -> bool:
        """Whether nothing is disclosed and nothing contradicts itself."""
        return not self.disclosed and self.contradiction is None


def audit_release(release: Path, audience: str, older: Sequence[Path] = (), links: Links | None = None) -> Audit:
    """Audit the file of an audience; what `older` releases printed of a cell withheld now is known to the reader."""
    cells = read_cells(release, audience)
    past = [cell for folder in older for cell in read_cells(folder, audience)]
    return audit_cells(cells, read_relations(release, audience), audience, past, links)


def audit_cells(
    cells: Sequence[Cell],
    relations: Relations,
    audience: str,
    past: Iterable[Cell] = (),
    links: Links | None = None,
) -> Audit:
    """Audit cells by their relations; what `past` cells of older releases print of them is known to the reader.

    `links` are relations that the published form has no word for. Where they or, after corrections, old numbers do
    not agree with what is printed, they tell nothing and are left out.
    """
    begin = monotonic()
    counts = set(relations.counts)
    shown = {key_of(cell): cell for cell in cells if cell.measure in counts}
    earlier = {key: cell for key, cell in _earlier(shown, past).items() if key[0] in counts}
    withheld = {key: cell for key, cell in earlier.items() if key in shown}
    contradiction: str | None = None
    attempts = [(known_before, links) for known_before in (earlier, withheld) if known_before]
    attempts += [({}, links), *([({}, None)] if links else [])]
    for known_before, told in attempts:
        system = build_system(sorted(shown | known_before), relations, told)
        try:
            leaks = _leaks(system, shown, known_before, relations)
        except Contradiction as error:
            contradiction, leaks = str(error), []
        else:
            contradiction = None
            break
    names = tuple(_name(system.keys[cell]) for cell in leaks)
    views = _views(cells, system, leaks, counts)
    return Audit(audience, relations.k, views, names, contradiction, monotonic() - begin)


def _leaks(system: System, shown: Mapping[Key, Cell], before: Mapping[Key, Cell], relations: Relations) -> list[int]:
    """Cells a reader narrows down, rests among them, and small counts that are simply printed."""
    known = [_value(key, shown, before) for key in system.keys]
    low = [0 if virtual else relations.withheld_min for virtual in system.virtual]
    targets = [
        cell for cell, key in enumerate(system.keys) if system.virtual[cell] or (known[cell] is None and key in shown)
    ]
    found = set(attack(Attack(system, known, low, relations.k), targets))
    found |= {
        cell
        for cell, key in enumerate(system.keys)
        if key in shown and key not in before and small(known[cell], relations.k)
    }
    return sorted(found)


def _earlier(shown: Mapping[Key, Cell], past: Iterable[Cell]) -> dict[Key, Cell]:
    """What older releases printed of cells that are withheld or missing now."""
    found: dict[Key, Cell] = {}
    for cell in past:
        key = key_of(cell)
        now = shown.get(key)
        if cell.value is not None and (now is None or now.value is None):
            found[key] = cell
    return found


def _value(key: Key, shown: Mapping[Key, Cell], earlier: Mapping[Key, Cell]) -> int | None:
    for table in (shown, earlier):
        cell = table.get(key)
        if cell is not None and cell.value is not None:
            return int(cell.value)
    return None


def _views(cells: Iterable[Cell], system: System, leaks: Iterable[int], counts: set[str]) -> tuple[ViewReport, ...]:
    views: dict[tuple[str, tuple[str, ...]], list[Cell]] = defaultdict(list)
    city: dict[tuple[str, str], float] = {}
    for cell in cells:
        dims = tuple(dim for dim in (cell.dim1, cell.dim2) if dim is not None)
        views[(cell.measure, dims)].append(cell)
        if not dims and cell.value is not None:
            city[(cell.measure, cell.period)] = float(cell.value)
    broken = {system.keys[cell] for cell in leaks}
    reports = []
    for (measure, dims), listed in sorted(views.items()):
        periods = {cell.period for cell in listed if (measure, cell.period) in city}
        total = sum(city[(measure, period)] for period in periods)
        printed = sum(float(c.value) for c in listed if c.value is not None and c.period in periods)
        withheld = sum(1 for cell in listed if cell.mark == WITHHELD)
        kept = round(100 * printed / total, 1) if dims and total else None
        disclosed = sum(1 for cell in listed if key_of(cell) in broken)
        reports.append(
            ViewReport(measure, dims, len(listed), withheld, kept, withheld if measure in counts else 0, disclosed)
        )
    return tuple(reports)


def _name(key: Key) -> str:
    measure, period, members = key
    return " · ".join((measure, period, *(f"{dim} {member}" for dim, member in members)))


def audit_text(audits: Iterable[Audit]) -> str:
    """The report in German, one block for each audience."""
    lines: list[str] = []
    for audit in audits:
        offered = sum(view.offered for view in audit.views)
        withheld = sum(view.withheld for view in audit.views)
        lines.append(
            f"Sicht {audit.audience}, Mindestfallzahl {audit.k}: {offered} Zahlen, davon {withheld} nicht gezeigt,"
            f" geprüft in {audit.seconds:.1f} s."
        )
        for view in audit.views:
            if not view.withheld and not view.disclosed:
                continue
            kept = "" if view.kept is None else f", {view.kept:.1f} % der Summe gezeigt"
            name = " x ".join(view.dims) or "Stadt"
            lines.append(f"  {view.measure} nach {name}: {view.withheld} von {view.offered} nicht gezeigt{kept}")
        if audit.contradiction:
            lines.append(f"  Nicht bestanden: {audit.contradiction}")
        lines += [f"  Nicht bestanden, einzugrenzen: {name}" for name in audit.disclosed]
        if audit.passed:
            lines.append("  Bestanden: Keine nicht gezeigte Zahl lässt sich eingrenzen.")
    return "\n".join(lines)


def audit_json(audits: Iterable[Audit]) -> str:
    """The report as JSON."""
    rows = [{**asdict(audit), "passed": audit.passed} for audit in audits]
    return json.dumps(rows, ensure_ascii=False, indent=2)
