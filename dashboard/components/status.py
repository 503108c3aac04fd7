"""The pill that says a judgement by form, word and colour."""

from dash import html
from dash.development.base_component import Component

from dashboard.charts.render import forms
from dashboard.components.drawing import drawing
from dashboard.records import State
from dashboard.sentences import STATE_WORDS


def pill(state: State) -> Component | None:
    """The pill of a judgement; context numbers carry none."""
    if state == "context":
        return None
    return html.Span([drawing(forms.form(state)), STATE_WORDS[state]], className=f"pill {forms.TONES[state]}")
