"""The day as of which a delivery speaks, read from the block above its table."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Sequence

from etl.contract.reasons import DeliveryRefused

_MONTHS = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_NAME = r"(?P<name>Jan|Jän|Feb|Mär|Maer|Mrz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[a-zä]*\.?"
_YEAR = r"(?P<year>\d{4}|\d{2})(?!\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?(?!\d)",
        rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
        rf"(?P<day>\d{{1,2}})\.\s*{_NAME}\s*{_YEAR}",
        rf"{_NAME}\s*{_YEAR}",
        r"(?P<month>\d{1,2})\s?[/.]\s?(?P<year>\d{4})(?!\d)",
    )
)
_BETWEEN = r"\s*[:=;,]?\s*(?:(?:vom|am|per|zum|Ende|Monat)\b\s*:?\s*)?"


def data_as_of(block: Iterable[Sequence[str]], labels: Sequence[str]) -> dt.date:
    """The date after one of `labels` in the rows above the table; a month means its last day.

    Raises DeliveryRefused: stand_fehlt when no label stands there, stand_unlesbar when no date of the
    calendar follows it.
    """
    words = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    label = re.compile(rf"(?<!\w)(?:{words})(?!\w){_BETWEEN}", re.IGNORECASE)
    unreadable = False
    for row in block:
        text = " ".join(cell.strip() for cell in row)
        for found in label.finditer(text):
            if (day := _date_at(text, found.end())) is not None:
                return day
            unreadable = True
    raise DeliveryRefused("stand_unlesbar" if unreadable else "stand_fehlt")


def _date_at(text: str, place: int) -> dt.date | None:
    for form in _FORMS:
        if found := form.match(text, place):
            return _date(found.groupdict())
    return None


def _date(parts: dict[str, str | None]) -> dt.date | None:
    month = int(parts["month"] or 0) if "month" in parts else _month(parts["name"] or "")
    written = parts["year"] or ""
    year = int(written) + (2000 if len(written) == 2 else 0)
    try:
        last = calendar.monthrange(year, month)[1]
        day = parts.get("day")
        if not 1990 <= year <= 2100:
            return None
        return dt.date(year, month, int(day) if day else last)
    except ValueError:
        return None


def _month(name: str) -> int:
    short = {"jän": "jan", "maer": "mär", "mrz": "mär"}.get(name.casefold(), name.casefold())
    return _MONTHS.index(short) + 1
