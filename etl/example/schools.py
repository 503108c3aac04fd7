"""Schools of the invented city, their language support and what they say they need."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from etl.example import mess
from etl.example.districts import district_text
from etl.example.forms import Span, half_spans, money, span_name
from etl.example.months import Month
from etl.example.plan import between
from etl.example.sheet import Layout, Row, columns, day_text, write_sheet
from etl.example.spellings import spell
from etl.example.streams import stream
from etl.example.town import Town

FIRST_GRANT = Month(2015, 8)
FORMS = {
    "gs": ("GS", "Grundschule"),
    "bbs": ("BbS", "Berufsbildende Schule"),
    "sek": ("Sek", "Sekundarschule"),
    "gems": ("GemS", "Gemeinschaftsschule"),
    "gym": ("Gym", "Gymnasium"),
    "kgs": ("KGS/IGS", "Gesamtschule"),
    "foes": ("FöS", "Förderschule"),
}
# EUR approved per school year; published are about 290,000 for 2018.
GRANTS: Sequence[tuple[int, int]] = (
    (2015, 120_000),
    (2016, 190_000),
    (2017, 240_000),
    (2018, 290_000),
    (2020, 270_000),
    (2022, 340_000),
    (2024, 380_000),
)
_FOREIGN: Sequence[tuple[Month, int]] = (
    (Month(2014, 1), 5),
    (Month(2016, 1), 9),
    (Month(2018, 1), 13),
    (Month(2022, 1), 17),
    (Month(2026, 1), 23),
)
_LANGUAGE_SCHOOLS = ("Sprachwerk Muster", "Sprachbrücke Beispiel e. V.", "Lernhaus Saaleaue gGmbH")
_PER_HOUR = 34


class School(NamedTuple):
    """A school; `grants` are the first and last school year (by its first calendar year) with city money."""

    nr: str
    name: str
    form: str
    district: str
    pupils: int
    foreign: float
    grants: tuple[int, int] | None = None


def _school(index: int, name: str, form: str, district: str, pupils: int, foreign: float, *years: int) -> School:
    grants = (years[0], years[1] if len(years) > 1 else 9999) if years else None
    return School(f"99{index:05d}", name, form, district, pupils, foreign, grants)


# Nine Grundschulen and one Berufsbildende Schule until 2017/18, thirteen, a Gesamtschule and a Gymnasium from 2018/19.
SCHOOLS: Sequence[School] = (
    _school(1, "Grundschule Ahornallee", "gs", "562", 260, 2.6, 2015),
    _school(2, "Grundschule Sonnenring", "gs", "561", 240, 1.9, 2015),
    _school(3, "Grundschule Kastanienplatz", "gs", "563", 230, 2.0, 2015),
    _school(4, "Grundschule Drosselweg", "gs", "455", 210, 1.8, 2015),
    _school(5, "Grundschule Am Brunnen", "gs", "102", 280, 1.5, 2015),
    _school(6, "Grundschule Lerchenfeld", "gs", "309", 170, 2.1, 2015),
    _school(7, "Grundschule Heidekraut", "gs", "572", 190, 1.4, 2016),
    _school(8, "Grundschule Altes Tor", "gs", "101", 220, 1.3, 2016),
    _school(9, "Grundschule Uferstraße", "gs", "411", 230, 1.1, 2017),
    _school(10, "Berufsbildende Schule Werkstatt", "bbs", "413", 900, 0.9, 2015, 2017),
    _school(11, "Grundschule Mühlenberg", "gs", "413", 240, 0.9, 2018),
    _school(12, "Grundschule Nordpark", "gs", "221", 230, 0.9, 2018),
    _school(13, "Grundschule Rosengarten", "gs", "103", 260, 1.0, 2018),
    _school(14, "Grundschule Sperlingsgasse", "gs", "414", 220, 0.8, 2018),
    _school(15, "Gesamtschule Westring", "kgs", "563", 820, 1.3, 2018),
    _school(16, "Gymnasium Lindenhof", "gym", "102", 760, 0.6, 2018),
    _school(17, "Grundschule Gesundbrunnen Muster", "gs", "412", 250, 0.5),
    _school(18, "Grundschule Ammertal", "gs", "451", 210, 0.3),
    _school(19, "Grundschule Kröllwitzer Höhe", "gs", "581", 240, 0.5),
    _school(20, "Grundschule Dölauer Weg", "gs", "591", 170, 0.2),
    _school(21, "Grundschule Büschfeld", "gs", "343", 200, 0.4),
    _school(22, "Sekundarschule Rennbahn", "sek", "562", 420, 1.9),
    _school(23, "Sekundarschule Südring", "sek", "455", 390, 1.5),
    _school(24, "Gemeinschaftsschule Saalebogen", "gems", "230", 450, 0.8),
    _school(25, "Gymnasium Paulusplatz", "gym", "204", 800, 0.4),
    _school(26, "Förderschule Birkenhain", "foes", "563", 140, 0.9),
)
LAYOUT_SCHOOLS = Layout(
    columns(
        "Schulleitung",
        "Telefon",
        schul_nr="Dienststellen-Nr.",
        schule="Schule",
        schulform="Schulform",
        viertel_nr="Stadtviertel",
        gueltig_ab="gültig ab",
        gueltig_bis="gültig bis",
    )
)
LAYOUT_GRANTS = Layout(
    columns(
        "Bemerkung",
        antrag_id="Antrags-Nr.",
        schul_nr="Dienststellen-Nr.",
        schuljahr="Schuljahr",
        halbjahr="Hj.",
        antrag_vom="Antrag vom",
        bescheid_vom="Bescheid vom",
        beantragt="beantragt",
        bewilligt="bewilligt",
        ausgezahlt="ausgezahlt",
        verausgabt="verausgabt lt. VN",
        stunden_bewilligt="Std. bewilligt",
        stunden_gehalten="Std. gehalten",
        kinder="Kinder gefördert",
        sprachschule="Sprachschule",
        vn_geprueft="VN geprüft",
        psp_element="PSP-Element",
    )
)
LAYOUT_NEED = Layout(
    columns(
        "Bemerkung",
        schul_nr="Dienststellen-Nr.",
        stichtag="Stichtag",
        schueler="Schüler ges.",
        schueler_auslaendisch="ausl. Schüler",
        mit_bedarf="mit Sprachförderbedarf",
    ),
    "utf-8-sig",
)
_GRANT_SPOILERS: tuple[tuple[mess.Spoiler, tuple[str, ...]], ...] = (
    (mess.replaced("schuljahr", "2019", "16/18"), ("schuljahr",)),
    (mess.replaced("beantragt", "siehe Bescheid"), ("beantragt",)),
    (mess.replaced("schul_nr", "9999999"), ("schul_nr",)),
    (mess.swapped("antrag_vom", "bescheid_vom"), ("antrag_vom", "bescheid_vom")),
)


def funded(school: School, school_year: int) -> bool:
    """Whether a school has city money in the school year that begins in that year."""
    return school.grants is not None and school.grants[0] <= school_year <= school.grants[1]


def counts(seed: int, school: School, month: Month) -> tuple[int, int, int]:
    """Pupils, foreign pupils and those in need of language support at a month."""
    rng = stream(seed, "schule", school.nr, month)
    pupils = round(school.pupils * rng.uniform(0.97, 1.03))
    foreign = round(pupils * min(0.75, between(_FOREIGN, month) / 100 * school.foreign * rng.uniform(0.92, 1.08)))
    return pupils, foreign, round(foreign * rng.uniform(0.5, 0.62))


def approved(seed: int, school: School, school_year: int, half: int) -> float:
    """EUR approved for a school in one half of a school year; the halves of all schools add up to the plan."""
    month = Month(school_year, 9)
    needs = {s.nr: counts(seed, s, month)[2] for s in SCHOOLS if funded(s, school_year)}
    total = [money for since, money in GRANTS if since <= school_year][-1]
    return round(total * (0.45 if half == 1 else 0.55) * needs[school.nr] / sum(needs.values()), -1)


def school_year_text(year: int, form: int) -> str:
    """A school year in one of four forms: 2016/17, 2016/2017, 16/17, SJ 2016."""
    return (
        f"{year}/{(year + 1) % 100:02d}",
        f"{year}/{year + 1}",
        f"{year % 100:02d}/{(year + 1) % 100:02d}",
        f"SJ {year}",
    )[form % 4]


def _grant_row(rng: random.Random, seed: int, school: School, year: int, half: int) -> Row:
    asked_on = dt.date(year, 8, rng.randint(10, 30)) if half == 1 else dt.date(year + 1, 2, rng.randint(1, 12))
    granted = approved(seed, school, year, half)
    spent = round(granted * rng.uniform(0.82, 1.0), 2)
    form = (year + half) % 4
    hours = round(granted / _PER_HOUR)
    children = min(counts(seed, school, Month(year, 9))[2], max(1, round(granted / 190)))
    return {
        "antrag_id": f"SFO-{year}-{half}-{school.nr[-2:]}",
        "schul_nr": school.nr,
        "schuljahr": school_year_text(year, form),
        "halbjahr": str(half),
        "antrag_vom": day_text(asked_on, "lang"),
        "bescheid_vom": day_text(asked_on + dt.timedelta(days=rng.randint(14, 60)), "lang"),
        "beantragt": money(granted * rng.uniform(1.0, 1.25), form),
        "bewilligt": money(granted, form),
        "ausgezahlt": money(granted, form),
        "verausgabt": money(spent, form) if rng.random() < 0.9 else "",
        "stunden_bewilligt": f"{hours} Std." if form == 3 else str(hours),
        "stunden_gehalten": str(round(hours * spent / granted)) if granted else "0",
        "kinder": "<3" if children < 3 else str(children),
        "sprachschule": rng.choice(_LANGUAGE_SCHOOLS),
        "vn_geprueft": rng.choice(("ja", "ja", "nein", "x")),
        "psp_element": "1.24301.05",
        "Bemerkung": rng.choice(("", "", "Kinder aus zwei Kursen einmal gezählt")),
    }


def _halves(span: Span) -> list[tuple[int, int]]:
    """(first year of the school year, half) of the halves that lie in a span; February belongs to the second."""
    begins = [month for month in span if month.month in (2, 8)]
    return [(month.year if month.month == 8 else month.year - 1, 1 if month.month == 8 else 2) for month in begins]


def _grants(town: Town, span: Span) -> bytes:
    rng = stream(town.seed, "sfo_antraege", span[0], span[-1])
    rows = [
        _grant_row(stream(town.seed, "antrag", school.nr, year, half), town.seed, school, year, half)
        for year, half in _halves(span)
        for school in SCHOOLS
        if funded(school, year)
    ]
    rows = mess.spoil_some(rng, rows, 0.008, _GRANT_SPOILERS)
    return write_sheet(LAYOUT_GRANTS, "Anträge Sprachförderung", span[-1].last, rows, rng)


def _needs(town: Town, span: Span) -> bytes:
    """One school in thirty does not answer; a handful of children is written as <3."""
    rng = stream(town.seed, "sfo_bedarf", span[0], span[-1])
    rows: list[Row] = []
    for year, half in _halves(span):
        month = Month(year, 10) if half == 1 else Month(year + 1, 3)
        for school in SCHOOLS:
            if rng.random() < 0.03:
                continue
            pupils, foreign, need = counts(town.seed, school, month)
            cells = [str(n) if n >= 3 or n == 0 else "<3" for n in (pupils, foreign, need)]
            names = ("schueler", "schueler_auslaendisch", "mit_bedarf")
            rows.append(
                {
                    "schul_nr": school.nr,
                    "stichtag": day_text(month.first, "lang"),
                    **dict(zip(names, cells, strict=True)),
                }
            )
    unclear = mess.replaced("mit_bedarf", "ca. 20", "viele")
    rows = mess.spoil_some(
        rng, rows, 0.008, ((unclear, ("mit_bedarf",)), (mess.swapped("schueler", "mit_bedarf"), ("mit_bedarf",)))
    )
    return write_sheet(LAYOUT_NEED, "Sprachförderbedarf", span[-1].last, rows, rng)


def school_deliveries(town: Town) -> Iterator[tuple[str, bytes]]:
    """File name -> bytes of the list of schools, and applications and needs of each span of school halves."""
    rng = stream(town.seed, "schulen", town.until)
    rows = [
        {
            "schul_nr": school.nr,
            "schule": school.name.replace("Grundschule", "GS") if index % 4 == 1 else school.name,
            "schulform": spell(rng, FORMS, school.form, 0.3),
            "viertel_nr": district_text(rng, school.district),
            "gueltig_ab": "01.08.1991" if index % 3 else "",
            "Schulleitung": "N. N.",
        }
        for index, school in enumerate(SCHOOLS)
    ]
    yield f"Schulen_{town.until.last}.csv", write_sheet(LAYOUT_SCHOOLS, "Liste der Schulen", town.until.last, rows, rng)
    for span in half_spans(town.until, FIRST_GRANT):
        yield f"Sprachfoerderung_Antraege_{span_name(span)}.csv", _grants(town, span)
        yield f"Sprachfoerderung_Bedarf_{span_name(span)}.csv", _needs(town, span)
