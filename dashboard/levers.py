"""The levers of the page Szenarien: what may be turned how far, and the choices of an address as a scenario; pure."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.ahead import PLAN, Ahead
from dashboard.filters import Filter

NAMES = ("arrivals", "flats", "household", "transfer", "places", "order", "lead", "price", "close", "risk")
BESIDE = "beside"
MOST_FLATS, MOST_PLACES, PLACES_STEP, MOST_LEAD, MOST_PRICE = 60, 600, 10, 18, 80
RISKS = (5, 10, 20, 30, 50)
_ORDERS = 18


@dataclass(frozen=True)
class Turned:
    """A scenario: what was turned, None where the pace of things is left as it is.

    `transfer` is a share a month, `ordered` the month of the order and `available` the month of the delivery, both
    counted from the Stand; `closures` sites with the first month without them; `risk` a share.
    """

    arrivals: str
    flats: float | None
    household: float | None
    transfer: float | None
    places: int
    ordered: int
    lead: int
    price: float
    closures: tuple[tuple[str, int], ...]
    risk: float

    @property
    def available(self) -> int:
        """The month from whose end on ordered places are there."""
        return self.ordered + self.lead

    @property
    def acted(self) -> bool:
        """Whether anything is done that is not done today; another assumption on arrivals is no deed."""
        return bool(deeds(self))


@dataclass(frozen=True)
class Range:
    """How far a lever can be turned: its values as in an address, in their order, and where it stands today."""

    values: tuple[str, ...]
    today: str


def ranges(ahead: Ahead, now: int) -> dict[str, Range]:
    """The values of every lever in one release; `now` is the present month, counted from the Stand."""
    start = {quantity: value for quantity, _, value in ahead.start}
    rates = {transition: value for transition, age, value in ahead.hazard if age == 0}
    planning = ahead.planning
    months = tuple(range(now, min(now + _ORDERS, len(ahead.months))))
    price = float(planning.place_price.value or 0)
    risk = round(float(planning.risk.value or 0) * 100)
    return {
        "arrivals": Range(tuple(s.id for s in planning.scenarios if s.id in ahead.factors), PLAN),
        "flats": Range(tuple(str(n) for n in range(MOST_FLATS + 1)), f"{start['wohnungen']:g}"),
        "household": Range(_steps(10, 40, 10), f"{start['personen_je_wohnung']:g}"),
        "transfer": Range(_steps(0, 20, 2), f"{rates['ueberfuehrung'] * 100:g}"),
        "places": Range(tuple(str(n) for n in range(0, MOST_PLACES + 1, PLACES_STEP)), "0"),
        "order": Range(tuple(_month(ahead, at) for at in months), _month(ahead, now)),
        "lead": Range(tuple(str(n) for n in range(1, MOST_LEAD + 1)), str(planning.lead.months)),
        "price": Range(tuple(str(n) for n in range(5, MOST_PRICE + 1)), f"{price:g}"),
        "close": Range(tuple(f"{site}.{month}" for site in ahead.sites for month in ahead.months), ""),
        "risk": Range(tuple(str(n) for n in RISKS), str(risk)),
    }


def months_since(ahead: Ahead, today: dt.date) -> int:
    """The present month, counted from the Stand; it is never before it."""
    year, month = int(ahead.stand[:4]), int(ahead.stand[5:])
    return max(0, today.year * 12 + today.month - year * 12 - month)


def _steps(low: int, high: int, parts: int) -> tuple[str, ...]:
    return tuple(f"{n / parts:g}" for n in range(low, high + 1))


def _month(ahead: Ahead, at: int) -> str:
    return ahead.stand if at < 1 else ahead.months[at - 1]


def allowed(ahead: Ahead, now: int, kept: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """What the codec permits: every value of every lever, and the names of kept scenarios."""
    found = {name: span.values for name, span in ranges(ahead, now).items()}
    return {**found, BESIDE: tuple(kept)}


def turned(chosen: Filter, ahead: Ahead, now: int) -> Turned:
    """The scenario of an address; what it does not name stands as today."""
    named, spans = chosen.changed(), ranges(ahead, now)

    def number(name: str) -> float | None:
        return float(named[name]) if name in named else None

    def otherwise(name: str) -> float:
        return float(named.get(name, spans[name].today))

    transfer = number("transfer")
    site, _, month = named.get("close", "").rpartition(".")
    closures = ((site, ahead.months.index(month) + 1),) if site else ()
    order = named.get("order", "")
    return Turned(
        arrivals=named.get("arrivals", PLAN),
        flats=number("flats"),
        household=number("household"),
        transfer=None if transfer is None else transfer / 100,
        places=int(otherwise("places")),
        ordered=ahead.months.index(order) + 1 if order in ahead.months else now,
        lead=int(otherwise("lead")),
        price=otherwise("price"),
        closures=closures,
        risk=otherwise("risk") / 100,
    )


def only(name: str, chosen: Filter) -> Filter:
    """The address with this deed alone, on the same arrivals and at the same risk."""
    keeps = {"arrivals", "risk", *(("places", "order", "lead", "price") if name == "places" else (name,))}
    named = {key: value for key, value in chosen.changed().items() if key in keeps}
    return Filter(**named)  # type: ignore[arg-type]


def deeds(scenario: Turned) -> tuple[str, ...]:
    """The levers that were turned, without what comes and how careful one is."""
    values = {"flats": scenario.flats, "household": scenario.household, "transfer": scenario.transfer,
              "places": scenario.places or None, "close": scenario.closures or None}  # fmt: skip
    return tuple(name for name, value in values.items() if value is not None)


def examples(ahead: Ahead, now: int, chosen: Filter, needed: int) -> dict[str, Filter]:
    """An address with one lever turned a step, for each lever that can help: five flats more, half a person more in
    each, `needed` new places ordered now."""
    spans = ranges(ahead, now)
    steps = {
        "flats": f"{min(MOST_FLATS, int(float(spans['flats'].today)) + 5)}",
        "household": f"{round(min(float(spans['household'].values[-1]), float(spans['household'].today) + 0.5), 1):g}",
        "places": f"{min(MOST_PLACES, -(-needed // PLACES_STEP) * PLACES_STEP)}",
    }
    found = {name: value for name, value in steps.items() if value in spans[name].values and float(value) > 0}
    return {name: chosen.having(name, value) for name, value in found.items()}


def plain(chosen: Filter) -> Filter:
    """The address without any deed: the same arrivals, nothing done."""
    return only("", chosen)


def of_levers(chosen: Filter) -> dict[str, str]:
    """The levers that an address names, as they are kept."""
    return {name: value for name, value in chosen.changed().items() if name in NAMES}
