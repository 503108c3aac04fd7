"""Levers of an address, what they lead to, and how it is said."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import desk
from dashboard import scenario_words as say
from dashboard.ahead import Ahead, Closing
from dashboard.filters import Allowed, Filter, encode, parse
from dashboard.levers import allowed, of_levers, only, plain, ranges, turned
from dashboard.scenario import Model, Result
from dashboard.scenario_service import key_of
from etl.catalogue.load import load_catalogue
from etl.catalogue.scenario import Planning

REPOSITORY = Path(__file__).parent.parent.parent
MONTHS = tuple(f"{2026 + m // 12}-{m % 12 + 1:02d}" for m in range(10, 34))
NOW = 1


def planning() -> Planning:
    found = load_catalogue(REPOSITORY / "data" / "catalogue", REPOSITORY / "data" / "reference").planning
    assert found is not None
    return found


def ahead(mean: float = 90.0, places: float = 400.0) -> Ahead:
    """A small city: 340 persons in GU, two sites, one of which closes in July 2027."""
    draws = np.random.default_rng(5).poisson(mean, (24, 300))
    hazard = [("auszug", age, 0.08) for age in range(37)] + [("bereit", age, 0.08) for age in range(37)]
    hazard += [("auszug_bereit", 0, 0.04), ("ueberfuehrung", 0, 0.013), ("auszug_wohnung", 0, 0.02)]
    start: list[tuple[str, int | None, float]] = [("gu", first, persons) for first, persons in
             ((0, 140.0), (3, 80.0), (6, 60.0), (12, 30.0), (24, 20.0), (36, 10.0))]  # fmt: skip
    start += [("wartend", None, 60.0), ("in_wohnungen", None, 300.0), ("anteil_gu", None, 0.6)]
    start += [("wohnungen", None, 4.5), ("personen_je_wohnung", None, 2.1), ("nutzbar", None, 0.95)]
    closing = Closing("GU-2", "2027-07", 100.0)
    by_month = tuple(places if m < "2027-07" else places - 100 for m in ("2026-10", *MONTHS))
    factors = {"plan": (1.0,) * 24, "hoch": tuple(np.linspace(1.1, 1.5, 24)), "niedrig": (0.7,) * 24}
    return Ahead("2026-10", planning(), MONTHS, tuple(start), tuple(hazard), by_month, {"GU-1": 300.0, "GU-2": 100.0},
                 (closing,), tuple(map(tuple, draws.tolist())), factors, {}, (), ())  # fmt: skip


@pytest.fixture(scope="module")
def city() -> Model:
    return Model(ahead())


def result(model: Model, **levers: str) -> Result:
    return model.result(turned(Filter(**levers), model.ahead, NOW), NOW)  # type: ignore[arg-type]


@given(st.data())
def test_every_address_comes_back_as_it_was_written(data: st.DataObject) -> None:
    values = allowed(_AHEAD, NOW, ("abc",))
    names = data.draw(st.sets(st.sampled_from(sorted(values))))
    chosen = Filter(**{name: data.draw(st.sampled_from(values[name])) for name in names})  # type: ignore[arg-type]
    again, refused = parse(encode(chosen), Allowed(values))
    assert (again, refused) == (chosen, ())
    turned(again, _AHEAD, NOW)


_AHEAD = ahead()


def test_what_no_lever_has_is_refused_by_name() -> None:
    _, refused = parse("?flats=1000&places=7&close=GU-9.2027-01&risk=99", Allowed(allowed(_AHEAD, NOW, ())))
    assert {part.name for part in refused} == {"flats", "places", "close", "risk"}


def test_without_any_lever_it_stands_as_today(city: Model) -> None:
    plain_result = result(city)
    assert not plain_result.turned.acted
    assert (plain_result.turned.lead, plain_result.turned.risk) == (6, 0.2)
    assert plain_result.turned.ordered == NOW
    assert result(city) is plain_result


def test_levers_help(city: Model) -> None:
    nothing = result(city)
    for levers in ({"flats": "12"}, {"household": "3"}, {"places": "120"}, {"arrivals": "niedrig"}):
        assert result(city, **levers).said.missing_year <= nothing.said.missing_year, levers
    for levers in ({"arrivals": "hoch"}, {"close": "GU-1.2027-01"}):
        assert result(city, **levers).said.missing_year >= nothing.said.missing_year, levers


def test_ordered_places_are_there_after_the_lead_time_and_not_before(city: Model) -> None:
    found = result(city, places="100", order="2027-01", lead="4")
    # Ordered in month 3 with four months of lead: there at the end of month 7.
    assert [found.places[at] - result(city).places[at] for at in (6, 7, 24)] == [0.0, 100.0, 100.0]
    assert found.cost == pytest.approx(100 * 18 * 365.25 / 12 * 6)


def test_a_site_that_closes_anyway_is_taken_off_once(city: Model) -> None:
    early = result(city, close="GU-2.2027-04")
    plain_places = result(city).places
    assert early.places[6] == plain_places[6] - 100
    assert early.places[9:] == plain_places[9:]


def test_each_deed_alone_keeps_what_comes() -> None:
    chosen = Filter(arrivals="hoch", risk="10", flats="9", places="50", order="2027-01", lead="3")
    assert only("flats", chosen) == Filter(arrivals="hoch", risk="10", flats="9")
    assert only("places", chosen) == Filter(arrivals="hoch", risk="10", places="50", order="2027-01", lead="3")
    assert plain(chosen) == Filter(arrivals="hoch", risk="10")


def test_the_sentence_has_its_dates_and_no_certainty(city: Model) -> None:
    for levers in ({}, {"flats": "12"}, {"arrivals": "hoch"}, {"places": "120", "order": "2027-01"}):
        text = say.lead_sentence(result(city, **levers), city.ahead, NOW)
        assert "voraussichtlich" in text or "schon jetzt" in text
        assert "sicher" not in text
        assert "None" not in text
        assert text.count(" 20") >= 1


@given(st.floats(0, 1))
def test_chances_are_natural_frequencies(share: float) -> None:
    text = say.chance(share)
    assert text.startswith("in ")
    assert text.endswith(" von 100 Fällen")
    number = int("".join(c for c in text.split(" von ")[0] if c.isdigit()))
    assert number % 5 == 0
    assert 0 < number < 100


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0"), (1, "unter 5"), (7, "5"), (98, "100"), (104, "100"), (583, "580"), (1496, "1.500")]
)
def test_people_are_rounded_as_far_as_anybody_knows(count: float, text: str) -> None:
    assert say.people(count) == text


@pytest.mark.parametrize(
    ("amount", "text"), [(0, "0 €"), (7300, "7 Tsd. €"), (164_000, "160 Tsd. €"), (1.44e6, "1,4 Mio. €")]
)
def test_euro_are_rounded(amount: float, text: str) -> None:
    assert say.euro(amount).replace("\u00a0", " ") == text


def test_the_range_of_flats_begins_where_it_stands() -> None:
    assert ranges(_AHEAD, NOW)["flats"].today == "4.5"
    assert ranges(_AHEAD, NOW)["order"].today == "2026-11"


def test_a_kept_scenario_holds_levers_and_no_figure(tmp_path: Path) -> None:
    body = {"title": "A", "levers": of_levers(Filter(flats="9", lang="en")), "release": "r", "audience": "leitung"}
    now = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)
    desk.keep(tmp_path, "szenario", key_of("120 Plätze ab Juli"), body, actor="lokal", now=now)
    assert desk.names(tmp_path, "szenario") == ("120-plaetze-ab-juli",)
    found = desk.kept(tmp_path, "szenario", "120-plaetze-ab-juli")
    assert found is not None
    assert found.body["levers"] == {"flats": "9"}


def test_a_title_of_signs_has_no_name(tmp_path: Path) -> None:
    assert key_of("!?") == ""
    with pytest.raises(desk.DeskRefused):
        desk.keep(tmp_path, "szenario", key_of("!?"), {}, actor="lokal", now=dt.datetime.now(dt.UTC))


def test_the_price_of_the_city_is_the_price_of_a_place() -> None:
    assert _AHEAD.planning.place_price.value == Decimal(18)
