"""The accepted rows of a workshop as plain dictionaries, the calendar by hand, and how two reckonings are compared."""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import duckdb
import pytest

Row = dict[str, Any]
Place = tuple[str, str | None, str | None]
Tally = dict[Place, float]
# What happened: the period, the member of each breakdown, and how many.
Event = tuple[str, Mapping[str, str | None], float]
FAR = dt.date.max
UNASSIGNED = "ohne_zuordnung"


def rows(con: duckdb.DuckDBPyConnection, table: str) -> list[Row]:
    found = con.execute(f"select * from {table}")
    names = [column[0] for column in found.description]
    return as_declared(table, [dict(zip(names, row, strict=True)) for row in found.fetchall()])


def as_declared(table: str, found: list[Row]) -> list[Row]:
    """The rows as the catalogue declares them for the example: one number of the twin, no placeholder beside a flat."""
    if table == "stage.organisationen":
        return [row for row in found if row["org_id"] != "VE-90"]
    if table == "stage.netz_teilnahmen":
        both = {row["termin_id"] for row in found if row["org_id"] == "VE-02"}
        once = [row for row in found if row["org_id"] != "VE-90" or row["termin_id"] not in both]
        return [row | {"org_id": "VE-02"} if row["org_id"] == "VE-90" else row for row in once]
    if table == "stage.mietverhaeltnisse":
        for row in found:
            own = [r["beginn"] for r in found if r["hh_id"] == row["hh_id"] and r["wohnung_id"] != row["wohnung_id"]]
            if row["wohnung_id"] in ("9998/99/9", "9999/99/9") and own:
                row["ende"] = min(row["ende"] or FAR, min(own) - dt.timedelta(days=1))
    return found


def stand(con: duckdb.DuckDBPyConnection, *sources: str) -> dt.date:
    """The earliest of the latest Stand of each source."""
    stands: dict[str, dt.date] = {}
    for report in rows(con, "meta.load"):
        if report["outcome"] == "uebernommen":
            stands[report["source_id"]] = max(report["data_as_of"], stands.get(report["source_id"], dt.date.min))
    return min(stands[source] for source in sources)


def month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def month_ends(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Every month end from the month of the first day up to the last day."""
    day = month_end(first)
    while day <= last:
        yield day
        day = month_end(day + dt.timedelta(days=1))


def quarter_ends(first: dt.date, last: dt.date) -> list[dt.date]:
    """Quarter ends from the first day on (the quarter of the first day included) up to the last day."""
    begin = first.replace(month=(first.month - 1) // 3 * 3 + 1, day=1)
    return [day for day in month_ends(begin, last) if day.month % 3 == 0]


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last of that month when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def by_month(day: dt.date) -> str:
    return f"{day:%Y-%m}"


def by_quarter(day: dt.date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def months(first: dt.date, last: dt.date) -> list[str]:
    """Complete months from the one of the first day up to the last day."""
    return [by_month(day) for day in month_ends(first, last)]


def quarters(first: dt.date, last: dt.date) -> list[str]:
    """Complete quarters from the one of the first day up to the last day."""
    return [by_quarter(day) for day in quarter_ends(first, last)]


def tally(events: Iterable[Event], periods: Iterable[str], dims: Iterable[str] = ()) -> Tally:
    """Sums by period, for the whole city and every member that ever occurs; nothing happened is zero."""
    happened, when = list(events), list(periods)
    counts: Tally = {(period, None, None): 0 for period in when}
    for dim in dims:
        for member in {members[dim] or UNASSIGNED for _, members, _ in happened}:
            counts.update({(period, dim, member): 0 for period in when})
    for period, members, number in happened:
        for place in [(period, None, None), *((period, dim, members[dim] or UNASSIGNED) for dim in dims)]:
            if place in counts:
                counts[place] += number
    return counts


def stored(con: duckdb.DuckDBPyConnection, indicator: str) -> dict[Place, Row]:
    found = [row for row in rows(con, "result.value") if row["indicator_id"] == indicator]
    assert all(row["dim2"] is None for row in found)
    return {(row["period"], row["dim1"], row["member1"]): row for row in found}


def assert_sums(con: duckdb.DuckDBPyConnection, indicator: str, expected: Tally) -> None:
    """Every sum is the same, and there are no others."""
    assert any(expected.values()), "die zweite Rechnung zählt nichts"
    assert {place: row["value"] for place, row in stored(con, indicator).items()} == expected


def assert_ratio(con: duckdb.DuckDBPyConnection, indicator: str, of: Tally, to: Tally, times: float = 100) -> None:
    """Every quotient and its parts are the same; nothing by nothing is not meaningful."""
    ours = stored(con, indicator)
    assert any(of.values()), "die zweite Rechnung hat keinen Zähler"
    assert set(ours) == set(to)
    for place, whole in to.items():
        row, part = ours[place], of.get(place, 0)
        assert (float(row["numerator"]), float(row["denominator"])) == pytest.approx((part, whole)), place
        if whole:
            assert (row["value"], row["sign"]) == (pytest.approx(part * times / whole), None), place
        else:
            assert (row["value"], row["sign"]) == (None, "x"), place


def assert_values(con: duckdb.DuckDBPyConnection, indicator: str, expected: Mapping[Place, float | None]) -> None:
    """Every value is the same, none is where there is none."""
    ours = {place: row["value"] for place, row in stored(con, indicator).items()}
    assert any(value is not None for value in expected.values()), "die zweite Rechnung hat keinen Wert"
    assert set(ours) == set(expected)
    for place, value in expected.items():
        assert ours[place] == (None if value is None else pytest.approx(value)), place


def boroughs(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return {row["viertel_nr"]: row["bezirk_nr"] for row in rows(con, "core.stadtviertel")}


def grouped(items: Iterable[Row], key: str) -> dict[Any, list[Row]]:
    groups: dict[Any, list[Row]] = defaultdict(list)
    for item in items:
        groups[item[key]].append(item)
    return groups
