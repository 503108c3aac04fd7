"""Small hand-made lists about housing, planning, space and money; a home that has loaded them or a short example."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

import duckdb
import pytest
from small_city import REPOSITORY, sheet

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.load import load_catalogue
from etl.catalogue.tables import Rows
from etl.example.write import write_example
from etl.home import Home, init
from etl.pipeline import Clock, run

STAND = "31.03.2026"
CLOCK = Clock(dt.date(2026, 4, 5), dt.datetime(2026, 4, 5, 8, 0, 0))
EXAMPLE_CLOCK = Clock(dt.date(2017, 5, 8), dt.datetime(2017, 5, 8, 8, 0, 0))
Cells = tuple[object, ...]
_HOMES: dict[str, Home] = {}
INDICATORS = {
    "auslaenderanteil", "betreuungsrelation", "budgetausschoepfung", "dezentralquote", "dichte_je_1000",
    "dissimilaritaet", "erstattungsquote", "gu_abgang_ausreise", "gu_abgang_wohnung", "gu_abgang_wohnung_je_100",
    "gu_belegung", "gu_bestand_dauer", "gu_reichweite", "gu_verweildauer_med", "gu_zielueberschreitung",
    "handlungsfenster",
    "leerplatzkosten", "minderjaehrige_gu_lang", "nettoaufwand_person", "notunterkunft_naechte",
    "prognosefehler_wape_1m", "prognosefehler_wape_3m", "quotenerfuellung", "statuswechsler_quote",
}  # fmt: skip
KINDS = ["small", pytest.param("example", marks=pytest.mark.slow)]


@lru_cache(maxsize=1)
def whole_catalogue() -> Catalogue:
    """The catalogue of the repository with the indicators that are reckoned again here, and a quota that moves."""
    whole = load_catalogue(REPOSITORY / "data" / "catalogue", REPOSITORY / "data" / "reference")
    return replace(
        whole,
        indicators={key: whole.indicators[key] for key in sorted(INDICATORS)},
        tables=tuple(_moving(table) if table.table.id == "aufnahmequote" else table for table in whole.tables),
    )


def _moving(quota: Rows) -> Rows:
    """The quota with another value in each half-year; a constant would hide which half-year was taken."""
    return replace(quota, rows=[(row[0], Decimal(number + 5), *row[2:]) for number, row in enumerate(quota.rows)])


@contextmanager
def workshop_of(kind: str, factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The workshop after one run, of the small lists or of a short example; each is made once for all modules."""
    if kind not in _HOMES:
        home = init(factory.mktemp(kind) / "home")
        if kind == "small":
            write_lists(home)
            result = run(home, home.inbox, whole_catalogue(), CLOCK)
        else:
            write_example(home.inbox, until="2017-04", scale=0.4, today=EXAMPLE_CLOCK.today)
            result = run(home, home.inbox, whole_catalogue(), EXAMPLE_CLOCK)
        assert result.release_id, result.impossible
        _HOMES[kind] = home
    with duckdb.connect(str(_HOMES[kind].workshop), read_only=True) as con:
        yield con


def write_lists(home: Home) -> None:
    for name, (headings, cells) in LISTS.items():
        content = sheet(name, STAND, headings.split(";"), cells)
        (home.inbox / f"BEISPIEL_{name}.csv").write_bytes(content)


def _stay(person: str, place: str, begin: str, end: str | None, goal: str | None = None, **more: Any) -> Cells:
    """One row; a place with a slash, or six digits, or P- is a flat."""
    flat = place[0].isdigit() or place.startswith("P-")
    site, home = (None, place) if flat else (place, None)
    return (person, site, home, begin, end, goal, more.get("born", 1990), more.get("sex", "m"), more.get("until"))


