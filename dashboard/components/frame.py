"""What surrounds every page: skip link, header, navigation, hint line, footer."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard import formatting
from dashboard.charts.render import forms
from dashboard.components.drawing import drawing
from dashboard.components.hint import hint
from dashboard.records import Snapshot

BRAND = "KIM-Cockpit"
_THEMES = {"system": "wie das System", "light": "hell", "dark": "dunkel"}


@dataclass(frozen=True)
class NavEntry:
    """A word of the navigation and the page it leads to."""

    title: str
    path: str


@dataclass(frozen=True)
class Viewer:
    """Whose sight is shown: the audience's title and its smallest printed count, as the server decided."""

    audience: str
    k: int


def frame(
    content: Sequence[Component],
    entries: Sequence[NavEntry],
    active: str,
    *,
    shown: Snapshot | None,
    viewer: Viewer,
    old_release: str | None = None,
) -> list[Component]:
    """A whole page around its content; without a release only what needs none."""
    parts = [
        html.A("Zum Inhalt", href="#inhalt", className="skip"),
        _header(entries, active, shown, viewer),
        hint(shown, old_release),
        html.Main(html.Div(list(content), className="wrap"), id="inhalt", tabIndex="-1"),
        _footer(shown),
    ]
    return [part for part in parts if part is not None]


def _header(entries: Sequence[NavEntry], active: str, shown: Snapshot | None, viewer: Viewer) -> Component:
    city = shown.city.name if shown else ""
    words = html.Span([html.B(BRAND), html.Span(city)])
    brand = html.A([drawing(forms.brand()), words], href="/", className="brand")
    top = html.Div([brand, _meta(shown, viewer), _tools(), _menu(entries, active)], className="top-row")
    bar = html.Nav(_links(entries, active), className="nav", **{"aria-label": "Hauptnavigation"})
    return html.Header(html.Div([top, bar], className="wrap"), className="head")


def _links(entries: Sequence[NavEntry], active: str) -> list[Component]:
    return [html.A(e.title, href=e.path, **({"aria-current": "page"} if e.path == active else {})) for e in entries]


def _meta(shown: Snapshot | None, viewer: Viewer) -> Component:
    facts = [("Sicht", f"{viewer.audience} (ab {viewer.k} Personen)")]
    if shown:
        stand = shown.info.data_as_of
        published = formatting.moment(shown.info.published_at, shown.city.timezone).split(",")[0]
        facts = [
            ("Datenstand", f"bis {formatting.day(stand)}" if stand else "–"),
            ("Ausgabe", f"vom {published}"),
            *facts,
        ]
    return html.Dl([html.Div([html.Dt(term), " ", html.Dd(fact)]) for term, fact in facts], className="meta")


def _tools() -> Component:
    return html.Div([_theme_button(), _print_button()], className="tools")


def _theme_button() -> Component:
    states = [html.Span(f"Darstellung: {word}", className=f"theme-{name}") for name, word in _THEMES.items()]
    inner = [drawing(forms.icon("theme")), html.Span(states, className="vh")]
    return html.Button(inner, type="button", className="button", title="Darstellung wechseln", **{"data-do": "theme"})


def _print_button() -> Component:
    inner = [drawing(forms.icon("print")), html.Span("Seite drucken", className="vh")]
    return html.Button(inner, type="button", className="button", title="Seite drucken", **{"data-do": "print"})


def _menu(entries: Sequence[NavEntry], active: str) -> Component:
    """Navigation and tools behind one word, for narrow screens only."""
    links = html.Nav(_links(entries, active), **{"aria-label": "Hauptnavigation"})
    summary = html.Summary([drawing(forms.icon("menu")), "Menü"], className="button")
    return html.Details([summary, html.Div([links, _tools()], className="sheet")], className="menu")


def _footer(shown: Snapshot | None) -> Component:
    if shown is None:
        return html.Footer(html.Div(BRAND, className="wrap"), className="foot")
    signs: list[Component | str] = ["Zeichen: "]
    for number, (printed, word) in enumerate(shown.signs().values()):
        signs += [" · " if number else "", html.B(printed), f" {word}"]
    commit = shown.info.git_commit[:12]
    release = [f"Ausgabe {shown.info.id}", f"Softwarestand {commit}" if commit else ""]
    lines = [
        html.P(signs, className="signs"),
        html.P(" · ".join(part for part in [BRAND, *release] if part)),
        html.P(f"{shown.city.office}, {shown.city.name}"),
    ]
    return html.Footer(html.Div(lines, className="wrap"), className="foot")
