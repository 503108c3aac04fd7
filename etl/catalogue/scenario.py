"""Planning assumptions: what may come beside the forecast, what is reckoned with, each with who decided it and when."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from etl.catalogue.frozen import Frozen
from etl.catalogue.source import Identifier


class Decided(Frozen):
    """Who stands for an assumption, since when, and on what it rests."""

    decided_by: str
    decided_on: dt.date
    reason: str


class Assumption(Decided):
    """One number that is reckoned with; `value` is empty where the city has set none."""

    value: Decimal | None = Field(ge=0)
    unit: str


class _Scenario(Decided):
    id: Identifier
    title: str
    short: str


class Model(_Scenario):
    """The forecast itself; the only one with a band."""

    kind: Literal["modell"]


class Factor(_Scenario):
    """The forecast times a factor that is reached in equal steps after so many months and then holds."""

    kind: Literal["faktor"]
    factor: Decimal = Field(gt=0)
    months: int = Field(ge=1)


class Profile(_Scenario):
    """The forecast times one factor for each month ahead; the last one holds on."""

    kind: Literal["profil"]
    factors: tuple[Annotated[Decimal, Field(gt=0)], ...] = Field(min_length=1)


class Official(_Scenario):
    """A number that the federation or the state expects for a year, times the share of it that the city takes.

    `persons` maps a year to that number, `share` is percent. What has arrived of a begun year is taken off; the rest
    and later years are spread by days; after the last year named its pace goes on.
    """

    kind: Literal["amtlich"]
    persons: dict[int, Annotated[int, Field(ge=0)]] = Field(min_length=1)
    share: Decimal = Field(gt=0, le=100)


Scenario = Annotated[Model | Factor | Profile | Official, Field(discriminator="kind")]


class Lead(Decided):
    """How many months pass from the decision until new places can be lived in."""

    id: Identifier
    title: str
    months: int = Field(ge=1, le=24)


class Replay(Decided):
    """Months in which the model looks back and reckons as if it knew only what was known then."""

    first: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")
    last: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")
    told: str


class Planning(Frozen):
    """All assumptions of a city. The first scenario is the model, whose band is shown; the second lead time leads."""

    risk: Assumption
    usable: Assumption
    place_price: Assumption
    emergency_price: Assumption
    most_flats: Assumption
    leads: tuple[Lead, ...] = Field(min_length=1)
    main_lead: Identifier
    apart: tuple[Identifier, ...] = ()
    replay: Replay | None = None
    scenarios: tuple[Scenario, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_agree(self) -> "Planning":
        if self.scenarios[0].kind != "modell" or any(s.kind == "modell" for s in self.scenarios[1:]):
            raise ValueError("das erste Szenario, und nur dieses, ist das Modell (kind: modell)")
        for names in ([s.id for s in self.scenarios], [lead.id for lead in self.leads]):
            if len(set(names)) < len(names):
                raise ValueError("eine Kennung steht doppelt")
        if self.main_lead not in {lead.id for lead in self.leads}:
            raise ValueError("main_lead nennt keine der Vorlaufzeiten")
        for name in ("risk", "usable"):
            value = getattr(self, name).value
            if value is None or not 0 < value <= 1:
                raise ValueError(f"{name} liegt zwischen 0 und 1")
        if self.place_price.value is None or self.emergency_price.value is None:
            raise ValueError("beide Preise haben einen Wert")
        return self

    @property
    def lead(self) -> Lead:
        """The lead time that a single date rests on."""
        return next(lead for lead in self.leads if lead.id == self.main_lead)


def factors(scenario: Factor | Profile, months: int) -> tuple[float, ...]:
    """By how much each month ahead differs from the forecast."""
    if isinstance(scenario, Profile):
        named = [float(factor) for factor in scenario.factors]
        return tuple(named[min(at, len(named) - 1)] for at in range(months))
    step = (float(scenario.factor) - 1) / scenario.months
    return tuple(1 + step * min(at, scenario.months) for at in range(1, months + 1))


def official_persons(scenario: Official, first: dt.date, months: int, arrived: float) -> tuple[float, ...]:
    """Persons that the city takes in each month from `first` (the first day of the first month ahead) on.

    `arrived` have come in the year of `first` before that day.
    """
    share = float(scenario.share) / 100
    rates: dict[int, float] = {}
    for year, persons in sorted(scenario.persons.items()):
        begin = dt.date(year, 1, 1)
        left, since = persons * share, begin
        if year == first.year:
            left, since = max(0.0, left - arrived), first
        rates[year] = left / max(1, (dt.date(year + 1, 1, 1) - since).days)
    found = []
    for ahead in range(months):
        year, month = divmod(first.year * 12 + first.month - 1 + ahead, 12)
        start = dt.date(year, month + 1, 1)
        days = (dt.date(year + (month == 11), (month + 1) % 12 + 1, 1) - start).days
        named = [known for known in sorted(rates) if known <= year] or [min(rates)]
        found.append(rates[named[-1]] * days)
    return tuple(found)
