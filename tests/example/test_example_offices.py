"""The lists of the other offices: headings and words are the contract's, and figures stay near the published ones."""

import datetime as dt
import re
from collections.abc import Mapping
from itertools import pairwise

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from etl.catalogue.source import Source
from etl.contract.spelling import normalise
from etl.example import (
    budget,
    care,
    engagement,
    housing_lists,
    network,
    planning,
    residents,
    schools,
    steering,
)
from etl.example.districts import DISTRICTS, district_text
from etl.example.forms import cell_name, half_spans, month_spans, packed, quarter_spans, quarter_text, sap, span_name
from etl.example.months import Month, months_between
from etl.example.plan import between
from etl.example.sheet import Layout
from etl.example.streams import stream
from etl.example.town import Town

LAYOUTS: list[tuple[str, Layout]] = [
    ("kontingent_a", housing_lists.LAYOUT_A),
    ("kontingent_b", housing_lists.LAYOUT_B),
    ("kontingent_privat", housing_lists.LAYOUT_PRIVATE),
    ("mietverhaeltnisse", housing_lists.LAYOUT_LEASES),
    ("schulen", schools.LAYOUT_SCHOOLS),
    ("sfo_antraege", schools.LAYOUT_GRANTS),
    ("sfo_bedarf", schools.LAYOUT_NEED),
    ("organisationen", network.LAYOUT_MEMBERS),
    ("netz_termine", network.LAYOUT_MEETINGS),
    ("netz_teilnahmen", network.LAYOUT_ATTENDANCE),
    ("netz_massnahmen", network.LAYOUT_AGREED),
    ("ehrenamt", engagement.LAYOUT_VOLUNTEERS),
    ("sachspenden", engagement.LAYOUT_DONATIONS),
    ("ombudsfaelle", engagement.LAYOUT_CASES),
    ("beratung", care.LAYOUT_COUNSEL),
    ("betreuung", care.LAYOUT_CARE),
    ("ikoe", care.LAYOUT_OPENING),
    ("haushalt", budget.LAYOUT),
    ("stellen", budget.LAYOUT_POSTS),
    ("bevoelkerung", residents.LAYOUT_INHABITANTS),
    ("kita_extern", residents.LAYOUT_KITA),
    ("einbuergerung_extern", residents.LAYOUT_NATURALISED),
    ("prognosen", planning.LAYOUT_PLAN),
    ("landesverteilung", planning.LAYOUT_STATE),
    ("kommentare", steering.LAYOUT_COMMENTS),
    ("steuerung_massnahmen", steering.LAYOUT_MEASURES),
]
WORDS = [
    ("kontingent_a", "status", housing_lists.STATUS),
    ("kontingent_b", "status", housing_lists.STATUS),
    ("kontingent_privat", "status", housing_lists.STATUS),
    ("schulen", "schulform", schools.FORMS),
    ("organisationen", "typ", network.KINDS),
    ("netz_termine", "tb_id", network.THEMES),
    ("netz_termine", "status", network.STATES),
    ("netz_massnahmen", "status", network.DONE),
    ("ombudsfaelle", "ergebnis", engagement.RESULTS),
    ("beratung", "wohnform", care.DWELLING),
    ("betreuung", "art", care.CARE),
    ("betreuung", "ergebnis", care.CARE_ENDS),
    ("ikoe", "fachbereich", care.DEPARTMENTS),
    ("stellen", "einheit", budget.UNITS),
    ("prognosen", "szenario", {code: words for code, (_, words) in planning.SCENARIOS.items()}),
    ("kommentare", "rolle", steering.ROLES),
    ("kommentare", "sicht", steering.READERS),
    ("steuerung_massnahmen", "status", steering.PROGRESS),
]


@pytest.mark.parametrize(("name", "layout"), LAYOUTS)
def test_every_heading_is_one_of_the_contract(sources: Mapping[str, Source], name: str, layout: Layout) -> None:
    source = sources[name]
    for column, heading in layout.headings:
        if column in source.columns:
            assert heading in source.columns[column].headings
        else:
            assert heading in source.drop
    missing = set(source.columns) - set(layout.columns)
    assert all(source.columns[column].optional for column in missing)


def test_every_list_of_the_catalogue_has_an_example(sources: Mapping[str, Source]) -> None:
    own = {"zuweisungen", "unterkuenfte", "unterkunft_kapazitaet", "belegungen"}
    lists = {name for name, source in sources.items() if source.file.format == "liste"}
    labour = {name for name in lists if name.startswith("ba_")}
    assert lists == own | labour | {name for name, _ in LAYOUTS}
    assert len(labour) == 3


