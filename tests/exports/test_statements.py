"""Sentences bound to values: right for 0, 1, many, missing and withheld, and their direction reckoned a second time."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
import reading_builder as build
from hypothesis import given
from hypothesis import strategies as st

from dashboard import formatting
from dashboard.exports import statements
from dashboard.remarks import Comment

SIGNS = build.SIGNS
UNITS = st.sampled_from(["Personen", "Tage", "Plätze", "%", "EUR", "Haushalte"])
VALUES = st.floats(min_value=0, max_value=5000, allow_nan=False)


def printed(value: float, decimals: int) -> Decimal:
    """The second reckoning: what is on the paper, without the code that printed it."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


@given(now=VALUES, unit=UNITS, decimals=st.integers(0, 2))
def test_the_verb_agrees_with_the_printed_number(now: float, unit: str, decimals: int) -> None:
    reading = build.reading(build.months([now]), unit=unit, decimals=decimals, thresholds=())
    said = statements.size(reading, reading.series[-1], SIGNS)
    one = printed(now, decimals) == 1
    assert said.startswith("Am 31.10.2026 war es 1" if one else "Am 31.10.2026 waren es ")
    assert formatting.number(now, decimals) in said
    assert said.endswith(".")
    assert (" war " in said) == ("\u00a0Tag." in said) or unit != "Tage"


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2025", "für das Jahr 2025;"),
        ("2026-Q2", "für das II. Quartal 2026;"),
        ("2026-08", "für August 2026;"),
    ],
)
def test_a_coarser_breakdown_names_its_time_and_the_reason(period: str, said: str) -> None:
    reading = build.reading(build.months([1.0]), kind="bewegung", thresholds=())
    told = statements.coarser(reading, period, "Alter")
    assert told == f"Nach Alter gelten die Zahlen {said} neuere oder genauere lässt der Datenschutz nicht zu."


def test_a_coarser_breakdown_of_a_stock_names_its_day() -> None:
    reading = build.reading(build.months([1.0]), thresholds=())
    assert "gelten die Zahlen für den 30.06.2026;" in statements.coarser(reading, "2026-06", "Alter")


@given(now=VALUES, then=VALUES, unit=UNITS, decimals=st.integers(0, 2))
def test_the_direction_is_that_of_the_printed_values(now: float, then: float, unit: str, decimals: int) -> None:
    reading = build.reading(build.months([then, now]), unit=unit, decimals=decimals, thresholds=())
    said = statements.change(reading, statements.compared(reading, 1, 12), SIGNS)
    difference = printed(now, decimals) - printed(then, decimals)
    assert (" mehr als am 30.09.2026" in said) == (difference > 0)
    assert (" weniger als am 30.09.2026" in said) == (difference < 0)
    assert ("genauso viel wie am 30.09.2026" in said) == (difference == 0)
    if difference:
        assert formatting.number(abs(difference), decimals) in said
        assert said.startswith("Das ist " if abs(difference) == 1 else "Das sind ")


@given(values=st.lists(st.one_of(st.none(), VALUES), min_size=1, max_size=30))
def test_every_statement_is_whole_sentences_and_never_prints_what_is_not_there(values: list[float | None]) -> None:
    reading = build.reading(build.months(values), missing=("belegungen",))
    said = statements.whole(reading, step=3, back=12, titles={}, signs=SIGNS, day=build.TODAY)
    assert said
    for sentence in said:
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert "None" not in sentence
        assert "  " not in sentence
    if values[-1] is None:
        assert "liegt noch nicht vor" in said[0]
        assert len(said) == (2 if any(v is not None for v in values) else 1)


def test_a_withheld_value_says_why_and_prints_no_number() -> None:
    reading = build.reading([*build.months([12.0], "2026-09"), build.point("2026-10", None, sign="g")], unit="Personen")
    said = statements.whole(reading, step=1, back=12, titles={}, signs=SIGNS, day=build.TODAY)
    assert said[0] == "Es sind zu wenige Personen; die Zahl wird aus Datenschutzgründen nicht gezeigt."
    assert said[1].startswith("Zuletzt bekannt: Am 30.09.2026 waren es 12")


