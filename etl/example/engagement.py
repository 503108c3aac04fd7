"""Volunteers, donations in kind and cases of the ombuds office of the invented city."""

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence

from etl.example import mess
from etl.example.months import Month, months_between
from etl.example.sheet import Layout, Row, columns, day_text, write_sheet
from etl.example.spellings import spell
from etl.example.streams import draw, stream, token
from etl.example.town import Town

# Persons who offer help per month. Published: 40 in the first three months of 2015, more than 300 in March 2022.
_VOLUNTEERS: Sequence[tuple[Month, int]] = (
    (Month(2014, 6), 5),
    (Month(2015, 1), 13),
    (Month(2015, 4), 20),
    (Month(2015, 9), 70),
    (Month(2016, 3), 25),
    (Month(2017, 1), 9),
    (Month(2022, 3), 310),
    (Month(2022, 4), 90),
    (Month(2022, 7), 18),
    (Month(2023, 1), 9),
)
_DONATIONS: Sequence[tuple[Month, int]] = (
    (Month(2015, 9), 60),
    (Month(2016, 7), 26),
    (Month(2018, 1), 16),
    (Month(2022, 3), 80),
    (Month(2022, 9), 24),
    (Month(2024, 1), 18),
)
_CASES: Sequence[tuple[Month, int]] = (
    (Month(2015, 10), 7),
    (Month(2017, 1), 9),
    (Month(2022, 4), 14),
    (Month(2024, 1), 10),
)
TASKS = ("Patenschaft", "Patenschaft", "Begleitung", "Sprachangebot", "Freizeit", "Sachspende", "Lotse")
THINGS = ("Kleidung", "Möbel", "Hausrat", "Kindersachen", "Schulbedarf", "Sonst.")
TOPICS = (
    ("Wohnen", 0.3),
    ("Leistung", 0.2),
    ("Aufenthalt", 0.2),
    ("Schule/Kita", 0.12),
    ("Arbeit", 0.08),
    ("Diskriminierung", 0.1),
)
RESULTS = {
    "geloest": ("gelöst",),
    "vermittelt": ("vermittelt", "weitergeleitet"),
    "teilweise": ("teilweise",),
    "ohne_ergebnis": ("ohne Ergebnis",),
}
LAYOUT_VOLUNTEERS = Layout(
    columns(
        "Name",
        "Telefon",
        ehr_id="Pseudonym Ehrenamt",
        meldung="Meldung am",
        erster_einsatz="erster Einsatz",
        letzter_einsatz="letzter Einsatz",
        einsatzart="Einsatzart",
        stunden="Std.",
    )
)
LAYOUT_DONATIONS = Layout(
    columns(
        "Beschreibung",
        vorgang_id="Vorgang",
        art="Art",
        kategorie="Kategorie",
        eingang="Eingang",
        erledigt="erledigt am",
        menge="Menge",
    ),
    "utf-8-sig",
)
LAYOUT_CASES = Layout(
    columns(
        "Staatsangehörigkeit",
        "Sachverhalt",
        fall_id="Fall-Nr.",
        eingang="Eingang",
        abschluss="Abschluss",
        themen="Thema",
        ergebnis="Ergebnis",
    )
)
Spoilers = tuple[tuple[mess.Spoiler, tuple[str, ...]], ...]
_VOLUNTEER_SPOILERS: Spoilers = (
    (mess.replaced("stunden", "nachmittags", "2-3"), ("stunden",)),
    (mess.swapped("meldung", "erster_einsatz"), ("meldung", "erster_einsatz")),
    (mess.impossible_day("meldung"), ("meldung",)),
)
_DONATION_SPOILERS: Spoilers = (
    (mess.replaced("menge", "3 Säcke Kleidung", "viel"), ("menge",)),
    (mess.swapped("eingang", "erledigt"), ("eingang", "erledigt")),
    (mess.replaced("kategorie", "Diverses"), ("kategorie",)),
)
_CASE_SPOILERS: Spoilers = (
    (mess.replaced("themen", "Wohnen, Nachbarn", "div."), ("themen",)),
    (mess.impossible_day("eingang"), ("eingang",)),
)
_ACTIVE_DAYS = 420


def step(values: Sequence[tuple[Month, int]], month: Month) -> int:
    """The value in force at a month; 0 before the first."""
    known = [value for since, value in values if since <= month]
    return known[-1] if known else 0


def _count(rng: random.Random, values: Sequence[tuple[Month, int]], month: Month, scale: float) -> int:
    expected = step(values, month) * scale * rng.uniform(0.9, 1.1)
    return int(expected) + (rng.random() < expected % 1)


def _hours(rng: random.Random) -> str:
    hours = rng.choice(("1", "1,5", "2", "2,5", "3", "4"))
    return hours + rng.choice(("", "", "h", " h", " Std."))


