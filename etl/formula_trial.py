"""Every formula tried on empty tables: a table, column or file that is not there is a mistake of the catalogue."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb

from etl.catalogue.catalogue import Catalogue, measures, part_id
from etl.catalogue.indicator import Indicator, Measure, Query, Ratio
from etl.catalogue.load import CatalogueInvalid, Mistake, line_of, load_catalogue
from etl.core import SQL, build_core
from etl.home import init
from etl.indicators import is_ahead, query_text
from etl.workshop import open_workshop

_NO_TABLE = re.compile(r"Table with name (\S+) does not exist")
_NO_COLUMN = re.compile(r"[Rr]eferenced column \"([^\"]+)\" not found|does not have a column named \"([^\"]+)\"")
_AGGREGATE = re.compile(r"\((.*)\)")


def checked_catalogue(folder: Path, reference: Path) -> Catalogue:
    """The catalogue of a city, every formula tried. Raises CatalogueInvalid with every mistake found.

    Where a file of the catalogue is wrong, the formulas of the others are still tried.
    """
    found: tuple[Mistake, ...] = ()
    try:
        catalogue = load_catalogue(folder, reference)
    except CatalogueInvalid as invalid:
        if invalid.sound is None:
            raise
        catalogue, found = invalid.sound, invalid.mistakes
    with tempfile.TemporaryDirectory() as root, open_workshop(init(Path(root) / "probe").workshop, catalogue) as con:
        try:
            build_core(con, catalogue)
        except duckdb.Error:
            # Without the columns of a source that is wrong the core tables cannot be made.
            if not found:
                raise
        else:
            found = (*found, *formula_mistakes(con, catalogue, folder))
    if found:
        raise CatalogueInvalid(found)
    return catalogue


def formula_mistakes(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, folder: Path) -> Iterator[Mistake]:
    """One mistake for each formula or breakdown that cannot be reckoned from the core tables in `con`."""
    for indicator in catalogue.indicators.values():
        name = f"indicators/{indicator.id}.yaml"
        text = (folder / name).read_text(encoding="utf-8")
        for place, sentence in dict.fromkeys(_of_indicator(con, indicator)):
            yield Mistake(name, line_of(text, place), f"{'.'.join(place)}: {sentence}")


def _of_indicator(con: duckdb.DuckDBPyConnection, indicator: Indicator) -> Iterator[tuple[tuple[str, ...], str]]:
    formula = indicator.formula
    if isinstance(formula, Query):
        yield from _of_query(con, formula)
    for key, measure in measures(indicator).items():
        place: tuple[str, ...] = ("formula",)
        if isinstance(formula, Ratio):
            place = ("formula", "of" if key == part_id(indicator, "of") else "to")
        wrong = next(_of_measure(con, measure), None)
        if wrong:
            yield (*place, wrong[0]), wrong[1]
            continue
        for view in indicator.breakdowns:
            for dim in view:
                if sentence := _tried(con, f"select {dim} from {measure.table}", measure.table):
                    yield ("breakdowns",), sentence


def _of_measure(con: duckdb.DuckDBPyConnection, measure: Measure) -> Iterator[tuple[str, str]]:
    """The first part of a Grundzahl that cannot be reckoned, with a sentence."""
    column = _AGGREGATE.search(measure.measure)
    for place, query in (
        ("table", f"select * from {measure.table}"),
        ("period", f"select last_day({measure.period}) from {measure.table}"),
        ("measure", f"select {column[1] if column else 1} from {measure.table}"),
        ("where", f"select 1 from {measure.table} where {measure.where or 'true'}"),
    ):
        if sentence := _tried(con, query, measure.table):
            yield place, sentence


def _of_query(con: duckdb.DuckDBPyConnection, formula: Query) -> Iterator[tuple[tuple[str, ...], str]]:
    if not (SQL / "indicators" / formula.sql).is_file():
        yield ("formula", "sql"), f"die Datei „{formula.sql}“ gibt es in etl/sql/indicators nicht"
    elif not is_ahead(formula):
        for table in formula.tables:
            if sentence := _tried(con, f"select * from {table}", table):
                yield ("formula", "tables"), sentence
        if sentence := _tried(con, query_text(formula), formula.sql):
            yield ("formula", "sql"), sentence


def _tried(con: duckdb.DuckDBPyConnection, query: str, what: str) -> str | None:
    """A sentence why DuckDB cannot run the query; None when it can."""
    try:
        con.execute(f"explain {query}")
    except duckdb.Error as error:
        told = str(error)
        if table := _NO_TABLE.search(told):
            return f"die Tabelle „{table[1] if what.endswith('.sql') else what}“ gibt es nicht"
        if column := _NO_COLUMN.search(told):
            return f"die Spalte „{column[1] or column[2]}“ gibt es in {what} nicht"
        return f"ist kein gültiges SQL ({told.partition(chr(10))[0]})"
    return None
