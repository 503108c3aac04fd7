"""Small hand-made lists of the network, of volunteers, requests and departments; and how any list becomes a file."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from small_city import SmallCity, sheet, whole_catalogue
from small_offices import (
    CARE,
    COUNSEL,
    FLATS,
    GRANTS,
    KITA,
    LEASES,
    NATURALISED,
    NEED,
    PEOPLE,
    POSTS,
    SCHOOLS,
    STAND,
    STANDS,
)

Rows = Sequence[Mapping[str, object]]
MEMBERS: Rows = tuple(
    {"org_id": org, "name": f"Verein {org}", "typ": kind, "mitglied_seit": since, "mitglied_bis": until}
    for org, kind, since, until in (
        ("MO-01", "MO", "01.01.2010", None),
        ("MO-02", "Migrantenorganisation", "01.01.2012", "30.06.2025"),
        ("MO-03", "MO", "01.10.2025", None),
        ("VE-01", "Verein", "01.01.2010", None),
        ("VE-02", "Verein", "01.01.2010", "29.06.2025"),
        ("KI-01", "Kirche", "01.07.2025", None),
        ("KI-02", "Kirche", "30.06.2025", None),
        ("VE-03", "Verein", "01.01.2010", None),
        ("VE-04", "Verein", "01.01.2010", None),
        ("MO-04", "MO", "01.01.2010", None),
    )
)
MEETINGS: Rows = tuple(
    {"termin_id": number, "tb_id": theme, "datum": day, "status": state}
    for number, theme, day, state in (
        ("T8", "Arbeit", "31.12.2024", "stattgefunden"),
        ("T9", "Arbeit", "20.01.2025", "stattgefunden"),
        ("T10", "Bildung", "01.10.2025", "stattgefunden"),
        ("T1", "Arbeit", "10.02.2025", "stattgefunden"),
        ("T2", "FG Deutsch", "31.03.2025", "stattgefunden"),
        ("T3", "Bildung", "15.05.2025", "abgesagt"),
        ("T4", "Arbeit", "30.06.2025", "stattgefunden"),
        ("T5", "Sprache", "20.11.2025", "fand statt"),
        ("T6", "Bildung", "31.03.2026", "stattgefunden"),
        ("T7", "Bildung", "20.04.2026", "geplant"),
    )
)
ATTENDANCE: Rows = tuple(
    {"termin_id": meeting, "org_id": org, "personen": "2 TN"}
    for meeting, org in (
        ("T8", "VE-01"),
        ("T8", "VE-04"),
        ("T9", "VE-03"),
        ("T10", "MO-04"),
        ("T10", "VE-01"),
        ("T1", "MO-01"),
        ("T1", "VE-01"),
        ("T1", "VE-02"),
        ("T2", "MO-01"),
        ("T3", "MO-02"),
        ("T4", "MO-02"),
        ("T4", "VE-01"),
        ("T5", "KI-01"),
        ("T6", "KI-01"),
        ("T6", "MO-03"),
        ("T6", "VE-02"),
    )
)
MEASURES: Rows = tuple(
    {
        "massnahme_id": f"M{n}",
        "tb_id": theme,
        "handlungsfeld": area,
        "vereinbart_am": "05.01.2025",
        "faellig_am": due,
    }
    | {"erledigt_am": done, "status": state}
    for n, (theme, area, due, done, state) in enumerate(
        (
            ("Arbeit", "Arbeit", "31.03.2025", "31.03.2025", "erledigt"),
            ("Arbeit", "Wohnen", "15.03.2025", "16.03.2025", "erledigt"),
            ("Bildung", None, "30.09.2025", None, "aufgegeben"),
            ("Bildung", "Bildung", "31.12.2025", "01.10.2025", "erledigt"),
            ("Sprache", "Sprache", "30.06.2026", "01.02.2026", "erledigt"),
        )
    )
)
VOLUNTEERS: Rows = tuple(
    {"ehr_id": who, "meldung": asked, "erster_einsatz": first, "letzter_einsatz": last, "einsatzart": task}
    for who, asked, first, last, task in (
        ("E6", "01.12.2024", "31.12.2024", "02.01.2025", "Lotse"),
        ("E7", "01.06.2025", "01.07.2025", "01.10.2025", "Freizeit"),
        ("E1", "01.02.2025", "31.03.2025", "30.06.2025", "Patenschaft"),
        ("E2", "01.03.2025", "05.03.2025", "05.03.2025", "Lotse"),
        ("E2", "01.05.2025", "20.05.2025", "31.01.2026", None),
        ("E3", "10.03.2025", "11.03.2025", None, "Freizeit"),
        ("E3", "15.03.2025", "25.03.2025", "01.07.2025", "Begleitung"),
        ("E4", "10.01.2026", None, None, None),
        ("E5", "10.01.2026", "01.04.2026", "02.04.2026", "Lotse"),
    )
)
DONATIONS: Rows = tuple(
    {"vorgang_id": f"S{n}", "art": kind, "kategorie": thing, "eingang": came, "erledigt": done}
    for n, (kind, thing, came, done) in enumerate(
        (
            ("Bedarf", "Möbel", "02.12.2025", "01.01.2026"),
            ("Bedarf", "Möbel", "01.01.2026", None),
            ("Bedarf", "Möbel", "03.12.2025", "03.01.2026"),
            ("Gesuch", "Kleidung", "20.01.2026", None),
            ("Angebot", "Kleidung", "20.01.2026", "21.01.2026"),
            ("Bedarf", "Hausrat", "01.03.2026", "15.03.2026"),
            ("Bedarf", "Hausrat", "02.03.2026", "15.03.2026"),
        )
    )
)
CASES: Rows = tuple(
    {"fall_id": f"O{n}", "eingang": came, "abschluss": closed, "themen": topics}
    for n, (came, closed, topics) in enumerate(
        (
            ("01.11.2025", "31.12.2025", "Wohnen"),
            ("02.11.2025", "01.01.2026", "Wohnen, Leistung"),
            ("03.11.2025", "03.01.2026", "Aufenthalt"),
            ("10.12.2025", None, "Arbeit"),
            ("31.01.2026", "01.02.2026", "Leistung"),
        )
    )
)
OPENING: Rows = tuple(
    {"quartal": quarter, "fachbereich": unit, "beschaeftigte": staff, "geschult": trained}
    | {
        "angebote_mehrsprachig": services,
        "infoveranstaltungen": events,
        "infoteilnehmende": "-",
        "beirat_vorlagen": matters,
    }
    for quarter, unit, staff, trained, services, events, matters in (
        ("II/2025", "Soziales", 60, 12, 4, 2, 1),
        ("IV/2025", "Soziales", 62, 20, 5, "-", 2),
        ("IV/2025", "Bildung", 40, "-", 2, 3, "-"),
        ("I/2026", "Soziales", 61, 24, 5, 1, "-"),
    )
)
LISTS: dict[str, Rows] = {
    **FLATS,
    "mietverhaeltnisse": LEASES,
    "betreuung": CARE,
    "stellen": POSTS,
    "beratung": COUNSEL,
    "schulen": SCHOOLS,
    "sfo_antraege": GRANTS,
    "sfo_bedarf": NEED,
    "kita_extern": KITA,
    "bevoelkerung": PEOPLE,
    "einbuergerung_extern": NATURALISED,
    "organisationen": MEMBERS,
    "netz_termine": MEETINGS,
    "netz_teilnahmen": ATTENDANCE,
    "netz_massnahmen": MEASURES,
    "ehrenamt": VOLUNTEERS,
    "sachspenden": DONATIONS,
    "ombudsfaelle": CASES,
    "ikoe": OPENING,
}
# Who lives in the flats: two at once, a gap, a stay of no day, one that nobody's list knows.
FLAT_STAYS: tuple[tuple[object, ...], ...] = (
    ("w01", None, "1000/1/1", "10.02.2024", None, 1990, "m"),
    ("w02", None, "1000/1/1", "01.03.2024", "15.03.2024", 1991, "w"),
    ("w03", None, "1000/1/2", "01.03.2024", "31.01.2026", 1980, "m"),
    ("w04", None, "1000/1/3", "05.03.2024", "15.10.2024", 1970, "m"),
    ("w05", None, "000123", "15.01.2024", "20.02.2024", 1970, "w"),
    ("w06", None, "000123", "18.02.2024", "01.04.2024", 1975, "w"),
    ("w07", None, "000123", "10.04.2024", "30.06.2024", 1975, "w"),
    ("w08", None, "000124", "11.07.2024", "11.07.2024", 1999, "w"),
    ("w09", None, "P-00002", "15.02.2025", None, 1960, "d"),
    ("w10", None, "9999/9/9", "05.05.2025", None, 1960, "m"),
    ("w12", None, "1000/1/7", "31.03.2025", "02.06.2025", 1990, "m"),
    ("w13", None, "1000/1/1", "01.04.2024", "05.04.2024", 1991, "w"),
    ("w14", None, "1000/1/8", "11.05.2025", "15.05.2025", 1991, "w"),
    ("w15", None, "1000/1/8", "20.05.2025", "25.05.2025", 1991, "w"),
    ("w11", None, "1000/1/6", "15.01.2023", "30.05.2024", 1965, "m"),
)


def deliver(inbox: Path, source_id: str, rows: Rows) -> None:
    """Write one list with the first heading of every column the contract asks for."""
    source = whole_catalogue().sources[source_id]
    keys = [key for key, column in source.columns.items() if not column.optional or any(key in row for row in rows)]
    headings = [source.columns[key].headings[0] for key in keys]
    content = sheet(
        source.title, STANDS.get(source_id, STAND), headings, [[row.get(key) for key in keys] for row in rows]
    )
    (inbox / f"BEISPIEL_{source_id}.csv").write_bytes(content)


def write_lists(inbox: Path) -> None:
    """The small city and every list above."""
    city = SmallCity()
    city.write(inbox, stays=(*city.stays, *FLAT_STAYS))
    for source_id, rows in LISTS.items():
        deliver(inbox, source_id, rows)
