"""A release with every indicator of the catalogue, an overdue measure and news with reasons: the fullest Lagebild."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import duckdb
import release_fixture as fixture

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.indicator import Indicator
from etl.catalogue.load import load_catalogue

CATALOGUE = fixture.ROOT / "data" / "catalogue"
PERIODS = {
    "monat": ("2026-09", "2026-10"), "quartal": ("2026-Q2", "2026-Q3"), "halbjahr": ("2025-H2", "2026-H1"),
    "jahr": ("2024", "2025"), "schuljahr": ("2024/25", "2025/26"), "stichtag": ("2025-10", "2026-03"),
}  # fmt: skip
ACTION = {"id": "M1", "title": "Rahmenvereinbarung um größere Wohnungen erweitern", "status": "offen",
          "owner_role": "Leitung Umzugs- und Betreuungsmanagement", "due": dt.date(2026, 10, 31),
          "indicator_ids": ["gu_verweildauer_med"]}  # fmt: skip
REASON = "Drei Auszüge waren doppelt gebucht; die Liste wurde nachgereicht und ersetzt den früheren Stand."


def publish(home: Path) -> None:
    """Two values for each listed indicator, the judged ones newly outside their target; made current."""
    catalogue = load_catalogue(CATALOGUE, fixture.ROOT / "data" / "reference")
    listed = [i for i in catalogue.indicators.values() if i.listed]
    fixture.build(home)
    for audience in fixture.K:
        with duckdb.connect(str(home / "releases" / fixture.FIRST / f"{audience}.duckdb")) as con:
            con.execute("delete from meta.indicator")
            con.execute("delete from mart.value")
            fixture.insert(con, "meta.action", ACTION)
            _named(con, catalogue)
            for indicator in listed:
                fixture.insert(con, "meta.indicator", _definition(indicator))
                for period, status in zip(PERIODS[indicator.cadence], ("watch", "act"), strict=True):
                    judged = status if indicator.thresholds else "none"
                    rest = {"numerator": 1234, "denominator": 5678, "valid_until": dt.date(2027, 6, 30)}
                    fixture.insert(
                        con, "mart.value", fixture.value(indicator.id, period, 1234.5, status=judged, **rest)
                    )
            for indicator in listed[:3]:
                change = {"kind": "correction", "indicator_id": indicator.id, "period": "2026-08"}
                fixture.insert(con, "meta.change", change | {"old": "648", "new": "651", "reason": REASON})
    fixture.switch(home, fixture.FIRST)


def _named(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Titles of breakdowns and deliveries, so that no page prints an identifier."""
    titles = [{"id": b.id, "title": b.title, "members": {}} for b in catalogue.breakdowns]
    con.execute("update meta.document set body = ? where id = 'breakdowns'", [json.dumps(titles)])
    known = {source[0] for source in fixture.SOURCES}
    for source in catalogue.sources.values():
        if source.id not in known:
            row = {"id": source.id, "title": source.title, "office": source.office, "rhythm": source.rhythm}
            fixture.insert(con, "meta.source", row)


def _definition(indicator: Indicator) -> dict[str, Any]:
    told = json.loads(indicator.model_dump_json(exclude={"until", "magnitude"}))
    # A formula that divides shows its basis on the card: the longest footer.
    told |= {"formula": fixture.RATIO, "review": indicator.review}
    return fixture.indicator(told.pop("id"), told.pop("title"), **told)
