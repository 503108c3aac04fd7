"""The fan as SVG: bands, counted and expected line, places as steps with their usable part, dates to order by."""

from collections.abc import Callable
from itertools import pairwise

from dashboard import formatting
from dashboard.charts.fan import TESTED, FanSpec
from dashboard.charts.render.element import Element, element

WIDE, NARROW = 820.0, 300.0
_HEIGHT, _LEFT, _TOP, _BOTTOM, _RIGHT = 380.0, 46.0, 40.0, 30.0, 12.0
_LABEL_LINE = 15.0
Scale = Callable[[float], float]


def fan(spec: FanSpec, width: float = WIDE) -> Element:
    """The drawing in one of its two widths."""
    narrow = width == NARROW
    (x0, x1), (y0, y1) = spec.x_range, spec.y_range

    def x(at: float) -> float:
        return _LEFT + (at - x0) / (x1 - x0) * (width - _LEFT - _RIGHT)

    def y(value: float) -> float:
        return _HEIGHT - _BOTTOM - (min(value, y1) - y0) / (y1 - y0) * (_HEIGHT - _TOP - _BOTTOM)

    parts = [
        *_axes(spec, x, y, width, narrow=narrow),
        *_bands(spec, x, y),
        *_untested(spec, x, y, narrow=narrow),
        *_places(spec, x, y, narrow=narrow),
        *_lines(spec, x, y),
        *_dates(spec, x, y, narrow=narrow),
    ]
    name = "narrow" if narrow else "wide"
    size = f"0 0 {width:.0f} {_HEIGHT:.0f}"
    return element("svg", *parts, viewBox=size, role="img", aria_label=spec.told.alt, class_=f"chart fan {name}")


def _axes(spec: FanSpec, x: Scale, y: Scale, width: float, *, narrow: bool) -> list[Element]:
    base = y(spec.y_range[0])
    parts = []
    for tick in spec.y_ticks:
        at = y(tick.at)
        parts.append(element("path", d=f"M{_LEFT:.1f} {at:.1f}H{width - _RIGHT:.1f}", class_="grid"))
        parts.append(element("text", tick.label, x=_LEFT - 8, y=at + 4, class_="small", text_anchor="end"))
    parts.append(element("path", d=f"M{_LEFT:.1f} {base:.1f}H{width - _RIGHT:.1f}", class_="axis"))
    every = 4 if narrow else 1
    for number, tick in enumerate(spec.x_ticks):
        if number % every == 0:
            parts.append(element("path", d=f"M{x(tick.at):.1f} {base:.1f}v5", class_="axis"))
            parts.append(element("text", tick.label, x=x(tick.at), y=base + 20, class_="small", text_anchor="middle"))
    return parts


def _bands(spec: FanSpec, x: Scale, y: Scale) -> list[Element]:
    """80 and 50 of 100 courses; both begin at the last counted value."""
    known = [month for month in spec.ahead if month.low80 is not None]
    if not known:
        return []
    start = [(spec.stand, spec.actual[-1][1])] if spec.actual else []
    parts = []
    for low, high, tone in (("low80", "high80", "2"), ("low50", "high50", "1")):
        up = [*start, *((m.at, getattr(m, high)) for m in known)]
        down = [*((m.at, getattr(m, low)) for m in reversed(known)), *start]
        line = "L".join(f"{x(at):.1f} {y(value):.1f}" for at, value in [*up, *down])
        parts.append(element("path", d=f"M{line}Z", fill=f"var(--st-fan-{tone})"))
    return parts


def _untested(spec: FanSpec, x: Scale, y: Scale, *, narrow: bool) -> list[Element]:
    """Beyond a year no forecast was ever tested: a veil, and a word."""
    begin, end = x(spec.stand + TESTED), x(spec.x_range[1])
    if end <= begin:
        return []
    top, base = y(spec.y_range[1]), y(spec.y_range[0])
    veil = element("rect", x=begin, y=top, width=end - begin, height=base - top, class_="untested")
    word = "nicht geprüft" if narrow else "Szenario, nicht geprüft"
    return [veil, element("text", word, x=end - 4, y=base - 8, class_="small halo", text_anchor="end")]


