"""The frame around every chart: finding, „Diagramm | Tabelle“, drawing, the same in words, source, downloads."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.downloads import downloads


def chart_frame(
    finding: str,
    subtitle: str,
    drawings: Sequence[Component],
    words: str,
    source: str,
    table: Component,
    *,
    key: str = "",
) -> Component:
    """A figure whose drawing and table show the same numbers.

    The switch only hides one of the two (`assets/54-figures.js`); on paper and without a script the drawing is seen.
    `key` says in one or two words how the drawing is read; `source` ends with its Datenstand.
    """
    title = html.Div([html.H2(finding), html.P(subtitle, className="note")])
    head = html.Figcaption([title, _switch(finding)], className="figure-head")
    micro = f"{source} Lesart: {key}" if key else source
    return html.Figure(
        [
            head,
            html.Div(list(drawings), className="as-chart"),
            html.Div(table, className="as-table"),
            *([html.P(words, className="words")] if words else []),
            html.Div([html.P(micro, className="micro"), downloads(drawn=bool(drawings))], className="figure-foot"),
        ],
        className="panel figure-panel framed",
    )


def _switch(finding: str) -> Component:
    """Two pressed-or-not buttons; the choice is kept for the next figure and the next visit."""
    label = {"aria-label": f"Darstellung: {finding}"}
    buttons = [
        html.Button(
            word,
            type="button",
            **{"data-do": "figure", "data-as": kind, "aria-pressed": str(kind == "chart").lower()},
        )
        for kind, word in (("chart", "Diagramm"), ("table", "Tabelle"))
    ]
    return html.Div(buttons, className="switch", role="group", **label)
