"""Reads Dash component trees: their texts, their elements, their attributes."""

from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component


def walk(tree: Any) -> Iterator[Component]:
    """Every component of a tree or list of trees, parents first."""
    if isinstance(tree, list | tuple):
        for part in tree:
            yield from walk(part)
    elif isinstance(tree, Component):
        yield tree
        yield from walk(getattr(tree, "children", None))


def text(tree: Any) -> str:
    """All words of a tree in reading order, parts joined by blanks, no-break spaces as blanks."""
    return " ".join(_words(tree)).replace("\u00a0", " ")


def _words(tree: Any) -> Iterator[str]:
    if isinstance(tree, list | tuple):
        for part in tree:
            yield from _words(part)
    elif isinstance(tree, Component):
        yield from _words(getattr(tree, "children", None))
    elif tree is not None:
        yield str(tree)


def by_class(tree: Any, name: str) -> list[Component]:
    """The components that carry a class."""
    return [part for part in walk(tree) if name in (getattr(part, "className", None) or "").split()]
