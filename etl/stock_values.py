"""The answers of the stock-flow as values of indicators: those of this release, and what was issued before."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.indicator import Indicator, Query
from etl.figures import Figures, Value
from etl.foresee_stock import Row, foresee_stock
from etl.indicators import delivered_sources, is_ahead, missing_sources, query_text
from etl.stock_answer_rows import REPLAY

ANSWER = "foresight.answer"
NOT_MEANINGFUL = "x"
_COLUMNS = "stand, scenario, question, quantile, value, period, sentence"


@dataclass(frozen=True)
class Stock:
    """The tables of one audience and the values of the indicators that read its answers."""

    tables: Mapping[str, Sequence[Row]]
    values: tuple[Value, ...]

    def added_to(self, figures: Figures) -> Figures:
        """The protected figures with these values behind them."""
        return replace(figures, values=(*figures.values, *self.values))


def stocks_of(
    con: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    shown: Mapping[str, Figures],
    today: dt.date,
    release_id: str,
) -> dict[str, Stock]:
    """What is reckoned ahead for each audience from the counts it is shown; the answers are remembered as issued."""
    return {
        audience: _stock_of(con, catalogue, audience, figures, today, release_id) for audience, figures in shown.items()
    }


def _stock_of(
    con: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    audience: str,
    figures: Figures,
    today: dt.date,
    release_id: str,
) -> Stock:
    tables = foresee_stock(con, catalogue, figures, today)
    rows = [row for row in tables.get(ANSWER, []) if row[1] != REPLAY]
    if rows:
        marks = ", ".join(["(?, ?, ?, ?, ?, ?, ?, ?, ?)"] * len(rows))
        con.execute(
            f"insert into foresight.answered values {marks}",
            [cell for row in rows for cell in (audience, release_id, *row)],
        )
    _answers_of(con, audience, release_id)
    return Stock(tables, tuple(_values(con, catalogue, today)))


def _answers_of(con: duckdb.DuckDBPyConnection, audience: str, release_id: str) -> None:
    """Make foresight.answer: the answers of this release, and for each earlier Stand those that were issued first."""
    con.execute(
        f"create or replace table foresight.answer as select {_COLUMNS} from foresight.answered where audience = ?"
        " qualify release_id = case when bool_or(release_id = ?) over (partition by stand) then ?"
        " else min(release_id) over (partition by stand) end",
        [audience, release_id, release_id],
    )


def _values(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, today: dt.date) -> Iterator[Value]:
    """What the indicators read from the answers; where too few months allow none, the sign for "not meaningful"."""
    delivered = delivered_sources(con)
    for indicator in catalogue.indicators.values():
        formula = indicator.formula
        if not isinstance(formula, Query) or not is_ahead(formula):
            continue
        loads = _loads(con, indicator.sources)
        found = list(_read(con, indicator, formula, loads))
        if not found and not missing_sources(indicator, delivered):
            place = (f"{today:%Y-%m}", None, None, None, None)
            found = [Value(indicator.id, *place, None, None, None, None, NOT_MEANINGFUL, loads)]
        yield from found


def _read(
    con: duckdb.DuckDBPyConnection, indicator: Indicator, formula: Query, loads: tuple[str, ...]
) -> Iterator[Value]:
    rows = con.execute(
        "select period, dim1, member1, dim2, member2, cast(value as double), sign"
        f" from ({query_text(formula)}) as q order by period, dim1 nulls first, member1"
    ).fetchall()
    for period, dim1, member1, dim2, member2, value, sign in rows:
        told = sign or (None if value is not None else NOT_MEANINGFUL)
        yield Value(indicator.id, period, dim1, member1, dim2, member2, value, None, None, None, told, loads)


def _loads(con: duckdb.DuckDBPyConnection, sources: Iterable[str]) -> tuple[str, ...]:
    """The newest delivery of each source."""
    rows = con.execute(
        "select max(load_id) from meta.load where outcome = 'uebernommen'"
        " and source_id in (select unnest(cast(? as text[]))) group by source_id order by 1",
        [list(sources)],
    ).fetchall()
    return tuple(row[0] for row in rows)


def forget_unanswered(con: duckdb.DuckDBPyConnection, history: Sequence[str]) -> None:
    """Drop answers of builds that never became current; the others are never changed, whatever is rolled back."""
    con.execute(
        "delete from foresight.answered where release_id not in (select unnest(cast(? as text[])))", [list(history)]
    )
