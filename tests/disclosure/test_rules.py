"""The rules for a single figure, as properties."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from etl.disclosure.rules import (
    curve_unsafe,
    disclosed,
    group_disclosed,
    index_unsafe,
    money_unsafe,
    one_class_only,
    ratio_unsafe,
    sample_unsafe,
    small,
    small_unit,
)

counts = st.integers(0, 60)
minimum = st.integers(2, 12)


@given(counts, minimum, st.integers(0, 8))
def test_what_is_small_for_few_is_small_for_more(count: int, k: int, more: int) -> None:
    assert not small(count, k) or small(count, k + more)
    assert small(count, k) == (count in range(1, k))
    assert not small(None, k)


def test_two_households_are_small_though_eleven_persons_are_not() -> None:
    assert small_unit([11, 2], 3)
    assert not small_unit([11, 3, None], 3)


@given(counts, counts, minimum)
def test_a_share_that_may_be_printed_gives_away_none_of_its_three_numbers(part: int, rest: int, k: int) -> None:
    whole = part + rest
    if not ratio_unsafe(part, whole, k, share=True):
        assert whole > 0
        assert not any(small(count, k) for count in (part, whole, rest))
    assert ratio_unsafe(part, whole, k, share=True) or not ratio_unsafe(part, whole, k, share=False)


def test_a_printed_percentage_of_a_known_whole_gives_the_part_exactly() -> None:
    of_forty = [part for part in range(41) if round(100 * part / 40, 1) == 7.5]
    assert of_forty == [3], "deshalb wird ein Anteil mit kleinem Zähler nicht gedruckt"
    assert ratio_unsafe(3, 40, 5, share=True)
    of_many = [part for part in range(901) if round(100 * part / 900) == 0]
    assert of_many == [0, 1, 2, 3, 4], "null Prozent von 900 lässt fünf Zahlen offen"


@given(st.integers(0, 40), st.integers(0, 20), minimum)
def test_a_median_needs_ten_persons_and_k_households(persons: int, households: int, k: int) -> None:
    unsafe = sample_unsafe(persons, households, k, 10)
    assert unsafe == (0 < persons < 10 or 0 < households < k)
    assert curve_unsafe(persons) == (persons > 0), "unter 50 gibt es keine Kurve"


@given(st.lists(st.decimals(0, 10_000, places=2), max_size=8))
def test_whoever_passes_the_p_rule_cannot_be_estimated_by_the_second_largest(amounts: list[Decimal]) -> None:
    if money_unsafe(amounts) or not any(amounts):
        return
    first, second, *rest = sorted(amounts, reverse=True)
    estimate = sum(amounts, Decimal(0)) - second
    assert estimate - first >= Decimal("0.15") * first
    assert sum(1 for amount in (first, second, *rest) if amount > 0) >= 3


def test_two_companies_always_give_each_other_away() -> None:
    assert money_unsafe([Decimal(500), Decimal(400)])
    assert not money_unsafe([Decimal(500), Decimal(400), Decimal(100)])
    assert not money_unsafe([])


@given(counts, counts, minimum)
def test_a_zero_tells_something_only_of_a_small_group(part: int, rest: int, k: int) -> None:
    whole = part + rest
    if group_disclosed(part, whole, k):
        assert part == whole
        assert 0 < whole < 2 * k
    assert group_disclosed(0, whole, k, favourable=True) == (0 < whole < 2 * k)


def test_a_small_row_in_one_class_tells_the_class_of_all() -> None:
    assert one_class_only([0, 7, 0], 5)
    assert not one_class_only([1, 7, 0], 5)
    assert not one_class_only([0, 10, 0], 5)


def test_an_index_of_many_unprinted_inputs_may_be_printed() -> None:
    assert index_unsafe(False, 9)
    assert not index_unsafe(False, 43)
    assert not index_unsafe(True, 1)


@given(st.integers(0, 30), st.integers(0, 30), minimum)
def test_a_cell_is_disclosed_exactly_when_a_reader_could_prove_it_small(low: int, width: int, k: int) -> None:
    high = low + width
    values = range(low, high + 1)
    if not disclosed(low, high, k):
        assert len(values) >= k or all(value == 0 or value >= k for value in values)
    if all(0 < value < k for value in values):
        assert disclosed(low, high, k)
