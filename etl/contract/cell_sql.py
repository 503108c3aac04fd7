"""How one column is read in SQL: a cheap arm for cells as they should be, an exact arm for all others."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from etl.catalogue.catalogue import CodeList
from etl.catalogue.source import Column
from etl.contract import patterns
from etl.contract.literals import day, number, pick, text, texts
from etl.contract.parse import earliest_day, largest, latest_day
from etl.contract.spelling import BLANKS, spellings, written
from etl.contract.word_sql import lookup, matches, normalised, padded, part, quarter, several

SQL_TYPES: Mapping[str, str] = {
    "text": "text",
    "integer": "bigint",
    "decimal": "decimal(18, 4)",
    "date": "date",
    "month": "date",
    "school_year": "text",
    "year": "integer",
    "quarter": "date",
    "code": "text",
    "boolean": "boolean",
}
Judged = tuple[tuple[str, str], ...]  # pairs of SQL condition and reason, tried in this order


@dataclass(frozen=True)
class Context:
    """What reading needs besides the contract: code lists, the day of loading, whether the file has quotes."""

    lists: Mapping[str, CodeList]
    today: dt.date
    quoted: bool


@dataclass(frozen=True)
class Names:
    """SQL names of one column: raw cell, trimmed cell (only where the cheap arm gave null), value."""

    cell: str
    rest: str
    value: str


@dataclass(frozen=True)
class CellSql:
    """SQL expressions of one column.

    `fast` reads the raw cell; it may give null for any, but never a value that `exact` would not give.
    `exact` reads the trimmed rest. `faults` judge the rest before it is read, `unread` is the reason where
    neither arm gave a value, `limits` judge the value. `sign` is the official sign in the rest, null for none.
    """

    fast: str
    exact: str
    unread: str
    faults: Judged = ()
    limits: Judged = ()
    sign: str | None = None


def cell_sql(column: Column, names: Names, context: Context) -> CellSql:
    """The expressions of one column under the given names; an error value of a spreadsheet is one in every type."""
    part = _of_type(column, names, context)
    if column.type == "text":
        return part
    failed = f"starts_with({names.rest}, '#') and {matches(names.rest, patterns.ERROR_VALUE)}"
    return replace(part, faults=((failed, "fehlerwert"), *part.faults))


def _of_type(column: Column, names: Names, context: Context) -> CellSql:
    match column.type:
        case "integer" | "decimal":
            return _number(column, names, context)
        case "date":
            return _date(column, names, context)
        case "month":
            return _month(column, names, context)
        case "school_year":
            return CellSql("null::text", _school_year(names.rest), "schuljahr_unlesbar")
        case "year":
            return _year(column, names, context)
        case "quarter":
            return _quarter(column, names, context)
        case "text":
            return _text(column, names, context)
        case _:
            return _coded(column, names, context)


def _case(judged: Judged) -> str:
    return "case " + " ".join(f"when {condition} then {value}" for condition, value in judged) + " end"


def _text(column: Column, names: Names, context: Context) -> CellSql:
    # Blanks that are not ASCII make a text longer in bytes than in letters: no need to look for each.
    blanks = " \t\n\r" if context.quoted else " \t"
    clean = " and ".join(f"not contains({names.cell}, {text(blank)})" for blank in blanks)
    plain = f"strlen({names.cell}) = length({names.cell}) and {clean}"
    fast = f"case when {plain} then {padded(column, names.cell)} end"
    exact = padded(column, f"regexp_replace({names.rest}, {text(f'[{BLANKS}]+')}, ' ', 'g')")
    failed = f"starts_with({names.value}, '#') and {matches(names.value, patterns.ERROR_VALUE)}"
    limits: Judged = (
        (failed, "fehlerwert"),
        *(
            (f"regexp_matches({names.value}, {text(pattern)})", reason)
            for pattern, reason in (
                (patterns.IDENTIFYING, "freitext_kennung"),
                (patterns.SMALL_FIGURE, "freitext_kleine_zahl"),
            )
            if column.audience
        ),
        (f"length({names.value}) > {patterns.MAX_TEXT}", "muster_verletzt"),
    )
    if column.pattern:
        limits = (*limits, (f"not {matches(names.value, column.pattern)}", "muster_verletzt"))
    return CellSql(fast, exact, "muster_verletzt", limits=limits)


def _bounds(column: Column, value: str, context: Context) -> Judged:
    upper = largest(column, context.today)
    return (
        *([(f"{value} < {number(column.min)}", "zahl_zu_klein")] if column.min is not None else []),
        *([(f"{value} > {number(upper)}", "zahl_zu_gross")] if upper is not None else []),
    )


def _number(column: Column, names: Names, context: Context) -> CellSql:
    form, rest, cell = patterns.number_form(column), names.rest, names.cell
    digits = f"replace(regexp_replace({rest}, {text(form.kept)}, '', 'g'), {text(form.point)}, '.')"
    minus = f"case when {' or '.join(f'contains({rest}, {text(m)})' for m in patterns.MINUS)} then '-' else '' end"
    too_long = f"instr({digits} || '.', '.') > {patterns.MAX_INTEGER_DIGITS + 1}"
    faults: Judged = (
        (matches(rest, form.unclear), "zahl_mehrdeutig"),
        (f"not {matches(rest, form.number)} and {matches(rest, form.foreign)}", "zahl_mehrdeutig"),
        (f"not {matches(rest, form.number)} or {too_long}", "zahl_unlesbar"),
    )
    written_value = f"try_cast({minus} || {digits} as decimal(18, 4))"
    if column.type == "integer":
        faults = (*faults, (f"not {matches(rest, form.whole)}", "nicht_ganzzahlig"))
        # The way back to text holds off 8.5, 1e3, 1_000 and others that a cast takes for whole numbers.
        fast = (
            f"case when length({cell}) <= {patterns.MAX_INTEGER_DIGITS} "
            f"and try_cast({cell} as bigint)::text = {cell} then try_cast({cell} as bigint) end"
        )
        written_value = f"{written_value}::bigint"
    else:
        plain = patterns.PLAIN_DECIMAL_POINT if column.decimal_point else patterns.PLAIN_DECIMAL
        plain_value = f"replace({cell}, ',', '.')"
        fast = f"case when {matches(cell, plain)} then try_cast({plain_value} as decimal(18, 4)) end"
    return CellSql(
        fast,
        f"case when {_sign(rest)} is not null then {_zero_sign(column, rest)} else {written_value} end",
        "zahl_unlesbar",
        _sign_faults(column, rest, faults),
        _bounds(column, names.value, context),
        _sign(rest) if column.signs else None,
    )


def _sign(rest: str) -> str:
    return _case(tuple((f"{rest} = {text(typed)}", text(sign)) for typed, sign in patterns.SIGNS.items()))


def _zero_sign(column: Column, rest: str) -> str:
    if not column.zero_signs:
        return "null"
    return f"case when {_sign(rest)} in ({', '.join(map(text, column.zero_signs))}) then 0 end"


def _sign_faults(column: Column, rest: str, faults: Judged) -> Judged:
    """A sign is judged by the signs of the column, everything else by the faults of a number."""
    forbidden = f"{_sign(rest)} is not null"
    if column.signs:
        forbidden = f"{_sign(rest)} not in ({', '.join(map(text, column.signs))})"
    no_sign = f"{_sign(rest)} is null"
    return (
        (forbidden, "zeichen_nicht_erlaubt"),
        *((f"{no_sign} and ({condition})", reason) for condition, reason in faults),
    )


def _full_year(year: str) -> str:
    """Four digits from two or four."""
    century = f"case when {year} >= '{patterns.CENTURY_FROM}' then '19' else '20' end"
    return f"case when length({year}) = 4 then {year} else {century} || {year} end"


def _exact_date(rest: str) -> str:
    """A date from the trimmed text, null where it is none or where the calendar does not have it."""
    german = [part(rest, patterns.DATE_GERMAN, group) for group in (1, 2, 3)]
    iso = [part(rest, patterns.DATE_ISO, group) for group in (1, 2, 3)]
    return _case(
        (
            (
                matches(rest, patterns.DATE_GERMAN),
                f"try_cast(({_full_year(german[2])}) || '-' || {german[1]} || '-' || {german[0]} as date)",
            ),
            (matches(rest, patterns.DATE_ISO), f"try_cast({iso[0]} || '-' || {iso[1]} || '-' || {iso[2]} as date)"),
        )
    )


def _has_no_date_form(rest: str) -> str:
    return f"not {matches(rest, patterns.DATE_GERMAN)} and not {matches(rest, patterns.DATE_ISO)}"


def _days(column: Column, value: str, context: Context) -> Judged:
    earliest, latest = earliest_day(column), latest_day(column, context.today)
    return (
        # SQL knows a year 0, the calendar does not.
        (f"{value} < date '0001-01-01'", "datum_unmoeglich"),
        *([(f"{value} < {day(earliest)}", "datum_zu_frueh")] if earliest else []),
        *([(f"{value} > {day(latest)}", "datum_zu_spaet")] if latest else []),
    )


def _date(column: Column, names: Names, context: Context) -> CellSql:
    cell = names.cell
    # Ten characters leave strptime room for two-digit day and month and a year of four digits; it also passes over
    # blanks, so that a year of two digits among them would be one of the first century.
    day = f"try_strptime({cell}, '%d.%m.%Y')::date"
    fast = f"case when strlen({cell}) = 10 and {day} >= date '1000-01-01' then {day} end"
    return CellSql(
        fast,
        _exact_date(names.rest),
        "datum_unmoeglich",
        ((_has_no_date_form(names.rest), "datum_unlesbar"),),
        _days(column, names.value, context),
    )


def _month(column: Column, names: Names, context: Context) -> CellSql:
    rest, plain = names.rest, normalised(names.rest)
    german = [part(rest, patterns.MONTH_GERMAN, group) for group in (1, 2)]
    month_names = texts(patterns.MONTH_NAMES)
    place = f"list_position({month_names}, {part(plain, patterns.MONTH_NAMED, 1)}) - 1"
    number_text = pick([str(number) for number in patterns.MONTH_NAMES.values()], f"({place})")
    named_year = _full_year(part(plain, patterns.MONTH_NAMED, 2))
    forms: Judged = (
        (matches(rest, patterns.MONTH_GERMAN), f"try_cast({german[1]} || '-' || {german[0]} || '-1' as date)"),
        (matches(rest, patterns.MONTH_ISO), f"try_cast({rest} || '-01' as date)"),
        (
            matches(plain, patterns.MONTH_NAMED),
            f"try_cast(({named_year}) || '-' || {number_text} || '-1' as date)",
        ),
    )
    exact = f"coalesce({_case(forms)}, date_trunc('month', {_exact_date(rest)})::date)"
    no_form = " and ".join(f"not {condition}" for condition, _ in forms)
    return CellSql(
        "null::date",
        exact,
        "datum_unmoeglich",
        ((f"{no_form} and {_has_no_date_form(rest)}", "monat_unlesbar"),),
        _days(column, names.value, context),
    )


def _school_year(rest: str) -> str:
    """Text like 2016/17 from the trimmed text; null where it is no school year."""
    first = f"({_full_year(part(rest, patterns.SCHOOL_YEAR, 1))})"
    single = part(rest, patterns.SCHOOL_YEAR_SINGLE, 1)
    second = part(rest, patterns.SCHOOL_YEAR, 2)

    def short(year: str) -> str:
        return f"lpad(((try_cast({year} as integer) + 1) % 100)::text, 2, '0')"

    follows = f"{second} in ({short(first)}, (try_cast({first} as integer) + 1)::text)"
    return _case(
        (
            (matches(rest, patterns.SCHOOL_YEAR_SINGLE), f"{single} || '/' || {short(single)}"),
            (f"{matches(rest, patterns.SCHOOL_YEAR)} and {follows}", f"{first} || '/' || {short(first)}"),
        )
    )


def _year(column: Column, names: Names, context: Context) -> CellSql:
    whole = f"try_cast({names.cell} as integer)"
    fast = f"case when {whole} between 1000 and 9999 and {whole}::text = {names.cell} then {whole} end"
    exact = f"case when {matches(names.rest, patterns.YEAR)} then try_cast({names.rest} as integer) end"
    return CellSql(fast, exact, "jahr_unlesbar", limits=_bounds(column, names.value, context))


def _quarter(column: Column, names: Names, context: Context) -> CellSql:
    return CellSql("null::date", quarter(names.rest), "quartal_unlesbar", limits=_days(column, names.value, context))


def _coded(column: Column, names: Names, context: Context) -> CellSql:
    fast = lookup(names.cell, {word: code for word, code in written(column, context.lists).items() if word})
    words = spellings(column, context.lists)
    exact = several(names.rest, words) if column.several else lookup(normalised(names.rest), words)
    if column.type == "boolean":
        return CellSql(f"({fast})::boolean", f"({exact})::boolean", "ja_nein_unlesbar")
    return CellSql(fast, exact, "code_unbekannt")