def _volunteers(town: Town) -> list[Row]:
    rows, stand = [], town.until.last
    for month in months_between(Month(2014, 6), town.until):
        rng = stream(town.seed, "ehrenamt", month)
        for number in range(_count(rng, _VOLUNTEERS, month, town.scale)):
            person = stream(town.seed, "ehrenamtlich", month, number)
            asked = dt.date(month.year, month.month, person.randint(1, month.days))
            first = asked + dt.timedelta(days=max(1, round(person.lognormvariate(3.1, 0.7))))
            last = first + dt.timedelta(days=round(person.expovariate(1 / _ACTIVE_DAYS)))
            works = person.random() > 0.2 and first <= stand
            seen = stand - dt.timedelta(days=person.randint(0, 40))
            latest = last if last <= stand else max(first, seen)
            rows.append(
                {
                    "ehr_id": f"E{token(town.seed, 'ehr', month, number, digits=10)}",
                    "meldung": day_text(asked, "lang"),
                    "erster_einsatz": day_text(first, "lang") if works else "",
                    "letzter_einsatz": day_text(latest, "lang") if works else "",
                    "einsatzart": person.choice(TASKS) if works else "",
                    "stunden": _hours(person) if works else "",
                    "Name": "N. N.",
                }
            )
    return rows


def _donations(town: Town) -> list[Row]:
    """Needs and offers; seven of ten needs are met within a month."""
    rows, stand = [], town.until.last
    for month in months_between(Month(2015, 9), town.until):
        rng = stream(town.seed, "sachspenden", month)
        for number in range(1, _count(rng, _DONATIONS, month, town.scale) + 1):
            need = rng.random() < 0.55
            came = dt.date(month.year, month.month, rng.randint(1, month.days))
            done = came + dt.timedelta(days=max(0, round(rng.lognormvariate(2.6, 0.9))))
            met = rng.random() < 0.92 and done <= stand
            rows.append(
                {
                    "vorgang_id": f"SP-{month.year}{month.month:02d}-{number:03d}",
                    "art": rng.choice(("Bedarf", "Gesuch")) if need else rng.choice(("Angebot", "Spende")),
                    "kategorie": rng.choice(THINGS),
                    "eingang": day_text(came, "lang"),
                    "erledigt": day_text(done, "lang") if met else "",
                    "menge": f"{rng.randint(1, 12)}{rng.choice(('', '', ' Stück', ' Kisten'))}",
                    "Beschreibung": "laut Vorgang",
                }
            )
    return rows


def _cases(town: Town) -> list[Row]:
    """Cases with one to three topics in one cell; most are closed within sixty days."""
    rows, stand = [], town.until.last
    for month in months_between(Month(2015, 10), town.until):
        rng = stream(town.seed, "ombudsfaelle", month)
        for number in range(1, _count(rng, _CASES, month, max(town.scale, 0.2)) + 1):
            came = dt.date(month.year, month.month, rng.randint(1, month.days))
            closed = came + dt.timedelta(days=max(1, round(rng.lognormvariate(3.5, 0.6))))
            topics = list(dict.fromkeys(draw(rng, TOPICS) for _ in range(draw(rng, ((1, 0.7), (2, 0.24), (3, 0.06))))))
            done = closed <= stand
            rows.append(
                {
                    "fall_id": f"OF-{month.year}-{month.month:02d}-{number:02d}",
                    "eingang": day_text(came, "lang"),
                    "abschluss": day_text(closed, "lang") if done else "",
                    "themen": rng.choice((", ", " + ", "; ")).join(topics),
                    "ergebnis": spell(rng, RESULTS, rng.choice(tuple(RESULTS))) if done else "",
                }
            )
    return rows


def engagement_deliveries(town: Town) -> Iterator[tuple[str, bytes]]:
    """File name -> bytes of the three lists as of the last day; none that has no rows yet."""
    stand = town.until.last
    lists: Mapping[str, tuple[Layout, list[Row], Spoilers]] = {
        "Ehrenamt": (LAYOUT_VOLUNTEERS, _volunteers(town), _VOLUNTEER_SPOILERS),
        "Sachspenden": (LAYOUT_DONATIONS, _donations(town), _DONATION_SPOILERS),
        "Ombudsfaelle": (LAYOUT_CASES, _cases(town), _CASE_SPOILERS),
    }
    for name, (layout, rows, spoilers) in lists.items():
        rng = stream(town.seed, "liste", name, town.until)
        rows = mess.repeat_some(rng, mess.spoil_some(rng, rows, 0.007, spoilers), 0.002)
        if rows:
            yield f"{name}_{stand}.csv", write_sheet(layout, name, stand, rows, rng)
