"""Choice of what is withheld: primary cells, row rule, own attack and repair until the attack finds nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from etl.disclosure.attack import Attack, attack
from etl.disclosure.rows import Pattern, close
from etl.disclosure.rules import small
from etl.disclosure.system import System

MOST_ROUNDS = 40
STALL = 2
SPARING = 20
View = tuple[object, ...]


class Unsafe(Exception):
    """No pattern exists that protects every cell; nothing may be published. `measures` are those it fails for."""

    def __init__(self, measures: Iterable[str]) -> None:
        self.measures = tuple(sorted(set(measures)))
        super().__init__(f"Was früher gezeigt wurde, lässt sich nicht mehr schützen: {', '.join(self.measures)}.")


@dataclass
class Task:
    """What to protect: the system with its true values, what was withheld or printed before, k and the views.

    `before` are cells that stay withheld; `public` are values printed in the past that still hold: they are known
    whatever is done, never chosen as cover and no target. `fixed` were printed with another value: they stay printed.
    `spare` are cells to withhold before others.
    `view_of` names the view and period of a cell; `safe` gathers the cells proved safe, which they stay when more is
    withheld.
    """

    system: System
    values: Sequence[int]
    k: int
    low: int = 1
    before: frozenset[int] = frozenset()
    public: frozenset[int] = frozenset()
    fixed: frozenset[int] = frozenset()
    extra: frozenset[int] = frozenset()
    spare: frozenset[int] = frozenset()
    view_of: Callable[[int], View] = lambda _: ()
    safe: set[int] = field(default_factory=set)


@dataclass
class Protected:
    """The pattern found: per cell whether it is withheld, which were primary, how many rounds it took."""

    withheld: list[bool]
    primary: frozenset[int]
    rounds: int
    attacked: int
    whole_views: list[View] = field(default_factory=list)


def protect_system(task: Task) -> Protected:
    """The cells to withhold so that no cell is disclosed; raises Unsafe when the past makes that impossible."""
    primary = frozenset(
        cell
        for cell, value in enumerate(task.values)
        if (small(value, task.k) or cell in task.extra) and cell not in task.public
    )
    if now_small := (primary | task.before) & task.fixed:
        raise Unsafe(task.system.keys[cell][0] for cell in now_small)
    pattern = Pattern(task.system, task.values, _locked(task), task.k, task.low, task.spare)
    touched: list[int] = []
    for cell in sorted(primary | task.before):
        touched += pattern.withhold(cell)
    close(pattern, touched)
    safe = task.safe
    rounds = _repair(task, pattern, safe)
    views: list[View] = []
    if rounds is None:
        views = _withhold_views(task, pattern, safe)
    return Protected(pattern.withheld, primary, rounds or MOST_ROUNDS, len(targets(task, pattern)), views)


def targets(task: Task, pattern: Pattern) -> list[int]:
    """What is attacked: everything withheld that is not public already, and every rest."""
    virtual = task.system.virtual
    return [
        cell
        for cell in range(len(task.values))
        if cell not in task.public and (pattern.withheld[cell] or (virtual[cell] and not pattern.locked[cell]))
    ]


def find_leaks(task: Task, pattern: Pattern, safe: set[int]) -> list[int]:
    """Cells that a reader of the pattern could narrow down, in order; what bounds alone prove comes first, alone."""
    hidden = [
        (pattern.withheld[cell] and cell not in task.public) or task.system.virtual[cell]
        for cell in range(len(task.values))
    ]
    known = [None if hide else value for hide, value in zip(hidden, task.values, strict=True)]
    low = [pattern.lower(cell) for cell in range(len(known))]
    aims = targets(task, pattern)
    quick = attack(Attack(task.system, known, low, task.k, task.values, safe), aims, quick=True)
    return sorted(quick or attack(Attack(task.system, known, low, task.k, task.values, safe), aims))


def _locked(task: Task) -> list[bool]:
    """Public cells, the rests that public cells give away, and what was printed with another value."""
    locked = [cell in task.public for cell in range(len(task.values))]
    for row in task.system.rows:
        hidden = [cell for cell in row.cells if not locked[cell]]
        if len(hidden) == 1 and task.system.virtual[hidden[0]]:
            locked[hidden[0]] = True
    return [own or cell in task.fixed for cell, own in enumerate(locked)]


def _repair(task: Task, pattern: Pattern, safe: set[int]) -> int | None:
    """Add cells for each leak until there is none; None when that does not end."""
    least, stalled, more = len(task.values) + 1, 0, 1
    for done in range(1, MOST_ROUNDS + 1):
        leaks = find_leaks(task, pattern, safe)
        if not leaks:
            return done
        stalled = 0 if len(leaks) < least else stalled + 1
        least = min(least, len(leaks))
        if stalled >= STALL:
            more, stalled = more * 2, 0
        if not _cover(pattern, leaks, more, sparing=done <= SPARING):
            return None
    return None


def _cover(pattern: Pattern, leaks: Iterable[int], more: int, sparing: bool) -> bool:
    """Withhold the `more` cheapest candidates near each leak; False when there is none for any leak.

    Sparing: a leak beside a cell that was just withheld waits for the next attack, as that may have closed it.
    """
    any_found = False
    fresh: set[int] = set()
    for leak in leaks:
        if sparing and not fresh.isdisjoint(pattern.rows_of[leak]):
            continue
        touched = [*pattern.rows_of[leak], *pattern.withhold(leak)]
        for cell in _near(pattern, leak)[:more]:
            any_found = True
            touched += pattern.withhold(cell)
            fresh.update(pattern.rows_of[cell])
        fresh.update(close(pattern, touched))
    return any_found


def _near(pattern: Pattern, leak: int) -> list[int]:
    """Candidates in the rows of a leak, cheapest first; without any, those in the rows of its withheld row mates."""
    near = _candidates(pattern, pattern.rows_of[leak])
    if near:
        return near
    mates = {mate for row in pattern.rows_of[leak] for mate in pattern.system.rows[row].cells if pattern.withheld[mate]}
    return _candidates(pattern, sorted({row for mate in mates for row in pattern.rows_of[mate]}))


def _candidates(pattern: Pattern, rows: Iterable[int]) -> list[int]:
    """Printed cells of these rows that may be withheld, cheapest first."""
    found = {cell for row in rows for cell in pattern.system.rows[row].cells if pattern.may_cover(cell)}
    return sorted((cell for cell in found if not pattern.system.virtual[cell]), key=pattern.cost)


def _withhold_views(task: Task, pattern: Pattern, safe: set[int]) -> list[View]:
    """Withhold the whole views of what still leaks, then everything that hangs together with it."""
    views: list[View] = []
    for wider in (False, True):
        leaks = find_leaks(task, pattern, safe)
        if not leaks:
            return views
        named = {task.view_of(cell) for cell in _with_partners(task, leaks)}
        if wider:
            reach = _reach(task.system, leaks)
        else:
            views = sorted(named, key=str)
            reach = {cell for cell in range(len(task.values)) if task.view_of(cell) in named}
        touched: list[int] = []
        for cell in sorted(reach):
            if pattern.may_cover(cell):
                touched += pattern.withhold(cell)
        close(pattern, touched)
        rounds = _repair(task, pattern, safe)
        if rounds is not None:
            return views
    if leaks := find_leaks(task, pattern, safe):
        real = [cell for cell in _with_partners(task, leaks) if not task.system.virtual[cell]]
        raise Unsafe(task.system.keys[cell][0] for cell in real or leaks)
    return views


def _with_partners(task: Task, cells: Sequence[int]) -> list[int]:
    """The cells, and for a rest the cells it is the rest of."""
    found = list(cells)
    for row in task.system.rows:
        if any(task.system.virtual[cell] and cell in cells for cell in row.cells):
            found += row.cells
    return found


def _reach(system: System, cells: Iterable[int]) -> set[int]:
    """Everything that hangs together with these cells through rows."""
    rows_of = system.rows_of()
    found, waiting = set(cells), list(cells)
    while waiting:
        for row in rows_of[waiting.pop()]:
            for cell in system.rows[row].cells:
                if cell not in found:
                    found.add(cell)
                    waiting.append(cell)
    return found
