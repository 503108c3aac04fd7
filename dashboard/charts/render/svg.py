"""ChartSpec -> SVG tree whose colours are the tokens of the page: sparkline and trend."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.charts.render.element import Element, element
from dashboard.charts.render.forms import last_mark
from dashboard.charts.spec import Band, ChartSpec, Mark

Scale = Callable[[float], float]
OPEN_POINT_SIGNS = frozenset({"p", "s"})
_MOST_DOTS = 40
_LABEL_WIDTH = 160
_BREAK_LABEL = 92.0
_LINE = 18


@dataclass(frozen=True)
class Frame:
    """Size of a drawing in its own units and the margins around the plot."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    narrow: bool = False

    def scales(self, spec: ChartSpec) -> tuple[Scale, Scale]:
        """Months -> x, values -> y; y grows downwards."""
        (x0, x1), (y0, y1) = spec.x_range, spec.y_range
        wide, high = self.width - self.left - self.right, self.height - self.top - self.bottom
        return (
            lambda x: self.left + (x - x0) / ((x1 - x0) or 1) * wide,
            lambda y: self.top + (y1 - y) / ((y1 - y0) or 1) * high,
        )


SPARKLINE = Frame(260, 52, left=4, right=8, top=8, bottom=8)
WIDE = Frame(820, 360, left=62, right=24, top=46, bottom=34)
NARROW = Frame(256, 280, left=52, right=10, top=46, bottom=30, narrow=True)


def sparkline(spec: ChartSpec) -> Element:
    """The small chart of a card; hidden from screen readers, which hear the card's own sentence."""
    x, y = SPARKLINE.scales(spec)
    parts = [*_bands(spec.bands, x, y), *_breaks(spec, SPARKLINE, x), *_lines(spec, x, y)]
    parts.append(last_mark(spec.last, x(spec.marks[-1].x), y(spec.marks[-1].value)))
    size = f"0 0 {SPARKLINE.width} {SPARKLINE.height}"
    return element("svg", *parts, viewBox=size, aria_hidden="true", class_="spark", focusable="false")


def trend(spec: ChartSpec, frame: Frame = WIDE) -> Element:
    """The large chart in one of its two sizes, named by its alt text."""
    x, y = frame.scales(spec)
    last = spec.marks[-1]
    parts = [
        *_bands(spec.bands, x, y),
        *_grid(spec, frame, y),
        *_years(spec, frame, x),
        *_band_labels(spec, x, y),
        *_breaks(spec, frame, x),
        *_lines(spec, x, y),
        *_points(spec, x, y),
        *([] if last.sign in OPEN_POINT_SIGNS else [last_mark(spec.last, x(last.x), y(last.value))]),
        *_last_label(spec, frame, x, y),
    ]
    name = "narrow" if frame.narrow else "wide"
    size = f"0 0 {frame.width:.0f} {frame.height:.0f}"
    return element("svg", *parts, viewBox=size, role="img", aria_label=spec.alt, class_=f"chart {name}")


def _bands(bands: Sequence[Band], x: Scale, y: Scale) -> list[Element]:
    parts = []
    for band in bands:
        left, right = x(band.x0), x(band.x1)
        edges = [y(bound) for bound in (band.high, band.low) if bound is not None]
        if len(edges) == 2:
            area = {"x": left, "width": right - left, "y": edges[0], "height": edges[1] - edges[0]}
            parts.append(element("rect", fill="var(--st-band)", **area))
        lines = "".join(f"M{left:.1f} {edge:.1f}H{right:.1f}" for edge in edges)
        parts.append(element("path", d=lines, stroke="var(--st-band-line)", stroke_width="1.25", fill="none"))
    return parts


def _band_labels(spec: ChartSpec, x: Scale, y: Scale) -> list[Element]:
    """The words at the band in force, in the corner of it that the line leaves free."""
    if not spec.bands:
        return []
    band = spec.bands[-1]
    edges = [y(bound) for bound in (band.high, band.low) if bound is not None]
    inside = [edges[0] + 17, edges[1] - 7] if len(edges) == 2 and edges[1] - edges[0] > 2 * _LINE else []
    heights = [*inside, *(edge - 7 for edge in edges), *(edge + 17 for edge in edges)]
    sides = ((x(band.x0) + 8, "start"), (x(band.x1) - 8, "end"))
    places = [(at, anchor, height) for height in heights for at, anchor in sides]
    drawn = [(x(mark.x), y(mark.value)) for mark in spec.marks]
    wide = 7.0 * len(band.label)

    def crossed(place: tuple[float, str, float]) -> int:
        at, anchor, height = place
        left = at if anchor == "start" else at - wide
        return sum(left - 8 <= px <= left + wide + 8 and height - _LINE <= py <= height + 6 for px, py in drawn)

    at, anchor, height = min(places, key=crossed)
    return [element("text", band.label, x=at, y=height, class_="target", text_anchor=anchor)]


