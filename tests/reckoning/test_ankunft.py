"""Arrivals, announcements, households and places reckoned twice, for the figures that only serve the pages."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import duckdb
import pytest
from accepted_rows import Event, assert_sums, by_month, grouped, month_ends, months, rows, stand, stored, tally
from grown_city import CLOCK, EXAMPLE_CLOCK, KINDS, write_lists
from housed import FLATS, days, stays
from small_city import REPOSITORY

from etl.catalogue.load import load_catalogue
from etl.example.write import write_example
from etl.home import init
from etl.pipeline import run

ONE = dt.timedelta(days=1)


INDICATORS = (
    "ankuendigungen",
    "ankuenfte",
    "ankuenfte_minderjaehrige",
    "ankuenfte_p24",
    "ankuenfte_uebrige",
    "gu_plaetze_genehmigt",
    "gu_plaetze_gesperrt",
    "gu_plaetze_reserviert",
    "haushalte_untergebracht",
)


@pytest.fixture(scope="module", params=KINDS)
def workshop(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    home = init(tmp_path_factory.mktemp(request.param) / "home")
    whole = load_catalogue(REPOSITORY / "data" / "catalogue", REPOSITORY / "data" / "reference")
    catalogue = replace(whole, indicators={name: whole.indicators[name] for name in INDICATORS})
    clock = CLOCK
    if request.param == "small":
        write_lists(home)
    else:
        clock = EXAMPLE_CLOCK
        write_example(home.inbox, until="2017-04", scale=0.4, today=clock.today)
    result = run(home, home.inbox, catalogue, clock)
    assert result.release_id, result.impossible
    with duckdb.connect(str(home.workshop), read_only=True) as con:
        yield con


def arrived(con: duckdb.DuckDBPyConnection, column: str) -> list[Event]:
    return [
        (by_month(row["ankunft_ist"]), {"zugangsart": row["zugangsart"]}, row[column])
        for row in rows(con, "stage.zuweisungen")
        if row["ankunft_ist"]
    ]


def spine(con: duckdb.DuckDBPyConnection, column: str) -> list[str]:
    first = min(row[column] for row in rows(con, "stage.zuweisungen") if row[column])
    return months(first, stand(con, "zuweisungen"))


def test_persons_arrived_by_any_way(workshop: duckdb.DuckDBPyConnection) -> None:
    events = arrived(workshop, "personen")
    assert_sums(workshop, "ankuenfte", tally(events, spine(workshop, "ankunft_ist"), ("zugangsart",)))


def test_persons_arrived_by_the_ways_that_are_forecast(workshop: duckdb.DuckDBPyConnection) -> None:
    """Until 2022 nobody comes directly from Ukraine: every month is a zero."""
    when, everyone = spine(workshop, "ankunft_ist"), arrived(workshop, "personen")
    direct = [event for event in everyone if event[1]["zugangsart"] == "p24_direkt"]
    others = [event for event in everyone if event[1]["zugangsart"] not in ("zuweisung", "p24_direkt")]
    for indicator, events in (("ankuenfte_p24", direct), ("ankuenfte_uebrige", others)):
        assert {at: row["value"] for at, row in stored(workshop, indicator).items()} == tally(events, when)


def test_minors_arrived_are_unknown_where_one_row_does_not_say(workshop: duckdb.DuckDBPyConnection) -> None:
    events = arrived(workshop, "minderjaehrige")
    unknown = {(period, dim, member) for period, way, number in events if number is None
               for dim, member in ((None, None), ("zugangsart", way["zugangsart"]))}  # fmt: skip
    known = tally([(p, w, n or 0) for p, w, n in events], spine(workshop, "ankunft_ist"), ("zugangsart",))
    found = {
        (row["period"], row["dim1"], row["member1"]): (row["value"], row["sign"])
        for row in rows(workshop, "result.value")
        if row["indicator_id"] == "ankuenfte_minderjaehrige"
    }
    assert found == {place: (None, ".") if place in unknown else (number, None) for place, number in known.items()}


def test_announced_and_whether_they_came(workshop: duckdb.DuckDBPyConnection) -> None:
    if not any(row["ankunft_plan"] for row in rows(workshop, "stage.zuweisungen")):
        assert [r for r in rows(workshop, "result.value") if r["indicator_id"] == "ankuendigungen"] == []
        return
    events = [
        (
            by_month(row["ankunft_plan"]),
            {"eintreffen": "angekommen" if row["ankunft_ist"] else "nicht_angekommen"},
            row["personen"],
        )
        for row in rows(workshop, "stage.zuweisungen")
        if row["ankunft_plan"]
    ]
    assert_sums(workshop, "ankuendigungen", tally(events, spine(workshop, "ankunft_plan"), ("eintreffen",)))


@pytest.mark.parametrize("indicator", ["gu_plaetze_genehmigt", "gu_plaetze_gesperrt"])
def test_places_approved_and_blocked(workshop: duckdb.DuckDBPyConnection, indicator: str) -> None:
    sites = {row["unterkunft_id"]: row for row in rows(workshop, "stage.unterkuenfte")}
    borough = {row["viertel_nr"]: row["bezirk_nr"] for row in rows(workshop, "core.stadtviertel")}
    column = indicator.replace("gu_plaetze", "plaetze")
    events, periods = [], set()
    for row in rows(workshop, "stage.unterkunft_kapazitaet"):
        site = sites.get(row["unterkunft_id"])
        if site is None:
            continue
        period = by_month(row["monat"])
        periods.add(period)
        if site["art"] == "gu" and row["status"] == "in_betrieb":
            place = {"unterkunft": row["unterkunft_id"], "stadtbezirk": borough[site["viertel_nr"]]}
            events.append((period, place, row[column]))
    assert_sums(workshop, indicator, tally(events, periods, ("unterkunft", "stadtbezirk")))


def test_households_by_size_and_children(workshop: duckdb.DuckDBPyConnection) -> None:
    household = {(r["pid"], r["einzug"]): r["hh_id"] for r in rows(workshop, "stage.belegungen")}
    found = stays(workshop)
    events: list[Event] = []
    ends = days(workshop, found)
    for day in ends:
        present = [
            {"stay": s, "household": household[s.pid, s.begin] or f"allein {s.pid}"}
            for s in found
            if s.on(day) and (s.kind == "gu" or s.kind in FLATS)
        ]
        for members in grouped(present, "household").values():
            people = len({member["stay"].pid for member in members})
            size = {1: "eine", 2: "zwei", 3: "drei_vier", 4: "drei_vier"}.get(people, "fuenf_mehr")
            children = any(day.year - member["stay"].birth_year < 18 for member in members)
            events.append((by_month(day), {"haushaltsgroesse": size, "kinder": "mit" if children else "ohne"}, 1))
    # A month end without anybody has a row of its own that belongs to no size.
    empty = {by_month(day) for day in ends} - {period for period, _, _ in events}
    events += [(period, {"haushaltsgroesse": None, "kinder": None}, 0) for period in empty]
    periods = [by_month(day) for day in ends]
    assert_sums(workshop, "haushalte_untergebracht", tally(events, periods, ("haushaltsgroesse", "kinder")))


def test_places_held_for_those_announced(workshop: duckdb.DuckDBPyConnection) -> None:
    announced = [r for r in rows(workshop, "stage.zuweisungen") if r["angekuendigt_am"]]
    ours = [r for r in rows(workshop, "result.value") if r["indicator_id"] == "gu_plaetze_reserviert"]
    if not announced:
        assert ours == []
        return
    expected: Counter[str] = Counter()
    first = min(row["angekuendigt_am"] for row in announced)
    ends = list(month_ends(first, stand(workshop, "zuweisungen")))
    for day in ends:
        expected[by_month(day)] += 0
        for row in announced:
            if row["angekuendigt_am"] <= day and row["ankunft_plan"] and (row["ankunft_ist"] or dt.date.max) > day:
                soon = day + ONE <= row["ankunft_plan"] <= day + 31 * ONE
                expected[by_month(day)] += row["personen"] if soon else 0
    assert any(expected.values())
    assert {r["period"]: r["value"] for r in ours if r["dim1"] is None} == dict(expected)