def _groups() -> list[Cells]:
    """Enough people that shares are not tied to single persons, with the edges of every definition among them."""
    rows = [_stay(f"alt{n}", "GU-01", f"{n + 1}.11.2015", f"{n + 1}.0{n % 8 + 1}.2016", "privat") for n in range(12)]
    away = ("Fortzug", "Abschiebung", "freiwillige Ausreise")
    rows += [
        _stay(f"kurz{n}", "GU-02", "15.06.2016", f"{n + 10}.01.2018", away[n % 3], born=2005 + n) for n in range(9)
    ]
    rows += [_stay(f"neu{n}", "GU-01", f"{n + 2}.09.2025", None, born=2003 + n, sex="mw"[n % 2]) for n in range(14)]
    rows += [_stay(f"ende{n}", "GU-02", "01.10.2025", None, until=f"{n + 25}.02.2026") for n in range(4)]
    rows += [_stay(f"halle{n}", "NU-01", "20.01.2026", f"{n + 1}.03.2026") for n in range(11)]
    rows += [_stay(f"hof{n}", "1000/1/1", "10.12.2025", None, sex="w") for n in range(6)]
    rows += [_stay(f"ring{n}", "000124", "01.01.2026", "31.03.2026" if n == 0 else None) for n in range(5)]
    return rows


STAYS = [
    *_groups(),
    # Exactly at, one day beyond, and a chain that only counts together: target of 180 days on 31.03.2026.
    _stay("genau", "GU-01", "02.10.2025", None, born=2008, sex="d"),
    _stay("darüber", "GU-01", "01.10.2025", None, born=2009, sex="w"),
    _stay("kette", "GU-01", "01.08.2025", "10.01.2026", "andere GU", born=2012),
    _stay("kette", "GU-02", "13.01.2026", None, born=2012),
    _stay("dreimal", "GU-01", "01.08.2025", "10.10.2025", "andere GU", born=2011),
    _stay("dreimal", "GU-02", "12.10.2025", "12.12.2025", "andere GU", born=2011),
    _stay("dreimal", "GU-01", "14.12.2025", None, born=2011),
    _stay("umzug", "GU-01", "01.08.2025", "28.02.2026", "andere GU", born=2010),
    _stay("umzug", "GU-02", "28.02.2026", None, born=2010),
    _stay("bruch", "GU-01", "01.08.2025", "10.01.2026", "Kontingent", born=2012),
    _stay("bruch", "GU-02", "14.01.2026", "20.03.2026", "Kontingent", born=2012),
    # Moves on without an entry, leaves on a month end, arrives after the Stand, moves on the same day.
    _stay("weiter", "GU-02", "05.11.2025", None),
    _stay("weiter", "P-00001", "20.02.2026", None),
    _stay("letzter", "GU-02", "05.01.2026", "28.02.2026", "privat", until="28.02.2026"),
    _stay("anfang", "GU-01", "28.02.2026", None),
    _stay("allein", "GU-05", "20.01.2026", None),
    _stay("später", "GU-02", "07.04.2026", None),
    _stay("gleich", "GU-01", "09.02.2026", "09.02.2026", "andere GU"),
    _stay("gleich", "WZ-01", "09.02.2026", None),
    _stay("fremd", "9999/9/9", "01.02.2026", None),
    _stay("gewähr", "GW-01", "01.02.2026", "15.03.2026", "unbekannt"),
]
SITES = (
    ("GU-01", "Haus Eins", "GU", "101", "01.01.2015", None, "12,50"),
    ("GU-02", "Haus Zwei", "GU", "455", "01.01.2015", "31.05.2026", "11,05"),
    ("GU-03", "Haus Drei", "GU", "562", "01.05.2026", None, "13,00"),
    ("GU-04", "Haus Vier", "GU", "221", "01.01.2020", "28.02.2026", "9,00"),
    ("GU-05", "Haus Fünf", "GU", "309", "01.01.2020", None, None),
    ("WZ-01", "Zentrum", "Wohnzentrum", "562", "01.01.2020", None, "14,00"),
    ("NU-01", "Halle am Feld", "Notunterkunft", "222", "01.01.2020", None, None),
    ("GW-01", "Gewährhof", "Gewährleistungswohnung", "309", "01.01.2020", None, None),
)
_PLACES = {"GU-01": (22, 2, "in Betrieb"), "GU-02": (12, "-", "in Betrieb"), "GU-03": (10, 1, "im Aufbau")}
CAPACITY = [
    *(
        (site, f"{month:02d}/{year}", *row)
        for site, row in _PLACES.items()
        for year, month in ((2026, 1), (2026, 2), (2026, 3))
    ),
    ("GU-01", "12/2025", 25, 0, "in Betrieb"),
    ("GU-04", "03/2026", 5, 0, "in Betrieb"),
    # No price: nothing is empty in February, something in March.
    ("GU-05", "02/2026", 1, 0, "in Betrieb"),
    ("GU-05", "03/2026", 3, 0, "in Betrieb"),
    ("GU-04", "02/2026", 12, 0, "in Betrieb"),
    ("GU-04", "01/2026", 40, 10, "Stand-by"),
    ("NU-01", "03/2026", 50, 0, "in Betrieb"),
]
ARRIVALS = [
    ("Z1", "Zuweisung", "03.07.2025", 9, "Syrien", "Gestattung"),
    ("Z2", "Zuweisung", "31.07.2025", 4, "Syrien", "Gestattung"),
    ("Z3", "§24 direkt", "12.08.2025", 8, "Ukraine", "§24"),
    ("Z4", "Zuweisung", "01.09.2025", 7, "Irak", "Duldung"),
    ("Z5", "Zuweisung", "15.10.2025", 12, "Syrien", "Gestattung"),
    ("Z6", "Zuweisung", "30.11.2025", 3, "Syrien", "Gestattung"),
    ("Z7", "Zuweisung", "31.12.2025", 5, "Syrien", "Gestattung"),
    ("Z8", "Zuweisung", "01.01.2026", 11, "Syrien", "Gestattung"),
    ("Z9", "Zuweisung", "20.02.2026", 6, "Syrien", "Gestattung"),
    ("Z10", "Zuweisung", None, 5, "Syrien", "Gestattung"),
]
# August 2025 is missing: there is no quota until the half-year is over.
STATE = [
    ("07/2025", 100),
    ("09/2025", 60),
    ("10/2025", 95),
    ("11/2025", 40),
    ("12/2025", 30),
    ("01/2026", 88),
    ("02/2026", 51),
    ("03/2026", 33),
]


