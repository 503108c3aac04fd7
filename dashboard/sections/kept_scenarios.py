"""Kept scenarios: named, on the desk, and two of them side by side."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import desk, formatting
from dashboard import scenario_words as say
from dashboard.ahead import Ahead
from dashboard.components.lever import Input
from dashboard.components.table import Column, table
from dashboard.filters import EXACT, Filter, link
from dashboard.levers import of_levers, turned
from dashboard.scenario import Model, Result
from dashboard.visit import Visit

KIND: desk.Kind = "szenario"
PATH = "/szenarien"


def may_keep(visit: Visit) -> bool:
    """Whether this role may keep scenarios and see kept ones: who writes papers."""
    return "vorlagen" in visit.access.rights


def kept_names(visit: Visit) -> tuple[str, ...]:
    """Names of the scenarios that this role may see."""
    return desk.names(visit.home, KIND) if may_keep(visit) else ()


def kept_filter(visit: Visit, name: str) -> Filter | None:
    """The levers of a kept scenario; None when there is none."""
    found = desk.kept(visit.home, KIND, name)
    if found is None:
        return None
    return Filter(**{key: str(value) for key, value in found.body["levers"].items()})  # type: ignore[arg-type]


def kept_title(visit: Visit, name: str) -> str:
    """What a kept scenario is called; its name on the desk where it has no title."""
    found = desk.kept(visit.home, KIND, name)
    return str(found.body.get("title", name)) if found else name


def section(visit: Visit, ahead: Ahead, model: Model, now: int, shown: Result) -> Component | None:
    """The form to keep this scenario, and those that are kept, each with its answers beside this one."""
    if not may_keep(visit):
        return None
    name = Input(id="szenario-name", name="titel", type="text", maxLength="60", className="text-field")
    button = html.Button("Szenario ablegen", type="button", className="button", **{"data-do": "keep-scenario"})
    form = html.Div(
        [html.Label("Name des Szenarios", htmlFor="szenario-name"), html.Div([name, button], className="keep-row")]
    )
    state = html.P("", id="ablage-meldung", role="status", className="note")
    inner = [html.H2("Abgelegte Szenarien"), form, state]
    rows: list[Sequence[Component | str]] = [_row("Dieses Szenario", shown, ahead)]
    for key in kept_names(visit)[-20:]:
        rows += _kept_row(visit, ahead, model, now, key)
    if len(rows) > 1:
        inner.append(table("Szenarien im Vergleich, mit den Zahlen dieser Ausgabe gerechnet", _heads(shown), rows))
    return html.Section(inner, className="panel", id="ablage")


def _heads(shown: Result) -> list[Column]:
    lead = shown.turned.lead
    titles = ("Szenario", "Plätze belegt", "voll in 12 Monaten", f"Bestelltermin bei {lead} Monaten")
    return [*(Column(title) for title in titles), Column("Kosten im Jahr", True)]


def _kept_row(visit: Visit, ahead: Ahead, model: Model, now: int, key: str) -> list[Sequence[Component | str]]:
    """The row of a kept scenario; none where it names what this release does not know any more."""
    found, chosen = desk.kept(visit.home, KIND, key), kept_filter(visit, key)
    if found is None or chosen is None:
        return []
    try:
        result = model.result(turned(chosen, ahead, now), now)
    except (KeyError, ValueError, StopIteration):
        return []
    title = kept_title(visit, key)
    open_ = html.A(title, href=link(PATH, chosen), **EXACT)
    address = visit.filter.having("beside", key)
    beside = html.A("daneben zeigen", href=link(PATH, address), **EXACT)
    when = html.Span(f" ({formatting.moment(found.kept_at, visit.shown.city.timezone)}) ", className="note")
    return [[html.Span([open_, when, beside]), *_row("", result, ahead)[1:]]]


def _row(name: str, result: Result, ahead: Ahead) -> Sequence[Component | str]:
    lead = result.turned.lead
    order = result.said.orders[lead]
    month = "keiner in Sicht" if order is None else f"Ende {say.month_at(ahead, order)}"
    full = say.when_full(result.said, ahead.stand)
    return [name, full, say.chance(result.said.chances[12]), month, say.euro(result.cost)]


def body_of(visit: Visit, title: str) -> dict[str, object]:
    """What is kept: the levers, the release and the audience they were turned on, and no figure."""
    return {
        "title": title,
        "levers": of_levers(visit.filter),
        "release": visit.shown.info.id,
        "audience": visit.access.audience.id,
    }
