"""A page as HTML text, everything escaped: what a browser can show before any script has been loaded."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from dashboard.components.screen import Tree

_NAMES = {"className": "class", "htmlFor": "for"}
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "wbr"})
# The same as in assets/40-screen.js: nothing of a page may load or run anything.
FORBIDDEN = frozenset({"base", "embed", "iframe", "link", "meta", "object", "script", "style"})


def markup(content: Sequence[Tree | str]) -> str:
    """The trees of `screen.trees` as HTML, one after the other."""
    return "".join(part for tree in content for part in _parts(tree))


def _parts(tree: Tree | str) -> Iterator[str]:
    if isinstance(tree, str):
        yield escape(tree, quote=False)
        return
    tag, attributes, children = tree
    if tag in FORBIDDEN:
        return
    yield f"<{tag}{''.join(_attribute(name, value) for name, value in attributes.items())}>"
    if tag in _VOID:
        return
    for child in children:
        yield from _parts(child)
    yield f"</{tag}>"


def _attribute(name: str, value: Any) -> str:
    """One attribute as React would set it: `true` is the bare name, and only data and aria print `false`."""
    plain = _NAMES.get(name, name.lower())
    if isinstance(value, bool) and not name.startswith(("data-", "aria-")):
        return f' {plain}=""' if value else ""
    return f' {plain}="{escape(str(value).lower() if isinstance(value, bool) else str(value))}"'
