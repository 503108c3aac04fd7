"""City-rented flats of the invented city: contracts, who lives there, and when a lease becomes private."""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from etl.example.months import Month
from etl.example.streams import draw

# Two invented companies with two ways to number a flat, private owners with a third; the second company has flats
# in Neustadt only.
COMPANIES: tuple[tuple[str, float], ...] = (("musterwohnen", 0.62), ("beispielbau", 0.3), ("privat", 0.08))
_NEUSTADT = (("561", 0.25), ("562", 0.45), ("563", 0.3))
_ELSEWHERE = (
    ("455", 0.3),
    ("572", 0.2),
    ("102", 0.13),
    ("101", 0.07),
    ("561", 0.08),
    ("562", 0.08),
    ("413", 0.05),
    ("412", 0.04),
    ("309", 0.03),
    ("221", 0.02),
)


@dataclass(frozen=True)
class Flat:
    """A flat the city rents: `requested` and `handed_over` are days, the contract runs from `rented_from`.

    `rented_until` is the last day of the city's contract, None while it runs; `square_metres` in m².
    """

    wohnung_id: str
    company: str
    district: str
    rooms: int
    square_metres: float
    max_persons: int
    requested: dt.date
    handed_over: dt.date
    rented_from: dt.date
    rented_until: dt.date | None = None


@dataclass(frozen=True)
class Tenancy:
    """A household in a city-rented flat; with `private_from` it took over the lease and stayed."""

    wohnung_id: str
    hh_id: str
    begin: dt.date
    end: dt.date | None = None
    private_from: dt.date | None = None


@dataclass
class FlatStock:
    """The flats held by the city while the simulation runs: `vacant` maps a flat to the day from which it is free."""

    flats: dict[str, Flat] = field(default_factory=dict)
    vacant: dict[str, dt.date] = field(default_factory=dict)
    occupied: dict[str, str] = field(default_factory=dict)
    ended: list[Flat] = field(default_factory=list)

    @property
    def held(self) -> int:
        """How many flats are under contract."""
        return len(self.flats)

    def rent(self, rng: random.Random, month: Month, persons: int) -> None:
        """Take one more flat for that many persons, handed over within the month."""
        handed_over = dt.date(month.year, month.month, rng.randint(1, month.days))
        company = draw(rng, COMPANIES)
        flat = Flat(
            wohnung_id=self._number(rng, company),
            company=company,
            district=draw(rng, _NEUSTADT if company == "beispielbau" else _ELSEWHERE),
            rooms=max(1, min(5, (persons + 1) // 2 + rng.randint(0, 1))),
            square_metres=round(24 + persons * rng.uniform(9.5, 14.5), 1),
            max_persons=persons,
            requested=handed_over - dt.timedelta(days=max(1, round(rng.lognormvariate(2.9, 0.8)))),
            handed_over=handed_over,
            rented_from=handed_over,
        )
        self.flats[flat.wohnung_id] = flat
        self.vacant[flat.wohnung_id] = handed_over

    def _number(self, rng: random.Random, company: str) -> str:
        """The next number in the company's own form; never one that was used before."""
        running = len(self.flats) + len(self.ended) + 1
        if company == "musterwohnen":
            return f"{1000 + running // 40}/{running % 40 + 1}/{rng.randint(1, 12)}"
        return f"{running:06d}" if company == "beispielbau" else f"P-{running:05d}"

    def find(self, persons: int, latest: dt.date) -> str | None:
        """The smallest vacant flat that is large enough and free by that day; None when there is none."""
        fitting = [
            (self.flats[wohnung_id].max_persons, free, wohnung_id)
            for wohnung_id, free in self.vacant.items()
            if free <= latest and persons <= self.flats[wohnung_id].max_persons <= persons + 1
        ]
        return min(fitting)[2] if fitting else None

    def move_in(self, wohnung_id: str, hh_id: str) -> dt.date:
        """A household takes a vacant flat; returns the day from which the flat was free."""
        self.occupied[wohnung_id] = hh_id
        return self.vacant.pop(wohnung_id)

    def move_out(self, wohnung_id: str, day: dt.date, repair_days: int) -> None:
        """The household left; the flat is free again after the repairs."""
        del self.occupied[wohnung_id]
        self.vacant[wohnung_id] = day + dt.timedelta(days=repair_days)

    def end_contract(self, wohnung_id: str, day: dt.date) -> None:
        """The city's contract ends, because the flat goes back or its household takes over the lease."""
        self.vacant.pop(wohnung_id, None)
        self.occupied.pop(wohnung_id, None)
        self.ended.append(replace(self.flats.pop(wohnung_id), rented_until=day))

    def long_vacant(self, day: dt.date, days: int) -> Sequence[str]:
        """Flats that have been free for longer than so many days."""
        return [wohnung_id for wohnung_id, free in self.vacant.items() if (day - free).days > days]

    def all_flats(self) -> tuple[Flat, ...]:
        """Every flat that was ever rented, by first day of contract."""
        return tuple(sorted((*self.ended, *self.flats.values()), key=lambda f: (f.rented_from, f.wohnung_id)))
