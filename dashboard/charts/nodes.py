"""Groups and what they share, as nodes at fixed places on an ellipse: nothing moves, nobody is a node."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.charts.grid import Told

MOST = 12
LARGEST, SMALLEST = 26.0, 12.0
THICKEST, THINNEST = 9.0, 1.0


@dataclass(frozen=True)
class Node:
    """A group: its name, its size, its place (both from -1 to 1, up is negative), and whether it shares with none."""

    key: str
    name: str
    count: int
    x: float
    y: float
    radius: float
    alone: bool


@dataclass(frozen=True)
class Link:
    """What two nodes share, by their places in the list of nodes."""

    one: int
    other: int
    count: int
    width: float


@dataclass(frozen=True)
class NodeSpec:
    """Nodes clockwise from the top, links from the weakest to the strongest, and what is said about them."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    told: Told


def nodes(sizes: Mapping[str, tuple[str, int]], shared: Mapping[tuple[str, str], int], told: Told) -> NodeSpec | None:
    """The spec; None with fewer than two groups or more than twelve (then the table alone says it).

    `sizes` maps a key to name and size, `shared` a pair of keys to how many it has in common.
    """
    keys = list(sizes)
    if not 2 <= len(keys) <= MOST:
        return None
    pairs = {pair: count for pair, count in shared.items() if count > 0 and set(pair) <= set(keys)}
    most, largest = max(pairs.values(), default=0), max(size for _, size in sizes.values()) or 1
    linked = {key for pair in pairs for key in pair}
    made = []
    for at, key in enumerate(keys):
        name, size = sizes[key]
        angle = 2 * math.pi * at / len(keys)
        radius = SMALLEST + (LARGEST - SMALLEST) * math.sqrt(size / largest)
        made.append(Node(key, name, size, math.sin(angle), -math.cos(angle), radius, key not in linked))
    lines = [
        Link(keys.index(one), keys.index(other), count, THINNEST + (THICKEST - THINNEST) * count / most)
        for (one, other), count in sorted(pairs.items(), key=lambda item: item[1])
    ]
    return NodeSpec(tuple(made), tuple(lines), told)


def strongest(shared: Mapping[tuple[str, str], int]) -> tuple[str, str] | None:
    """The pair that shares most; None where nothing is shared."""
    found = [pair for pair, count in shared.items() if count > 0]
    return max(found, key=lambda pair: (shared[pair], pair)) if found else None


def alone(keys: Sequence[str], shared: Mapping[tuple[str, str], int]) -> list[str]:
    """The groups that share with no other."""
    linked = {key for pair, count in shared.items() if count > 0 for key in pair}
    return [key for key in keys if key not in linked]
