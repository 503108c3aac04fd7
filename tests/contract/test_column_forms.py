"""Forms that single offices need: quarters, several words in a cell, lost zeros, words behind numbers, constants."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from contract_rows import raw_table, source_of
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from etl.catalogue.source import Column
from etl.contract.parse import Value, parse_cell
from etl.contract.spelling import spellings
from etl.contract.split import split

TODAY = dt.date(2026, 11, 25)
TOPICS = {"wohnen": ("Wohnen", "Wohnung"), "schule_kita": ("Schule/Kita", "Kita"), "arbeit": ("Arbeit",)}


def column(**changes: Any) -> Column:
    return Column.model_validate({"headings": ["Spalte"], "meaning": "Bedeutung", **changes})


def read(declared: Column, cell: str) -> tuple[Value, str | None]:
    parsed = parse_cell(declared, cell, spellings(declared, {}), TODAY)
    return parsed.value, parsed.reason


@pytest.mark.parametrize(
    "cell", ["III/2026", "iii / 2026", "3. Quartal 2026", "Q3/2026", "Q 3 2026", "2026-Q3", "III. Quartal 2026"]
)
def test_a_quarter_is_its_first_day(cell: str) -> None:
    assert read(column(type="quarter"), cell) == (dt.date(2026, 7, 1), None)


@pytest.mark.parametrize(
    "cell", ["3/2026", "V/2026", "Q5/2026", "0. Quartal 2026", "III/26", "Herbst 2026", "IIII/2026"]
)
def test_what_could_be_a_month_or_is_no_quarter_is_refused(cell: str) -> None:
    assert read(column(type="quarter"), cell) == (None, "quartal_unlesbar")


def test_a_quarter_counts_from_its_first_day_for_its_bounds() -> None:
    declared = column(type="quarter", earliest="2010-05-15", latest_days=0)
    assert read(declared, "II/2010") == (dt.date(2010, 4, 1), None)
    assert read(declared, "I/2010") == (None, "datum_zu_frueh")
    assert read(declared, "IV/2026") == (dt.date(2026, 10, 1), None)
    assert read(declared, "I/2027") == (None, "datum_zu_spaet")


@given(st.lists(st.sampled_from([(c, w) for c, words in TOPICS.items() for w in words]), min_size=1, max_size=5),
       st.sampled_from([", ", ";", " + ", "|", " ,"]))  # fmt: skip
def test_several_words_give_their_codes_once_and_in_order(named: list[tuple[str, str]], between: str) -> None:
    declared = column(type="code", codes=TOPICS, several=True)
    value, reason = read(declared, between.join(word for _, word in named))
    assert reason is None
    assert value == "|".join(sorted({code for code, _ in named}))


@pytest.mark.parametrize("cell", ["Wohnen, Nachbarn", ",", "Wohnen Arbeit", "; ;"])
def test_one_unknown_word_or_none_refuses_the_cell(cell: str) -> None:
    assert read(column(type="code", codes=TOPICS, several=True), cell) == (None, "code_unbekannt")


def test_without_several_a_cell_names_one_word() -> None:
    assert read(column(type="code", codes=TOPICS), "Wohnen, Arbeit") == (None, "code_unbekannt")


@given(st.integers(0, 10**7))
def test_a_number_gets_back_its_zeros_and_nothing_else_changes(number: int) -> None:
    assert read(column(type="text", pad=6), str(number)) == (f"{number:06d}", None)
    assert read(column(type="text", pad=6), f"P-{number}") == (f"P-{number}", None)


@pytest.mark.parametrize(
    ("cell", "value"), [("2h", 2), ("1,5 h", Decimal("1.5")), ("3 Std.", 3), ("-2 h", -2), ("4", 4)]
)
def test_a_suffix_may_stand_behind_a_number(cell: str, value: Value) -> None:
    assert read(column(type="decimal", unit="Stunden", suffixes=["h", "Std."]), cell) == (value, None)


@pytest.mark.parametrize("cell", ["2 TN", "h", "2hh", "nachmittags", "2 h 3", "2 EUR"])
def test_no_other_word_may(cell: str) -> None:
    assert read(column(type="decimal", unit="Stunden", suffixes=["h", "Std."]), cell) == (None, "zahl_unlesbar")


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "text", "suffixes": ["h"]},
        {"type": "integer", "suffixes": ["2h"]},
        {"type": "integer", "suffixes": ["-h"]},
        {"type": "decimal", "suffixes": ["h"], "decimal_point": True},
        {"type": "text", "several": True},
        {"type": "integer", "pad": 6},
        {"type": "text", "constant": "a"},
        {"type": "text", "place": "woanders"},
    ],
)
def test_a_form_that_does_not_fit_its_type_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        column(**changes)


COLUMNS: dict[str, dict[str, Any]] = {
    "nummer": {"type": "text", "required": True},
    "gesellschaft": {"type": "code", "codes": {"a": ["A-Bau"], "b": ["B-Bau"]}, "optional": True, "constant": "a"},
}


@pytest.mark.parametrize(
    ("cells", "row", "value"), [(("nummer",), ["1"], "a"), (("nummer", "gesellschaft"), ["1", "B-Bau"], "b")]
)
def test_a_constant_holds_where_the_delivery_has_no_such_column(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, cells: tuple[str, ...], row: list[str], value: str
) -> None:
    split(con, raw_table(tmp_path / "zellen.csv", source_of(COLUMNS), [row], cells=cells), {}, TODAY)
    assert con.execute("select gesellschaft, reason from typed").fetchall() == [(value, None)]
