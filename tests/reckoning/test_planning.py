"""Planning a second time: the quota, how well forecasts met, how long places last and how much time is left."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import pytest
from accepted_rows import Place, Row, by_month, grouped, month_end, month_ends, months_later, rows, stand, stored
from grown_city import KINDS, whole_catalogue, workshop_of
from housed import days, stays

AHEAD = 12
LEAD = {"niedrig": 3, "basis": 6, "hoch": 10}
Reach = tuple[int, bool]


@pytest.fixture(scope="module", params=KINDS)
def workshop(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    with workshop_of(request.param, tmp_path_factory) as con:
        yield con


def arrived(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Assigned persons by month of arrival."""
    counts: dict[str, int] = defaultdict(int)
    for row in rows(con, "stage.zuweisungen"):
        if row["ankunft_ist"] and row["zugangsart"] == "zuweisung":
            counts[by_month(row["ankunft_ist"])] += row["personen"]
    return counts


def half_year_so_far(day: dt.date) -> list[str]:
    first = 1 if day.month <= 6 else 7
    return [f"{day.year}-{month:02d}" for month in range(first, day.month + 1)]


def test_the_quota(workshop: duckdb.DuckDBPyConnection) -> None:
    came = arrived(workshop)
    state = {by_month(row["monat"]): row["personen"] for row in rows(workshop, "stage.landesverteilung")}
    quota = {table.table.id: table.rows for table in whole_catalogue().tables}["aufnahmequote"]
    percent = {str(row[0]): float(str(row[1])) for row in quota}
    ours = stored(workshop, "quotenerfuellung")
    first = min(row["monat"] for row in rows(workshop, "stage.landesverteilung"))
    ends = list(month_ends(first, stand(workshop, "zuweisungen", "landesverteilung")))
    begun = min(came)
    assert set(ours) == {(by_month(day), None, None) for day in ends if by_month(day) >= min(begun, by_month(first))}
    for day in ends:
        row, span = ours[by_month(day), None, None], half_year_so_far(day)
        people = sum(came.get(month, 0) for month in span)
        if any(month not in state for month in span):
            assert (row["value"], row["sign"]) == (None, "…")
            continue
        share = percent[f"{day.year}-H{1 if day.month <= 6 else 2}"]
        expected = round(sum(state[month] for month in span) * share / 100, 2)
        assert float(row["numerator"]) == people
        assert float(row["denominator"]) == pytest.approx(expected)
        assert row["value"] == pytest.approx(people * 100 / expected)


@pytest.mark.parametrize(("indicator", "months"), [("prognosefehler_wape_1m", 1), ("prognosefehler_wape_3m", 3)])
def test_forecast_errors(workshop: duckdb.DuckDBPyConnection, indicator: str, months: int) -> None:
    came = arrived(workshop)
    sheets = [row for row in rows(workshop, "stage.prognosen") if row["szenario"] == "basis"]
    first = min(row["ankunft_ist"] for row in rows(workshop, "stage.zuweisungen") if row["ankunft_ist"])
    ends = list(month_ends(first, stand(workshop, "zuweisungen")))

    def planned(day: dt.date, ahead: int) -> int | None:
        before = month_end(months_later(day.replace(day=1), -ahead))
        known = [s for s in sheets if by_month(s["zielmonat"]) == by_month(day) and s["erstellt_am"] <= before]
        return max(known, key=lambda s: s["erstellt_am"])["zugang"] if known else None

    begin = min(index for index, day in enumerate(ends) if any(planned(day, ahead) is not None for ahead in (1, 3)))
    ours = stored(workshop, indicator)
    assert set(ours) == {(by_month(day), None, None) for day in ends[begin + 5 :]}
    values = 0
    for index in range(begin + 5, len(ends)):
        row, window = ours[by_month(ends[index]), None, None], ends[index - 5 : index + 1]
        guesses = [planned(day, months) for day in window]
        people = [came.get(by_month(day), 0) for day in window]
        if None in guesses or not sum(people):
            assert row["value"] is None
            assert row["sign"] == ("." if None in guesses else "x")
            continue
        missed = sum(abs(real - guess) for real, guess in zip(people, guesses, strict=True) if guess is not None)
        assert (float(row["numerator"]), float(row["denominator"])) == (missed, sum(people))
        assert row["value"] == pytest.approx(missed * 100 / sum(people))
        values += 1
    assert values


