"""A heat strip as SVG: names on the left, one tile a period, the number in every tile."""

from dashboard.charts.heat import HeatRow, HeatSpec
from dashboard.charts.render.element import Element, element

WIDE, NARROW = 560.0, 288.0
_TALL, _GAP, _TOP = 30.0, 2.0, 38.0
_NARROW_PERIODS = 4


def heat(spec: HeatSpec, width: float = WIDE) -> Element:
    """The drawing in one of its two widths; the narrow one shows the last four periods."""
    narrow = width == NARROW
    shown = min(len(spec.periods), _NARROW_PERIODS) if narrow else len(spec.periods)
    left = 0.0 if narrow else 196.0
    wide = (width - left) / shown
    row = _TALL + (24.0 if narrow else _GAP)
    parts = [
        element("text", line, x=left + wide * (at + 0.5), y=14.0 + 14 * number, class_="small", text_anchor="middle")
        for at, period in enumerate(spec.periods[-shown:])
        for number, line in enumerate(period.rsplit(" ", 1))
    ]
    for number, line in enumerate(spec.rows):
        y = _TOP + row * number
        tiles_y = y + (20.0 if narrow else 0.0)
        parts.append(_name(line.name, y, left, narrow))
        parts += _tiles(line, spec.periods, shown, (left, tiles_y, wide))
    height = _TOP + row * len(spec.rows)
    name = "narrow" if narrow else "wide"
    return element(
        "svg", *parts, viewBox=f"0 0 {width:.0f} {height:.0f}", role="img", aria_label=spec.told.alt,
        class_=f"chart heat-chart {name}",
    )  # fmt: skip


def _name(name: str, y: float, left: float, narrow: bool) -> Element:
    if narrow:
        return element("text", name, x=0.0, y=y + 15, class_="strong")
    return element("text", name, x=left - 10, y=y + _TALL / 2 + 4.5, text_anchor="end")


def _tiles(line: HeatRow, periods: tuple[str, ...], shown: int, place: tuple[float, float, float]) -> list[Element]:
    left, y, wide = place
    parts = []
    for at, (cell, period) in enumerate(zip(line.cells[-shown:], periods[-shown:], strict=True)):
        kind = (
            "withheld-tile" if cell.entry.number is None else f"s{cell.level + 1}" if cell.level is not None else "zero"
        )
        x = left + wide * at
        box = element("rect", x=x + 1, y=y, width=wide - _GAP, height=_TALL, rx=2.0)
        text = element("text", cell.entry.text, x=x + wide / 2, y=y + _TALL / 2 + 4.5, text_anchor="middle")
        said = element("title", f"{line.name}, {period}: {cell.entry.text}")
        parts.append(element("g", said, box, text, class_=f"tile {kind}"))
    return parts
