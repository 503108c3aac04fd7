"""Das ganze Beispiel von den Lieferungen zur Ausgabe, mit dem Anteil jedes Schritts.

Aufruf: `python tests/bench/bench_beispiel.py [Vielfaches …]`; ohne Angabe einfach (mehr Personen: bench_kennzahlen).
Jede Messung läuft in einem eigenen Prozess, dessen Start und das Erzeugen der Dateien nicht mitzählen.
"""

import datetime as dt
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from types import ModuleType

from etl import pipeline, publish
from etl.catalogue.load import load_catalogue
from etl.example.write import write_example
from etl.home import Home, init
from etl.pipeline import Clock, run

ROOT = Path(__file__).resolve().parents[2]
CLOCK = Clock(dt.date(2026, 11, 25), dt.datetime(2026, 11, 25, 8, 0))
STEPS = {
    "receive": "lesen",
    "load": "prüfen und laden",
    "write_quarantine": "prüfen und laden",
    "build_core": "Kerntabellen",
    "reckon": "Kennzahlen",
    "check": "Prüfungen",
    "guarded_build": "schützen und bewerten",
    "stock_of": "schützen und bewerten",
    "judged": "schützen und bewerten",
    "_tables": "Ausgabe schreiben",
    "write_files": "Ausgabe schreiben",
    "keep": "Ausgabe schreiben",
    "audited": "geschriebene Ausgabe prüfen",
}
REST = "übriges"


def timed(home: Home) -> dict[str, float]:
    """Seconds of each step of one run, and of the whole."""
    seconds: dict[str, float] = defaultdict(float)

    def watch(place: ModuleType, name: str) -> None:
        function = getattr(place, name)

        def watched(*args: object, **kwargs: object) -> object:
            begin = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                seconds[STEPS[name]] += time.perf_counter() - begin

        setattr(place, name, watched)

    for name in STEPS:
        place = publish if name == "write_files" else pipeline
        # What the pipeline no longer calls so shows in the rest: the shares always add up to the whole.
        if hasattr(place, name):
            watch(place, name)
    catalogue = load_catalogue(ROOT / "data" / "catalogue", ROOT / "data" / "reference")
    begin = time.perf_counter()
    result = run(home, home.inbox, catalogue, CLOCK, accept="Messung")
    seconds["zusammen"] = time.perf_counter() - begin
    if not result.release_id:
        raise SystemExit("\n".join(result.impossible))
    seconds["Zeilen"] = sum(item.report.rows_read for item in result.loaded)
    return dict(seconds)


def measured(scale: float) -> dict[str, float]:
    """One measurement in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        home = init(Path(folder) / "home")
        write_example(home.inbox, scale=scale, today=CLOCK.today)
        command = [sys.executable, __file__, "--child", str(home.root)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def german(value: float, decimals: int = 1) -> str:
    """A number with decimal comma."""
    return f"{value:.{decimals}f}".replace(".", ",")


def main(scales: list[float]) -> None:
    """Print one table per multiple of persons: seconds and share of each step."""
    first = 0.0
    for scale in scales:
        found = measured(scale)
        whole = found["zusammen"]
        figures = found.get("Kerntabellen", 0.0) + found.get("Kennzahlen", 0.0)
        first = first or figures / scale
        steps = {step: found.get(step, 0.0) for step in dict.fromkeys(STEPS.values())}
        rows = f"{int(found['Zeilen']):,}".replace(",", ".")
        print(f"\nPersonen {german(scale, 0)}-fach, {rows} gelieferte Zeilen")
        print("| Schritt | Sekunden | Anteil |\n|---|---:|---:|")
        for step, seconds in {**steps, REST: whole - sum(steps.values()), "zusammen": whole}.items():
            print(f"| {step} | {german(seconds)} | {german(100 * seconds / whole, 0)} % |")
        print(
            f"Kerntabellen und Kennzahlen je Person, gegen die erste Messung: {german(figures / scale / first, 2)}",
            flush=True,
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        print(json.dumps(timed(Home(Path(sys.argv[2])))))
    else:
        main([float(word) for word in sys.argv[1:]] or [1])
