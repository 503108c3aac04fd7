"""The way into a lease of one's own reckoned twice: how many, how long, how lasting, and who is looked after."""

import datetime as dt
from fractions import Fraction

import duckdb
from accepted_rows import (
    FAR,
    UNASSIGNED,
    Row,
    assert_ratio,
    assert_values,
    by_month,
    by_quarter,
    months_later,
    quarter_ends,
    quarters,
    rows,
    stand,
    stored,
    tally,
)
from test_wohnungen import LISTS, flats

SOURCES = ("mietverhaeltnisse", *LISTS)
ONE_DAY = dt.timedelta(days=1)
DAYS_A_MONTH = 30.4375


def private_row_after(lease: Row, private: list[Row]) -> Row | None:
    """The private row of the same household in the same flat that follows at most three days later."""
    following = [
        row
        for row in private
        if (row["wohnung_id"], row["hh_id"]) == (lease["wohnung_id"], lease["hh_id"])
        and lease["ende"]
        and 0 <= (row["beginn"] - lease["ende"]).days <= 3
    ]
    return min(following, key=lambda row: row["beginn"]) if following else None


def tenancies(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """Household by household: first day, last day under the city, first day and last of its own lease, and why."""
    homes = {flat["wohnung_id"]: flat for flat in flats(con)}
    leases = rows(con, "stage.mietverhaeltnisse")
    in_the_row = [r for r in leases if r["ueberfuehrung_erfolgt"] and r["ueberfuehrung_erfolgt"] > r["beginn"]]
    city = [r for r in leases if r["mietverhaeltnis"] == "stadt" and r not in in_the_row]
    private = [r for r in leases if r["mietverhaeltnis"] == "privat" and r not in in_the_row]
    found = []
    for lease in in_the_row:
        day = lease["ueberfuehrung_erfolgt"]
        found.append((lease, lease["beginn"], day - ONE_DAY, day, lease["ende"], lease["ende_grund"]))
    matched = []
    for lease in city:
        own = private_row_after(lease, private)
        matched.append(own)
        after = (own["beginn"], own["ende"], own["ende_grund"]) if own else (None, None, lease["ende_grund"])
        found.append((lease, lease["beginn"], lease["ende"], *after))
    for lease in private:
        if lease["ueberfuehrung_erfolgt"] and lease not in matched:
            found.append((lease, None, None, lease["ueberfuehrung_erfolgt"], lease["ende"], lease["ende_grund"]))
    names = ("lease", "beginn", "stadt_ende", "eigen_ab", "eigen_bis", "grund")
    return [_placed(dict(zip(names, row, strict=True)), homes) for row in found]


def _placed(row: Row, homes: dict[str, Row]) -> Row:
    home = homes.get(row["lease"]["wohnung_id"])
    last = home["last"] if home else FAR
    if row["beginn"] and last >= row["beginn"]:
        row["stadt_ende"] = min(row["stadt_ende"] or FAR, last)
    company, borough = (home["gesellschaft"], home["bezirk"]) if home else (None, None)
    members = {"gesellschaft": company, "stadtbezirk": borough}
    keys = {"wohnung": row["lease"]["wohnung_id"], "hh_id": row["lease"]["hh_id"]}
    return {**row, **keys, "members": members, "stadt_ende": row["stadt_ende"] or FAR}


def lives_there(lease: Row, day: dt.date) -> bool:
    return bool(lease["beginn"]) and lease["beginn"] <= day <= lease["stadt_ende"]


def test_taken_over(offices: duckdb.DuckDBPyConnection) -> None:
    leases, last = tenancies(offices), stand(offices, *SOURCES)
    converted = {(by_quarter(r["eigen_ab"]), r["wohnung"]): r["members"] for r in leases if r["eigen_ab"]}
    first = min(lease["beginn"] for lease in leases if lease["beginn"])
    begins = [months_later(day.replace(day=1), -2) for day in quarter_ends(first, last)]
    occupied = {
        (by_quarter(day), lease["wohnung"]): lease["members"]
        for day in begins
        for lease in leases
        if lives_there(lease, day)
    }
    dims = ("gesellschaft", "stadtbezirk")
    since = max(min(period for period, _ in converted), min(period for period, _ in occupied))
    periods = [period for period in quarters(first, last) if period >= since]
    of, to = (
        tally([(period, members, 1) for (period, _), members in found.items()], periods, dims)
        for found in (converted, occupied)
    )
    assert_ratio(offices, "ueberfuehrungsquote", of, to)


def kaplan_meier(durations: list[tuple[int, bool]]) -> int | None:
    """The first duration by which at least half have reached the event, None when fewer than half do."""
    remain = Fraction(1)
    for time in sorted({days for days, happened in durations if happened}):
        at_risk = sum(1 for days, _ in durations if days >= time)
        events = sum(1 for days, happened in durations if happened and days == time)
        remain *= 1 - Fraction(events, at_risk)
        if remain <= Fraction(1, 2):
            return time
    return None


def test_kaplan_meier_by_hand() -> None:
    assert kaplan_meier([(10, True), (20, False), (30, True), (40, True)]) == 30
    assert kaplan_meier([(10, True), (20, False), (30, False), (40, False)]) is None


def test_months_to_own_lease(offices: duckdb.DuckDBPyConnection) -> None:
    cases = [lease for lease in tenancies(offices) if lease["beginn"]]
    expected: dict[tuple[str, str | None, str | None], float | None] = {}
    people = {}
    for day in quarter_ends(min(lease["beginn"] for lease in cases), stand(offices, *SOURCES)):
        begun = [lease for lease in cases if lease["beginn"] <= day]
        for company in {None, *(lease["members"]["gesellschaft"] for lease in begun)}:
            durations = []
            for lease in begun:
                if company not in (None, lease["members"]["gesellschaft"]):
                    continue
                happened = lease["eigen_ab"] is not None and lease["eigen_ab"] <= day
                until = lease["eigen_ab"] if happened else min(lease["stadt_ende"], day)
                durations.append(((until - lease["beginn"]).days, happened))
            place = (by_quarter(day), "gesellschaft" if company else None, company)
            median = kaplan_meier(durations)
            expected[place] = None if median is None else median / DAYS_A_MONTH
            people[place] = len(durations) if len(durations) < 10 else len(durations) // 10 * 10
    assert_values(offices, "ueberfuehrung_monate", expected)
    assert {p: row["contributors"] for p, row in stored(offices, "ueberfuehrung_monate").items()} == people


def test_lasting_after_a_year(offices: duckdb.DuckDBPyConnection) -> None:
    stable, cohort = [], []
    for lease in tenancies(offices):
        if lease["eigen_ab"]:
            day = months_later(lease["eigen_ab"], 12)
            cohort.append((by_quarter(day), lease["members"], 1, day))
            if (lease["eigen_bis"] or FAR) >= day or lease["grund"] == "umzug":
                stable.append((by_quarter(day), lease["members"], 1))
    periods = quarters(min(day for *_, day in cohort), stand(offices, *SOURCES))
    dims = ("gesellschaft", "stadtbezirk")
    to = tally([(period, members, one) for period, members, one, _ in cohort], periods, dims)
    assert_ratio(offices, "mietstabilitaet_12m", tally(stable, periods, dims), to)


def test_looked_after(offices: duckdb.DuckDBPyConnection) -> None:
    care = [case for case in rows(offices, "stage.betreuung") if case["art"] == "nachsorge"]
    looked_after, all_ = [], []
    for lease in tenancies(offices):
        if not lease["eigen_ab"]:
            continue
        due = months_later(lease["eigen_ab"], 3)
        all_.append((by_quarter(due), lease["members"], 1))
        early = lease["eigen_ab"] - dt.timedelta(days=31)
        if any(case["hh_id"] == lease["hh_id"] and early <= case["beginn"] <= due for case in care):
            looked_after.append((by_quarter(due), lease["members"], 1))
    first = min(months_later(lease["eigen_ab"], 3) for lease in tenancies(offices) if lease["eigen_ab"])
    periods = quarters(first, stand(offices, *SOURCES, "betreuung"))
    of, to = (tally(events, periods, ("gesellschaft",)) for events in (looked_after, all_))
    assert_ratio(offices, "nachbetreuung_quote", of, to)


def test_cases_per_post(offices: duckdb.DuckDBPyConnection) -> None:
    cases, posts = rows(offices, "stage.betreuung"), {}
    for row in rows(offices, "stage.stellen"):
        if row["monat"].month % 3 == 0:
            posts.setdefault(row["monat"], 0.0)
            if row["einheit"] == "umzug_betreuung":
                posts[row["monat"]] += float(row["vzae_besetzt"])
    ends = quarter_ends(min(case["beginn"] for case in cases), stand(offices, "betreuung"))
    running = {
        by_month(day): sum(1 for c in cases if c["art"] == "fallmanagement" and c["beginn"] <= day < (c["ende"] or FAR))
        for day in ends
        if any(c["beginn"] <= day < (c["ende"] or FAR) for c in cases)
    }
    to = {(by_month(month), None, None): number for month, number in posts.items() if by_month(month) in running}
    of = {(period, None, None): float(number) for period, number in running.items()}
    assert_ratio(offices, "fallmanagement_relation", of, to, times=1)
    assert UNASSIGNED not in {row["member1"] for row in stored(offices, "fallmanagement_relation").values()}
