"""Earlier forecasts as SVG: a bar with a line in its middle, a full or open dot for what came."""

from dashboard.charts.render.element import Element, element
from dashboard.charts.track import TrackSpec

WIDE, NARROW = 1160.0, 300.0
_HEIGHT, _LEFT, _TOP, _BOTTOM = 250.0, 46.0, 14.0, 28.0


def track(spec: TrackSpec, width: float = WIDE) -> Element:
    """The drawing in one of its two widths; the narrow one shows the last six forecasts."""
    narrow = width == NARROW
    shown = spec.intervals[-6:] if narrow else spec.intervals
    base, high = _HEIGHT - _BOTTOM, spec.ticks[-1].at or 1.0
    scale = (base - _TOP) / high
    parts = []
    for tick in spec.ticks:
        at = base - tick.at * scale
        parts.append(element("path", d=f"M{_LEFT:.1f} {at:.1f}H{width:.1f}", class_="grid"))
        parts.append(element("text", tick.label, x=_LEFT - 8, y=at + 4, class_="small", text_anchor="end"))
    step = (width - _LEFT) / len(shown)
    every = 2 if narrow else 1 if len(shown) <= 12 else 3
    for number, found in enumerate(shown):
        centre = _LEFT + (number + 0.5) * step
        top, bottom, middle, dot = (base - v * scale for v in (found.high, found.low, found.middle, found.actual))
        wide = min(22.0, step * 0.5)
        bar = element("rect", x=centre - wide / 2, y=top, width=wide, height=max(bottom - top, 1.0), class_="fan-bar")
        line = element("path", d=f"M{centre - wide / 2:.1f} {middle:.1f}h{wide:.1f}", class_="expected")
        mark = element("circle", cx=centre, cy=dot, r=5.0, class_="dot" if found.hit else "open miss")
        parts.append(element("g", element("title", found.text), bar, line, mark))
        if number % every == 0:
            parts.append(element("text", found.label, x=centre, y=base + 19, class_="small", text_anchor="middle"))
    parts.append(element("path", d=f"M{_LEFT:.1f} {base:.1f}H{width:.1f}", class_="axis"))
    name = "narrow" if narrow else "wide"
    size = f"0 0 {width:.0f} {_HEIGHT:.0f}"
    return element("svg", *parts, viewBox=size, role="img", aria_label=spec.told.alt, class_=f"chart {name}")
