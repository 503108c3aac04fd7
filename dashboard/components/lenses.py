"""The four Denkrichtungen as lenses over one page, each with its own question and its share of the indicators."""

import datetime as dt
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import formatting
from dashboard.filters import Filter, link
from dashboard.records import Reading, Snapshot


def lenses(readings: Sequence[Reading], shown: Snapshot, today: dt.date, path: str, chosen: Filter) -> Component:
    """Links that set the lens in the address, and what the chosen one asks."""
    options = [("", "alle vier"), *((lens.id, lens.title) for lens in shown.city.lenses)]
    links = [
        html.A(
            title,
            href=link(path, chosen.having("lens", value)),
            className="button",
            **({"aria-current": "true"} if value == chosen.lens else {}),
        )
        for value, title in options
    ]
    parts: list[Component] = [html.Nav(links, className="lens-choice", **{"aria-label": "Denkrichtung"})]
    found = next((lens for lens in shown.city.lenses if lens.id == chosen.lens), None)
    if found is not None:
        parts.append(
            html.P([html.B(found.question), f" {_share(readings, today, found.id)}"], className="lens-question")
        )
    return html.Div(parts, className="lenses")


def _share(readings: Sequence[Reading], today: dt.date, lens: str) -> str:
    here = [r for r in readings if r.indicator.lens == lens]
    count = formatting.counted(len(here), "Kennzahl antwortet", "Kennzahlen antworten")
    asks = sum(r.state(today) in ("act", "watch") for r in here)
    if not asks:
        return f"{count}; keine liegt außerhalb ihres Ziels."
    verb, goal = ("liegt", "ihres Ziels") if asks == 1 else ("liegen", "ihrer Ziele")
    return f"{count}; {asks} {verb} außerhalb {goal}."
