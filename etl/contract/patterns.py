"""The forms a cell may have, as regular expressions that mean the same in Python and in DuckDB (RE2)."""

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


def _signed(body: str, unit: str | None) -> str:
    """The body with a sign before or (SAP) behind it, and the unit of the column."""
    units = "%" if unit == "%" else "€|EUR|Euro|EURO|eur|euro"
    allowed = unit in (None, "%") or "EUR" in str(unit) or "€" in str(unit)
    tail = f"(?:{BLANK}*(?:{units}))?" if allowed else ""
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
    signed = {name: _signed(body, column.unit) for name, body in forms.items()}
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

# Two-digit years from here on belong to the twentieth century.
CENTURY_FROM = 69
