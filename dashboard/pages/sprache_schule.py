"""Sprache & Schule: whom the city's language support reaches, what it costs, whether it is where the need is; Kita."""

from dashboard.components.opening import cards, figures, pair
from dashboard.sections import school
from dashboard.shelf import Shelf
from dashboard.visit import Page, Visit

GUIDE = (school.COVER, school.UPTAKE, school.PER_CHILD, school.KITA)


def page(visit: Visit) -> Page:
    """Coverage first, then the schools, the school year, the Stadtbezirke and the Kita."""
    shelf = Shelf(visit)
    period = shelf.latest(school.PER_CHILD)
    note = "Bedarf, Mittel und Kita auf einen Blick"
    parts = [
        school.first(shelf, period),
        cards("Kommt die Förderung an?", note, shelf.readings(*GUIDE), visit),
        figures(
            school.schools(shelf, period),
            pair(school.uptake(shelf), school.fit(shelf, period)),
            school.table(shelf, period),
            school.kita(shelf),
        ),
    ]
    return Page("Sprache & Schule", [part for part in parts if part is not None])
