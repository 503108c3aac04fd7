"""Places of each site at a Stichtag: occupied, reserved, free, blocked, beside what is approved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard import formatting, sentences
from dashboard.charts.grid import Entry, Grid, Head, Told, count, words
from dashboard.charts.spec import Tick
from dashboard.charts.trend import y_ticks
from dashboard.records import WITHHELD, Point, Reading, State

Signs = Mapping[str, tuple[str, str]]
SEGMENTS = ("belegt", "reserviert", "frei", "gesperrt")


@dataclass(frozen=True)
class Site:
    """A site with its four segments, what is approved, and its occupancy rate with its judgement."""

    name: str
    occupied: Entry
    reserved: Entry
    free: Entry
    blocked: Entry
    approved: Entry
    rate: str
    state: State


@dataclass(frozen=True)
class OccupancySpec:
    """Sites in the order of the catalogue, the axis in places, and what is said about them."""

    sites: tuple[Site, ...]
    totals: Mapping[str, str]
    ticks: tuple[Tick, ...]
    told: Told


@dataclass(frozen=True)
class Places:
    """The values of one place (a site, a Stadtbezirk or the whole city) by indicator id; what is absent is None.

    `untold` says that reserved places are not told apart here: they count as free then.
    """

    name: str
    approved: Point | None
    blocked: Point | None
    reserved: Point | None
    occupied: Point | None
    rate: Point | None
    untold: bool = False


@dataclass(frozen=True)
class Kind:
    """What a row is called: one, several, several after "in"."""

    one: str
    many: str
    among: str


SITE = Kind("Unterkunft", "Unterkünfte", "Unterkünften")
BOROUGH = Kind("Stadtbezirk", "Stadtbezirke", "Stadtbezirken")


def occupancy(
    whole: Places, sites: Sequence[Places], rate: Reading, signs: Signs, kind: Kind = SITE
) -> OccupancySpec | None:
    """The spec; None where no site has approved places. `whole` is the city, `rate` gives unit and target."""
    found = [_site(place, rate, signs) for place in sites if _number(place.approved)]
    if not found:
        return None
    total = _site(whole, rate, signs)
    top = max(site.approved.number or 0.0 for site in found)
    totals = dict(zip(SEGMENTS, (e.text for e in _segments(total)), strict=True)) | {"genehmigt": total.approved.text}
    told = _told(total, found, whole, rate, kind, untold=any(place.untold for place in sites))
    return OccupancySpec(tuple(found), totals, y_ticks(0.0, top, ""), told)


def _number(point: Point | None) -> float | None:
    return point.value if point is not None else None


def _segments(site: Site) -> tuple[Entry, ...]:
    return (site.occupied, site.reserved, site.free, site.blocked)


def _site(place: Places, rate: Reading, signs: Signs) -> Site:
    occupied = count(_number(place.occupied), place.occupied.sign if place.occupied else None, signs=signs)
    # A site for which nobody is announced has no row of its own: then nothing is reserved.
    reserved = count(0.0, signs=signs)
    if place.untold:
        reserved = count(None, WITHHELD, signs=signs)
    elif place.reserved is not None:
        reserved = count(place.reserved.value, place.reserved.sign, signs=signs)
    blocked = count(_number(place.blocked), signs=signs)
    approved = count(_number(place.approved), signs=signs)
    known = None not in (approved.number, blocked.number, occupied.number)
    free = None
    if known and approved.number is not None and blocked.number is not None and occupied.number is not None:
        free = max(0.0, approved.number - blocked.number - occupied.number - (reserved.number or 0.0))
    unsure = reserved.number is None and not place.untold
    hidden = occupied.sign if occupied.number is None else reserved.sign if unsure else None
    left = count(free, signs=signs) if free is not None and hidden is None else count(None, hidden, signs=signs)
    point = place.rate
    text = sentences.value_text(rate.indicator, point, signs) if point is not None else count(None, signs=signs).text
    state: State = (point.status or "none") if point is not None and point.value is not None else "missing"
    return Site(place.name, occupied, reserved, left, blocked, approved, text, state)


def _told(total: Site, sites: Sequence[Site], whole: Places, rate: Reading, kind: Kind, *, untold: bool) -> Told:
    assert whole.approved is not None
    day = formatting.stichtag(whole.approved.period)
    heads = (Head(kind.one), *(Head(word, True) for word in (*SEGMENTS, "genehmigt", "Auslastung")))
    heads += (Head("Bewertung"),)
    rows = tuple(
        (words(s.name), *_segments(s), s.approved, words(s.rate), words(sentences.STATE_WORDS[s.state]))
        for s in (*sites, total)
    )
    grid = Grid(f"Plätze je {kind.one} am {day}", heads, rows)
    finding = _finding(total, sites, kind)
    sentence = _sentence(total, sites, rate, kind)
    if untold:
        sentence += f" Je {kind.one} wird nicht gezeigt, wie viele davon vorgesehen sind; sie zählen dort als frei."
    subtitle = f"Plätze je {kind.one} am {day}; Auslastungsgrad ohne gesperrte Plätze"
    return Told(finding, subtitle, sentence, f"Balken je {kind.one}. {finding}. {sentence}", grid)


def _finding(total: Site, sites: Sequence[Site], kind: Kind) -> str:
    if total.free.number is None:
        return f"{total.approved.text} Plätze in {formatting.counted(len(sites), kind.one, kind.among)}"
    most = max((s for s in sites if s.free.number is not None), key=lambda s: s.free.number or 0.0, default=None)
    free = formatting.quantity(total.free.number, 0, "Plätze")
    verb = "Frei ist" if total.free.number == 1 else "Frei sind"
    if most is None or not most.free.number:
        return f"{verb} {free}"
    return f"{verb} {free}, davon {most.free.text} in {most.name}"


def _sentence(total: Site, sites: Sequence[Site], rate: Reading, kind: Kind) -> str:
    parts = []
    aim = sentences.target(rate)
    for state, text in (("act", "{} weit außerhalb des Ziels"), ("watch", "{} außerhalb des Ziels")):
        named = [s.name for s in sites if s.state == state]
        if named:
            verb = "liegt" if len(named) == 1 else "liegen"
            some = formatting.listed(named) if len(named) <= 3 else f"{len(named)} {kind.many}"
            parts.append(f"{some} {verb} {text.format('').strip()}.")
    if aim:
        parts.append(f"{aim}.")
    if total.blocked.number:
        most = max(sites, key=lambda s: s.blocked.number or 0.0)
        parts.append(f"{total.blocked.text} Plätze sind gesperrt, die meisten in {most.name}.")
    if total.reserved.number:
        parts.append(f"{total.reserved.text} Plätze sind für angekündigte Personen vorgesehen.")
    if any(s.occupied.sign == "g" for s in sites):
        parts.append("Wo wenige Personen wohnen, steht g; freie Plätze stehen dort dann auch nicht.")
    return " ".join(parts)
