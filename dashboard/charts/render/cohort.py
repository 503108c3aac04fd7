"""Cohort curves as SVG: steps after each quarter of a year, the label of a year at the end of its line."""

from collections.abc import Sequence
from itertools import pairwise

from dashboard.charts.cohort import CohortSpec, Curve
from dashboard.charts.render.element import Element, element
from dashboard.charts.render.svg import Frame, Scale

WIDE = Frame(560, 340, left=46, right=92, top=16, bottom=52)
NARROW = Frame(280, 300, left=40, right=66, top=16, bottom=50, narrow=True)
_APART = 17.0


def cohort(spec: CohortSpec, frame: Frame = WIDE) -> Element:
    """The drawing in one of its two sizes, named by its alt text."""
    high, last = spec.ticks[-1].at, spec.months[-1]
    wide, tall = frame.width - frame.left - frame.right, frame.height - frame.top - frame.bottom
    base = frame.height - frame.bottom

    def x(month: float) -> float:
        return frame.left + month / last * wide

    def y(share: float) -> float:
        return base - share / high * tall

    parts = [*_axes(spec, frame, x, y), *_goal(spec, frame, x, y)]
    for curve in spec.curves:
        parts += _line(curve, x, y)
    for curve, at in zip(spec.curves, _apart([y(c.steps[-1][1]) for c in spec.curves]), strict=True):
        ends = x(curve.steps[-1][0]) + 8
        parts.append(element("text", curve.year, x=ends, y=at + 4, class_="strong halo"))
        if not frame.narrow:
            parts.append(element("text", f"({curve.size})", x=ends + 32, y=at + 4, class_="halo"))
    name = "narrow" if frame.narrow else "wide"
    size = f"0 0 {frame.width:.0f} {frame.height:.0f}"
    return element("svg", *parts, viewBox=size, role="img", aria_label=spec.told.alt, class_=f"chart {name}")


def _apart(heights: Sequence[float]) -> list[float]:
    """Heights of labels, pushed apart until no two touch, in the order they came."""
    placed = list(heights)
    order = sorted(range(len(placed)), key=lambda n: placed[n])
    for above, below in pairwise(order):
        placed[below] = max(placed[below], placed[above] + _APART)
    return placed


def _axes(spec: CohortSpec, frame: Frame, x: Scale, y: Scale) -> list[Element]:
    right, base = frame.width - frame.right, frame.height - frame.bottom
    parts = []
    for tick in spec.ticks:
        parts.append(element("path", d=f"M{frame.left:.1f} {y(tick.at):.1f}H{right:.1f}", class_="grid"))
        parts.append(element("text", tick.label, x=frame.left - 8, y=y(tick.at) + 4, class_="small", text_anchor="end"))
    every = 12 if frame.narrow else 6
    for month in range(0, spec.months[-1] + 1, every):
        parts.append(element("text", str(month), x=x(month), y=base + 18, class_="small", text_anchor="middle"))
    middle = frame.left + (right - frame.left) / 2
    parts.append(element("path", d=f"M{frame.left:.1f} {base:.1f}H{right:.1f}", class_="axis"))
    return [*parts, element("text", "Monate seit dem Einzug", x=middle, y=base + 40, text_anchor="middle")]


def _goal(spec: CohortSpec, frame: Frame, x: Scale, y: Scale) -> list[Element]:
    month, share = spec.goal
    base = frame.height - frame.bottom
    corner = f"M{x(month):.1f} {base:.1f}V{y(share):.1f}H{frame.left:.1f}"
    return [
        element("path", d=corner, class_="rule"),
        element("text", spec.goal_text, x=frame.left + 4, y=y(share) - 7, class_="target halo"),
    ]


def _line(curve: Curve, x: Scale, y: Scale) -> list[Element]:
    path = "L".join(f"{x(month):.1f} {y(share):.1f}" for month, share in curve.steps)
    month, share = curve.steps[-1]
    width = "3.2" if curve.tone == "c2" else "2.25"
    said = element("title", f"Einzug {curve.year}: {share:.0f} Prozent nach {month} Monaten")
    return [
        element("path", d=f"M{path}", fill="none", stroke=f"var(--{curve.tone})", stroke_width=width,
                stroke_linejoin="round"),
        element("circle", said, cx=x(month), cy=y(share), r=4.0, fill=f"var(--{curve.tone})"),
    ]  # fmt: skip