def _breaks(spec: ChartSpec, frame: Frame, x: Scale) -> list[Element]:
    """Dotted rules with their month; a label that would meet the one before stands a line lower."""
    parts = []
    before, line = -_BREAK_LABEL, 0
    for rule in spec.breaks:
        at = x(rule.x)
        top = 2 if spec.kind == "sparkline" else 6
        parts.append(element("path", d=f"M{at:.1f} {top:.1f}V{frame.height - frame.bottom:.1f}", class_="break"))
        if spec.kind == "trend":
            anchor = "end" if at > frame.width / 2 else "start"
            shift = -6 if anchor == "end" else 6
            short = rule.text.split(":")[0]
            line = (line + 1) % 3 if at - before < _BREAK_LABEL else 0
            before = at
            place = {"x": at + shift, "y": top + 8 + 14.0 * line}
            parts.append(element("text", short, class_="small halo", text_anchor=anchor, **place))
    return parts


def _lines(spec: ChartSpec, x: Scale, y: Scale) -> list[Element]:
    width = "2" if spec.kind == "sparkline" else "2.25"
    paths = ["L".join(f"{x(mark.x):.1f} {y(mark.value):.1f}" for mark in run) for run in spec.runs if len(run) > 1]
    lines = [
        element("path", d=f"M{d}", fill="none", stroke="var(--st-data)", stroke_width=width, stroke_linejoin="round")
        for d in paths
    ]
    alone = [run[0] for run in spec.runs if len(run) == 1]
    return lines + [element("circle", cx=x(m.x), cy=y(m.value), r=3.0, fill="var(--st-data)") for m in alone]


def _points(spec: ChartSpec, x: Scale, y: Scale) -> list[Element]:
    """A spot over every value that tells its words to the pointer; drawn where a sign or a short series asks for it."""
    few = len(spec.marks) <= _MOST_DOTS
    return [_point(mark, x(mark.x), y(mark.value), few) for mark in spec.marks]


def _point(mark: Mark, x: float, y: float, few: bool) -> Element:
    words = element("title", mark.text)
    if mark.sign in OPEN_POINT_SIGNS:
        return element("circle", words, cx=x, cy=y, r=4.5, class_="open")
    return element("circle", words, cx=x, cy=y, r=2.5 if few else 4.0, class_="dot" if few else "spot")


def _grid(spec: ChartSpec, frame: Frame, y: Scale) -> list[Element]:
    parts = []
    right = frame.width - frame.right
    for tick in spec.y_ticks:
        at = y(tick.at)
        parts.append(element("path", d=f"M{frame.left:.1f} {at:.1f}H{right:.1f}", class_="grid"))
        parts.append(element("text", tick.label, x=frame.left - 8, y=at + 4, class_="small", text_anchor="end"))
    return parts


def _years(spec: ChartSpec, frame: Frame, x: Scale) -> list[Element]:
    base, right = frame.height - frame.bottom, frame.width - frame.right
    parts = [element("path", d=f"M{frame.left:.1f} {base:.1f}H{right:.1f}", class_="axis")]
    every = 2 if frame.narrow and len(spec.x_ticks) > 4 else 1
    starts = [tick for tick in spec.x_ticks if tick.at >= spec.x_range[0] - 0.01]
    for tick in starts[::every]:
        at = x(max(tick.at, spec.x_range[0]))
        parts.append(element("path", d=f"M{at:.1f} {base:.1f}v6", class_="axis"))
        last = at > right - 24
        anchor, shift = ("end", 0) if last else ("start", 3)
        parts.append(element("text", tick.label, x=at + shift, y=base + 20, text_anchor=anchor))
    return parts


def _last_label(spec: ChartSpec, frame: Frame, x: Scale, y: Scale) -> list[Element]:
    """Date and value of the last mark, on the side of the line from which the marks before it stay away."""
    last = spec.marks[-1]
    near = [m.value for m in spec.marks if x(m.x) > x(last.x) - _LABEL_WIDTH]
    above = last.value >= sum(near) / len(near)
    place = {"x": frame.width - frame.right, "y": y(max(near)) - 14 if above else y(min(near)) + 26}
    return [element("text", spec.last_label, class_="strong halo", text_anchor="end", **place)]
