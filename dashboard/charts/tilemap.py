"""The city as equal tiles, or as the outlines it names itself: one value for each Stadtviertel, in classes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard import formatting, sentences
from dashboard.charts.grid import Entry, Grid, Head, Told, count, entry, words
from dashboard.charts.trend import y_ticks
from dashboard.records import Point, Reading
from etl.catalogue.city import City, District, Ring

Signs = Mapping[str, tuple[str, str]]
CLASSES = 6
NOT_THE_AREA = "Die Kacheln zeigen die ungefähre Lage, nicht die Fläche."


@dataclass(frozen=True)
class Tile:
    """A Stadtviertel: its place (row and column from 1), short label, entry, and class (0 to 5; None for a sign)."""

    nr: str
    name: str
    label: str
    row: int
    column: int
    entry: Entry
    level: int | None
    outline: tuple[Ring, ...] = ()


@dataclass(frozen=True)
class MapSpec:
    """Tiles, the words of the classes from little to much, and what is said about them."""

    tiles: tuple[Tile, ...]
    classes: tuple[str, ...]
    told: Told


def bounds(values: Sequence[float]) -> tuple[float, ...]:
    """Round inner bounds of the classes, rising, at most five; fewer where the values need no more."""
    top = max(values, default=0.0)
    if top <= 0:
        return ()
    ticks = [tick.at for tick in y_ticks(0.0, top, "")]
    return tuple(at for at in ticks[1:] if at < top)[: CLASSES - 1]


def level(value: float, inner: Sequence[float]) -> int:
    """The class of a value: how many inner bounds it reaches."""
    return sum(value >= bound for bound in inner)


def tilemap(
    reading: Reading, points: Sequence[Point], before: Sequence[Point], city: City, signs: Signs
) -> MapSpec | None:
    """The spec of one period for the Stadtviertel that have a place; None where none of them has a value.

    `before` are the values of the period a year earlier, for the table; it may be empty.
    """
    now = {p.members[0][1]: p for p in points}
    then = {p.members[0][1]: p for p in before}
    values = [p.value for p in now.values() if p.value is not None]
    placed = [d for d in city.districts if d.row is not None and d.column is not None]
    if not values or not placed:
        return None
    inner = bounds(values)
    tiles = tuple(_tile(d, now.get(d.nr), reading, inner, signs) for d in placed)
    classes = _classes(inner)
    return MapSpec(tiles, classes, _told(reading, tiles, then, city, signs, now))


def _tile(district: District, point: Point | None, reading: Reading, inner: Sequence[float], signs: Signs) -> Tile:
    shown = entry(reading.indicator, point, signs)
    at = None if shown.number is None else level(shown.number, inner)
    assert district.row is not None
    assert district.column is not None
    label = district.short or district.name
    return Tile(district.nr, district.name, label, district.row, district.column, shown, at, district.outline)


def _classes(inner: Sequence[float]) -> tuple[str, ...]:
    places = max((len(f"{bound:g}".partition(".")[2]) for bound in inner), default=0)
    texts = [formatting.number(bound, places) for bound in inner]
    if not texts:
        return ("alle Werte",)
    middle = [f"{low} bis unter {high}" for low, high in pairwise(texts)]
    return (f"unter {texts[0]}", *middle, f"{texts[-1]} und mehr")


def _told(
    reading: Reading,
    tiles: Sequence[Tile],
    then: Mapping[str, Point],
    city: City,
    signs: Signs,
    now: Mapping[str, Point],
) -> Told:
    indicator = reading.indicator
    period = next(iter(now.values())).period
    stand = formatting.stichtag(period) if indicator.kind == "bestand" else formatting.period(period)
    boroughs = {b.nr: b.name for b in city.boroughs}
    where = {d.nr: boroughs[d.borough] for d in city.districts}
    rows = []
    for tile in sorted(tiles, key=lambda t: (t.entry.number is None, -(t.entry.number or 0.0), t.name)):
        cells = (words(tile.name), words(where[tile.nr]), tile.entry)
        rows.append((*cells, _change(now.get(tile.nr), then.get(tile.nr), reading, signs)) if then else cells)
    titles = [Head("Stadtviertel"), Head("Stadtbezirk"), Head(indicator.unit, True)]
    titles += [Head("zum Vorjahr", True)] if then else []
    grid = Grid(f"Alle {len(tiles)} Stadtviertel, {stand}", tuple(titles), tuple(rows))
    finding, sentence = _finding(tiles), _sentence(tiles, reading, period)
    subtitle = f"{indicator.title} in den {len(tiles)} Stadtvierteln, {stand}, Angaben in {indicator.unit}"
    return Told(finding, subtitle, sentence, f"Karte der Stadtviertel. {finding}. {sentence}", grid)


def _change(now: Point | None, then: Point | None, reading: Reading, signs: Signs) -> Entry:
    if now is None or then is None or now.value is None or then.value is None:
        hidden = next((p.sign for p in (now, then) if p is not None and p.value is None), None)
        return count(None, hidden, signs=signs)
    places = sentences.decimals(reading.indicator, now)
    change = float(formatting.rounded(now.value, places) - formatting.rounded(then.value, places))
    text = formatting.number(change, places)
    return Entry(f"+{text}" if change > 0 else text, change)


def _finding(tiles: Sequence[Tile]) -> str:
    known = sorted((t for t in tiles if t.entry.number), key=lambda t: (-(t.entry.number or 0.0), t.name))
    if not known:
        return "In keinem Stadtviertel liegt der Wert über null"
    return f"Am höchsten: {formatting.listed(t.name for t in known[:3])}"


def _sentence(tiles: Sequence[Tile], reading: Reading, period: str) -> str:
    indicator = reading.indicator
    whole = next((p for p in reading.series if p.period == period and p.value is not None), None)
    known = sorted((t for t in tiles if t.entry.number is not None), key=lambda t: t.entry.number or 0.0)
    parts = []
    if known:
        low, high = known[0], known[-1]
        zeros = sum(t.entry.number == 0 for t in known)
        rest = f"in {zeros} Stadtvierteln ist es 0" if zeros > 1 else f"der niedrigste {low.entry.text} ({low.name})"
        parts.append(f"Der höchste Wert ist {high.entry.text} ({high.name}), {rest}.")
    if whole is not None and whole.value is not None:
        value = formatting.quantity(whole.value, sentences.decimals(indicator, whole), indicator.unit)
        parts.append(f"In der ganzen Stadt sind es {value}.")
    hidden = sum(t.entry.sign == "g" for t in tiles)
    if hidden:
        some = formatting.counted(hidden, "Stadtviertel wird", "Stadtvierteln wird")
        parts.append(f"In {some} der Wert aus Datenschutzgründen nicht gezeigt (g).")
    return " ".join(parts if all(t.outline for t in tiles) else [*parts, NOT_THE_AREA])
