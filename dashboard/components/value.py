"""A value with its unit, sign, change and reason for absence, the same on card, page and strip."""

from typing import TypeAlias

from dash import html
from dash.development.base_component import Component

from dashboard import sentences
from dashboard.comparison import compared
from dashboard.components.coarser import offer_line
from dashboard.records import Reading, Snapshot

Content: TypeAlias = Component | str


def value(reading: Reading, shown: Snapshot) -> Component:
    """The latest value at full size with unit and sign, or the sign that stands for it, with its word for the ear."""
    point, signs = reading.latest, shown.signs()
    figure = sentences.figure(reading.indicator, point, signs)
    parts: list[Content] = [html.Span(figure)]
    if unit := sentences.unit(reading.indicator, point):
        parts.append(html.Small(unit))
    if point is not None and point.value is not None and point.sign:
        parts.append(sign(point.sign, shown))
    if point is None or point.value is None:
        code = (point.sign if point else None) or "…"
        parts = [html.Span(figure, **{"aria-hidden": "true"}), html.Span(signs.get(code, ("", ""))[1], className="vh")]
    return html.Span(parts, className="value")


def sign(code: str, shown: Snapshot) -> Component:
    """A small sign behind a number, spoken as its word."""
    printed, word = shown.signs().get(code, (code, code))
    return html.Span(
        [html.Span(printed, title=word, **{"aria-hidden": "true"}), html.Span(f", {word}", className="vh")],
        className="sign",
    )


def change(reading: Reading, shown: Snapshot) -> Component | None:
    """The change in words against what the person chose to compare with, the value before if nothing."""
    if (words := compared(reading, shown)) is None:
        return None
    amount, against = words
    return html.P([html.B(amount), " ", against] if amount else against, className="delta")


def absence(reading: Reading, shown: Snapshot) -> list[Content]:
    """Why there is no value, and the last one there was; nothing when there is one."""
    reason = sentences.absence(reading, shown.titles(), shown.signs())
    if reason is None:
        return []
    found: list[Content] = [html.P(reason, className="delta")]
    if reading.latest is not None and (line := offer_line(reading, reading.latest, shown)) is not None:
        found.append(line)
    last = sentences.last_known(reading)
    offered = reading.latest.fallback if reading.latest else None
    if last is not None and (offered is None or last.period != offered[0]):
        text = sentences.value_text(reading.indicator, last, shown.signs())
        found.append(html.P(f"Zuletzt {text}, Stand {sentences.stand(reading.indicator, last)}.", className="delta"))
    return found
