"""The papers to choose from, each with its periods and how far its newest version is: what /vorlagen opens with."""

from dash import html
from dash.development.base_component import Component

from dashboard import desk
from dashboard.exports import paper_desk
from dashboard.exports.briefing import period_text
from dashboard.exports.paper import STATE_NAMES
from dashboard.filters import link
from dashboard.visit import Visit
from etl.catalogue.briefing import Briefing

PATH = "/vorlagen"


def choice(visit: Visit, briefings: tuple[Briefing, ...], options: tuple[tuple[str, str], ...]) -> Component:
    """One panel per paper; `options` as `paper_room.offered` gives them, the newest period of each paper first."""
    panels = []
    for briefing in briefings:
        periods = [value.partition(":")[2] for value, _ in options if value.partition(":")[0] == briefing.id]
        if periods:
            panels.append(_panel(visit, briefing, periods))
    return html.Div(panels, className="paper-choice section")


def _panel(visit: Visit, briefing: Briefing, periods: list[str]) -> Component:
    items = [html.Li([_link(visit, briefing, period), *_state(visit, briefing, period)]) for period in periods]
    name = f"vorlage-{briefing.id}"
    parts = [html.H2(briefing.title, id=name), html.P(briefing.purpose), html.Ul(items, className="periods")]
    return html.Section(parts, className="panel", **{"aria-labelledby": name})


def _link(visit: Visit, briefing: Briefing, period: str) -> Component:
    address = link(PATH, visit.filter.carried().having("show", f"{briefing.id}:{period}"))
    return html.A(period_text(period), href=address)


def _state(visit: Visit, briefing: Briefing, period: str) -> list[Component]:
    """How far it is; nothing where nobody has kept anything yet."""
    kept = desk.kept(visit.home, paper_desk.PAPERS, paper_desk.name_of(briefing.id, period))
    return [html.Span(STATE_NAMES[kept.body["state"]], className="paper-state")] if kept is not None else []
