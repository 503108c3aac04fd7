"""Barrierefreiheit: the declaration, written from what was measured, with its day and the state of the code."""

from dash import html
from dash.development.base_component import Component

from dashboard import formatting
from dashboard.accessibility import Measured, measured
from dashboard.components.table import Column, table
from dashboard.components.text_page import Part, paragraphs, text_page
from dashboard.visit import Page, Visit

TITLE = "Barrierefreiheit"
BUILT = (
    "Jedes Diagramm hat eine Überschrift mit seiner Aussage, einen Text mit denselben Angaben und eine Tabelle mit "
    "denselben Zahlen.",
    "Eine Bewertung steht immer als Wort, Form und Farbe da; jede allein genügt.",
    "Alles lässt sich mit der Tastatur erreichen und bedienen. Es gibt keine Tasten, die allein etwas auslösen.",
    "Die Seiten passen auf 320 Pixel Breite, lassen sich auf 200 % vergrößern und folgen hell, dunkel und "
    "verringerter Bewegung, wie Ihr System es vorgibt.",
)
LIMITS = (
    "Eine automatische Prüfung findet nur einen Teil der Hindernisse. Eine Prüfung durch Menschen mit Behinderungen "
    "steht noch aus.",
    "Im Englischen bleiben Definitionen, Glossar und Texte der Ämter deutsch; sie sind als deutsch gekennzeichnet.",
    "Texte in Leichter Sprache und in Deutscher Gebärdensprache gibt es noch nicht.",
)


def page(visit: Visit) -> Page:
    """What was measured and when, how the pages are built, what is missing, whom to tell."""
    found = measured()
    city = visit.shown.city
    parts: list[Part] = [
        ("stand", "Stand der Prüfung", _state(found)),
        ("gebaut", "Wie die Seiten gebaut sind", [html.Ul([html.Li(text) for text in BUILT], className="plain")]),
        ("grenzen", "Was noch fehlt", [html.Ul([html.Li(text) for text in LIMITS], className="plain")]),
        ("melden", "Eine Barriere melden", paragraphs(
            f"Schreiben Sie an: {city.contact}, {city.name}. Nennen Sie die Seite und was nicht ging.",
            f"Bleibt eine Antwort aus, hilft die für Barrierefreiheit zuständige Stelle des Landes {city.state}.",
        )),
    ]  # fmt: skip
    return Page(TITLE, text_page(TITLE, "Maßstab sind WCAG 2.2 AA, EN 301 549 und die BITV 2.0.", parts))


def _state(found: Measured | None) -> list[Component]:
    if found is None:
        return paragraphs("Für diesen Stand der Software liegt noch keine Messung vor. Sie entsteht mit „make a11y“.")
    day = formatting.day(found.day)
    widths = formatting.listed(f"{width} px" for width in found.widths)
    code = f", Softwarestand {found.commit}" if found.commit else ""
    text = (
        f"Zuletzt geprüft am {day}{code}: {formatting.counted(len(found.pages), 'Seite', 'Seiten')}, hell und dunkel, "
        f"bei {widths} und in {len(found.languages)} Sprachen, zusammen {formatting.integer(found.views)} Ansichten, "
        f"mit axe-core {found.axe}."
    )
    if not found.findings:
        return paragraphs(text, "Gefunden wurden keine Verstöße.")
    rows = [[one.path, one.help, formatting.integer(one.count)] for one in found.findings]
    heads = [Column("Seite"), Column("Verstoß"), Column("Stellen", figure=True)]
    return [*paragraphs(text), table("Gefundene Verstöße", heads, rows)]
