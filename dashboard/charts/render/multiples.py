"""Small multiples as SVG: one drawing a panel, so that panels flow into as many columns as there is room for."""

from dashboard.charts.multiples import MultiplesSpec, Panel
from dashboard.charts.render.element import Element, element
from dashboard.charts.render.forms import last_mark
from dashboard.charts.render.svg import Scale

WIDE, HIGH = 256.0, 168.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 44.0, 12.0, 52.0, 26.0
_TONES = {"act": "act", "watch": "watch", "on_track": "ok"}
_LONGEST = 34


def panels(spec: MultiplesSpec) -> list[Element]:
    """The drawings of all panels, each named by its alt text."""
    return [_panel(spec, panel) for panel in spec.panels]


def _panel(spec: MultiplesSpec, panel: Panel) -> Element:
    (x0, x1), (y0, y1) = spec.x_range, spec.y_range

    def x(month: float) -> float:
        return _LEFT + (month - x0) / ((x1 - x0) or 1) * (WIDE - _LEFT - _RIGHT)

    def y(value: float) -> float:
        return _TOP + (y1 - value) / ((y1 - y0) or 1) * (HIGH - _TOP - _BOTTOM)

    parts = [*_title(panel), *_ground(spec, x, y)]
    for run in panel.runs:
        if len(run) > 1:
            d = "L".join(f"{x(m.x):.1f} {y(m.value):.1f}" for m in run)
            parts.append(element("path", d=f"M{d}", fill="none", stroke="var(--st-data)", stroke_width="2"))
        # A value whose neighbours are withheld has no line; it is seen as a dot.
        seen = "spot" if len(run) > 1 else "dot"
        parts += [
            element("circle", element("title", m.text), cx=x(m.x), cy=y(m.value), r=3.0, class_=seen) for m in run
        ]
    last = panel.runs[-1][-1]
    parts.append(last_mark(panel.state, x(last.x), y(last.value)))
    size = f"0 0 {WIDE:.0f} {HIGH:.0f}"
    return element("svg", *parts, viewBox=size, role="img", aria_label=panel.alt, class_="chart panel-chart")


def _title(panel: Panel) -> list[Element]:
    name = panel.title if len(panel.title) <= _LONGEST else f"{panel.title[: _LONGEST - 1]}…"
    tone = _TONES.get(panel.state, "none")
    parts = [
        element("text", name, x=0.0, y=14.0),
        element("text", panel.text, x=0.0, y=36.0, class_="strong big"),
    ]
    if panel.word:
        parts.append(element("text", panel.word, x=WIDE - 4, y=36.0, class_=f"judged {tone}", text_anchor="end"))
    return parts


def _ground(spec: MultiplesSpec, x: Scale, y: Scale) -> list[Element]:
    parts = []
    for band in spec.bands:
        left, right = x(max(band.x0, spec.x_range[0])), x(min(band.x1, spec.x_range[1]))
        edges = [y(bound) for bound in (band.high, band.low) if bound is not None]
        if len(edges) == 2:
            area = {"x": left, "y": edges[0], "width": right - left, "height": edges[1] - edges[0]}
            parts.append(element("rect", fill="var(--st-band)", **area))
        lines = "".join(f"M{left:.1f} {edge:.1f}H{right:.1f}" for edge in edges)
        parts.append(element("path", d=lines, stroke="var(--st-band-line)", stroke_width="1.25", fill="none"))
    for tick in spec.y_ticks:
        at = y(tick.at)
        parts.append(element("path", d=f"M{_LEFT:.1f} {at:.1f}H{WIDE - _RIGHT:.1f}", class_="grid"))
        parts.append(element("text", tick.label, x=_LEFT - 6, y=at + 4, class_="small", text_anchor="end"))
    foot = HIGH - 6
    parts.append(element("text", spec.ends[0], x=_LEFT, y=foot, class_="small"))
    parts.append(element("text", spec.ends[1], x=WIDE - _RIGHT, y=foot, class_="small", text_anchor="end"))
    return parts
