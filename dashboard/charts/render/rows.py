"""Bars for paper: name, bar and value on one line, so that many members stand beside their table."""

from dashboard.charts.bars import BarSpec
from dashboard.charts.render.element import Element, element

WIDTH = 420.0
_ROW, _BAR, _LETTER, _GAP = 20.0, 12.0, 6.7, 10.0
_WIDEST_NAME = 0.46


def rows(spec: BarSpec, width: float = WIDTH) -> Element:
    """The drawing, named by its alt text; a name too long for its place is cut, the table has it whole."""
    bars = [bar for group in spec.groups for bar in group.bars]
    room = min(width * _WIDEST_NAME, max(len(bar.label) for bar in bars) * _LETTER)
    most = int(room / _LETTER)
    value = max(len(bar.entry.text) for bar in bars) * _LETTER + 10
    scale = (width - room - _GAP - value) / spec.top
    parts: list[Element] = [
        element("path", d=f"M{room + _GAP:.1f} 0V{len(bars) * _ROW:.1f}", class_="axis"),
    ]
    for at, bar in enumerate(bars):
        y = at * _ROW
        name = bar.label if len(bar.label) <= most else f"{bar.label[: most - 1].rstrip()}…"
        parts.append(element("text", name, x=room, y=y + 14, text_anchor="end"))
        length = max(0.0, bar.entry.number or 0.0) * scale
        if length > 0:
            parts.append(
                element("rect", x=room + _GAP, y=y + 4, width=length, height=_BAR, fill=f"var(--st-{bar.tone})")
            )
        kind = "strong" if bar.entry.number is not None else "small"
        parts.append(element("text", bar.entry.text, x=room + _GAP + length + 6, y=y + 14, class_=kind))
    size = f"0 0 {width:.0f} {len(bars) * _ROW + 2:.0f}"
    return element("svg", *parts, viewBox=size, role="img", aria_label=spec.told.alt, class_="chart wide")
