"""The Belegungsliste of the invented city: every stay at a site or in a city-rented flat, a row per person."""

import datetime as dt
import random
from dataclasses import replace

from etl.example import mess
from etl.example.housing import Stay
from etl.example.months import month_of
from etl.example.people import Person
from etl.example.sheet import Layout, Row, columns, day_text, write_sheet
from etl.example.spellings import LAW, OUTCOMES, SEX, spell
from etl.example.streams import stream
from etl.example.town import Town

_LAYOUT = Layout(
    columns(
        "Bemerkung",
        pid="Pseudonym",
        hh_id="HH-Nr.",
        unterkunft_id="Objekt",
        wohnung_id="WE-Nr.",
        einzug="Einzug",
        auszug="Auszug",
        ziel="Auszugsgrund / Verbleib",
        geburtsjahr="Geb.-Jahr",
        geschlecht="Geschl.",
        anspruch_ende="Anspruch bis",
        rechtskreis="Rechtskreis",
    )
)
_SPOILERS: tuple[tuple[mess.Spoiler, tuple[str, ...]], ...] = (
    (mess.impossible_day("einzug"), ("einzug",)),
    (mess.impossible_day("auszug"), ("auszug",)),
    (mess.mistyped_year("einzug"), ("einzug",)),
    (mess.swapped("einzug", "auszug"), ("einzug", "auszug")),
    (mess.replaced("ziel", "verzogen n. b."), ("ziel",)),
    (mess.replaced("geburtsjahr", "1899", "19.."), ("geburtsjahr",)),
    (mess.replaced("geschlecht", "?"), ("geschlecht",)),
    (mess.replaced("unterkunft_id", "GU-77"), ("unterkunft_id",)),
    (mess.replaced("unterkunft_id", ""), ("unterkunft_id",)),
    (mess.replaced("wohnung_id", "3.OG li"), ("unterkunft_id",)),
    (mess.replaced("rechtskreis", "siehe Akte"), ("rechtskreis",)),
)
_UKRAINE_TO_JOBCENTRE = dt.date(2022, 6, 1)
_PENSION_AGE = 66


def _law(stay: Stay, person: Person, day: dt.date) -> str:
    """The law under which a person received benefits on a day."""
    household = stay.household
    if household.status == "p24":
        recognised = day >= _UKRAINE_TO_JOBCENTRE
    else:
        ended = household.entitled_until is not None and household.entitled_until < day
        recognised = ended or household.status == "anerkennung"
    if not recognised:
        return "asylblg"
    return "sgb12" if day.year - person.birth_year >= _PENSION_AGE else "sgb2"


def _rows(rng: random.Random, stay: Stay, stand: dt.date) -> list[Row]:
    entitled = stay.household.entitled_until
    known = entitled is not None and entitled <= stand + dt.timedelta(days=60)
    return [
        {
            "pid": person.pid,
            "hh_id": stay.household.hh_id,
            "unterkunft_id": stay.site or "",
            "wohnung_id": stay.wohnung_id or "",
            "einzug": day_text(stay.begin, "lang"),
            "auszug": day_text(stay.end, "lang"),
            "ziel": spell(rng, OUTCOMES, stay.outcome) if stay.outcome else "",
            "geburtsjahr": str(person.birth_year),
            "geschlecht": spell(rng, SEX, person.sex, 0.05),
            "anspruch_ende": day_text(entitled if known else None, "lang"),
            "rechtskreis": spell(rng, LAW, _law(stay, person, stay.end or stand), 0.1),
            "Bemerkung": rng.choice(("", "", "", "", "", "Schlüssel; Quittung liegt vor", "Hausordnung übergeben")),
        }
        for person in stay.household.persons
    ]


def as_booked(rng: random.Random, stay: Stay, stand: dt.date) -> Stay:
    """The stay as the office booked it: a few move-outs days too late, very few never, which nobody noticed."""
    if stay.end is None or stay.site is None:
        return stay
    chance = rng.random()
    if chance < 0.0006 and stay.outcome == "privat":
        return replace(stay, end=None, outcome=None)
    if chance < 0.01 and stay.outcome in ("andere_gu", "kontingent"):
        late = min(stand, month_of(stay.end).last, stay.end + dt.timedelta(days=rng.randint(1, 6)))
        return replace(stay, end=max(late, stay.end))
    return stay


def write_occupancy(town: Town) -> bytes:
    """The list of all stays at the end, with its mess."""
    rng = stream(town.seed, "belegungsliste", town.until)
    stand = town.until.last
    rows = [row for stay in town.stays for row in _rows(rng, as_booked(rng, stay, stand), stand)]
    rows = mess.contradict_some(rng, rows, 0.0003, mess.one_more("geburtsjahr"), ("auszug",))
    rows = mess.spoil_some(rng, rows, 0.006, _SPOILERS)
    rows = mess.repeat_some(rng, rows, 0.0015)
    return write_sheet(_LAYOUT, "Belegungsliste", stand, rows, rng)
