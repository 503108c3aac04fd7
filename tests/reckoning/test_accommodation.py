"""Shared accommodation and flats a second time: who waits too long, who moves out, what stands empty."""

import datetime as dt
from collections.abc import Callable, Iterator

import duckdb
import pytest
from accepted_rows import (
    Event,
    Place,
    Tally,
    assert_ratio,
    assert_sums,
    assert_values,
    by_month,
    by_quarter,
    rows,
    stand,
    stored,
    tally,
)
from grown_city import KINDS, whole_catalogue, workshop_of
from housed import FLATS, Stay, days, left, nights, stays, target

Test = Callable[[Stay, dt.date], bool]
CATALOGUE = whole_catalogue()
ONE = dt.timedelta(days=1)


@pytest.fixture(scope="module", params=KINDS)
def workshop(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    with workshop_of(request.param, tmp_path_factory) as con:
        yield con


def age_group(age: int) -> str:
    return next(group.id for group in CATALOGUE.city.age_groups if group.from_age <= age <= group.to_age)


def present(found: list[Stay], ends: list[dt.date], test: Test) -> Iterator[Event]:
    """Who is there on each month end and passes the test."""
    for day in ends:
        for stay in found:
            if stay.on(day) and test(stay, day):
                members = {
                    "unterkunft": stay.site,
                    "stadtbezirk": stay.borough,
                    "altersgruppe": age_group(day.year - stay.birth_year),
                    "geschlecht": stay.sex,
                }
                yield by_month(day), members, 1


def in_shared(stay: Stay, _: dt.date) -> bool:
    return stay.kind == "gu"


def too_long(stay: Stay, day: dt.date) -> bool:
    aim = target(day)
    return stay.kind == "gu" and aim is not None and (day - stay.first).days > aim


def not_entitled(stay: Stay, day: dt.date) -> bool:
    return stay.kind == "gu" and stay.entitled_until is not None and stay.entitled_until <= day


@pytest.mark.parametrize(
    ("indicator", "part", "since"),
    [
        ("gu_zielueberschreitung", too_long, dt.date(2014, 1, 1)),
        ("statuswechsler_quote", not_entitled, dt.date.min),
    ],
)
def test_shares_of_those_in_shared_accommodation(
    workshop: duckdb.DuckDBPyConnection, indicator: str, part: Test, since: dt.date
) -> None:
    found, dims = stays(workshop), ("unterkunft", "stadtbezirk", "altersgruppe", "geschlecht")
    ends = days(workshop, found)
    when = [by_month(day) for day in ends if day >= since]
    of = tally(present(found, ends, part), when, dims)
    assert_ratio(workshop, indicator, of, tally(present(found, ends, in_shared), when, dims))


def test_minors_beyond_the_target(workshop: duckdb.DuckDBPyConnection) -> None:
    found = stays(workshop)
    ends = days(workshop, found)
    waiting = present(found, ends, lambda stay, day: too_long(stay, day) and day.year - stay.birth_year < 18)
    when = [by_month(day) for day in ends if target(day)]
    assert_sums(workshop, "minderjaehrige_gu_lang", tally(waiting, when, ("stadtbezirk", "geschlecht")))


def test_people_by_length_of_stay(workshop: duckdb.DuckDBPyConnection) -> None:
    """Months are counted on the calendar: who came on the last of a month was there for one month the day after."""
    found, ends = stays(workshop), days(workshop, stays(workshop))
    classes = {"unter3": 3, "unter6": 6, "unter12": 12, "unter24": 24, "unter36": 36, "ab36": 10_000}
    events: list[Event] = []
    for day in ends:
        for stay in found:
            if stay.kind == "gu" and stay.on(day):
                months = (day.year - stay.first.year) * 12 + day.month - stay.first.month
                member = next(name for name, below in classes.items() if months < below)
                events.append((by_month(day), {"aufenthaltsdauer": member}, 1))
    counted = tally(events, [by_month(day) for day in ends], ("aufenthaltsdauer",))
    # Where nobody is there no length is told.
    somebody = {place: number for place, number in counted.items() if counted[place[0], None, None]}
    assert_sums(workshop, "gu_bestand_dauer", somebody)


def test_breaks_stand_where_the_target_changes() -> None:
    changes = [t.valid_from for t in CATALOGUE.indicators["gu_verweildauer_med"].thresholds][1:]
    for indicator in ("gu_zielueberschreitung", "minderjaehrige_gu_lang"):
        assert [b.period for b in CATALOGUE.indicators[indicator].breaks] == [by_month(day) for day in changes]


def test_share_in_flats(workshop: duckdb.DuckDBPyConnection) -> None:
    found = stays(workshop)
    ends = days(workshop, found)
    when, dims = [by_month(day) for day in ends], ("altersgruppe", "geschlecht")
    of = tally(present(found, ends, lambda stay, _: stay.kind in FLATS), when, dims)
    to = tally(present(found, ends, lambda stay, _: stay.kind in {*FLATS, "gu"}), when, dims)
    assert_ratio(workshop, "dezentralquote", of, to)


def months_of(found: list[Stay], con: duckdb.DuckDBPyConnection) -> list[tuple[str, dt.date, dt.date]]:
    return [(by_month(day), day.replace(day=1), day) for day in days(con, found)]


def move_outs(con: duckdb.DuckDBPyConnection, found: list[Stay]) -> tuple[list[Event], list[str]]:
    gone = list(left(found))
    events: list[Event] = [
        (by_month(stay.end), {"ziel": stay.goal}, 1) for stay in gone if stay.goal in ("kontingent", "privat")
    ]
    first = by_month(min(stay.end for stay in gone))
    return events, [period for period, _, _ in months_of(found, con) if period >= first]


def test_move_outs_to_flats(workshop: duckdb.DuckDBPyConnection) -> None:
    events, when = move_outs(workshop, stays(workshop))
    assert_sums(workshop, "gu_abgang_wohnung", tally(events, when, ("ziel",)))


def test_departures_and_deportations(workshop: duckdb.DuckDBPyConnection) -> None:
    found = stays(workshop)
    gone = list(left(found))
    events: list[Event] = [
        (by_quarter(stay.end), {"ziel": stay.goal}, 1) for stay in gone if stay.goal in ("ausreise", "abschiebung")
    ]
    first = by_quarter(min(stay.end for stay in gone))
    when = [by_quarter(day) for day in days(workshop, found) if day.month % 3 == 0]
    assert_sums(workshop, "gu_abgang_ausreise", tally(events, [q for q in when if q >= first], ("ziel",)))


def test_move_outs_per_hundred_residents(workshop: duckdb.DuckDBPyConnection) -> None:
    found = stays(workshop)
    events, when = move_outs(workshop, found)
    shared = [stay for stay in found if stay.kind == "gu"]
    mean: Tally = {
        (period, None, None): round(sum(nights(s, first, last) for s in shared) / last.day, 2)
        for period, first, last in months_of(found, workshop)
        if period in when
    }
    assert_ratio(workshop, "gu_abgang_wohnung_je_100", tally(events, when), mean)


def test_nights_in_emergency_shelters(workshop: duckdb.DuckDBPyConnection) -> None:
    found = stays(workshop)
    halls = [stay for stay in found if stay.kind == "notunterkunft"]
    months = months_of(found, workshop)
    events: list[Event] = [
        (period, {"unterkunft": stay.site}, nights(stay, first, last))
        for period, first, last in months
        for stay in halls
        if nights(stay, first, last)
    ]
    assert_sums(workshop, "notunterkunft_naechte", tally(events, [m[0] for m in months], ("unterkunft",)))
    persons = {period: len({stay.pid for stay in halls if nights(stay, first, last)}) for period, first, last in months}
    for (period, dim, _), row in stored(workshop, "notunterkunft_naechte").items():
        if dim is None:
            assert row["contributors"] == persons[period]


def test_cost_of_empty_places(workshop: duckdb.DuckDBPyConnection) -> None:
    found = stays(workshop)
    sites = {row["unterkunft_id"]: row for row in rows(workshop, "stage.unterkuenfte")}
    ends = {by_month(day): day for day in days(workshop, found)}
    cost: dict[str, float | None] = {}
    for row in rows(workshop, "stage.unterkunft_kapazitaet"):
        site, period = sites[row["unterkunft_id"]], by_month(row["monat"])
        if period not in ends or site["art"] != "gu" or row["status"] != "in_betrieb":
            continue
        net = row["plaetze_genehmigt"] - row["plaetze_gesperrt"]
        here = [stay for stay in found if stay.site == row["unterkunft_id"]]
        day, empty = ends[period].replace(day=1), 0
        while day <= ends[period]:
            empty += max(0, net - sum(stay.on(day) for stay in here))
            day += ONE
        price = site["eur_platz_tag"]
        before = cost.get(period, 0.0)
        cost[period] = None if before is None or (empty and price is None) else before + float(empty * (price or 0))
    until = stand(workshop, "belegungen", "unterkunft_kapazitaet", "unterkuenfte")
    first = min(cost)
    expected: dict[Place, float | None] = {
        (period, None, None): cost.get(period, 0.0) for period, end in ends.items() if first <= period and end <= until
    }
    assert_values(workshop, "leerplatzkosten", expected)
