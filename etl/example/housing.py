"""Who lives where while the simulation runs: beds, stays and flats, and the only ways to change them."""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass

from etl.example.flats import FlatStock, Tenancy
from etl.example.months import Month
from etl.example.people import Household
from etl.example.plan import target_days
from etl.example.sites import Site


@dataclass(frozen=True)
class Stay:
    """A household at one site or in one flat; the days are [begin, end), `end` None while it lives there.

    Exactly one of `site` and `wohnung_id` is set; `outcome` says where the household went (code of the contract).
    """

    household: Household
    site: str | None
    wohnung_id: str | None
    begin: dt.date
    end: dt.date | None = None
    outcome: str | None = None


@dataclass(frozen=True)
class Residence:
    """Where a household lives at the moment; `ready` is the day from which it could leave a shared site."""

    household: Household
    place: str
    since: dt.date
    ready: dt.date


class Housing:
    """The housing of the city at one moment, and everything that ended before."""

    def __init__(self, sites: Sequence[Site]) -> None:
        self.sites = {site.code: site for site in sites}
        self.occupants = dict.fromkeys(self.sites, 0)
        self.in_site: dict[str, Residence] = {}
        self.in_flat: dict[str, Residence] = {}
        self.stock = FlatStock()
        self.stays: list[Stay] = []
        self.tenancies: list[Tenancy] = []

    def persons(self, kind: str) -> int:
        """Persons at sites of one kind."""
        return sum(count for code, count in self.occupants.items() if self.sites[code].kind == kind)

    def free(self, code: str, month: Month) -> int:
        """Usable beds that are free; none at a site in its last month."""
        site = self.sites[code]
        if site.closes is not None and month >= site.closes:
            return 0
        return site.net(month) - self.occupants[code]

    def choose_site(self, rng: random.Random, kind: str, size: int, month: Month, but: str = "") -> str | None:
        """A site of that kind with enough free beds, the emptier the likelier; None when there is none."""
        fitting = [
            (code, self.free(code, month)) for code, site in self.sites.items() if site.kind == kind and code != but
        ]
        fitting = [(code, beds) for code, beds in fitting if beds >= size]
        if not fitting:
            return None
        return rng.choices([code for code, _ in fitting], [beds for _, beds in fitting])[0]

    def enter_site(
        self, rng: random.Random, household: Household, code: str, day: dt.date, ready: dt.date | None = None
    ) -> None:
        """A household moves into a site; its `ready` day is kept over moves between sites."""
        if ready is None:
            # Most are ready within the target; every eighth household waits several times as long.
            days = target_days(Month(day.year, day.month)) * rng.lognormvariate(-0.3, 0.9)
            days *= 4 if rng.random() < 0.12 else 1
            ready = day + dt.timedelta(days=max(5, round(days)))
        self.in_site[household.hh_id] = Residence(household, code, day, ready)
        self.occupants[code] += household.size

    def leave_site(self, hh_id: str, day: dt.date, outcome: str) -> Residence:
        """A household leaves its site; returns what ended."""
        residence = self.in_site.pop(hh_id)
        self.occupants[residence.place] -= residence.household.size
        self.stays.append(Stay(residence.household, residence.place, None, residence.since, day, outcome))
        return residence

    def enter_flat(self, household: Household, wohnung_id: str, day: dt.date) -> None:
        """A household moves into a vacant flat of the city."""
        self.stock.move_in(wohnung_id, household.hh_id)
        self.in_flat[household.hh_id] = Residence(household, wohnung_id, day, day)

    def leave_flat(self, hh_id: str, day: dt.date, outcome: str, repair_days: int) -> None:
        """A household gives up its flat; the city keeps the flat."""
        residence = self.in_flat.pop(hh_id)
        self.stays.append(Stay(residence.household, None, residence.place, residence.since, day, outcome))
        self.tenancies.append(Tenancy(residence.place, hh_id, residence.since, day))
        self.stock.move_out(residence.place, day, repair_days)

    def convert(self, hh_id: str, day: dt.date) -> None:
        """A household takes over the lease of its flat after `day`; the city's contract ends."""
        residence = self.in_flat.pop(hh_id)
        self.stays.append(Stay(residence.household, None, residence.place, residence.since, day, "privat"))
        private_from = day + dt.timedelta(days=1)
        self.tenancies.append(Tenancy(residence.place, hh_id, residence.since, day, private_from))
        self.stock.end_contract(residence.place, day)

    def all_stays(self) -> tuple[Stay, ...]:
        """Ended and running stays by begin and household."""
        running = [Stay(r.household, r.place, None, r.since) for r in self.in_site.values()]
        running += [Stay(r.household, None, r.place, r.since) for r in self.in_flat.values()]
        return tuple(sorted((*self.stays, *running), key=lambda stay: (stay.begin, stay.household.number)))

    def all_tenancies(self) -> tuple[Tenancy, ...]:
        """Ended and running tenancies by begin and flat."""
        running = [Tenancy(r.place, hh_id, r.since) for hh_id, r in self.in_flat.items()]
        return tuple(sorted((*self.tenancies, *running), key=lambda t: (t.begin, t.wohnung_id)))
