"""Space a second time: who is housed where, how unevenly, and how many inhabitants have no German passport."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator

import duckdb
import pytest
from accepted_rows import Place, Row, boroughs, by_month, rows, stored
from grown_city import KINDS, workshop_of
from housed import FLATS, Stay, days, stays

Sums = dict[Place, tuple[float | None, str | None]]
HIDDEN_AT_MOST, TOLERANCE = 2, 0.05


@pytest.fixture(scope="module", params=KINDS)
def workshop(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    with workshop_of(request.param, tmp_path_factory) as con:
        yield con


def places(district: str | None, borough: str | None, day: dt.date) -> list[Place]:
    period = by_month(day)
    return [(period, None, None), (period, "stadtviertel", district), (period, "stadtbezirk", borough)]


def register(con: duckdb.DuckDBPyConnection, test: Callable[[Row], bool]) -> Sums:
    """Inhabitants at quarter ends; what is hidden is left out unless it could matter."""
    known: dict[Place, int] = defaultdict(int)
    hidden: dict[Place, int] = defaultdict(int)
    other: dict[Place, int] = defaultdict(int)
    seen: set[Place] = set()
    borough = boroughs(con)
    for row in rows(con, "stage.bevoelkerung"):
        if row["stichtag"].month % 3 or not test(row):
            continue
        for place in places(row["viertel_nr"], borough[row["viertel_nr"]], row["stichtag"]):
            seen.add(place)
            known[place] += row["einwohner"] or 0
            empty = row["einwohner"] is None
            hidden[place] += empty and row["einwohner_zeichen"] == "."
            other[place] += empty and row["einwohner_zeichen"] not in (".", "-")
    return {
        place: (known[place], None)
        if not other[place] and hidden[place] * HIDDEN_AT_MOST <= TOLERANCE * known[place]
        else (None, ".")
        for place in seen
    }


def housed(con: duckdb.DuckDBPyConnection, kinds: set[str]) -> tuple[dict[Place, int], set[str]]:
    """Persons in such places at quarter ends, and the quarter ends themselves."""
    found = stays(con)
    counts: dict[Place, int] = defaultdict(int)
    ends = [day for day in days(con, found) if day.month % 3 == 0]
    for day in ends:
        for stay in found:
            if stay.kind in kinds and stay.on(day):
                for place in places(stay.district, stay.borough, day):
                    counts[place] += 1
    return counts, {by_month(day) for day in ends}


def compare(con: duckdb.DuckDBPyConnection, indicator: str, of: Sums, to: Sums, times: float) -> None:
    ours = stored(con, indicator)
    assert set(ours) == set(to)
    assert any(row["value"] for row in ours.values())
    for place, (whole, sign) in to.items():
        part, part_sign = of.get(place, (0, None))
        row = ours[place]
        if whole is None or part is None:
            assert (row["value"], row["sign"]) == (None, sign or part_sign), place
            continue
        assert (float(row["numerator"]), float(row["denominator"])) == (part, whole), place
        assert row["value"] == pytest.approx(part * times / whole), place


def test_housed_per_thousand_inhabitants(workshop: duckdb.DuckDBPyConnection) -> None:
    counts, periods = housed(workshop, {*FLATS, "gu"})
    of: Sums = {place: (count, None) for place, count in counts.items()}
    to = {place: found for place, found in register(workshop, lambda _: True).items() if place[0] in periods}
    compare(workshop, "dichte_je_1000", of, to, 1000)


def test_share_of_foreigners(workshop: duckdb.DuckDBPyConnection) -> None:
    of = register(workshop, lambda row: row["nationalitaet"] == "nichtdeutsch")
    compare(workshop, "auslaenderanteil", of, register(workshop, lambda _: True), 100)


def test_dissimilarity(workshop: duckdb.DuckDBPyConnection) -> None:
    inhabitants: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows(workshop, "stage.bevoelkerung"):
        if row["stichtag"].month % 3 == 0:
            inhabitants[by_month(row["stichtag"]), row["viertel_nr"]] += row["einwohner"] or 0
    found = [stay for stay in stays(workshop) if stay.kind in FLATS]
    ends = {by_month(day): day for day in days(workshop, stays(workshop))}
    expected: dict[str, tuple[float, int]] = {}
    for period in {period for period, _ in inhabitants} & set(ends):
        people = {district: count for (when, district), count in inhabitants.items() if when == period}
        flats = {district: _in(found, district, ends[period]) for district in people}
        a, b = sum(flats.values()), sum(people.values())
        if a and b:
            gaps = (abs(flats[district] / a - people[district] / b) for district in people)
            expected[period] = (50 * sum(gaps), a)
    ours = stored(workshop, "dissimilaritaet")
    assert expected
    assert {period for (period, _, _), row in ours.items() if row["value"] is not None} == set(expected)
    for period, (index, persons) in expected.items():
        assert ours[period, None, None]["value"] == pytest.approx(index)
        assert ours[period, None, None]["contributors"] == persons


def _in(found: list[Stay], district: str, day: dt.date) -> int:
    return sum(stay.district == district and stay.on(day) for stay in found)
