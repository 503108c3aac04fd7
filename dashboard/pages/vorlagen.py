"""Vorlagen: choose paper and period; then see the sheet, edit its texts, check, release, download."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.opening import opening
from dashboard.exports import paper_room
from dashboard.exports.briefing import PaperRefused
from dashboard.sections import papers, papers_choice, papers_sheet
from dashboard.visit import Page, Visit

TITLE = "Vorlagen"
RIGHT = "vorlagen"


def shows(visit: Visit) -> tuple[tuple[str, str], ...]:
    """The list of papers, then each with its periods; nothing to choose without the right to write them."""
    offered = paper_room.offered(visit) if RIGHT in visit.access.rights else ()
    return (("", "Alle Vorlagen"), *offered) if offered else ()


def page(visit: Visit) -> Page:
    """The builder for who may write papers; for all others what was released."""
    briefings = paper_room.declared(visit)
    archive = papers.archive(visit, briefings)
    kept = [_section("Ablage", archive)] if archive is not None else []
    if RIGHT not in visit.access.rights:
        lead = "Freigegebene Vorlagen und Antworten." if kept else "Noch ist keine Vorlage freigegeben."
        return Page(TITLE, [opening(TITLE, lead, "Vorlagen schreibt die Beauftragte für Integration."), *kept])
    options = paper_room.offered(visit)
    if not options:
        lead = opening(TITLE, "Diese Ausgabe enthält noch keine Vorlagen. Mit der nächsten erscheinen sie hier.")
        return Page(TITLE, [lead, *kept])
    if not (show := visit.filter.show):
        lead = opening(TITLE, "Welche Vorlage soll es werden?", "Jede wird aus den Zahlen dieser Ausgabe geschrieben.")
        return Page(TITLE, [lead, papers_choice.choice(visit, briefings, options), *kept])
    try:
        room = paper_room.room(visit, show)
    except PaperRefused as refused:
        return Page(TITLE, [opening(TITLE, str(refused)), *kept])
    lead = opening(TITLE, f"{room.paper.title}, {room.paper.period_text}", room.briefing.purpose)
    left = html.Div([papers_sheet.outline(room.paper.sections), papers.editor(room)], className="builder-left stack")
    sheet = papers_sheet.sheet(room.paper, room.show, visit.shown.info.id)
    body = html.Div([left, sheet, papers.inspection(room, visit)], className="builder")
    return Page(TITLE, [lead, body, *kept])


def _section(title: str, body: Component) -> Component:
    return html.Section([html.Div(html.H2(title), className="section-head"), body], className="section")
