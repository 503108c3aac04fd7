"""Households and persons of the invented city, as they arrive month by month."""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass

from etl.example.months import Month
from etl.example.plan import KINDS, Origin, arrivals, origins
from etl.example.streams import draw, stream, token

_LETTER = dict(zip(KINDS, "ZVFURS", strict=True))
_FAMILY_SIZES = ((2, 0.22), (3, 0.26), (4, 0.24), (5, 0.15), (6, 0.08), (7, 0.03), (8, 0.02))
_UKRAINE_SIZES = ((1, 0.3), (2, 0.32), (3, 0.23), (4, 0.1), (5, 0.04), (6, 0.01))
_RECEPTION = ("EAE Nordpark", "EAE Talaue", "Außenstelle Bergblick")
_RECEPTION_WEIGHTS = tuple(zip(_RECEPTION, (0.6, 0.3, 0.1), strict=True))
_MIXED = (
    Origin("475", 0.6, 0.8),
    Origin("423", 0.15, 0.8),
    Origin("438", 0.08, 0.8),
    Origin("273", 0.07, 0.7),
    Origin("160", 0.1, 0.8),
)
_STATUS = (("gestattung", 0.86), ("anerkennung", 0.09), ("duldung", 0.05))


@dataclass(frozen=True)
class Person:
    """A person: pseudonym, year of birth, sex (m, w, d, oa)."""

    pid: str
    birth_year: int
    sex: str

    def is_minor(self, day: dt.date) -> bool:
        """Whether the person is counted under 18 on that day; without a birthday the year decides."""
        return day.year - self.birth_year < 18


@dataclass(frozen=True)
class Household:
    """A household that arrived together and lives together.

    `number` is the Zuweisungsnummer, `hh_id` the number in the occupancy list. `entitled_until` is the last day of
    the right to be housed, None while it runs. `left_on` is when a household that found a place by itself left the
    city, None otherwise; for housed ones the stays tell. A household that never came has no `arrived`.
    """

    number: str
    hh_id: str
    kind: str
    origin: str
    status: str
    announced: dt.date | None
    planned: dt.date | None
    arrived: dt.date | None
    reception: str | None
    entitled_until: dt.date | None
    left_on: dt.date | None
    persons: tuple[Person, ...]

    @property
    def size(self) -> int:
        """Number of persons."""
        return len(self.persons)

    def count(self, *sexes: str) -> int:
        """Persons of these sexes."""
        return sum(person.sex in sexes for person in self.persons)


def _adult(rng: random.Random, year: int) -> int:
    return year - rng.choices((rng.randint(18, 29), rng.randint(30, 44), rng.randint(45, 78)), (50, 38, 12))[0]


def _sex(rng: random.Random, men: float) -> str:
    chance = rng.random()
    return "d" if chance < 0.0008 else "oa" if chance < 0.002 else "m" if rng.random() < men else "w"


def _members(rng: random.Random, size: int, year: int, men: float, pids: Sequence[str]) -> tuple[Person, ...]:
    """An adult, from two persons on mostly a partner, and children."""
    couple = size > 1 and rng.random() < (0.3 if men < 0.5 else 0.8)
    first = _adult(rng, year)
    persons = [Person(pids[0], first, _sex(rng, men if size == 1 else men * 0.7))]
    if couple:
        other = "w" if persons[0].sex == "m" else "m"
        persons.append(Person(pids[1], min(year - 18, first + rng.randint(-5, 5)), other))
    for pid in pids[len(persons) :]:
        born = min(year, max(first + 17, year - rng.randint(0, 17)))
        persons.append(Person(pid, born, _sex(rng, 0.52)))
    return tuple(persons)


def _weekday(rng: random.Random, month: Month, earliest: int = 1) -> dt.date:
    """A day of the month on which an office works."""
    while True:
        day = dt.date(month.year, month.month, rng.randint(earliest, month.days))
        if day.weekday() < 5:
            return day


