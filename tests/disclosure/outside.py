"""An audit from outside for the tests: reads the exported files only and shares no code with the product."""

import csv
import json
from itertools import product
from pathlib import Path

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

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
        """Exit code and the disclosed cells, each cell settled by two integer programs over the whole system."""
        count = len(self.names)
        low = np.array(
            [self.rel["withheld_min"] if self.value[n] is None else self.value[n] for n in self.names], float
        )
        high = np.array([1e5 if self.value[n] is None else self.value[n] for n in self.names], float)
        rows = [*self.equations, *self.at_most, *self.rests]
        matrix = np.zeros((len(rows), count))
        for number, terms in enumerate(rows):
            for cell, sign in terms.items():
                matrix[number, cell] = sign
        lower = np.array([0.0] * len(self.equations) + [-np.inf] * len(self.at_most) + [0.0] * len(self.rests))
        upper = np.array([0.0] * (len(self.equations) + len(self.at_most)) + [np.inf] * len(self.rests))
        limits = () if not rows else LinearConstraint(matrix, lower, upper)
        aims = [(np.eye(count)[n], self.names[n]) for n in range(count) if self.value[self.names[n]] is None]
        aims += [(matrix[len(rows) - len(self.rests) + n], ("rest", n)) for n in range(len(self.rests))]
        leaks = []
        for direction, name in aims:
            ends = []
            for sign in (1, -1):
                found = milp(sign * direction, integrality=np.ones(count), bounds=Bounds(low, high), constraints=limits)
                if found.status == 2:
                    return CONTRADICTION, []
                ends.append(sign * round(found.fun))
            small = set(range(1, self.rel["k"]))
            if ends[1] - ends[0] < self.rel["k"] - 1 and small & set(range(ends[0], ends[1] + 1)):
                leaks.append(name)
        printed = [n for n in self.names if self.value[n] is not None and 0 < self.value[n] < self.rel["k"]]
        return (DISCLOSED if leaks or printed else CLEAN), [*leaks, *printed]


def every_table(shape: tuple[int, int], total_rows: list[int], total_columns: list[int], least: list[list[int]]):
    """All integer tables with these margins and least entries, by trying every one."""
    places = product(range(shape[0]), range(shape[1]))
    spans = [range(least[r][c], min(total_rows[r], total_columns[c]) + 1) for r, c in places]
    for entries in product(*spans):
        table = np.array(entries).reshape(shape)
        if list(table.sum(1)) == total_rows and list(table.sum(0)) == total_columns:
            yield table
