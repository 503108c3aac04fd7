"""The component that puts a drawing into the page as elements, so that it follows the page's colours."""

from typing import Any, ClassVar

from dash.development.base_component import Component

from dashboard.charts.render.element import Element


class Drawing(Component):
    """An SVG tree among the components of a page; `components/screen.py` takes it over as it is."""

    _children_props: ClassVar[list[str]] = []
    _base_nodes: ClassVar[list[str]] = ["children"]
    _namespace = "kim"
    _type = "Drawing"

    def __init__(self, root: list[Any] | None = None) -> None:
        self._prop_names = ["id", "root"]
        self._valid_wildcard_attributes: list[str] = []
        self.available_properties = ["id", "root"]
        self.available_wildcard_properties: list[str] = []
        super().__init__()
        # Set here and not handed over: Dash would look for a package of the namespace's name with every drawing.
        self.root: Any = root


def drawing(tree: Element) -> Drawing:
    """A drawing as a component of the page."""
    return Drawing(tree.props())
