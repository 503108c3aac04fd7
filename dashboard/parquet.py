"""Rows as a Parquet file, written by DuckDB in memory: it opens no file of a home and reads none."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pandas as pd


def parquet(columns: Mapping[str, str], rows: Sequence[Sequence[object]]) -> bytes:
    """The bytes of a Parquet file; `columns` maps each name to its type in DuckDB ("varchar", "double").

    Rows keep their order; the same rows give the same bytes.
    """
    frame = pd.DataFrame([list(row) for row in rows], columns=list(columns), dtype=object)
    typed = ", ".join(f'"{name}"::{kind} as "{name}"' for name, kind in columns.items())
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as con:
        con.execute("set threads = 1")
        con.register("rows", frame)
        target = Path(folder) / "out.parquet"
        con.execute(f"copy (select {typed} from rows) to '{target}' (format parquet, compression zstd)")
        return target.read_bytes()
