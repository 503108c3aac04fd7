"""The tile map as SVG: printed values, withheld tiles dashed, the river as a faint line."""

import math

from dashboard.charts.render.element import Element, element
from dashboard.charts.tilemap import CLASSES, MapSpec, Tile

_OUTLINE_WIDE = 702.0
_STEP_X, _STEP_Y, _WIDE, _HIGH, _LETTER = 78.0, 44.0, 75.0, 41.0, 6.6
_RIVER = (
    "M312 6V132C312 163 273 158 273 189V246.4C273 282 234 273 234 308V334.4C234 374 312 356 312 387V396"
    "C312 427 367 405 370 449"
)
_RIVER_OF = "15002000"


def tilemap(spec: MapSpec, ags: str) -> Element:
    """The drawing, named by its alt text; one size, because a tile is never smaller than its label."""
    columns = max(tile.column for tile in spec.tiles)
    rows = max(tile.row for tile in spec.tiles)
    width, high = columns * _STEP_X, rows * _STEP_Y
    parts = [element("path", d=_RIVER, class_="river")] if ags == _RIVER_OF else []
    parts += [_tile(tile, len(spec.classes)) for tile in spec.tiles]
    size = f"0 0 {width:.0f} {high + 4:.0f}"
    return element("svg", *parts, viewBox=size, role="img", aria_label=spec.told.alt, class_="chart tiles")


def outlines(spec: MapSpec) -> Element | None:
    """The same values on the outlines that the city names; None where a Stadtviertel has none.

    Drawn north up, east and west shortened as they are at the city's latitude.
    """
    if not all(tile.outline for tile in spec.tiles):
        return None
    points = [point for tile in spec.tiles for ring in tile.outline for point in ring]
    west, south = min(x for x, _ in points), min(y for _, y in points)
    east, north = max(x for x, _ in points), max(y for _, y in points)
    shrink = math.cos(math.radians((south + north) / 2))
    scale = _OUTLINE_WIDE / max((east - west) * shrink, 1e-9)
    high = (north - south) * scale
    parts = []
    for tile in spec.tiles:
        paths = [
            "L".join(f"{(x - west) * shrink * scale:.1f} {(north - y) * scale:.1f}" for x, y in r) for r in tile.outline
        ]
        tone = "withheld-tile" if tile.level is None else f"s{step(tile.level, len(spec.classes))}"
        said = element("title", f"{tile.name}: {tile.entry.text}")
        area = element("path", d="".join(f"M{path}Z" for path in paths), fill_rule="evenodd")
        parts.append(element("g", said, area, class_=f"tile area {tone}"))
    size = f"0 0 {_OUTLINE_WIDE:.0f} {high:.0f}"
    return element("svg", *parts, viewBox=size, role="img", aria_label=spec.told.alt, class_="chart tiles")


def legend(spec: MapSpec) -> Element:
    """The classes from little to much, and the sign of a withheld tile."""
    parts, x, y = [], 0.0, 2.0
    for at, text in (*enumerate(spec.classes), (None, "Zeichen statt Wert")):
        wide = 36 + _LETTER * len(text)
        if x and x + wide > 700:
            x, y = 0.0, y + 22
        tone = "withheld-tile" if at is None else f"s{step(at, len(spec.classes))}"
        parts.append(element("rect", x=x + 0.5, y=y + 0.5, width=18.0, height=12.0, class_=f"tile {tone}"))
        parts.append(element("text", text, x=x + 25, y=y + 11))
        x += wide
    size = f"0 0 702 {y + 18:.0f}"
    return element("svg", *parts, viewBox=size, aria_hidden="true", class_="chart tiles-legend", focusable="false")


def step(level: int, classes: int) -> int:
    """The colour step (1 to 6) of a class; few classes are spread over the whole scale."""
    return 1 + (level if classes >= CLASSES else round(level * (CLASSES - 1) / max(classes - 1, 1)))


def _tile(tile: Tile, classes: int) -> Element:
    x, y = (tile.column - 1) * _STEP_X, (tile.row - 1) * _STEP_Y + 1
    tone = "withheld-tile" if tile.level is None else f"s{step(tile.level, classes)}"
    middle = x + _WIDE / 2
    return element(
        "g",
        element("title", f"{tile.name}: {tile.entry.text}"),
        element("rect", x=x + 0.5, y=y + 0.5, width=_WIDE - 1, height=_HIGH - 1, rx=2.0),
        element("text", tile.label, x=middle, y=y + 17, text_anchor="middle", class_="tile-name"),
        element("text", tile.entry.text, x=middle, y=y + 34, text_anchor="middle", class_="tile-value"),
        class_=f"tile {tone}",
    )
