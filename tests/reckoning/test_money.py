"""Money and staff a second time: what the state pays back, what remains, how the budget is used, who cares for whom."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

import duckdb
import pytest
from accepted_rows import (
    Tally,
    assert_ratio,
    by_month,
    by_quarter,
    month_end,
    month_ends,
    months_later,
    rows,
    stand,
    stored,
)
from grown_city import KINDS, workshop_of
from housed import days, nights, stays

ELIGIBLE = {"unterbringung", "wohnen", "betreuung"}
DECEMBER = 12


@pytest.fixture(scope="module", params=KINDS)
def workshop(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    with workshop_of(request.param, tmp_path_factory) as con:
        yield con


def booked(row: dict[str, int]) -> dt.date:
    return dt.date(row["jahr"], min(row["periode"], DECEMBER), 1)


def quarter_of(day: dt.date) -> dt.date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def settled(con: duckdb.DuckDBPyConnection) -> tuple[dict[dt.date, float], dict[dt.date, float], list[dt.date]]:
    """Cost and refund by first day of the quarter of performance, and the quarters for which the state has paid."""
    cost: dict[dt.date, float] = defaultdict(float)
    refund: dict[dt.date, float] = defaultdict(float)
    lines = rows(con, "stage.haushalt")
    begin = quarter_of(min(booked(line) for line in lines))
    for line in lines:
        quarter = line["leistungszeitraum"] or quarter_of(booked(line))
        if quarter < begin:
            continue
        if line["sachkonto"] == "erstattung_land":
            refund[quarter] -= float(line["ist"])
        elif line["psp_element"] in ELIGIBLE:
            cost[quarter] += float(line["ist"])
        else:
            cost[quarter] += 0
    paid = max(quarter for quarter, amount in refund.items() if amount)
    return cost, refund, sorted(quarter for quarter in {*cost, *refund} if quarter <= paid)


def ended(quarter: dt.date, until: dt.date) -> bool:
    return month_end(months_later(quarter, 2)) <= until


def by_settled_quarter(con: duckdb.DuckDBPyConnection, indicator: str) -> dict[str, dict[str, float]]:
    """Our rows with a value by quarter; the others say that they are not there yet, or that there was nothing."""
    ours = {period: row for (period, _, _), row in stored(con, indicator).items()}
    _, _, quarters = settled(con)
    last = by_quarter(quarters[-1])
    for period, row in ours.items():
        if row["value"] is None:
            assert row["sign"] == ("…" if period > last else "x"), period
    return {period: row for period, row in ours.items() if row["value"] is not None}


def test_what_the_state_pays_back(workshop: duckdb.DuckDBPyConnection) -> None:
    cost, refund, quarters = settled(workshop)
    until = stand(workshop, "haushalt")
    expected = {
        by_quarter(q): (refund.get(q, 0.0), cost[q]) for q in quarters if ended(q, until) and cost.get(q, 0.0) > 0
    }
    ours = by_settled_quarter(workshop, "erstattungsquote")
    assert expected
    assert set(ours) == set(expected)
    for period, (part, whole) in expected.items():
        assert (float(ours[period]["numerator"]), float(ours[period]["denominator"])) == pytest.approx((part, whole))
        assert ours[period]["value"] == pytest.approx(part * 100 / whole)


def test_what_remains_per_person(workshop: duckdb.DuckDBPyConnection) -> None:
    cost, refund, quarters = settled(workshop)
    found, until = stays(workshop), stand(workshop, "haushalt", "belegungen", "unterkuenfte")
    expected = {}
    for quarter in quarters:
        last = month_end(months_later(quarter, 2))
        slept = sum(nights(stay, quarter, last) for stay in found)
        if ended(quarter, until) and slept:
            mean = round(slept / ((last - quarter).days + 1), 2)
            expected[by_quarter(quarter)] = (cost.get(quarter, 0.0) - refund.get(quarter, 0.0), mean)
    ours = by_settled_quarter(workshop, "nettoaufwand_person")
    assert expected
    assert set(ours) == set(expected)
    for period, (net, mean) in expected.items():
        assert (float(ours[period]["numerator"]), float(ours[period]["denominator"])) == pytest.approx((net, mean))
        assert ours[period]["value"] == pytest.approx(net * 4 / mean)


def test_the_use_of_the_budget(workshop: duckdb.DuckDBPyConnection) -> None:
    lines = [line for line in rows(workshop, "stage.haushalt") if line["sachkonto"] != "erstattung_land"]
    services = {line["psp_element"] for line in lines}
    used: Tally = {}
    budget: Tally = {}
    first = min(dt.date(line["jahr"], 1, 1) for line in lines)
    for day in month_ends(first, stand(workshop, "haushalt")):
        so_far = [line for line in lines if line["jahr"] == day.year and booked(line) <= day]
        if not so_far and day < min(booked(line) for line in lines):
            continue
        for service in (None, *services):
            own = [line for line in so_far if service in (None, line["psp_element"])]
            place = (by_month(day), "leistung" if service else None, service)
            used[place] = float(sum(line["ist"] + (line["obligo"] or 0) for line in own))
            budget[place] = float(sum(line["fortg_ansatz"] for line in own))
    assert_ratio(workshop, "budgetausschoepfung", used, budget)


def test_persons_per_post(workshop: duckdb.DuckDBPyConnection) -> None:
    found = stays(workshop)
    posts: Tally = {}
    months = {month_end(row["monat"]) for row in rows(workshop, "stage.stellen")}
    for row in rows(workshop, "stage.stellen"):
        if row["einheit"] == "umzug_betreuung":
            place = (by_month(row["monat"]), None, None)
            posts[place] = posts.get(place, 0) + float(row["vzae_besetzt"])
    quarters = [day for day in days(workshop, found) if day.month % 3 == 0 and day in months]
    people: Tally = {(by_month(day), None, None): sum(stay.on(day) for stay in found) for day in quarters}
    assert_ratio(workshop, "betreuungsrelation", people, {place: posts.get(place, 0.0) for place in people}, 1)
