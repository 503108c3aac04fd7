"""The sheet at the side that explains signs, judgements and the page that is open."""

from dash import html
from dash.development.base_component import Component

from dashboard.charts.render import forms
from dashboard.components.drawing import drawing
from dashboard.guidance import EVERYWHERE, KEYS, reading
from dashboard.records import Snapshot, State
from dashboard.sentences import STATE_WORDS

MEANINGS: tuple[tuple[State, str], ...] = (
    ("on_track", "Das Ziel ist erfüllt."),
    ("watch", "Das Ziel ist knapp verfehlt."),
    ("act", "Das Ziel ist deutlich verfehlt; Ursache, Veranlasstes und Empfehlung stehen bei der Kennzahl."),
    ("none", "Über ein Ziel wurde noch nicht entschieden."),
    ("stale", "Der Stand ist zu alt, um zu bewerten."),
)


def help_sheet(path: str, shown: Snapshot | None) -> Component:
    """A dialog that `assets/53-dialogs.js` opens; its content is there for everyone, scripts or not."""
    parts: list[Component] = [
        html.Div(
            [
                html.H2("Hilfe zu dieser Seite", id="hilfe-titel"),
                html.Button("Schließen", type="button", className="button", **{"data-do": "close"}),
            ],
            className="sheet-head",
        )
    ]
    if sentences := reading(path):
        parts += [html.H3("So lesen Sie diese Seite"), html.Ul([html.Li(text) for text in sentences])]
    parts += [html.H3("Bewertung"), judgements()]
    if shown is not None:
        parts += [html.H3("Zeichen"), signs(shown)]
    parts += [html.H3("Auf jeder Seite"), html.Ul([html.Li(text) for text in EVERYWHERE])]
    parts += [html.H3("Tastatur"), keys()]
    parts.append(html.P(html.A("Mehr auf der Seite „Hilfe“", href="/hilfe")))
    return html.Dialog(parts, id="hilfe", className="help-sheet", **{"aria-labelledby": "hilfe-titel"})


def judgements() -> Component:
    """The forms and words of a judgement with what they mean."""
    rows = [
        html.Div(
            [html.Dt([drawing(forms.form(state)), STATE_WORDS[state]], className=forms.TONES[state]), html.Dd(text)]
        )
        for state, text in MEANINGS
    ]
    return html.Dl(rows, className="pairs")


def signs(shown: Snapshot) -> Component:
    """The printed signs with their words."""
    rows = [html.Div([html.Dt(printed), html.Dd(word)]) for printed, word in shown.signs().values()]
    return html.Dl(rows, className="pairs short")


def keys() -> Component:
    """The keys that do something."""
    return html.Dl([html.Div([html.Dt(key), html.Dd(what)]) for key, what in KEYS], className="pairs")
