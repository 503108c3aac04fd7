"""Wohnen: do people arrive in normal tenancies, do they stay, and where does the way stall."""

from dash import html

from dashboard.components.opening import cards, figures, pair
from dashboard.components.picture import grid_table
from dashboard.sections import housing
from dashboard.shelf import Shelf
from dashboard.visit import Page, Visit

OUTCOME = ("ueberfuehrungsquote", "mietstabilitaet_12m", "ueberfuehrung_monate", "dezentralquote")
SUPPLY = ("kontingent_bestand", "kontingent_abruf", "bereitstellung_tage", "kontingent_nutzung")
AFTER = ("nachbetreuung_quote", "reichweite_ausserhalb", "fallmanagement_relation", "gu_abgang_wohnung_je_100")


def page(visit: Visit) -> Page:
    """The way first, then whether it lasts, then the contingent from request to handover, then after-care."""
    shelf = Shelf(visit)
    period = shelf.latest("kontingent_bestand")
    owners = housing.owners(shelf)
    table = html.Div(grid_table(owners, visit.shown), className="panel") if owners else None
    parts = [
        housing.first(shelf, period),
        figures(housing.way_figure(shelf, period), pair(housing.cohorts(shelf), housing.obstacles(shelf))),
        cards("Kommen Haushalte in eigener Miete an, und bleiben sie?", "Je Quartal", shelf.readings(*OUTCOME), visit),
        cards("Von der Anforderung bis zum Einzug", "Das Kontingent aller Vermieter", shelf.readings(*SUPPLY), visit),
        figures(table, pair(housing.stations(shelf), housing.where(shelf))),
        cards("Was kommt danach?", "Nachsorge und Beratung", shelf.readings(*AFTER), visit),
    ]
    return Page("Wohnen", [part for part in parts if part is not None])
