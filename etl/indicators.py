"""Formula -> SQL -> cells and values, in dependency order."""

from collections.abc import Iterator

import duckdb

from etl.catalogue.catalogue import Catalogue, measures, part_id
from etl.catalogue.indicator import Cadence, Formula, Indicator, Measure, Query, Ratio
from etl.core import SQL

UNASSIGNED = "ohne_zuordnung"
_PERIOD = {
    "monat": "strftime({day}, '%Y-%m')",
    "stichtag": "strftime({day}, '%Y-%m')",
    "quartal": "year({day}) || '-Q' || quarter({day})",
    "halbjahr": "year({day}) || '-H' || case when month({day}) <= 6 then 1 else 2 end",
    "jahr": "cast(year({day}) as text)",
    "schuljahr": "year({day} - interval 7 month) || '/' || strftime({day} + interval 5 month, '%y')",
}
# A stock that is looked at less than monthly is looked at on the last day of the longer period.
_STOCK_MONTHS: dict[Cadence, str] = {"quartal": "3, 6, 9, 12", "halbjahr": "6, 12", "jahr": "12", "schuljahr": "7"}
_PERIOD_END = {
    "monat": "last_day({day})",
    "stichtag": "last_day({day})",
    "quartal": "last_day(date_trunc('quarter', {day}) + interval 2 month)",
    "halbjahr": "last_day(date_trunc('year', {day}) + interval (case when month({day}) <= 6 then 5 else 11 end) month)",
    "jahr": "last_day(date_trunc('year', {day}) + interval 11 month)",
    "schuljahr": "last_day(date_trunc('year', {day} - interval 7 month) + interval 18 month)",
}