def _places(spec: FanSpec, x: Scale, y: Scale, *, narrow: bool) -> list[Element]:
    net = "".join(_step(x(s.begin), x(s.end), y(s.places), first=n == 0) for n, s in enumerate(spec.steps))
    usable = "".join(
        _step(x(s.begin), x(s.end), y(s.places * spec.usable), first=n == 0) for n, s in enumerate(spec.steps)
    )
    parts = [element("path", d=usable, class_="usable"), element("path", d=net, class_="places")]
    first = spec.steps[0]
    highest = min(y(step.places) for step in spec.steps if step.begin <= spec.stand)
    words = "Plätze" if narrow else "verfügbare Plätze, gepunktet der nutzbare Teil"
    parts.append(element("text", words, x=x(first.begin) + 4, y=highest - 8, class_="strong halo"))
    if not narrow:
        ahead = [step for step in spec.steps if step.end > spec.stand]
        for before, after in pairwise(ahead):
            label = formatting.integer(round(after.places))
            up = after.places >= before.places
            place = {"x": x(after.begin) + 5, "y": y(after.places) + (-7 if up else 16)}
            parts.append(element("text", label, class_="small halo", **place))
    return parts


def _step(left: float, right: float, at: float, *, first: bool) -> str:
    return f"M{left:.1f} {at:.1f}H{right:.1f}" if first else f"V{at:.1f}H{right:.1f}"


def _lines(spec: FanSpec, x: Scale, y: Scale) -> list[Element]:
    parts = []
    if spec.beside:
        line = "L".join(f"{x(at):.1f} {y(value):.1f}" for at, value in spec.beside)
        parts.append(element("path", d=f"M{line}", class_="plain-course"))
        at, value = spec.beside[-1]
        parts.append(
            element("text", spec.beside_label, x=x(at) - 4, y=y(value) - 6, class_="small halo", text_anchor="end")
        )
    if len(spec.actual) > 1:
        line = "L".join(f"{x(at):.1f} {y(value):.1f}" for at, value, _ in spec.actual)
        parts.append(element("path", d=f"M{line}", class_="counted"))
    start = [(spec.stand, spec.actual[-1][1])] if spec.actual else []
    line = "L".join(f"{x(at):.1f} {y(value):.1f}" for at, value in [*start, *((m.at, m.middle) for m in spec.ahead)])
    parts.append(element("path", d=f"M{line}", class_="expected"))
    dots = [(at, value, text) for at, value, text in spec.actual] + [(m.at, m.middle, m.text) for m in spec.ahead]
    for at, value, text in dots:
        parts.append(element("circle", element("title", text), cx=x(at), cy=y(value), r=5.0, class_="spot"))
    return parts


def _dates(spec: FanSpec, x: Scale, y: Scale, *, narrow: bool) -> list[Element]:
    """The Stand, and each date to order by; labels one below the other at the top."""
    top, base = y(spec.y_range[1]), y(spec.y_range[0])
    at = x(spec.stand)
    parts = [element("path", d=f"M{at:.1f} {top - 12:.1f}V{base:.1f}", class_="axis")]
    words = "heute" if narrow else "gezählt | Vorausschau"
    parts.append(element("text", words, x=at, y=top - 16, class_="small", text_anchor="middle"))
    for number, mark in enumerate(spec.orders):
        place = x(mark.at)
        parts.append(element("path", d=f"M{place:.1f} {top:.1f}V{base:.1f}", class_="order"))
        if narrow:
            continue
        anchor = "end" if place > at else "start"
        shift = -5 if anchor == "end" else 5
        line = base - 8 - _LABEL_LINE * (number + 1)
        parts.append(
            element("text", mark.label, x=place + shift, y=line, class_="small halo order-word", text_anchor=anchor)
        )
    return parts
