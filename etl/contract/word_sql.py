"""Words in SQL: forms and parts of a text, codes looked up by their spellings, padded numbers and quarters."""

from collections.abc import Mapping

from etl.catalogue.source import Column
from etl.contract import patterns
from etl.contract.literals import pick, text, texts
from etl.contract.spelling import TRANSLATE_FROM, TRANSLATE_TO


def matches(subject: str, pattern: str) -> str:
    """Whether the whole text has a form."""
    return f"regexp_full_match({subject}, {text(pattern)})"


def part(subject: str, pattern: str, group: int) -> str:
    """A group of the form the whole text has; an empty text where it has another."""
    return f"regexp_extract({subject}, {text(f'^(?:{pattern})$')}, {group})"


def normalised(subject: str) -> str:
    """`spelling.normalise` in SQL."""
    return f"translate({subject}, {text(TRANSLATE_FROM)}, {text(TRANSLATE_TO)})"


def lookup(subject: str, words: Mapping[str, str]) -> str:
    """The code of a word, null for an unknown one. An enum is looked up by hash, so long lists cost no more."""
    if not words:
        return "null::text"
    members = ", ".join(text(word) for word in words)
    return pick(words.values(), f"enum_code(try_cast({subject} as enum({members})))")


def several(rest: str, words: Mapping[str, str]) -> str:
    """The codes named in one cell, in order; null when one of them is unknown or there is none."""
    parts = f"regexp_split_to_array({rest}, {text(patterns.BETWEEN_CODES)})"
    named = f"list_filter(list_transform({parts}, lambda w: {normalised('w')}), lambda w: w <> '')"
    codes = f"list_transform({named}, lambda w: {lookup('w', words)})"
    joined = f"array_to_string(list_sort(list_distinct({codes})), {text(patterns.SEVERAL)})"
    # list_distinct drops nulls, so an unknown word must be looked for before.
    known = f"len({codes}) > 0 and len(list_filter({codes}, lambda c: c is null)) = 0"
    return f"case when {known} then {joined} end"


def padded(column: Column, subject: str) -> str:
    """The text with the leading zeros that a spreadsheet took from a number."""
    if not column.pad:
        return subject
    short = f"length({subject}) < {column.pad} and {matches(subject, '[0-9]+')}"
    return f"case when {short} then lpad({subject}, {column.pad}, '0') else {subject} end"


def quarter(rest: str) -> str:
    """The first day of a quarter from the trimmed text; null where it is none."""
    plain = normalised(rest)
    before, behind, roman, year = (part(plain, patterns.QUARTER, group) for group in (1, 2, 3, 4))
    place = f"list_position({texts(patterns.ROMAN)}, {roman})::text"
    number = f"coalesce(nullif({before}, ''), nullif({behind}, ''), {place})"
    iso_year, iso = (part(plain, patterns.QUARTER_ISO, group) for group in (1, 2))
    first_day = "make_date(try_cast({} as integer), 3 * try_cast({} as integer) - 2, 1)"
    return (
        f"case when {matches(plain, patterns.QUARTER)} then {first_day.format(year, number)} "
        f"when {matches(plain, patterns.QUARTER_ISO)} then {first_day.format(iso_year, iso)} end"
    )
