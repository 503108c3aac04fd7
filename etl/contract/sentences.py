"""The sentence a clerk reads for one rejected row, filled with headings, bounds and lists, never with a cell."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from etl.catalogue.source import AtMostRule, Column, ExactlyOneRule, OrderRule, Source
from etl.contract.parse import earliest_day, largest, latest_day
from etl.contract.reasons import row_sentence


def explain(
    source: Source,
    reason: str,
    column_id: str | None,
    today: dt.date,
    headings: Mapping[str, str] | None = None,
    titles: Mapping[str, str] | None = None,
) -> str:
    """Sentence and remedy for a reason (a key of reasons.ROW) in a column; column_id is None for a whole row.

    `headings` are the spellings found in the delivery (RawTable.headings), `titles` the titles of sources by id;
    without them the first declared heading and the id are named. KeyError for an unknown reason or column.
    """
    found = headings or {}

    def heading(key: str) -> str:
        return found.get(key) or source.columns[key].headings[0]

    if column_id is None:
        return row_sentence(reason)
    column = source.columns[column_id]
    listed = (column.reference or "").split(".")[0]
    return row_sentence(
        reason,
        spalte=heading(column_id),
        wert=_bound(column, reason, today),
        andere=" oder ".join(f"{heading(key)}" for key in _partners(source, reason, column_id)),
        liste=(titles or {}).get(listed, listed),
    )


def _bound(column: Column, reason: str, today: dt.date) -> str:
    bound = {
        "zahl_zu_klein": column.min,
        "zahl_zu_gross": largest(column, today),
        "datum_zu_frueh": earliest_day(column),
        "datum_zu_spaet": latest_day(column, today),
    }.get(reason)
    if isinstance(bound, dt.date):
        return f"{bound:%d.%m.%Y}"
    return f"{Decimal(bound):f}".replace(".", ",") if bound is not None else ""


def _partners(source: Source, reason: str, column_id: str) -> list[str]:
    """The columns that the one to blame was compared with."""
    partners: list[str] = []
    for rule in source.rules:
        if isinstance(rule, OrderRule) and (reason, column_id) == ("reihenfolge_verletzt", rule.later):
            partners.append(rule.earlier)
        elif isinstance(rule, AtMostRule) and (reason, column_id) == ("teil_groesser", rule.part):
            partners.append(rule.whole)
        elif isinstance(rule, ExactlyOneRule) and (reason, column_id) == ("nicht_genau_eines", rule.among[0]):
            partners.extend(rule.among[1:])
    return list(dict.fromkeys(partners))
