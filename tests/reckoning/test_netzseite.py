"""Meetings, members and links of the Themenbereiche and themes of the Ombudsstelle reckoned twice, for their page."""

from collections import defaultdict
from itertools import combinations

import duckdb
import pytest
from accepted_rows import (
    Event,
    Tally,
    assert_sums,
    by_month,
    by_quarter,
    month_end,
    months_later,
    quarters,
    rows,
    stand,
    tally,
)
from test_netzwerk import members

Pair = tuple[str, str, str]


def test_meetings_that_took_place(offices: duckdb.DuckDBPyConnection) -> None:
    held = [row for row in rows(offices, "stage.netz_termine") if row["status"] == "stattgefunden"]
    events: list[Event] = [(by_quarter(row["datum"]), {"themenbereich": row["tb_id"]}, 1) for row in held]
    periods = quarters(min(row["datum"] for row in held), stand(offices, "netz_termine"))
    assert_sums(offices, "netz_treffen", tally(events, periods, ("themenbereich",)))


def test_members_in_each_theme(offices: duckdb.DuckDBPyConnection) -> None:
    events: list[Event] = [
        (by_month(end), {"themenbereich": theme}, 1) for end, _, _, themes in members(offices) for theme in themes
    ]
    periods = {period for period, _, _ in events}
    assert_sums(offices, "netz_mitwirkungen", tally(events, periods, ("themenbereich",)))


def test_organisations_that_two_themes_share(offices: duckdb.DuckDBPyConnection) -> None:
    shared: dict[Pair, int] = defaultdict(int)
    for end, _, _, themes in members(offices):
        for one, other in combinations(sorted(themes), 2):
            shared[(by_month(end), one, other)] += 1
    assert shared
    found = [row for row in rows(offices, "result.value") if row["indicator_id"] == "netz_verbindungen" and row["dim2"]]
    assert {(row["dim1"], row["dim2"]) for row in found} == {("themenbereich", "partnerbereich")}
    ours = {(row["period"], row["member1"], row["member2"]): row["value"] for row in found}
    assert {pair: count for pair, count in ours.items() if count} == shared


def test_meetings_each_member_came_to(offices: duckdb.DuckDBPyConnection) -> None:
    meetings = {
        r["termin_id"]: r["datum"] for r in rows(offices, "stage.netz_termine") if r["status"] == "stattgefunden"
    }
    came = defaultdict(list)
    for row in rows(offices, "stage.netz_teilnahmen"):
        if day := meetings.get(row["termin_id"]):
            came[row["org_id"]].append(day)
    visits: Tally = {}
    for end, org, _, _ in members(offices):
        days = [day for day in came[org["org_id"]] if months_later(end, -12) < day <= end]
        visits[(by_month(end), org["org_id"], org["typ"])] = len(days)
    found = [row for row in rows(offices, "result.value") if row["indicator_id"] == "netz_besuche"]
    ours = {(r["period"], r["member1"], r["member2"]): r for r in found if r["dim2"]}
    assert {place: row["value"] for place, row in ours.items() if row["sign"] is None} == visits
    assert all(row["sign"] == "x" for place, row in ours.items() if place not in visits)
    for period in {place[0] for place in visits}:
        counts = [number for place, number in visits.items() if place[0] == period]
        (whole,) = [r["value"] for r in found if r["period"] == period and not r["dim1"]]
        assert whole == pytest.approx(sum(counts) / len(counts))


def test_themes_of_the_ombudsstelle(offices: duckdb.DuckDBPyConnection) -> None:
    events: list[Event] = []
    cases = rows(offices, "stage.ombudsfaelle")
    for case in cases:
        day = case["eingang"]
        half = f"{day.year}-H{1 if day.month <= 6 else 2}"
        events += [(half, {"thema": theme}, 1) for theme in case["themen"].split("|")]
    last = stand(offices, "ombudsfaelle")
    first = min(case["eingang"] for case in cases)
    ends = {(year, half) for year in range(first.year, last.year + 1) for half in (1, 2)}
    known = [
        f"{year}-H{half}"
        for year, half in sorted(ends)
        if (year, half) >= (first.year, 1 if first.month <= 6 else 2)
        and month_end(first.replace(year=year, month=half * 6, day=1)) <= last
    ]
    assert_sums(offices, "omb_themen", tally(events, known, ("thema",)))
