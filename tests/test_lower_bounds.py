"""A value that is known only as "at least so much" is judged only where more would be judged alike."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from small_city import REPOSITORY

from etl.catalogue.indicator import Band, Threshold
from etl.catalogue.load import load_catalogue
from etl.figures import Figures, Value
from etl.judge import AT_LEAST, judge

CATALOGUE = load_catalogue(REPOSITORY / "data" / "catalogue", REPOSITORY / "data" / "reference")
WINDOW = CATALOGUE.indicators["handlungsfenster"]


def status(value: float, sign: str | None, highest: Decimal | None = None) -> str | None:
    band = Band(min=Decimal(2), max=highest)
    rule = Threshold(valid_from=dt.date(2020, 1, 1), on_track=band, watch=Band(min=Decimal(0)), decided_by="Test")
    indicators = {**CATALOGUE.indicators, WINDOW.id: WINDOW.model_copy(update={"thresholds": (rule,)})}
    row = Value(WINDOW.id, "2026-03", None, None, None, None, value, None, None, None, sign, ())
    return judge(Figures((), (row,)), replace(CATALOGUE, indicators=indicators)).values[0].status


@pytest.mark.parametrize(
    ("value", "sign", "expected"),
    [
        (2, None, "on_track"),
        (2, AT_LEAST, "on_track"),
        (1, None, "watch"),
        (1, AT_LEAST, "none"),
        (-1, None, "act"),
        (-1, AT_LEAST, "none"),
    ],
)
def test_a_lower_bound_is_judged_only_when_it_is_enough(value: float, sign: str | None, expected: str) -> None:
    assert status(value, sign) == expected


def test_where_too_much_is_bad_a_lower_bound_says_nothing() -> None:
    assert status(3, None, Decimal(5)) == "on_track"
    assert status(3, AT_LEAST, Decimal(5)) == "none"


def test_the_sign_has_a_word() -> None:
    assert {sign.code: sign.word for sign in CATALOGUE.city.signs}[AT_LEAST] == "oder mehr"
