"""Readings for tests, made from a few numbers."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dashboard.records import Facts, Point, Reading
from etl.catalogue.indicator import Band, Break, Indicator, Threshold

SIGNS = {
    "-": ("–", "nichts vorhanden"),
    "…": ("…", "liegt noch nicht vor"),
    "g": ("g", "aus Datenschutzgründen nicht gezeigt"),
    "p": ("p", "vorläufig"),
    "x": ("x", "nicht sinnvoll"),
}
TODAY = dt.date(2026, 11, 25)
CORRIDOR = Threshold(
    valid_from=dt.date(2014, 1, 1),
    on_track=Band(min=Decimal(70), max=Decimal(85)),
    watch=Band(min=Decimal(60), max=Decimal(93)),
    decided_by="Rat",
)
CEILING = Threshold(valid_from=dt.date(2014, 1, 1), on_track=Band(max=Decimal(120)), decided_by="Rat")


def indicator(**changes: Any) -> Indicator:
    """An indicator in percent with a corridor, changed as named."""
    plain: dict[str, Any] = {
        "id": "gu_auslastung", "title": "Auslastungsgrad GU", "question": "Reicht es?", "interpretation": "Reserve.",
        "field": "prozesse", "step": "unterbringung", "lens": "proaktiv", "unit": "%", "decimals": 1, "kind": "bestand",
        "direction": "o", "cadence": "monat", "owner": "Umzugsmanagement", "sources": ("belegungen",),
        "formula": {"kind": "verhaeltnis", "of": "gu_belegung", "to": "gu_plaetze_netto"}, "definition": "Belegung.",
        "thresholds": (CORRIDOR,), "disclosure": {"unit": "personen"}, "review": dt.date(2027, 1, 1),
    }  # fmt: skip
    return Indicator.model_validate(plain | changes)


def point(period: str, value: float | None, **changes: Any) -> Point:
    """A stored value that is judged by the corridor unless a status is named."""
    status = CORRIDOR.judge(Decimal(repr(value))) if value is not None else "none"
    return Point(period, value, **({"status": status} | changes))


def reading(
    points: Sequence[Point], *, method: Any = "exact", missing: tuple[str, ...] = (), **changes: Any
) -> Reading:
    """An indicator with its series."""
    return Reading(Facts(indicator(**changes), method, missing), tuple(points))


def months(values: Sequence[float | None], last: str = "2026-10") -> list[Point]:
    """Monthly points that end with a month."""
    year, month = map(int, last.split("-"))
    end = year * 12 + month - 1
    return [point(f"{n // 12}-{n % 12 + 1:02d}", value) for n, value in enumerate(values, start=end - len(values) + 1)]


def census_break() -> Break:
    """The break between two census bases."""
    return Break(period="2024-12", text="Neue Zensusbasis.")
