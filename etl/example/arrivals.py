"""The Zuweisungsliste of the invented city: what the state announces and who arrives."""

import datetime as dt
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

from etl.example import mess
from etl.example.months import Month, month_of
from etl.example.people import Household
from etl.example.sheet import DateStyle, Layout, Row, columns, day_text, write_sheet
from etl.example.spellings import KINDS, STATES, STATUS, spell
from etl.example.streams import stream
from etl.example.town import Town

_REMARKS = (
    "",
    "",
    "",
    "",
    "",
    "",
    "Ankunft am Vormittag",
    "Dolmetschen angefragt",
    "Erdgeschoss erwünscht",
    "Kinderbett bereitstellen",
    "Bus; Abholung am Bahnhof",
)
_LONG = columns(
    "Bemerkung",
    zuweisung_id="lfd. Nr.",
    zugangsart="Zuw.-Art",
    angekuendigt_am="Angekündigt am",
    ankunft_plan="Ankunft geplant",
    ankunft_ist="Ankunft",
    personen="Pers.",
    davon_m="dav. m",
    davon_w="dav. w",
    davon_d="dav. d",
    minderjaehrige="dav. unter 18",
    staat_code="Staatsang.",
    status="Aufenthaltsstatus",
    unterkunft_id="Erstunterkunft",
    herkunft_ae="Quelle",
)
_MIDDLE = columns(
    "Religion",
    "Team",
    "Bemerkungen",
    zuweisung_id="Zuw.-Nr.",
    zugangsart="Zugangsart",
    personen="Personen",
    davon_m="davon männlich",
    davon_w="davon weiblich",
    davon_d="davon divers",
    minderjaehrige="unter 18",
    staat_code="Herkunftsland",
    status="Status",
    angekuendigt_am="Ankündigung",
    ankunft_plan="geplante Ankunft",
    ankunft_ist="Ankunft am",
    unterkunft_id="Unterkunft",
    herkunft_ae="Erstaufnahme",
)
_SHORT = columns(
    "Bemerkung",
    zuweisung_id="Zuweisungsnummer",
    ankunft_ist="angekommen am",
    angekuendigt_am="Angekündigt am",
    zugangsart="Zuw.-Art",
    staat_code="Staatsangehörigkeit",
    status="Status",
    personen="Anzahl Personen",
    minderjaehrige="davon unter 18",
    davon_m="davon m",
    davon_w="davon w",
    davon_d="davon d",
    unterkunft_id="Erstunterkunft",
)
_LAYOUTS = (
    Layout(_LONG, "cp1252", "kurz"),
    Layout(_MIDDLE, "utf-8-sig", "lang"),
    Layout(_SHORT, "cp1252", "lang", "\n"),
)
_SPOILERS: tuple[tuple[mess.Spoiler, tuple[str, ...]], ...] = (
    (mess.impossible_day("ankunft_ist"), ("ankunft_ist",)),
    (mess.mistyped_year("ankunft_ist"), ("ankunft_ist",)),
    (mess.swapped("angekuendigt_am", "ankunft_ist"), ("angekuendigt_am", "ankunft_ist")),
    (mess.replaced("staat_code", "siehe Akte", "?"), ("staat_code",)),
    (mess.replaced("zugangsart", "nachgemeldet"), ("zugangsart",)),
    (mess.replaced("personen", "ca. 4", "0"), ("personen",)),
    (mess.one_more("davon_m"), ("davon_w",)),
    (mess.replaced("unterkunft_id", "GU-77"), ("unterkunft_id",)),
)


def layout_for(first: Month, last: Month) -> Layout:
    """The form of the list in a span of months: it changed in 2018 and 2021, then goes from hand to hand."""
    if first != last:
        return _LAYOUTS[(first.year >= 2018) + (first.year >= 2021)]
    return _LAYOUTS[first.number % 3]


def one_row_per_person(month: Month) -> bool:
    """Whether the office wrote persons instead of households in that month."""
    return month.year in (2016, 2019) or (month.year >= 2024 and month.number % 5 == 2)


def _persons(household: Household) -> list[Household]:
    """What stands in one row each: the household, or each of its persons with a number of its own."""
    month = month_of(household.arrived or household.planned or dt.date.min)
    if household.size == 1 or not one_row_per_person(month):
        return [household]
    return [
        replace(household, number=f"{household.number}/{index}", persons=(person,))
        for index, person in enumerate(household.persons, start=1)
    ]


