"""Judgement: the threshold in force on the day, bounds included, never for context."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from small_city import the_catalogue

from etl.catalogue.access import Audience, Rights, Role
from etl.catalogue.indicator import Band, Threshold
from etl.catalogue.result import LoadReport

CATALOGUE = the_catalogue()
RATE = CATALOGUE.indicators["gu_auslastung"]
STAY = CATALOGUE.indicators["gu_verweildauer_med"]
DAY = dt.date(2026, 3, 31)


@pytest.mark.parametrize(
    ("value", "status"),
    [("70", "on_track"), ("85", "on_track"), ("85.01", "watch"), ("93", "watch"), ("93.1", "act"), ("60", "watch"),
     ("59.9", "act"), ("0", "act"), ("77.5", "on_track")],
)  # fmt: skip
def test_the_corridor_is_judged_on_both_sides(value: str, status: str) -> None:
    assert RATE.assess([(DAY, Decimal(value))], DAY) == status


@pytest.mark.parametrize(
    ("day", "status"),
    [("2015-12-15", "act"), ("2015-12-16", "watch"), ("2016-06-30", "watch"), ("2016-07-01", "on_track"),
     ("2018-01-01", "on_track"), ("2013-12-31", "none")],
)  # fmt: skip
def test_a_month_is_judged_by_the_target_then_in_force(day: str, status: str) -> None:
    end = dt.date.fromisoformat(day)
    assert STAY.assess([(end, Decimal(100))], end) == status


def test_without_value_and_for_context_there_is_no_light() -> None:
    assert RATE.assess([(DAY, None)], DAY) == "none"
    assert RATE.assess([], DAY) == "none"
    assert CATALOGUE.indicators["gu_belegung"].assess([(DAY, Decimal(500))], DAY) == "none"
    assert CATALOGUE.indicators["gu_plaetze_netto"].assess([(DAY, Decimal(500))], DAY) == "none"


@given(st.decimals(-1000, 1000, places=2), st.decimals(-1000, 1000, places=2), st.decimals(-1000, 1000, places=2))
def test_on_track_lies_within_watch(low: Decimal, high: Decimal, value: Decimal) -> None:
    low, high = min(low, high), max(low, high)
    threshold = Threshold(
        valid_from=DAY, on_track=Band(min=low, max=high), watch=Band(min=low - 10, max=high + 10), decided_by="x"
    )
    status = threshold.judge(value)
    assert (status == "on_track") == (low <= value <= high)
    assert (status == "act") == (value < low - 10 or value > high + 10)


def test_a_report_that_loses_a_row_cannot_exist() -> None:
    with pytest.raises(ValidationError, match="gelesen ist nicht"):
        LoadReport(
            load_id="x", source_id=None, file="f", sha256="", received_at=dt.datetime(2026, 1, 1), data_as_of=None,
            rows_read=5, rows_accepted=3, rows_rejected=1, rows_duplicate=0, outcome="uebernommen",
        )  # fmt: skip


def test_roles_read_declared_audiences_and_k_rises() -> None:
    fine, coarse = Audience(id="a", title="a", k=3), Audience(id="b", title="b", k=5)
    Rights(audiences=(fine, coarse), roles=(Role(id="r", title="r", audience="b"),))
    with pytest.raises(ValidationError, match="unbekannte Sicht: c"):
        Rights(audiences=(fine, coarse), roles=(Role(id="r", title="r", audience="c"),))
    with pytest.raises(ValidationError, match="kleinsten zur größten"):
        Rights(audiences=(coarse, fine), roles=(Role(id="r", title="r", audience="b"),))


def steady(margin: str) -> Threshold:
    return Threshold(valid_from=dt.date(2020, 1, 1), on_track=Band(min=Decimal(70), max=Decimal(85)),
                     watch=Band(min=Decimal(60), max=Decimal(93)), margin=Decimal(margin), decided_by="x")  # fmt: skip


def lights(values: list[str | None], margin: str) -> list[str]:
    indicator = RATE.model_copy(update={"thresholds": (steady(margin),)})
    days = [dt.date(2026, 1, 31) + dt.timedelta(days=30 * n) for n in range(len(values))]
    series = [(day, None if v is None else Decimal(v)) for day, v in zip(days, values, strict=True)]
    return [indicator.assess(series, day) for day in days]


def test_noise_at_a_bound_does_not_flip_the_light_and_a_real_move_does() -> None:
    assert lights(["84.9", "85.3", "84.8", "85.4"], "0") == ["on_track", "watch", "on_track", "watch"]
    assert lights(["84.9", "85.3", "84.8", "85.4"], "1") == ["on_track"] * 4
    assert lights(["84.9", "86.1", "84.5", "83.9"], "1") == ["on_track", "watch", "watch", "on_track"]
    assert lights(["84.9", None, "85.3"], "1") == ["on_track", "none", "watch"]


@given(st.lists(st.decimals(50, 100, places=1), min_size=1, max_size=12), st.decimals(0, 5, places=1))
def test_the_light_is_never_further_from_the_truth_than_the_margin(values: list[Decimal], margin: Decimal) -> None:
    threshold = steady(str(margin))
    for value, status in zip(values, lights([str(v) for v in values], str(margin)), strict=True):
        assert status in {threshold.judge(value + step) for step in (-margin, Decimal(0), margin)}


def test_a_changed_threshold_is_judged_afresh() -> None:
    old = steady("1").model_copy(update={"valid_to": dt.date(2026, 2, 15)})
    new = steady("1").model_copy(update={"valid_from": dt.date(2026, 2, 16)})
    indicator = RATE.model_copy(update={"thresholds": (old, new)})
    series = [(dt.date(2026, 1, 31), Decimal("84.9")), (dt.date(2026, 2, 28), Decimal("85.3"))]
    assert indicator.assess(series, dt.date(2026, 2, 28)) == "watch"