def test_nothing_is_compared_across_a_break() -> None:
    series = build.months([70.0, 71.0, 72.0], "2025-01")
    reading = build.reading(series, breaks=(build.census_break(),))
    said = statements.change(reading, statements.compared(reading, 1, 12), SIGNS)
    assert said.startswith("Das ist 1,0\u00a0Punkt mehr als am 31.12.2024.")
    before = build.reading(series[:2], breaks=(build.census_break(),))
    only = statements.change(before, statements.compared(before, 1, 12), SIGNS)
    assert only == "Mit dem Wert vom 30.11.2024 wird nicht verglichen: dazwischen liegt ein Bruch der Reihe."


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (80.0, "Der Wert erfüllt das Ziel (70 bis 85"),
        (88.0, "Der Wert liegt über dem Zielkorridor (70 bis 85\u00a0%); Bewertung: beobachten."),
        (97.0, "Bewertung: handeln."),
        (50.0, "Der Wert liegt unter dem Zielkorridor"),
    ],
)
def test_the_target_is_said_with_side_and_judgement(value: float, words: str) -> None:
    assert words in statements.aim(build.reading(build.months([value])), build.TODAY)


def test_a_value_without_target_is_not_judged() -> None:
    assert statements.aim(build.reading(build.months([80.0]), thresholds=()), build.TODAY) == ""


@given(
    values=st.lists(st.one_of(st.none(), st.integers(0, 400).map(float)), min_size=5, max_size=20),
    zeros=st.integers(0, 3),
)
def test_members_are_told_by_their_ends_and_their_signs(values: list[float | None], zeros: int) -> None:
    reading = build.reading(build.months([1.0]), unit="Personen", decimals=0, thresholds=())
    members = [
        (f"Haus {n}", build.point("2026-10", value, sign=None if value is not None else "g"))
        for n, value in enumerate(values)
    ]
    said = " ".join(statements.parts(reading, members, None, "Unterkunft", SIGNS, zeros))
    known = [value for value in values if value]
    hidden, nothing = values.count(None), values.count(0.0) + zeros
    if known:
        assert f"{formatting.number(max(known))}\u00a0" in said
        top = [f"Haus {n}" for n, value in enumerate(values) if value == max(known)]
        assert top[0] in said or f"{len(top)} Angaben" in said
    assert (f"{hidden} Angabe" in said) == (hidden > 0)
    if hidden == 1:
        assert "1 Angabe wird aus Datenschutzgründen nicht gezeigt (g)." in said
    if any(v is not None for v in values) and nothing:
        assert f"{nothing} Angabe{'n sind' if nothing > 1 else ' ist'} 0." in said


def test_few_members_are_listed_with_their_words() -> None:
    reading = build.reading(build.months([1.0]), unit="Personen", decimals=0)
    members = [("Frauen", build.point("2026-10", 12.0)), ("divers", build.point("2026-10", None, sign="g"))]
    said = statements.parts(reading, members, build.point("2026-10", 14.0), "Geschlecht", SIGNS)
    assert said[0] == "Insgesamt: Am 31.10.2026 waren es 14\u00a0Personen."
    assert said[1] == "Davon Frauen: 12\u00a0Personen; divers: aus Datenschutzgründen nicht gezeigt."


@pytest.mark.parametrize(
    ("kind", "period", "words"),
    [
        ("bestand", "2026-10", "am 31.10.2026"),
        ("bewegung", "2026-10", "im Oktober 2026"),
        ("bewegung", "2026-Q3", "im III. Quartal 2026"),
        ("bewegung", "2026-H1", "im 1. Halbjahr 2026"),
        ("bewegung", "2025", "im Jahr 2025"),
        ("bewegung", "2025/26", "im Schuljahr 2025/26"),
    ],
)
def test_the_time_of_a_value(kind: str, period: str, words: str) -> None:
    assert statements.when(build.indicator(kind=kind), period) == words


def test_only_the_comment_on_the_period_is_printed() -> None:
    said = [Comment("a", "2026-09", "Alt", "", "", "R"), Comment("a", "2026-10", "Neu", "Getan", "", "R")]
    assert statements.remarks(said, "2026-10") == (("Ursache", "Neu"), ("Veranlasst", "Getan"))
    assert statements.remarks(said, "2026-08") == ()
