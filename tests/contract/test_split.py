"""Rows parted into accepted, rejected and duplicate: repeats, double keys, references, the Stand, known rows."""

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest
from contract_rows import raw_table, source_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.contract.reasons import DeliveryRefused
from etl.contract.split import Split, split

TODAY = dt.date(2026, 11, 25)
STAND = dt.date(2026, 10, 31)
PAIR = source_of(
    {"a": {"type": "text"}, "b": {"type": "text"}, "n": {"type": "integer", "signs": ["-", "x"]}}, key=["a", "b"]
)
LIST = source_of({"objekt": {"type": "text"}}, id="liste")
REFERS = source_of({"a": {"type": "text"}, "objekt": {"type": "text", "reference": "liste.objekt"}})


def outcome(con: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    return con.execute("select row_number, reason, duplicate from typed order by row_number").fetchall()


def test_the_first_of_equal_rows_is_kept(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    rows = [["k", "", "1"], ["k", "", "1,0"], ["k", "x", "1"], ["k", "", " 1 "]]
    result = split(con, raw_table(tmp_path / "z.csv", PAIR, rows), {}, TODAY)
    assert result == Split(4, 2, 0, 2, STAND)
    assert outcome(con) == [(2, None, False), (3, None, True), (4, None, False), (5, None, True)]


def test_rows_of_one_key_with_different_content_are_all_rejected(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    rows = [["k", "", "1"], ["l", "", "1"], ["k", "", "1"], ["k", "", "2"], ["m", "", "-"], ["m", "", "x"]]
    result = split(con, raw_table(tmp_path / "z.csv", PAIR, rows), {}, TODAY)
    assert (result.rows_accepted, result.rows_rejected, result.rows_duplicate) == (1, 5, 0)
    assert {number for number, reason, _ in outcome(con) if reason == "schluessel_doppelt"} == {2, 4, 5, 6, 7}
    assert con.execute("select cells from typed where row_number = 5").fetchone() == (["k", None, "2"],)


def test_a_row_refused_for_its_cells_does_not_claim_its_key(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    result = split(con, raw_table(tmp_path / "z.csv", PAIR, [["k", "", "zwei"], ["k", "", "2"]]), {}, TODAY)
    assert (result.rows_accepted, result.rows_rejected) == (1, 1)


@pytest.mark.parametrize("begin", ["select 1", "begin"])
def test_row_numbers_and_cells_are_right_inside_a_transaction_as_well(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, begin: str
) -> None:
    con.execute(begin)
    rows = [["k", "", "1"], ["l", "", "1"], ["k", "", "2"], ["l", "", "1"]]
    split(con, raw_table(tmp_path / "z.csv", PAIR, rows, first_row=7), {}, TODAY)
    found = con.execute("select row_number, cells[3], duplicate from typed order by row_number").fetchall()
    assert found == [(7, "1", False), (8, None, False), (9, "2", False), (10, None, True)]


def test_what_is_not_in_the_list_is_rejected(con: duckdb.DuckDBPyConnection, stage: Any, tmp_path: Path) -> None:
    stage(LIST, {"objekt": "GU-1"})
    rows = [["k", "GU-1"], ["l", "GU-2"], ["m", ""]]
    split(con, raw_table(tmp_path / "z.csv", REFERS, rows, quoted=False), {}, TODAY)
    assert [row[1] for row in outcome(con)] == [None, "verweis_unbekannt", None]
    assert con.execute("select reason_column, cells from typed where row_number = 3").fetchone() == (
        "objekt",
        ["l", "GU-2"],
    )


@pytest.mark.parametrize("empty", [True, False])
def test_without_the_list_a_delivery_that_needs_it_is_refused(
    con: duckdb.DuckDBPyConnection, stage: Any, tmp_path: Path, empty: bool
) -> None:
    if empty:
        stage(LIST)
    with pytest.raises(DeliveryRefused) as refused:
        split(con, raw_table(tmp_path / "z.csv", REFERS, [["k", "GU-1"]]), {}, TODAY)
    assert (refused.value.code, refused.value.values) == ("verweisliste_fehlt", {"liste": "liste"})
    assert split(con, raw_table(tmp_path / "z.csv", REFERS, [["k", ""]]), {}, TODAY).rows_accepted == 1


def monthly(**changes: Any) -> Any:
    stand = {"where": "kopf", "not_after": "monat"}
    columns = {"a": {"type": "text"}, "monat": {"type": "month"}}
    return source_of(columns, file={"format": "liste", "stand": stand}, key=["a", "monat"], **changes)


@pytest.mark.parametrize("months", [["09/2026"], ["12/2026", "11/2026", "10/2026"]])
def test_a_delivery_of_another_month_is_refused(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, months: list[str]
) -> None:
    rows = [["k", month] for month in months]
    with pytest.raises(DeliveryRefused) as refused:
        split(con, raw_table(tmp_path / "z.csv", monthly(max_rejected_share=0.5), rows), {}, TODAY)
    assert (refused.value.code, refused.value.values) == ("falscher_monat", {"wert": "31.10.2026"})


def test_a_few_rows_after_the_stand_are_rejected(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    rows = [["k", "11/2026"], ["k", "10/2026"], ["k", "09/2026"]]
    result = split(con, raw_table(tmp_path / "z.csv", monthly(), rows), {}, TODAY)
    assert [row[1] for row in outcome(con)] == ["nach_stand", None, None]
    assert result.data_as_of == STAND


def test_rows_that_are_already_there_are_duplicates(con: duckdb.DuckDBPyConnection, stage: Any, tmp_path: Path) -> None:
    source = PAIR.model_copy(update={"delivery": "increment"})
    stage(source, {"a": "k", "b": None, "n": 1}, {"a": "l", "b": None, "n": None, "n_zeichen": "x"})
    rows = [["k", "", "1"], ["l", "", "-"], ["l", "y", "x"]]
    split(con, raw_table(tmp_path / "z.csv", source, rows), {}, TODAY)
    assert [row[2] for row in outcome(con)] == [True, False, False]
    # A snapshot replaces what is there, so nothing in it is known already.
    assert split(con, raw_table(tmp_path / "z.csv", PAIR, rows), {}, TODAY).rows_duplicate == 0


def test_the_stand_is_the_latest_accepted_value_of_its_column(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    columns = {"tag": {"type": "date", "latest_days": 0}}
    source = source_of(columns, file={"format": "liste", "stand": {"where": "spalte", "column": "tag"}})
    rows = [["31.12.2023"], ["31.12.2024"], ["31.12.2026"]]
    raw = raw_table(tmp_path / "z.csv", source, rows, data_as_of=None)
    assert split(con, raw, {}, TODAY) == Split(3, 2, 1, 0, dt.date(2024, 12, 31))
    columns = {"tag": {"type": "month"}}
    source = source_of(columns, file={"format": "liste", "stand": {"where": "spalte", "column": "tag"}})
    raw = raw_table(tmp_path / "z.csv", source, [["02/2024"]], data_as_of=None)
    assert split(con, raw, {}, TODAY).data_as_of == dt.date(2024, 2, 29)


def test_late_rows_of_a_numbered_table_get_their_cells_back(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    rows = [["4", "k", "", "1"], ["9", "k", "", "zwei\nZeilen"], ["11", "k", "", "2"]]
    split(con, raw_table(tmp_path / "z.csv", PAIR, rows, first_row=None), {}, TODAY)
    found = con.execute("select row_number, reason, cells from typed order by row_number").fetchall()
    assert found == [
        (4, "schluessel_doppelt", ["k", None, "1"]),
        (9, "zahl_unlesbar", ["k", None, "zwei\nZeilen"]),
        (11, "schluessel_doppelt", ["k", None, "2"]),
    ]


def test_a_second_split_forgets_the_first(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    split(con, raw_table(tmp_path / "z.csv", PAIR, [["k", "", "1"], ["k", "", "1"]]), {}, TODAY)
    assert split(con, raw_table(tmp_path / "z.csv", PAIR, [["k", "", "1"]]), {}, TODAY) == Split(1, 1, 0, 0, STAND)
    assert outcome(con) == [(2, None, False)]


def expected_fates(rows: list[list[str]], known: list[list[str]]) -> list[str]:
    """The rules for repeats, double keys and known rows, once more in plain Python."""
    contents: dict[tuple[str, str], set[str]] = {}
    for a, b, n in rows:
        if n != "?":
            contents.setdefault((a, b), set()).add(n)
    seen: Counter[tuple[str, ...]] = Counter()
    fates = []
    for a, b, n in rows:
        seen[(a, b, n)] += 1
        if n == "?":
            fates.append("zahl_unlesbar")
        elif len(contents[(a, b)]) > 1:
            fates.append("schluessel_doppelt")
        else:
            fates.append("doppelt" if seen[(a, b, n)] > 1 or [a, b, n] in known else "ok")
    return fates


CELLS = st.tuples(
    st.sampled_from(["k", "l", ""]), st.sampled_from(["", "y"]), st.sampled_from(["1", "2", "x", "", "?"])
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(CELLS.map(list), min_size=1, max_size=12), known=st.lists(CELLS.map(list), max_size=3))
def test_no_row_is_lost_and_each_has_the_fate_of_the_plain_rules(
    con: duckdb.DuckDBPyConnection, stage: Any, tmp_path: Path, rows: list[list[str]], known: list[list[str]]
) -> None:
    source = PAIR.model_copy(update={"delivery": "increment"})
    known = [row for row in known if row[2] != "?"]
    con.execute("drop table if exists stage.probe")
    stage(
        source,
        *(
            {
                "a": a or None,
                "b": b or None,
                "n": int(n) if n.isdigit() else None,
                "n_zeichen": "x" if n == "x" else None,
            }
            for a, b, n in known
        ),
    )
    result = split(con, raw_table(tmp_path / "z.csv", source, rows), {}, TODAY)
    fates = [reason or ("doppelt" if duplicate else "ok") for _, reason, duplicate in outcome(con)]
    assert fates == expected_fates(rows, known)
    counted = Counter("rejected" if fate not in ("ok", "doppelt") else fate for fate in fates)
    assert result == Split(len(rows), counted["ok"], counted["rejected"], counted["doppelt"], STAND)
