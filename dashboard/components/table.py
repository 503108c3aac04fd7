"""A plain table in a region that scrolls by keyboard where it is wider than the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from dash import html
from dash.development.base_component import Component

Cell: TypeAlias = Component | str | list[Component | str]


@dataclass(frozen=True)
class Column:
    """A heading; figures stand on the right."""

    title: str
    figure: bool = False


def table(
    caption: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, show_caption: bool = True
) -> Component:
    """Rows under headings; the first cell of each row is its heading."""
    head = html.Tr([html.Th(c.title, scope="col", className="figure" if c.figure else None) for c in columns])
    body = [html.Tr([_cell(cell, columns[i], first=i == 0) for i, cell in enumerate(row)]) for row in rows]
    title = html.Caption(caption, className=None if show_caption else "vh")
    inner = html.Table([title, html.Thead(head), html.Tbody(body)])
    return html.Div(inner, className="scroll", tabIndex="0", role="region", **{"aria-label": caption})


def _cell(cell: Cell, column: Column, *, first: bool) -> Component:
    kind = "figure" if column.figure else None
    return html.Th(cell, scope="row", className=kind) if first else _td(cell, kind)


def _td(cell: Cell, kind: str | None) -> Component:
    """`html.Td(cell, className=kind)`: a table has hundreds, and Dash would check the attributes of each one anew."""
    made: Component = html.Td.__new__(html.Td)
    vars(made).update(_CHECKED[kind])
    made.children = cell
    return made


_CHECKED = {kind: dict(vars(html.Td("", className=kind))) for kind in (None, "figure")}
