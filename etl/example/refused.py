"""Deliveries that must be refused as a whole, each named by what is wrong with it."""

import datetime as dt
import random
from collections.abc import Mapping, Sequence

from etl.example.months import Month
from etl.example.sheet import EXAMPLE_TITLE, Layout, Row, columns, month_text, write_sheet
from etl.example.streams import stream

_FAR_FUTURE = dt.date(2099, 12, 31)
_STAYS = {"pid": "Pseudonym", "unterkunft_id": "Objekt", "wohnung_id": "WE-Nr.", "einzug": "Einzug"}
_STAYS |= {"auszug": "Auszug", "geburtsjahr": "Geb.-Jahr", "geschlecht": "Geschl."}
_PLACES = {"unterkunft_id": "Kürzel", "monat": "Monat", "plaetze_genehmigt": "Plätze genehmigt"}
_PLACES |= {"plaetze_gesperrt": "dav. gesperrt", "status": "Status"}
_SITES = {"name": "Objekt", "art": "Art", "viertel_nr": "Stadtviertel", "betreiber": "Betreiber"}


def _places(month: Month) -> list[Row]:
    return [
        {
            "unterkunft_id": code,
            "monat": month_text(month, 0),
            "plaetze_genehmigt": "120",
            "plaetze_gesperrt": "4",
            "status": "in Betrieb",
        }
        for code in ("GU-01", "GU-02", "GU-03")
    ]


def _stays(month: Month) -> list[Row]:
    """Stays in a flat, so that no list of sites is needed to see what is wrong."""
    return [
        {
            "pid": f"PBEISPIEL{index:03d}",
            "wohnung_id": "1001/1/1",
            "einzug": f"{index:02d}.{month.month:02d}.{month.year}",
            "geburtsjahr": str(1980 + index),
            "geschlecht": "mw"[index % 2],
        }
        for index in range(1, 21)
    ]


def _list(
    rng: random.Random,
    headings: Mapping[str, str],
    stand: dt.date | None,
    rows: Sequence[Mapping[str, str]],
    *more: str,
) -> bytes:
    return write_sheet(Layout(columns(*more, **headings)), "Fehlerhafte Liste", stand, rows, rng)


def _bad_stays(month: Month) -> list[Row]:
    """Two of five rows with a day that does not exist."""
    return [{**row, "einzug": "31.02.2020"} if i % 5 < 2 else row for i, row in enumerate(_stays(month))]


def refused_deliveries(seed: int, until: Month) -> dict[str, bytes]:
    """File name -> bytes; the name says in German why the delivery is refused."""
    rng = stream(seed, "fehlerhaft")
    stand = until.last
    without_entry = {column: heading for column, heading in _STAYS.items() if column != "einzug"}
    unknown = {"geraet": "Inventar", "raum": "Raum", "wert": "Anschaffung"}
    previous = until.plus(-1)
    both = {**_PLACES, **_SITES}
    both_rows = [
        {**row, "name": "Wohnheim Muster", "art": "GU", "viertel_nr": "101", "betreiber": "Musterhaus"}
        for row in _places(until)
    ]
    binary = f"{EXAMPLE_TITLE}\r\n".encode("cp1252") + bytes(rng.randrange(256) for _ in range(2000)) + b"\x00" * 64
    lists = {
        "Pflichtspalte_fehlt": _list(rng, without_entry, stand, _stays(until)),
        "Falscher_Monat": _list(rng, _PLACES, stand, _places(previous)),
        "Zu_viele_Fehler": _list(rng, _STAYS, stand, _bad_stays(until)),
        "Kein_Stand": _list(rng, _PLACES, None, _places(until)),
        "Stand_in_der_Zukunft": _list(rng, _STAYS, _FAR_FUTURE, _stays(until)),
        "Unbekannte_Tabelle": _list(rng, unknown, stand, [{"geraet": "Stuhl", "raum": "1", "wert": "40,00"}] * 5),
        "Zwei_Tabellen_in_einer": _list(rng, both, stand, both_rows),
        "Spalte_doppelt": _list(rng, _PLACES, stand, _places(until), "Kürzel"),
        "Keine_Zeilen": _list(rng, _PLACES, stand, []),
        "Keine_Textdatei": binary,
        "Leere_Datei": b"",
    }
    return {f"BEISPIEL_{name}.csv": content for name, content in lists.items()}
