"""Scenarios in words: natural frequencies, whole months, people rounded as far as anybody can know; pure."""

import datetime as dt
from typing import Protocol

from dashboard import formatting
from dashboard.ahead import PLAN, Ahead, Until
from dashboard.levers import Turned
from dashboard.records import State
from dashboard.scenario import Result
from etl.catalogue.scenario import Scenario

_LIMITS = {
    "wohnungen": "Wohnungen: Es werden weniger frei, als Menschen auf eine warten.",
    "kontingent": "Kontingent: Die Höchstzahl der von der Stadt gemieteten Wohnungen ist erreicht.",
    "keine": "keiner: Wer ausziehen kann, findet voraussichtlich eine Wohnung.",
}


class Filling(Protocol):
    """Months after the Stand by which the places are full; one behind `months` means not within those reckoned."""

    @property
    def earliest(self) -> int: ...
    @property
    def middle(self) -> int: ...
    @property
    def latest(self) -> int: ...
    @property
    def months(self) -> int: ...


def month_at(ahead: Ahead, at: int) -> str:
    """The month so many after the Stand: "Juli 2027"; it may lie before."""
    return month_after(ahead.stand, at)


def month_after(stand: str, at: int) -> str:
    """The month so many after one in the form JJJJ-MM."""
    year, month = divmod(int(stand[:4]) * 12 + int(stand[5:]) - 1 + at, 12)
    return formatting.month(dt.date(year, month + 1, 1))


def people(count: float) -> str:
    """A number of persons as it may be said of the future: to 5, above 100 to 10; never a false zero."""
    if 0 < count < 2.5:
        return "unter 5"
    step = 10 if count > 100 else 5
    return formatting.integer(int(count / step + 0.5) * step)


def chance(share: float) -> str:
    """ "in 35 von 100 Fällen", in steps of five."""
    rounded = int(share * 20 + 0.5) * 5
    if share < 0.05:
        return "in unter 5 von 100 Fällen"
    return "in über 95 von 100 Fällen" if share > 0.95 else f"in {rounded} von 100 Fällen"


def risk(share: float) -> str:
    """ "1 zu 5" """
    return f"1 zu {formatting.integer(round(1 / share))}"


def euro(amount: float) -> str:
    """Euro as far as they can be known: "1,4 Mio. €", "160 Tsd. €", "0 €"."""
    if amount >= 1_000_000:
        return f"{formatting.number(amount / 1e6, 1)}{formatting.NBSP}Mio.{formatting.NBSP}€"
    if amount >= 1_000:
        thousands = round(amount / 1e4) * 10 if amount >= 1e4 else amount / 1e3
        return f"{formatting.number(thousands)}{formatting.NBSP}Tsd.{formatting.NBSP}€"
    return f"{formatting.number(amount)}{formatting.NBSP}€"


def when_full(said: Filling, stand: str) -> str:
    """When the places are occupied, with its range: "zwischen März und September 2027"."""
    if said.middle == 0:
        return "schon jetzt belegt"
    if said.earliest > said.months:
        return f"in den nächsten {said.months} Monaten voraussichtlich nicht belegt"
    first, last = month_after(stand, said.earliest), month_after(stand, said.latest)
    if said.latest > said.months:
        return f"voraussichtlich frühestens im {first} belegt, vielleicht auch in {said.months} Monaten noch nicht"
    if first == last:
        return f"voraussichtlich im {first} belegt"
    start = first.rpartition(" ")[0] if first[-4:] == last[-4:] else first
    return f"voraussichtlich zwischen {start} und {last} belegt"


def until_sentence(until: Until, today: dt.date) -> str:
    """Whether the places suffice, in one sentence: when they are full, and by when more must be ordered."""
    due = "steht kein Bestelltermin an"
    if until.order is not None:
        month = month_after(until.order, 0)
        passed = until.order < f"{today:%Y-%m}"
        due = f"hätte bis Ende {month} bestellt werden müssen" if passed else f"muss bis Ende {month} bestellt werden"
    return f"Die Plätze sind {when_full(until, until.stand)}; bei {until.lead} Monaten Vorlauf {due}."


