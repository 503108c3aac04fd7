"""A table under its heading, for what is a list and no chart."""

from dash import html
from dash.development.base_component import Component


def listing(title: str, note: str, table: Component, source: str) -> Component:
    """Heading, what is listed, the table, and where it comes from."""
    head = [html.H2(title), html.P(note, className="note")]
    return html.Section([*head, table, html.P(source, className="micro")], className="panel figure-panel listing")
