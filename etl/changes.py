"""What differs between the release that is current and the one being made, as its audience can see it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.indicator import Indicator
from etl.figures import Coordinates, Figures
from etl.release_file import open_release

CORRECTED = "r"


@dataclass(frozen=True)
class Change:
    """One row of meta.change; `kind` is data, correction, definition or threshold."""

    kind: str
    indicator_id: str | None
    period: str | None
    old: str | None
    new: str | None
    reason: str | None


@dataclass(frozen=True)
class Printed:
    """What the current release prints: values by indicator and place, cells by measure and place, definitions."""

    values: Mapping[tuple[str, Coordinates], tuple[float | None, str | None]]
    cells: Mapping[tuple[str, Coordinates], tuple[Decimal | None, str | None]]
    definitions: Mapping[str, tuple[str, str, str]]


NOTHING_PRINTED = Printed({}, {}, {})


def read_printed(release: Path) -> Printed:
    """The figures and definitions of a release file; what is not there was not printed."""
    if not release.is_file():
        return NOTHING_PRINTED
    with open_release(release) as con:
        values = con.execute(
            "select indicator_id, period, dim1, member1, dim2, member2, value, sign from mart.value"
        ).fetchall()
        cells = con.execute(
            "select measure, period, dim1, member1, dim2, member2, value, mark from mart.cells"
        ).fetchall()
        definitions = con.execute("select id, formula, definition, thresholds from meta.indicator").fetchall()
    return Printed(
        {(row[0], row[1:6]): (row[6], row[7]) for row in values},
        {(row[0], row[1:6]): (row[6], row[7]) for row in cells},
        {row[0]: row[1:] for row in definitions},
    )


def mark_corrected(figures: Figures, before: Printed) -> Figures:
    """The same figures; what was printed differently before, or was marked already, carries the mark `r`."""
    cells = []
    for cell in figures.cells:
        old = before.cells.get((cell.measure, cell.at))
        corrected = cell.value is not None and old is not None and old[0] is not None
        differs = corrected and old is not None and (old[0] != cell.value or old[1] == CORRECTED)
        cells.append(replace(cell, mark=CORRECTED) if differs else cell)
    values = []
    for value in figures.values:
        old_value = before.values.get((value.indicator_id, value.at))
        corrected = value.value is not None and old_value is not None and old_value[0] is not None
        differs = corrected and old_value is not None and (old_value[0] != value.value or old_value[1] == CORRECTED)
        values.append(replace(value, sign=CORRECTED) if differs and value.sign is None else value)
    return Figures(tuple(cells), tuple(values))


def changes(figures: Figures, before: Printed, catalogue: Catalogue) -> list[Change]:
    """New periods, corrections of values for the whole city, changed definitions and thresholds; in key order."""
    found = [change for indicator in catalogue.indicators.values() for change in _definition(indicator, before)]
    if not before.values:
        return found
    for value in figures.values:
        if value.dim1 is not None or value.value is None:
            continue
        old = before.values.get((value.indicator_id, value.at))
        if old is None or old[0] is None:
            found.append(Change("data", value.indicator_id, value.period, None, _number(value.value), None))
        elif old[0] != value.value:
            found.append(
                Change("correction", value.indicator_id, value.period, _number(old[0]), _number(value.value), None)
            )
    return sorted(found, key=lambda c: (c.kind, c.indicator_id or "", c.period or ""))


def thresholds_json(indicator: Indicator) -> str:
    """The thresholds as they stand in meta.indicator."""
    return json.dumps([t.model_dump(mode="json") for t in indicator.thresholds], ensure_ascii=False, sort_keys=True)


def _definition(indicator: Indicator, before: Printed) -> list[Change]:
    old = before.definitions.get(indicator.id)
    if old is None:
        return []
    formula, definition, thresholds = old
    new_formula = indicator.formula.model_dump_json()
    found = []
    if (formula, definition) != (new_formula, indicator.definition):
        found.append(Change("definition", indicator.id, None, definition, indicator.definition, None))
    if thresholds != thresholds_json(indicator):
        found.append(Change("threshold", indicator.id, None, thresholds, thresholds_json(indicator), None))
    return found


def _number(value: float) -> str:
    return format(Decimal(repr(value)).normalize(), "f")
