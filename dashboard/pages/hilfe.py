"""Hilfe: how the pages are read and operated."""

from dash import html

from dashboard.components.help_sheet import judgements, keys, signs
from dashboard.components.text_page import Part, pairs, paragraphs, text_page
from dashboard.guidance import EVERYWHERE, NAMES, READING
from dashboard.visit import Page, Visit

TITLE = "Hilfe"
CHOOSING = (
    "Unter der Überschrift steht die Auswahl: Zeitraum, Vergleich und was die Seite sonst kennt. Was von der "
    "Voreinstellung abweicht, steht darunter als Schild; ein Klick darauf nimmt es zurück.",
    "„Zurück“ im Browser geht zur vorigen Auswahl. „Link kopieren“ gibt die Ansicht weiter, so wie sie ist.",
    "Steht in der Adresse etwas, das es nicht gibt, wird die Voreinstellung gezeigt und es wird gesagt.",
)
TAKING = (
    "„CSV (1,5)“ schreibt Zahlen mit Komma, „CSV (1.5)“ mit Punkt. „Tabellen der Seite (XLSX)“ enthält jede Tabelle "
    "der Seite auf einem eigenen Blatt.",
    "Jede Datei nennt Ausgabe, Sicht, Auswahl und Zeichen. Die Zahlen sind dieselben wie auf der Seite.",
    "Jede Seite lässt sich drucken; Papier ist immer hell.",
)


def page(visit: Visit) -> Page:
    """Choosing, reading each page, signs, taking along, keyboard, whom to ask."""
    reading = [
        (NAMES[path], html.Ul([html.Li(text) for text in texts], className="plain")) for path, texts in READING.items()
    ]
    city = visit.shown.city
    parts: list[Part] = [
        ("auswahl", "Auswählen", paragraphs(*CHOOSING)),
        ("lesen", "So lesen Sie die Seiten", [pairs(reading), *paragraphs(*EVERYWHERE)]),
        ("bewertung", "Bewertung", [judgements()]),
        ("zeichen", "Zeichen", [signs(visit.shown)]),
        ("mitnehmen", "Herunterladen und drucken", paragraphs(*TAKING)),
        ("tastatur", "Tastatur", [keys()]),
        ("fragen", "Fragen", paragraphs(f"{city.contact}, {city.name}")),
    ]
    return Page(TITLE, text_page(TITLE, "Auswählen, lesen, mitnehmen.", parts))
