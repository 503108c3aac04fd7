"""Small hand-made lists of the offices around the small city: few rows, every edge of a definition once."""

from collections.abc import Mapping, Sequence

Rows = Sequence[Mapping[str, object]]
STAND = "31.03.2026"
# Not every office is done on the same day: what is reckoned from several lists ends with the earliest.
STANDS = {
    "kontingent_b": "31.12.2025",
    "sfo_antraege": "31.12.2025",
    "netz_teilnahmen": "31.12.2025",
    "ehrenamt": "31.12.2025",
    "betreuung": "31.12.2025",
    "sachspenden": "28.02.2026",
}
OPEN_FLAT = {"qm": "52,5", "max_personen": 4, "status": "belegt"}


def _flat(
    wohnung_id: object, viertel_nr: str, asked: str | None, over: str | None, begin: str, **more: object
) -> dict[str, object]:
    days = {"bedarfsmeldung": asked, "uebergabe": over, "vertragsbeginn": begin}
    return {"wohnung_id": wohnung_id, "viertel_nr": viertel_nr, **days, **OPEN_FLAT, **more}


def _lease(
    wohnung_id: object, hh_id: str, tenant: str, begin: str, end: str | None = None, **more: object
) -> dict[str, object]:
    return {
        "wohnung_id": wohnung_id,
        "hh_id": hh_id,
        "mietverhaeltnis": tenant,
        "beginn": begin,
        "ende": end,
        **more,
    }


