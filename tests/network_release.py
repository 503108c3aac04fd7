"""A release with what the pages Lagebild, school and network show, in numbers a test can name."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import release_fixture as fixture

Row = dict[str, Any]
NOW, SPRING, QUARTER = "2026-10", "2026-03", "2026-09"
SHARE = {"kind": "verhaeltnis", "of": "gu_belegung", "to": "gu_plaetze_netto", "times": "100"}
WINDOW = [{"valid_from": "2014-01-01", "on_track": {"min": "2"}, "watch": {"min": "0"}, "decided_by": "Vorschlag"}]
SERVED = {"listed": False, "field": "kontext", "step": "teilhabe"}
THEMES = {"arbeit": 12, "sprache": 16, "forum": 5}
VISITS = {"MO-01": ("migrantenorganisation", 12), "MO-02": ("migrantenorganisation", 0), "VE-01": ("verein", 3)}


def _indicators() -> Iterable[Row]:
    made = fixture.indicator
    yield made("gu_reichweite", "Reichweite der Plätze", unit="Monate", headline=True)
    yield made("handlungsfenster", "Handlungsfenster", unit="Monate", thresholds=WINDOW)
    school = {"step": "sprache_bildung", "cadence": "stichtag", "valid_days": 700, "formula": SHARE, "sources": ["sfo"]}
    yield made("sfo_deckung", "Deckungsgrad", unit="%", decimals=1, field="ergebnisse", **school)
    yield made("sfo_eur_je_kind", "Fördermittel je Kind", unit="EUR", field="ressourcen", **school)
    yield made("sfo_mittelabruf", "Mittelabruf", unit="%", decimals=1, **school)
    yield made("kita_quote_3_6", "Kita-Quote", unit="%", decimals=1, field="ergebnisse", **school)
    yield made("sfo_raumpassung", "Räumliche Passung", unit="Punkte", decimals=1, field="ergebnisse",
               **(school | {"formula": fixture.MEDIAN}))  # fmt: skip
    net = {"step": "teilhabe", "cadence": "quartal", "valid_days": 700, "sources": ["netz"]}
    yield made("netz_aktivitaet", "Aktive Mitglieder", unit="%", decimals=1, formula=SHARE, **net)
    yield made("netz_mo_beteiligung", "Beteiligung der Migrantenorganisationen", unit="%", kind="bewegung",
               field="ergebnisse", formula=SHARE, **net)  # fmt: skip
    yield made("netz_massnahmen", "Umsetzung", unit="%", kind="bewegung", field="programme", formula=SHARE, **net)
    yield made("omb_themen", "Themen der Ombudsfälle", kind="bewegung", **(SERVED | {"cadence": "halbjahr"}))
    yield made("netz_treffen", "Treffen", kind="bewegung", **(SERVED | {"cadence": "quartal"}))
    for name in ("netz_mitwirkungen", "netz_verbindungen", "netz_besuche"):
        yield made(name, name, **(SERVED | {"cadence": "quartal"}))


def _values() -> Iterable[Row]:
    made = fixture.value
    yield made("gu_reichweite", NOW, 7)
    yield made("handlungsfenster", NOW, 1, status="watch")
    for name, months, window in (("basis", 7, 1), ("hoch", 3, -3)):
        place = {"dim1": "szenario", "member1": name}
        yield made("gu_reichweite", NOW, months, **place)
        yield made("handlungsfenster", NOW, window, status="watch" if window > 0 else "act", **place)
    yield from _school()
    yield from _network()


def _school() -> Iterable[Row]:
    made = fixture.value
    schools = (("s1", 20000, 80, 60), ("s2", 0, 40, 0), ("s3", 12000, 30, 33), ("s4", 0, 0, 0))
    for school, money, need, reached in schools:
        place = {"dim1": "schule", "member1": school, "denominator": need}
        sign = None if need else "x"
        yield made("sfo_eur_je_kind", SPRING, money / need if need else None, numerator=money, sign=sign, **place)
        yield made("sfo_deckung", SPRING, reached / need * 100 if need else None, numerator=reached, sign=sign, **place)
    yield made("sfo_eur_je_kind", SPRING, 213.3, numerator=32000, denominator=150)
    yield made("sfo_deckung", SPRING, 62.0, numerator=93, denominator=150)
    for nr, money, need in (("1", 20000, 80), ("4", 12000, 70)):
        place = {"dim1": "stadtbezirk", "member1": nr}
        yield made("sfo_eur_je_kind", SPRING, money / need, numerator=money, denominator=need, **place)
    yield made("sfo_raumpassung", SPRING, 9.2)
    for period, spent in (("2025-12", 80.0), ("2026-06", 33.6)):
        yield made("sfo_mittelabruf", period, spent, numerator=spent * 1000, denominator=100000)
    yield made("kita_quote_3_6", SPRING, 80.9, numerator=809, denominator=1000)
    yield made(
        "kita_quote_3_6", SPRING, 95.0, numerator=950, denominator=1000, dim1="vergleichsgruppe", member1="deutsch"
    )


def _network() -> Iterable[Row]:
    made = fixture.value
    yield made("netz_aktivitaet", QUARTER, 66.7, numerator=2, denominator=3)
    yield made("netz_mo_beteiligung", "2026-Q3", 50.0, numerator=1, denominator=2)
    yield made("netz_massnahmen", "2026-Q3", 50.0, numerator=2, denominator=4)
    for period, counts in (("2026-Q2", (2, 1, 0)), ("2026-Q3", (1, 2, 0))):
        yield made("netz_treffen", period, sum(counts))
        for theme, number in zip(THEMES, counts, strict=True):
            yield made("netz_treffen", period, number, dim1="themenbereich", member1=theme)
    for theme, done, due in (("arbeit", 1, 3), ("sprache", 1, 1)):
        place = {"dim1": "themenbereich", "member1": theme, "numerator": done, "denominator": due}
        yield made("netz_massnahmen", "2026-Q3", done / due * 100, **place)
    yield made("netz_mitwirkungen", QUARTER, 33)
    for theme, number in THEMES.items():
        yield made("netz_mitwirkungen", QUARTER, number, dim1="themenbereich", member1=theme)
    yield made("netz_verbindungen", QUARTER, 6)
    for one, other, number in (("arbeit", "sprache", 6), ("arbeit", "forum", 0), ("forum", "sprache", 0)):
        pair = {"dim1": "themenbereich", "member1": one, "dim2": "partnerbereich", "member2": other}
        yield made("netz_verbindungen", QUARTER, number, **pair)
    yield made("netz_besuche", QUARTER, 5.0, numerator=15, denominator=3)
    for org, (kind, number) in VISITS.items():
        pair = {"dim1": "organisation", "member1": org, "dim2": "organisationsart", "member2": kind}
        yield made("netz_besuche", QUARTER, number, numerator=number, denominator=1, **pair)
    yield made("omb_themen", "2026-H1", 20, dim1="thema", member1="wohnen")
    yield made("omb_themen", "2026-H1", None, sign="g", dim1="thema", member1="arbeit")
    yield made("omb_themen", "2026-H1", 23)


MEMBERS = {
    "schule": {"s1": "GS Ahorn", "s2": "Sekundarschule Süd", "s3": "GS Linde", "s4": "Gymnasium West"},
    "stadtbezirk": {"1": "Mitte", "4": "Süd"},
    "themenbereich": {"arbeit": "Arbeit", "sprache": "Sprache", "forum": "Forum Migration"},
    "partnerbereich": {"arbeit": "Arbeit", "sprache": "Sprache", "forum": "Forum Migration"},
    "organisation": {"MO-01": "Saalehaus", "MO-02": "Gartenland", "VE-01": "Sportverein"},
    "organisationsart": {"migrantenorganisation": "Migrantenorganisationen", "verein": "Vereine"},
    "thema": {"wohnen": "Wohnen", "arbeit": "Arbeit"},
}
ACTIONS = [
    {"id": "M1", "title": "Wohnungen erweitern", "owner_role": "Leitung", "due": dt.date(2026, 10, 31),
     "status": "offen", "indicator_ids": ["gu_auslastung"]},
    {"id": "M2", "title": "Kitaplätze abstimmen", "owner_role": "Fachbereich Bildung", "due": dt.date(2027, 1, 31),
     "status": "in Arbeit", "indicator_ids": []},
]  # fmt: skip


def rows() -> Iterable[tuple[str, Row]]:
    """Every row that is added, with its table."""
    yield from (("meta.indicator", row) for row in _indicators())
    yield from (("mart.value", row) for row in _values())
    yield from (("meta.action", row) for row in ACTIONS)


def publish(home: Path) -> None:
    """The plain release of the other tests with these figures, names and measures added, made current."""
    fixture.build(home)
    fixture.add(home, rows(), MEMBERS)
    fixture.switch(home, fixture.FIRST)
