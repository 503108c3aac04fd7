"""German numbers, dates and ranges; what is printed can be read back, and no sign or place is lost."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import formatting
from dashboard.formatting import MINUS, NBSP
from etl.catalogue.indicator import Band, Threshold

NUMBERS = st.decimals(-(10**9), 10**9, places=4, allow_nan=False)
PLACES = st.integers(0, 3)


def read_back(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", ".").replace(MINUS, "-"))


def threshold(on_track: Band, watch: Band | None = None) -> Threshold:
    return Threshold(valid_from=dt.date(2020, 1, 1), on_track=on_track, watch=watch, decided_by="Rat")


@given(NUMBERS, PLACES)
def test_a_printed_number_reads_back_as_the_rounded_one(value: Decimal, places: int) -> None:
    text = formatting.number(value, places)
    assert read_back(text) == formatting.rounded(value, places)
    assert abs(read_back(text) - value) <= Decimal(1).scaleb(-places) / 2
    assert "-" not in text
    assert len(text.partition(",")[2]) == places


@given(NUMBERS, PLACES)
def test_the_minus_changes_nothing_but_itself(value: Decimal, places: int) -> None:
    positive, negative = formatting.number(abs(value), places), formatting.number(-abs(value), places)
    assert negative.removeprefix(MINUS) == positive


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (88.45, 1, "88,5"),
        (-0.04, 1, "0,0"),
        (1234567.891, 2, "1.234.567,89"),
        (-1234.5, 1, f"{MINUS}1.234,5"),
        (0.5, 0, "1"),
    ],
)
def test_numbers_as_an_office_writes_them(value: float, places: int, text: str) -> None:
    assert formatting.number(value, places) == text


def test_value_and_unit_are_never_parted_and_one_is_singular() -> None:
    assert formatting.quantity(88.5, 1, "%") == f"88,5{NBSP}%"
    assert formatting.quantity(1, 0, "Tage") == f"1{NBSP}Tag"
    assert formatting.quantity(2, 0, "Tage") == f"2{NBSP}Tage"


@pytest.mark.parametrize(
    ("period", "text"),
    [
        ("2026-10", "Okt. 2026"),
        ("2026-03", "März 2026"),
        ("2026-05", "Mai 2026"),
        ("2026-Q3", "III/2026"),
        ("2026-H2", "2. Hj. 2026"),
        ("2026", "2026"),
        ("2026/27", "2026/27"),
    ],
)
def test_periods_are_printed_in_german(period: str, text: str) -> None:
    assert formatting.period(period) == text


def test_dates_and_moments() -> None:
    assert formatting.stichtag("2026-10") == "31.10.2026"
    assert formatting.month(dt.date(2026, 3, 31)) == "März 2026"
    moment = dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC)
    assert formatting.moment(moment, "Europe/Berlin") == "02.07.2026, 00:30 Uhr"


@pytest.mark.parametrize(
    ("earlier", "later", "by_day", "text"),
    [
        ("2026-09", "2026-10", False, "im September"),
        ("2025-12", "2026-01", False, "im Dezember"),
        ("2026-07", "2026-10", False, "im Juli 2026"),
        ("2026-Q2", "2026-Q3", False, "im Quartal davor"),
        ("2025-Q4", "2026-Q3", False, "in IV/2025"),
        ("2025", "2026", False, "in 2025"),
        ("2023-12", "2024-12", True, "am 31.12.2023"),
    ],
)
def test_the_compared_period_is_named(earlier: str, later: str, by_day: bool, text: str) -> None:
    assert formatting.compared_period(earlier, later, by_day=by_day) == text


@given(st.floats(-(10**6), 10**6), st.floats(-(10**6), 10**6), PLACES)
def test_a_difference_is_that_of_the_printed_values(now: float, before: float, places: int) -> None:
    amount, word = formatting.difference(now, before, places, "%")
    printed = read_back(formatting.number(now, places)) - read_back(formatting.number(before, places))
    if printed == 0:
        assert (amount, word) == ("genauso hoch", "wie")
        return
    figure, _, rest = amount.partition(NBSP)
    assert read_back(figure) == abs(printed)
    assert rest in (f"Punkt {'mehr' if printed > 0 else 'weniger'}", f"Punkte {'mehr' if printed > 0 else 'weniger'}")
    assert word == "als"


def test_differences_name_what_is_counted() -> None:
    assert formatting.difference(88.5, 86.4, 1, "%")[0] == f"2,1{NBSP}Punkte mehr"
    assert formatting.difference(108, 112, 0, "Tage")[0] == f"4{NBSP}Tage weniger"
    assert formatting.difference(31, 25, 0, "Personen")[0] == "6 mehr"


@pytest.mark.parametrize(
    ("unit", "word"), [("%", "Prozent"), ("Tage", "Tagen"), ("Kinder", "Kindern"), ("Personen", "Personen")]
)
def test_units_after_in(unit: str, word: str) -> None:
    assert formatting.in_unit(unit) == word


def test_targets_in_words() -> None:
    corridor = threshold(Band(min=Decimal(70), max=Decimal(85)), Band(min=Decimal(60), max=Decimal(93)))
    assert formatting.target(corridor, 1, "%") == f"Zielkorridor 70 bis 85{NBSP}%"
    assert formatting.watch_text(corridor, 1, "%") == f"60 bis unter 70{NBSP}% und über 85 bis 93{NBSP}%"
    assert formatting.act_text(corridor, 1, "%") == f"unter 60{NBSP}% und über 93{NBSP}%"
    ceiling = threshold(Band(max=Decimal(120)), Band(max=Decimal(145)))
    assert formatting.target(ceiling, 0, "Tage") == f"Ziel: höchstens 120{NBSP}Tage"
    assert formatting.watch_text(ceiling, 0, "Tage") == f"über 120 bis 145{NBSP}Tage"
    assert formatting.act_text(ceiling, 0, "Tage") == f"über 145{NBSP}Tage"
    floor = threshold(Band(min=Decimal("6.5")))
    assert formatting.target(floor, 0, "Monate") == f"Ziel: mindestens 6,5{NBSP}Monate"
    assert formatting.watch_text(floor, 0, "Monate") == "–"
    assert formatting.act_text(floor, 0, "Monate") == f"unter 6,5{NBSP}Monate"


@given(NUMBERS, PLACES)
def test_a_bound_never_loses_a_place(value: Decimal, places: int) -> None:
    assert read_back(formatting.bound(value, places)) == value


def test_lists_and_counts_read_as_sentences() -> None:
    assert formatting.listed(["a"]) == "a"
    assert formatting.listed(["a", "b", "c"]) == "a, b und c"
    assert formatting.counted(1, "Zeile", "Zeilen") == "1 Zeile"
    assert formatting.counted(1200, "Zeile", "Zeilen") == "1.200 Zeilen"
