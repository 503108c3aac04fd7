"""Builds small releases from the release's own schema: every sign and judgement, both audiences."""

import datetime as dt
import json
import tempfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import yaml

from etl.catalogue.city import City

ROOT = Path(__file__).resolve().parent.parent
TODAY = dt.date(2026, 11, 25)
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
FIRST, SECOND = "20261112T070000-1", "20261124T070000-2"
MONTHS = [f"{year}-{month:02d}" for year in (2025, 2026) for month in range(1, 13)][:22]
K = {"leitung": 3, "rat": 5}
CORRIDOR = {
    "valid_from": "2014-01-01",
    "on_track": {"min": "70", "max": "85"},
    "watch": {"min": "60", "max": "93"},
    "decided_by": "Vorschlag, noch nicht beschlossen",
}
CEILING = {
    "valid_from": "2018-01-01",
    "target": "180",
    "on_track": {"max": "180"},
    "watch": {"max": "210"},
    "decided_by": "Ausschreibung „höchstens ein halbes Jahr“ (2018)",
}
COUNT = {"kind": "grundzahl", "measure": "count", "table": "core.aufenthalt", "period": "stichtag"}
RATIO = {"kind": "verhaeltnis", "of": "gu_belegung", "to": "gu_plaetze_netto", "times": "100"}
MEDIAN = {"kind": "abfrage", "sql": "gu_verweildauer_med.sql", "tables": ["core.aufenthalt"]}
CENSUS = {"period": "2024-12", "text": "Neue Zensusbasis: ab 2024 auf Basis des Zensus 2022."}
LONG = 760
HOUSING = "Umzugs- und Betreuungsmanagement"


def city() -> City:
    """The city as the catalogue declares it."""
    text = (ROOT / "data" / "catalogue" / "city.yaml").read_text(encoding="utf-8")
    return City.model_validate(yaml.safe_load(text))


def indicator(name: str, title: str, **changes: Any) -> dict[str, Any]:
    """A row of meta.indicator; what is not named has a plain value."""
    row: dict[str, Any] = {
        "id": name, "title": title, "title_en": None, "question": f"Was sagt {title}?", "question_en": None,
        "interpretation": "Über dem Ziel fehlt die Reserve, darunter kosten freie Plätze Geld.",
        "definition": f"{title} am Monatsletzten.", "field": "prozesse", "step": "unterbringung", "lens": "proaktiv",
        "unit": "Personen", "decimals": 0, "kind": "bestand", "direction": "o", "cadence": "monat",
        "owner": "Umzugs- und Betreuungsmanagement", "sources": ["belegungen"], "missing_sources": [],
        "formula": COUNT, "breakdowns": [], "thresholds": [], "breaks": [], "disclosure": {"unit": "personen"},
        "method": "exact", "review": dt.date(2027, 6, 30), "valid_days": 75, "caveats": [],
        "headline": False, "listed": True,
    }  # fmt: skip
    row |= changes
    return row | {n: json.dumps(row[n]) for n in ("formula", "breakdowns", "thresholds", "breaks", "disclosure")}


def value(name: str, period: str, number: float | None, **changes: Any) -> dict[str, Any]:
    """A row of mart.value for the whole city unless a member is named."""
    until = dt.date(2027, 1, 14) if len(period) == 7 else None
    row: dict[str, Any] = {
        "indicator_id": name,
        "period": period,
        "value": number,
        "status": "none",
        "valid_until": until,
    }
    return row | changes


