"""Occupancy bars as SVG: solid, light, outline, crossed, and a tick for what is approved."""

from collections.abc import Callable

from dashboard.charts.occupancy import SEGMENTS, OccupancySpec, Site
from dashboard.charts.render.element import Element, element
from dashboard.charts.render.forms import TONES, edge
from dashboard.sentences import STATE_WORDS

WIDE, NARROW = 1000.0, 288.0
_FILLS = ("data", "s3", "", "cross")
_BAR, _LETTER = 24.0, 6.9


def occupancy(spec: OccupancySpec, width: float = WIDE) -> Element:
    """The drawing in one of its two widths, named by its alt text."""
    narrow = width == NARROW
    left, right = (0.0, 40.0) if narrow else (190.0, 240.0)
    high = spec.ticks[-1].at or 1.0

    def scale(value: float) -> float:
        return left + value / high * (width - left - right)

    parts, y = _legend(spec, width)
    y += 34
    row = 58.0 if narrow else 40.0
    bottom = y + row * len(spec.sites)
    for tick in spec.ticks[:: 2 if narrow else 1]:
        at = scale(tick.at)
        parts.append(element("path", d=f"M{at:.1f} {y - 6:.1f}V{bottom:.1f}", class_="grid"))
        parts.append(
            element("text", tick.label, x=at, y=y - 12, class_="small", text_anchor="middle" if at else "start")
        )
    for site in spec.sites:
        parts += _name(site, y, width, narrow)
        parts += _segments(site, y + (20 if narrow else 0), scale)
        y += row
    name = "narrow" if narrow else "wide"
    size = f"0 0 {width:.0f} {bottom + 4:.0f}"
    return element("svg", *parts, viewBox=size, role="img", aria_label=spec.told.alt, class_=f"chart {name}")


def _name(site: Site, y: float, width: float, narrow: bool) -> list[Element]:
    word = f"{site.rate} {STATE_WORDS[site.state]}"
    tone = f"judged {TONES[site.state]}"
    if narrow:
        return [
            element("text", site.name, x=0.0, y=y + 12, class_="strong halo"),
            element("text", word, x=width, y=y + 12, class_=tone, text_anchor="end"),
        ]
    return [
        element("text", site.name, x=0.0, y=y + 17, class_="strong"),
        element("text", site.rate, x=width - 128, y=y + 17, class_="strong", text_anchor="end"),
        element("text", STATE_WORDS[site.state], x=width - 96, y=y + 17, class_=tone),
        *_mark(site, width - 118, y + 6),
    ]


def _mark(site: Site, x: float, y: float) -> list[Element]:
    match site.state:
        case "act":
            shape = element("path", d=f"M{x:.1f} {y:.1f}h11v11h-11z")
        case "watch":
            shape = element("path", d=f"M{x + 5.5:.1f} {y - 0.5:.1f}l6 11.5h-12z")
        case "on_track":
            shape = element("circle", cx=x + 5.5, cy=y + 5.5, r=5.5)
        case _:
            return [element("circle", cx=x + 5.5, cy=y + 5.5, r=4.6, fill="none", stroke="var(--st-none)",
                            stroke_width="1.8")]  # fmt: skip
    return [element("g", shape, fill=f"var(--st-{TONES[site.state]})")]


def _segments(site: Site, y: float, scale: Callable[[float], float]) -> list[Element]:
    entries = (site.occupied, site.reserved, site.free, site.blocked)
    parts, at = [], 0.0
    if site.occupied.number is None:
        return [element("text", f"belegt: {site.occupied.text}", x=scale(0) + 4, y=y + 17), *_approved(site, y, scale)]
    for word, fill, entry in zip(SEGMENTS, _FILLS, entries, strict=True):
        value = entry.number or 0.0
        if value <= 0:
            continue
        x0, x1 = scale(at), scale(at + value)
        said = element("title", f"{site.name}: {entry.text} {word}")
        parts.append(element("g", said, *_box(fill, x0, y, max(x1 - x0 - 1, 1.0))))
        label = f"{entry.text} belegt" if fill == "data" and x1 - x0 > 74 else entry.text
        if fill in ("data", "") and x1 - x0 > _LETTER * len(label) + 6:
            parts.append(_inside(label, fill, x0, x1, y))
        at += value
    return [*parts, *_approved(site, y, scale)]


def _inside(label: str, fill: str, x0: float, x1: float, y: float) -> Element:
    if fill == "data":
        return element("text", label, x=x0 + 5, y=y + 16, class_="on-data")
    return element("text", label, x=(x0 + x1) / 2, y=y + 16, text_anchor="middle")


def _approved(site: Site, y: float, scale: Callable[[float], float]) -> list[Element]:
    if site.approved.number is None:
        return []
    at = scale(site.approved.number)
    tick = element("path", d=f"M{at:.1f} {y - 3:.1f}v30", class_="approved")
    return [tick, element("text", site.approved.text, x=at + 6, y=y + 17, class_="small halo")]


def _box(fill: str, x: float, y: float, width: float) -> list[Element]:
    if fill == "cross":
        box = element("rect", x=x + 0.5, y=y + 0.5, width=max(width - 1, 0.5), height=_BAR - 1, class_="blocked")
        cross = f"M{x:.1f} {y:.1f}l{width:.1f} {_BAR:.1f}M{x + width:.1f} {y:.1f}l{-width:.1f} {_BAR:.1f}"
        return [box, element("path", d=cross, class_="cross")]
    if fill:
        colour = "var(--st-data)" if fill == "data" else f"var(--{fill})"
        return [element("rect", x=x, y=y, width=width, height=_BAR, fill=colour, **edge(fill))]
    return [element("rect", x=x + 0.5, y=y + 0.5, width=max(width - 1, 0.5), height=_BAR - 1, class_="outline")]


def _legend(spec: OccupancySpec, width: float) -> tuple[list[Element], float]:
    parts, x, y = [], 0.0, 12.0
    for word, fill in (*zip(SEGMENTS, _FILLS, strict=True), ("genehmigt", "tick")):
        text = f"{word} ({spec.totals[word]})"
        wide = 42 + _LETTER * len(text)
        if x and x + wide > width:
            x, y = 0.0, y + 22
        swatch = [element("path", d=f"M{x + 8:.1f} {y - 12:.1f}v16", class_="approved")] if fill == "tick" else [
            element("g", *_box(fill, x, 0.0, 18.0), transform=f"translate(0 {y - 11:.1f}) scale(1 .5)")
        ]  # fmt: skip
        parts += [*swatch, element("text", text, x=x + 24, y=y)]
        x += wide
    return parts, y
