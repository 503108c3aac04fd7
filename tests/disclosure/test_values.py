"""The values made of cells for longer periods: a sum that could not be made is no zero."""

from decimal import Decimal
from pathlib import Path

import pytest

from etl.catalogue.load import load_catalogue
from etl.disclosure.values import offered_values
from etl.figures import Cell, Figures

DATA = Path(__file__).parents[2] / "data"
# Offered to everybody by year, reckoned by month.
RATE, DIM = "kontingent_nutzung", "stadtbezirk"


def cell(part: str, number: int, member: str | None = None) -> Cell:
    return Cell(f"{RATE}_{part}", "2020", DIM if member else None, member, None, None, Decimal(number))


@pytest.mark.parametrize("audience", ["leitung", "rat"])
def test_a_rate_without_numerators_is_no_zero(audience: str) -> None:
    catalogue = load_catalogue(DATA / "catalogue", DATA / "reference")
    wholes = [cell("nenner", 900), cell("nenner", 400, "1"), cell("nenner", 500, "2")]
    parts = [cell("zaehler", 100), cell("zaehler", 100, "1")]

    def told(*cells: Cell) -> dict[str | None, float | None]:
        found = offered_values(Figures((), ()), cells, catalogue, audience)
        return {value.member1: value.value for value in found if value.indicator_id == RATE}

    assert told(*wholes) == told(*wholes, parts[0]) == {}
    assert told(*wholes, *parts) == {"1": 25, "2": 0}
