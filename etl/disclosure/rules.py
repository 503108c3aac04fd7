"""The rules of disclosure control as pure functions: when a single figure may not be printed."""

from collections.abc import Sequence
from decimal import Decimal

SMALLEST_QUARTILE_SAMPLE = 20
SMALLEST_CURVE = 50
SMALLEST_INDEX = 10
DOMINANCE = Decimal("0.15")


def small(count: int | Decimal | None, k: int) -> bool:
    """A count from 1 to k - 1; zero is not small, and no value is not small."""
    return count is not None and 0 < count < k


def small_unit(counts: Sequence[int | Decimal | None], k: int) -> bool:
    """A figure known in several units (persons, households) is small when any of them is."""
    return any(small(count, k) for count in counts)


def ratio_unsafe(part: int | Decimal, whole: int | Decimal, k: int, share: bool) -> bool:
    """A ratio shows both its numbers: each must be 0 or at least k; of a share the rest as well, and whole > 0."""
    return whole <= 0 or small(part, k) or small(whole, k) or (share and small(whole - part, k))


def sample_unsafe(persons: int, households: int | None, k: int, smallest: int) -> bool:
    """A mean or median needs `smallest` persons and, where known, k households; none at all is empty, not unsafe."""
    return 0 < persons < smallest or small(households, k)


def curve_unsafe(at_start: int) -> bool:
    """A survival curve shows each household as a step; below 50 only the median is printed."""
    return 0 < at_start < SMALLEST_CURVE


def money_unsafe(contributions: Sequence[Decimal], p: Decimal = DOMINANCE) -> bool:
    """The p% rule: the second largest contributor could estimate the largest to within p.

    `contributions` are the amounts of single contributors (persons, households, landlords), none negative.
    """
    largest = sorted(contributions, reverse=True)
    if not largest or largest[0] == 0:
        return False
    rest = sum(largest, Decimal(0)) - sum(largest[:2], Decimal(0))
    return rest < p * largest[0]


def group_disclosed(part: int, whole: int, k: int, favourable: bool = False) -> bool:
    """A zero that says something about a known small group: all of it have the property, or none does.

    "None" tells something only where the property is favourable.
    """
    if not 0 < whole < 2 * k:
        return False
    return part == whole or (favourable and part == 0)


def one_class_only(row: Sequence[int], k: int) -> bool:
    """A row of a table in which a small group falls into a single class; it tells the class of everybody in it."""
    total = sum(row)
    return 0 < total < 2 * k and sum(1 for value in row if value > 0) == 1


def index_unsafe(inputs_printable: bool, number_of_inputs: int) -> bool:
    """An index is printed when all its inputs may be, or when it combines at least ten that are not printed."""
    return not inputs_printable and number_of_inputs < SMALLEST_INDEX


def disclosed(low: int, high: float, k: int) -> bool:
    """The definition of a disclosed cell: its integers meet 1..k-1 and are fewer than k; `high` may be infinite."""
    return low <= k - 1 and high >= 1 and high - low < k - 1
