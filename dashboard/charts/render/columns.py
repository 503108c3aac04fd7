"""Stacked columns as SVG: legend above, a gap of ground between the parts, an open top where a part is withheld."""

from dashboard.charts.columns import Column, ColumnSpec
from dashboard.charts.render.element import Element, element
from dashboard.charts.render.forms import edge

WIDE, HALF, NARROW = 1160.0, 560.0, 280.0
_HEIGHT, _LEFT, _TOP, _BOTTOM = 320.0, 48.0, 14.0, 28.0
_LETTER = 6.8


def columns(spec: ColumnSpec, width: float = WIDE) -> Element:
    """The drawing in one of its two widths; a narrow one shows the last thirteen periods."""
    narrow = width == NARROW
    shown = spec.columns[-13:] if narrow else spec.columns
    legend, top = _legend(spec, width)
    top += _TOP
    base, high = top + _HEIGHT - _BOTTOM, spec.ticks[-1].at or 1.0
    scale = (base - top) / high
    parts = [*legend]
    for tick in spec.ticks:
        at = base - tick.at * scale
        parts.append(element("path", d=f"M{_LEFT:.1f} {at:.1f}H{width:.1f}", class_="grid"))
        parts.append(element("text", tick.label, x=_LEFT - 8, y=at + 4, class_="small", text_anchor="end"))
    step = (width - _LEFT) / len(shown)
    for number, column in enumerate(shown):
        left = _LEFT + number * step
        parts += _column(column, spec, left + step * 0.14, step * 0.72, base, scale)
        every = 6 if narrow or width < WIDE else 3
        if (len(shown) - 1 - number) % every == 0:
            last = number == len(shown) - 1
            place = (left + step, "end") if last else (left + step / 2, "middle")
            parts.append(element("text", column.label, x=place[0], y=base + 19, text_anchor=place[1]))
    parts.append(element("path", d=f"M{_LEFT:.1f} {base:.1f}H{width:.1f}", class_="axis"))
    name = "narrow" if narrow else "wide"
    size = f"0 0 {width:.0f} {base + _BOTTOM:.0f}"
    return element("svg", *parts, viewBox=size, role="img", aria_label=spec.told.alt, class_=f"chart {name}")


def _column(column: Column, spec: ColumnSpec, left: float, wide: float, base: float, scale: float) -> list[Element]:
    parts, y = [], base
    for (_, tone), entry in zip(spec.series, column.entries, strict=True):
        high = max(0.0, entry.number or 0.0) * scale
        if high > 0:
            y -= high
            parts.append(_box(tone, left, y, wide, max(high - 1, 0.5)))
    if not column.whole:
        parts.append(element("path", d=f"M{left:.1f} {y - 3:.1f}h{wide:.1f}", class_="withheld"))
    inner = element("title", column.text)
    return [element("g", inner, *parts)]


def _box(tone: str, x: float, y: float, width: float, height: float) -> Element:
    if tone:
        colour = "var(--st-data)" if tone == "data" else f"var(--{tone})"
        return element("rect", x=x, y=y, width=width, height=height, fill=colour, **edge(tone))
    return element(
        "rect", x=x + 0.5, y=y + 0.5, width=max(width - 1, 0.5), height=max(height - 1, 0.5), class_="outline"
    )


def _legend(spec: ColumnSpec, width: float) -> tuple[list[Element], float]:
    parts, x, y = [], 0.0, 12.0
    for name, tone in spec.series:
        wide = 24 + _LETTER * len(name) + 18
        if x and x + wide > width:
            x, y = 0.0, y + 20
        parts += [_box(tone, x, y - 10, 16, 11), element("text", name, x=x + 22, y=y)]
        x += wide
    return parts, y
