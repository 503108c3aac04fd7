"""A box to tick: Dash has no plain input, and its own ones need callbacks."""

from typing import Any, ClassVar

from dash import html
from dash.development.base_component import Component


class _Input(Component):
    """An `input` of HTML, written like every other element of a page."""

    _children_props: ClassVar[list[str]] = []
    _base_nodes: ClassVar[list[str]] = ["children"]
    _namespace = "dash_html_components"
    _type = "Input"

    def __init__(self, **given: Any) -> None:
        self._prop_names = ["id", "type", "name", "value"]
        self._valid_wildcard_attributes = ["data-", "aria-"]
        self.available_properties = self._prop_names
        self.available_wildcard_properties = ["data-", "aria-"]
        super().__init__(**given)


def tick(name: str, value: str, label: str, *, ticked: bool) -> Component:
    """A box with its label; `assets/56-papers.js` ticks it, because React would not let a given tick go."""
    place = f"{name}-{value}"
    box = _Input(id=place, type="checkbox", name=name, value=value, **{"data-ticked": "1" if ticked else "0"})
    return html.Div([box, html.Label(label, htmlFor=place)], className="tick")
