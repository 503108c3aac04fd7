"""Stored values -> the drawings of a paper: course, bars of members, tile map; each also as plain values."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dashboard import formatting, sentences
from dashboard.charts import series as runs
from dashboard.charts.bars import Bar, Group, bars
from dashboard.charts.grid import Grid, Told, entry
from dashboard.charts.render import rows, svg
from dashboard.charts.render import tilemap as draw_tiles
from dashboard.charts.tilemap import tilemap
from dashboard.charts.trend import trend
from dashboard.exports.paper import Drawing, Series
from dashboard.exports.paper_svg import stacked
from dashboard.records import Point, Reading
from etl.catalogue.city import City
from etl.catalogue.indicator import Threshold

Signs = Mapping[str, tuple[str, str]]
Members = Sequence[tuple[str, Point]]
WINDOW = 72
_FRAME = svg.Frame(420, 192, left=46, right=12, top=12, bottom=26)
_EMPTY = Grid("", (), ())


def course(reading: Reading, signs: Signs, day: dt.date, said: str) -> Drawing | None:
    """The line of the last six years with its targets; None where there are not two values. `said` ends the alt."""
    if reading.latest is None:
        return None
    first = reading.latest.span.last - WINDOW
    recent = Reading(reading.facts, tuple(p for p in reading.series if p.span.last > first))
    spec = trend(recent, signs, day)
    if spec is None:
        return None
    indicator = reading.indicator
    drawn = [p for p in recent.series if p.value is not None]
    ends = [sentences.stand(indicator, p) for p in (drawn[0], drawn[-1])]
    alt = f"Liniendiagramm: {indicator.title}, {ends[0]} bis {ends[1]}. {said}"
    names = [sentences.stand(indicator, p) for p in recent.series]
    values = tuple(_printed(reading, p) for p in recent.series)
    return Drawing(
        kind="linie",
        svg=stacked([svg.trend(replace(spec, alt="", last_label=""), _FRAME)]),
        alt=_spoken(alt),
        categories=tuple(names),
        series=(Series(indicator.title, values), *_aims(recent)),
        unit=indicator.unit,
        decimals=indicator.decimals,
    )


def _printed(reading: Reading, point: Point) -> float | None:
    """The value as it is printed, so that a slide and a table never differ."""
    if point.value is None:
        return None
    return float(formatting.rounded(point.value, sentences.decimals(reading.indicator, point)))


def _aims(reading: Reading) -> tuple[Series, ...]:
    """The bounds of the target in force at each point, as lines of their own."""
    found = []
    for word, side in (("Ziel mindestens", "min"), ("Ziel höchstens", "max")):
        aims = [reading.threshold_at(p) for p in reading.series]
        bounds = tuple(_bound(aim, side) for aim in aims)
        if any(bound is not None for bound in bounds):
            found.append(Series(word, bounds, aim=True))
    return tuple(found)


def _bound(aim: Threshold | None, side: str) -> float | None:
    bound = getattr(aim.on_track, side) if aim is not None else None
    return None if bound is None else float(bound)


def members(reading: Reading, found: Members, signs: Signs, name: str, said: str) -> Drawing | None:
    """A bar for every member; None where none has a value."""
    indicator = reading.indicator
    shown = tuple(Bar(label, entry(indicator, point, signs)) for label, point in found)
    spec = bars([Group("", shown)], Told("", "", "", "", _EMPTY))
    if spec is None:
        return None
    values = tuple(_printed(reading, point) for _, point in found)
    return Drawing(
        kind="balken",
        svg=stacked([rows.rows(spec)]),
        alt=_spoken(f"Balkendiagramm: {indicator.title} nach {name}. {said}"),
        categories=tuple(label for label, _ in found),
        series=(Series(indicator.title, values),),
        unit=indicator.unit,
        decimals=indicator.decimals,
    )


def city_map(reading: Reading, points: Sequence[Point], city: City, signs: Signs) -> tuple[Drawing, str] | None:
    """The tile map with its legend and what is said about it; None where no Stadtviertel has a value."""
    spec = tilemap(reading, points, (), city, signs)
    if spec is None:
        return None
    by_nr = {p.members[0][1]: p for p in points}
    values = tuple(_printed(reading, by_nr[t.nr]) if t.nr in by_nr else None for t in spec.tiles)
    drawing = Drawing(
        kind="karte",
        svg=stacked([draw_tiles.legend(spec), draw_tiles.tilemap(spec, city.ags)]),
        alt=_spoken(f"{reading.indicator.title}. {spec.told.alt}"),
        categories=tuple(tile.name for tile in spec.tiles),
        series=(Series(reading.indicator.title, values),),
        unit=reading.indicator.unit,
        decimals=reading.indicator.decimals,
    )
    return drawing, spec.told.sentence


def breaks_in(reading: Reading) -> tuple[str, ...]:
    """The breaks that lie within the drawn window, as sentences."""
    if reading.latest is None:
        return ()
    first = reading.latest.span.last - WINDOW
    drawn = [p for p in reading.series if p.span.last > first]
    return tuple(f"{rule.text.rstrip('.')}." for rule in runs.breaks(reading, drawn))


def _spoken(text: str) -> str:
    return " ".join(text.replace(formatting.NBSP, " ").split())
