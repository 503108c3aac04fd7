"""What is to be decided now: date first, then the matter, one reason, and who is to see to it."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.decisions import MOST, Decision


def decision_strip(decisions: Sequence[Decision]) -> Component:
    """At most three matters beside each other; without any one plain sentence."""
    head = html.Div([html.H2("Was jetzt zu entscheiden ist", id="entscheiden")], className="section-head")
    if not decisions:
        body: Component = html.P("In dieser Ausgabe steht keine Entscheidung an.", className="decisions-none")
    else:
        body = html.Ul([_decision(decision) for decision in decisions[:MOST]], className="decisions")
    return html.Section([head, body], className="section decide", **{"aria-labelledby": "entscheiden"})


def _decision(decision: Decision) -> Component:
    return html.Li(
        [
            html.P(decision.when, className="when"),
            html.H3(html.A(decision.title, href=decision.href)),
            html.P(decision.reason, className="reason"),
            html.P(f"Zuständig: {decision.owner}", className="micro"),
        ]
    )
