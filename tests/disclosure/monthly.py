"""Monthly releases of an invented city with late corrections, guarded as a run does, with the workshop's memory."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import duckdb
import numpy as np
from one_year import SITES, catalogue, release, values

from etl.disclosure.basis import read_basis, write_basis
from etl.disclosure.export import write_export
from etl.disclosure.guard import Guarded, guard
from etl.disclosure.hold import is_due
from etl.disclosure.memory import forget_pending, read_memory, remember
from etl.figures import Cell, Figures

WORKSHOP = Path(__file__).parents[2] / "etl" / "sql" / "workshop" / "10_batches.sql"
ORIGINS, STATES = ("syr", "afg", "ukr", "irn"), ("gestattung", "duldung")
FIRST = 2024
BOROUGH = {"GU-01": "1", "GU-02": "4", "GU-03": "4"}


def month_of(number: int) -> str:
    """The month so many months after January of the first year."""
    return f"{FIRST + number // 12}-{number % 12 + 1:02d}"


@dataclass
class People:
    """Arrivals: month, origin and state of each person; stays: site, first and last month of each."""

    random: np.random.Generator
    arrivals: list[tuple[int, str, str]] = field(default_factory=list)
    stays: list[tuple[str, int, int]] = field(default_factory=list)

    def live(self, month: int) -> None:
        """One month passes: persons arrive, most of them in a site."""
        for _ in range(int(self.random.integers(6, 22))):
            origin = ORIGINS[int(self.random.choice(4, p=(0.5, 0.25, 0.17, 0.08)))]
            self.arrivals.append((month, origin, STATES[int(self.random.random() < 0.3)]))
            site = list(SITES)[int(self.random.choice(3, p=(0.6, 0.3, 0.1)))]
            self.stays.append((site, month, month + int(self.random.integers(0, 9))))

    def correct(self, month: int) -> None:
        """One in twenty of the last three months arrived a month earlier, or belongs to another origin or site."""
        for number, (begin, origin, state) in enumerate(self.arrivals):
            if month - 3 < begin <= month and begin > 0 and self.random.random() < 0.05:
                other = ORIGINS[int(self.random.integers(0, 4))]
                moved = bool(self.random.random() < 0.5)
                self.arrivals[number] = (begin - moved, origin if moved else other, state)
                site, first, last = self.stays[number]
                self.stays[number] = (list(SITES)[int(self.random.integers(0, 3))], first - moved, last) if moved else (
                    site, first, max(first, last - 1))  # fmt: skip


def figures_of(people: People, months: int) -> Figures:
    """Cells and values of so many months."""
    cells: list[Cell] = []
    for number in range(months):
        month = month_of(number)
        arrived = [a for a in people.arrivals if a[0] == number]
        housed = Counter(site for site, first, last in people.stays if first <= number <= last)
        cells += _view("zuweisungen", month, "herkunft", Counter(a[1] for a in arrived), ORIGINS)
        cells += _view("zuweisungen", month, "status", Counter(a[2] for a in arrived), STATES)
        boroughs: Counter[str] = Counter()
        for site, count in housed.items():
            boroughs[BOROUGH[site]] += count
        cells += _view("gu_belegung", month, "unterkunft", housed, tuple(SITES))
        cells += _view("gu_belegung", month, "stadtbezirk", boroughs, ("1", "4"))
        cells += _view("gu_plaetze_netto", month, "unterkunft", Counter(dict.fromkeys(SITES, 60)), tuple(SITES))
        for measure, total in (
            ("zuweisungen", len(arrived)),
            ("gu_belegung", housed.total()),
            ("gu_plaetze_netto", 180),
        ):
            cells.append(Cell(measure, month, None, None, None, None, Decimal(total)))
    told = [v for v in values(cells) if v.indicator_id != "gu_verweildauer_med"]
    return Figures(tuple(cells), tuple(told))


def _view(measure: str, month: str, dim: str, counts: Counter[str], members: tuple[str, ...]) -> Iterator[Cell]:
    return (Cell(measure, month, dim, member, None, None, Decimal(counts[member])) for member in members)


@dataclass(frozen=True)
class Published:
    """One release: its id, the build, its exported tables and relations by audience."""

    name: str
    build: Guarded
    files: dict[str, tuple[Path, Path]]


def monthly(folder: Path, count: int, seed: int, start: int = 12) -> Iterator[Published]:
    """`count` releases, one a month; the workshop's memory goes through its tables."""
    people = People(np.random.default_rng(seed))
    declared = catalogue()
    for month in range(start):
        people.live(month)
    with duckdb.connect() as con:
        con.execute("create schema meta")
        con.execute(WORKSHOP.read_text(encoding="utf-8"))
        for number in range(start, start + count):
            people.correct(number - 1)
            people.live(number)
            day = dt.date(FIRST + (number + 1) // 12, (number + 1) % 12 + 1, 5)
            name = f"{day:%Y-%m-%d}T080000Z-1"
            basis = read_basis(con)
            memory = {a.id: read_memory(con, a.id) for a in declared.city.rights.audiences} if basis.release else {}
            build = guard(figures_of(people, number + 1), declared, SITES, basis, memory, is_due(basis, day))
            write_basis(con, name, build.figures, declared)
            remember(con, name, {audience: part.figures for audience, part in build.shown.items()})
            forget_pending(con, [name, *([basis.release] if basis.release else [])])
            made = release(folder / name, dict(build.shown))
            yield Published(name, build, {a: write_export(made, a, folder / f"{name}.export") for a in build.shown})


def without_marks(published: Published, audience: str) -> dict[tuple[str, object], object]:
    """(measure, place) -> printed value or None of every cell."""
    return {(c.measure, c.at): replace(c, mark=None).value for c in published.build.shown[audience].figures.cells}