INDICATORS = [
    indicator("gu_verweildauer_med", "Mediane Verweildauer in Gemeinschaftsunterkünften", field="ergebnisse",
              unit="Tage", kind="bewegung", direction="-", formula=MEDIAN, thresholds=[CEILING], headline=True),
    indicator("gu_minderjaehrige", "Minderjährige über der Zielzeit", field="ergebnisse", direction="-",
              thresholds=[CEILING | {"on_track": {"max": "20"}, "watch": {"max": "25"}, "target": "20"}]),
    indicator("gu_auslastung", "Auslastungsgrad der Gemeinschaftsunterkünfte", unit="%", decimals=1, formula=RATIO,
              sources=["belegungen", "unterkunft_kapazitaet"], thresholds=[CORRIDOR], headline=True,
              breakdowns=[["unterkunft"]], caveats=["Zimmerzuschnitt und Familiengröße mindern die nutzbaren Plätze."]),
    indicator("nachtunterkunft", "Nächte in Notunterkünften", unit="Nächte", formula=COUNT),
    indicator("wohnungsbedarf", "Haushalte ohne Wohnungsangebot", disclosure={"unit": "haushalte"}),
    indicator("bereitstellung", "Bereitstellungsdauer", unit="Tage", decimals=1),
    indicator("gu_plaetze_netto", "Verfügbare Plätze in Gemeinschaftsunterkünften", field="ressourcen", unit="Plätze",
              sources=["unterkunft_kapazitaet"]),
    indicator("budget", "Budgetausschöpfung", field="ressourcen", unit="%", decimals=1, sources=["haushalt"],
              missing_sources=["haushalt"], thresholds=[CORRIDOR]),
    indicator("gu_belegung", "Belegung der Gemeinschaftsunterkünfte", field="kontext"),
    indicator("zuweisungen", "Zugewiesene Personen", field="kontext", kind="bewegung", sources=["zuweisungen"]),
    indicator("einwohner", "Einwohnerinnen und Einwohner", field="kontext", cadence="stichtag",
              sources=["einwohner_12411"], valid_days=LONG, breaks=[CENSUS]),
    indicator("schutzsuchende", "Schutzsuchende in der Stadt", field="kontext", cadence="stichtag", method="gerundet",
              sources=["schutzsuchende_12531"], valid_days=LONG),
    indicator("beschaeftigte", "Beschäftigte ohne deutschen Pass", field="kontext", cadence="stichtag",
              sources=["beschaeftigte_13111"], missing_sources=["beschaeftigte_13111"]),
]  # fmt: skip
SOURCES = [
    ("belegungen", "Belegungsliste", HOUSING, "monatlich", "2026-10-31", "2026-12-10"),
    ("unterkunft_kapazitaet", "Kapazitätsliste", HOUSING, "monatlich", "2026-10-31", "2026-12-10"),
    ("zuweisungen", "Zuweisungsliste", HOUSING, "monatlich", "2026-09-30", "2026-11-10"),
    ("einwohner_12411", "Bevölkerungsstand (12411)", "Landesamt", "jaehrlich", "2024-12-31", "2026-12-15"),
    ("schutzsuchende_12531", "Schutzsuchende (12531)", "Destatis", "jaehrlich", "2023-12-31", "2026-12-31"),
    ("beschaeftigte_13111", "Beschäftigte (13111)", "Bundesagentur für Arbeit", "jaehrlich", None, None),
    ("haushalt", "Haushaltsauszug", "Fachbereich Finanzen", "monatlich", None, "2026-11-10"),
]  # fmt: skip
DELIVERIES = [
    ("l1", "belegungen", "BEISPIEL_belegungen_2026-10.csv", 1240, 1236, 3, 1, "uebernommen"),
    ("l2", "unterkunft_kapazitaet", "BEISPIEL_kapazitaet_2026-10.csv", 96, 96, 0, 0, "uebernommen"),
    ("l3", None, "BEISPIEL_liste.csv", 12, 0, 12, 0, "abgelehnt"),
    ("l4", "belegungen", "BEISPIEL_belegungen_kopie.csv", 1240, 0, 0, 1240, "bekannt"),
]
MEMBERS = [("gu_01", "GU 01 Nord"), ("gu_02", "GU 02 Süd"), ("gu_03", "GU 03 Ost")]


def monthly_values() -> Iterable[dict[str, Any]]:
    """Twenty-two months of the indicators that have a course; the last one provisional, corrected or estimated."""
    for n, period in enumerate(MONTHS):
        occupied, places = 560 + 6 * n + (n % 3) * 4, 800 - (40 if n > 16 else 0)
        rate = occupied / places * 100
        status = "on_track" if rate <= 85 else "watch" if rate <= 93 else "act"
        last = n == len(MONTHS) - 1
        rest = {"numerator": occupied, "denominator": places}
        yield value("gu_auslastung", period, rate, status=status, sign="p" if last else None, **rest)
        yield value("gu_plaetze_netto", period, places, sign="s" if last else None)
        yield value("gu_belegung", period, occupied, status=None)
        yield value("zuweisungen", period, 40 + (n * 7) % 31, status=None, sign="r" if last else None)
        yield value("gu_minderjaehrige", period, 14 + n, status="on_track" if n < 7 else "watch" if n < 12 else "act")
        stay = 200 - 3 * n
        yield value(
            "gu_verweildauer_med", period, stay, status="on_track" if stay <= 180 else "watch", denominator=171 - n
        )


def single_values() -> Iterable[dict[str, Any]]:
    """Values that show a sign, a break, a stale judgement and the members of a breakdown."""
    yield value("nachtunterkunft", "2026-10", None, sign="-")
    yield value("wohnungsbedarf", "2026-09", 12)
    yield value("wohnungsbedarf", "2026-10", None, sign="g")
    yield value("bereitstellung", "2026-10", None, sign="x")
    yield value("budget", "2026-10", None, sign="…")
    yield value("beschaeftigte", "2025-12", None, sign="…", status=None)
    for period, number in (("2022-12", 242083.0), ("2024-12", 226767.0)):
        yield value("einwohner", period, number, status=None, valid_until=dt.date(2027, 1, 30))
    for period, number in (("2021-12", 9480.0), ("2022-12", 13110.0), ("2023-12", 13360.0)):
        yield value("schutzsuchende", period, number, status=None, valid_until=dt.date(2026, 1, 29))
    for (member, _), (numerator, sign) in zip(MEMBERS, ((230, None), (2, "g"), (310, "p")), strict=True):
        number = None if sign == "g" else numerator / 330 * 100
        counts = {} if sign == "g" else {"numerator": numerator, "denominator": 330}
        yield value("gu_auslastung", "2026-10", number, sign=sign, dim1="unterkunft", member1=member, **counts)


