"""Kennzahlen: all of them in one list, narrowed by judgement, field, step and owner."""

from dash import html

from dashboard.components.catalogue import catalogue_table, narrowed
from dashboard.components.notice import no_match
from dashboard.components.opening import opening
from dashboard.components.tally import tally
from dashboard.formatting import counted
from dashboard.visit import Page, Visit


def page(visit: Visit) -> Page:
    """How many there are, and the list; an empty list says why and how to see all again."""
    shown, today = visit.shown, visit.today
    every = tuple(reading for reading in shown.readings if reading.indicator.listed)
    found = narrowed(every, visit.filter, today)
    whole = counted(len(every), "Kennzahl", "Kennzahlen")
    lead = f"{len(found)} von {whole} passen zur Auswahl." if len(found) < len(every) else f"{whole} in dieser Ausgabe."
    rest = "Jede hat eine Seite mit Verlauf, Ziel, Vergleich, Definition und Herkunft."
    body = (
        html.Div(catalogue_table(found, shown, today), className="panel section") if found else no_match(visit.filter)
    )
    return Page("Kennzahlen", [opening("Kennzahlen", lead, rest, tally(every, today)), body])