@pytest.mark.parametrize(("source", "column", "spellings"), WORDS)
def test_every_spelling_belongs_to_its_code(
    sources: Mapping[str, Source], source: str, column: str, spellings: Mapping[str, tuple[str, ...]]
) -> None:
    codes = sources[source].columns[column].codes
    for code, words in spellings.items():
        assert {normalise(word) for word in words} <= {normalise(word) for word in (code, *codes[code])}


def test_the_stadtviertel_are_those_of_the_city(city_text: str) -> None:
    city = yaml.safe_load(city_text)
    assert [(d["nr"], d["name"]) for d in city["districts"]] == [(d.nr, d.name) for d in DISTRICTS]


@given(st.integers(0, 10_000), st.sampled_from([d.nr for d in DISTRICTS]))
def test_a_stadtviertel_is_written_by_its_number_or_name(seed: int, nr: str) -> None:
    text = district_text(stream(seed), nr, 1.0)
    names = {d.nr: d.name for d in DISTRICTS}
    assert normalise(text) in {nr, normalise(names[nr]), normalise(nr + names[nr])}


@given(st.integers(0, 160))
def test_spans_hold_whole_pieces_once_and_end_singly(months: int) -> None:
    first, until = Month(2014, 1), Month(2014, 1).plus(months)
    for spans, size, ends in (
        (month_spans(until), 1, set(range(1, 13))),
        (quarter_spans(until), 3, {3, 6, 9, 12}),
        (half_spans(until, Month(2014, 2)), 6, {1, 7}),
    ):
        flat = [month for span in spans for month in span]
        assert flat == sorted(set(flat))
        assert all(len(span) % size == 0 and span[-1].month in ends for span in spans)
        assert all(len(span) == size for span in spans if span[-1] > until.plus(-24))
        assert all(first <= month <= until for month in flat)
        assert until.number - (flat[-1].number if flat else first.plus(1).number) <= size + 1
        assert len({span_name(span) for span in spans}) == len(spans)


def test_amounts_and_quarters_are_written_as_offices_do() -> None:
    assert sap(-1234567.5) == "1.234.567,50-"
    assert sap(0.0) == sap(-0.001) == "0,00"
    assert [quarter_text(Month(2026, 8), form) for form in range(3)] == ["III/2026", "3. Quartal 2026", "Q3/2026"]
    assert [cell_name(5, column) for column in (1, 26, 27, 28, 702, 703)] == ["A5", "Z5", "AA5", "AB5", "ZZ5", "AAA5"]
    assert packed([("a", b"x")]) == packed([("a", b"x")])


def members(kind: str | None, day: dt.date) -> int:
    return sum(org.is_member(day) and kind in (None, org.kind) for org in network.organisations(1))


def test_seventy_five_organisations_in_2012_and_seventeen_of_migrants_in_2017() -> None:
    assert members(None, dt.date(2012, 12, 31)) == 75
    assert members("migrantenorganisation", dt.date(2017, 6, 30)) == 17
    assert len(network.THEMES) == 7


def test_one_organisation_stands_under_two_spellings() -> None:
    by_id = {org.org_id: org for org in network.organisations(1)}
    assert by_id["VE-02"].name.startswith(by_id["VE-90"].name)
    assert len(by_id) == len(network.organisations(1))


@pytest.mark.parametrize(("year", "forms"), [(2017, {"gs": 9, "bbs": 1}), (2018, {"gs": 13, "kgs": 1, "gym": 1})])
def test_schools_with_city_money(year: int, forms: Mapping[str, int]) -> None:
    found = [school.form for school in schools.SCHOOLS if schools.funded(school, year)]
    assert {form: found.count(form) for form in found} == forms


def test_grants_of_a_school_year_add_up_to_the_plan() -> None:
    total = sum(
        schools.approved(1, school, 2018, half)
        for half in (1, 2)
        for school in schools.SCHOOLS
        if schools.funded(school, 2018)
    )
    assert total == pytest.approx(290_000, rel=0.002)


@given(st.integers(0, 1000), st.integers(2014, 2030))
def test_need_lies_within_the_foreign_and_those_within_all(seed: int, year: int) -> None:
    for school in schools.SCHOOLS:
        pupils, foreign, need = schools.counts(seed, school, Month(year, 9))
        assert 0 <= need <= foreign <= pupils


