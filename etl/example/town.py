"""The life of the invented city, month by month: arrivals, moves between sites, move-outs, flats and leases."""

import datetime as dt
import random
from dataclasses import dataclass

from etl.example.flats import Flat, Tenancy
from etl.example.housing import Housing, Residence, Stay
from etl.example.months import Month, months_between
from etl.example.people import Household, households_arriving, no_shows
from etl.example.plan import BEGIN, FLATS, GU_PERSONS, between
from etl.example.sites import Site, sites_for
from etl.example.streams import draw, stream

# Where a household goes that leaves a shared site without a flat of the city, and one that leaves such a flat.
_OUT_OF_SITE = (
    ("privat", 0.56),
    ("fortzug", 0.18),
    ("ausreise", 0.09),
    ("abschiebung", 0.06),
    ("unbekannt", 0.11),
)
_OUT_OF_FLAT = (("privat", 0.55), ("fortzug", 0.27), ("ausreise", 0.08), ("abschiebung", 0.04), ("unbekannt", 0.06))
# Persons per flat the city looks for: published are 1.8 in 2015/16 and 2.7 in 2022, else it follows who waits.
_SINGLES_UNTIL = Month(2016, 12)
_SINGLES_SIZES = ((1, 0.54), (2, 0.24), (3, 0.11), (4, 0.07), (5, 0.03), (7, 0.01))
_SURGE = (Month(2022, 3), Month(2023, 2))
_SURGE_SIZES = ((1, 0.15), (2, 0.32), (3, 0.3), (4, 0.16), (5, 0.07))


@dataclass(frozen=True)
class Town:
    """One consistent population: what happened from the beginning until the end of `until`.

    `absent` were announced and never came, `expected` will arrive in the month after.
    """

    seed: int
    scale: float
    until: Month
    sites: tuple[Site, ...]
    households: tuple[Household, ...]
    absent: tuple[Household, ...]
    expected: tuple[Household, ...]
    stays: tuple[Stay, ...]
    flats: tuple[Flat, ...]
    tenancies: tuple[Tenancy, ...]


def _free_day(rng: random.Random, since: dt.date, month: Month) -> dt.date | None:
    """A day of the month after `since`, often the last one by habit; None when none is left."""
    earliest = max(month.first, since + dt.timedelta(days=3))
    if earliest > month.last:
        return None
    if rng.random() < 0.35:
        return month.last
    return earliest + dt.timedelta(days=rng.randint(0, (month.last - earliest).days))


def _share_to(kind: str, month: Month) -> tuple[tuple[str, float], ...]:
    """How likely a household is led to a shared site, to a flat of the city, or finds a place by itself."""
    if kind == "p24_direkt":
        first_months = Month(2022, 3) <= month <= Month(2022, 12)
        return (
            (("gu", 0.07), ("flat", 0.17), ("self", 0.76))
            if first_months
            else (("gu", 0.28), ("flat", 0.12), ("self", 0.6))
        )
    if kind == "familiennachzug":
        return (("gu", 0.2), ("flat", 0.1), ("self", 0.7))
    if kind == "resettlement":
        return (("gu", 0.4), ("flat", 0.5), ("self", 0.1))
    return (("gu", 0.94), ("flat", 0.02), ("self", 0.04))


def _settle(rng: random.Random, housing: Housing, household: Household, month: Month) -> None:
    """Lead a household that arrived to its first place."""
    day = household.arrived
    if day is None or household.status == "uma":
        return
    wish = draw(rng, _share_to(household.kind, month))
    if wish == "flat" and (flat := housing.stock.find(household.size, month.last)):
        housing.enter_flat(household, flat, max(day, housing.stock.vacant[flat]))
    elif wish == "gu":
        emergency = rng.random() < (0.7 if household.kind == "p24_direkt" else 0.12)
        order = ("notunterkunft", "gu") if emergency else ("gu", "notunterkunft")
        for kind in order:
            if site := housing.choose_site(rng, kind, household.size, month):
                housing.enter_site(rng, household, site, day)
                return


def _move(rng: random.Random, housing: Housing, residence: Residence, site: str, day: dt.date) -> None:
    """Move a household to another site on the same day or after a night or two elsewhere."""
    housing.leave_site(residence.household.hh_id, day, "andere_gu")
    last = Month(day.year, day.month).last
    begin = min(last, day + dt.timedelta(days=draw(rng, ((0, 0.75), (1, 0.17), (2, 0.08)))))
    housing.enter_site(rng, residence.household, site, begin, residence.ready)


def _out(rng: random.Random, housing: Housing, residence: Residence, month: Month) -> bool:
    """Let a household leave its site for good; False when it came too late in the month."""
    day = _free_day(rng, residence.since, month)
    if day is None:
        return False
    household = residence.household
    flat = housing.stock.find(household.size, month.last) if rng.random() < 0.85 else None
    if flat is None:
        housing.leave_site(household.hh_id, day, draw(rng, _OUT_OF_SITE))
        return True
    day = max(day, housing.stock.vacant[flat])
    housing.leave_site(household.hh_id, day, "kontingent")
    housing.enter_flat(household, flat, day)
    return True


def _relieve(rng: random.Random, housing: Housing, month: Month) -> None:
    """Empty sites that close at the end of the month, and those that have more persons than usable beds."""
    for code, site in housing.sites.items():
        closing = site.closes == month
        allowed = 0 if closing else site.net(month)
        for residence in [r for r in housing.in_site.values() if r.place == code]:
            if housing.occupants[code] <= allowed:
                break
            day = month.last if closing else max(month.first, residence.since)
            target = housing.choose_site(rng, "gu", residence.household.size, month, but=code)
            if target is not None:
                _move(rng, housing, residence, target, day)
            elif closing:
                housing.leave_site(residence.household.hh_id, day, "privat")