def _sheets() -> Iterator[Cells]:
    """Three sheets: a year, twenty months, and one of four months that leaves March out."""
    months = [(2025 + (4 + n) // 12, (4 + n) % 12 + 1) for n in range(26)]
    for issued, first, count in (("30.04.2025", 0, 12), ("01.10.2025", 5, 20), ("31.01.2026", 8, 4)):
        for number, (year, month) in enumerate(months[first : first + count]):
            if issued == "31.01.2026" and month == 3:
                continue
            for name, more in (("niedrig", 0), ("Basis", 2 + number % 3), ("hoch", 9)):
                yield (issued, f"{month:02d}/{year}", name, 5 + more, 4 + number % 2)


def _bookings() -> Iterator[Cells]:
    """Cost, obligations, refunds; a closing entry, one without quarter, a late payment for an earlier quarter."""
    yield ("1.31301.01", "52710000", 2025, 1, "I/2025", "400.000,00", "420.000,00", "30.000,50", "5.000,00")
    yield ("1.31301.02", "52310000", 2025, 2, None, "90.000,00", "90.000,00", "11.000,00", None)
    yield ("1.31301.03", "50120000", 2025, 10, "IV/2025", "60.000,00", "55.000,00", "12.345,67", "-1.000,00")
    yield ("1.24301.05", "53180000", 2025, 11, "IV/2025", "30.000,00", "30.000,00", "29.000,00", "500,00")
    yield ("1.31301.01", "52710000", 2025, 13, "IV/2025", None, "0,00", "7.000,00", "-4.000,00")
    yield ("1.31301.01", "54310000", 2025, 14, None, None, "0,00", "600,00", None)
    yield ("1.31301.01", "44811000", 2025, 6, "I/2025", "-300.000,00", "-300.000,00", "-25.000,00", None)
    # Two refunds for one quarter; a quarter with a refund only, one with cost only; the budget grows in May.
    yield ("1.31301.02", "44811000", 2025, 7, "I/2025", None, "0,00", "-3.000,00", None)
    yield ("1.31301.02", "44811000", 2025, 9, "II/2025", None, "0,00", "-1.500,00", None)
    yield ("1.31301.03", "54310000", 2025, 8, "III/2025", None, "0,00", "2.500,00", None)
    yield ("1.31301.01", "52710000", 2025, 5, "I/2025", None, "10.000,00", "900,00", None)
    yield ("1.31301.01", "44811000", 2025, 3, "IV/2024", None, "0,00", "-99.000,00", None)
    yield ("1.31301.01", "44811000", 2026, 3, "IV/2025", "-310.000,00", "-310.000,00", "-14.000,25", None)
    yield ("1.31301.01", "52710000", 2026, 1, "I/2026", "410.000,00", "410.000,00", "31.000,00", "2.000,00")
    yield ("1.31301.02", "52310000", 2026, 3, "I/2026", "0,00", "0,00", "8.000,00", "1.000,00")


def _inhabitants() -> Iterator[Cells]:
    """Four Stadtviertel: one whole, one with a cell that hardly matters, one with cells that do, one with a nothing."""
    counts = {
        "101": (900, 80, 120, 30),
        "455": (700, 60, "r90", 25),
        "562": (800, 70, 110, "."),
        "221": (40, ".", 12, "-"),
    }
    for day in ("31.12.2025", "31.03.2026"):
        for number, (old, young, foreign_old, foreign_young) in counts.items():
            for age, nation, count in (
                ("25-44", "deutsch", old), ("0-2", "deutsch", young),
                ("25-44", "nichtdeutsch", foreign_old), ("0-2", "nichtdeutsch", foreign_young),
            ):  # fmt: skip
                text = f"{count[1:]} r" if isinstance(count, str) and count.startswith("r") else count
                yield (number, day, age, nation, text)
    yield ("101", "28.02.2026", "25-44", "deutsch", 901)


LISTS: dict[str, tuple[str, Any]] = {
    "unterkuenfte": ("Kürzel;Objekt;Art;Stadtviertel;in Betrieb ab;Vertrag bis;EUR/Platz/Tag", SITES),
    "kapazitaet": ("Kürzel;Monat;Plätze genehmigt;dav. gesperrt;Status", CAPACITY),
    "belegungen": ("Pseudonym;Objekt;WE-Nr.;Einzug;Auszug;Verbleib;Geb.-Jahr;Geschl.;Anspruch bis", STAYS),
    "zuweisungen": ("Zuw.-Nr.;Zuw.-Art;Ankunft;Pers.;Staatsang.;Aufenthaltsstatus", ARRIVALS),
    "landesverteilung": ("Monat;landesweit verteilt", STATE),
    "prognosen": ("erstellt am;Zielmonat;Szenario;Zugang;Abgang", list(_sheets())),
    "haushalt": (
        "PSP-Element;Sachkonto;Jahr;Periode;Leistungszeitraum;Ansatz;fortg. Ansatz;Ist;Obligo",
        list(_bookings()),
    ),
    "bevoelkerung": ("Stadtviertel;Stichtag;Altersgruppe;Staatsangehörigkeit;Einwohner", list(_inhabitants())),
    "stellen": (
        "Monat;Einheit;VZÄ Soll;VZÄ besetzt",
        [
            ("12/2025", "Umzugs- und Betreuungsmanagement", "11,0", "9,75"),
            # A quarter end at which nobody is housed.
            ("03/2019", "UBM", "5,0", "4,0"),
            ("12/2025", "Koordination", "2,0", "2,0"),
            ("02/2026", "UBM", "11,0", "1,0"),
            ("03/2026", "UBM", "11,0", "10,5"),
        ],
    ),
    "kontingent_a": (
        "WE-Nr.;Stadtviertel;qm;max. Pers.;Bedarfsmeldung;Übergabe;Anmietung ab;Anmietung bis;Status",
        [("1000/1/1", "455", "52,5", 6, "10.01.2024", "01.02.2024", "01.02.2024", None, "belegt")],
    ),
    "kontingent_b": (
        "Wohnungsnummer;Wohngebiet;Wohnfläche;Belegung max.;Anforderung vom;bereitgestellt am;Mietbeginn;Mietende;"
        "Zustand",
        [("000124", "562", "60", 5, "10.06.2024", "05.07.2024", "05.07.2024", None, "belegt")],
    ),
    "kontingent_privat": (
        "Wohnungskürzel;Vermieterart;Stadtteil;Größe qm;Plätze;gemeldet am;übernommen am;Vertrag ab;Vertrag bis;"
        "Zustand",
        [("P-00001", "privat", "101", "45", 3, "10.12.2025", "01.01.2026", "01.01.2026", None, "belegt")],
    ),
}
