"""The line of choices of a page, the chips of those in force, and what of the address could not be followed."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import formatting
from dashboard.charts.render import forms
from dashboard.choices import TITLES, Offer
from dashboard.components.downloads import page_download
from dashboard.components.drawing import drawing
from dashboard.filters import EXACT, Filter, Refused, link


def filter_line(path: str, chosen: Filter, offered: Sequence[Offer], refused: Sequence[Refused]) -> Component:
    """Selects with labels above, chips, reset; what was refused is said and never silently dropped."""
    active = _active(chosen, offered)
    fields = [_field(offer, chosen) for offer in offered]
    toggle = html.Button(
        [drawing(forms.icon("menu")), f"Filter ({len(active)} aktiv)"],
        type="button",
        className="button filter-toggle",
        **{"data-do": "filters", "aria-expanded": "false", "aria-controls": "filterfelder"},
    )
    tools = html.Div([_copy(), page_download()], className="filter-tools")
    row = [*([toggle] if fields else []), html.Div(fields, className="filter-fields", id="filterfelder"), tools]
    parts: list[Component] = [html.Div(row, className="filter-row")]
    if active or refused:
        parts.append(_chips(path, chosen, active, refused))
    return html.Section(parts, className="filters", **{"aria-label": "Auswahl"})


def _field(offer: Offer, chosen: Filter) -> Component:
    value = chosen.changed().get(offer.name, "")
    listed = any(value == known for _, options in offer.groups for known, _ in options)
    groups = offer.groups if listed else (*offer.groups, ("", ((value, offer.word(value)),)))
    parts: list[Component] = []
    for title, options in groups:
        found = [html.Option(word, value=known) for known, word in options]
        parts += [html.Optgroup(found, label=title)] if title else found
    name = f"wahl-{offer.name}"
    select = html.Select(
        parts, id=name, name=offer.name, className="select", **{"data-do": "choose", "data-value": value}
    )
    return html.Div([html.Label(offer.title, htmlFor=name), select], className="field")


def _copy() -> Component:
    return html.Button("Link kopieren", type="button", className="button", **{"data-do": "copy-link"})


def _active(chosen: Filter, offered: Sequence[Offer]) -> list[tuple[str, str, str]]:
    """Name, title and word of every choice in force that has an effect here; an old release always has one."""
    known = {offer.name: offer for offer in offered}
    found = []
    for name, value in chosen.changed().items():
        if name == "lang" or (name not in known and name != "release"):
            continue
        word = known[name].word(value) if name in known else value
        found.append((name, TITLES[name], word))
    return found


def _chips(path: str, chosen: Filter, active: Sequence[tuple[str, str, str]], refused: Sequence[Refused]) -> Component:
    chips = [
        html.Li(
            html.A(
                [f"{title}: {word}", html.Span(" entfernen", className="vh"), drawing(forms.icon("close"))],
                href=link(path, chosen.without(name)),
                className="chip",
                **EXACT,
            )
        )
        for name, title, word in active
    ]
    chips += [html.Li(html.Span(refusal(part), className="chip refused")) for part in refused]
    reset = html.A("Filter zurücksetzen", href=link(path, Filter(lang=chosen.lang)), className="reset", **EXACT)
    return html.Ul([*chips, html.Li(reset)], className="chips", **{"aria-label": "Aktive Auswahl"})


def refusal(part: Refused) -> str:
    """Why a part of the address was not followed, and what is shown instead."""
    if part.why == "name":
        return f"Die Angabe „{part.name}“ in der Adresse gibt es nicht; sie wurde nicht beachtet."
    title = TITLES.get(part.name, "Sprache" if part.name == "lang" else part.name)
    if part.why == "effect":
        return f"„{title}“ hat auf dieser Seite keine Wirkung."
    return f"{title}: Auswahl „{part.value}“ gibt es nicht, gezeigt wird die Voreinstellung."


def in_words(chosen: Filter, offered: Sequence[Offer]) -> str:
    """The choices in force as one line, as print and downloads are stamped with it."""
    active = [f"{title}: {word}" for _, title, word in _active(chosen, offered)]
    return formatting.listed(active) if active else "keine Auswahl, Voreinstellung"
