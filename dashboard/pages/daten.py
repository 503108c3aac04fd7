"""Datenqualität: is the data complete and on time, what was rejected and why, which releases there are."""

from dash import html
from dash.development.base_component import Component

from dashboard import warehouse
from dashboard.audits import audits
from dashboard.components.deliveries import completeness, deliveries_table, sources_known
from dashboard.components.opening import opening, pair
from dashboard.sections import quality, secrecy
from dashboard.visit import Page, Visit

TITLE = "Datenqualität"


def shows(visit: Visit) -> tuple[tuple[str, str], ...]:
    """The kinds of delivery whose rejected rows may be listed."""
    return quality.with_rejections(visit)


def page(visit: Visit) -> Page:
    """Everything with the right to operating data; without it only which office reports, how often, as of when."""
    shown, today = visit.shown, visit.today
    if "betriebsdaten" not in visit.access.rights:
        lead = opening(TITLE, completeness(shown.sources, today))
        return Page(TITLE, [lead, _section("Lieferungen", "", html.Div(sources_known(shown), className="panel"))])
    audience = visit.access.audience.id
    operations = warehouse.operations(visit.home, audience, shown.info.id)
    ids = warehouse.releases(visit.home, audience)
    changes = warehouse.remarks(visit.home, audience, shown.info.id).changes
    rejected = [part for part in (quality.reasons(visit, operations), quality.lines(visit, operations)) if part]
    parts = [
        opening(TITLE, completeness(shown.sources, today)),
        html.Div(quality.clocks(shown), className="section"),
        _section("Lieferungen", "gelesen = übernommen + zurückgewiesen + doppelt",
                 html.Div(deliveries_table(shown, today), className="panel")),
        _section("Zurückgewiesene Zeilen", "nach Grund und Zeile, ohne den Inhalt der Zellen",
                 pair(*rejected) or html.P("Keine Zeile wurde zurückgewiesen.")),
        _section("Prüfungen", "was an den Lieferungen auffällt", quality.checks(shown, today)),
        _section("Vor der Veröffentlichung", "was geprüft wurde und was dabei auffiel", quality.gates(shown, changes)),
        _section("Geheimhaltung", "was die Prüfung dieser Ausgabe ergab",
                 secrecy.report(audits(visit.home, shown.info.id), shown)),
        _section("Ausgaben", "jede bleibt abrufbar", quality.releases(visit, ids)),
        _section("Unterschied zweier Ausgaben", "Werte der ganzen Stadt, Definitionen und Schwellen",
                 quality.difference(visit, ids)),
        _section("Definitionen", "deren Prüfung in drei Monaten oder früher ansteht", quality.reviews(shown, today)),
    ]  # fmt: skip
    return Page(TITLE, parts)


def _section(title: str, beside: str, body: Component) -> Component:
    head = html.Div([html.H2(title), *([html.P(beside)] if beside else [])], className="section-head")
    return html.Section([head, body], className="section")
