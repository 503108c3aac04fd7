"""What surrounds every page: skip link, header, navigation, hint line, footer."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard import formatting
from dashboard.charts.render import forms
from dashboard.components.drawing import drawing
from dashboard.components.help_sheet import help_sheet
from dashboard.components.hint import hint
from dashboard.components.palette import palette
from dashboard.filters import EXACT
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
    foot: Sequence[NavEntry] = (),
    other_language: str | None = None,
) -> list[Component]:
    """A whole page around its content; without a release only what needs none.

    `foot` are the pages named in the footer, `other_language` the address of the same view in the other language.
    """
    parts = [
        html.A("Zum Inhalt", href="#inhalt", className="skip"),
        _header(entries, active, shown, viewer),
        hint(shown, old_release),
        html.Main(html.Div(list(content), className="wrap"), id="inhalt", tabIndex="-1"),
        _footer(shown, foot, other_language),
        help_sheet(active, shown),
        *([palette()] if shown else []),
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
    return [html.A(e.title, href=e.path, **_current(e.path, active)) for e in entries]


def _current(path: str, active: str) -> dict[str, str]:
    """Whether a word of the navigation is the page itself, or the list from which the page was opened."""
    if path == active:
        return {"aria-current": "page"}
    within = active.startswith(f"{path}/") if path != "/katalog" else active.startswith("/kennzahl/")
    return {"aria-current": "true"} if within and path != "/" else {}


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
    return html.Div([_search_button(), _theme_button(), _print_button(), _help_button()], className="tools")


def _search_button() -> Component:
    inner = [drawing(forms.icon("search")), "Suchen", html.Kbd("Strg K")]
    return html.Button(inner, type="button", className="button wide-button", **{"data-do": "search"})


def _help_button() -> Component:
    inner = [drawing(forms.icon("help")), html.Span("Hilfe zu dieser Seite", className="vh")]
    return html.Button(inner, type="button", className="button", title="Hilfe zu dieser Seite", **{"data-do": "help"})


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


def _footer(shown: Snapshot | None, foot: Sequence[NavEntry], other_language: str | None) -> Component:
    if shown is None:
        return html.Footer(html.Div(BRAND, className="wrap"), className="foot")
    signs: list[Component | str] = ["Zeichen: "]
    for number, (printed, word) in enumerate(shown.signs().values()):
        signs += [" · " if number else "", html.B(printed), f" {word}"]
    commit = shown.info.git_commit[:12]
    release = [f"Ausgabe {shown.info.id}", f"Softwarestand {commit}" if commit else ""]
    lines = [
        html.P(signs, className="signs"),
        html.Nav(_foot_links(foot, other_language), className="foot-links", **{"aria-label": "Über diese Seite"}),
        html.P(" · ".join(part for part in [BRAND, *release] if part)),
        html.P(f"{shown.city.office}, {shown.city.name}"),
    ]
    return html.Footer(html.Div(lines, className="wrap"), className="foot")


def _foot_links(foot: Sequence[NavEntry], other_language: str | None) -> list[Component]:
    links = [html.A(entry.title, href=entry.path) for entry in foot]
    if other_language:
        english = "lang=en" in other_language
        name, code = ("English", "en") if english else ("Deutsch", "de")
        links.append(html.A(html.Span(name, lang=code), href=other_language, hrefLang=code, **EXACT))
    return links
