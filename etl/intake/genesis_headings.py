"""The heading row of a flat GENESIS table: which cell holds what, in every dialect and language."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from etl.intake.records import BLANK, records

_ROWS_SEARCHED = 20
_STATISTIC = re.compile(r"(?:statistik|statistics?)_code")
_TIME = frozenset({"zeit", "time"})
_VARIABLE = re.compile(r"(\d+)_(?:merkmal|variable|characteristic)_code")
_ATTRIBUTE = re.compile(r"(\d+)_(?:auspraegung|ausprägung|variable_attribute|attribute)_(code|label)")
_CONTENT = re.compile(r"([^_]+)__(?!q$).*")


@dataclass(frozen=True)
class Variable:
    """Cells of one variable: its own code, code and label of the attribute; -1 where a cell is missing."""

    code: int
    attribute_code: int
    attribute_label: int


@dataclass(frozen=True)
class Heading:
    """Places of the cells; `names` are the headings, `line` is the line of the row, counted from 1.

    `neu` has one row for each value: `value`, with the code of its content in `content`.
    `alt` has one cell for each content: `values` maps its code to the place. Quality columns are left out.
    """

    dialect: Literal["alt", "neu"]
    separator: str
    line: int
    names: tuple[str, ...]
    statistic: int
    time: int
    variables: tuple[Variable, ...]
    value: int
    content: int
    values: Mapping[str, int]


def find_heading(head: Sequence[str]) -> Heading | None:
    """The heading row within the first rows; None when this is no flat GENESIS table."""
    for separator in (";", ",", "\t"):
        for row in islice(records(head, separator), _ROWS_SEARCHED):
            if heading := _heading(row.line, separator, [cell.strip(BLANK) for cell in row.cells]):
                return heading
    return None


def _heading(line: int, separator: str, names: list[str]) -> Heading | None:
    lower = [name.lower() for name in names]
    statistic = next((at for at, name in enumerate(lower) if _STATISTIC.fullmatch(name)), None)
    time = next((at for at, name in enumerate(lower) if name in _TIME), None)
    if statistic is None or time is None:
        return None
    values = {found[1]: at for at, name in enumerate(names) if (found := _CONTENT.fullmatch(name))}
    value, content = _at(lower, "value"), _at(lower, "value_variable_code")
    if not values and (value < 0 or content < 0):
        return None
    return Heading(
        dialect="alt" if values else "neu",
        separator=separator,
        line=line,
        names=tuple(names),
        statistic=statistic,
        time=time,
        variables=_variables(lower),
        value=value,
        content=content,
        values=values,
    )


def _variables(lower: list[str]) -> tuple[Variable, ...]:
    codes = {int(found[1]): at for at, name in enumerate(lower) if (found := _VARIABLE.fullmatch(name))}
    attributes = {(int(m[1]), m[2]): at for at, name in enumerate(lower) if (m := _ATTRIBUTE.fullmatch(name))}
    return tuple(
        Variable(codes[number], attributes.get((number, "code"), -1), attributes.get((number, "label"), -1))
        for number in sorted(codes)
    )


def _at(names: list[str], name: str) -> int:
    return names.index(name) if name in names else -1
