"""Where values are withheld: why, and links to the next coarser views that can be shown."""

from collections.abc import Callable, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import formatting
from dashboard.filters import Filter, link
from dashboard.records import WITHHELD, Point, Reading, Snapshot

MOST = 3
AREAS = ("stadtviertel", "gebiet", "stadtbezirk")
Offer = tuple[str, str]
Printed = Callable[[str, str, str, str], bool]


def coarser(reading: Reading, points: Sequence[Point], shown: Snapshot, printed: Printed) -> Component | None:
    """For the withheld ones among the points: how many, why, and at most three offers; None where none is withheld.

    `printed` says whether the release holds a value of an indicator in a period, breakdown and member.
    """
    hidden = [point for point in points if point.sign == WITHHELD]
    if not hidden:
        return None
    count = formatting.counted(len(hidden), "Wert wird", "Werte werden")
    text = f"{count} nicht gezeigt (g): Es sind zu wenige Personen, oder ein anderer Wert würde dadurch erkennbar."
    offers = dict.fromkeys(found for point in hidden if (found := offer(reading, point, shown, printed)) is not None)
    links = [html.Li(html.A(words, href=href)) for words, href in list(offers)[:MOST]]
    if not links:
        return html.P(text, className="note")
    return html.Div([html.P(text), html.P("Gezeigt werden kann:"), html.Ul(links)], className="note coarser")


def offer_line(reading: Reading, point: Point, shown: Snapshot) -> Component | None:
    """The offer in place of one withheld value of the whole city, as a line."""

    def earlier(_: str, period: str, dim: str, member: str) -> bool:
        return not (dim or member) and any(p.period == period and p.value is not None for p in reading.series)

    if (found := offer(reading, point, shown, earlier)) is None:
        return None
    words, href = found
    return html.P(["Zu klein für diese Sicht; gezeigt werden kann: ", html.A(words, href=href)], className="delta")


def offer(reading: Reading, point: Point, shown: Snapshot, printed: Printed) -> Offer | None:
    """Words and address of the view that the release names for a withheld value; choices of the page are added later.

    None where it names none, or one that no page could open.
    """
    if point.sign != WITHHELD or point.fallback is None:
        return None
    period, dim, member = point.fallback
    mark = " " if dim in AREAS else ": "
    where = f"{shown.dimensions.get(dim, dim.capitalize())}{mark}{shown.members.get((dim, member), member)}"
    when = period or point.period
    if not printed(reading.indicator.id, when, dim, member):
        return None
    words = f"{where if dim else 'ganze Stadt'}, {formatting.period(when)}"
    offered = dim if (dim,) in reading.indicator.breakdowns else ""
    return words, link(f"/kennzahl/{reading.indicator.id}", Filter(period=when, show=offered))
