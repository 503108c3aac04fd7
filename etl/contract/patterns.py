"""The forms a cell may have, as regular expressions that mean the same in Python and in DuckDB (RE2)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from etl.catalogue.source import Column
from etl.contract.spelling import BLANKS

BLANK = f"[{BLANKS}]"
MINUS = "-\u2212\u2013"

# Every way the offices type a sign of official statistics -> the sign.
SIGNS: Mapping[str, str] = {
    **dict.fromkeys(("-", "\u2013", "\u2014", "\u2212"), "-"),
    ".": ".",
    "/": "/",
    **dict.fromkeys(("...", "\u2026"), "..."),
    **dict.fromkeys(("x", "X"), "x"),
    **dict.fromkeys(("<3", "< 3"), "<3"),
}

# Free text may not tell of one or a few persons: a small figure with a word for persons behind it, or what names one.
_PERSONS = (
    "person(?:en)?|mensch(?:en)?|kind(?:er|ern)?|familien?|haushalte?n?|frau(?:en)?|mann|männern?|mädchen|jungen?|"
    "jugendlichen?r?|bewohner(?:n|in|innen)?|schüler(?:n|in|innen)?|geflüchteten?r?|alleinreisenden?r?|f[aä]lle?n?|uma"
)
SMALL_FIGURE = (
    r"(?i)(?:^|[^0-9a-zäöüß.,])(?:[1-4]|ein|eine|einer|einem|einen|eines|zwei|drei|vier)\s+"
    rf"(?:[a-zäöüß-]+\s+)?(?:{_PERSONS})(?:$|[^a-zäöüß])"
)
IDENTIFYING = (
    r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}|(?:\+49|\b0)[0-9][0-9 /-]{6,}|[0-9]{6,}|(?i:\bgeb(?:\.|oren)\s)|"
    r"\b(?:Herrn?|Frau|Familie)\s+[A-ZÄÖÜ][a-zäöüß]+"
)
# What spreadsheets show where a formula failed, in German and English; never the content of a text.
ERROR_VALUE = r"#(?:BEZUG|REF|WERT|VALUE|DIV/0|NAME|ZAHL|NUM|NULL)[!?]|#(?:NV|N/A)!?"
MAX_INTEGER_DIGITS = 13
MAX_TEXT = 500

_BY_DOT = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+"
_BY_COMMA = "[1-9][0-9]{0,2}(?:,[0-9]{3})+"
_BY_BLANK = f"[1-9][0-9]{{0,2}}(?:{BLANK}[0-9]{{3}})+"


@dataclass(frozen=True)
class NumberForm:
    """The forms of one numeric column, tried in this order: `unclear`, `whole`, `number`, `foreign`.

    `unclear` and `foreign` are numbers whose dot or comma could be meant either way, `whole` has nothing
    behind the decimal sign but zeros. `kept` is what stays of the text: digits and the decimal sign `point`.
    """

    unclear: str
    whole: str
    number: str
    foreign: str
    kept: str
    point: str


def _behind(column: Column) -> list[str]:
    """What may stand behind a number: the unit where it is % or money, and the suffixes of the column."""
    money = column.unit is None or "EUR" in column.unit or "€" in column.unit
    units = ["%"] if column.unit == "%" else ["€", "EUR", "Euro", "EURO", "eur", "euro"] if money else []
    return [*units, *map(re.escape, column.suffixes)]


def _signed(body: str, behind: list[str]) -> str:
    """The body with a sign before or (SAP) behind it, and what may stand behind that."""
    tail = f"(?:{BLANK}*(?:{'|'.join(behind)}))?" if behind else ""
    return f"(?:[{MINUS}+]{BLANK}*(?:{body})|(?:{body}){BLANK}*[{MINUS}]|(?:{body})){tail}"


def number_form(column: Column) -> NumberForm:
    """The forms of a numeric column, by its decimal sign and unit."""
    if column.decimal_point:
        point, grouped, unclear = r"\.", f"{_BY_COMMA}|{_BY_BLANK}", "[1-9][0-9]{0,2},[0-9]{3}"
        foreign = f"(?:[0-9]+|{_BY_DOT}),[0-9]+"
    else:
        point, grouped, unclear = ",", f"{_BY_DOT}|{_BY_BLANK}", rf"{_BY_COMMA}(?:\.[0-9]+)?"
        foreign = r"[0-9]+\.[0-9]+"
    forms = {
        "unclear": unclear,
        "whole": f"(?:[0-9]+|{grouped})(?:{point}0{{1,4}})?",
        "number": f"(?:[0-9]+|{grouped})(?:{point}[0-9]{{1,4}})?",
        "foreign": foreign,
    }
    signed = {name: _signed(body, _behind(column)) for name, body in forms.items()}
    return NumberForm(**signed, kept=f"[^0-9{point}]", point="." if column.decimal_point else ",")


# A few digits without grouping, decimals too short to be thousands: safe without a second look.
PLAIN_DECIMAL = "-?[0-9]{1,13}(?:,[0-9]{1,2})?"
PLAIN_DECIMAL_POINT = r"-?[0-9]{1,13}(?:\.[0-9]{1,2})?"

YEAR = "[1-9][0-9]{3}"
_SHORT_OR_FULL = f"({YEAR}|[0-9]{{2}})"
_TIME = f"(?:(?:{BLANK}+|T)(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]+)?)?)?"
DATE_GERMAN = rf"([0-9]{{1,2}})\.{BLANK}?([0-9]{{1,2}})\.{BLANK}?([0-9]{{4}}|[0-9]{{2}}){_TIME}"
DATE_ISO = f"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}}){_TIME}"
MONTH_GERMAN = f"(0?[1-9]|1[0-2]){BLANK}?[/.]{BLANK}?({YEAR})"
MONTH_ISO = f"({YEAR})-(0[1-9]|1[0-2])"
MONTH_NAMES: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("januar", "jan", "jän", "jänner"),
            ("februar", "feb", "feber"),
            ("märz", "mär", "mrz", "maerz"),
            ("april", "apr"),
            ("mai",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("dezember", "dez"),
        ),
        start=1,
    )
    for name in names
}
# Applied to the normalised text, in which blanks, dots and hyphens are gone.
MONTH_NAMED = f"({'|'.join(MONTH_NAMES)}){_SHORT_OR_FULL}"

_SCHOOL = rf"(?:SJ|Sj|sj|Schuljahr|SCHULJAHR|schuljahr)\.?{BLANK}*"
SCHOOL_YEAR = f"(?:{_SCHOOL})?{_SHORT_OR_FULL}{BLANK}?[/-]{BLANK}?{_SHORT_OR_FULL}"
SCHOOL_YEAR_SINGLE = f"{_SCHOOL}({YEAR})"

# Applied to the normalised text: 3. Quartal 2026, Q3/2026, III/2026, 2026-Q3. 3/2026 would be a month as well.
_QUARTER_WORD = "(?:quartal|quart|q|qu)"
QUARTER = f"(?:{_QUARTER_WORD}([1-4])|([1-4]){_QUARTER_WORD}|(i|ii|iii|iv){_QUARTER_WORD}?)/?({YEAR})"
QUARTER_ISO = f"({YEAR})/?q([1-4])"
ROMAN = ("i", "ii", "iii", "iv")

# What parts several codes in one cell.
BETWEEN_CODES = "[,;+|]"
SEVERAL = "|"

# Two-digit years from here on belong to the twentieth century.
CENTURY_FROM = 69
