"""What two rows of a list say about one thing: overlapping times in two places, one name in two spellings."""

import re
from collections.abc import Collection

import duckdb

from etl.catalogue.across import OneNameRule, OnePlaceRule
from etl.contract.compile import stage_table
from etl.contract.literals import name
from etl.contract.spelling import normalise

_OPEN = "date '9999-12-31'"
_UNLESS = "not list_contains($but, first_place) and not list_contains($but, second_place)"
MOST_PAIRS = 10
_MARKS = re.compile(r"[\W_]+")
Pairs = list[tuple[int, int]]


def two_places(
    con: duckdb.DuckDBPyConnection,
    source_id: str,
    rule: OnePlaceRule,
    only: str | None = None,
    but: Collection[str] = (),
) -> Pairs:
    """Row numbers of at most MOST_PAIRS pairs of rows in which somebody is in two places at once.

    With `only` those with a row in that place; pairs with a place of `but` are left out.
    """
    query = (
        f"select first_row, second_row from ({_pairs(source_id, rule)}) where {_UNLESS}"
        f" and ($only is null or $only in (first_place, second_place)) order by all limit {MOST_PAIRS}"
    )
    found = con.execute(query, {"but": list(but), "only": only}).fetchall()
    return [(int(first), int(second)) for first, second in found]


def shorten(con: duckdb.DuckDBPyConnection, source_id: str, rule: OnePlaceRule, but: Collection[str] = ()) -> bool:
    """End the earlier row of every removal that overlaps by at most `rule.days`; False where there is none.

    A removal goes from one place to the next: the later row ends with the earlier one or after it.
    """
    query = (
        f"select first_id as id, min(second_begin) - 1 as last from ({_pairs(source_id, rule)})"
        f" where first_end - second_begin + 1 <= {rule.days} and second_end >= first_end and {_UNLESS} group by all"
    )
    found = False
    # What was cut may now overlap with a third place by so few days only.
    while _end(con, source_id, rule, query, {"but": list(but)}):
        found = True
    return found


def give_way(con: duckdb.DuckDBPyConnection, source_id: str, rule: OnePlaceRule, place: str) -> bool:
    """End every row of a place before the first overlapping row elsewhere begins; False where there is none.

    A row of the place that begins later than the other is taken out.
    """
    query = (
        f"select case when first_place = $place then first_id else second_id end as id, min(second_begin) - 1 as last"
        f" from ({_pairs(source_id, rule)}) where $place in (first_place, second_place) group by 1"
    )
    return _end(con, source_id, rule, query, {"place": place})


def same_names(con: duckdb.DuckDBPyConnection, source_id: str, rule: OneNameRule) -> Pairs:
    """Row numbers of at most MOST_PAIRS pairs of rows whose names differ in spelling only, or not at all."""
    seen: dict[str, int] = {}
    found: Pairs = []
    ignored = {_plain(word) for word in rule.ignoring}
    rows = con.execute(
        f"select row_number, {name(rule.name)} from {stage_table(source_id)} where {name(rule.name)} is not null"
        " order by row_number"
    ).fetchall()
    for row, text in rows:
        plain = _plain(text)
        for word in sorted(ignored, key=len, reverse=True):
            plain = plain.removesuffix(word) or plain
        if (first := seen.setdefault(plain, row)) != row:
            found.append((first, row))
    return found[:MOST_PAIRS]


def _plain(text: str) -> str:
    return _MARKS.sub("", normalise(text))


def _pairs(source_id: str, rule: OnePlaceRule) -> str:
    """All pairs of rows of one `who` in two places that overlap; `first` is the one that begins earlier."""
    rows = (
        f"select rowid as id, row_number as row, {name(rule.who)} as who, {name(rule.place)} as place,"
        f" {name(rule.begin)} as begin, coalesce({name(rule.end)}, {_OPEN}) as last from {stage_table(source_id)}"
    )
    columns = ", ".join(
        f"{side}.{column} as {word}_{alias}"
        for side, word in (("a", "first"), ("b", "second"))
        for column, alias in (("id", "id"), ("row", "row"), ("place", "place"), ("begin", "begin"), ("last", "end"))
    )
    return (
        f"with r as ({rows}) select {columns} from r as a join r as b on a.who = b.who and a.place <> b.place"
        " and (a.begin, a.row, a.id) < (b.begin, b.row, b.id) and b.begin <= a.last and b.begin <= b.last"
    )


def _end(
    con: duckdb.DuckDBPyConnection, source_id: str, rule: OnePlaceRule, query: str, values: dict[str, object]
) -> bool:
    """Set the last day of the rows of `query` (id, last); a row that would end before it begins is taken out."""
    ends = con.execute(query, values).fetchall()
    table = stage_table(source_id)
    for rowid, last in ends:
        con.execute(f"delete from {table} where rowid = ? and {name(rule.begin)} > ?", [rowid, last])
        later = ", ".join(
            [f"{name(rule.end)} = $last"]
            + [f"{name(c)} = case when {name(c)} <= $last then {name(c)} end" for c in rule.dependent]
        )
        con.execute(f"update {table} set {later} where rowid = $id", {"id": rowid, "last": last})
    return bool(ends)
