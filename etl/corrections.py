"""Declared corrections, in force while the core tables are made; an obsolete one stops the build by name.

The stage tables keep what the offices delivered: the corrected rows are there for the time of the reckoning only, so
that a correction which is taken back, or a list which is repaired, leaves no trace.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.correction import Correction, Corrections
from etl.catalogue.source import Source
from etl.changes import Change
from etl.contract.compile import stage_table, stage_types
from etl.contract.literals import name
from etl.gate import Refused


@contextmanager
def corrected(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, today: dt.date) -> Iterator[tuple[Change, ...]]:
    """The stage tables with all corrections, for the time of the block; yields them with reasons, without any value.

    A source that has no rows is passed over. Raises Refused with a sentence for each correction that is expired, or
    whose wrong value does not stand there any more.
    """
    reasons: list[str] = []
    changes: list[Change] = []
    kept: list[str] = []
    for declared in catalogue.corrections.values():
        source = catalogue.sources[declared.source]
        table = stage_table(source.id)
        if con.execute(f"select 1 from {table} limit 1").fetchone() is None:
            continue
        con.execute(f"create or replace temp table {name(f'as_delivered_{source.id}')} as select * from {table}")
        kept.append(source.id)
        for correction in declared.corrections:
            if sentence := _late(source, correction, today) or _applied(con, source, correction):
                reasons.append(sentence)
            else:
                changes.append(Change("correction", None, None, None, None, f"{source.title}: {correction.reason}"))
        changes += _aliases(con, source, declared)
    if reasons:
        raise Refused(tuple(reasons))
    yield tuple(changes)
    for source_id in kept:
        con.execute(f"delete from {stage_table(source_id)}")
        con.execute(f"insert into {stage_table(source_id)} select * from temp.{name(f'as_delivered_{source_id}')}")
        con.execute(f"drop table temp.{name(f'as_delivered_{source_id}')}")


def _applied(con: duckdb.DuckDBPyConnection, source: Source, correction: Correction) -> str | None:
    """Change the row; a sentence where the expected wrong value does not stand there."""
    types = stage_types(source)
    table, column = stage_table(source.id), name(correction.column)
    where = " and ".join(f"{name(key)} is not distinct from ?::{types[key]}" for key in correction.key)
    where += f" and {column} is not distinct from ?::{types[correction.column]}"
    values = [*correction.key.values(), correction.expects]
    if con.execute(f"select 1 from {table} where {where}", values).fetchone() is None:
        return (
            f"Die Berichtigung in „{source.title}“ ({correction.reason}) findet den erwarteten falschen Wert nicht "
            f"mehr. Das Amt hat ihn vermutlich berichtigt: den Eintrag in corrections/{source.id}.yaml löschen."
        )
    if correction.action == "drop":
        con.execute(f"delete from {table} where {where}", values)
    else:
        change = f"update {table} set {column} = ?::{types[correction.column]} where {where}"
        con.execute(change, [correction.value, *values])
    return None


def _late(source: Source, correction: Correction, today: dt.date) -> str | None:
    if correction.until is None or today <= correction.until:
        return None
    return (
        f"Die Berichtigung in „{source.title}“ ({correction.reason}) galt bis {correction.until:%d.%m.%Y}. "
        f"Prüfen und in corrections/{source.id}.yaml verlängern oder löschen."
    )


def _aliases(con: duckdb.DuckDBPyConnection, source: Source, declared: Corrections) -> Iterator[Change]:
    """Write one spelling for several; a spelling that does not occur is no error, it may come again.

    Where two rows have one key afterwards the one delivered last holds.
    """
    table = stage_table(source.id)
    for column, spellings in declared.aliases.items():
        before = con.execute(
            f"select 1 from {table} where list_contains(?, {name(column)}) limit 1", [list(spellings)]
        ).fetchone()
        for spelling, holds in spellings.items():
            con.execute(f"update {table} set {name(column)} = ? where {name(column)} = ?", [holds, spelling])
        if before and column in source.key:
            key = ", ".join(map(name, source.key))
            con.execute(
                f"delete from {table} where rowid not in (select arg_max(rowid, (load_id, row_number)) from {table}"
                f" group by {key})"
            )
        if before:
            heading = source.columns[column].headings[0]
            yield Change("correction", None, None, None, None, f"{source.title}: Schreibweisen in „{heading}“ vereint")
