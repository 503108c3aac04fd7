"""The contract of a source as one SQL statement that types and checks every cell of a delivery."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from etl.catalogue.catalogue import CodeList
from etl.catalogue.source import NUMERIC, Column, ExactlyOneRule, OrderRule, RowRule, Source, SumRule
from etl.contract.cell_sql import SQL_TYPES, CellSql, Context, Names, cell_sql
from etl.contract.literals import day, name, number, pick, text
from etl.contract.reasons import ROW
from etl.contract.spelling import BLANKS
from etl.intake.raw import RawTable

# One number says both what is wrong and where: place of the column (0: none) times 100 plus place of the reason.
_PLACES = 100
_REASONS = tuple(ROW)
EXTRA = "extra"
# The key is a variable of the connection: it never stands in a statement. Without it nothing is loaded.
HASH_KEY = "coalesce(getvariable('kim_key')::text, error('kim_key'))"
_HASH_LENGTH = 24
ROW_CELL = "row_cell"


def stage_table(source_id: str) -> str:
    """The quoted name of the table that holds the current rows of a source."""
    return f"stage.{name(source_id)}"


def sign_columns(source: Source) -> tuple[str, ...]:
    """The companion columns for official signs, in the order of their columns."""
    return tuple(f"{column_id}_zeichen" for column_id, column in source.columns.items() if _has_signs(column))


def typed_columns(source: Source) -> tuple[str, ...]:
    """Unquoted names of what is loaded of a row: the columns of the contract, then those of their signs."""
    return (*source.columns, *sign_columns(source))


def stage_types(source: Source) -> dict[str, str]:
    """The SQL type of each of `typed_columns`."""
    typed = {key: SQL_TYPES[column.type] for key, column in source.columns.items()}
    return {**typed, **dict.fromkeys(sign_columns(source), "text")}


def stage_ddl(source: Source) -> str:
    """The statement that makes the stage table of a source where it does not exist yet.

    Columns: load_id, row_number (line of the delivery, from 1), then `typed_columns`.
    """
    # Trying how to compress costs more than all the rest of writing, and a hash cannot be compressed.
    typed = [f"{name(key)} {kind} using compression uncompressed" for key, kind in stage_types(source).items()]
    columns = ", ".join(["load_id text not null", "row_number bigint not null", *typed])
    return f"create table if not exists {stage_table(source.id)} ({columns})"


def typed_sql(raw: RawTable, lists: Mapping[str, CodeList], today: dt.date, table: str = "temp.typed_cells") -> str:
    """One statement making the table of typed cells from the raw cells, in the order of the file.

    Columns: row_number (only where the delivery carries it in a cell; else it is `rowid` + `first_row`),
    `typed_columns` of the source, reason (text, null: accepted), reason_column (null where no column is
    to blame), cells (text[], the delivered cells of contract columns, only where there is a reason).
    """
    source = raw.source
    context = Context(lists, today, raw.quoted)
    keys = tuple(source.columns)
    parts = [cell_sql(source.columns[key], Names(f"c{i}", f"t{i}", f"v{i}"), context) for i, key in enumerate(keys)]
    signed = [i for i, key in enumerate(keys) if _has_signs(source.columns[key])]
    select = f"select {_raw_cells(raw)} from {_reader(raw)}"
    select = _stacked(select, [f"{part.fast} as f{i}" for i, part in enumerate(parts)])
    rest = "case when f{0} is null and c{0} is not null then nullif(trim(c{0}, {1}), '') end as t{0}"
    blanks = text(BLANKS)
    select = _stacked(select, [rest.format(i, blanks) for i in range(len(keys))])
    select = _stacked(select, [f"{_fault(part, i)} as k{i}" for i, part in enumerate(parts)])
    select = _stacked(select, [_value(part, i, source.columns[keys[i]]) for i, part in enumerate(parts)])
    select = _stacked(select, [_sign_column(parts[i], i) for i in signed])
    select = _stacked(select, [f"{_problem(raw, parts)} as problem"])
    kind = "temp table" if table.startswith("temp.") else "table"
    return f"create {kind} {table} as select {', '.join(_result(raw, signed))} from ({select})"


def _has_signs(column: Column) -> bool:
    return column.type in NUMERIC and bool(column.signs)


def _stacked(inner: str, expressions: list[str]) -> str:
    return f"select *, {', '.join(expressions)} from ({inner})" if expressions else inner


def _reader(raw: RawTable) -> str:
    """The table function that gives every cell as text, too many as one more, missing ones as null."""
    columns = [ROW_CELL] if raw.first_row is None else []
    columns += [f"p{position}" for position in range(len(raw.cells))]
    columns += [EXTRA]
    types = ", ".join(f"{text(column)}: 'varchar'" for column in columns)
    quote = text('"') if raw.quoted else "''"
    # Line ends inside quotes cannot be padded by several readers at once; unquoted tables keep those of the office.
    ends = "new_line = '\\n', parallel = false" if raw.quoted else "parallel = true"
    return (
        f"read_csv({text(str(raw.path))}, auto_detect = false, header = false, delim = {text(raw.delimiter)}, "
        f"quote = {quote}, escape = {quote}, nullstr = '', null_padding = true, {ends}, "
        f"columns = {{{types}}})"
    )


def _raw_cells(raw: RawTable) -> str:
    place = {key: f"p{position}" for position, key in enumerate(raw.cells) if key}
    cells = []
    for i, key in enumerate(raw.source.columns):
        constant = raw.constants.get(key) or raw.source.columns[key].constant
        given = text(constant) if constant else "null::text"
        cells.append(f"{place.get(key, given)} as c{i}")
    row = [f"{ROW_CELL}::bigint as row_number"] if raw.first_row is None else []
    return ", ".join([*row, *cells, EXTRA])


def _number_of(reason: str, column_place: int) -> int:
    return column_place * _PLACES + _REASONS.index(reason)


def _fault(part: CellSql, i: int) -> str:
    if not part.faults:
        return "null::integer"
    arms = " ".join(f"when {condition} then {_number_of(reason, i + 1)}" for condition, reason in part.faults)
    return f"case when t{i} is not null then case {arms} end end"


def _value(part: CellSql, i: int, column: Column) -> str:
    exact = f"case when t{i} is not null and k{i} is null then {part.exact} end"
    return f"coalesce(f{i}, {exact})::{SQL_TYPES[column.type]} as v{i}"


def _sign_column(part: CellSql, i: int) -> str:
    return f"case when t{i} is not null and k{i} is null then {part.sign} end as z{i}"


def _problem(raw: RawTable, parts: list[CellSql]) -> str:
    """The first thing wrong with a row: too many cells, then column by column, then rule by rule."""
    source = raw.source
    too_many = f"{EXTRA} is not null and trim({EXTRA}, {text(BLANKS)}) <> ''"
    found = [f"case when {too_many} then {_number_of('zu_viele_zellen', 0)} end"]
    columns = source.columns.values()
    found += [_problem_of(part, column, i) for i, (part, column) in enumerate(zip(parts, columns, strict=True))]
    found += [_rule(rule, source) for rule in source.rules]
    if raw.data_as_of and (stand := source.file.stand.not_after):
        place = _place(source, stand)
        late = f"v{place} > {day(raw.data_as_of)}"
        found.append(f"case when {late} then {_number_of('nach_stand', place + 1)} end")
    return f"coalesce({', '.join(found)})"


def _problem_of(part: CellSql, column: Column, i: int) -> str:
    limits = " ".join(f"when {condition} then {_number_of(reason, i + 1)}" for condition, reason in part.limits)
    over = f"case {limits} end" if limits else "null"
    empty = _number_of("pflichtfeld_leer", i + 1) if column.required else "null"
    signed = f"when z{i} is not null then null" if part.sign else ""
    unread = f"when t{i} is not null then {_number_of(part.unread, i + 1)}"
    return f"case when v{i} is not null then {over} when k{i} is not null then k{i} {signed} {unread} else {empty} end"


def _place(source: Source, column_id: str) -> int:
    return tuple(source.columns).index(column_id)


def _rule(rule: RowRule, source: Source) -> str:
    """A number where the rule is broken; null where it holds or where a column it reads is empty."""
    places = [_place(source, column_id) for column_id in rule.columns]
    values = [f"v{place}" for place in places]
    if isinstance(rule, OrderRule):
        return f"case when {values[1]} < {values[0]} then {_number_of('reihenfolge_verletzt', places[1] + 1)} end"
    if isinstance(rule, SumRule):
        off = f"abs({' + '.join(values[1:])} - {values[0]})"
        return (
            f"case when {off} > {number(Decimal(rule.tolerance))} then {_number_of('summe_falsch', places[0] + 1)} end"
        )
    if isinstance(rule, ExactlyOneRule):
        filled = " + ".join(f"({value} is not null)::integer" for value in values)
        return f"case when {filled} <> 1 then {_number_of('nicht_genau_eines', places[0] + 1)} end"
    return f"case when {values[0]} > {values[1]} then {_number_of('teil_groesser', places[0] + 1)} end"


def _kept(source: Source, key: str, value: str) -> str:
    """What is kept of a value: of a text that identifies a person only a hash with the key of the installation."""
    if key not in source.hashed:
        return value
    return f"case when {value} is not null then substr(sha256({HASH_KEY} || {value}), 1, {_HASH_LENGTH}) end"


def _result(raw: RawTable, signed: list[int]) -> list[str]:
    keys = tuple(raw.source.columns)
    cells = ", ".join(f"c{keys.index(key)}" for key in raw.cells if key)
    columns = pick(("", *keys), f"problem // {_PLACES}")
    return [
        *(["row_number"] if raw.first_row is None else []),
        *(f"{_kept(raw.source, key, f'v{i}')} as {name(key)}" for i, key in enumerate(keys)),
        *(f"z{i} as {name(f'{keys[i]}_zeichen')}" for i in signed),
        f"case when problem is not null then {pick(_REASONS, f'problem % {_PLACES}')} end as reason",
        f"case when problem >= {_PLACES} then {columns} end as reason_column",
        f"case when problem is not null then [{cells}] end as cells",
    ]
