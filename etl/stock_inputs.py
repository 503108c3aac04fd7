"""What the stock-flow begins with, as it was known at the end of a month: persons, rates, flats, places."""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import numpy as np

from etl.catalogue.scenario import Planning
from etl.figures import Figures
from etl.foresight.rates import FEWEST_EVENTS, by_age, overall
from etl.foresight.series import month_number, month_text
from etl.foresight.stockflow import AGES, Floats, Rates
from etl.foresight.stockflow_base import (
    CLASSES,
    LEAVING,
    LEAVING_FLATS,
    LEAVING_READY,
    READY,
    TRANSFER,
    Base,
)

# Rates come from two years, the pace of moves from one.
RATE_MONTHS, PACE_MONTHS = 24, 12
PACE_STEP, HOUSEHOLD = 0.5, 2.0
MEMBERS = dict(zip(("unter3", "unter6", "unter12", "unter24", "unter36", "ab36"), CLASSES, strict=True))
BY_STAY, DIM = "gu_bestand_dauer", "aufenthaltsdauer"
OCCUPIED, WAITING, IN_FLATS = "gu_belegung", "statuswechsler_quote_zaehler", "dezentralquote_zaehler"
# Fewer entitlements that ended than this, and readiness is only known from moves: the levers on flats are rough.
FEWEST_ENTITLEMENTS = 30
Shown = Mapping[tuple[str, str, str | None], float]
HazardRow = tuple[str, int, float, int | None]


@dataclass(frozen=True)
class Site:
    """An Unterkunft at a month end: its places then, the month from whose end on they are there, and the last one."""

    id: str
    places: float
    opens: int | None
    closes: int | None


@dataclass(frozen=True)
class Known:
    """The base and what a reader must know of it: `rough` where readiness is only known from moves into flats."""

    base: Base
    hazard: tuple[HazardRow, ...]
    rough: bool


def shown_counts(figures: Figures) -> Shown:
    """Counts by measure, period and member (None for the city) of the measures that a start is made of."""
    found: dict[tuple[str, str, str | None], float] = {}
    for cell in figures.cells:
        whole = cell.dim1 is None and cell.measure in (OCCUPIED, WAITING, IN_FLATS)
        part = cell.measure == BY_STAY and cell.dim1 == DIM and cell.dim2 is None
        if (whole or part) and cell.value is not None:
            found[(cell.measure, cell.period, cell.member1)] = float(cell.value)
    return found


def known_at(
    con: duckdb.DuckDBPyConnection, shown: Shown, month: str, planning: Planning, arrivals: Floats
) -> Known | None:
    """The base at the end of a month; None where nobody may know how many people live there.

    `arrivals` are the counts of the twelve months up to it, as the audience is shown them (nan: none).
    """
    classes = _classes(shown, month)
    if not classes:
        return None
    last = month_number(month)
    rates, hazard, rough = _rates(con, month_text(last - RATE_MONTHS + 1), month)
    pace = _pace(con, month_text(last - PACE_MONTHS + 1), month)
    share, flats, household = _paces(pace, arrivals)
    in_flats = shown.get((IN_FLATS, month, None), 0.0)
    most = planning.most_flats.value
    assert planning.usable.value is not None
    base = Base(
        classes=classes,
        waiting=shown.get((WAITING, month, None), 0.0),
        in_flats=in_flats,
        rates=rates,
        share=share,
        flats=flats,
        household=household,
        most_in_flats=math.inf if most is None else float(most) * household,
        usable=float(planning.usable.value),
    )
    return Known(base, hazard, rough)


def _classes(shown: Shown, month: str) -> tuple[tuple[int, float], ...]:
    """Persons by class of stay, or their total where a class is withheld; empty where nothing is shown."""
    total = shown.get((OCCUPIED, month, None))
    if total is None or total <= 0:
        return ()
    parts = {first: shown.get((BY_STAY, month, member)) for member, first in MEMBERS.items()}
    known = [persons for persons in parts.values() if persons is not None]
    if len(known) < len(parts) or sum(known) != total:
        return ((0, total),)
    return tuple((first, persons) for first, persons in parts.items() if persons is not None)


