"""Pages of text: a title, a first sentence, and sections with a place of their own in the address."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

Part = tuple[str, str, Sequence[Component]]


def text_page(title: str, lead: str, parts: Sequence[Part]) -> list[Component]:
    """Sections as (place, title, content), with a list of them on top."""
    head = html.Div(html.Div([html.H1(title), html.P(lead, className="sub")]), className="top")
    links = [html.Li(html.A(name, href=f"#{place}")) for place, name, _ in parts]
    contents = html.Nav(html.Ul(links, className="contents"), **{"aria-label": "Inhalt der Seite"})
    sections = [
        html.Section([html.H2(name), *content], id=place, className="panel text-section stack")
        for place, name, content in parts
    ]
    return [head, html.Div([contents, *sections], className="section text-page stack")]


def paragraphs(*texts: str) -> list[Component]:
    """Plain paragraphs."""
    return [html.P(text) for text in texts]


def pairs(rows: Sequence[tuple[Component | str, Component | str]]) -> Component:
    """Words and what they mean."""
    return html.Dl([html.Div([html.Dt(word), html.Dd(text)]) for word, text in rows], className="pairs")
