"""What differs between two releases is found, named by its kind, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_builder import CEILING, months, reading
from release_fixture import NOW, city

from dashboard.differences import differences, newest
from dashboard.records import Reading, ReleaseInfo, Snapshot

SERIES = st.lists(st.none() | st.integers(0, 99).map(float), min_size=1, max_size=12)


def snapshot(*readings: Reading) -> Snapshot:
    info = ReleaseInfo("r", NOW, "", "leitung", 3, True, None)
    return Snapshot(info, city(), readings, (), (), None, {}, {})


@pytest.mark.slow
@given(SERIES)
def test_a_release_does_not_differ_from_itself(values: list[float | None]) -> None:
    shown = snapshot(reading(months(values)))
    assert differences(shown, shown) == ()


@pytest.mark.slow
@given(SERIES, SERIES)
def test_every_changed_period_is_named_once(old: list[float | None], new: list[float | None]) -> None:
    before, after = reading(months(old)), reading(months(new))
    found = differences(snapshot(before), snapshot(after))
    was, now = ({p.period: (p.value, p.sign) for p in r.series} for r in (before, after))
    expected = dict.fromkeys(now.keys() - was.keys(), "neu") | dict.fromkeys(was.keys() - now.keys(), "entfallen")
    expected |= {p: "berichtigt" for p in now.keys() & was.keys() if now[p] != was[p]}
    assert {d.period: d.kind for d in found} == expected
    assert len(found) == len(expected)


def test_definitions_thresholds_and_lost_indicators_are_named() -> None:
    plain = reading(months([80.0]))
    assert [d.kind for d in differences(snapshot(plain), snapshot(reading(months([80.0]), definition="Anders.")))] == [
        "Definition"
    ]
    assert [d.kind for d in differences(snapshot(plain), snapshot(reading(months([80.0]), thresholds=(CEILING,))))] == [
        "Schwelle"
    ]
    assert [d.kind for d in differences(snapshot(plain), snapshot())] == ["entfallen"]
    other = replace(plain, series=plain.series)
    assert differences(snapshot(other), snapshot(plain)) == ()


def test_only_the_newest_of_each_kind_are_kept() -> None:
    found = differences(snapshot(reading(months([1.0] * 9))), snapshot(reading(months([2.0] * 9))))
    assert [d.period for d in newest(found, 3)] == ["2026-10", "2026-09", "2026-08"]
