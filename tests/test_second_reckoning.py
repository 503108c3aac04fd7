"""Every indicator reckoned a second time, naively in plain Python, from the accepted rows; both agree everywhere."""

import calendar
import datetime as dt
import itertools
import statistics
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest
from small_city import SmallCity, run_city, the_catalogue

from etl.example.write import write_example
from etl.figures import Figures, read_figures
from etl.home import init
from etl.pipeline import Clock, run

Key = tuple[str, str, str | None, str | None]
Rows = list[dict[str, Any]]
CATALOGUE = the_catalogue()
EXAMPLE_CLOCK = Clock(dt.date(2017, 2, 8), dt.datetime(2017, 2, 8, 8, 0, 0))


@pytest.fixture(scope="module", params=["small", "example"])
def workshop(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The workshop after a run, of the small city and of a short example with all its mess."""
    root = tmp_path_factory.mktemp(request.param) / "home"
    if request.param == "small":
        home, _ = run_city(root, SmallCity())
    else:
        home = init(root)
        write_example(home.inbox, until="2017-01", scale=0.5, today=EXAMPLE_CLOCK.today)
        assert run(home, home.inbox, CATALOGUE, EXAMPLE_CLOCK).release_id
    with duckdb.connect(str(home.workshop), read_only=True) as con:
        yield con


def rows(con: duckdb.DuckDBPyConnection, table: str) -> Rows:
    found = con.execute(f"select * from {table}")
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def month_ends(first: dt.date, stand: dt.date) -> Iterator[dt.date]:
    day = month_end(first)
    while day <= stand:
        yield day
        day = month_end(day + dt.timedelta(days=1))


def stand(con: duckdb.DuckDBPyConnection, *sources: str) -> dt.date:
    stands: dict[str, dt.date] = {}
    for report in rows(con, "meta.load"):
        if report["outcome"] == "uebernommen":
            stands[report["source_id"]] = max(report["data_as_of"], stands.get(report["source_id"], dt.date.min))
    return min(stands[source] for source in sources)


def sites(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, Any]]:
    boroughs = {district.nr: district.borough for district in CATALOGUE.city.districts}
    return {
        row["unterkunft_id"]: {**row, "bezirk": boroughs[row["viertel_nr"]]} for row in rows(con, "stage.unterkuenfte")
    }


def stays(con: duckdb.DuckDBPyConnection) -> dict[str, list[dict[str, Any]]]:
    """Stays by person in time order; an earlier one ends at the latest when the next begins."""
    people: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(con, "stage.belegungen"):
        people[row["pid"]].append(row)
    far = dt.date.max
    for own in people.values():
        own.sort(key=lambda r: (r["einzug"], r["auszug"] or far, r["unterkunft_id"] or "￿", r["wohnung_id"] or "￿"))
        for stay, following in itertools.pairwise(own):
            stay["auszug"] = min(stay["auszug"] or far, following["einzug"])
    return people


def found(con: duckdb.DuckDBPyConnection, indicator: str) -> dict[Key, tuple[float | None, str | None]]:
    figures: Figures = read_figures(con)
    return {
        (v.indicator_id, v.period, v.dim1, v.member1): (v.value, v.sign)
        for v in figures.values
        if v.indicator_id == indicator
    }


def age_group(age: int) -> str:
    return next(group.id for group in CATALOGUE.city.age_groups if group.from_age <= age <= group.to_age)


def reckon_occupancy(con: duckdb.DuckDBPyConnection) -> dict[Key, float]:
    places, people = sites(con), stays(con)
    counts: dict[Key, float] = defaultdict(float)
    members: set[tuple[str, str]] = set()
    days: set[str] = set()
    for day in month_ends(
        min(s["einzug"] for own in people.values() for s in own), stand(con, "belegungen", "unterkuenfte")
    ):
        period = f"{day:%Y-%m}"
        for own in people.values():
            for stay in own:
                if not (stay["einzug"] <= day < (stay["auszug"] or dt.date.max)):
                    continue
                days.add(period)
                site = places.get(stay["unterkunft_id"] or "")
                if not site or site["art"] != "gu":
                    continue
                counts["gu_belegung", period, None, None] += 1
                for dim, member in (
                    ("unterkunft", stay["unterkunft_id"]),
                    ("stadtbezirk", site["bezirk"]),
                    ("altersgruppe", age_group(day.year - stay["geburtsjahr"])),
                    ("geschlecht", stay["geschlecht"]),
                    ("frauen", "w" if stay["geschlecht"] == "w" else "uebrige"),
                ):
                    counts["gu_belegung", period, dim, member] += 1
                    members.add((dim, member))
    for period in days:
        counts["gu_belegung", period, None, None] += 0
        for dim, member in members:
            counts["gu_belegung", period, dim, member] += 0
    return counts


def reckon_places(con: duckdb.DuckDBPyConnection) -> dict[Key, float]:
    places = sites(con)
    counts: dict[Key, float] = defaultdict(float)
    members: set[tuple[str, str]] = set()
    periods: set[str] = set()
    for row in rows(con, "stage.unterkunft_kapazitaet"):
        site, period = places[row["unterkunft_id"]], f"{row['monat']:%Y-%m}"
        periods.add(period)
        if site["art"] != "gu" or row["status"] != "in_betrieb":
            continue
        net = row["plaetze_genehmigt"] - row["plaetze_gesperrt"]
        counts["gu_plaetze_netto", period, None, None] += net
        for dim, member in (("unterkunft", row["unterkunft_id"]), ("stadtbezirk", site["bezirk"])):
            counts["gu_plaetze_netto", period, dim, member] += net
            members.add((dim, member))
    for period in periods:
        counts["gu_plaetze_netto", period, None, None] += 0
        for dim, member in members:
            counts["gu_plaetze_netto", period, dim, member] += 0
    return counts


def reckon_arrivals(con: duckdb.DuckDBPyConnection) -> dict[Key, float]:
    counts: dict[Key, float] = defaultdict(float)
    arrived = [row for row in rows(con, "stage.zuweisungen") if row["ankunft_ist"]]
    members = {
        (dim, row[column])
        for row in arrived
        if row["zugangsart"] == "zuweisung"
        for dim, column in (("herkunft", "staat_code"), ("status", "status"))
    }
    for day in month_ends(min(row["ankunft_ist"] for row in arrived), stand(con, "zuweisungen", "unterkuenfte")):
        period = f"{day:%Y-%m}"
        counts["zuweisungen", period, None, None] = 0
        for dim, member in members:
            counts["zuweisungen", period, dim, member] = 0
    for row in arrived:
        if row["zugangsart"] == "zuweisung":
            period = f"{row['ankunft_ist']:%Y-%m}"
            counts["zuweisungen", period, None, None] += row["personen"]
            counts["zuweisungen", period, "herkunft", row["staat_code"]] += row["personen"]
            counts["zuweisungen", period, "status", row["status"]] += row["personen"]
    return counts


def chained(con: duckdb.DuckDBPyConnection) -> list[tuple[dt.date, dt.date | None]]:
    """First move-in and last move-out of every GU stay; a gap of at most three days does not end it."""
    places = sites(con)
    chains: list[tuple[dt.date, dt.date | None]] = []
    for own in stays(con).values():
        begin: dt.date | None = None
        end = dt.date.min
        for stay in own:
            if places.get(stay["unterkunft_id"] or "", {}).get("art") != "gu":
                continue
            leaves = stay["auszug"] or dt.date.max
            if begin is not None and (end == dt.date.max or stay["einzug"] <= end + dt.timedelta(days=3)):
                end = max(end, leaves)
                continue
            if begin is not None:
                chains.append((begin, None if end == dt.date.max else end))
            begin, end = stay["einzug"], leaves
        if begin is not None:
            chains.append((begin, None if end == dt.date.max else end))
    return chains


def reckon_stay(con: duckdb.DuckDBPyConnection) -> dict[Key, float]:
    chains = chained(con)
    medians: dict[Key, float] = {}
    ends = list(month_ends(min(begin for begin, _ in chains), stand(con, "belegungen")))
    for day in ends[2:]:
        first = ends[ends.index(day) - 2].replace(day=1)
        lengths = [(end - begin).days for begin, end in chains if end and first <= end <= day]
        if lengths:
            medians["gu_verweildauer_med", f"{day:%Y-%m}", None, None] = float(statistics.median(lengths))
    return medians


@pytest.mark.parametrize(
    ("indicator", "naive"),
    [
        ("gu_belegung", reckon_occupancy),
        ("gu_plaetze_netto", reckon_places),
        ("zuweisungen", reckon_arrivals),
        ("gu_verweildauer_med", reckon_stay),
    ],
)
def test_both_reckonings_agree(workshop: duckdb.DuckDBPyConnection, indicator: str, naive: Any) -> None:
    ours = {key: value for key, (value, sign) in found(workshop, indicator).items() if sign is None}
    theirs = dict(naive(workshop))
    assert theirs, "die zweite Rechnung hat keinen Wert"
    assert ours == theirs


def test_the_ratio_is_the_quotient_and_has_its_parts(workshop: duckdb.DuckDBPyConnection) -> None:
    occupied, places = reckon_occupancy(workshop), reckon_places(workshop)
    rates = {
        (v.period, v.dim1, v.member1): v for v in read_figures(workshop).values if v.indicator_id == "gu_auslastung"
    }
    months = {key[1] for key in occupied if key[2] is None} & {key[1] for key in places if key[2] is None}
    expected = {key[1:] for key in places if key[1] in months}
    assert expected
    assert set(rates) == expected
    for (period, dim, member), rate in rates.items():
        of = occupied.get(("gu_belegung", period, dim, member), 0)
        to = places["gu_plaetze_netto", period, dim, member]
        assert (float(rate.numerator or 0), float(rate.denominator or 0)) == (of, to)
        if to:
            assert rate.value == pytest.approx(of * 100 / to, abs=1e-9)
        else:
            assert (rate.value, rate.sign) == (None, "x")
