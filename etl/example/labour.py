"""Exports in the layouts of the labour agency's Migrations-Monitor, with invented figures."""

import csv
import io
from collections.abc import Iterator, Sequence

from etl.example.forms import money
from etl.example.months import Month
from etl.example.sheet import EXAMPLE_TITLE
from etl.example.streams import stream
from etl.example.town import Town

_FIRST_YEAR, _PUBLISHED_IN = 2014, 5
_AGES = (
    ("unter 25 Jahre", 0.12),
    ("25 bis unter 55 Jahre ", 0.75),
    ("55 Jahre und älter", 0.13),
    ("Keine Angabe", 0.0),
)
_STATES = (("Syrien", 24_000, 0.22), ("Ukraine", 6_000, 0.18))


def _export(rows: Sequence[Sequence[str]]) -> bytes:
    """Every cell quoted, as the agency's export is, with a byte order mark."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _count(number: float) -> str:
    return money(round(number)).removesuffix(",00")


def _unemployed(town: Town, state: str, base: int, growth: float, last: int) -> bytes:
    rows = [[EXAMPLE_TITLE], ["Jahr", "Frauen Arbeitslose ", "Männer Arbeitslose ", "Arbeitslose "]]
    for year in range(_FIRST_YEAR, last + 1):
        rng = stream(town.seed, "arbeitslose", state, year)
        total = base * (1 + growth * (year - _FIRST_YEAR)) * rng.uniform(0.95, 1.05)
        women = round(total * rng.uniform(0.36, 0.42))
        rows.append([str(year), _count(women), _count(round(total) - women), _count(round(total))])
    return _export(rows)


def _employed(town: Town, state: str, last: int) -> bytes:
    """Rates; in the first years those of women and men are not proven."""
    rows = [
        [EXAMPLE_TITLE],
        ["Jahr", "Frauen Beschäftigungsquote ", "Männer Beschäftigungsquote ", "Beschäftigungsquote "],
    ]
    for year in range(_FIRST_YEAR, last + 1):
        rng = stream(town.seed, "beschaeftigt", state, year)
        rate = 14 + 2.6 * (year - _FIRST_YEAR) * rng.uniform(0.9, 1.1)
        cells = [f"{value:.1f}".replace(".", ",") for value in (rate * 0.7, rate * 1.2, rate)]
        rows.append([str(year), *(("x", "x", cells[2]) if year < 2017 else cells)])
    return _export(rows)


def _by_age(town: Town, year: int, published: Month) -> bytes:
    total = 5_600_000 * (1 + 0.05 * (year - 2021)) * stream(town.seed, "alter", year).uniform(0.98, 1.02)
    rows = [
        [EXAMPLE_TITLE],
        ["Region", "Deutschland", "Regionsschlüssel:", "d"],
        ["Gebietsstand", f"{published.month:02d}/{published.year}"],
        ["Berichtsjahr", str(year)],
        ["Datenstand", f"{published.month:02d}/{published.year}"],
        ["Indikator", "Beschäftigte"],
        ["StaatsangehörigkeitEs werden nur Gruppen mit ausreichender Datenlage gezeigt.", "Ausländer"],
        [""],
        ["Hinweise:", "Der Stichtag 30.06. steht für das Jahr. Daten beziehen sich auf den Arbeitsort."],
        [""],
        ["Merkmal ", "Beschäftigte ", "Anteil an Insgesamt in % "],
        *([age, _count(round(total * share, -1)), str(round(100 * share))] for age, share in _AGES),
        [""],
        ["Exportdatum: ", f"21.{published.month:02d}.{published.year}", "16:52:7"],
        ["© erfundene Statistik für das Beispiel"],
    ]
    return _export(rows)


def labour_deliveries(town: Town) -> Iterator[tuple[str, bytes]]:
    """File name -> bytes of the exports of the last year published in spring."""
    last = town.until.year - (1 if town.until.month >= _PUBLISHED_IN else 2)
    if last < _FIRST_YEAR:
        return
    for state, base, growth in _STATES:
        yield f"Arbeitslose_{last}_{state}.csv", _unemployed(town, state, base, growth, last)
    yield f"Beschaeftigungsquoten_{last}_Syrien.csv", _employed(town, "Syrien", last)
    yield f"Beschaeftigte_Alter_{last}.csv", _by_age(town, last, Month(last + 1, 4))
