"""Planning assumptions: multiples of the forecast, official numbers by days, and what is refused."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from etl.catalogue.load import load_catalogue
from etl.catalogue.scenario import Factor, Official, Planning, Profile, factors, official_persons

REPOSITORY = Path(__file__).parent.parent.parent
WHO = {"title": "t", "short": "s", "decided_by": "Amt", "decided_on": dt.date(2026, 1, 1), "reason": "r"}
DECLARED = REPOSITORY / "data" / "catalogue" / "scenarios.yaml"


def test_a_factor_is_reached_in_equal_steps_and_then_holds() -> None:
    scenario = Factor(id="hoch", kind="faktor", factor=Decimal("1.5"), months=2, **WHO)
    assert factors(scenario, 4) == (1.25, 1.5, 1.5, 1.5)


def test_the_last_factor_of_a_profile_goes_on() -> None:
    scenario = Profile(id="p", kind="profil", factors=(Decimal(2), Decimal(3)), **WHO)
    assert factors(scenario, 4) == (2.0, 3.0, 3.0, 3.0)


def test_an_official_number_is_shared_by_days_without_what_has_come() -> None:
    scenario = Official(id="o", kind="amtlich", persons={2026: 7300, 2027: 3650}, share=Decimal(10), **WHO)
    found = official_persons(scenario, dt.date(2026, 11, 1), 16, arrived=608.0)
    # 730 for the city, 608 have come: 122 in the 61 days that are left, then 365 in 365 days, and so on.
    assert found[:2] == pytest.approx((60.0, 62.0))
    assert sum(found[2:14]) == pytest.approx(365.0)
    assert found[14:] == pytest.approx((31.0, 29.0))


def test_more_than_announced_leaves_nothing() -> None:
    scenario = Official(id="o", kind="amtlich", persons={2026: 100}, share=Decimal(10), **WHO)
    assert official_persons(scenario, dt.date(2026, 7, 1), 2, arrived=50.0) == (0.0, 0.0)


def test_every_assumption_of_the_city_names_who_and_when() -> None:
    planning = load_catalogue(REPOSITORY / "data" / "catalogue", REPOSITORY / "data" / "reference").planning
    assert planning is not None
    named = [planning.risk, planning.usable, *planning.leads, *planning.scenarios]
    assert all(item.decided_by and item.decided_on and item.reason for item in named)
    assert [lead.months for lead in planning.leads] == [3, 6, 10]
    assert planning.scenarios[0].kind == "modell"
    stress = next(s for s in planning.scenarios if s.kind == "profil")
    assert factors(stress, 9)[-1] == 6.0


@pytest.mark.parametrize(
    "change",
    [
        {"main_lead": "gibt_es_nicht"},
        {"risk": {"value": 1.5}},
        {"usable": {"value": None}},
        {"scenarios": []},
        {"niemand_liest_das": 1},
    ],
)
def test_what_contradicts_itself_is_refused(change: dict[str, object]) -> None:
    content = yaml.safe_load(DECLARED.read_text(encoding="utf-8"))
    for name, value in change.items():
        content[name] = {**content[name], **value} if isinstance(value, dict) else value
    with pytest.raises(ValidationError):
        Planning.model_validate(content)
