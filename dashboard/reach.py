"""The sentence on how long the places last; pure."""

from dashboard import formatting
from dashboard.decisions import month_later
from dashboard.records import Reading

OPEN_END = "+"


def places(reading: Reading | None) -> str:
    """Until which month the places last by the middle assumption; empty where that is not known."""
    point = reading.latest if reading is not None else None
    if point is None or point.value is None:
        return ""
    months = int(point.value)
    if months <= 0:
        return "Die Plätze reichen schon jetzt nicht."
    until = formatting.month(month_later(point.span.last_day, months - 1))
    return f"Die Plätze reichen {'mindestens ' if point.sign == OPEN_END else ''}bis {until}."
