"""A release with what the pages on arrival, accommodation, housing and space show, in numbers a test can name."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import release_fixture as fixture

FLATS = "Umzugs- und Betreuungsmanagement"
COUNT = fixture.COUNT
SHARE = {"kind": "verhaeltnis", "of": "gu_belegung", "to": "gu_plaetze_netto", "times": "100", "share": True}
NOW, THEN = "2026-10", "2025-10"
Row = dict[str, Any]


def _indicators() -> Iterable[Row]:
    served = {"listed": False, "field": "kontext", "formula": COUNT}
    yield fixture.indicator("gu_plaetze_genehmigt", "Genehmigte Plätze", unit="Plätze", **served)
    yield fixture.indicator("gu_plaetze_gesperrt", "Gesperrte Plätze", unit="Plätze", **served)
    yield fixture.indicator("gu_plaetze_reserviert", "Vorgesehene Plätze", **served)
    yield fixture.indicator("ankuenfte", "Angekommene Personen", kind="bewegung", sources=["zuweisungen"], **served)
    yield fixture.indicator("quotenerfuellung", "Erfüllung Aufnahmequote", kind="bewegung", unit="%", decimals=1,
                            field="kontext", sources=["zuweisungen"], formula=fixture.RATIO)  # fmt: skip
    yield fixture.indicator("minderjaehrige_gu_lang", "Minderjährige über Zielzeit", field="ergebnisse")
    yield fixture.indicator("gu_zielueberschreitung", "Anteil über der Zielzeit", unit="%", decimals=1, formula=SHARE)
    yield fixture.indicator(
        "kontingent_bestand", "Kontingentwohnungen", unit="Wohnungen", field="ressourcen", step="wohnen"
    )
    yield fixture.indicator("ueberfuehrungen", "Überführte Mietverhältnisse", unit="Haushalte", kind="bewegung",
                            step="wohnen", **served)  # fmt: skip
    yield fixture.indicator("privatmieten_bestand", "Eigene Mietverträge", unit="Haushalte", step="wohnen", **served)
    yield fixture.indicator("gu_abgang_wohnung", "Auszüge in Wohnungen", kind="bewegung", step="wohnen")
    yield fixture.indicator("kontingent_hindernisse", "Haushalte länger als 18 Monate", unit="Haushalte", step="wohnen",
                            cadence="quartal", **served)  # fmt: skip
    yield fixture.indicator("ueberfuehrung_kohorte", "Eigener Mietvertrag nach Einzugsjahr", unit="%", kind="bewegung",
                            cadence="jahr", **(served | {"formula": fixture.MEDIAN}))  # fmt: skip
    yield fixture.indicator("dichte_je_1000", "Untergebrachte je 1.000", unit="je 1.000", decimals=1, field="kontext",
                            cadence="quartal", formula=fixture.RATIO,
                            breakdowns=[["stadtviertel"], ["stadtbezirk"]])  # fmt: skip
    yield fixture.indicator("dissimilaritaet", "Ungleichverteilung", unit="Punkte", decimals=1, field="ergebnisse",
                            cadence="quartal", formula=fixture.MEDIAN)  # fmt: skip


def _values() -> Iterable[Row]:
    value = fixture.value
    for site, approved, blocked, occupied in (("gu_01", 300, 10, 230), ("gu_02", 20, 0, 2), ("gu_03", 460, 10, 340)):
        at = {"dim1": "unterkunft", "member1": site}
        yield value("gu_plaetze_genehmigt", NOW, approved, **at)
        yield value("gu_plaetze_gesperrt", NOW, blocked, **at)
        small = occupied < 3
        yield value("gu_belegung", NOW, None if small else occupied, sign="g" if small else None, **at)
    yield value("gu_plaetze_genehmigt", NOW, 780)
    yield value("gu_plaetze_gesperrt", NOW, 20)
    yield value("gu_plaetze_reserviert", NOW, 15)
    yield value("gu_plaetze_reserviert", NOW, 15, dim1="unterkunft", member1="gu_03")
    yield value("ankuenfte", NOW, 96)
    for way, number in (("zuweisung", 61), ("p24_direkt", 35)):
        yield value("ankuenfte", NOW, number, dim1="zugangsart", member1=way)
    yield value("quotenerfuellung", "2026-06", 98.5, numerator=197, denominator=200)
    yield value("quotenerfuellung", NOW, 104.0, numerator=104, denominator=100)
    yield value("minderjaehrige_gu_lang", NOW, 35)
    for nr, number in (("1", 30), ("5", 5)):
        yield value("minderjaehrige_gu_lang", NOW, number, dim1="stadtbezirk", member1=nr)
    yield value("gu_zielueberschreitung", NOW, 20.0, numerator=120, denominator=600)
    for age, number in (("25bis44", 85), ("u6", 14), ("6bis17", 21)):
        yield value(
            "gu_zielueberschreitung", NOW, 10.0, numerator=number, denominator=200, dim1="altersgruppe", member1=age
        )
    for period, flats, moved in ((THEN, 410, 9), (NOW, 369, 3)):
        yield value("kontingent_bestand", period, flats)
        yield value("kontingent_bestand", period, flats // 3, dim1="stadtviertel", member1="455")
        yield value("ueberfuehrungen", period, moved)
    yield value("privatmieten_bestand", NOW, 613)
    yield value("gu_abgang_wohnung", NOW, 47)
    yield value("gu_abgang_wohnung", NOW, 40, dim1="ziel", member1="privat")
    yield value("gu_abgang_wohnung", NOW, 7, dim1="ziel", member1="kontingent")
    yield from _stalled()


def _stalled() -> Iterable[Row]:
    """Why flats are not taken over, how long it takes, and how dense the housing is."""
    value = fixture.value
    yield value("kontingent_hindernisse", "2026-09", 60)
    for reason, number in (("kdu", 31), ("groesse", 9), ("keines", 20)):
        yield value("kontingent_hindernisse", "2026-09", number, dim1="hindernis", member1=reason)
    for year, share in (("2023", 60), ("2025", None)):
        yield value("ueberfuehrung_kohorte", year, share, sign=None if share else "…")
    for year, shares in (("2023", (0, 20, 40, 60)), ("2025", (0, 10, 12, None))):
        for month, share in zip((0, 6, 12, 18), shares, strict=True):
            where = {"dim1": "wohndauer", "member1": f"m{month:02d}", "denominator": 80 if share is not None else None}
            yield value("ueberfuehrung_kohorte", year, share, sign=None if share is not None else "g", **where)
    for period, shift in (("2025-09", -1.0), ("2026-09", 0.0)):
        yield value("dichte_je_1000", period, 5.6 + shift)
        for nr, number in (("455", 13.8), ("101", 6.2), ("204", 0.0), ("232", None)):
            sign = "g" if number is None else None
            shown = None if number is None else max(0.0, number + shift)
            yield value("dichte_je_1000", period, shown, sign=sign, dim1="stadtviertel", member1=nr)
        yield value("dissimilaritaet", period, 50.0 + shift)


MEMBERS = {
    "altersgruppe": {"25bis44": "25 bis 44 Jahre", "6bis17": "6 bis 17 Jahre", "u6": "unter 6 Jahre"},
    "stadtbezirk": {"1": "Mitte", "5": "West"},
    "zugangsart": {"zuweisung": "Zuweisung durch das Land", "p24_direkt": "direkt"},
    "ziel": {"kontingent": "Kontingentwohnung", "privat": "private Wohnung"},
    "hindernis": {"kdu": "Miete über der Richtlinie", "groesse": "Wohnungsgröße", "keines": "kein Grund eingetragen"},
    "stadtviertel": {"455": "Silberhöhe", "101": "Altstadt", "204": "Paulusviertel", "232": "Tornau"},
}


def rows() -> Iterable[tuple[str, Row]]:
    """Every row that is added, with its table."""
    yield from (("meta.indicator", row) for row in _indicators())
    yield from (("mart.value", row) for row in _values())


def publish(home: Path) -> None:
    """The plain release of the other tests with these indicators, values and members added, made current."""
    fixture.build(home)
    fixture.add(home, rows(), MEMBERS)
    fixture.switch(home, fixture.FIRST)
