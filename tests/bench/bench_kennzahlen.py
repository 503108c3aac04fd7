"""Kerntabellen und Kennzahlen des ganzen Beispiels, Schritt für Schritt, einfach und mit mehr Personen.

Aufruf: `python tests/bench/bench_kennzahlen.py [--home ORDNER] [Vielfaches …]`; ohne Angabe 1, 3 und 10. 260 sind fünf
Millionen Aufenthalte, gemessen in bench_kennzahlen_gross. Die Werkstatt entsteht einmal aus den Beispieldateien (oder
ist die der Einrichtung); für mehr Personen werden dort ihre Zeilen mit neuen Kennungen wiederholt: Aufenthalte,
Haushalte, Wohnungen, Mietverhältnisse, Zuweisungen, Betreuung, Ombudsfälle und Ehrenamt, nicht aber Unterkünfte und
amtliche Zahlen. Jede Messung läuft in einem eigenen Prozess auf zwei Kernen; Prozessorsekunden zählen beide und hängen
nicht davon ab, was sonst läuft.
"""

import argparse
import datetime as dt
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from etl import indicators
from etl.catalogue.catalogue import Catalogue
from etl.catalogue.load import load_catalogue
from etl.catalogue.source import Source
from etl.contract.compile import stage_table
from etl.core import SQL, build_core
from etl.example.write import write_example
from etl.home import init
from etl.pipeline import Clock, run
from etl.workshop import open_workshop

ROOT = Path(__file__).resolve().parents[2]
CLOCK = Clock(dt.date(2026, 11, 25), dt.datetime(2026, 11, 25, 8, 0))
SLOWEST = 6
# What a copy of a person has of its own beside the hashed identifiers.
OWN = frozenset({"wohnung_id"})
Seconds = dict[str, list[float]]


def catalogue_of_the_city() -> Catalogue:
    """The catalogue of the repository."""
    return load_catalogue(ROOT / "data" / "catalogue", ROOT / "data" / "reference")


def multiply(con: duckdb.DuckDBPyConnection, source: Source, times: int) -> None:
    """Repeat the rows of a source for `times` - 1 further sets of persons; nothing where it has no persons or flats."""
    new = [f'substr(md5("{column}" || k), 1, 24) as "{column}"' for column in sorted(source.hashed)]
    new += [f'"{column}" || \'-\' || k as "{column}"' for column in sorted(OWN & set(source.columns))]
    if new and times > 1:
        table = stage_table(source.id)
        con.execute(f"create or replace temp table once as select * from {table}")
        con.execute(
            f"insert into {table} select * exclude (k) replace ({', '.join(new)})"
            f" from temp.once cross join (select unnest(range(1, {times})) as k)"
        )


@contextmanager
def clocked(seconds: Seconds, step: str) -> Iterator[None]:
    """Add wall and processor seconds of the block to a step."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    spent = seconds.setdefault(step, [0.0, 0.0])
    spent[0] += time.perf_counter() - wall
    spent[1] += time.process_time() - cpu


def timed(workshop: Path, times: int) -> dict[str, object]:
    """Seconds (wall, processor) of the two parts and of each of their steps, with the number of stays."""
    seconds: Seconds = {}
    steps: Seconds = {}
    catalogue = catalogue_of_the_city()
    with open_workshop(workshop, catalogue) as con:
        con.execute("set threads = 2")
        con.execute(f"set temp_directory = '{workshop.parent / 'spill'}'")
        for source in catalogue.sources.values():
            multiply(con, source, times)
        con.execute("checkpoint")
        with clocked(seconds, "Kerntabellen"):
            build_core(con, catalogue)
        # Once more, file by file: the tables are there already, so that each is measured for itself.
        for path in sorted((SQL / "core").glob("*.sql")):
            with clocked(steps, path.stem):
                con.execute(path.read_text(encoding="utf-8"))
        with clocked(seconds, "Kennzahlen"):
            indicators.reckon(con, catalogue)
        stays = con.execute("select count(*) from stage.belegungen").fetchone()
        cells = con.execute("select count(*) from result.cells").fetchone()
    assert stays
    assert cells
    return {"parts": seconds, "steps": steps, "stays": stays[0], "cells": cells[0]}


def measured(home: Path, times: int) -> dict[str, object]:
    """One measurement in a process of its own, on a copy of the workshop."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("workshop.duckdb", "secret.key"):
            shutil.copy(home / name, folder)
        command = [sys.executable, __file__, "--child", str(Path(folder) / "workshop.duckdb"), str(times)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def german(value: float, decimals: int = 1) -> str:
    """A number with dots for thousands and a decimal comma."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def table(found: dict[int, dict[str, object]]) -> Iterator[str]:
    """One row per multiple of persons; the last column compares processor seconds with so many times the first."""
    yield "| Personen | Aufenthalte | Kerntabellen | Kennzahlen | zusammen | davon Prozessor | je Person |"
    yield "|---:|---:|---:|---:|---:|---:|---:|"
    base = 0.0
    for times, one in found.items():
        parts: Seconds = one["parts"]  # type: ignore[assignment]
        wall, cpu = (sum(part[i] for part in parts.values()) for i in (0, 1))
        base = base or cpu / times
        yield (
            f"| {times}-fach | {german(float(str(one['stays'])), 0)} | {german(parts['Kerntabellen'][0])} s"
            f" | {german(parts['Kennzahlen'][0])} s | {german(wall)} s | {german(cpu)} s"
            f" | {german(cpu / times / base, 2)} |"
        )


def steps(found: dict[int, dict[str, object]]) -> Iterator[str]:
    """The core tables that need most with most persons, in processor seconds."""
    last: Seconds = found[max(found)]["steps"]  # type: ignore[assignment]
    yield f"| Kerntabelle | {' | '.join(f'{times}-fach' for times in found)} |"
    yield f"|---|{'---:|' * len(found)}"
    for name in sorted(last, key=lambda step: -last[step][1])[:SLOWEST]:
        seconds = (one["steps"][name][1] for one in found.values())  # type: ignore[index]
        yield f"| {name} | {' | '.join(f'{german(value, 2)} s' for value in seconds)} |"


def example(root: Path) -> Path:
    """A home with the whole example, loaded."""
    home = init(root)
    write_example(home.inbox, today=CLOCK.today)
    result = run(home, home.inbox, catalogue_of_the_city(), CLOCK, accept="Messung")
    if not result.release_id:
        raise SystemExit("\n".join(result.impossible))
    return root


def main(usual: tuple[int, ...] = (1, 3, 10)) -> None:
    """Measure and print both tables; `usual` are the multiples where none are given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("times", type=int, nargs="*", default=usual)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = given.home or example(Path(folder) / "home")
        found = {times: measured(home, times) for times in given.times}
    print("\n".join((*table(found), "", *steps(found))))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        print(json.dumps(timed(Path(sys.argv[2]), int(sys.argv[3]))))
    else:
        main()