def order(result: Result, ahead: Ahead, lead: int, now: int) -> str:
    """The order date of a lead time as a clause with its month."""
    found = result.said.orders[lead]
    if found is None:
        return f"Bei {lead} Monaten Vorlauf steht in dieser Zeit kein Bestelltermin an."
    month = month_at(ahead, found)
    limit = f"Wenn das Risiko unter {risk(result.turned.risk)} bleiben soll"
    if found < now:
        return f"{limit}, hätte bei {lead} Monaten Vorlauf bis Ende {month} bestellt werden müssen."
    return f"{limit}, muss bei {lead} Monaten Vorlauf bis Ende {month} bestellt werden."


def lead_sentence(result: Result, ahead: Ahead, now: int) -> str:
    """The whole answer: under which pace, until when the places suffice, by when to order."""
    places = formatting.integer(round(result.places[0]))
    usable = formatting.integer(round(result.places[0] * result.usable))
    full = when_full(result.said, ahead.stand)
    sentence = f"{pace(result.turned, ahead)} sind die {places} Plätze ({usable} davon nutzbar) {full}."
    return f"{sentence} {order(result, ahead, result.turned.lead, now)}"


def pace(turned: Turned, ahead: Ahead) -> str:
    """Under what the sentence holds: the pace of today, or what was turned."""
    deeds = deeds_of(turned, ahead)
    if not deeds:
        flats = next(value for name, _, value in ahead.start if name == "wohnungen")
        plain = f"Bei heutigem Wohnungszugang ({_decimal(flats)} im Monat)"
        return (
            plain if turned.arrivals == PLAN else f"{plain} und der Annahme „{ahead.scenario(turned.arrivals).short}“"
        )
    also = "" if turned.arrivals == PLAN else f" und der Annahme „{ahead.scenario(turned.arrivals).short}“"
    return f"Mit {formatting.listed(deeds)}{also}"


def deeds_of(turned: Turned, ahead: Ahead) -> tuple[str, ...]:
    """What is done, in the dative after "mit"."""
    found = []
    if turned.flats is not None:
        found.append(f"{_decimal(turned.flats)} Wohnungen im Monat")
    if turned.household is not None:
        found.append(f"{_decimal(turned.household)} Personen je Wohnung")
    if turned.transfer is not None:
        found.append(f"einer Überführung von {_decimal(turned.transfer * 100)} von 100 Mietverträgen im Monat")
    if turned.places:
        found.append(f"{turned.places} neuen Plätzen ab {month_at(ahead, turned.available)}")
    found += [f"der Schließung von {site} ab {month_at(ahead, month)}" for site, month in turned.closures]
    return tuple(found)


def _decimal(value: float) -> str:
    return formatting.number(value, 0 if float(value).is_integer() else 1)


def limit(result: Result) -> str:
    """What keeps people waiting."""
    return _LIMITS[result.said.limit]


def order_state(result: Result, lead: int, now: int) -> tuple[State, str]:
    """State and word of an order date: the form of a judgement, and "noch 4 Monate", "diesen Monat", "verstrichen"."""
    found = result.said.orders[lead]
    if found is None:
        return "on_track", "kein Termin in Sicht"
    left = found - now
    if left < 0:
        return "act", f"verstrichen seit {formatting.counted(-left, 'Monat', 'Monaten')}"
    if left == 0:
        return "watch", "diesen Monat"
    return "watch" if left < 2 else "on_track", f"noch {formatting.counted(left, 'Monat', 'Monate')}"


def assumed(scenario: Scenario) -> str:
    """Whose assumption it is: "Annahme: … (Vorschlag, noch nicht beschlossen, 25.11.2026)"."""
    kind = "Modell" if scenario.kind == "modell" else "Annahme"
    return (
        f"{kind} „{scenario.title}“: {scenario.reason} ({scenario.decided_by}, {formatting.day(scenario.decided_on)})"
    )


def effect(result: Result, nothing: Result | None, ahead: Ahead) -> tuple[str, str, str, str]:
    """What a deed does: cost in the year, how often full within it, person-months without a place, the order date.

    `nothing` is what it is compared with, in brackets; None for doing nothing itself.
    """
    missing = people(result.said.missing_year)
    if nothing is not None:
        less = nothing.said.missing_year - result.said.missing_year
        missing += f" ({formatting.MINUS if less >= 0 else '+'}{people(abs(less))})"
    order_at = result.said.orders[result.turned.lead]
    month = "keiner in Sicht" if order_at is None else f"Ende {month_at(ahead, order_at)}"
    return euro(result.cost), chance(result.said.chances[12]), missing, month
