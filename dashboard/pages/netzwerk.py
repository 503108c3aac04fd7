"""Netzwerk: who takes part, what was agreed and done, volunteers, Ombudsstelle, opening of the offices."""

from dashboard.components.opening import cards, figures, pair
from dashboard.sections import network, support
from dashboard.shelf import Shelf
from dashboard.visit import Page, Visit

TAKING_PART = ("netz_aktivitaet", "netz_mo_beteiligung", "netz_querverbindung", "netz_massnahmen")
HELP = ("ehr_aktive", "ehr_vermittlung_tage", "spe_bedarfsdeckung", "omb_fristquote")
OFFICES = ("beirat_befassungen", "ikoe_fortbildung", "ikoe_mehrsprachige_angebote", "buergerinfo_termine")


def page(visit: Visit) -> Page:
    """Taking part first, then help and complaints, then the offices."""
    shelf = Shelf(visit)
    parts = [
        network.first(shelf),
        cards("Wer wirkt mit?", "Mitglieder, Verbindungen, Vereinbartes", shelf.readings(*TAKING_PART), visit),
        figures(
            pair(network.meetings(shelf), network.links(shelf)),
            pair(network.organisations(shelf), support.in_time(shelf)),
        ),
        cards("Wer hilft, und wem wird geholfen?", "Ehrenamt, Sachspenden, Ombudsstelle", shelf.readings(*HELP), visit),
        figures(pair(support.volunteers(shelf), support.in_kind(shelf)), support.themes(shelf)),
        cards("Öffnet sich die Verwaltung?", "Beirat und Fachbereiche", shelf.readings(*OFFICES), visit),
        figures(support.departments(shelf)),
    ]
    return Page("Netzwerk", [part for part in parts if part is not None])
