"""Which breakdown of a measure an audience is offered, and how finely in time; fixed in the catalogue once a year."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from etl.catalogue.frozen import Frozen
from etl.catalogue.indicator import Cadence
from etl.catalogue.source import Identifier

Grain = Literal[Cadence, "nie"]


class View(Frozen):
    """One breakdown of one measure: audience -> finest period it is offered in, `nie` when in none.

    `share` is what the decision rests on: the share of cells other than zero that reach the minimum count of the
    audience, in the period offered (in the coarsest one when it is not offered).
    """

    measure: Identifier
    dims: tuple[Identifier, ...] = Field(min_length=1, max_length=2)
    grain: dict[str, Grain]
    share: dict[str, Decimal] = {}
