"""Stations of flats, households on the way to their own lease and cohorts reckoned twice, for the page on housing."""

import datetime as dt
from collections import defaultdict

import duckdb
import pytest
from accepted_rows import (
    FAR,
    Event,
    Place,
    Row,
    assert_sums,
    assert_values,
    by_month,
    month_ends,
    months,
    months_later,
    quarter_ends,
    rows,
    stand,
    stored,
    tally,
)
from test_wohnungen import LISTS, flats

MONTH_DAYS = 30.4375


def leases(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """Households in flats as the core table has them; its own second reckoning is test_mietverhaeltnisse.py."""
    return rows(con, "core.mietverhaeltnis")


def last_day(con: duckdb.DuckDBPyConnection) -> dt.date:
    return stand(con, "mietverhaeltnisse", *LISTS)


def test_stations_of_flats(offices: duckdb.DuckDBPyConnection) -> None:
    lived_in = defaultdict(list)
    for stay in rows(offices, "core.belegung"):
        if stay["wohnung"]:
            lived_in[stay["wohnung"]].append((stay["einzug"], stay["auszug"] or FAR))
    events: list[Event] = []
    for flat in flats(offices):
        ready = flat["uebergabe"] or flat["vertragsbeginn"]
        known = flat["bedarfsmeldung"] or ready
        for day in month_ends(known, min(flat["last"], stand(offices, *LISTS, "belegungen"))):
            if known > day or flat["last"] <= day:
                continue
            occupied = any(begin <= day < end for begin, end in lived_in[flat["wohnung_id"]])
            station = "angefordert" if ready > day else "bewohnt" if occupied else "leer"
            events.append((by_month(day), {"station": station, "gesellschaft": flat["gesellschaft"]}, 1))
    periods = {period for period, _, _ in events}
    expected = tally(events, periods, ("station", "gesellschaft"))
    ours = {
        (r["period"], r["dim1"], r["member1"]): r["value"]
        for r in rows(offices, "result.value")
        if r["indicator_id"] == "kontingent_stationen" and r["dim2"] is None
    }
    assert {member for _, dim, member in ours if dim == "station"} >= {"bewohnt", "leer"}
    assert ours == expected


def test_households_in_their_own_lease(offices: duckdb.DuckDBPyConnection) -> None:
    events: list[Event] = []
    for lease in leases(offices):
        if lease["ueberfuehrt_am"]:
            for day in month_ends(lease["ueberfuehrt_am"], min(lease["privat_ende"] or FAR, last_day(offices))):
                events.append((by_month(day), {"gesellschaft": lease["gesellschaft"]}, 1))
    periods = {period for period, _, _ in events}
    assert_sums(offices, "privatmieten_bestand", tally(events, periods, ("gesellschaft",)))


def test_leases_taken_over(offices: duckdb.DuckDBPyConnection) -> None:
    taken = [lease for lease in leases(offices) if lease["ueberfuehrt_am"]]
    events: list[Event] = [(by_month(t["ueberfuehrt_am"]), {"gesellschaft": t["gesellschaft"]}, 1) for t in taken]
    # Owners with whom nobody took over a lease yet have a zero, too.
    events += [("nie", {"gesellschaft": lease["gesellschaft"]}, 0) for lease in leases(offices)]
    spine = months(min(t["ueberfuehrt_am"] for t in taken), last_day(offices))
    assert_sums(offices, "ueberfuehrungen", tally(events, spine, ("gesellschaft",)))


def test_households_longer_than_eighteen_months(offices: duckdb.DuckDBPyConnection) -> None:
    size = {1: "eins", 2: "zwei", 3: "drei"}
    rooms = {flat["wohnung_id"]: flat["zimmer"] for flat in flats(offices)}
    reason: dict[tuple[str, str, dt.date], str] = {}
    for row in rows(offices, "stage.mietverhaeltnisse"):
        if row["mietverhaeltnis"] == "stadt" and row["hindernis"]:
            at = row["wohnung_id"], row["hh_id"], row["beginn"]
            reason[at] = min(row["hindernis"], reason.get(at, row["hindernis"]))
    known = [lease for lease in leases(offices) if lease["beginn"]]
    events: list[Event] = []
    begin = min(lease["beginn"] for lease in known)
    ends = quarter_ends(begin, last_day(offices))
    for day in ends:
        for lease in known:
            if months_later(lease["beginn"], 18) < day <= (lease["stadt_ende"] or FAR):
                count = rooms.get(lease["wohnung"])
                members = {
                    "hindernis": reason.get((lease["wohnung"], lease["hh_id"], lease["beginn"]), "keines"),
                    "gesellschaft": lease["gesellschaft"],
                    "wohnungsgroesse": None if count is None else size.get(count, "vier_mehr"),
                    "stadtbezirk": lease["stadtbezirk"],
                }
                events.append((by_month(day), members, 1))
    dims = ("hindernis", "gesellschaft", "wohnungsgroesse", "stadtbezirk")
    empty = {by_month(day) for day in ends} - {period for period, _, _ in events}
    events += [(period, dict.fromkeys(dims), 0) for period in empty]
    assert_sums(offices, "kontingent_hindernisse", tally(events, [by_month(day) for day in ends], dims))


def survival(cases: list[tuple[float, bool]], limit: float) -> float:
    """The share without event up to and including the limit, case by case."""
    left = 1.0
    for length in sorted({length for length, event in cases if event and length <= limit}):
        at_risk = sum(other >= length for other, _ in cases)
        left *= 1 - sum(event and other == length for other, event in cases) / at_risk
    return left


def test_cohorts_by_year_of_moving_in(offices: duckdb.DuckDBPyConnection) -> None:
    day = last_day(offices)
    years: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for lease in leases(offices):
        if lease["beginn"] and lease["beginn"] <= day:
            taken = lease["ueberfuehrt_am"]
            event = bool(taken and taken <= day)
            end = taken if event else min(day, lease["stadt_ende"] or day)
            years[lease["beginn"].year].append(((end - lease["beginn"]).days, event))
    expected: dict[Place, float | None] = {}
    for year, cases in years.items():
        for month in range(0, 49, 3):
            limit = month * MONTH_DAYS
            observed = sum(length >= limit for length, _ in cases)
            share = None if observed < 10 or len(cases) < 50 else float(round(100 * (1 - survival(cases, limit))))
            if observed:
                expected[str(year), "wohndauer", f"m{month:02d}"] = share
            if month == 18:
                expected[str(year), None, None] = share
    if max(map(len, years.values())) < 50:
        assert not any(row["value"] for row in stored(offices, "ueberfuehrung_kohorte").values())
        return
    assert_values(offices, "ueberfuehrung_kohorte", expected)
    signs = {row["sign"] for row in stored(offices, "ueberfuehrung_kohorte").values() if row["value"] is None}
    assert signs <= {"g", "…"}
    sizes = {row["contributors"] for row in stored(offices, "ueberfuehrung_kohorte").values() if row["contributors"]}
    assert all(size % 10 == 0 for size in sizes), "eine Stufe darf keinen einzelnen Haushalt zeigen"
    assert pytest.approx(0.0) == survival([(5.0, True)], 5.0)
