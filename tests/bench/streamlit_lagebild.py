"""The Lagebild written in plain Streamlit, as one would write it without us; what bench_seiten.py compares with.

Call: `streamlit run tests/bench/streamlit_lagebild.py -- FILE` with the file of one audience of a release.
"""

import json
import sys

import duckdb
import pandas as pd
import streamlit as st

MONTHS, CARDS = 24, 8
WORDS = {"act": "■ handeln", "watch": "▲ beobachten", "on_track": "● im Ziel"}


@st.cache_resource
def connection() -> duckdb.DuckDBPyConnection:
    """One connection for all visitors."""
    return duckdb.connect(sys.argv[1], read_only=True)


@st.cache_data
def table(sql: str) -> pd.DataFrame:
    """The rows of a query; read once."""
    return connection().cursor().execute(sql).df()


def german(value: float, decimals: int) -> str:
    """A number with decimal comma and dots between thousands."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def metric(indicator: pd.Series, values: pd.DataFrame) -> None:
    """One indicator with its change and its course."""
    own = values[(values.indicator_id == indicator.id) & values.value.notna()].tail(MONTHS)
    if own.empty:
        st.metric(indicator.title, "…", border=True)
        return
    shown = f"{german(own.value.iloc[-1], indicator.decimals)} {indicator.unit}"
    change = german(own.value.iloc[-1] - own.value.iloc[-2], indicator.decimals) if len(own) > 1 else None
    st.metric(indicator.title, shown, change, border=True, chart_data=list(own.value), chart_type="line")
    st.caption(f"{WORDS.get(own.status.iloc[-1] or '', '○ ohne Schwelle')}, Stand {own.period.iloc[-1]}")


def main() -> None:
    """Tally, cards, matrix with lenses, changes, measures, context."""
    st.set_page_config("Lagebild", layout="wide")
    city = json.loads(table("select body from meta.document where kind = 'city'").body.iloc[0])
    indicators = table("select * exclude (formula, breaks) from meta.indicator where listed order by rowid")
    values = table("select indicator_id, period, value, status, sign from mart.value where dim1 is null order by 1, 2")
    latest = values.groupby("indicator_id").tail(1).set_index("indicator_id")
    judged = indicators[indicators.field != "kontext"].join(latest, on="id")
    st.title("Lagebild")
    st.write(", ".join(f"{(judged.status == state).sum()} {word}" for state, word in WORDS.items()))
    names = {lens["id"]: lens["title"] for lens in city["lenses"]}
    lens = st.radio("Denkrichtung", ["", *names], format_func=lambda v: names.get(v, "alle vier"), horizontal=True)
    st.write(f"Gezeigt: {names.get(lens, 'alle vier')}")
    columns = st.columns(4)
    for number, (_, indicator) in enumerate(indicators[indicators.headline].head(CARDS).iterrows()):
        with columns[number % len(columns)]:
            metric(indicator, values)
    st.header("Zielfelder und Prozesskette")
    here = judged[judged.lens == lens] if lens else judged
    cells = here.assign(text=here.title + " " + here.status.map(WORDS).fillna("○"))
    st.table(cells.pivot_table("text", "field", "step", aggfunc="; ".join).fillna(""))
    st.header("Neu in dieser Ausgabe")
    st.table(table("select kind, indicator_id, period, old, new, reason from meta.change limit 10"))
    st.header("Maßnahmen")
    st.table(table("select title, owner_role, due, status from meta.action"))
    st.header("Rahmenbedingungen")
    context = indicators[indicators.field == "kontext"].join(latest, on="id")
    st.table(context[["title", "value", "unit", "period"]])


main()