@dataclass
class Lists:
    """What the offices knew: sites, their capacity by month end, and the planning by assumption and month."""

    sites: dict[str, Row]
    capacity: dict[dt.date, list[Row]]
    plans: dict[tuple[str, dt.date], list[Row]]


def lists(con: duckdb.DuckDBPyConnection) -> Lists:
    sites = {row["unterkunft_id"]: row for row in rows(con, "stage.unterkuenfte") if row["art"] == "gu"}
    capacity = [row for row in rows(con, "stage.unterkunft_kapazitaet") if row["unterkunft_id"] in sites]
    plans: dict[tuple[str, dt.date], list[Row]] = defaultdict(list)
    for row in sorted(rows(con, "stage.prognosen"), key=lambda row: row["erstellt_am"]):
        plans[row["szenario"], row["zielmonat"]].append(row)
    return Lists(sites, {month_end(day): found for day, found in grouped(capacity, "monat").items()}, plans)


def planned_places(known: Lists, day: dt.date, ahead: int) -> int:
    """Net places of Gemeinschaftsunterkünfte so many months after that day, as the lists say."""
    until, total = month_end(months_later(day.replace(day=1), ahead)), 0
    for row in known.capacity[day]:
        site = known.sites[row["unterkunft_id"]]
        opens, ends = site["in_betrieb_ab"], site["vertrag_ende"]
        building = row["status"] == "im_aufbau" and opens is not None and opens <= until
        over = ends is not None and day <= ends < until
        if (row["status"] == "in_betrieb" or building) and not over:
            total += row["plaetze_genehmigt"] - row["plaetze_gesperrt"]
    return total


def planned_change(known: Lists, name: str, day: dt.date, ahead: int) -> int | None:
    """Arrivals less departures of a month ahead by the latest sheet that names it; None when none does."""
    issued = [row for row in known.plans[name, months_later(day.replace(day=1), ahead)] if row["erstellt_am"] <= day]
    return issued[-1]["zugang"] - issued[-1]["abgang"] if issued else None


def reach_on(known: Lists, name: str, day: dt.date, people: int) -> Reach | None:
    """Months until full, and whether that is only as far as planning goes; None where it does not begin."""
    if planned_change(known, name, day, 1) is None:
        return None
    for ahead in range(AHEAD + 1):
        if ahead:
            change = planned_change(known, name, day, ahead)
            if change is None:
                return ahead, True
            people += change
        if people > planned_places(known, day, ahead):
            return ahead, False
    return AHEAD + 1, True


def reach(con: duckdb.DuckDBPyConnection) -> dict[tuple[dt.date, str], Reach]:
    """Months until full by month end and planning assumption."""
    found, known = stays(con), lists(con)
    results = {}
    for day in days(con, found):
        people = sum(stay.kind == "gu" and stay.on(day) for stay in found)
        for name in LEAD if day in known.capacity else ():
            if result := reach_on(known, name, day, people):
                results[day, name] = result
    return results


def test_how_long_places_last(workshop: duckdb.DuckDBPyConnection) -> None:
    found = reach(workshop)
    expected: dict[Place, Reach] = {}
    for (day, name), result in found.items():
        expected[by_month(day), "szenario", name] = result
        if name == "basis":
            expected[by_month(day), None, None] = result
    ours = {place: (row["value"], row["sign"] == "+") for place, row in stored(workshop, "gu_reichweite").items()}
    assert expected
    assert ours == expected


def test_the_time_left(workshop: duckdb.DuckDBPyConnection) -> None:
    expected: dict[Place, Reach] = {}
    for (day, name), (months, open_) in reach(workshop).items():
        expected[by_month(day), "szenario", name] = (months - LEAD["basis"], open_)
        if name == "basis":
            expected[by_month(day), None, None] = (months - LEAD["basis"], open_)
            for lead, needed in LEAD.items():
                expected[by_month(day), "vorlaufzeit", lead] = (months - needed, open_)
    since = "2014-01"
    ours = {place: (row["value"], row["sign"] == "+") for place, row in stored(workshop, "handlungsfenster").items()}
    assert ours == {place: result for place, result in expected.items() if place[0] >= since}
