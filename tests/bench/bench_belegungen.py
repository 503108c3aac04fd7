"""Eine Belegungsliste (cp1252, Semikolon, 1 % fehlerhafte Zeilen) laden, verglichen mit bloßem DuckDB.

„Laden“ heißt: archivieren, umschreiben, nach dem Vertrag lesen und prüfen, aufteilen, in die Werkstatt schreiben.
Zuletzt dasselbe, wie es im Betrieb geschieht: die Kennungen der Personen und Haushalte als Schlüsselwert (SHA-256);
daneben bloßes DuckDB, das dieselben Schlüsselwerte bildet.
„Bloßes DuckDB“ liest dieselbe Datei als UTF-8 in Textspalten und wandelt sie um (try_strptime, try_cast), einmal
ohne zu speichern und einmal in eine Tabelle einer Datenbankdatei. Jede Messung läuft in einem eigenen Prozess,
dessen Start nicht mitzählt. Aufruf: `python tests/bench/bench_belegungen.py [Millionen Zeilen …]`.
"""

import datetime as dt
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import duckdb
import numpy as np

from etl.catalogue.load import load_catalogue
from etl.home import init
from etl.pipeline import Clock
from etl.receive import receive
from etl.workshop import load, open_workshop

ROOT = Path(__file__).resolve().parents[2]
STAND = "Belegungsliste (erfunden)\nStand: 31.10.2026\n"
HEADINGS = "Pseudonym;HH-Nr.;Objekt;WE-Nr.;Einzug;Auszug;Verbleib;Geb.-Jahr;Geschl.;Anspruch bis;Rechtskreis\n"
NAMES = ("pid", "hh", "objekt", "we", "einzug", "auszug", "ziel", "jahr", "geschlecht", "anspruch", "recht")
OBJECTS = [f"GU-{number:02d}" for number in range(1, 41)]
TARGETS = ["Kontingent", "privat", "andere GU", "Fortzug", "Abschiebung", "freiwillige Ausreise", "unbekannt"]
SEXES = ["m", "w", "männlich", "o.A."]
RIGHTS = ["AsylbLG", "SGB II", "SGB XII", "ohne"]
SPAN = np.array([f"{day:%d.%m.%Y}" for day in (dt.date(2010, 1, 1) + dt.timedelta(n) for n in range(6140))])
BLOCK = 250_000
KEY = "00112233445566778899aabbccddeeff"
LAST_OF_ALL = len(SPAN) - 1


def write_lists(folder: Path, rows: int) -> None:
    """The list as the office sends it, the same rows as UTF-8 without head, and the list of sites."""
    rng = np.random.default_rng(rows)
    with (
        (folder / "BEISPIEL_belegungen.csv").open("w", encoding="cp1252", newline="") as delivered,
        (folder / "bare.csv").open("w", encoding="utf-8", newline="") as bare,
    ):
        delivered.write(STAND + HEADINGS)
        for start in range(0, rows, BLOCK):
            text = "".join(_block(rng, start, min(BLOCK, rows - start)))
            delivered.write(text)
            bare.write(text)
    sites = "".join(f"{key};Haus {key};GU;Südliche Neustadt;4\n" for key in OBJECTS)
    head = "Kürzel;Objekt;Art;Stadtviertel;EUR/Platz/Tag\n"
    (folder / "BEISPIEL_unterkuenfte.csv").write_text(STAND + head + sites, encoding="cp1252")


def _block(rng: np.random.Generator, start: int, count: int) -> list[str]:
    moved_in = rng.integers(0, LAST_OF_ALL, count)
    moved_out = np.minimum(moved_in + rng.integers(1, 900, count), LAST_OF_ALL)
    entitled = np.minimum(moved_in + 365, LAST_OF_ALL)
    lives_there, site = rng.random(count) < 0.2, rng.random(count) < 0.7
    fault = np.where(rng.random(count) < 0.01, rng.integers(1, 6, count), 0)
    columns = [
        [f"p{start + n:07d}{mark:06x}" for n, mark in enumerate(rng.integers(0, 1 << 24, count))],
        [f"H{number}" for number in rng.integers(100_000, 999_999, count)],
        np.where(site, np.where(fault == 1, "GU-99", np.array(OBJECTS)[rng.integers(0, 40, count)]), ""),
        np.where(site, "", np.char.add(rng.integers(1000, 9999, count).astype(str), "/12/3")),
        np.where(fault == 2, "31.02.2020", SPAN[moved_in]),
        np.where(lives_there, "", SPAN[moved_out]),
        np.where(lives_there, "", np.array(TARGETS)[rng.integers(0, len(TARGETS), count)]),
        np.where(fault == 3, "1016", rng.integers(1930, 2020, count).astype(str)),
        np.where(fault == 4, "divers?", np.array(SEXES)[rng.integers(0, len(SEXES), count)]),
        np.where(lives_there, "", SPAN[entitled]),
        np.where(fault == 5, "SGB 99", np.array(RIGHTS)[rng.integers(0, len(RIGHTS), count)]),
    ]
    return [";".join(row) + "\n" for row in zip(*columns, strict=True)]


