"""The primary rule: a count from 1 to k - 1 is not printed, nor any ratio that would give it away."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from etl.catalogue.access import Audience
from etl.catalogue.catalogue import Catalogue, measures, part_id, protected_unit
from etl.catalogue.indicator import SMALLEST_SAMPLE, Measure, Query, Ratio
from etl.figures import Cell, Coordinates, Figures, Value

WITHHELD = "g"
METHOD = "Mindestfallzahl"
NOTE = (
    "Vorläufig, ohne Gegensperrung: Zahlen von 1 bis unter {k} werden nicht gezeigt. Wer eine Summe und alle anderen "
    "Teile kennt, kann eine einzelne nicht gezeigte Zahl noch errechnen."
)


def protect(figures: Figures, catalogue: Catalogue, audience: Audience) -> Figures:
    """The figures as the audience may read them: withheld cells and values are empty and carry the mark `g`."""
    small = {
        measure_id
        for indicator in catalogue.indicators.values()
        for measure_id, measure in measures(indicator).items()
        if protected_unit(indicator, measure) != "keine"
    }
    cells = tuple(
        replace(cell, value=None, mark=WITHHELD)
        if cell.measure in small and _too_small(cell.value, audience.k)
        else cell
        for cell in figures.cells
    )
    index = {(cell.measure, cell.at): cell for cell in cells}
    values = tuple(_value(value, index, catalogue, audience.k) for value in figures.values)
    return Figures(cells, values)


def _too_small(count: Decimal | None, k: int) -> bool:
    return count is not None and 0 < count < k


def _value(value: Value, cells: Mapping[tuple[str, Coordinates], Cell], catalogue: Catalogue, k: int) -> Value:
    indicator = catalogue.indicators[value.indicator_id]
    formula = indicator.formula
    if isinstance(formula, Measure):
        cell = cells.get((value.indicator_id, value.at))
        hidden = cell is not None and cell.mark == WITHHELD
    elif isinstance(formula, Ratio):
        parts = [cells.get((part, value.at)) for part in (part_id(indicator, "of"), part_id(indicator, "to"))]
        hidden = any(part is not None and part.mark == WITHHELD for part in parts)
        if formula.share and value.numerator is not None and value.denominator is not None:
            hidden = hidden or _too_small(value.denominator - value.numerator, k)
    else:
        hidden = _sample_too_small(formula, value)
    if not hidden:
        return value
    return replace(value, value=None, numerator=None, denominator=None, contributors=None, sign=WITHHELD)


def _sample_too_small(_: Query, value: Value) -> bool:
    """A median needs ten persons, whatever the audience; none at all is not small but empty."""
    return value.contributors is not None and 0 < value.contributors < SMALLEST_SAMPLE
