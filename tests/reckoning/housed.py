"""Who lived where, by hand: stays of each person in time order, and stays in Gemeinschaftsunterkünfte chained."""

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
from accepted_rows import FAR, Row, boroughs, grouped, month_ends, rows, stand

FLATS = {"stadtwohnung", "gewaehrleistungswohnung"}
TARGETS = (
    (dt.date(2014, 1, 1), 60),
    (dt.date(2015, 12, 16), 90),
    (dt.date(2016, 7, 1), 120),
    (dt.date(2018, 1, 1), 180),
)
LAST = "\uffff"


@dataclass
class Stay:
    """One person in one place from `begin` up to, but without, `end`; `first` is the first day of the chained stay."""

    pid: str
    kind: str
    site: str | None
    district: str | None
    borough: str | None
    begin: dt.date
    end: dt.date
    goal: str | None
    birth_year: int
    sex: str
    entitled_until: dt.date | None
    first: dt.date

    def on(self, day: dt.date) -> bool:
        return self.begin <= day < self.end


def stays(con: duckdb.DuckDBPyConnection) -> list[Stay]:
    """All stays, an earlier one cut where the next of the same person begins, with the first day of their chain."""
    sites = {row["unterkunft_id"]: row for row in rows(con, "stage.unterkuenfte")}
    flats = {
        row["wohnung_id"]: row["viertel_nr"]
        for list_ in ("kontingent_a", "kontingent_b", "kontingent_privat")
        for row in rows(con, f"stage.{list_}")
    }
    borough = boroughs(con)
    found = []
    for own in grouped(rows(con, "stage.belegungen"), "pid").values():
        own.sort(key=lambda r: (r["einzug"], r["auszug"] or FAR, r["unterkunft_id"] or LAST, r["wohnung_id"] or LAST))
        mine = []
        for row, after in itertools.zip_longest(own, own[1:]):
            site = sites.get(row["unterkunft_id"])
            district = site["viertel_nr"] if site else flats.get(row["wohnung_id"])
            mine.append(_stay(row, after, site, district, borough.get(district or "")))
        _chain(mine)
        found += mine
    return found


def _stay(row: Row, after: Row | None, site: Row | None, district: str | None, borough: str | None) -> Stay:
    end = min(row["auszug"] or FAR, after["einzug"] if after else FAR)
    return Stay(
        row["pid"],
        site["art"] if site else "stadtwohnung",
        row["unterkunft_id"],
        district,
        borough,
        row["einzug"],
        end,
        row["ziel"],
        row["geburtsjahr"],
        row["geschlecht"],
        row["anspruch_ende"],
        row["einzug"],
    )


def _chain(mine: list[Stay]) -> None:
    shared = [stay for stay in mine if stay.kind == "gu"]
    for before, stay in itertools.pairwise(shared):
        if before.end == FAR or stay.begin <= before.end + dt.timedelta(days=3):
            stay.first = before.first


def left(found: list[Stay]) -> Iterator[Stay]:
    """The last stay of each chain in Gemeinschaftsunterkünfte that is over."""
    for own in grouped([stay.__dict__ for stay in found if stay.kind == "gu"], "pid").values():
        for chain in grouped(own, "first").values():
            last = Stay(**chain[-1])
            if last.end < FAR:
                yield last


def days(con: duckdb.DuckDBPyConnection, found: list[Stay]) -> list[dt.date]:
    """The month ends of the Belegungsliste."""
    return list(month_ends(min(stay.begin for stay in found), stand(con, "belegungen")))


def target(day: dt.date) -> int | None:
    """Days of stay aimed at on that day."""
    known = [length for since, length in TARGETS if since <= day]
    return known[-1] if known else None


def nights(stay: Stay, first: dt.date, last: dt.date) -> int:
    """Nights that begin on a day from the first to the last."""
    return max(0, (min(stay.end, last + dt.timedelta(days=1)) - max(stay.begin, first)).days)
