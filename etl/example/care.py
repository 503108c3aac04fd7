"""Who is advised and accompanied in the invented city, and what its departments do to open themselves."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence

from etl.example import mess
from etl.example.districts import DISTRICTS, district_text
from etl.example.flats import Tenancy
from etl.example.forms import Span, quarter_spans, quarter_text, span_name
from etl.example.months import Month, month_of
from etl.example.plan import between
from etl.example.sheet import Layout, Row, columns, day_text, write_sheet
from etl.example.spellings import spell
from etl.example.streams import stream
from etl.example.town import Town

_FOUNDED = Month(2015, 10)
_FIRST_COUNSEL, _FIRST_OPENING = Month(2016, 1), Month(2017, 1)
DWELLING = {
    "gu": ("GU", "Gemeinschaftsunterkunft"),
    "kontingent": ("Kontingent", "Kontingentwohnung"),
    "eigene_wohnung": ("eigene Wohnung", "privat"),
    "bei_anderen": ("bei Verwandten", "bei anderen"),
}
CARE = {"fallmanagement": ("Fallmanagement", "Case Management"), "nachsorge": ("Nachsorge",)}
CARE_ENDS = {
    "selbststaendig": ("selbstständig", "Ziel erreicht"),
    "uebergeben": ("übergeben", "Regeldienst"),
    "abgebrochen": ("abgebrochen", "Abbruch"),
}
DEPARTMENTS = {
    "einwohnerwesen": ("Einwohnerwesen", "FB Einwohnerwesen"),
    "soziales": ("Soziales", "FB Soziales"),
    "bildung": ("Bildung", "FB Bildung"),
    "gesundheit": ("Gesundheit", "FB Gesundheit"),
    "sicherheit": ("Sicherheit", "FB Sicherheit"),
    "dlz": ("DLZ", "Dienstleistungszentrum"),
}
_STAFF = dict(zip(DEPARTMENTS, (110, 260, 180, 90, 140, 28), strict=True))
# Persons advised per quarter, and per hundred how many of them live outside the city's flats and sites.
_ADVISED: Sequence[tuple[Month, int]] = (
    (Month(2016, 1), 520),
    (Month(2018, 1), 640),
    (Month(2022, 6), 1150),
    (Month(2024, 1), 980),
)
_OUTSIDE: Sequence[tuple[Month, int]] = ((Month(2016, 1), 28), (Month(2020, 1), 46), (Month(2026, 1), 66))
LAYOUT_COUNSEL = Layout(
    columns("Bemerkung", quartal="Quartal", wohnform="Wohnform", viertel_nr="Stadtviertel", personen="Beratene"),
    "utf-8-sig",
)
LAYOUT_CARE = Layout(
    columns(
        "Name",
        "Fallverlauf",
        fall_id="Fall-Nr.",
        hh_id="HH-Nr.",
        art="Betreuungsart",
        wohnform="Wohnform",
        viertel_nr="Stadtviertel",
        beginn="Beginn",
        letzter_kontakt="letzter Kontakt",
        ende="Ende",
        ergebnis="Ergebnis",
    )
)
LAYOUT_OPENING = Layout(
    columns(
        "Bemerkung",
        quartal="Quartal",
        fachbereich="Fachbereich",
        beschaeftigte="Beschäftigte mit Bürgerkontakt",
        geschult="dav. geschult",
        angebote_mehrsprachig="mehrsprachige Dienste",
        infoveranstaltungen="Infoveranstaltungen",
        infoteilnehmende="TN Info",
        beirat_vorlagen="Vorlagen Ausländerbeirat",
    )
)
_CARE_SPOILERS: tuple[tuple[mess.Spoiler, tuple[str, ...]], ...] = (
    (mess.impossible_day("beginn"), ("beginn",)),
    (mess.swapped("beginn", "ende"), ("beginn", "ende")),
    (mess.replaced("art", "Hausbesuch"), ("art",)),
    (mess.replaced("ergebnis", "siehe Akte"), ("ergebnis",)),
)


def _counsel_rows(rng: random.Random, seed: int, month: Month, scale: float) -> list[Row]:
    """One quarter: persons by dwelling and Stadtviertel, small numbers as <3."""
    total = between(_ADVISED, month) * scale
    outside = between(_OUTSIDE, month) / 100
    shares = {
        "gu": (1 - outside) * 0.4,
        "kontingent": (1 - outside) * 0.6,
        "eigene_wohnung": outside * 0.8,
        "bei_anderen": outside * 0.2,
    }
    weights = {d.nr: d.inhabitants * d.foreign for d in DISTRICTS if d.inhabitants > 2500 and d.foreign >= 0.5}
    rows = []
    for dwelling, share in shares.items():
        for nr, weight in weights.items():
            chance = stream(seed, "beratung", month, dwelling, nr)
            count = round(total * share * weight / sum(weights.values()) * chance.uniform(0.75, 1.25))
            if count:
                text = "<3" if count < 3 else f"{count} Pers." if rng.random() < 0.05 else str(count)
                rows.append(
                    {
                        "quartal": quarter_text(month, month.number // 3),
                        "wohnform": spell(rng, DWELLING, dwelling, 0.2),
                        "viertel_nr": district_text(rng, nr),
                        "personen": text,
                    }
                )
    return rows


def _opening_rows(rng: random.Random, seed: int, month: Month) -> list[Row]:
    """One quarter: trained staff grows slowly, events and matters before the Beirat come and go."""
    rows = []
    years = (month.number - _FIRST_OPENING.number) / 12
    for department, staff in _STAFF.items():
        chance = stream(seed, "oeffnung", department, month)
        level = stream(seed, "oeffnung", department).uniform(0.02, 0.06)
        trained = min(staff, round(staff * (0.06 + level * years)))
        events = chance.choice((0, 0, 1, 1, 2, 3))
        people = sum(chance.randint(12, 45) for _ in range(events))
        rows.append(
            {
                "quartal": quarter_text(month, month.number // 3 + 1),
                "fachbereich": spell(rng, DEPARTMENTS, department, 0.3),
                "beschaeftigte": str(staff),
                "geschult": str(trained),
                "angebote_mehrsprachig": str(2 + round(years * 0.6 + staff / 90)),
                "infoveranstaltungen": str(events) if events else "-",
                "infoteilnehmende": f"{people} TN" if people and rng.random() < 0.3 else str(people) if people else "-",
                "beirat_vorlagen": str(chance.choice((0, 0, 1, 1, 2))),
            }
        )
    return rows


def _counsel(town: Town, span: Span) -> bytes:
    rng = stream(town.seed, "beratungsliste", span[0], span[-1])
    quarters = [month for month in span if month.month % 3 == 0]
    rows = [row for month in quarters for row in _counsel_rows(rng, town.seed, month, town.scale)]
    bad = (
        (mess.replaced("quartal", "3/2020", "Herbst"), ("quartal",)),
        (mess.replaced("personen", "ca. 30"), ("personen",)),
    )
    rows = mess.spoil_some(rng, rows, 0.007, bad)
    return write_sheet(LAYOUT_COUNSEL, "Beratene Personen", span[-1].last, rows, rng)


def _opening(town: Town, span: Span) -> bytes:
    rng = stream(town.seed, "oeffnungsliste", span[0], span[-1])
    quarters = [month for month in span if month.month % 3 == 0]
    rows = [row for month in quarters for row in _opening_rows(rng, town.seed, month)]
    rows = mess.spoil_some(rng, rows, 0.007, ((mess.replaced("geschult", "fast alle"), ("geschult",)),))
    return write_sheet(LAYOUT_OPENING, "Interkulturelle Öffnung", span[-1].last, rows, rng)


def _case(town: Town, lease: Tenancy, kind: str, begin: dt.date, district: str) -> Row:
    """One case; it ends by itself or with the lease."""
    stand = town.until.last
    rng = stream(town.seed, "betreuung", kind, lease.wohnung_id, lease.hh_id)
    end = begin + dt.timedelta(days=max(20, round(rng.lognormvariate(5.4, 0.5))))
    result = spell(rng, CARE_ENDS, rng.choices(tuple(CARE_ENDS), (6, 3, 1))[0])
    if kind == "fallmanagement" and lease.end and lease.private_from is None and lease.end < end:
        end, result = lease.end, "Fortzug"
    runs = end > stand
    contact = max(
        begin, stand - dt.timedelta(days=rng.randint(0, 45)) if runs else end - dt.timedelta(days=rng.randint(0, 20))
    )
    number = stream(town.seed, "fallnummer", kind, lease.wohnung_id, lease.hh_id).randrange(16**10)
    return {
        "fall_id": f"B{number:010X}",
        "hh_id": lease.hh_id,
        "art": spell(rng, CARE, kind, 0.2),
        "wohnform": "eigene Wohnung" if kind == "nachsorge" else "Kontingent",
        "viertel_nr": district_text(rng, district),
        "beginn": day_text(begin, "lang"),
        "letzter_kontakt": day_text(contact, "lang"),
        "ende": "" if runs else day_text(end, "lang"),
        "ergebnis": "" if runs else result,
        "Name": "N. N.",
    }


def _cases(town: Town) -> list[Row]:
    """Seven of ten households are accompanied after moving in, half of those with a lease of their own afterwards."""
    districts = {flat.wohnung_id: flat.district for flat in town.flats}
    rows, stand = [], town.until.last
    for lease in town.tenancies:
        district = districts[lease.wohnung_id]
        chance = stream(town.seed, "betreut", lease.wohnung_id, lease.hh_id)
        if month_of(lease.begin) >= _FOUNDED and chance.random() < 0.7:
            rows.append(_case(town, lease, "fallmanagement", lease.begin, district))
        after = lease.private_from
        if after and _FOUNDED.first <= after <= stand and chance.random() < 0.5:
            rows.append(_case(town, lease, "nachsorge", after, district))
    return rows


def care_deliveries(town: Town) -> Iterator[tuple[str, bytes]]:
    """File name -> bytes of the advised, the cases and the opening of the departments."""
    for span in quarter_spans(town.until, _FIRST_COUNSEL):
        yield f"Beratung_{span_name(span)}.csv", _counsel(town, span)
    for span in quarter_spans(town.until, _FIRST_OPENING):
        yield f"Interkulturelle_Oeffnung_{span_name(span)}.csv", _opening(town, span)
    rng = stream(town.seed, "betreuungsliste", town.until)
    rows = mess.repeat_some(rng, mess.spoil_some(rng, _cases(town), 0.007, _CARE_SPOILERS), 0.002)
    if rows:
        yield f"Betreuung_{town.until.last}.csv", write_sheet(LAYOUT_CARE, "Betreuung", town.until.last, rows, rng)
