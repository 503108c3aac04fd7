"""Wrong formulas made from right ones: one operator, bound, column or part changed at a time."""

import re
from collections.abc import Iterator
from decimal import Decimal

import duckdb

from etl.catalogue.indicator import Indicator, Measure, Query, Ratio
from etl.core import SQL

_SWAPS = {
    " and ": " or ", " or ": " and ", "<>": "=", ">=": ">", "<=": "<", "min(": "max(", "max(": "min(",
    "median(": "avg(",
    "sum(": "avg(", "count(distinct ": "count(", " - ": " + ", " + ": " - ", " * ": " / ", " / ": " * ",
    "inner join": "left join", " not ": " ", "abs(": "(",
}  # fmt: skip
_OPERATOR = re.compile("|".join(re.escape(word) for word in sorted(_SWAPS, key=len, reverse=True)))
_PLAIN = re.compile(r"(?<![<>=!])([<>=])(?![<>=])")
_NUMBER = re.compile(r"(?<![\w.(])\d+(?![\w.)'-])")
_STRICT = {"<": "<=", ">": ">=", "=": "<>"}


def sql_mutants(sql: str) -> Iterator[str]:
    """One change in each: operators and functions swapped, strict and not strict, numbers one more. Comments stay."""
    spans = [m.span() for m in re.finditer(r"--[^\n]*|'[^']*'", sql)]

    def free(at: int) -> bool:
        return not any(begin <= at < end for begin, end in spans)

    for match in _OPERATOR.finditer(sql):
        if free(match.start()):
            yield sql[: match.start()] + _SWAPS[match[0]] + sql[match.end() :]
    for match in _PLAIN.finditer(sql):
        if free(match.start()):
            yield sql[: match.start()] + _STRICT[match[1]] + sql[match.end() :]
    for match in _NUMBER.finditer(sql):
        if free(match.start()):
            yield sql[: match.start()] + str(int(match[0]) + 1) + sql[match.end() :]


def measure_mutants(con: duckdb.DuckDBPyConnection, measure: Measure) -> Iterator[Measure]:
    """Another aggregate, another column of the same kind, another day, another condition or none."""
    columns = dict(con.execute(f"select column_name, column_type from (describe {measure.table})").fetchall())
    column = measure.measure.partition("(")[2].rstrip(")")
    if column:
        yield measure.model_copy(update={"measure": "count"})
    numeric = [name for name, kind in columns.items() if kind.startswith(("BIGINT", "INTEGER", "DECIMAL", "HUGEINT"))]
    for other in numeric:
        if other != column:
            yield measure.model_copy(update={"measure": f"sum({other})"})
    for other, kind in columns.items():
        if kind == "DATE" and other != measure.period:
            yield measure.model_copy(update={"period": other})
    if measure.where:
        yield measure.model_copy(update={"where": None})
        yield measure.model_copy(update={"where": f"not ({measure.where})"})
        for where in sql_mutants(measure.where):
            yield measure.model_copy(update={"where": where})


def mutants(con: duckdb.DuckDBPyConnection, indicator: Indicator) -> Iterator[Indicator | tuple[Indicator, str]]:
    """Wrong versions of an indicator; for a query the indicator and its wrong SQL."""
    formula = indicator.formula
    if isinstance(formula, Measure):
        for wrong in measure_mutants(con, formula):
            yield indicator.model_copy(update={"formula": wrong})
    elif isinstance(formula, Ratio):
        yield indicator.model_copy(
            update={"formula": formula.model_copy(update={"times": formula.times * Decimal(10)})}
        )
        if isinstance(formula.of, Measure) == isinstance(formula.to, Measure):
            swapped = formula.model_copy(update={"of": formula.to, "to": formula.of})
            yield indicator.model_copy(update={"formula": swapped})
        for name in ("of", "to"):
            part = getattr(formula, name)
            for wrong in measure_mutants(con, part) if isinstance(part, Measure) else ():
                yield indicator.model_copy(update={"formula": formula.model_copy(update={name: wrong})})
    elif isinstance(formula, Query):
        for sql in sql_mutants((SQL / "indicators" / formula.sql).read_text(encoding="utf-8")):
            yield indicator, sql
