"""Tables of offices that deliver numbers only: inhabitants by Stadtviertel, children in Kitas, naturalisations."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from etl.example import mess
from etl.example.districts import DISTRICTS, District, district_text
from etl.example.forms import Span, book, money, office_sheet, quarter_spans, span_name
from etl.example.months import Month
from etl.example.plan import FIRST_DELIVERED, between
from etl.example.sheet import Layout, Row, columns, day_text, write_sheet
from etl.example.streams import stream
from etl.example.town import Town
from etl.xlsx import Sheet

# Published: 238,321 at the end of 2015, 241,093 at the end of 2017, 243,452 in 2024.
_INHABITANTS: Sequence[tuple[Month, int]] = (
    (Month(2013, 12), 232_000),
    (Month(2015, 12), 238_321),
    (Month(2017, 12), 241_093),
    (Month(2020, 12), 238_100),
    (Month(2024, 12), 243_452),
    (Month(2026, 12), 243_900),
)
# Foreigners per thousand; published are 5.2 % in 2014, 7.3 % in 2015, 9.2 % in 2017, 10.4 % in 2020, 14.8 % in 2024.
_FOREIGNERS: Sequence[tuple[Month, int]] = (
    (Month(2013, 12), 46),
    (Month(2014, 12), 52),
    (Month(2015, 12), 73),
    (Month(2017, 12), 92),
    (Month(2020, 12), 104),
    (Month(2024, 12), 148),
    (Month(2026, 12), 158),
)
AGES = (
    "unter 3",
    "3 bis unter 6",
    "6 bis unter 18",
    "18 bis unter 25",
    "25 bis unter 45",
    "45 bis unter 65",
    "65 und älter",
)
_AGE_SHARES = {
    "deutsch": (2.5, 2.7, 9.6, 7.4, 25.0, 26.0, 26.8),
    "nichtdeutsch": (4.6, 4.8, 17.5, 14.1, 38.0, 16.6, 4.4),
}
_KITA = {"deutsch": (58.0, 94.0), "nichtdeutsch": (24.0, 72.0)}
_NATURALISED: Sequence[tuple[int, int]] = (
    (2014, 265),
    (2016, 240),
    (2019, 330),
    (2021, 480),
    (2022, 760),
    (2023, 1020),
    (2024, 1490),
    (2025, 1640),
)
# The register prints no number below three; only rows of at most sixty persons are spoilt.
_HIDDEN_BELOW = 3
_FEW = 60
_DAY_AND_MONTH = re.compile(r"([1-9])\.(0[1-9]|1[0-2])")
_MADE_A_DAY = re.compile(r"0([1-9]\.(?:0[1-9]|1[0-2]))\.\d{4}")
_ROWS_BETWEEN_NOTES = 140
LAYOUT_INHABITANTS = Layout(
    columns(
        viertel_nr="Stadtviertel",
        stichtag="Stichtag",
        altersgruppe="Altersgruppe",
        nationalitaet="Staatsangehörigkeit",
        einwohner="Einwohner",
    )
)
LAYOUT_KITA = Layout(
    columns(
        stichtag="Stichtag",
        altersgruppe="Alter der Kinder",
        nationalitaet="Gruppe",
        kinder="betreute Kinder",
        quelle="Herkunft der Zahl",
        verfahren="Verfahren",
    ),
    "utf-8-sig",
)
LAYOUT_NATURALISED = Layout(
    columns(
        jahr="Berichtsjahr",
        einbuergerungen="Einbürgerungen",
        anspruch="dav. Anspruch",
        berechtigte="Berechtigte",
        quelle="Herkunft der Zahl",
        verfahren="Verfahren",
    )
)


def _parts(total: int, shares: Sequence[float]) -> list[int]:
    """The total in whole parts of these shares; the parts add up."""
    edges = [0, *(round(total * part / sum(shares)) for part in accumulate(shares))]
    return [after - before for before, after in pairwise(edges)]


def inhabitants(district: District, month: Month) -> dict[str, list[int]]:
    """Germans and others of a Stadtviertel by age group at the end of a month."""
    city = between(_INHABITANTS, month)
    everyone = round(city * district.inhabitants / sum(d.inhabitants for d in DISTRICTS))
    weight = sum(d.inhabitants * d.foreign for d in DISTRICTS) / sum(d.inhabitants for d in DISTRICTS)
    share = min(0.9, between(_FOREIGNERS, month) / 1000 * district.foreign / weight)
    foreigners = round(everyone * share)
    return {
        "deutsch": _parts(everyone - foreigners, _AGE_SHARES["deutsch"]),
        "nichtdeutsch": _parts(foreigners, _AGE_SHARES["nichtdeutsch"]),
    }


def _number(rng: random.Random, count: int, recent: bool) -> str:
    """A number as the register prints it: hidden when small, with a sign for corrected or provisional ones."""
    if count == 0:
        return "-"
    if count < _HIDDEN_BELOW:
        return "."
    grouped = money(count).removesuffix(",00")
    return f"{grouped} {'p' if recent else 'r'}" if rng.random() < 0.01 else grouped


def _inhabitant_rows(rng: random.Random, month: Month, recent: bool) -> list[Row]:
    rows = []
    for district in DISTRICTS:
        text = district_text(rng, district.nr)
        for nationality, groups in inhabitants(district, month).items():
            rows += [
                {
                    "viertel_nr": text,
                    "stichtag": day_text(month.last, "lang"),
                    "altersgruppe": age,
                    "nationalitaet": nationality,
                    "einwohner": _number(rng, count, recent),
                }
                for age, count in zip(AGES, groups, strict=True)
            ]
    return rows


def _with_notes(rows: Sequence[Row]) -> list[Row]:
    """Between the rows, as the register has them: what is part of what, which is no row of its own."""
    noted: list[Row] = []
    for number, row in enumerate(rows, start=1):
        noted.append(row)
        if number % _ROWS_BETWEEN_NOTES == 0:
            noted.append({"viertel_nr": "dar. mit Nebenwohnsitz", "einwohner": "12"})
    return noted


def _as_spreadsheet(text: str, year: int) -> str:
    """What a spreadsheet makes of a number typed with a dot: 1.01 is the first of January."""
    typed = _DAY_AND_MONTH.fullmatch(text)
    return f"0{typed[1]}.{typed[2]}.{year}" if typed else text


def _texts_as_typed(sheet: Sheet) -> Sheet:
    """The same sheet; what is stored as text in the first column no spreadsheet has made a day of."""
    rows = [
        [made[1] if isinstance(cell, str) and (made := _MADE_A_DAY.fullmatch(cell)) else cell, *rest]
        for cell, *rest in (row or [""] for row in sheet.rows)
    ]
    return replace(sheet, rows=rows)


def _has_few(row: Row) -> bool:
    """Rows with few persons: a refused one moves no total by more than the register itself is unsure of."""
    return row["einwohner"].isdigit() and int(row["einwohner"]) <= _FEW


def _inhabitants(town: Town, span: Span) -> tuple[str, bytes]:
    rng = stream(town.seed, "bevoelkerung", span[0], span[-1])
    quarters = [month for month in span if month.month % 3 == 0]
    rows = [row for month in quarters for row in _inhabitant_rows(rng, month, len(quarters) == 1)]
    bad = (
        (mess.replaced("viertel_nr", "OL Kanena", "Stadt gesamt"), ("viertel_nr",)),
        (mess.replaced("altersgruppe", "n. b."), ("altersgruppe",)),
    )
    rows = _with_notes(mess.spoil_some(rng, rows, 0.02, bad, _has_few))
    name, stand, title = f"Einwohner_{span_name(span)}", span[-1].last, "Einwohner nach Stadtviertel"
    if len(quarters) > 1:
        return f"{name}.csv", write_sheet(LAYOUT_INHABITANTS, title, stand, rows, rng)
    rows = [{**row, "viertel_nr": _as_spreadsheet(row["viertel_nr"], stand.year)} for row in rows]
    typed = ("viertel_nr", "stichtag", "einwohner")
    sheet = office_sheet("Bestand", LAYOUT_INHABITANTS, title, stand, rows, rng, typed)
    return f"{name}.xlsx", book(_texts_as_typed(sheet))


def _kita(years: Sequence[int]) -> list[Row]:
    rows = []
    for year in years:
        month = Month(year, 3)
        totals = {nationality: [0, 0] for nationality in _KITA}
        for district in DISTRICTS:
            for nationality, groups in inhabitants(district, month).items():
                totals[nationality] = [old + new for old, new in zip(totals[nationality], groups[:2], strict=True)]
        for nationality, rates in _KITA.items():
            trend = 0.6 * (year - 2014) if nationality == "nichtdeutsch" else 0.1 * (year - 2014)
            rows += [
                {
                    "stichtag": f"01.03.{year}",
                    "altersgruppe": age,
                    "nationalitaet": nationality,
                    "kinder": str(round(total * min(98.0, rate + trend) / 100)),
                    "quelle": "Meldung der Einrichtungen (erfunden)",
                    "verfahren": "exakt",
                }
                for age, total, rate in zip(AGES[:2], totals[nationality], rates, strict=True)
            ]
    return rows


def _naturalised(seed: int, years: Sequence[int]) -> list[Row]:
    rows = []
    for year in years:
        rng = stream(seed, "einbuergerung", year)
        total = [count for since, count in _NATURALISED if since <= year][-1] * rng.uniform(0.97, 1.03)
        foreigners = between(_FOREIGNERS, Month(year, 12)) / 1000 * between(_INHABITANTS, Month(year, 12))
        counts = (total, total * rng.uniform(0.68, 0.76), foreigners * (0.36 if year >= 2024 else 0.27))
        names = ("einbuergerungen", "anspruch", "berechtigte")
        rows.append(
            {
                "jahr": str(year),
                **{name: str(5 * round(count / 5)) for name, count in zip(names, counts, strict=True)},
                "quelle": "erfundene Statistik",
                "verfahren": "auf 5 gerundet",
            }
        )
    return rows


def _year_groups(years: Sequence[int]) -> list[Sequence[int]]:
    """The history in one file, the last two years in files of their own."""
    return [group for group in (years[:-2], years[-2:-1], years[-1:]) if group]


def resident_deliveries(town: Town) -> Iterator[tuple[str, bytes]]:
    """File name -> bytes of inhabitants by quarter, and of children and naturalisations by year."""
    until = town.until
    for span in quarter_spans(until, FIRST_DELIVERED):
        yield _inhabitants(town, span)
    march = [year for year in range(2014, until.year + 1) if Month(year, 8) <= until]
    for group in _year_groups(march):
        rng = stream(town.seed, "kita", group[-1])
        stand = Month(group[-1], 8).last
        yield f"Kita_{group[-1]}.csv", write_sheet(LAYOUT_KITA, "Betreute Kinder", stand, _kita(group), rng)
    ended = [year for year in range(2014, until.year) if Month(year + 1, 6) <= until]
    for group in _year_groups(ended):
        rng = stream(town.seed, "einbuergerungen", group[-1])
        rows, stand = _naturalised(town.seed, group), Month(group[-1] + 1, 6).last
        yield f"Einbuergerungen_{group[-1]}.csv", write_sheet(LAYOUT_NATURALISED, "Einbürgerungen", stand, rows, rng)