def reckon(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Fill `result.cells` and `result.value` from the core tables for every indicator whose sources are there.

    An indicator with a missing source gets no row; its source is named by `missing_sources`.
    """
    con.execute((SQL / "result.sql").read_text(encoding="utf-8"))
    delivered = delivered_sources(con)
    for indicator in catalogue.in_dependency_order():
        if set(indicator.sources) - delivered or is_ahead(indicator.formula):
            continue
        for view in ((), *indicator.breakdowns):
            for statement in _statements(con, indicator, view):
                con.execute(statement)


def is_ahead(formula: Formula) -> bool:
    """Whether a formula reads what is reckoned ahead; its values exist once an audience's figures are protected."""
    return isinstance(formula, Query) and any(table.startswith("foresight.") for table in formula.tables)


def delivered_sources(con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Sources of which a delivery was accepted."""
    return frozenset(row[0] for row in con.execute("select source_id from core.stand").fetchall())


def missing_sources(indicator: Indicator, delivered: frozenset[str]) -> tuple[str, ...]:
    """The sources an indicator still waits for, in the order of its declaration."""
    return tuple(source for source in indicator.sources if source not in delivered)


def _statements(con: duckdb.DuckDBPyConnection, indicator: Indicator, view: tuple[str, ...]) -> Iterator[str]:
    formula = indicator.formula
    for measure_id, measure in measures(indicator).items():
        yield _cells(con, indicator, measure_id, measure, view)
    if isinstance(formula, Measure):
        yield _values_of_cells(indicator, view)
    elif isinstance(formula, Ratio):
        yield _ratio(indicator, formula, view)
    elif not view:
        yield _query(con, indicator, formula)


def _cells(
    con: duckdb.DuckDBPyConnection, indicator: Indicator, measure_id: str, formula: Measure, view: tuple[str, ...]
) -> str:
    """One insert: every period of the spine x every member that ever occurs, nothing counted as zero by silence."""
    columns = {row[0] for row in con.execute(f"select column_name from (describe {formula.table})").fetchall()}
    dims = [f"coalesce(cast({dim} as text), '{UNASSIGNED}')" for dim in view]
    member1, member2 = (*dims, "null", "null")[:2]
    period = _PERIOD[indicator.cadence if indicator.kind == "bewegung" else "monat"].format(day=formula.period)
    value, sign = _aggregate(formula, "zeichen" in columns)
    several = "list_sort(list_distinct(flatten(list(load_ids))))"
    loads = several if "load_ids" in columns else "list_sort(list(distinct load_id))"
    return f"""
        insert into result.cells
        with treffer as (
            select *, {period} as _period, cast({member1} as text) as _member1, cast({member2} as text) as _member2
            from {formula.table} where {formula.where or "true"}
        ),
        perioden as ({_spine(indicator, formula)}),
        glieder as (select distinct _member1, _member2 from treffer{"" if view else " union select null, null"}),
        zahlen as (
            select _period, _member1, _member2, {value} as value, {sign} as sign,
                {loads} as load_ids
            from treffer group by _period, _member1, _member2
        )
        select {_text(measure_id)}, p.period, {_text(*view[:1])}, g._member1, {_text(*view[1:])}, g._member2,
            case when z._period is null then 0 else z.value end, z.sign, coalesce(z.load_ids, [])
        from perioden as p
        cross join glieder as g
        left join zahlen as z on z._period = p.period
            and z._member1 is not distinct from g._member1 and z._member2 is not distinct from g._member2
    """


def _aggregate(formula: Measure, signed: bool) -> tuple[str, str]:
    """SQL of the value and of the sign that stands where there is none."""
    name, _, rest = formula.measure.partition("(")
    column = rest.rstrip(")")
    if name == "count":
        return "count(*)", "cast(null as text)"
    if name == "count_distinct":
        return f"count(distinct {column})", "cast(null as text)"
    if not signed:
        return f"sum({column})", "cast(null as text)"
    unknown = f"count(*) filter (where {column} is null and coalesce(zeichen, '.') <> '-')"
    known = f"{unknown} = 0"
    if formula.hidden:
        hidden = f"count(*) filter (where {column} is null and zeichen = '.')"
        bound = f"{hidden} * {formula.hidden.at_most} <= {formula.hidden.tolerance} * coalesce(sum({column}), 0)"
        known = f"{unknown} = {hidden} and {bound}"
    value = f"case when {known} then sum({column}) end"
    sign = f"""case
        when not ({known}) then coalesce(min(zeichen) filter (where {column} is null and zeichen <> '-'), '.')
        when count({column}) = 0 then '-' end"""
    return value, sign


def _spine(indicator: Indicator, formula: Measure) -> str:
    """The periods of a measure: for a flow every complete one up to the earliest Stand, for a stock those delivered."""
    if indicator.kind == "bestand":
        day = _PERIOD["monat"].format(day=formula.period)
        months = _STOCK_MONTHS.get(indicator.cadence)
        only = f" where month({formula.period}) in ({months})" if months else ""
        return f"select distinct {day} as period from {formula.table}{only}"
    sources = ", ".join(_text(source) for source in indicator.until or indicator.sources)
    cadence: Cadence = indicator.cadence
    return f"""
        select distinct {_PERIOD[cadence].format(day="m.tag")} as period
        from (
            select cast(unnest(generate_series(
                (select date_trunc('month', min({formula.period})) from {formula.table}),
                (select cast(min(data_as_of) as timestamp) from core.stand where source_id in ({sources})),
                interval 1 month
            )) as date) as tag
        ) as m
        where {_PERIOD_END[cadence].format(day="m.tag")}
            <= (select min(data_as_of) from core.stand where source_id in ({sources}))
    """


def _values_of_cells(indicator: Indicator, view: tuple[str, ...]) -> str:
    return f"""
        insert into result.value
        select measure, period, dim1, member1, dim2, member2, cast(value as double), null, null, null, sign, load_ids
        from result.cells where measure = {_text(indicator.id)} and {_same_view(view, "cells")}
    """


def _ratio(indicator: Indicator, formula: Ratio, view: tuple[str, ...]) -> str:
    """A part that has no cell of its own is zero where the whole city has one in that period."""
    of, to = _text(part_id(indicator, "of")), _text(part_id(indicator, "to"))
    part = "case when z.measure is null then 0 else z.value end"
    return f"""
        insert into result.value
        select {_text(indicator.id)}, n.period, n.dim1, n.member1, n.dim2, n.member2,
            case when n.value <> 0
                then cast({part} as double) * {formula.times} / cast(n.value as double) end,
            case when n.value is not null then {part} end, n.value, null,
            case when n.value is null then n.sign when z.measure is not null and z.value is null then z.sign
                when n.value = 0 then 'x' end,
            list_sort(list_distinct(n.load_ids || coalesce(z.load_ids, [])))
        from result.cells as n
        inner join result.cells as stadt
            on stadt.measure = {of} and stadt.period = n.period and stadt.dim1 is null
        left join result.cells as z on z.measure = {of} and z.period = n.period
            and z.dim1 is not distinct from n.dim1 and z.member1 is not distinct from n.member1
            and z.dim2 is not distinct from n.dim2 and z.member2 is not distinct from n.member2
        where n.measure = {to} and {_same_view(view, "n")}
    """


def _query(con: duckdb.DuckDBPyConnection, indicator: Indicator, formula: Query) -> str:
    query = query_text(formula)
    columns = {row[0] for row in con.execute(f"select column_name from (describe {query})").fetchall()}
    sign = "coalesce(sign, case when value is null then 'x' end)" if "sign" in columns else ""
    return f"""
        insert into result.value
        select {_text(indicator.id)}, period, dim1, member1, dim2, member2, cast(value as double),
            numerator, denominator, n, {sign or "case when value is null then 'x' end"},
            list_sort(coalesce(load_ids, []))
        from ({query}) as q
    """


def query_text(formula: Query) -> str:
    """The SQL of a formula, without the semicolon at its end."""
    return (SQL / "indicators" / formula.sql).read_text(encoding="utf-8").rstrip().rstrip(";")


def _same_view(view: tuple[str, ...], table: str) -> str:
    dims = (*view, None, None)[:2]
    return " and ".join(
        f"{table}.dim{number} is not distinct from {_text(dim) if dim else 'null'}"
        for number, dim in enumerate(dims, 1)
    )


def _text(*words: str) -> str:
    """A SQL literal of a word of the catalogue; null when there is none."""
    return "'" + words[0].replace("'", "''") + "'" if words else "null"
