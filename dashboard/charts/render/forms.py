"""The four forms of a judgement and the icons of the frame, drawn once for cards, charts and legends."""

from dashboard.charts.render.element import Element, element
from dashboard.records import State
from dashboard.theme import EDGES

TONES: dict[State, str] = {
    "act": "act",
    "watch": "watch",
    "on_track": "ok",
    "none": "none",
    "stale": "none",
    "missing": "none",
    "context": "data",
}
_ICONS = {
    "theme": ("M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z", "M8 2a6 6 0 0 1 0 12z"),
    "print": ("M4 6V2h8v4M4 11H2V6h12v5h-2M4 9h8v5H4z", ""),
    "menu": ("M2 4h12M2 8h12M2 12h12", ""),
    "search": ("M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.5 10.5 14 14", ""),
    "help": (
        "M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM6.2 6.2a1.8 1.8 0 1 1 2.6 1.7c-.6.3-.8.7-.8 1.3M8 11v.8",
        "",
    ),
    "close": ("M4 4l8 8M12 4l-8 8", ""),
}


def form(state: State) -> Element:
    """The 12 x 12 form of a judgement in the colour of its text; meaning is never in the colour alone."""
    shape = _shape(state)
    tone = TONES[state]
    return element("svg", *shape, viewBox="0 0 12 12", aria_hidden="true", class_=f"form {tone}", focusable="false")


def _shape(state: State) -> tuple[Element, ...]:
    match state:
        case "act":
            return (element("path", d="M1 1h10v10H1z", fill="currentColor"),)
        case "watch":
            return (element("path", d="M6 .8 11.6 11H.4z", fill="currentColor"),)
        case "on_track":
            return (element("circle", cx="6", cy="6", r="5.2", fill="currentColor"),)
        case "stale":
            dash = {"stroke_dasharray": "2.4 2.2"}
            return (_ring(**dash),)
        case "missing":
            return (element("path", d="M2 6h8", stroke="currentColor", stroke_width="2"),)
    return (_ring(),)


def _ring(**more: str) -> Element:
    return element("circle", cx="6", cy="6", r="4.4", fill="none", stroke="currentColor", stroke_width="1.8", **more)


def last_mark(state: State, x: float, y: float) -> Element:
    """The form on the last point of a line, with a rim of the ground so that it stands out."""
    match state:
        case "act":
            inner = element("path", d=f"M{x - 5:.1f} {y - 5:.1f}h10v10h-10z")
        case "watch":
            inner = element("path", d=f"M{x:.1f} {y - 6:.1f}l6 10.5h-12z")
        case "on_track":
            inner = element("circle", cx=x, cy=y, r=5.0)
        case _:
            return element(
                "circle", cx=x, cy=y, r=4.0, fill="var(--st-surface)", stroke="var(--st-data)", stroke_width="2"
            )
    tone = TONES[state]
    return element("g", inner, fill=f"var(--st-{tone})", stroke="var(--st-surface)", stroke_width="1.5")


def icon(name: str) -> Element:
    """A 16 x 16 line icon of the frame."""
    line, solid = _ICONS[name]
    parts = [element("path", d=line, fill="none", stroke="currentColor", stroke_width="1.5", stroke_linejoin="round")]
    if solid:
        parts.append(element("path", d=solid, fill="currentColor"))
    return element("svg", *parts, viewBox="0 0 16 16", aria_hidden="true", class_="icon", focusable="false")


def brand() -> Element:
    """Four bars for the four Zielfelder."""
    widths = (34, 26, 18, 10)
    bars = [element("path", d=f"M0 {9 * i}h{width}v7H0z", fill=f"var(--s{6 - i})") for i, width in enumerate(widths)]
    return element("svg", *bars, viewBox="0 0 34 34", aria_hidden="true", class_="bars", focusable="false")


def edge(tone: str) -> dict[str, str]:
    """The attributes of the edge around a fill that is too pale to stand out alone; none for any other."""
    return {"stroke": f"var(--{EDGES[tone]})", "stroke_width": "1"} if tone in EDGES else {}
