"""The generated statement: every reason from a broken example, row numbers, order, and what it reads."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from contract_rows import raw_table, source_of

from etl.contract.compile import stage_ddl, typed_columns, typed_sql
from etl.contract.reasons import ROW
from etl.contract.sentences import explain
from etl.contract.split import split

TODAY = dt.date(2026, 11, 25)
COLUMNS: dict[str, dict[str, Any]] = {
    "kennung": {"type": "text", "required": True, "pattern": "[A-Z]+[0-9]*"},
    "objekt": {"type": "text", "reference": "liste.objekt"},
    "wohnung": {"type": "text"},
    "einzug": {"type": "date", "earliest": "2000-01-01", "latest_days": 31},
    "auszug": {"type": "date"},
    "monat": {"type": "month"},
    "schuljahr": {"type": "school_year"},
    "jahr": {"type": "year"},
    "quartal": {"type": "quarter"},
    "art": {"type": "code", "codes": {"gu": ["GU"], "wz": ["Wohnzentrum"]}},
    "offen": {"type": "boolean"},
    "personen": {"type": "integer", "min": 1, "max": 20},
    "davon_m": {"type": "integer", "signs": ["-"], "zero_signs": ["-"]},
    "davon_w": {"type": "integer", "signs": ["-", "x"], "zero_signs": ["-"]},
    "ursache": {"type": "text", "audience": "leitung"},
    "stunden": {"type": "decimal"},
}
RULES = [
    {"kind": "reihenfolge", "earlier": "einzug", "later": "auszug"},
    {"kind": "summe", "total": "personen", "parts": ["davon_m", "davon_w"]},
    {"kind": "hoechstens", "part": "davon_m", "whole": "personen"},
    {"kind": "genau_eines", "among": ["objekt", "wohnung"]},
]
SOURCE = source_of(COLUMNS, rules=RULES, file={"format": "liste", "stand": {"where": "kopf", "not_after": "auszug"}})
LIST = source_of({"objekt": {"type": "text"}}, id="liste", title="Liste der Objekte")
GOOD = {"kennung": "A1", "objekt": "GU-1"}

# reason -> the column to blame and a row that breaks it
BROKEN: dict[str, tuple[str | None, dict[str, str]]] = {
    "zu_viele_zellen": (None, {"stunden": "1;zu viel"}),
    "pflichtfeld_leer": ("kennung", {"kennung": " "}),
    "zahl_unlesbar": ("stunden", {"stunden": "2h"}),
    "zahl_mehrdeutig": ("stunden", {"stunden": "8,500"}),
    "nicht_ganzzahlig": ("personen", {"personen": "2,5"}),
    "zahl_zu_klein": ("personen", {"personen": "0"}),
    "zahl_zu_gross": ("personen", {"personen": "21"}),
    "zeichen_nicht_erlaubt": ("personen", {"personen": "..."}),
    "datum_unlesbar": ("auszug", {"auszug": "offen"}),
    "datum_unmoeglich": ("auszug", {"auszug": "31.02.2024"}),
    "datum_zu_frueh": ("einzug", {"einzug": "01.01.1016"}),
    "datum_zu_spaet": ("einzug", {"einzug": "01.01.2027"}),
    "monat_unlesbar": ("monat", {"monat": "Herbst"}),
    "schuljahr_unlesbar": ("schuljahr", {"schuljahr": "2016/18"}),
    "jahr_unlesbar": ("jahr", {"jahr": "94"}),
    "quartal_unlesbar": ("quartal", {"quartal": "3/2026"}),
    "code_unbekannt": ("art", {"art": "Zelt"}),
    "ja_nein_unlesbar": ("offen", {"offen": "vielleicht"}),
    "muster_verletzt": ("kennung", {"kennung": "1A"}),
    "fehlerwert": ("objekt", {"objekt": "#BEZUG!"}),
    "freitext_kennung": ("ursache", {"ursache": "Familie Beispiel ist umgezogen"}),
    "freitext_kleine_zahl": ("ursache", {"ursache": "Es warten noch zwei Kinder."}),
    "verweis_unbekannt": ("objekt", {"objekt": "GU-9"}),
    "nach_stand": ("auszug", {"auszug": "01.11.2026"}),
    "reihenfolge_verletzt": ("auszug", {"einzug": "02.01.2024", "auszug": "01.01.2024"}),
    "summe_falsch": ("personen", {"personen": "3", "davon_m": "1", "davon_w": "-"}),
    "teil_groesser": ("davon_m", {"personen": "3", "davon_m": "4", "davon_w": "x"}),
    "nicht_genau_eines": ("objekt", {"wohnung": "12"}),
    "schluessel_doppelt": ("kennung", {"stunden": "2"}),
}


def _row(changes: dict[str, str]) -> list[str]:
    cells = [{**GOOD, **changes}.get(key, "") for key in COLUMNS]
    return [part for cell in cells for part in cell.split(";")]


def test_every_reason_for_a_row_has_a_broken_example() -> None:
    assert set(BROKEN) == set(ROW)


@pytest.mark.parametrize("reason", sorted(BROKEN))
def test_a_broken_row_is_refused_with_its_reason_and_the_good_one_kept(
    con: duckdb.DuckDBPyConnection, stage: Any, tmp_path: Path, reason: str
) -> None:
    stage(LIST, {"objekt": "GU-1"})
    column, changes = BROKEN[reason]
    good = _row({"kennung": "B2"})
    rows = [_row(changes), good] if reason != "schluessel_doppelt" else [_row(changes), good, _row({})]
    result = split(con, raw_table(tmp_path / "zellen.csv", SOURCE, rows), {}, TODAY)
    refused = con.execute(
        "select row_number, reason, reason_column, cells from typed where reason is not null"
    ).fetchall()
    # Both rows of a double key are refused: nobody but the office knows which one holds.
    expected = [2] if reason != "schluessel_doppelt" else [2, 4]
    assert [row[:3] for row in refused] == [(number, reason, column) for number in expected]
    assert refused[0][3] == [cell or None for cell in _row(changes)[: len(COLUMNS)]]
    assert result.rows_read == len(rows)
    assert result.rows_accepted == 1


@pytest.mark.parametrize("reason", sorted(BROKEN))
def test_each_reason_has_a_complete_german_sentence(reason: str) -> None:
    column = BROKEN[reason][0]
    sentence = explain(SOURCE, reason, column, TODAY, titles={"liste": "Liste der Objekte"})
    assert not set("{}?") & set(sentence)
    assert "„“" not in sentence
    assert sentence.endswith(".")
    assert ("„Spalte" in sentence) == ("{spalte}" in ROW[reason].sentence)
    assert column is None or "{spalte}" not in ROW[reason].sentence or f"„Spalte {column}“" in sentence
    assert len(ROW[reason].short) <= 40


@pytest.mark.parametrize(
    ("reason", "column", "words"),
    [
        ("zahl_zu_gross", "personen", "über 20"),
        ("datum_zu_frueh", "einzug", "vor dem 01.01.2000"),
        ("datum_zu_spaet", "einzug", "nach dem 26.12.2026"),
        ("reihenfolge_verletzt", "auszug", "„Spalte auszug“ liegt vor „Spalte einzug“"),
        ("teil_groesser", "davon_m", "größer als „Spalte personen“"),
        ("nicht_genau_eines", "objekt", "Von „Spalte objekt“ und „Spalte wohnung“"),
        ("verweis_unbekannt", "objekt", "in der Liste „Liste der Objekte“"),
    ],
)
def test_sentences_name_bounds_and_other_columns(reason: str, column: str, words: str) -> None:
    assert words in explain(SOURCE, reason, column, TODAY, titles={"liste": "Liste der Objekte"})


def test_sentences_use_the_heading_of_the_delivery() -> None:
    assert "„Pers.“" in explain(SOURCE, "zahl_unlesbar", "personen", TODAY, headings={"personen": "Pers."})


def _typed(con: duckdb.DuckDBPyConnection, columns: str = "*") -> list[Any]:
    return con.execute(f"select {columns} from typed_cells order by rowid").fetchall()


def test_short_rows_are_filled_and_unknown_columns_not_read(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    source = source_of({"a": {"type": "text"}, "b": {"type": "integer"}, "c": {"type": "integer"}})
    raw = raw_table(
        tmp_path / "zellen.csv",
        source,
        [["Vorname Nachname", "7", "x"], ["Vorname Nachname", "zwei", "y"], ["nur"]],
        cells=(None, "b", "a"),
        constants={"c": "12"},
    )
    con.execute(typed_sql(raw, {}, TODAY))
    assert _typed(con, "a, b, c, reason, cells") == [
        ("x", 7, 12, None, None),
        ("y", None, 12, "zahl_unlesbar", ["zwei", "y"]),
        (None, None, 12, None, None),
    ]


def test_the_row_number_comes_from_the_first_cell_where_lines_have_gaps(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    source = source_of({"a": {"type": "text"}})
    rows = [["7", "eins"], ["9", "zwei\nZeilen"], ["12", "drei"]]
    con.execute(typed_sql(raw_table(tmp_path / "z.csv", source, rows, first_row=None), {}, TODAY))
    assert _typed(con, "row_number, a") == [(7, "eins"), (9, "zwei Zeilen"), (12, "drei")]


def test_empty_surplus_cells_are_no_fault(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    source = source_of({"a": {"type": "text"}})
    con.execute(typed_sql(raw_table(tmp_path / "z.csv", source, [["x", ""], ["y", " "]], quoted=False), {}, TODAY))
    assert _typed(con, "a, reason") == [("x", None), ("y", None)]


def test_a_sum_with_an_empty_or_signed_part_is_not_judged(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    rows = [
        _row({"personen": "3", "davon_m": "2", "davon_w": ""}),
        _row({"personen": "3", "davon_m": "2", "davon_w": "x"}),
        _row({"personen": "3", "davon_m": "3", "davon_w": "-"}),
        _row({"personen": "3", "davon_m": "2", "davon_w": "-"}),
    ]
    con.execute(typed_sql(raw_table(tmp_path / "z.csv", SOURCE, rows), {}, TODAY))
    assert _typed(con, "reason, davon_w, davon_w_zeichen") == [
        (None, None, None),
        (None, None, "x"),
        (None, 0, "-"),
        ("summe_falsch", 0, "-"),
    ]


def test_quotes_in_catalogue_words_and_paths_do_no_harm(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    source = source_of({"a": {"type": "code", "codes": {"d": ["d'accord", "'; drop table x; --"]}}})
    rows = [["d'Accord"], ["'; drop table x; --"]]
    con.execute(typed_sql(raw_table(tmp_path / "L'été.csv", source, rows, quoted=False, delimiter="|"), {}, TODAY))
    assert _typed(con, "a") == [("d",), ("d",)]


def test_stage_holds_what_typed_rows_have(con: duckdb.DuckDBPyConnection, stage: Any, tmp_path: Path) -> None:
    stage(LIST, {"objekt": "GU-1"})
    split(con, raw_table(tmp_path / "z.csv", SOURCE, [_row({})]), {}, TODAY)
    con.execute(stage_ddl(SOURCE))
    con.execute(stage_ddl(SOURCE))
    columns = ", ".join(typed_columns(SOURCE))
    con.execute(
        f"insert into stage.probe select 'L1', row_number, {columns} from typed where reason is null and not duplicate"
    )
    described = con.execute("describe stage.probe").fetchall()
    assert [name for name, *_ in described] == ["load_id", "row_number", *typed_columns(SOURCE)]
    stored = {name: kind for name, kind, *_ in described}
    typed = {name: kind for name, kind, *_ in con.execute("describe typed").fetchall()}
    assert {name: typed[name] for name in typed_columns(SOURCE)} == {
        name: stored[name] for name in typed_columns(SOURCE)
    }


@pytest.mark.slow
@pytest.mark.parametrize("begin", ["select 1", "begin"])
@pytest.mark.parametrize("threads", [1, 2, 4])
def test_rows_stay_in_the_order_of_the_file_when_read_in_parallel(tmp_path: Path, threads: int, begin: str) -> None:
    path = tmp_path / "viele.csv"
    rows = 2_000_000
    with path.open("w") as file:
        file.writelines(f"{number};{'a' * (number % 40)}{'!' if number % 1000 else 'ü'}\n" for number in range(rows))
    source = source_of({"a": {"type": "integer"}, "b": {"type": "text"}})
    raw = replace(raw_table(tmp_path / "leer.csv", source, [], quoted=False), path=path)
    con = duckdb.connect(str(tmp_path / "werkstatt.duckdb"))
    con.execute(f"set threads = {threads}")
    con.execute(begin)
    con.execute(typed_sql(raw, {}, TODAY))
    off = "rowid - (select min(rowid) from typed_cells) <> a"
    found = con.execute(f"select count(*), count(*) filter ({off}) from typed_cells").fetchone()
    assert found == (rows, 0)
