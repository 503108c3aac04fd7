"""A dot plot as SVG: names on the left, one line a member, a word in the place of a missing dot."""

from dashboard.charts.dots import Dot, DotSpec
from dashboard.charts.render.element import Element, element

WIDE, NARROW = 820.0, 288.0
_ROW, _ROW_NARROW, _TOP = 26.0, 42.0, 30.0


def dots(spec: DotSpec, middle_text: str, width: float = WIDE) -> Element:
    """The drawing in one of its two widths; `middle_text` names the median."""
    narrow = width == NARROW
    left, right = (8.0, 44.0) if narrow else (250.0, 60.0)
    row = _ROW_NARROW if narrow else _ROW
    high = spec.ticks[-1].at or 1.0
    bottom = _TOP + row * len(spec.dots)

    def place(value: float) -> float:
        return left + value / high * (width - left - right)

    parts: list[Element] = []
    for tick in spec.ticks[:: 2 if narrow else 1]:
        at = place(tick.at)
        parts.append(element("path", d=f"M{at:.1f} {_TOP:.1f}V{bottom:.1f}", class_="grid"))
        parts.append(element("text", tick.label, x=at, y=bottom + 18, class_="small", text_anchor="middle"))
    centre = place(spec.middle)
    parts.append(element("path", d=f"M{centre:.1f} {_TOP - 6:.1f}V{bottom:.1f}", class_="median"))
    anchor = "end" if centre > width - right - 90 else "start" if centre < left + 90 else "middle"
    parts.append(element("text", middle_text, x=centre, y=_TOP - 12, class_="strong", text_anchor=anchor))
    for at, dot in enumerate(spec.dots):
        y = _TOP + row * at
        parts.append(_name(dot, y, None if narrow else left - 18))
        parts += _dot(dot, place(dot.value.number or 0.0), y + (row - 14 if narrow else row / 2))
    name = "narrow" if narrow else "wide"
    size = f"0 0 {width:.0f} {bottom + 26:.0f}"
    return element("svg", *parts, viewBox=size, role="img", aria_label=spec.told.alt, class_=f"chart dot-chart {name}")


def _name(dot: Dot, y: float, right: float | None) -> Element:
    """The name above its line, or on the left of it where there is room."""
    if right is None:
        return element("text", dot.name, x=0.0, y=y + 15, class_="halo")
    return element("text", dot.name, x=right, y=y + _ROW / 2 + 4.5, text_anchor="end")


def _dot(dot: Dot, x: float, y: float) -> list[Element]:
    if dot.value.number is None:
        return [element("text", f"{dot.value.text} {dot.absent}", x=x, y=y + 4.5, class_="small halo")]
    said = element("title", f"{dot.name}: {dot.value.text} ({dot.weight.text})")
    text = element("text", dot.value.text, x=x + dot.radius + 6, y=y + 4.5, class_="strong halo")
    return [text, element("circle", said, cx=x, cy=y, r=dot.radius, class_="dot")]
