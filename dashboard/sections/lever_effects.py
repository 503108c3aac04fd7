"""What each lever does beside doing nothing: what was turned, or, where nothing was, an example of each."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import formatting
from dashboard import scenario_words as say
from dashboard.components.table import Cell, Column, table
from dashboard.filters import EXACT, Filter, link
from dashboard.levers import deeds, examples, only, plain, turned
from dashboard.scenario import Result
from dashboard.sections.kept_scenarios import PATH
from dashboard.sections.scenario_result import Seen

_NOTE = (
    "In Klammern der Unterschied zu „nichts tun“. Die Kosten sind die der neuen Plätze; Wohnungen haben hier keinen "
    "Preis."
)


def effects(found: Seen) -> Component:
    """Each deed alone beside doing nothing, and all together; without any deed one example of each to try."""
    chosen = found.visit.filter
    done = {name: only(name, chosen) for name in deeds(found.result.turned)}
    caption = "Was die Stellschrauben bewirken"
    rows: list[Sequence[Cell]] = [_row("nichts tun", found.nothing, found, compared=False)]
    if done:
        rows += [_alone(address, found) for address in done.values()]
    else:
        caption = "Was eine Stellschraube allein bewirken würde: Beispiele zum Ausprobieren"
        rows += [_alone(address, found, to_try=True) for address in _examples(found).values()]
    if len(done) > 1:
        rows.append(_row("alles zusammen", found.result, found))
    heads = [Column("Maßnahme"), Column("Kosten im Jahr", True), Column("voll in 12 Monaten"),
             Column("Personenmonate ohne Platz", True),
             Column(f"Bestelltermin bei {found.result.turned.lead} Monaten")]  # fmt: skip
    return html.Section([table(caption, heads, rows), html.P(_NOTE, className="micro")], className="panel")


def _examples(found: Seen) -> Mapping[str, Filter]:
    """One step of each lever that can help, on the same arrivals and at the same risk."""
    needed = found.nothing.said.needed[found.ahead.planning.lead.months]
    return examples(found.ahead, found.now, plain(found.visit.filter), needed)


def _alone(address: Filter, found: Seen, *, to_try: bool = False) -> Sequence[Cell]:
    result = found.model.result(turned(address, found.ahead, found.now), found.now)
    name = f"mit {formatting.listed(say.deeds_of(result.turned, found.ahead))}"
    if not to_try:
        return _row(name, result, found)
    return _row(html.A(name, href=link(PATH, address), **EXACT), result, found)


def _row(name: Cell, result: Result, found: Seen, *, compared: bool = True) -> Sequence[Cell]:
    return [name, *say.effect(result, found.nothing if compared else None, found.ahead)]
