"""A system falls into parts that share no relation; each is protected by itself, those without small cells not."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from etl.disclosure.repair import Protected, Task, Unsafe, protect_system
from etl.disclosure.rules import small
from etl.disclosure.system import Bound, Row, System


@dataclass
class _Part:
    """Cells that hang together, with the rows, equations and bounds between them, still numbered as in the whole."""

    cells: list[int]
    rows: list[Row]
    equations: list[Bound]
    bounds: list[Bound]


def protect_parts(task: Task, done: Protected | None = None) -> Protected:
    """The cells to withhold so that no cell is disclosed, as `protect_system` finds them part by part.

    Parts in which nothing is withheld beyond what `done` withholds are taken over from it. Raises Unsafe, naming the
    measures of every part that cannot be protected.
    """
    withheld = list(done.withheld) if done else [False] * len(task.values)
    primary = set(done.primary) if done else set()
    attacked, rounds, unsafe = (done.attacked, done.rounds, set[str]()) if done else (0, 0, set())
    for part in _parts(task.system):
        begun = [cell for cell in part.cells if cell in task.before or cell in task.extra]
        if done and all(withheld[cell] for cell in begun):
            continue
        if not begun and not any(small(task.values[cell], task.k) for cell in part.cells):
            continue
        try:
            found = protect_system(_sub_task(task, part))
        except Unsafe as failed:
            unsafe.update(failed.measures)
            continue
        for number, cell in enumerate(part.cells):
            withheld[cell] = found.withheld[number]
        primary.update(part.cells[number] for number in found.primary)
        attacked, rounds = attacked + found.attacked, max(rounds, found.rounds)
    if unsafe:
        raise Unsafe(unsafe)
    return Protected(withheld, frozenset(primary), rounds, attacked)


def _parts(system: System) -> list[_Part]:
    """The parts of a system that have a relation, in order of their first cell."""
    parent = list(range(len(system.keys)))

    def find(cell: int) -> int:
        while parent[cell] != cell:
            parent[cell] = parent[parent[cell]]
            cell = parent[cell]
        return cell

    def join(cells: Sequence[int]) -> None:
        first = find(cells[0])
        for cell in cells[1:]:
            other = find(cell)
            if other != first:
                first, other = min(first, other), max(first, other)
                parent[other] = first

    for row in system.rows:
        join(row.cells)
    for line in (*system.equations, *system.bounds):
        join([cell for cell, _ in line.terms])
    found: dict[int, _Part] = defaultdict(lambda: _Part([], [], [], []))
    for cell in range(len(system.keys)):
        found[find(cell)].cells.append(cell)
    for row in system.rows:
        found[find(row.whole)].rows.append(row)
    for line in system.equations:
        found[find(line.terms[0][0])].equations.append(line)
    for line in system.bounds:
        found[find(line.terms[0][0])].bounds.append(line)
    return [found[root] for root in sorted(found)]


def _sub_task(task: Task, part: _Part) -> Task:
    """The task of one part, its cells numbered anew in the same order."""
    number = {cell: own for own, cell in enumerate(part.cells)}

    def own(cells: Iterable[int]) -> frozenset[int]:
        return frozenset(number[cell] for cell in cells if cell in number)

    def lines(bounds: Iterable[Bound]) -> list[Bound]:
        return [Bound(tuple((number[cell], sign) for cell, sign in bound.terms)) for bound in bounds]

    system = System(
        [task.system.keys[cell] for cell in part.cells],
        [task.system.virtual[cell] for cell in part.cells],
        [Row(number[row.whole], tuple(number[cell] for cell in row.parts)) for row in part.rows],
        lines(part.equations),
        lines(part.bounds),
    )
    return replace(
        task,
        system=system,
        values=[task.values[cell] for cell in part.cells],
        before=own(cell for cell in part.cells if cell in task.before),
        public=own(cell for cell in part.cells if cell in task.public),
        fixed=own(cell for cell in part.cells if cell in task.fixed),
        extra=own(cell for cell in part.cells if cell in task.extra),
        spare=own(cell for cell in part.cells if cell in task.spare),
        view_of=lambda cell: task.view_of(part.cells[cell]),
        safe=set(),
    )
