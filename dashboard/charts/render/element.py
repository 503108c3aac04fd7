"""A drawing as a tree of plain elements: a page takes it as data, paper and downloads as text."""

from dataclasses import dataclass
from html import escape
from typing import Any


@dataclass(frozen=True)
class Element:
    """One SVG element; attribute names as in SVG (`stroke-width`), texts are children and never markup."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple["Element | str", ...] = ()

    def props(self) -> list[Any]:
        """[tag, attributes, children], as `assets/40-screen.js` builds it."""
        children = [child if isinstance(child, str) else child.props() for child in self.children]
        return [self.tag, dict(self.attributes), children]

    def markup(self) -> str:
        """The element as XML text, everything escaped."""
        names = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes)
        inner = "".join(escape(c, quote=False) if isinstance(c, str) else c.markup() for c in self.children)
        return f"<{self.tag}{names}>{inner}</{self.tag}>"


def element(tag: str, *children: Element | str, **attributes: str | float) -> Element:
    """An element; `_` in a name stands for `-`, a trailing one is dropped (`class_`), numbers get one decimal place."""
    named = tuple(
        (_name(name), value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0"))
        for name, value in attributes.items()
    )
    return Element(tag, named, children)


def _name(name: str) -> str:
    return name if name in ("viewBox", "preserveAspectRatio") else name.rstrip("_").replace("_", "-")
