"""Bars as SVG: label above its bar, value behind it, the same at every width."""

from dashboard.charts.bars import BarSpec
from dashboard.charts.render.element import Element, element

WIDE, HALF, NARROW = 820.0, 560.0, 280.0
_ROW, _BAR, _HEAD = 40.0, 16.0, 34.0
_VALUE = 86.0


def bars(spec: BarSpec, width: float = WIDE) -> Element:
    """The drawing in one of its two widths, named by its alt text."""
    scale = (width - _VALUE) / spec.top
    parts: list[Element] = []
    y = 22.0 if spec.rule else 0.0
    first = y
    for group in spec.groups:
        if group.title:
            y += _HEAD
            parts.append(element("text", group.title, x=0.0, y=y - 10, class_="strong"))
        for bar in group.bars:
            parts += _bar(bar.label, bar.entry.text, bar.entry.number, bar.tone, y, scale)
            y += _ROW
    if spec.rule:
        at = spec.rule.at * scale
        anchor = "end" if at > width / 2 else "start"
        # Below the bars: a number that stands on the line keeps its halo.
        parts.insert(0, element("path", d=f"M{at:.1f} {first - 4:.1f}V{y:.1f}", class_="rule"))
        parts.append(element("text", spec.rule.label, x=at, y=first - 9, class_="target", text_anchor=anchor))
    name = "narrow" if width == NARROW else "wide"
    size = f"0 0 {width:.0f} {y + 4:.0f}"
    return element("svg", *parts, viewBox=size, role="img", aria_label=spec.told.alt, class_=f"chart bar-chart {name}")


def _bar(label: str, text: str, number: float | None, tone: str, y: float, scale: float) -> list[Element]:
    parts = [element("text", label, x=0.0, y=y + 12, class_="halo")]
    if number is None:
        return [*parts, element("text", text, x=2.0, y=y + 31, class_="small")]
    length = max(0.0, number) * scale
    colour = f"var(--st-{tone})" if tone == "data" else f"var(--{tone})"
    parts.append(element("rect", element("title", f"{label}: {text}"), x=0.0, y=y + 18, width=max(length, 1.0),
                         height=_BAR, fill=colour))  # fmt: skip
    return [*parts, element("text", text, x=length + 8, y=y + 31, class_="strong halo")]
