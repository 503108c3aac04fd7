"""The invented city stays near the published figures of the real one, within the tolerance stated at each."""

import datetime as dt
import statistics
from collections.abc import Iterable

import pytest

from etl.example.housing import Stay
from etl.example.months import Month
from etl.example.plan import target_days
from etl.example.town import Town


def persons_arrived(town: Town, kind: str, first: dt.date, last: dt.date) -> int:
    return sum(h.size for h in town.households if h.kind == kind and h.arrived and first <= h.arrived <= last)


def in_year(town: Town, year: int, kind: str = "zuweisung") -> int:
    return persons_arrived(town, kind, dt.date(year, 1, 1), dt.date(year, 12, 31))


def living(town: Town, day: dt.date, kinds: Iterable[str] = ("gu",)) -> int:
    sites = {site.code for site in town.sites if site.kind in kinds}
    return sum(s.household.size for s in town.stays if s.site in sites and _runs(s, day))


def _runs(stay: Stay, day: dt.date) -> bool:
    return stay.begin <= day and (stay.end is None or stay.end > day)


def gu_places(town: Town, month: Month) -> int:
    return sum(site.approved(month) for site in town.sites if site.kind == "gu")


def flats_held(town: Town, day: dt.date) -> int:
    return sum(f.rented_from <= day and (f.rented_until is None or f.rented_until > day) for f in town.flats)


def test_assigned_arrivals_meet_the_published_totals_exactly(town: Town) -> None:
    assert in_year(town, 2012) == 172
    assert in_year(town, 2013) == 402
    assert in_year(town, 2013) < in_year(town, 2014) < in_year(town, 2015) == 2706
    assert in_year(town, 2016) == 1000
    assert persons_arrived(town, "zuweisung", dt.date(2016, 1, 1), dt.date(2016, 7, 31)) == 730
    assert persons_arrived(town, "zuweisung", dt.date(2016, 1, 1), dt.date(2016, 8, 31)) == 860
    assert in_year(town, 2023) == 1100
    assert persons_arrived(town, "zuweisung", dt.date(2023, 1, 1), dt.date(2023, 8, 31)) == 887


def test_arrivals_from_ukraine_and_who_is_still_there(town: Town) -> None:
    day = dt.date(2022, 11, 4)
    assert persons_arrived(town, "p24_direkt", dt.date(2022, 1, 1), day) == pytest.approx(5188, rel=0.01)
    present = sum(
        h.size
        for h in town.households
        if h.kind == "p24_direkt" and h.arrived and h.arrived <= day and not (h.left_on and h.left_on <= day)
    )
    assert present == pytest.approx(4473, rel=0.03)
    housed = {s.household.hh_id for s in town.stays if s.household.kind == "p24_direkt"}
    ours = sum(h.size for h in town.households if h.hh_id in housed and h.arrived and h.arrived.year == 2022)
    assert ours < 0.35 * in_year(town, 2022, "p24_direkt")


@pytest.mark.parametrize(
    ("month", "places"),
    [
        (Month(2016, 3), 1840),
        (Month(2016, 6), 2000),
        (Month(2018, 6), 800),
        (Month(2018, 11), 400),
        (Month(2023, 9), 778),
    ],
)
def test_places_in_gu(town: Town, month: Month, places: int) -> None:
    assert gu_places(town, month) == places


def test_six_sites_in_september_2023(town: Town) -> None:
    assert sum(site.kind == "gu" and site.is_open(Month(2023, 9)) for site in town.sites) == 6


def test_persons_in_gu_in_the_middle_of_2016(town: Town) -> None:
    assert living(town, dt.date(2016, 6, 30)) == pytest.approx(761, rel=0.05)


@pytest.mark.parametrize(
    ("day", "flats"), [(dt.date(2016, 3, 31), 1238), (dt.date(2017, 6, 30), 660), (dt.date(2023, 9, 30), 540)]
)
def test_flats_held_by_the_city(town: Town, day: dt.date, flats: int) -> None:
    assert flats_held(town, day) == pytest.approx(flats, rel=0.02)


def test_places_in_flats_in_march_2016(town: Town) -> None:
    day = dt.date(2016, 3, 31)
    places = sum(
        f.max_persons for f in town.flats if f.rented_from <= day and (f.rented_until is None or f.rented_until > day)
    )
    assert places == pytest.approx(2198, rel=0.1)


def test_recent_occupancy_is_between_80_and_90_percent(town: Town) -> None:
    for month in (Month(2025, 12), Month(2026, 3), Month(2026, 6), Month(2026, 10)):
        net = sum(site.net(month) for site in town.sites if site.kind == "gu")
        assert 0.8 <= living(town, month.last) / net <= 0.9


def median_stay(town: Town, first: Month, last: Month) -> float:
    """Days from the first site to the last day at one, of persons who left all sites between the months."""
    begins: dict[str, dt.date] = {}
    days: list[int] = []
    for stay in town.stays:
        if stay.site is not None:
            begin = begins.setdefault(stay.household.hh_id, stay.begin)
            if stay.end and stay.outcome != "andere_gu" and first.first <= stay.end <= last.last:
                days += [(stay.end - begin).days] * stay.household.size
    return statistics.median(days)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (Month(2015, 10), Month(2015, 12)),
        (Month(2016, 1), Month(2016, 6)),
        (Month(2018, 1), Month(2018, 12)),
        (Month(2026, 1), Month(2026, 10)),
    ],
)
def test_median_stay_is_of_the_order_of_the_target(town: Town, first: Month, last: Month) -> None:
    assert 0.6 <= median_stay(town, first, last) / target_days(last) <= 1.6
