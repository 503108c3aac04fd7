"""An audit from outside for the tests: reads the exported files only and shares no code with the product."""

import csv
import json
from itertools import product
from pathlib import Path

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix

CLEAN, DISCLOSED, CONTRADICTION = 0, 1, 2


class Outside:
    """The cells of a long table and the equations of its relations; `older` tables tell cells withheld in it."""

    def __init__(self, table: Path, relations: Path, older: tuple[Path, ...] = ()) -> None:
        self.rel = json.loads(relations.read_text(encoding="utf-8"))
        self.value: dict[tuple, int | None] = {}
        for path in (table, *older):
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    self._read(row, path == table)
        self.names = sorted(self.value, key=str)
        self.number = {name: n for n, name in enumerate(self.names)}
        self.equations: list[dict[int, int]] = []
        self.at_most: list[dict[int, int]] = []
        for measure in self.rel["counts"]:
            for dim in self.rel["additive"].get(measure, []):
                for whole, parts in self._families(measure, dim):
                    self._equation({whole: 1, **dict.fromkeys(parts, -1)})
            for dim in self.rel["union"].get(measure, []):
                for whole, parts in self._families(measure, dim):
                    self.at_most += [{self.number[part]: 1, self.number[whole]: -1} for part in parts]
                    self.at_most.append({self.number[whole]: 1, **{self.number[part]: -1 for part in parts}})
        self.rests: list[dict[int, int]] = []
        for part, whole in self.rel["subset"]:
            for name in self.names:
                other = (part, *name[1:])
                if name[0] == whole and other in self.number:
                    self.rests.append({self.number[name]: 1, self.number[other]: -1})
        for total, parts in self.rel["measure_sums"]:
            for name in self.names:
                others = [(part, *name[1:]) for part in parts]
                if name[0] == total and all(other in self.number for other in others):
                    self._equation({name: 1, **dict.fromkeys(others, -1)})

    def _read(self, row: dict[str, str], current: bool) -> None:
        if row["measure"] not in self.rel["counts"]:
            return
        pairs = [(row["dim1"], row["member1"]), (row["dim2"], row["member2"])]
        name = (row["measure"], row["period"], *sorted(pair for pair in pairs if pair[0]))
        value = int(float(row["value"])) if row["value"] else None
        if current or (name in self.value and self.value[name] is None):
            self.value[name] = value

    def _equation(self, terms: dict[tuple, int]) -> None:
        self.equations.append({self.number[name]: sign for name, sign in terms.items()})

    def _families(self, measure: str, dim: str) -> list[tuple[tuple, list[tuple]]]:
        """Every cell with the cells right below it along one dimension, looked for by trying every parent."""
        up = self.rel["parents"].get(dim, {})
        found: dict[tuple, list[tuple]] = {}
        for name in self.names:
            if name[0] != measure:
                continue
            member = name[1] if dim == "period" else dict(name[2:]).get(dim)
            if member is None:
                continue
            above = up.get(member)
            while above is not None:
                parent = self._moved(name, dim, above)
                if parent in self.value:
                    break
                above = up.get(above)
            else:
                parent = None if dim == "period" else (name[0], name[1], *[p for p in name[2:] if p[0] != dim])
            if parent in self.value:
                found.setdefault(parent, []).append(name)
        return list(found.items())

    @staticmethod
    def _moved(name: tuple, dim: str, member: str) -> tuple:
        if dim == "period":
            return (name[0], member, *name[2:])
        return (name[0], name[1], *sorted((d, member if d == dim else m) for d, m in name[2:]))

    def verdict(self) -> tuple[int, list[tuple]]:
        """Exit code and the disclosed cells, each cell settled by two integer programs over what hangs together."""
        equal = [(terms, 0.0, 0.0) for terms in self.equations]
        rows = [*equal, *((t, -np.inf, 0.0) for t in self.at_most), *((t, 0.0, np.inf) for t in self.rests)]
        unknown: list[tuple[dict[int, int], float, float]] = []
        for terms, low, high in rows:
            told = sum(sign * (self.value[self.names[c]] or 0) for c, sign in terms.items() if self._known(c))
            left = {c: sign for c, sign in terms.items() if not self._known(c)}
            if left:
                unknown.append((left, low - told, high - told))
            elif not low <= told <= high:
                return CONTRADICTION, []
        leaks: list[tuple] = []
        for cells, listed in self._parts(unknown):
            found = self._settle(cells, listed)
            if found is None:
                return CONTRADICTION, []
            leaks += found
        for terms in self.rests:
            if all(self._known(c) for c in terms):
                rest = sum(sign * (self.value[self.names[c]] or 0) for c, sign in terms.items())
                leaks += [("rest", self.names[next(iter(terms))])] if 0 < rest < self.rel["k"] else []
        printed = [n for n in self.names if self.value[n] is not None and 0 < self.value[n] < self.rel["k"]]
        return (DISCLOSED if leaks or printed else CLEAN), [*leaks, *printed]

    def _known(self, cell: int) -> bool:
        return self.value[self.names[cell]] is not None

    def _parts(self, rows: list[tuple[dict[int, int], float, float]]):
        """Unknown cells that share rows, with these rows."""
        group = {cell: cell for cell in range(len(self.names)) if not self._known(cell)}

        def top(cell: int) -> int:
            while group[cell] != cell:
                cell = group[cell]
            return cell

        for terms, _, _ in rows:
            first, *others = terms
            for cell in others:
                group[top(cell)] = top(first)
        members: dict[int, list[int]] = {}
        for cell in group:
            members.setdefault(top(cell), []).append(cell)
        of: dict[int, list[tuple[dict[int, int], float, float]]] = {root: [] for root in members}
        for row in rows:
            of[top(next(iter(row[0])))].append(row)
        return [(members[root], of[root]) for root in members]

    def _settle(self, cells: list[int], rows: list[tuple[dict[int, int], float, float]]) -> list[tuple] | None:
        """Disclosed cells and rests of one part; None when its numbers contradict each other."""
        place = {cell: n for n, cell in enumerate(cells)}
        matrix = lil_matrix((len(rows), len(cells)))
        for number, (terms, _, _) in enumerate(rows):
            for cell, sign in terms.items():
                matrix[number, place[cell]] = sign
        bounds = Bounds(np.full(len(cells), float(self.rel["withheld_min"])), np.full(len(cells), 1e5))
        lower, upper = np.array([row[1] for row in rows]), np.array([row[2] for row in rows])
        limits = LinearConstraint(matrix.tocsr(), lower, upper) if rows else ()
        aims = [(np.eye(len(cells))[n], 0, self.names[cell]) for n, cell in enumerate(cells)]
        for number, (_, low, high) in enumerate(rows):
            if high == np.inf:
                aims.append((matrix[[number]].toarray()[0], low, ("rest", number)))
        leaks = []
        for direction, offset, name in aims:
            ends = []
            for sign in (1, -1):
                found = milp(sign * direction, integrality=np.ones(len(cells)), bounds=bounds, constraints=limits)
                if found.status == 2:
                    return None
                ends.append(sign * round(found.fun) - offset)
            small = set(range(1, self.rel["k"]))
            if ends[1] - ends[0] < self.rel["k"] - 1 and small & set(range(int(ends[0]), int(ends[1]) + 1)):
                leaks.append(name)
        return leaks


def every_table(shape: tuple[int, int], total_rows: list[int], total_columns: list[int], least: list[list[int]]):
    """All integer tables with these margins and least entries, by trying every one."""
    places = product(range(shape[0]), range(shape[1]))
    spans = [range(least[r][c], min(total_rows[r], total_columns[c]) + 1) for r, c in places]
    for entries in product(*spans):
        table = np.array(entries).reshape(shape)
        if list(table.sum(1)) == total_rows and list(table.sum(0)) == total_columns:
            yield table
