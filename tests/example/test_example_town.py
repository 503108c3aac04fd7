"""Nobody lives in two places, nobody before arriving, households stay together, beds and flats suffice."""

import datetime as dt
import itertools
from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.example.housing import Stay
from etl.example.months import Month, month_of, months_between
from etl.example.town import Town, live


def stays_by_household(town: Town) -> dict[str, list[Stay]]:
    by_household: dict[str, list[Stay]] = defaultdict(list)
    for stay in town.stays:
        by_household[stay.household.hh_id].append(stay)
    return by_household


def check_stays(town: Town) -> None:
    sites = {site.code: site for site in town.sites}
    for stays in stays_by_household(town).values():
        for stay in stays:
            assert (stay.site is None) != (stay.wohnung_id is None)
            assert (stay.end is None) == (stay.outcome is None)
            assert stay.household.arrived is not None
            assert stay.household.arrived <= stay.begin <= (stay.end or town.until.last) <= town.until.last
            if stay.site is not None:
                site = sites[stay.site]
                assert site.opened_on <= stay.begin
                assert site.closes is None or month_of(stay.end or town.until.last) <= max(
                    site.closes, month_of(stay.begin)
                )
        for earlier, later in itertools.pairwise(stays):
            assert earlier.end is not None
            assert earlier.end <= later.begin
            if earlier.outcome == "andere_gu":
                assert later.site not in (None, earlier.site)
                assert (later.begin - earlier.end).days <= 2
            else:
                assert earlier.outcome == "kontingent"
                assert later.wohnung_id is not None
                assert later.begin == earlier.end
        assert stays[-1].outcome not in ("andere_gu", "kontingent")


def check_flats(town: Town) -> None:
    flats = {flat.wohnung_id: flat for flat in town.flats}
    assert len(flats) == len(town.flats)
    sizes = {household.hh_id: household.size for household in town.households}
    free_from: dict[str, dt.date] = {}
    for tenancy in town.tenancies:
        flat = flats[tenancy.wohnung_id]
        assert flat.requested < flat.handed_over <= tenancy.begin
        assert sizes[tenancy.hh_id] <= flat.max_persons
        assert free_from.get(tenancy.wohnung_id, dt.date.min) <= tenancy.begin
        free_from[tenancy.wohnung_id] = tenancy.end or dt.date.max
        if tenancy.private_from is not None:
            assert tenancy.end == flat.rented_until
            assert tenancy.private_from == tenancy.end + dt.timedelta(days=1)
    delivered = {(s.wohnung_id, s.household.hh_id, s.begin, s.end) for s in town.stays if s.wohnung_id}
    assert delivered == {(t.wohnung_id, t.hh_id, t.begin, t.end) for t in town.tenancies}


def test_the_city_at_full_size_is_consistent(town: Town) -> None:
    check_stays(town)
    check_flats(town)


@settings(max_examples=12)
@given(
    st.integers(0, 10_000),
    st.integers(0, 153),
    st.sampled_from([0.01, 0.05, 0.2]),
)
def test_any_small_city_is_consistent(seed: int, months: int, scale: float) -> None:
    small = live(seed, Month(2014, 1).plus(months), scale)
    check_stays(small)
    check_flats(small)


def test_persons_are_unique_and_of_possible_age(town: Town) -> None:
    persons = [(person, household) for household in town.households for person in household.persons]
    assert len({person.pid for person, _ in persons}) == len(persons)
    assert len({household.number for household in town.households}) == len(town.households)
    assert len({household.hh_id for household in town.households}) == len(town.households)
    for person, household in persons:
        assert household.arrived is not None
        assert 1915 <= person.birth_year <= household.arrived.year
        assert person.sex in ("m", "w", "d", "oa")
        assert (household.status == "uma") <= person.is_minor(household.arrived)
    shares = [sum(p.sex == sex for p, _ in persons) / len(persons) for sex in ("m", "w")]
    assert 0.4 < shares[0] < 0.65
    assert 0.35 < shares[1] < 0.6


def test_beds_suffice_on_almost_every_day(town: Town) -> None:
    change: dict[tuple[str, dt.date], int] = defaultdict(int)
    for stay in town.stays:
        if stay.site is not None:
            change[stay.site, stay.begin] += stay.household.size
            if stay.end is not None:
                change[stay.site, stay.end] -= stay.household.size
    over = days = 0
    for site in town.sites:
        living = 0
        for month in months_between(max(site.opens, Month(2012, 1)), min(site.closes or town.until, town.until)):
            for number in range(1, month.days + 1):
                living += change[site.code, dt.date(month.year, month.month, number)]
                days += 1
                over += living > site.approved(month)
        assert site.closes is None or living == 0
    assert over / days < 0.01


def test_what_happened_does_not_depend_on_when_the_story_ends(town: Town) -> None:
    earlier = live(1, Month(2019, 6), 1.0)
    ended = [stay for stay in earlier.stays if stay.end is not None]
    end = earlier.until.last
    assert ended == [stay for stay in town.stays if stay.end is not None and stay.end <= end]
    assert earlier.households == town.households[: len(earlier.households)]
    following = [h for h in town.households if h.arrived and month_of(h.arrived) == Month(2019, 7)]
    assert list(earlier.expected) == following
