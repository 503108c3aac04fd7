"""Python values as SQL literals; only catalogue texts and paths are ever written this way, never a cell."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal


def text(value: str) -> str:
    """A quoted SQL text."""
    return "'" + value.replace("'", "''") + "'"


def name(identifier: str) -> str:
    """A quoted SQL identifier, safe for words that SQL reserves."""
    return '"' + identifier.replace('"', '""') + '"'


def day(value: dt.date) -> str:
    """A SQL date."""
    return f"date '{value.isoformat()}'"


def number(value: Decimal) -> str:
    """A SQL number without exponent."""
    return format(value, "f")


def texts(values: Iterable[str]) -> str:
    """A SQL list of texts."""
    return "[" + ", ".join(text(value) for value in values) + "]"


def pick(values: Iterable[str], index: str) -> str:
    """The text at a position counted from 0; null where the position is null."""
    return f"({texts(values)})[{index} + 1]"
