"""Pairs of values as SVG: a filled and an open point on one line, both values printed."""

from dashboard.charts.gap import GapSpec, Pair
from dashboard.charts.render.element import Element, element

WIDE, HALF, NARROW = 820.0, 560.0, 288.0
_TOP, _ROW, _ROW_NARROW = 54.0, 32.0, 46.0
_LETTER = 6.9


def gap(spec: GapSpec, width: float = HALF) -> Element:
    """The drawing in one of its widths, named by its alt text."""
    narrow = width == NARROW
    longest = max(len(pair.label) for pair in spec.pairs)
    left = 26.0 if narrow else min(220.0, 24 + _LETTER * longest) + 30
    right, row = (40.0, _ROW_NARROW) if narrow else (56.0, _ROW)
    top = _TOP + (20 if narrow else 0)
    low, high = spec.ticks[0].at, spec.ticks[-1].at
    bottom = top + row * len(spec.pairs)

    def place(value: float) -> float:
        return left + (value - low) / ((high - low) or 1.0) * (width - left - right)

    parts = _legend(spec.names, narrow)
    for tick in spec.ticks[:: 2 if narrow or len(spec.ticks) > 7 else 1]:
        at = place(tick.at)
        parts.append(element("path", d=f"M{at:.1f} {top - 8:.1f}V{bottom:.1f}", class_="grid"))
        parts.append(element("text", tick.label, x=at, y=top - 14, class_="small", text_anchor="middle"))
    for number, pair in enumerate(spec.pairs):
        y = top + row * number
        middle = y + (row - 14 if narrow else row / 2)
        parts.append(
            element("text", pair.label, x=0.0, y=y + 15 if narrow else middle + 4.5, class_="halo" if narrow else "")
        )
        drawn = {e: place(e.number) for e in (pair.value, pair.against) if e.number is not None}
        parts += _pair(pair, [drawn.get(pair.value), drawn.get(pair.against)], middle, left)
    name = "narrow" if narrow else "wide"
    size = f"0 0 {width:.0f} {bottom + 8:.0f}"
    return element("svg", *parts, viewBox=size, role="img", aria_label=spec.told.alt, class_=f"chart gap-chart {name}")


def _legend(names: tuple[str, str], narrow: bool) -> list[Element]:
    first, second = names
    x, y = (0.0, 34.0) if narrow else (34 + _LETTER * len(first), 14.0)
    return [
        element("circle", cx=7.0, cy=9.5, r=5.5, class_="dot"),
        element("text", first, x=18.0, y=14.0),
        element("circle", cx=x + 7, cy=y - 4.5, r=5.0, class_="other"),
        element("text", second, x=x + 18, y=y),
    ]


def _pair(pair: Pair, places: list[float | None], y: float, left: float) -> list[Element]:
    value, against = places
    said = element("title", f"{pair.label}: {pair.value.text} gegenüber {pair.against.text}")
    parts: list[Element] = []
    if value is not None and against is not None:
        parts.append(
            element("path", d=f"M{min(value, against):.1f} {y:.1f}H{max(value, against):.1f}", class_="between")
        )
    if against is not None:
        parts += _point(pair.against.text, against, y, "other", on_left=value is not None and against <= value)
    if value is not None:
        parts += _point(pair.value.text, value, y, "dot", on_left=against is not None and value < against)
    signs = [e.text for e, at in ((pair.value, value), (pair.against, against)) if at is None]
    if signs:
        parts.append(element("text", " / ".join(signs), x=left - 22, y=y + 4.5, class_="small"))
    return [element("g", said, *parts)]


def _point(text: str, x: float, y: float, kind: str, *, on_left: bool) -> list[Element]:
    shift, anchor = (-10.0, "end") if on_left else (10.0, "start")
    label = "strong halo" if kind == "dot" else "halo"
    return [
        element("text", text, x=x + shift, y=y + 4.5, text_anchor=anchor, class_=label),
        element("circle", cx=x, cy=y, r=5.5 if kind == "dot" else 5.0, class_=kind),
    ]
