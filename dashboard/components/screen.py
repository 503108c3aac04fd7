"""The one component that Dash knows: it tells the server the address and shows the page that comes back."""

from collections.abc import Sequence
from typing import Any, ClassVar

from dash import html
from dash.development.base_component import Component

from dashboard.components.drawing import Drawing

SCREEN = "screen"
PAGE = f"{SCREEN}.page"
_HTML = "dash_html_components"
# What a component of Dash knows beside its attributes, whose names it has checked itself.
_NOT_HTML = frozenset({"children", *(name for name in vars(html.Div()))})
Tree = list[Any]


class Screen(Component):
    """Every page after the first; `assets/40-screen.js` builds it with React, which escapes every text.

    The browser sets `path` and `search`, the server `page`: {"title": text, "root": trees of `trees()`}. Dash itself
    takes far longer for a page of components, because each of them could be an end of a callback.
    """

    _children_props: ClassVar[list[str]] = []
    _base_nodes: ClassVar[list[str]] = ["children"]
    _namespace = "kim"
    _type = "Screen"

    def __init__(self, id: str) -> None:
        self._prop_names = ["id", "path", "search", "page"]
        self._valid_wildcard_attributes: list[str] = []
        self.available_properties = self._prop_names
        self.available_wildcard_properties: list[str] = []
        super().__init__(id=id)


def trees(content: Sequence[Component | str]) -> list[Tree | str]:
    """The components of a page as [tag, attributes, children]; texts are texts, numbers are written out.

    Raises TypeError for a component that is neither HTML nor a drawing: a page has no callbacks of its own.
    """
    return [_tree(part) for part in content]


def _tree(part: Any) -> Tree | str:
    if isinstance(part, str):
        return part
    # Not isinstance(): Dash's components are an abstract class, and asking for one costs more than the rest.
    namespace = getattr(part, "_namespace", None)
    if namespace is None:
        return str(part)
    if namespace != _HTML:
        if isinstance(part, Drawing):
            drawn: Tree = part.root
            return drawn
        raise TypeError(f"{namespace}.{part._type} is neither HTML nor a drawing")
    given = vars(part)
    attributes = {name: value for name, value in given.items() if value is not None and name not in _NOT_HTML}
    return [part._type.lower(), attributes, [_tree(child) for child in _children(given.get("children"))]]


def _children(children: Any) -> Sequence[Any]:
    if children is None:
        return ()
    inner = children if isinstance(children, list | tuple) else (children,)
    return [child for child in inner if child is not None]
