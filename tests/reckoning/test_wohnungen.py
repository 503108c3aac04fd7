"""City-rented flats reckoned twice: how many, how many called off, lived in on how many days, how fast handed over."""

import datetime as dt
import statistics
from collections import defaultdict

import duckdb
from accepted_rows import (
    FAR,
    UNASSIGNED,
    Row,
    assert_ratio,
    assert_sums,
    assert_values,
    boroughs,
    by_month,
    grouped,
    month_ends,
    months,
    rows,
    stand,
    tally,
)

LISTS = ("kontingent_a", "kontingent_b", "kontingent_privat")
ONE_DAY = dt.timedelta(days=1)


def flats(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """Every flat with the last day of the city's contract, the far future when it has none."""
    taken_over: dict[str, dt.date] = {}
    for lease in rows(con, "stage.mietverhaeltnisse"):
        if day := lease["ueberfuehrung_erfolgt"]:
            taken_over[lease["wohnung_id"]] = min(day, taken_over.get(lease["wohnung_id"], FAR))
    district = boroughs(con)
    found = []
    for source in LISTS:
        for flat in rows(con, f"stage.{source}"):
            last = flat["vertragsende"]
            if last is None and flat["status"] == "ueberfuehrt" and flat["wohnung_id"] in taken_over:
                last = taken_over[flat["wohnung_id"]] - ONE_DAY
            if last is None and flat["status"] in ("ueberfuehrt", "zurueckgegeben"):
                last = stand(con, source)
            found.append({**flat, "last": last or FAR, "bezirk": district[flat["viertel_nr"]]})
    return found


def members(flat: Row) -> dict[str, str | None]:
    return {
        "gesellschaft": flat["gesellschaft"],
        "stadtviertel": flat["viertel_nr"],
        "stadtbezirk": flat["bezirk"],
    }


def test_flats_held(offices: duckdb.DuckDBPyConnection) -> None:
    homes = flats(offices)
    events = [
        (by_month(day), members(flat), 1)
        for day in month_ends(min(flat["vertragsbeginn"] for flat in homes), stand(offices, *LISTS))
        for flat in homes
        if flat["vertragsbeginn"] <= day < flat["last"]
    ]
    periods = {period for period, _, _ in events}
    assert_sums(offices, "kontingent_bestand", tally(events, periods, ("gesellschaft", "stadtviertel", "stadtbezirk")))


def test_flats_called_off(offices: duckdb.DuckDBPyConnection) -> None:
    by_company = grouped(flats(offices), "gesellschaft")
    handed_over, agreed = [], []
    for agreement in rows(offices, "core.vereinbarung"):
        company, year = agreement["gesellschaft"], agreement["jahr"]
        if company not in by_company:
            continue
        for day in month_ends(dt.date(year, 1, 1), min(dt.date(year, 12, 31), stand(offices, *LISTS))):
            place = {"gesellschaft": company}
            agreed.append((by_month(day), place, agreement["max_wohnungen"]))
            for flat in by_company[company]:
                if flat["uebergabe"] and dt.date(year, 1, 1) <= flat["uebergabe"] <= day:
                    handed_over.append((by_month(day), place, 1))
    periods = {period for period, _, _ in agreed}
    of, to = (tally(events, periods, ("gesellschaft",)) for events in (handed_over, agreed))
    assert_ratio(offices, "kontingent_abruf", of, to)


def occupied_days(con: duckdb.DuckDBPyConnection) -> dict[str, set[dt.date]]:
    """The days on which at least one person lived in a flat; who leaves on a day no longer does."""
    days: dict[str, set[dt.date]] = defaultdict(set)
    last = stand(con, *LISTS, "belegungen")
    for own in grouped(rows(con, "stage.belegungen"), "pid").values():
        own.sort(key=lambda s: (s["einzug"], s["auszug"] or FAR, s["unterkunft_id"] or "￿", s["wohnung_id"] or "￿"))
        for number, stay in enumerate(own):
            leaves = stay["auszug"] or FAR
            if number + 1 < len(own):
                leaves = min(leaves, own[number + 1]["einzug"])
            if stay["wohnung_id"]:
                span = (min(leaves, last + ONE_DAY) - stay["einzug"]).days
                days[stay["wohnung_id"]].update(stay["einzug"] + dt.timedelta(days=n) for n in range(span))
    return days


def test_days_lived_in(offices: duckdb.DuckDBPyConnection) -> None:
    lived_in = occupied_days(offices)
    last = stand(offices, *LISTS, "belegungen", "mietverhaeltnisse")
    occupied, available = [], []
    for flat in flats(offices):
        day = max(flat["vertragsbeginn"], flat["uebergabe"] or dt.date.min)
        while day <= min(flat["last"], last):
            available.append((by_month(day), members(flat), 1))
            if day in lived_in[flat["wohnung_id"]]:
                occupied.append((by_month(day), members(flat), 1))
            day += ONE_DAY
    begin = dt.date.fromisoformat(min(period for period, _, _ in available) + "-01")
    dims = ("gesellschaft", "stadtbezirk")
    of, to = (tally(events, months(begin, last), dims) for events in (occupied, available))
    assert_ratio(offices, "kontingent_nutzung", of, to)


def test_days_to_handover(offices: duckdb.DuckDBPyConnection) -> None:
    handed_over = [flat for flat in flats(offices) if flat["uebergabe"] and flat["bedarfsmeldung"]]
    waits: dict[tuple[str, str | None, str | None], list[int]] = defaultdict(list)
    for flat in handed_over:
        days = (flat["uebergabe"] - flat["bedarfsmeldung"]).days
        waits[by_month(flat["uebergabe"]), None, None].append(days)
        waits[by_month(flat["uebergabe"]), "gesellschaft", flat["gesellschaft"]].append(days)
    companies = {flat["gesellschaft"] for flat in handed_over}
    views = [(None, None), *(("gesellschaft", company) for company in companies)]
    places = [
        (month, *view)
        for month in months(min(flat["uebergabe"] for flat in handed_over), stand(offices, *LISTS))
        for view in views
    ]
    expected = {place: float(statistics.median(waits[place])) if waits[place] else None for place in places}
    assert UNASSIGNED not in companies
    assert_values(offices, "bereitstellung_tage", expected)
    counts = {
        (row["period"], row["dim1"], row["member1"]): row["contributors"]
        for row in rows(offices, "result.value")
        if row["indicator_id"] == "bereitstellung_tage"
    }
    assert counts == {place: len(waits[place]) for place in places}
