"""A lever: its label, where it stands, and the field to turn it; the script sends only what was turned."""

from collections.abc import Sequence
from typing import Any, ClassVar

from dash import html
from dash.development.base_component import Component


class Input(Component):
    """An input of HTML, which Dash has none of."""

    _children_props: ClassVar[list[str]] = []
    _base_nodes: ClassVar[list[str]] = ["children"]
    _namespace = "dash_html_components"
    _type = "Input"

    def __init__(self, **given: Any) -> None:
        self._prop_names = ["id", "name", "type", "min", "max", "step", "value", "maxLength", "className"]
        self._valid_wildcard_attributes: list[str] = ["data-", "aria-"]
        self.available_properties = self._prop_names
        self.available_wildcard_properties = self._valid_wildcard_attributes
        super().__init__(**given)


def slider(
    name: str, label: str, values: Sequence[str], today: str, chosen: str, words: tuple[str, str], note: str = ""
) -> Component:
    """A slider over equally spaced values; `words` stand before and after the number, `chosen` is empty where it is
    not turned. The word for "as today" is part of what it prints."""
    low, high = float(values[0]), float(values[-1])
    step = (high - low) / (len(values) - 1)
    field = f"hebel-{name}"
    before, after = words
    shown = chosen or today
    said = f"{before}{shown.replace('.', ',')}{after}"
    # The script puts the number of the moment where this one stands.
    data = {"data-today": today, "data-chosen": chosen, "data-said": said}
    told = _output(said if chosen else f"{said} (wie heute)", field)
    inner = [
        html.Div([html.Label(label, htmlFor=field), told], className="lever-head"),
        Input(
            id=field, name=name, type="range", min=f"{low:g}", max=f"{high:g}", step=f"{step:g}", value=shown, **data
        ),
    ]
    return html.Div([*inner, *([html.P(note, className="micro")] if note else [])], className="lever")


def _output(said: str, field: str) -> Component:
    return html.Span(said, className="lever-value", **{"data-for": field})


def select(name: str, label: str, options: Sequence[tuple[str, str]], chosen: str, note: str = "") -> Component:
    """A choice among a few words; the first option is how it stands today and has the empty value."""
    field = f"hebel-{name}"
    found = [html.Option(word, value=value, selected=value == chosen) for value, word in options]
    inner = [
        html.Label(label, htmlFor=field, className="lever-head"),
        html.Select(found, id=field, name=name, className="select", **{"data-today": "", "data-chosen": chosen}),
    ]
    return html.Div([*inner, *([html.P(note, className="micro")] if note else [])], className="lever")
