"""Ankunft: who comes, announced or not, against which quota, and what each count of "Flüchtlinge" means."""

from dash import html

from dashboard.components.opening import cards, figures, pair
from dashboard.components.picture import grid_table
from dashboard.sections import arrival
from dashboard.shelf import Shelf
from dashboard.visit import Page, Visit

FORECAST = ("zuweisungen", "prognosefehler_wape_1m", "prognosefehler_wape_3m", "schutzsuchende")


def page(visit: Visit) -> Page:
    """Arrivals and announcements, quota, people and families, and the definitions side by side."""
    shelf = Shelf(visit)
    period = shelf.latest("zuweisungen")
    note = "Keine dieser Zahlen ist falsch; sie zählen Verschiedenes. In jedem Text steht, welche gemeint ist."
    meanings = html.Div([grid_table(arrival.meanings(shelf), visit.shown), html.P(note, className="note")])
    meanings.className = "panel stack"
    parts = [
        arrival.first(shelf, period),
        figures(
            arrival.course(shelf),
            pair(arrival.quota(shelf), arrival.families(shelf)),
            pair(arrival.people(shelf, period), meanings),
        ),
        cards("Wie gut sehen wir voraus, was kommt?", "Prognosen gegen das, was kam", shelf.readings(*FORECAST), visit),
    ]
    return Page("Ankunft", [part for part in parts if part is not None])