def bare(folder: Path, *, stored: bool, hashed: bool = False) -> int:
    """DuckDB alone; returns the rows read."""
    con = duckdb.connect(str(folder / "bare.duckdb"))
    types = ", ".join(f"'{name}': 'varchar'" for name in NAMES)
    dates = {"einzug", "auszug", "anspruch"}
    cast = [f"try_cast(try_strptime({n}, '%d.%m.%Y') as date) as {n}" if n in dates else n for n in NAMES]
    cast = ["try_cast(jahr as integer) as jahr" if n == "jahr" else n for n in cast]
    if hashed:
        cast = [f"left(sha256('{KEY}' || {n}), 24) as {n}" if n in ("pid", "hh") else n for n in cast]
    select = ", ".join(cast)
    query = (
        f"select {select} from read_csv('{folder / 'bare.csv'}', auto_detect = false, header = false, delim = ';',"
        f" quote = '', escape = '', nullstr = '', columns = {{{types}}})"
    )
    if stored:
        con.execute(f"create table bare as {query}")
        con.execute("checkpoint")
        counted = con.execute("select count(*) from bare").fetchone()
    else:
        counted = con.execute(f"select {', '.join(f'count({n})' for n in NAMES)} from ({query})").fetchone()
    con.close()
    return int(counted[0]) if counted else 0


def prepared(folder: Path, *, hashed: bool) -> Callable[[], int]:
    """A workshop that knows the sites; what is returned loads the list and gives the rows read."""
    catalogue = load_catalogue(ROOT / "data" / "catalogue", ROOT / "data" / "reference")
    if not hashed:
        plain = catalogue.sources["belegungen"].model_copy(update={"personal": ()})
        catalogue = replace(catalogue, sources={**catalogue.sources, plain.id: plain})
    clock = Clock(now=dt.datetime(2026, 11, 25, 8, 0), today=dt.date(2026, 11, 25))
    home = init(folder / "home")
    (folder / "work").mkdir()

    def bring(name: str) -> int:
        with open_workshop(home.workshop, catalogue) as con:
            con.execute("begin")
            (opened,) = receive(folder / name, home, catalogue, clock.now, folder / "work")
            loaded = load(con, opened, catalogue, clock.today)
            con.execute("commit")
            con.execute("checkpoint")
        if loaded.report.outcome != "uebernommen":
            raise SystemExit(f"{name}: {loaded.report.detail}")
        return loaded.report.rows_read

    bring("BEISPIEL_unterkuenfte.csv")
    return lambda: bring("BEISPIEL_belegungen.csv")


def child(kind: str, folder: Path) -> None:
    """One measurement; prints seconds, seconds of all cores, peak memory in GiB, and rows as JSON."""
    if kind in ("plain", "hashed"):
        work = prepared(folder, hashed=kind == "hashed")
    else:
        work = partial(bare, folder, stored=kind != "read", hashed=kind == "stored_hashed")
    wall, cores = time.perf_counter(), time.process_time()
    rows = work()
    wall, cores = time.perf_counter() - wall, time.process_time() - cores
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(json.dumps({"wall": wall, "cores": cores, "peak": peak, "rows": rows}))


def measured(kind: str, folder: Path) -> dict[str, float]:
    """The measurement of one kind in a process of its own, after which its databases are gone."""
    command = [sys.executable, __file__, "--child", kind, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    for place in ("home", "work"):
        shutil.rmtree(folder / place, ignore_errors=True)
    (folder / "bare.duckdb").unlink(missing_ok=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def german(value: float, decimals: int = 1) -> str:
    """A number with decimal comma."""
    return f"{value:.{decimals}f}".replace(".", ",")


def main(millions: list[float]) -> None:
    """Print one table row per size."""
    print(
        "| Zeilen | DuckDB, nur lesen | DuckDB, gespeichert | Laden | Verhältnis | Kernzeit | Spitze | je Zeile", end=""
    )
    print(" | mit Schlüsselwerten: DuckDB | Laden | Verhältnis | zu DuckDB ohne | Spitze | je Zeile |")
    print("|---:" * 14 + "|")
    for size in millions:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_lists(folder, int(size * 1_000_000))
            read, stored, ours = (measured(kind, folder) for kind in ("read", "stored", "plain"))
            bare_hashed, hashed = (measured(kind, folder) for kind in ("stored_hashed", "hashed"))
        assert hashed["rows"] == ours["rows"] == stored["rows"] == int(size * 1_000_000)
        cells = [
            f"{german(size, 0 if size >= 1 else 2)} Mio.",
            f"{german(read['wall'])} s",
            f"{german(stored['wall'])} s",
            f"{german(ours['wall'])} s",
            german(ours["wall"] / stored["wall"], 2),
            f"{german(ours['cores'])} s : {german(stored['cores'])} s",
            *_peak_and_row(ours),
            f"{german(bare_hashed['wall'])} s",
            f"{german(hashed['wall'])} s",
            german(hashed["wall"] / bare_hashed["wall"], 2),
            german(hashed["wall"] / stored["wall"], 2),
            *_peak_and_row(hashed),
        ]
        print(f"| {' | '.join(cells)} |", flush=True)


def _peak_and_row(result: dict[str, float]) -> tuple[str, str]:
    return f"{german(result['peak'], 2)} GiB", f"{german(result['wall'] / result['rows'] * 1e6, 2)} µs"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]))
    else:
        main([float(word) for word in sys.argv[1:]] or [1, 3, 5])
