"""The lists of city-rented flats, two companies in two layouts and private owners, and who holds which lease."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence

from etl.example import mess
from etl.example.flats import Flat, Tenancy
from etl.example.forms import book, money, office_sheet
from etl.example.sheet import Layout, Row, columns, day_text, write_sheet
from etl.example.spellings import spell
from etl.example.streams import draw, stream
from etl.example.town import Town

STATUS = {
    "leer": ("leer", "frei", "Leerstand"),
    "belegt": ("belegt", "vermietet"),
    "in_herrichtung": ("in Herrichtung", "Renovierung"),
    "ueberfuehrt": ("überführt", "privat übernommen"),
    "zurueckgegeben": ("zurückgegeben", "Rückgabe"),
}
HINDRANCES = ("KdU-Grenze", "Bonität", "Wohnungsgröße", "Aufenthalt", "sonst.")
_ENDS = {"privat": "eigener Umzug", "fortzug": "Fortzug", "ausreise": "Fortzug", "abschiebung": "Fortzug"}
_PRIVATE_ENDS = (
    ("eigener Umzug", 0.6),
    ("Fortzug", 0.2),
    ("Kündigung Vermieter", 0.1),
    ("Räumung", 0.05),
    ("unbekannt", 0.05),
)
LAYOUT_A = Layout(
    columns(
        "Straße",
        "Lage",
        "Bemerkung",
        wohnung_id="WE-Nr.",
        viertel_nr="Stadtviertel",
        zimmer="Zi.",
        qm="qm",
        max_personen="max. Pers.",
        bedarfsmeldung="Bedarfsmeldung",
        uebergabe="Übergabe",
        vertragsbeginn="Anmietung ab",
        vertragsende="Anmietung bis",
        kaltmiete="Kaltmiete",
        nebenkosten="NK",
        status="Status",
    )
)
LAYOUT_B = Layout(
    columns(
        "Notiz",
        wohnung_id="Wohnungsnummer",
        viertel_nr="Wohngebiet",
        zimmer="Räume",
        qm="Wohnfläche",
        max_personen="Belegung max.",
        bedarfsmeldung="Anforderung vom",
        uebergabe="bereitgestellt am",
        vertragsbeginn="Mietbeginn",
        vertragsende="Mietende",
        kaltmiete="Grundmiete",
        nebenkosten="Betriebskosten",
        status="Zustand",
    )
)
_GROUPS_B = {
    **dict.fromkeys(("wohnung_id", "viertel_nr", "zimmer", "qm", "max_personen"), "Wohnung"),
    **dict.fromkeys(("bedarfsmeldung", "uebergabe", "vertragsbeginn", "vertragsende"), "Termine"),
    **dict.fromkeys(("kaltmiete", "nebenkosten"), "Miete im Monat"),
}
_TYPED_B = tuple(column for column in LAYOUT_B.columns if column not in ("viertel_nr", "status", "Notiz"))
LAYOUT_PRIVATE = Layout(
    columns(
        "Vermieter",
        "Bemerkung",
        wohnung_id="Wohnungskürzel",
        gesellschaft="Vermieterart",
        viertel_nr="Stadtteil",
        zimmer="Zimmer",
        qm="Größe qm",
        max_personen="Plätze",
        bedarfsmeldung="gemeldet am",
        uebergabe="übernommen am",
        vertragsbeginn="Vertrag ab",
        vertragsende="Vertrag bis",
        kaltmiete="Miete kalt",
        nebenkosten="Nebenkosten",
        status="Stand der Wohnung",
    ),
    "utf-8-sig",
)
LAYOUT_LEASES = Layout(
    columns(
        "Name",
        "Bemerkung",
        wohnung_id="WE-Nr.",
        hh_id="HH-Nr.",
        mietverhaeltnis="Mietverhältnis",
        beginn="Beginn",
        ende="Ende",
        ueberfuehrung_beantragt="Überführung beantragt",
        ueberfuehrung_erfolgt="Überführung erfolgt am",
        hindernis="Hindernis",
        ende_grund="Ende-Grund",
    ),
    "utf-8-sig",
)
_FLAT_SPOILERS: tuple[tuple[mess.Spoiler, tuple[str, ...]], ...] = (
    (mess.replaced("wohnung_id", "3.OG li"), ("wohnung_id",)),
    (mess.replaced("qm", "ca. 45", "4500"), ("qm",)),
    (mess.swapped("bedarfsmeldung", "uebergabe"), ("bedarfsmeldung", "uebergabe")),
    (mess.impossible_day("vertragsbeginn"), ("vertragsbeginn",)),
    (mess.replaced("status", "siehe Akte"), ("status",)),
    (mess.replaced("viertel_nr", "Neustadt (alt)"), ("viertel_nr",)),
)
_LEASE_SPOILERS: tuple[tuple[mess.Spoiler, tuple[str, ...]], ...] = (
    (mess.impossible_day("beginn"), ("beginn",)),
    (mess.swapped("beginn", "ende"), ("beginn", "ende")),
    (mess.mistyped_year("beginn"), ("beginn",)),
    (mess.replaced("ende_grund", "verzogen n. b."), ("ende_grund",)),
    (mess.replaced("mietverhaeltnis", "?"), ("mietverhaeltnis",)),
)
Leases = dict[str, list[Tenancy]]
# Numbers that the office writes while it does not know that of the flat: the first is left open by mistake and declared
# in the catalogue, the second is a flat for the time of the removal and ends a few days late.
_PLACEHOLDER, _IN_BETWEEN = "9999/99/9", "9998/99/9"


def rent(seed: int, flat: Flat) -> tuple[float, float]:
    """Rent without heating and running costs of a flat in EUR a month; rents rose over the years."""
    rng = stream(seed, "miete", flat.wohnung_id)
    per_metre = rng.uniform(4.7, 5.6) + 0.13 * (flat.rented_from.year - 2014)
    return round(flat.square_metres * per_metre, 2), round(flat.square_metres * rng.uniform(2.1, 2.9), 2)


def _status(flat: Flat, leases: list[Tenancy], stand: dt.date) -> str:
    """What the office calls the flat; only the first company says that a household took the lease over."""
    if flat.rented_until is not None and flat.rented_until <= stand:
        converted = any(lease.private_from for lease in leases)
        return "ueberfuehrt" if converted and flat.company == "musterwohnen" else "zurueckgegeben"
    if any(lease.end is None for lease in leases):
        return "belegt"
    last = max((lease.end for lease in leases if lease.end), default=None)
    return "in_herrichtung" if last and (stand - last).days < 20 else "leer"


def _flat_rows(rng: random.Random, town: Town, company: str, leases: Leases, form: int) -> list[Row]:
    rows = []
    for flat in town.flats:
        if flat.company != company:
            continue
        cold, running = rent(town.seed, flat)
        owner = stream(town.seed, "vermieter", flat.wohnung_id).random()
        rows.append(
            {
                "wohnung_id": flat.wohnung_id,
                "gesellschaft": "Genossenschaft" if owner < 0.6 else "privat",
                "viertel_nr": flat.district,
                "zimmer": str(flat.rooms),
                "qm": f"{flat.square_metres:.1f}".replace(".", ","),
                "max_personen": str(flat.max_persons),
                "bedarfsmeldung": day_text(flat.requested, "lang"),
                "uebergabe": day_text(flat.handed_over, "lang"),
                "vertragsbeginn": day_text(flat.rented_from, "lang"),
                "vertragsende": day_text(flat.rented_until, "lang"),
                "kaltmiete": money(cold, form),
                "nebenkosten": money(running, form),
                "status": spell(rng, STATUS, _status(flat, leases.get(flat.wohnung_id, []), town.until.last)),
                "Straße": "Musterstraße",
                "Lage": rng.choice(("3.OG li", "EG re", "1.OG", "2.OG mi")),
                "Vermieter": "Beispielgenossenschaft eG" if owner < 0.6 else "Privat",
                "Notiz": rng.choice(("", "", "", "Schlüssel beim Hausmeister")),
            }
        )
    return rows


def _spoilt(rng: random.Random, rows: list[Row]) -> list[Row]:
    rows = mess.spoil_some(rng, rows, 0.006, _FLAT_SPOILERS)
    return mess.repeat_some(rng, rows, 0.001)


def private_end(seed: int, lease: Tenancy, stand: dt.date) -> tuple[dt.date | None, str]:
    """When a lease that a household took over ended, and why; None while it runs at the Stand."""
    if lease.private_from is None:
        return None, ""
    rng = stream(seed, "privat_ende", lease.wohnung_id, lease.hh_id)
    end = lease.private_from + dt.timedelta(days=20 + round(rng.expovariate(1 / 3200)))
    return (end, draw(rng, _PRIVATE_ENDS)) if end <= stand else (None, "")


def _lease_rows(town: Town, lease: Tenancy, company: str, outcome: str | None) -> list[Row]:
    """One row of a lease, or two where the office ends one and begins another when it becomes private."""
    rng = stream(town.seed, "mietverhaeltnis", lease.wohnung_id, lease.hh_id)
    stand = town.until.last
    row = {
        "wohnung_id": lease.wohnung_id,
        "hh_id": lease.hh_id,
        "beginn": day_text(lease.begin, "lang"),
        "Name": "N. N.",
    }
    asked = rng.randint(25, 150)
    if lease.private_from is None:
        long = lease.end is None and (stand - lease.begin).days > 365 and rng.random() < 0.5
        reason = _ENDS.get(outcome or "", "unbekannt") if lease.end else ""
        row |= {"mietverhaeltnis": "Stadt mietet", "ende": day_text(lease.end, "lang"), "ende_grund": reason}
        return [{**row, "hindernis": rng.choice(HINDRANCES) if long else ""}]
    requested = max(lease.begin, lease.private_from - dt.timedelta(days=asked))
    over = {
        "ueberfuehrung_beantragt": day_text(requested, "lang"),
        "ueberfuehrung_erfolgt": day_text(lease.private_from, "lang"),
    }
    end, why = private_end(town.seed, lease, stand)
    closing = {"ende": day_text(end, "lang"), "ende_grund": why}
    if company == "musterwohnen":
        return [{**row, **over, **closing, "mietverhaeltnis": "privat"}]
    if lease.private_from > stand:
        return [{**row, "mietverhaeltnis": "Stadt", "ende": "", "ende_grund": ""}]
    first = {**row, "mietverhaeltnis": "Stadt", "ende": day_text(lease.end, "lang"), "ende_grund": "Überführung"}
    return [first, {**row, **over, **closing, "mietverhaeltnis": "privat", "beginn": over["ueberfuehrung_erfolgt"]}]


def _leases(rng: random.Random, town: Town) -> list[Row]:
    companies = {flat.wohnung_id: flat.company for flat in town.flats}
    outcomes = {(s.wohnung_id, s.household.hh_id, s.begin): s.outcome for s in town.stays if s.wohnung_id}
    rows: list[Row] = []
    for lease in town.tenancies:
        outcome = outcomes[lease.wohnung_id, lease.hh_id, lease.begin]
        rows += _lease_rows(town, lease, companies[lease.wohnung_id], outcome)
    spoilt = mess.spoil_some(rng, rows, 0.006, _LEASE_SPOILERS)
    whole = [row for row, was in zip(spoilt, rows, strict=True) if row is was]
    return [*mess.repeat_some(rng, spoilt, 0.001), *_second_flats(whole, town.until.last)]


def _day(text: str) -> dt.date:
    day, month, year = map(int, text.split("."))
    return dt.date(year, month, day)


def _second_flats(rows: Sequence[Row], stand: dt.date) -> list[Row]:
    """Households that stand in two flats at once: one for years, and every four hundredth for some days."""
    found = []
    # Only leases of one row: the others go on in a second row of the same flat.
    leases = [row for row in rows if row["mietverhaeltnis"] == "Stadt mietet"] or list(rows[:1])
    for number, row in enumerate(leases[::400]):
        begin = _day(row["beginn"])
        ends = min(begin + dt.timedelta(days=8), _day(row["ende"]) if row["ende"] else stand)
        last = ends if number else None
        found.append(
            {
                "wohnung_id": _IN_BETWEEN if number else _PLACEHOLDER,
                "hh_id": row["hh_id"],
                "mietverhaeltnis": "Stadt mietet",
                "beginn": day_text(begin - dt.timedelta(days=12), "lang"),
                "ende": day_text(last, "lang"),
                "Name": "N. N.",
            }
        )
    return found


def housing_deliveries(town: Town) -> Iterator[tuple[str, bytes]]:
    """File name -> bytes of the three lists of flats and the list of leases, as of the last day."""
    stand = town.until.last
    leases: Leases = {}
    for lease in town.tenancies:
        leases.setdefault(lease.wohnung_id, []).append(lease)
    rng = stream(town.seed, "wohnungslisten", town.until)
    for company, layout, name in (
        ("musterwohnen", LAYOUT_A, "Kontingent_Musterwohnen"),
        ("privat", LAYOUT_PRIVATE, "Wohnungen_Genossenschaften_Private"),
    ):
        rows = _spoilt(rng, _flat_rows(rng, town, company, leases, 2 if company == "musterwohnen" else 1))
        if rows:
            yield f"{name}_{stand}.csv", write_sheet(layout, name.replace("_", " "), stand, rows, rng)
    rows = _spoilt(rng, _flat_rows(rng, town, "beispielbau", leases, 0))
    if rows:
        sheet = office_sheet("Bestand", LAYOUT_B, "Kontingent Beispielbau", stand, rows, rng, _TYPED_B, _GROUPS_B)
        yield f"Kontingent_Beispielbau_{stand}.xlsx", book(sheet)
    rows = _leases(rng, town)
    if rows:
        yield f"Mietverhaeltnisse_{stand}.csv", write_sheet(LAYOUT_LEASES, "Mietverhältnisse", stand, rows, rng)
