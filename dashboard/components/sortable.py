"""A table whose headings sort its rows in the browser, by mouse and by keyboard."""

from dash import html
from dash.development.base_component import Component

from dashboard.charts.grid import Entry, Grid, Head
from dashboard.components.picture import cell
from dashboard.records import Snapshot

FIRST = "descending"


def sortable(grid: Grid, shown: Snapshot, by: int) -> Component:
    """A grid as a table that is sorted by column `by`, largest first; `assets/55-sort.js` sorts it anew."""
    signs = shown.signs()
    head = html.Tr([_heading(head, sorted_=at == by) for at, head in enumerate(grid.heads)])
    body = []
    for row in grid.rows:
        first, *rest = [(cell(entry, signs), _attributes(entry)) for entry in row]
        figures = [head.figure for head in grid.heads[1:]]
        cells = [html.Th(first[0], scope="row", **first[1])]
        cells += [
            html.Td(content, className="figure" if figure else None, **attributes)
            for (content, attributes), figure in zip(rest, figures, strict=True)
        ]
        body.append(html.Tr(cells))
    label = f"{grid.caption}, sortierbar"
    inner = html.Table([html.Caption(grid.caption), html.Thead(head), html.Tbody(body)], **{"data-sortable": "1"})
    return html.Div(inner, className="scroll map-table", tabIndex="0", role="region", **{"aria-label": label})


def _heading(head: Head, *, sorted_: bool) -> Component:
    button = html.Button(head.title, type="button", className="sort", **{"data-do": "sort"})
    state = {"aria-sort": FIRST} if sorted_ else {}
    return html.Th(button, scope="col", className="figure" if head.figure else None, **state)


def _attributes(entry: Entry) -> dict[str, str]:
    """What the script sorts by: the number, nothing for a sign, else the text itself."""
    if entry.number is not None:
        return {"data-number": repr(entry.number)}
    return {"data-number": ""} if entry.sign else {}
