"""The codec of the address: both ways the same, nothing raises, what is invalid is named and ignored."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import filters
from dashboard.filters import Allowed, Filter, Refused, encode, parse

WORDS = ("a", "b1", "ä ö", "x&y", "2026-11-25T021839Z-1", "1=1", "Umzugs- und Betreuungsmanagement")
FREE = tuple(n for n in filters.NAMES if n not in ("period", "compare", "lang"))
FULL = Allowed(
    dict.fromkeys(FREE, WORDS) | {"compare": filters.COMPARES, "lang": filters.LANGUAGES},
    (2014 * 12, 2026 * 12 + 9),
)
PERIODS = ("2014-01", "2026-10", "2026-Q3", "2026-H2", "2026", "2025/26", "2026/27")


def choices() -> st.SearchStrategy[Filter]:
    free = {name: st.sampled_from(("", *WORDS)) for name in FREE}
    return st.builds(
        Filter,
        period=st.sampled_from(("", *PERIODS)),
        compare=st.sampled_from(filters.COMPARES),
        lang=st.sampled_from(filters.LANGUAGES),
        **free,
    )


@given(choices())
def test_what_is_written_is_read_again(chosen: Filter) -> None:
    assert parse(encode(chosen), FULL) == (chosen, ())


@given(st.text(max_size=300))
def test_no_text_is_too_strange(query: str) -> None:
    chosen, refused = parse(query, FULL)
    assert parse(encode(chosen), FULL) == (chosen, ())
    assert all(r.name not in chosen.changed() or r.why == "value" for r in refused)
    assert filters.language(query) in filters.LANGUAGES


@given(choices(), st.sampled_from(filters.NAMES), st.text(min_size=1, max_size=40).filter(lambda t: t not in WORDS))
def test_an_invalid_value_changes_nothing_and_is_named(chosen: Filter, name: str, value: str) -> None:
    without = chosen.without(name)
    if FULL.permits(name, value):
        return
    query = encode(without)
    query += ("&" if query else "?") + f"{name}={quote(value)}"
    found, refused = parse(query, FULL)
    assert found == without
    assert [(r.name, r.why) for r in refused] == [(name, "value")]


@given(choices())
def test_only_what_is_no_default_stands_in_the_address(chosen: Filter) -> None:
    assert all(f"{name}=" in encode(chosen) for name in chosen.changed())
    assert encode(Filter()) == ""
    assert set(chosen.carried().changed()) <= set(filters.CARRIED)


@pytest.mark.parametrize(
    ("query", "refused"),
    [
        ("?perod=2026-10", Refused("perod", "2026-10", "name")),
        ("?period=2031-01", Refused("period", "2031-01", "value")),
        ("?period=2026-13", Refused("period", "2026-13", "value")),
        ("?compare=gestern", Refused("compare", "gestern", "value")),
        ("?step=a&step=b1", Refused("step", "b1", "value")),
    ],
)
def test_what_is_refused_says_why(query: str, refused: Refused) -> None:
    assert parse(query, FULL)[1] == (refused,)


def test_a_carried_choice_without_effect_stays_and_another_is_named() -> None:
    nowhere = Allowed({})
    chosen, refused = parse("?period=2026-09&lang=en&status=act", nowhere)
    assert chosen == Filter(period="2026-09", lang="en")
    assert refused == (Refused("status", "act", "effect"),)
    assert parse("?period=unsinn", nowhere)[1] == (Refused("period", "unsinn", "effect"),)


def test_too_many_parts_are_not_followed() -> None:
    assert parse("?" + "&".join(["step=a"] * 500), FULL) == (Filter(), (Refused("…", "", "name"),))