def _entitlement(rng: random.Random, kind: str, arrived: dt.date) -> dt.date | None:
    """Asylum seekers lose the right to be housed with the decision; a third wait for it without end."""
    if kind not in ("zuweisung", "umverteilung", "resettlement") or rng.random() < 0.35:
        return None
    return arrived + dt.timedelta(days=round(rng.lognormvariate(5.75, 0.55)))


def _profile(rng: random.Random, kind: str, month: Month) -> tuple[str, int, float, str]:
    """Country, size, share of men and status of one household of a kind."""
    if kind == "p24_direkt":
        return "166", draw(rng, _UKRAINE_SIZES), 0.28, "p24"
    mix = origins(month.year) if kind in ("zuweisung", "umverteilung", "sonstige") else _MIXED
    origin = draw(rng, [(origin, origin.weight) for origin in mix])
    if kind == "umverteilung" and rng.random() < 0.4:
        return origin.code, 1, 0.9, "uma"
    family = rng.random() < origin.family_share
    size = draw(rng, _FAMILY_SIZES) if family else 1
    if kind in ("familiennachzug", "resettlement"):
        return origin.code, size, 0.35, "anerkennung"
    return origin.code, size, 0.82 if not family else 0.6, draw(rng, _STATUS)


def _dates(rng: random.Random, kind: str, month: Month) -> tuple[dt.date | None, dt.date | None, dt.date]:
    """Announced, planned, arrived; who comes directly is not announced."""
    arrived = _weekday(rng, month)
    if kind in ("p24_direkt", "sonstige"):
        return None, None, arrived
    planned = arrived - dt.timedelta(days=draw(rng, ((0, 0.8), (1, 0.1), (2, 0.05), (7, 0.05))))
    return planned - dt.timedelta(days=rng.randint(4, 21)), planned, arrived


def _household(rng: random.Random, seed: int, kind: str, month: Month, index: int, most: int) -> Household:
    origin, size, men, status = _profile(rng, kind, month)
    size = min(size, most)
    number = f"{_LETTER[kind]}-{month.year}-{month.month:02d}-{index:04d}"
    pids = [f"P{token(seed, 'person', number, i)}" for i in range(size)]
    announced, planned, arrived = _dates(rng, kind, month)
    members = _members(rng, size, month.year, men, pids)
    if status == "uma":
        members = (Person(pids[0], month.year - rng.randint(14, 17), members[0].sex),)
    left = None
    if kind == "p24_direkt" and rng.random() < 0.2:
        left = arrived + dt.timedelta(days=max(3, round(rng.expovariate(1 / 110))))
    return Household(
        number=number,
        hh_id=f"H{token(seed, 'haushalt', number, digits=8)}",
        kind=kind,
        origin=origin,
        status=status,
        announced=announced,
        planned=planned,
        arrived=arrived,
        reception=draw(rng, _RECEPTION_WEIGHTS) if kind in ("zuweisung", "umverteilung") else None,
        entitled_until=_entitlement(rng, kind, arrived),
        left_on=left,
        persons=members,
    )


def households_arriving(seed: int, month: Month, scale: float) -> tuple[Household, ...]:
    """The households of a month, all kinds, by day of arrival; persons add up to the plan exactly."""
    arrived: list[Household] = []
    for kind in KINDS:
        rng = stream(seed, "haushalte", kind, month)
        missing = arrivals(kind, month, seed, scale)
        index = 0
        while missing > 0:
            index += 1
            household = _household(rng, seed, kind, month, index, missing)
            missing -= household.size
            arrived.append(household)
    return tuple(sorted(arrived, key=lambda household: (household.arrived or dt.date.min, household.number)))


def no_shows(seed: int, month: Month, scale: float) -> tuple[Household, ...]:
    """Households announced for a month that never came; the office leaves them in its list."""
    rng = stream(seed, "nicht_angekommen", month)
    expected = arrivals("zuweisung", month, seed, scale) * 0.012
    count = int(expected) + (rng.random() < expected % 1)
    absent = []
    for index in range(9001, 9001 + count):
        household = _household(rng, seed, "zuweisung", month, index, 4)
        absent.append(Household(**{**household.__dict__, "arrived": None, "entitled_until": None}))
    return tuple(absent)
