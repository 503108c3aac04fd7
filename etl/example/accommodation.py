"""The list of sites and the monthly list of their places, as the office of the invented city keeps them."""

import random
from collections.abc import Sequence

from etl.example import mess
from etl.example.months import Month
from etl.example.plan import FIRST_DELIVERED
from etl.example.sheet import Layout, Row, columns, day_text, month_text, write_sheet
from etl.example.sites import Site
from etl.example.spellings import BLOCKING, OPERATION, SITE_KINDS, spell
from etl.example.streams import stream
from etl.example.town import Town

_LONG_LIST = 12  # in a shorter one a single wrong entry would be too large a share
_IMPOSSIBLE_SITE = {
    "unterkunft_id": "NU-09",
    "name": "Sporthalle Lindenfeld",
    "art": "Notunterkunft",
    "viertel_nr": "Neustadt (alt)",
    "vertrag_ende": "",
    "garantie_pct": "-",
}
_LISTED_AFTER_CLOSING = 6  # months for which a closed site stays in the list
_DISTRICT_FORMS = {
    "102": "Südliche Innenstadt",
    "455": "Silberhöhe",
    "561": "5 61",
    "562": "5 62",
    "103": "1 03",
}
_SITE_LAYOUT = Layout(
    columns(
        "Ansprechpartner",
        "Telefon",
        "Bemerkung",
        unterkunft_id="Kürzel",
        name="Objekt",
        art="Art",
        betreiber="Betreiber",
        viertel_nr="Stadtviertel",
        in_betrieb_ab="in Betrieb ab",
        vertrag_ende="Vertrag bis",
        eur_platz_tag="EUR/Platz/Tag",
        garantie_pct="Belegungsgarantie %",
    ),
    "utf-8-sig",
)
_CAPACITY_LAYOUTS = (
    Layout(
        columns(
            "Zimmer",
            "Bemerkung",
            unterkunft_id="Kürzel",
            monat="Monat",
            plaetze_genehmigt="Plätze genehmigt",
            plaetze_gesperrt="dav. gesperrt",
            sperrgrund="Sperrgrund",
            status="Status",
        ),
        "cp1252",
    ),
    Layout(
        columns(
            "Bemerkungen",
            unterkunft_id="Objekt-Kürzel",
            monat="Berichtsmonat",
            status="Status",
            plaetze_genehmigt="genehmigte Plätze",
            plaetze_gesperrt="davon gesperrt",
            sperrgrund="Sperrgrund",
        ),
        "utf-8-sig",
        newline="\n",
    ),
)


def _contract_end(rng: random.Random, site: Site, until: Month) -> str:
    """The last day of the contract: of closed sites the last of operation, of open ones mostly in the future."""
    if site.closes is not None:
        return day_text((site.standby_until or site.closes).last, "lang")
    return day_text(until.plus(rng.choice((8, 14, 20, 26, 38))).last, "lang") if rng.random() < 0.7 else ""


def _site_row(rng: random.Random, site: Site, until: Month) -> Row:
    price = "" if site.price is None else f"{site.price:.2f}".replace(".", ",")
    return {
        "unterkunft_id": site.code,
        "name": site.name,
        "art": spell(rng, SITE_KINDS, site.kind, 0.25),
        "betreiber": site.operator,
        "viertel_nr": _DISTRICT_FORMS.get(site.district, site.district),
        "in_betrieb_ab": day_text(site.opened_on, "lang"),
        "vertrag_ende": _contract_end(rng, site, until),
        "eur_platz_tag": f"{price} €" if price and rng.random() < 0.2 else price,
        "garantie_pct": "-" if site.guarantee is None else str(site.guarantee),
        "Ansprechpartner": "Objektleitung",
        "Telefon": "",
        "Bemerkung": rng.choice(("", "", "Fahrradkeller vorhanden", "Waschküche im Hof")),
    }


def write_sites(town: Town) -> bytes:
    """The list of sites at the end: all that ever opened, and in a long list one entry that cannot be right."""
    rng = stream(town.seed, "unterkunftsliste", town.until)
    known = [site for site in town.sites if site.opens <= town.until.plus(1)]
    rows = [_site_row(rng, site, town.until) for site in known]
    if len(rows) >= _LONG_LIST:
        rows.append({**rows[0], **_IMPOSSIBLE_SITE})
    return write_sheet(_SITE_LAYOUT, "Liste der Unterkünfte", town.until.last, rows, rng)


def _operation(site: Site, month: Month) -> str | None:
    """The state of a site at the end of a month; None when the list does not show it."""
    if site.is_open(month):
        return "in_betrieb"
    if month < site.opens:
        return "im_aufbau" if site.opens == month.plus(1) else None
    if site.closes is None:
        return None
    if site.standby_until is not None and month <= site.standby_until:
        return "stand_by"
    gone = month.number - (site.standby_until or site.closes).number
    return "geschlossen" if gone <= _LISTED_AFTER_CLOSING else None


def _capacity_row(rng: random.Random, site: Site, month: Month, state: str, form: int) -> Row:
    planned = site.approved(site.opens if month < site.opens else site.closes or month)
    places = {"in_betrieb": site.approved(month), "geschlossen": 0}.get(state, planned)
    blocked = site.blocked(month) if state == "in_betrieb" else planned if state == "im_aufbau" else 0
    nothing = rng.choice(("0", "-"))
    return {
        "unterkunft_id": site.code,
        "monat": month_text(month, form),
        "plaetze_genehmigt": str(places) if places else nothing,
        "plaetze_gesperrt": str(blocked) if blocked else nothing,
        "sperrgrund": rng.choice(BLOCKING) if blocked and state == "in_betrieb" else "",
        "status": spell(rng, OPERATION, state, 0.2),
        "Zimmer": str(places // 3),
        "Bemerkung": rng.choice(("", "", "", "Aufzug geprüft", "Brandschutzbegehung erfolgt")),
        "Bemerkungen": "",
    }


def write_capacity(town: Town, months: Sequence[Month]) -> bytes:
    """The places of all listed sites in a span of months; what is spoilt is never a site in operation."""
    rng = stream(town.seed, "kapazitaetsliste", months[0], months[-1])
    form = months[-1].number if len(months) == 1 else 0
    rows = [
        _capacity_row(rng, site, month, state, form)
        for month in months
        for site in town.sites
        if (state := _operation(site, month)) and month >= FIRST_DELIVERED
    ]
    guessed = mess.replaced("plaetze_genehmigt", "ca. 30", "n. b.")
    idle = {spelling for code in ("geschlossen", "stand_by") for spelling in OPERATION[code]}
    total = str(sum(int(row["plaetze_genehmigt"]) for row in rows if row["plaetze_genehmigt"].isdigit()))
    rows = mess.spoil_some(rng, rows, 0.06, ((guessed, ()),), lambda row: row["status"] in idle)
    rows = mess.repeat_some(rng, rows, 0.004)
    layout = _CAPACITY_LAYOUTS[months[-1].number // 7 % 2]
    return write_sheet(layout, "Kapazitätsliste", months[-1].last, rows, rng, {"plaetze_genehmigt": total})
