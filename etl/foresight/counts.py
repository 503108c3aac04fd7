"""From a state on the grid to the distribution of counts, without drawing: the same data give the same quantiles."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from etl.foresight.grid import Grid
from etl.foresight.series import Floats

LEVELS = np.arange(1, 40) / 40
_SINGLE = 128
_RATIO = 1.012


@dataclass(frozen=True)
class CountTable:
    """Distribution functions (phi, x, node) of the negative binomial at counts `nodes`: all up to 128, then thinned."""

    nodes: Floats
    cumulated: Floats


@lru_cache(maxsize=4)
def count_table(grid: Grid, share: float = 1.0) -> CountTable:
    """The table for a share of a month."""
    top = 4 * math.exp(grid.x[-1])
    further = _SINGLE * _RATIO ** np.arange(1, max(2, math.ceil(math.log(top / _SINGLE) / math.log(_RATIO)) + 1))
    nodes = np.concatenate([np.arange(_SINGLE + 1.0), np.unique(np.ceil(further))])
    means = share * np.exp(grid.x)
    size = 1 / grid.phis
    factorials = np.array([math.lgamma(n + 1) for n in nodes])
    cumulated = np.empty((len(size), len(means), len(nodes)))
    for number, r in enumerate(size):
        constant = np.array([math.lgamma(n + r) for n in nodes]) - math.lgamma(r) - factorials
        logs = constant + (r * np.log(r / (r + means)))[:, None] + np.log(means / (r + means))[:, None] * nodes
        cumulated[number] = _cumulated(np.exp(logs), nodes)
    return CountTable(nodes, cumulated)


def _cumulated(point: Floats, nodes: Floats) -> Floats:
    """Sums over all whole numbers up to each node, taking the probabilities between two nodes as a straight line."""
    gaps = np.diff(nodes)
    between = gaps * (point[:, 1:] + point[:, :-1]) / 2 + (point[:, 1:] - point[:, :-1]) / 2
    sums = np.concatenate([point[:, :1], point[:, :1] + np.cumsum(between, axis=1)], axis=1)
    normed: Floats = sums / sums[:, -1:]
    return normed


def quantiles(table: CountTable, weights: Floats, levels: Floats = LEVELS) -> Floats:
    """For mixtures with weights (…, phi, x) the smallest counts that reach each level: whole numbers (…, level)."""
    mixed = weights.reshape(-1, table.cumulated.shape[0] * table.cumulated.shape[1])
    reached = mixed @ table.cumulated.reshape(mixed.shape[1], -1)
    found = np.array([_crossings(row, table.nodes, levels) for row in reached])
    return found.reshape(*weights.shape[:-2], len(levels))


def _crossings(reached: Floats, nodes: Floats, levels: Floats) -> Floats:
    # A hair below the level: the last bit of a sum must not decide on a whole person.
    wanted = levels - 1e-9
    at = np.minimum(np.searchsorted(reached, wanted), len(nodes) - 1)
    before = np.maximum(at - 1, 0)
    rise = reached[at] - reached[before]
    part = np.where(rise > 0, (wanted - reached[before]) / np.where(rise > 0, rise, 1), 1)
    inside = np.ceil(nodes[before] + part * (nodes[at] - nodes[before]) - 1e-9)
    crossed: Floats = np.where(at == 0, nodes[0], np.minimum(inside, nodes[at]))
    return crossed
