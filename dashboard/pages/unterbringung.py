"""Unterbringung: are there enough places, how long do people stay, who waits too long, what does it cost."""

from dashboard.components.opening import cards, figures
from dashboard.sections import accommodation
from dashboard.shelf import Shelf
from dashboard.visit import Page, Visit

DECIDE = ("gu_reichweite", "handlungsfenster", "gu_auslastung", "leerplatzkosten")
STAY = ("gu_verweildauer_med", "gu_zielueberschreitung", "minderjaehrige_gu_lang", "notunterkunft_naechte")
COST = ("nettoaufwand_person", "erstattungsquote", "statuswechsler_quote", "betreuungsrelation")


shows = accommodation.shows


def page(visit: Visit) -> Page:
    """Places first, then what is to be decided, then stays, then costs after the state's share."""
    shelf = Shelf(visit)
    period = shelf.latest("gu_belegung")
    parts = [
        accommodation.first(shelf, period),
        figures(accommodation.places(shelf, period), accommodation.course(shelf)),
        cards(
            "Reichen die Plätze?", "Bis wann sie reichen und wann zu entscheiden ist", shelf.readings(*DECIDE), visit
        ),
        cards(
            "Wie lange bleiben Menschen?", "Jeder Monat wird am Ziel seiner Zeit gemessen", shelf.readings(*STAY), visit
        ),
        figures(accommodation.stay(shelf), accommodation.beyond_target(shelf)),
        cards("Was kostet es die Stadt?", "Nach Abzug dessen, was das Land erstattet", shelf.readings(*COST), visit),
    ]
    return Page("Unterbringung", [part for part in parts if part is not None])