def build(home: Path, release_id: str = FIRST, *, example: bool = True, shift: float = 0.0,
          published: dt.datetime = dt.datetime(2026, 11, 12, 7, 0)) -> None:  # fmt: skip
    """Write one release for both audiences into a home; `shift` is added to every value to tell releases apart."""
    folder = home / "releases" / release_id
    folder.mkdir(parents=True, exist_ok=True)
    for audience in K:
        (folder / f"{audience}.duckdb").write_bytes(_made(audience, release_id, example, shift, published))


@lru_cache(maxsize=16)
def _made(audience: str, release_id: str, example: bool, shift: float, published: dt.datetime) -> bytes:
    """The file of one audience; most tests begin with the same."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / f"{audience}.duckdb"
        with duckdb.connect(str(place)) as con:
            con.begin()
            for schema in sorted((ROOT / "etl" / "sql" / "schema").glob("*.sql")):
                con.execute(schema.read_text(encoding="utf-8"))
            facts = [release_id, published, "3f9c1b2a7d5e", "hash", audience, K[audience], example]
            con.execute("insert into meta.release values (?, ?, ?, ?, ?, ?, ?)", facts)
            _fill(con, audience, shift)
            con.commit()
        return place.read_bytes()


def publish(home: Path, release_id: str = FIRST, **how: Any) -> None:
    """Build a release and make it the current one, as publishing does: files first, then the one line."""
    build(home, release_id, **how)
    switch(home, release_id)


def add(home: Path, rows: Iterable[tuple[str, dict[str, Any]]], members: Mapping[str, Mapping[str, str]]) -> None:
    """Rows (table, row) and labels of members (breakdown -> member -> label), into both files of the first release."""
    listed = list(rows)
    listed += [
        ("meta.member", {"breakdown": breakdown, "member": member, "label": label})
        for breakdown, labels in members.items()
        for member, label in labels.items()
    ]
    for audience in K:
        with duckdb.connect(str(home / "releases" / FIRST / f"{audience}.duckdb")) as con:
            con.begin()
            for table, row in listed:
                insert(con, table, row)
            con.commit()


def switch(home: Path, release_id: str) -> None:
    """Make a built release current in one step, once it stands in the history."""
    with (home / "releases" / "HISTORY").open("a", encoding="ascii") as history:
        history.write(f"{release_id}\n")
    aside = home / "releases" / "CURRENT.new"
    aside.write_text(f"{release_id}\n", encoding="ascii")
    aside.replace(home / "releases" / "CURRENT")


def _fill(con: duckdb.DuckDBPyConnection, audience: str, shift: float) -> None:
    for row in INDICATORS:
        insert(con, "meta.indicator", row)
    for row in (*monthly_values(), *single_values()):
        number = row["value"]
        insert(con, "mart.value", row | {"value": None if number is None else number + shift})
    con.executemany("insert into meta.source values (?, ?, ?, ?, ?, ?)", SOURCES)
    for member, label in MEMBERS:
        insert(con, "meta.member", {"breakdown": "unterkunft", "member": member, "label": label})
    insert(con, "meta.document", {"kind": "city", "id": "city", "body": city().model_dump_json()})
    titles = [{"id": "unterkunft", "title": "Unterkunft", "members": {}}]
    insert(con, "meta.document", {"kind": "reference", "id": "breakdowns", "body": json.dumps(titles)})
    note = {"method": f"Mindestfallzahl {K[audience]}", "note": "Vorläufig, ohne Gegensperrung."}
    insert(con, "meta.document", {"kind": "reference", "id": "geheimhaltung", "body": json.dumps(note)})
    if audience == "leitung":
        names = ("rows_read", "rows_accepted", "rows_rejected", "rows_duplicate", "outcome")
        for load_id, source, file, *counts in DELIVERIES:
            row = {"load_id": load_id, "source_id": source, "file": file, "sha256": "0" * 64}
            row |= {"received_at": dt.datetime(2026, 11, 11, 6, 30)} | dict(zip(names, counts, strict=True))
            insert(con, "meta.load_report", row)


def insert(con: duckdb.DuckDBPyConnection, table: str, row: dict[str, Any]) -> None:
    """One row by the names of its columns."""
    marks = ", ".join("?" for _ in row)
    con.execute(f"insert into {table} ({', '.join(row)}) values ({marks})", list(row.values()))
