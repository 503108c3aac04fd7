"""The Stand above a table in the forms offices write."""

import datetime as dt

import pytest

from etl.contract.reasons import DeliveryRefused
from etl.intake.stand import data_as_of

LABELS = ("Stand", "Datenstand", "Stichtag")


@pytest.mark.parametrize(
    ("row", "day"),
    [
        (["Stand: 31.10.2026"], (2026, 10, 31)),
        (["Stand 10/2026"], (2026, 10, 31)),
        (["Stand: 2/2024"], (2024, 2, 29)),
        (["Datenstand", "31.10.2026"], (2026, 10, 31)),
        (["", "Stichtag:", "", "1.9.26"], (2026, 9, 1)),
        (["Stand: Oktober 2026"], (2026, 10, 31)),
        (["Belegungsliste (Stand: 5. März 2026)"], (2026, 3, 5)),
        (["stand vom 2026-10-31"], (2026, 10, 31)),
        (["Stand: Ende Februar 2026"], (2026, 2, 28)),
        (["Stand: Sept. 2026"], (2026, 9, 30)),
        (["Stand: 2026-10"], (2026, 10, 31)),
    ],
)
def test_forms(row, day):
    assert data_as_of([["Liste"], row], LABELS) == dt.date(*day)


@pytest.mark.parametrize("row", [["Stand: 32.10.2026"], ["Stand: 13/2026"], ["Stand: 1.1.1016"], ["Stand:"]])
def test_no_date_of_the_calendar(row):
    with pytest.raises(DeliveryRefused) as refused:
        data_as_of([row], LABELS)
    assert refused.value.code == "stand_unlesbar"


@pytest.mark.parametrize("row", [["Bestand: 31.10.2026"], ["erstellt am 31.10.2026"], []])
def test_no_stand(row):
    with pytest.raises(DeliveryRefused) as refused:
        data_as_of([row], LABELS)
    assert refused.value.code == "stand_fehlt"


def test_a_later_row_may_hold_the_readable_one():
    assert data_as_of([["Stand der Technik"], ["Stand: 31.10.2026"]], LABELS) == dt.date(2026, 10, 31)