def _transfers(rng: random.Random, housing: Housing, month: Month) -> None:
    """Ordinary moves: out of emergency shelters within weeks, into the Wohnzentrum, and between sites."""
    for residence in list(housing.in_site.values()):
        kind = housing.sites[residence.place].kind
        day = _free_day(rng, residence.since, month)
        if day is None:
            continue
        chance = rng.random()
        if kind in ("wohnzentrum", "gewaehrleistungswohnung") and chance < 0.07:
            _out(rng, housing, residence, month)
        elif kind == "notunterkunft" and chance < 0.6:
            site = housing.choose_site(rng, "gu", residence.household.size, month)
            if site is None or not _move_within(rng, housing, residence, site, day):
                _out(rng, housing, residence, month)
        elif kind == "gu" and chance < 0.035:
            wanted = "wohnzentrum" if chance < 0.015 else "gewaehrleistungswohnung" if chance < 0.02 else "gu"
            site = housing.choose_site(rng, wanted, residence.household.size, month, but=residence.place)
            if site is not None:
                _move(rng, housing, residence, site, day)


def _move_within(rng: random.Random, housing: Housing, residence: Residence, site: str, day: dt.date) -> bool:
    """Half of those who leave an emergency shelter go on to a shared site."""
    if rng.random() < 0.5:
        return False
    _move(rng, housing, residence, site, day)
    return True


def _leave_gu(rng: random.Random, housing: Housing, month: Month, scale: float) -> None:
    """Let those leave who are ready first, until about as many live in GU as planned for the month's end."""
    beds = sum(site.net(month) for site in housing.sites.values() if site.kind == "gu")
    wanted = between(GU_PERSONS, month) * scale * rng.uniform(0.97, 1.03)
    surplus = housing.persons("gu") - min(wanted, 0.93 * beds)
    living = [r for r in housing.in_site.values() if housing.sites[r.place].kind == "gu"]
    for residence in sorted(living, key=lambda r: (r.ready, r.household.number)):
        lucky = residence.ready <= month.last and rng.random() < 0.04
        if (surplus >= residence.household.size or lucky) and _out(rng, housing, residence, month):
            surplus -= residence.household.size


def _leave_flats(rng: random.Random, housing: Housing, month: Month) -> None:
    """Each month some households take over their lease and some move away."""
    for residence in list(housing.in_flat.values()):
        chance = rng.random()
        months = month.number - Month(residence.since.year, residence.since.month).number
        if chance < 0.012 and months >= 6:
            housing.convert(residence.household.hh_id, month.last)
        elif 0.012 <= chance < 0.026 and (day := _free_day(rng, residence.since, month)):
            housing.leave_flat(residence.household.hh_id, day, draw(rng, _OUT_OF_FLAT), rng.randint(5, 25))


def _size_sought(rng: random.Random, housing: Housing, month: Month) -> int:
    """For how many persons the next flat is rented."""
    if month <= _SINGLES_UNTIL:
        return draw(rng, _SINGLES_SIZES)
    if _SURGE[0] <= month <= _SURGE[1] or not housing.in_site:
        return draw(rng, _SURGE_SIZES)
    return rng.choice(list(housing.in_site.values())).household.size


def _adjust_stock(rng: random.Random, housing: Housing, month: Month, scale: float) -> None:
    """Give back or convert flats above the plan, rent those that are missing in the sizes that are needed."""
    stock = housing.stock
    for wohnung_id in stock.long_vacant(month.first, 100):
        stock.end_contract(wohnung_id, month.last)
    surplus = stock.held - round(between(FLATS, month) * scale)
    for wohnung_id in stock.long_vacant(month.first, 45)[: max(0, surplus)]:
        stock.end_contract(wohnung_id, month.last)
        surplus -= 1
    settled = [r for r in housing.in_flat.values() if (month.first - r.since).days > 120]
    for residence in rng.sample(settled, min(len(settled), max(0, surplus))):
        housing.convert(residence.household.hh_id, month.last)
    for _ in range(-surplus):
        stock.rent(rng, month, _size_sought(rng, housing, month))


def live(seed: int, until: Month, scale: float) -> Town:
    """The city from its first month to the end of `until`; equal arguments give an equal town."""
    sites = sites_for(scale)
    housing = Housing(sites)
    households: list[Household] = []
    absent: list[Household] = []
    for month in months_between(BEGIN, until):
        arrived = households_arriving(seed, month, scale)
        households.extend(arrived)
        absent.extend(no_shows(seed, month, scale))
        rng = stream(seed, "aufenthalte", month)
        _leave_flats(rng, housing, month)
        _adjust_stock(rng, housing, month, scale)
        for household in arrived:
            _settle(rng, housing, household, month)
        _relieve(rng, housing, month)
        _transfers(rng, housing, month)
        _leave_gu(rng, housing, month, scale)
    return Town(
        seed=seed,
        scale=scale,
        until=until,
        sites=sites,
        households=tuple(households),
        absent=tuple(absent),
        expected=households_arriving(seed, until.plus(1), scale),
        stays=housing.all_stays(),
        flats=housing.stock.all_flats(),
        tenancies=housing.all_tenancies(),
    )
