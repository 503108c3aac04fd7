"""What differs between the release that is current and the one being made, as its audience can see it."""

import json
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.indicator import Indicator
from etl.change_reasons import (
    NEW_INDICATOR,
    NO_GROUNDS,
    Grounds,
    of_correction,
    of_definition,
    of_new_value,
    of_thresholds,
    read_aspects,
)
from etl.figures import Coordinates, Figures, Value
from etl.release_file import open_release

CORRECTED = "r"


@dataclass(frozen=True)
class Change:
    """One row of meta.change; `kind` is data, correction, definition, threshold or held."""

    kind: str
    indicator_id: str | None
    period: str | None
    old: str | None
    new: str | None
    reason: str | None


@dataclass(frozen=True)
class Printed:
    """What the current release prints: values by indicator and place, cells by measure and place, definitions.

    `definitions` are formula, wording and thresholds, `aspects` what else a definition says, as text.
    """

    values: Mapping[tuple[str, Coordinates], tuple[float | None, str | None]]
    cells: Mapping[tuple[str, Coordinates], tuple[Decimal | None, str | None]]
    definitions: Mapping[str, tuple[str, str, str]]
    aspects: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


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
        aspects = read_aspects(con)
    return Printed(
        {(row[0], row[1:6]): (row[6], row[7]) for row in values},
        {(row[0], row[1:6]): (row[6], row[7]) for row in cells},
        {row[0]: row[1:] for row in definitions},
        aspects,
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
        differs = (
            corrected and old_value is not None and (not _same(old_value[0], value.value) or old_value[1] == CORRECTED)
        )
        values.append(replace(value, sign=CORRECTED) if differs and value.sign is None else value)
    return Figures(tuple(cells), tuple(values))


def changes(figures: Figures, before: Printed, catalogue: Catalogue, found: Grounds = NO_GROUNDS) -> list[Change]:
    """New periods, corrections of values for the whole city, changed definitions and thresholds; in key order.

    `found` is what happened since: each change gets its reason from it.
    """
    meanings = [change for indicator in catalogue.indicators.values() for change in _definition(indicator, before)]
    if not before.values:
        return meanings
    redefined = {c.indicator_id for c in meanings if c.kind == "definition" and c.indicator_id}
    values = [_value(value, before, catalogue, found, redefined) for value in figures.values if value.dim1 is None]
    return sorted([*meanings, *filter(None, values)], key=lambda c: (c.kind, c.indicator_id or "", c.period or ""))


def _value(
    value: Value, before: Printed, catalogue: Catalogue, found: Grounds, redefined: Collection[str]
) -> Change | None:
    """How a value for the whole city differs from the printed one, and why; None where it does not."""
    old, sign = before.values.get((value.indicator_id, value.at), (None, None))
    if value.value is None or _same(old, value.value):
        return None
    indicator, new = catalogue.indicators[value.indicator_id], _number(value.value)
    if old is not None:
        reason = of_correction(indicator, value.period, catalogue, found, redefined)
        return Change("correction", indicator.id, value.period, _number(old), new, reason)
    if before.definitions and indicator.id not in before.definitions:
        reason = NEW_INDICATOR
    else:
        reason = of_new_value(indicator, catalogue, found, withheld=sign == "g")
    return Change("data", indicator.id, value.period, None, new, reason)


def thresholds_json(indicator: Indicator) -> str:
    """The thresholds as they stand in meta.indicator."""
    return json.dumps([t.model_dump(mode="json") for t in indicator.thresholds], ensure_ascii=False, sort_keys=True)


def _definition(indicator: Indicator, before: Printed) -> list[Change]:
    old = before.definitions.get(indicator.id)
    if old is None:
        return []
    formula, definition, thresholds = old
    found = []
    if (reason := of_definition(indicator, (formula, definition), before.aspects.get(indicator.id, {}))) is not None:
        found.append(Change("definition", indicator.id, None, definition, indicator.definition, reason))
    if thresholds != (now := thresholds_json(indicator)):
        found.append(Change("threshold", indicator.id, None, thresholds, now, of_thresholds(thresholds, now)))
    return found


def _same(old: float | None, new: float | None) -> bool:
    """Whether two values are one; the last digits of a fraction depend on the order in which it was added up."""
    return old == new or (old is not None and new is not None and math.isclose(old, new, rel_tol=1e-12))


def _number(value: float) -> str:
    return format(Decimal(repr(value)).normalize(), "f")
