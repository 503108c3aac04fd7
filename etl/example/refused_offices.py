"""Deliveries of the other offices that must be refused as a whole: workbooks, archives and lists, each by its name."""

import datetime as dt
import random
from collections.abc import Mapping, Sequence

from etl.example.forms import HELP_SHEET, book, office_sheet, packed
from etl.example.months import Month
from etl.example.sheet import EXAMPLE_TITLE, Layout, Row, columns, write_sheet
from etl.example.streams import stream
from etl.xlsx import Sheet, write_xlsx

_POSTS = columns(monat="Monat", einheit="Einheit", vzae_soll="VZÄ Soll", vzae_besetzt="VZÄ besetzt")
_FLATS = columns(
    viertel_nr="Stadtviertel", qm="qm", max_personen="max. Pers.", bedarfsmeldung="Bedarfsmeldung", uebergabe="Übergabe"
)
_FLATS = (*_FLATS, *columns(vertragsbeginn="Anmietung ab", vertragsende="Anmietung bis", status="Status"))
_BUDGET = columns(
    psp_element="PSP-Element",
    sachkonto="Sachkonto",
    jahr="Jahr",
    periode="Periode",
    leistungszeitraum="Leistungszeitraum",
    ansatz="Ansatz",
    fortg_ansatz="fortg. Ansatz",
    ist="Ist",
    obligo="Obligo",
)
_ATTENDANCE = columns(termin_id="Termin-Nr.", org_id="Org-Nr.", personen="TN")
_EXPORT = "\r\n".join(
    (
        f'"{EXAMPLE_TITLE}"',
        '"Jahr";"Frauen Arbeitslose ";"Männer Arbeitslose ";"Arbeitslose "',
        *(f'"{year}";"9.090";"19.767";"28.857"' for year in range(2015, 2024)),
        "",
    )
)


def _posts(month: Month) -> list[Row]:
    cell = {"monat": f"{month.month:02d}/{month.year}", "vzae_soll": "19,00", "vzae_besetzt": "17,50"}
    return [{**cell, "einheit": unit} for unit in ("UBM", "Beauftragte", "Integrationskoordination")]


def _flats(month: Month) -> list[Row]:
    """Flats whose number nobody wrote down."""
    row = {"viertel_nr": "455", "qm": "52,0", "max_personen": "3", "status": "belegt"}
    return [{**row, "vertragsbeginn": f"{day:02d}.{month.month:02d}.{month.year}"} for day in range(1, 12)]


def _budget(year: int) -> list[Row]:
    """Amounts with a decimal point, as a program set to English writes them."""
    row = {"psp_element": "1.31301.01", "sachkonto": "52710000", "jahr": str(year), "leistungszeitraum": f"I/{year}"}
    amounts = {"ansatz": "0.00", "fortg_ansatz": "0.00", "ist": "12345.67", "obligo": "0.00"}
    return [{**row, **amounts, "periode": str(period)} for period in range(1, 13)]


def _attendance() -> list[Row]:
    return [{"termin_id": f"T-1999-01-{number}", "org_id": "XX-99", "personen": "2"} for number in range(1, 12)]


def _list(
    rng: random.Random, headings: tuple[tuple[str, str], ...], stand: dt.date | None, rows: Sequence[Row]
) -> bytes:
    return write_sheet(Layout(headings), "Fehlerhafte Liste", stand, rows, rng)


def refused_office_deliveries(seed: int, until: Month) -> Mapping[str, bytes]:
    """File name -> bytes; the name says in German why the delivery is refused."""
    rng = stream(seed, "fehlerhaft_aemter")
    stand = until.last
    posts = office_sheet("Stellen", Layout(_POSTS), "Stellen", stand, _posts(until), rng, ("vzae_soll",))
    hidden = Sheet(posts.name, posts.rows, merged=posts.merged, hidden=True)
    cover = Sheet("Deckblatt", [[EXAMPLE_TITLE], ["Stellen"], ["siehe folgende Blätter"]])
    whole = book(posts)
    inner = packed([("BEISPIEL_Stellen.csv", _list(rng, _POSTS, stand, _posts(until)))])
    lists = {
        "Tabelle_nur_im_ausgeblendeten_Blatt.xlsx": write_xlsx([cover, hidden, HELP_SHEET]),
        "Arbeitsmappe_beschaedigt.xlsx": whole[: len(whole) // 2],
        "Archiv_im_Archiv.zip": packed([("BEISPIEL_innen.zip", inner)]),
        "Archiv_beschaedigt.zip": inner[: len(inner) // 2],
        "Bericht_als_PDF.pdf": b"%PDF-1.7\n" + EXAMPLE_TITLE.encode("cp1252") + b"\n%%EOF\n",
        "Wohnungsnummer_fehlt.csv": _list(rng, _FLATS, stand, _flats(until)),
        "Betraege_mit_Punkt.csv": _list(rng, _BUDGET, stand, _budget(until.year)),
        "Unbekannte_Termine.csv": _list(rng, _ATTENDANCE, stand, _attendance()),
        "Stellen_ohne_Stand.csv": _list(rng, _POSTS, None, _posts(until)),
        "Arbeitslose_Export.csv": _EXPORT.encode("utf-8-sig"),
    }
    return {f"BEISPIEL_{name}": content for name, content in lists.items()}
