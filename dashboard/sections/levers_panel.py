"""The panel of levers: one form whose fields are the address of the page."""

from dash import html
from dash.development.base_component import Component

from dashboard import formatting
from dashboard.ahead import Ahead
from dashboard.components.lever import Input, select, slider
from dashboard.filters import Filter
from dashboard.levers import Range, Turned, ranges
from dashboard.scenario_words import assumed, month_at, risk
from dashboard.visit import Visit

FORM = "stellschrauben"


def panel(visit: Visit, ahead: Ahead, now: int, turned: Turned) -> Component:
    """All levers, grouped: what comes, flats, places, how careful."""
    spans, chosen = ranges(ahead, now), visit.filter.changed()
    groups = [
        ("Was kommt", [_arrivals(ahead, spans["arrivals"], chosen.get("arrivals", ""))]),
        ("Wohnungen", _flats(ahead, spans, chosen)),
        ("Plätze", _places(visit, ahead, spans, chosen)),
        ("Vorsicht", [_risk(ahead, spans["risk"], chosen.get("risk", ""))]),
    ]
    fields = [html.Fieldset([html.Legend(title), *parts]) for title, parts in groups]
    reset = html.Button("Zurücksetzen", type="button", className="button", **{"data-do": "reset-levers"})
    head = html.Div([html.H2("Stellschrauben", id="stellschrauben-titel"), reset], className="lever-top")
    without_script = html.Noscript(html.Button("Rechnen", type="submit", className="button"))
    carried = [
        Input(type="hidden", name=name, value=value)
        for name, value in visit.filter.carried().changed().items()
        if name in ("release", "lang")
    ]
    form = html.Form(
        [head, *carried, *fields, without_script, _note(ahead, turned)],
        id=FORM,
        action="/szenarien",
        method="get",
        **{"aria-labelledby": "stellschrauben-titel"},
    )
    return html.Section(form, className="panel levers")


def _arrivals(ahead: Ahead, span: Range, chosen: str) -> Component:
    options = [("" if at == 0 else name, ahead.scenario(name).title) for at, name in enumerate(span.values)]
    return select("arrivals", "Ankünfte", options, chosen)


def _flats(ahead: Ahead, spans: dict[str, Range], chosen: dict[str, str]) -> list[Component]:
    return [
        slider("flats", "Wohnungen für Menschen aus Unterkünften", spans["flats"].values, spans["flats"].today,
               chosen.get("flats", ""), ("", " im Monat")),
        slider("household", "Personen je Wohnung", spans["household"].values, spans["household"].today,
               chosen.get("household", ""), ("", "")),
        slider("transfer", "Überführung in private Mietverträge", spans["transfer"].values, spans["transfer"].today,
               chosen.get("transfer", ""), ("", " von 100 im Monat"), _limit(ahead)),
    ]  # fmt: skip


def _limit(ahead: Ahead) -> str:
    """When passing on leases helps at all."""
    most = ahead.planning.most_flats.value
    if most is None:
        return "Hilft nur, wo begrenzt ist, wie viele Wohnungen die Stadt mietet; eine Grenze ist nicht vereinbart."
    return f"Hilft, sobald die Höchstzahl von {formatting.number(most)} Wohnungen der Stadt erreicht ist."


def _places(visit: Visit, ahead: Ahead, spans: dict[str, Range], chosen: dict[str, str]) -> list[Component]:
    months = [(value, month_at(ahead, _number(ahead, value))) for value in spans["order"].values]
    orders = [("" if at == 0 else value, word) for at, (value, word) in enumerate(months)]
    closures = [("", "keine weitere")]
    for site in ahead.sites:
        name = visit.shown.members.get(("unterkunft", site), site)
        for month in ahead.months[::3]:
            closures.append((f"{site}.{month}", f"{name} ab {month_at(ahead, _number(ahead, month))}"))
    if (other := chosen.get("close")) and other not in dict(closures):
        site, _, month = other.rpartition(".")
        name = visit.shown.members.get(("unterkunft", site), site)
        closures.append((other, f"{name} ab {month_at(ahead, _number(ahead, month))}"))
    leads = ", ".join(f"{lead.title}: {lead.months}" for lead in ahead.planning.leads)
    return [
        slider("places", "Neue Plätze", spans["places"].values, spans["places"].today,
               chosen.get("places", ""), ("", "")),
        select("order", "Bestellt im", orders, chosen.get("order", "")),
        slider("lead", "Vorlauf der Beschaffung", spans["lead"].values, spans["lead"].today, chosen.get("lead", ""),
               ("", " Monate"), f"Frühere Vorhaben, Monate: {leads}."),
        slider("price", "Preis eines Platzes", spans["price"].values, spans["price"].today, chosen.get("price", ""),
               ("", " € am Tag")),
        select("close", "Schließung einer Unterkunft", closures, chosen.get("close", ""), _ends(visit, ahead)),
    ]  # fmt: skip


def _ends(visit: Visit, ahead: Ahead) -> str:
    """Contracts that end anyway."""
    found = [
        f"{visit.shown.members.get(('unterkunft', c.site), c.site)} ab {month_at(ahead, _number(ahead, c.month))}"
        f" (−{formatting.integer(round(c.places))} Plätze)"
        for c in ahead.closings
    ]
    return f"Schon eingerechnet, weil Verträge enden: {formatting.listed(found)}." if found else ""


def _risk(ahead: Ahead, span: Range, chosen: str) -> Component:
    today = f"{risk(int(span.today) / 100)} (Vorgabe)"
    options = [("" if n == span.today else n, today if n == span.today else risk(int(n) / 100)) for n in span.values]
    options.sort(key=lambda option: option[0] != "")
    return select("risk", "Risiko, zu spät zu kommen", options, chosen, ahead.planning.risk.reason)


def _note(ahead: Ahead, turned: Turned) -> Component:
    lines = [assumed(ahead.scenario(turned.arrivals))]
    usable = ahead.planning.usable
    lines.append(f"Nutzbare Plätze: {usable.reason} ({usable.decided_by}, {formatting.day(usable.decided_on)})")
    return html.Div([html.P(line, className="micro") for line in lines], id="annahmen")


def _number(ahead: Ahead, month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - int(ahead.stand[:4]) * 12 - int(ahead.stand[5:])


def reset_address(chosen: Filter) -> Filter:
    """The address of the page with no lever turned."""
    return chosen.carried()