# One runs, one ends on a month end, one was taken over without an end, one returned without any date, one begins
# after the Stand; the other company drops zeros and ends what is taken over.
FLATS: dict[str, Rows] = {
    "kontingent_a": (
        _flat("1000/1/1", "455", "10.01.2024", "01.02.2024", "01.02.2024"),
        _flat(
            "1000/1/2",
            "562",
            "05.01.2024",
            "20.02.2024",
            "15.02.2024",
            vertragsende="30.09.2025",
            status="zurückgegeben",
        ),
        _flat("1000/1/3", "562", "20.01.2024", "20.02.2024", "01.02.2024", status="überführt"),
        _flat("1000/1/4", "101", None, "03.03.2025", "01.03.2025", status="zurückgegeben"),
        _flat("1000/1/5", "101", "01.03.2026", None, "15.04.2026", status="leer"),
        _flat(
            "1000/1/6",
            "455",
            "02.01.2023",
            "10.01.2023",
            "10.01.2023",
            vertragsende="28.02.2024",
            status="überführt",
        ),
        _flat("1000/1/7", "455", None, "31.03.2025", "31.03.2025"),
        _flat("1000/1/8", "101", "01.04.2025", "10.05.2025", "15.04.2025"),
    ),
    "kontingent_b": (
        _flat(
            123,
            "561",
            "10.12.2023",
            "05.01.2024",
            "05.01.2024",
            vertragsende="30.06.2024",
            status="zurückgegeben",
        ),
        _flat("000124", "561", "10.06.2024", "05.07.2024", "05.07.2024"),
        _flat("000125", "562", "11.06.2025", "05.07.2025", "05.07.2025", status="leer"),
    ),
    "kontingent_privat": (
        _flat("P-00001", "221", "01.02.2026", "02.03.2026", "02.03.2026", gesellschaft="Genossenschaft"),
        _flat(
            "P-00002",
            "309",
            "01.02.2025",
            "12.02.2025",
            "12.02.2025",
            gesellschaft="privat",
            vertragsende="30.04.2026",
        ),
        _flat("P-00003", "309", None, "31.05.2025", "10.05.2025", gesellschaft="privat", vertragsende="01.08.2025"),
        _flat("P-00004", "309", None, "20.06.2025", "01.06.2025", gesellschaft="eG", vertragsende="10.06.2025"),
        _flat("P-00005", "309", None, "31.05.2025", "10.05.2025", gesellschaft="eG", vertragsende="31.05.2025"),
        _flat("P-00006", "309", "02.03.2026", "01.04.2026", "25.03.2026", gesellschaft="eG"),
    ),
}
LEASES: Rows = (
    _lease("1000/1/1", "H1", "Stadt mietet", "10.02.2024"),
    _lease("1000/1/2", "H2", "Stadt mietet", "01.03.2024"),
    _lease(
        "1000/1/3",
        "H3",
        "privat",
        "05.03.2024",
        None,
        ueberfuehrung_beantragt="01.09.2024",
        ueberfuehrung_erfolgt="16.10.2024",
    ),
    _lease(
        "1000/1/6",
        "H6",
        "privat",
        "15.01.2023",
        "30.05.2024",
        ueberfuehrung_erfolgt="29.02.2024",
        ende_grund="Kündigung",
    ),
    _lease("000123", "H4", "Stadt", "15.01.2024", "30.06.2024", ende_grund="Überführung"),
    _lease(
        "000123",
        "H4",
        "privat",
        "02.07.2024",
        "30.11.2024",
        ueberfuehrung_erfolgt="02.07.2024",
        ende_grund="eigener Umzug",
    ),
    _lease("000124", "H5", "Stadt", "01.07.2024", "20.12.2025", ende_grund="Überführung"),
    _lease("000124", "H5", "privat", "21.12.2025", None, ueberfuehrung_erfolgt="21.12.2025"),
    _lease("000124", "H7", "Stadt", "10.08.2024", "01.01.2026", ende_grund="Fortzug"),
    _lease("P-00002", "H8", "Stadt mietet", "15.02.2025", "15.02.2025", ende_grund="unbekannt"),
    _lease(
        "P-00002",
        "H9",
        "privat",
        "12.02.2025",
        "19.02.2026",
        ueberfuehrung_erfolgt="31.03.2025",
        ende_grund="Räumung",
    ),
    _lease("P-00002", "H10", "privat", "01.03.2026"),
    _lease("9999/9/9", "H11", "Stadt mietet", "05.05.2025"),
    _lease("1000/1/3", "H12", "privat", "05.05.2025", None, ueberfuehrung_erfolgt="30.09.2025"),
    _lease("1000/1/2", "H13", "Stadt mietet", "30.09.2025"),
    _lease("9999/9/7", "H14", "privat", "01.01.2024", "20.11.2025", ueberfuehrung_erfolgt="20.11.2024"),
    _lease("9999/9/8", "H15", "privat", "30.06.2024", None, ueberfuehrung_erfolgt="02.10.2025"),
    _lease("000124", "H16", "privat", "22.12.2025", None, ueberfuehrung_erfolgt="22.12.2025"),
    _lease("000124", "H19", "privat", "02.01.2026", None, ueberfuehrung_erfolgt="02.01.2026"),
    _lease("000123", "H21", "privat", "10.08.2024", None, ueberfuehrung_erfolgt="10.08.2024"),
    _lease("9999/9/2", "H22", "privat", "02.07.2024", None, ueberfuehrung_erfolgt="02.07.2024"),
    _lease("000123", "H4", "privat", "01.12.2024", None, ueberfuehrung_erfolgt="01.12.2024"),
    _lease("9999/9/4", "H20", "privat", "01.01.2024", "25.10.2025", ueberfuehrung_erfolgt="10.11.2024"),
    _lease("P-00001", "H8", "privat", "16.02.2025"),
    _lease("000124", "H5", "privat", "05.02.2026", None, ueberfuehrung_erfolgt="05.02.2026"),
    _lease("9999/9/6", "H17", "Stadt mietet", "31.12.2022"),
    _lease("9999/9/5", "H18", "privat", "10.02.2024", None, ueberfuehrung_erfolgt="10.08.2024"),
)
CARE: Rows = tuple(
    {"fall_id": case, "hh_id": hh_id, "art": kind, "wohnform": "Kontingent", "beginn": begin, "ende": end}
    for case, hh_id, kind, begin, end in (
        ("F1", "H1", "Fallmanagement", "15.02.2024", None),
        ("F2", "H2", "Fallmanagement", "15.03.2024", "31.12.2025"),
        ("F3", "H3", "Fallmanagement", "05.03.2024", "30.11.2024"),
        ("F4", "H3", "Nachsorge", "16.01.2025", None),
        ("F5", "H4", "Nachsorge", "01.06.2024", "01.09.2024"),
        ("F6", "H5", "Nachsorge", "22.03.2026", None),
        ("F7", "H6", "Nachsorge", "28.01.2024", "01.03.2024"),
        ("F8", "H9", "Fallmanagement", "20.02.2025", None),
        ("F9", "H8", "Fallmanagement", "30.09.2025", None),
    )
)
POSTS: Rows = tuple(
    {"monat": month, "einheit": unit, "vzae_soll": "4,0", "vzae_besetzt": filled}
    for month in ("09/2025", "12/2025", "02/2026", "03/2026")
    for unit, filled in (("UBM", "2,5"), ("Sachspendenkoordination", "1,0"))
)
COUNSEL: Rows = tuple(
    {"quartal": quarter, "wohnform": home, "viertel_nr": nr, "personen": persons}
    for quarter, home, nr, persons in (
        ("III/2025", "GU", "101", 12),
        ("III/2025", "eigene Wohnung", "455", 9),
        ("IV/2025", "Kontingent", "562", "<3"),
        ("IV/2025", "unbekannt", "562", 7),
        ("I/2026", "bei Verwandten", "101", "<3"),
        ("I/2026", "GU", "101", "-"),
        ("I/2026", "eigene Wohnung", "562", 31),
    )
)
SCHOOLS: Rows = tuple(
    {"schul_nr": nr, "schule": name, "schulform": form, "viertel_nr": district}
    for nr, name, form, district in (
        ("9900001", "Grundschule Muster", "GS", "562"),
        ("9900002", "Gesamtschule Muster", "KGS/IGS", "101"),
        ("9900003", "Grundschule Beispiel", "GS", "455"),
        ("9900004", "Gymnasium Beispiel", "Gym", "101"),
    )
)
GRANTS: Rows = tuple(
    {
        "antrag_id": f"A{n}",
        "schul_nr": nr,
        "schuljahr": year,
        "halbjahr": half,
        "beantragt": 20_000,
        "bewilligt": granted,
        "ausgezahlt": granted,
        "verausgabt": spent,
        "kinder": children,
    }
    for n, (nr, year, half, granted, spent, children) in enumerate(
        (
            ("9900001", "2024/25", 1, 9000, "8.000,50", 40),
            ("9900001", "2024/25", 2, 9500, "9.100", 44),
            ("9900002", "2024/25", 1, 4000, 3900, "<3"),
            ("9900002", "2024/25", 1, 1000, None, 11),
            ("9900004", "2024/25", 1, 3000, 2500, 8),
            ("9900001", "2025/26", 1, 8000, 7000, 39),
            ("9900003", "2025/26", 1, "-", "-", "-"),
            ("9900001", "2025/26", 2, 7000, None, 33),
        )
    )
)
NEED: Rows = tuple(
    {"schul_nr": nr, "stichtag": day, "schueler": 200, "schueler_auslaendisch": 90, "mit_bedarf": need}
    for nr, day, need in (
        ("9900001", "01.10.2024", 50),
        ("9900002", "15.10.2024", 20),
        ("9900003", "01.11.2024", "<3"),
        ("9900004", "01.10.2024", 17),
        ("9900001", "01.03.2025", 55),
        ("9900001", "15.03.2025", 57),
        ("9900002", "01.03.2025", "."),
        ("9900003", "01.03.2025", 0),
        ("9900001", "01.10.2025", 60),
        ("9900002", "01.10.2025", 25),
        ("9900003", "31.12.2025", 7),
        ("9900001", "01.03.2026", 61),
    )
)
KITA: Rows = tuple(
    {"stichtag": day, "altersgruppe": age, "nationalitaet": group, "kinder": children, "verfahren": "exakt"}
    for day, age, group, children in (
        ("01.03.2021", "3-5", "nichtdeutsch", 80),
        ("01.03.2023", "3-5", "nichtdeutsch", 90),
        ("01.03.2024", "3-5", "nichtdeutsch", 100),
        ("01.03.2025", "3-5", "nichtdeutsch", 110),
        ("01.03.2025", "3-5", "deutsch", 400),
        ("01.03.2025", "0-2", "nichtdeutsch", 30),
        ("01.03.2026", "3-5", "nichtdeutsch", "."),
        ("01.03.2026", "3-5", "deutsch", 410),
    )
)
PEOPLE: Rows = tuple(
    {"viertel_nr": nr, "stichtag": day, "altersgruppe": age, "nationalitaet": group, "einwohner": count}
    for day, nr, age, group, count in (
        ("20.03.2020", "101", "3-5", "nichtdeutsch", 101),
        ("01.03.2022", "562", "3-5", "nichtdeutsch", 102),
        ("01.03.2024", "101", "3-5", "nichtdeutsch", 103),
        ("30.09.2024", "101", "3-5", "nichtdeutsch", 90),
        ("31.12.2024", "101", "3-5", "nichtdeutsch", 95),
        ("31.12.2024", "562", "3-5", "nichtdeutsch", 60),
        ("31.12.2024", "101", "3-5", "deutsch", 430),
        ("31.12.2024", "101", "0-2", "nichtdeutsch", 80),
        ("31.03.2025", "101", "3-5", "nichtdeutsch", 99),
        ("31.12.2025", "101", "3-5", "nichtdeutsch", 97),
        ("31.12.2025", "101", "3-5", "deutsch", 425),
    )
)
NATURALISED: Rows = tuple(
    {
        "jahr": year,
        "einbuergerungen": total,
        "anspruch": entitled,
        "berechtigte": all_,
        "verfahren": "gerundet",
    }
    for year, total, entitled, all_ in (
        (2023, 300, 215, 6000),
        (2024, 900, 640, 9000),
        (2025, 950, "/", 9500),
    )
)