def _rates(con: duckdb.DuckDBPyConnection, first: str, last: str) -> tuple[Rates, tuple[HazardRow, ...], bool]:
    rows = con.execute(
        "select alter_monate, sum(personen), sum(ausgezogen), sum(bereit_geworden) from core.verweilen_monat"
        " where periode between ? and ? and not bereit group by 1",
        [first, last],
    ).fetchall()
    there, left, ready = (np.zeros(AGES) for _ in range(3))
    for age, persons, gone, became in rows:
        there[age], left[age], ready[age] = persons, gone, became
    leaving, becoming = by_age(there, left), by_age(there - left, ready)
    waited, gone = _sums(con, "personen", "ausgezogen", "core.verweilen_monat", first, last, "and bereit")
    persons, out = _sums(con, "personen", "ausgezogen", "core.wohnung_wechsel_monat", first, last)
    leases, passed = _sums(con, "haushalte", "ueberfuehrt", "core.wohnung_wechsel_monat", first, last)
    transfer = overall(leases, passed)
    single = {
        LEAVING_READY: overall(waited, gone),
        TRANSFER: transfer,
        LEAVING_FLATS: max(0.0, round(overall(persons, out) - transfer, 3)),
    }
    rates = Rates(leaving.share, becoming.share, single[LEAVING_READY], transfer, single[LEAVING_FLATS])
    hazard: list[HazardRow] = []
    for name, found in ((LEAVING, leaving), (READY, becoming)):
        hazard += [(name, age, float(found.share[age]), int(found.persons[age])) for age in range(AGES)]
    hazard += [(name, 0, value, None) for name, value in single.items()]
    return rates, tuple(hazard), _entitlements(con, first, last) < FEWEST_ENTITLEMENTS


def _sums(
    con: duckdb.DuckDBPyConnection, one: str, other: str, table: str, first: str, last: str, also: str = ""
) -> tuple[float, float]:
    row = con.execute(
        f"select coalesce(sum({one}), 0), coalesce(sum({other}), 0) from {table} where periode between ? and ? {also}",
        [first, last],
    ).fetchone()
    assert row is not None
    return float(row[0]), float(row[1])


def _entitlements(con: duckdb.DuckDBPyConnection, first: str, last: str) -> int:
    """Persons whose entitlement ended in these months while they lived in GU."""
    row = con.execute(
        "select count(*) from core.verweilen where monat_bereit between ? and ?"
        " and not (in_stadtwohnung and monat_bereit = monat_aus)",
        [month_number(first), month_number(last)],
    ).fetchone()
    return int(row[0]) if row else 0


def _pace(con: duckdb.DuckDBPyConnection, first: str, last: str) -> tuple[float, float, float]:
    row = con.execute(
        "select sum(zugang), sum(wohnungen), sum(in_wohnungen) from core.gu_wechsel_monat"
        " where periode between ? and ?",
        [first, last],
    ).fetchone()
    return tuple(float(value or 0) for value in row) if row else (0.0, 0.0, 0.0)  # type: ignore[return-value]


def _paces(pace: tuple[float, float, float], arrivals: Floats) -> tuple[float, float, float]:
    """Share of arrivals that come into GU, flats a month for people from GU in halves, persons per flat.

    Of fewer than ten flats in the year nothing is told of the flats.
    """
    entered, flats, persons = pace
    known = arrivals[np.isfinite(arrivals)]
    expected = float(known.mean()) * PACE_MONTHS if len(known) else 0.0
    share = round(entered / expected, 2) if expected > 0 else 0.0
    if flats < FEWEST_EVENTS:
        return share, 0.0, HOUSEHOLD
    # The twelve months move on by one with each Stand: a finer number would tell the flats of single months.
    return share, round(flats / PACE_MONTHS / PACE_STEP) * PACE_STEP, max(1.0, round(persons / flats, 1))


def sites_at(con: duckdb.DuckDBPyConnection, month: str) -> tuple[str | None, tuple[Site, ...]]:
    """The month of the newest list of places up to a month, and its Gemeinschaftsunterkünfte.

    A contract whose end has passed while the site is in operation runs on.
    """
    rows = con.execute(
        "select m.unterkunft, m.plaetze_netto, m.status, u.in_betrieb_ab, u.vertrag_ende, m.stichtag"
        " from core.unterkunft_monat as m inner join core.unterkunft as u on u.unterkunft_id = m.unterkunft"
        " where m.unterkunftsart = 'gu' and m.stichtag = (select max(stichtag) from core.unterkunft_monat"
        " where stichtag <= last_day(cast(? as date))) order by m.unterkunft",
        [f"{month}-01"],
    ).fetchall()
    found = []
    for site, places, status, opens, closes, day in rows:
        if status == "in_betrieb":
            found.append(Site(site, float(places), None, _last_month(closes, day)))
        elif status == "im_aufbau" and opens is not None and opens > day and places:
            found.append(Site(site, float(places), _number(opens), _last_month(closes, day)))
    return (f"{rows[0][5]:%Y-%m}" if rows else None), tuple(found)


def _number(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _last_month(closes: dt.date | None, stand: dt.date) -> int | None:
    """The last month at whose end a place under a contract until `closes` is still there."""
    if closes is None or closes < stand:
        return None
    whole = (closes + dt.timedelta(days=1)).day == 1
    return _number(closes) if whole else _number(closes) - 1


def places_ahead(sites: tuple[Site, ...], stand: str, months: int) -> tuple[float, ...]:
    """Net places at the Stand (0) and at the end of each of the months ahead."""
    first = month_number(stand)
    return tuple(
        sum(
            site.places
            for site in sites
            if (site.opens is None or site.opens <= month) and (site.closes is None or site.closes >= month)
        )
        for month in range(first, first + months + 1)
    )
