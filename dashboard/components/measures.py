"""Measures of leadership with owner and day, those past their day first."""

import datetime as dt
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import formatting
from dashboard.components.table import Cell, Column, table
from dashboard.remarks import Action

_HEADS = ("Maßnahme", "Zuständig", "Fällig", "Stand")


def measures(actions: Sequence[Action], today: dt.date) -> Component | None:
    """The measures that are not done, by their day; None without any."""
    open_ = sorted((a for a in actions if not a.done), key=lambda a: (a.due or dt.date.max, a.id))
    if not open_:
        return None
    rows: list[list[Cell]] = [[a.title, a.owner_role, _due(a, today), a.status] for a in open_]
    late = sum(a.overdue(today) for a in open_)
    count = formatting.counted(len(open_), "Maßnahme ist offen", "Maßnahmen sind offen")
    said = f"{count}, {formatting.integer(late)} davon nach ihrer Frist" if late else f"{count}, alle in ihrer Frist"
    inner = table("Offene Maßnahmen", [Column(title) for title in _HEADS], rows, show_caption=False)
    head = html.Div([html.H2("Vereinbarte Maßnahmen", id="massnahmen"), html.P(said)], className="section-head")
    body = html.Details([html.Summary("Alle offenen Maßnahmen ansehen"), inner], className="more panel")
    return html.Section([head, body], className="section measures", **{"aria-labelledby": "massnahmen"})


def _due(action: Action, today: dt.date) -> str:
    if action.due is None:
        return "ohne Frist"
    days = (today - action.due).days
    text = formatting.day(action.due)
    return f"{text}, seit {formatting.counted(days, 'Tag', 'Tagen')} fällig" if action.overdue(today) else text