def _row(rng: random.Random, household: Household, arrived: dt.date | None, site: str, style: DateStyle) -> Row:
    reference = household.arrived or household.planned or dt.date.min
    other = household.count("d", "oa")
    return {
        "zuweisung_id": household.number,
        "zugangsart": spell(rng, KINDS, household.kind),
        "angekuendigt_am": day_text(household.announced, style),
        "ankunft_plan": day_text(household.planned, style),
        "ankunft_ist": day_text(arrived, style),
        "personen": str(household.size),
        "davon_m": str(household.count("m")),
        "davon_w": str(household.count("w")),
        "davon_d": str(other) if other or style == "lang" else "-",
        "minderjaehrige": str(sum(person.is_minor(reference) for person in household.persons)),
        "staat_code": spell(rng, STATES, household.origin, 0.25),
        "status": spell(rng, STATUS, household.status),
        "unterkunft_id": site,
        "herkunft_ae": household.reception or "",
        "Bemerkung": rng.choice(_REMARKS),
        "Bemerkungen": rng.choice(_REMARKS),
        "Religion": "k. A.",
        "Team": f"Team {1 + len(household.number) % 3}",
    }


def _first_sites(town: Town) -> dict[str, str]:
    """The site of the first stay of each household, where it was a site."""
    first: dict[str, str] = {}
    for stay in town.stays:
        first.setdefault(stay.household.hh_id, stay.site or "")
    return first


class ArrivalList:
    """All Zuweisungslisten of one town; each span of months can be written by itself."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._sites = _first_sites(town)
        self._came: dict[Month, list[Household]] = {}
        self._announced: dict[Month, list[Household]] = {}
        for household in (*town.households, *town.absent, *town.expected):
            if household.arrived is not None and month_of(household.arrived) <= town.until:
                self._came.setdefault(month_of(household.arrived), []).append(household)
            if household.announced is not None:
                self._announced.setdefault(month_of(household.announced), []).append(household)
        for announced in self._announced.values():
            # Otherwise the order would tell who is only expected yet, and a list would depend on the last month.
            announced.sort(key=lambda household: (household.announced or dt.date.min, household.number))

    def _in(self, by_month: dict[Month, list[Household]], months: Sequence[Month]) -> Iterable[Household]:
        return (household for month in months for household in by_month.get(month, ()))

    def _first_report(self, household: Household, monthly: bool) -> dt.date | None:
        """The day of arrival as first reported: in a few cases a day or two too early, corrected a month later."""
        day = household.arrived
        if day is None or not monthly or not self._is_corrected(household):
            return day
        return max(day - dt.timedelta(days=2), day.replace(day=1), household.announced or day)

    def _is_corrected(self, household: Household) -> bool:
        return stream(self._town.seed, "berichtigt", household.number).random() < 0.03

    def _is_sent_again(self, household: Household) -> bool:
        return stream(self._town.seed, "nochmals", household.number).random() < 0.04

    def rows(self, months: Sequence[Month], style: DateStyle, rng: random.Random, kinds: Sequence[str]) -> list[Row]:
        """Rows of a span: who arrived, who is announced, and in monthly lists what is sent again."""
        monthly = len(months) == 1
        stand = months[-1].last
        entries = [(h, self._first_report(h, monthly)) for h in self._in(self._came, months)]
        for household in self._in(self._announced, months):
            if household.arrived is None or household.arrived > stand:
                entries.append((household, None))
        if monthly:
            again = self._came.get(months[0].plus(-1), [])
            entries += [(h, h.arrived) for h in again if self._is_corrected(h) or self._is_sent_again(h)]
        return [
            _row(rng, person, arrived, self._sites.get(household.hh_id, "") if arrived else "", style)
            for household, arrived in entries
            if household.kind in kinds
            for person in _persons(household)
        ]

    def write(self, months: Sequence[Month], kinds: Sequence[str], name: str) -> bytes | None:
        """The list of a span of months as a file, with its mess; None where nobody came and no list is sent."""
        layout = layout_for(months[0], months[-1])
        rng = stream(self._town.seed, "zuweisungsliste", months[0], months[-1], *kinds)
        rows = self.rows(months, layout.dates, rng, kinds)
        if not rows:
            return None
        rows = mess.contradict_some(rng, rows, 0.0008, mess.replaced("status", "Duldung"), ("status",))
        rows = mess.spoil_some(rng, rows, 0.0065, _SPOILERS)
        rows = mess.repeat_some(rng, rows, 0.004)
        total = {"personen": str(sum(int(r["personen"]) for r in rows if r["personen"].isdigit()))}
        return write_sheet(layout, name, months[-1].last, rows, rng, total)