def test_budget_and_posts(town: Town) -> None:
    booked = budget.amounts(town)
    assert budget.planned(town, budget.TRANSLATION, booked[budget.TRANSLATION], 2024) == 500_000
    assert budget.planned(town, budget.SUPPORT, booked[budget.SUPPORT], 2018) == pytest.approx(290_000)
    assert budget.posts(1, "umzug_betreuung", budget.FOUNDED) == (11.0, 11.0)
    for month in months_between(budget.FOUNDED, town.until):
        for unit in budget.UNITS:
            plan, filled = budget.posts(1, unit, month)
            assert 0 <= filled <= plan
    assert all(amount < 0 for amount in booked[budget.REFUNDS].values())


def test_the_budget_counts_who_is_housed(town: Town) -> None:
    living = budget.housed(town)
    for month in (Month(2016, 3), Month(2019, 12), town.until):
        day = month.last
        counted = sum(s.household.size for s in town.stays if s.begin <= day and (s.end is None or s.end > day))
        assert counted == living[month]


@pytest.mark.parametrize(
    ("month", "inhabitants", "foreign"),
    [
        (Month(2015, 12), 238_321, 0.073),
        (Month(2017, 12), 241_093, 0.092),
        (Month(2020, 12), 238_100, 0.104),
        (Month(2024, 12), 243_452, 0.148),
    ],
)
def test_inhabitants_and_foreigners(month: Month, inhabitants: int, foreign: float) -> None:
    tables = [residents.inhabitants(district, month) for district in DISTRICTS]
    others = sum(sum(table["nichtdeutsch"]) for table in tables)
    everyone = others + sum(sum(table["deutsch"]) for table in tables)
    assert everyone == pytest.approx(inhabitants, rel=0.001)
    assert others / everyone == pytest.approx(foreign, abs=0.002)


def test_the_highest_and_the_lowest_share_of_foreigners_in_2017() -> None:
    shares = {}
    for district in DISTRICTS:
        table = residents.inhabitants(district, Month(2017, 3))
        if sum(map(sum, table.values())) > 1000:
            shares[district.name] = sum(table["nichtdeutsch"]) / sum(map(sum, table.values()))
    assert max(shares, key=shares.__getitem__) == "Südliche Neustadt"
    assert shares["Südliche Neustadt"] == pytest.approx(0.26, abs=0.03)
    assert min(shares, key=shares.__getitem__) == "Dautzsch"
    assert shares["Dautzsch"] < 0.01


@given(st.integers(0, 100_000), st.lists(st.floats(0.1, 50), min_size=1, max_size=9))
def test_parts_add_up_and_none_is_negative(total: int, shares: list[float]) -> None:
    parts = residents._parts(total, shares)
    assert sum(parts) == total
    assert min(parts) >= 0


def test_private_leases_end_after_they_began_and_never_twice(town: Town) -> None:
    taken_over = [lease for lease in town.tenancies if lease.private_from and lease.private_from <= town.until.last]
    ends = [housing_lists.private_end(town.seed, lease, town.until.last) for lease in taken_over]
    stay = sum(end is None or lease.private_from is None or (end - lease.private_from).days > 365
               for lease, (end, _) in zip(taken_over, ends, strict=True))  # fmt: skip
    assert all((end is None) == (why == "") for end, why in ends)
    assert 0.8 < stay / len(taken_over) < 0.97


def test_comments_name_no_person_and_no_number_of_persons() -> None:
    for _, _, *texts in steering.COMMENTS:
        assert not re.search(r"\d+ (?:Person|Kind|Famili|Mensch|Haushalt)|\b[12] ", " ".join(texts))
        assert all(len(text) <= 500 for text in texts)


def test_planning_goes_on_from_the_last_half_year(town: Town) -> None:
    moves = planning.gu_moves(town)
    came = sum(pair[0] for pair in moves.values())
    left = sum(pair[1] for pair in moves.values())
    shared = {site.code for site in town.sites if site.kind == "gu"}
    living = sum(s.household.size for s in town.stays if s.site in shared and s.end is None)
    assert came - left == living


def test_posts_follow_each_other_in_time() -> None:
    for values in (budget.POSTS, residents._INHABITANTS, residents._FOREIGNERS, schools._FOREIGN):
        assert all(earlier[0] < later[0] for earlier, later in pairwise(values))
        assert between(values, Month(2000, 1)) == values[0][1]
