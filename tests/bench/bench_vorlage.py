"""Der Quartalsbericht mit mehr als 20 Diagrammen: zusammenstellen, als PDF, in allen vier Formaten; ohne Browser.

Gemessen wird an einer Ausgabe mit den Kennzahlen und Vorlagen des Katalogs. „kalt“ ist der erste Aufruf eines neuen
Prozesses (Bibliotheken und Schriften sind noch nicht geladen), „warm“ der Median der folgenden.
Aufruf: `python tests/bench/bench_vorlage.py [Wiederholungen]`.
"""

import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import inquiry_release

from dashboard.exports.briefing import Wish, basis, compose
from dashboard.exports.paper_files import FORMATS, rendered

PERIOD = "2026-Q3"
RUNS = 5


def timed(work: Callable[[], object], runs: int) -> tuple[float, float]:
    """Seconds of the first call, and the median of the following ones."""
    found = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return found[0], statistics.median(found[1:])


def pages(pdf: bytes, folder: Path) -> int:
    """How many pages a PDF has, as pdfinfo says."""
    file = folder / "seiten.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, errors="replace", check=True)
    match = re.search(r"^Pages:\s+(\d+)", done.stdout, re.MULTILINE)
    return int(match[1]) if match else 0


def main(runs: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inquiry_release.publish(folder)
        found = basis(folder, "rat")
        plan = found.briefing("quartalsbericht")
        paper = compose(found, plan, Wish(PERIOD))
        charts = sum(block.drawing is not None for block in paper.blocks())
        rows = [("zusammenstellen", timed(lambda: compose(found, plan, Wish(PERIOD)), runs), 0)]
        for form in FORMATS:
            rows.append((form.upper(), timed(lambda f=form: rendered(paper, f), runs), len(rendered(paper, form))))  # type: ignore[misc]
        everything = [sum(seconds[kind] for _, seconds, _ in rows) for kind in (0, 1)]
        count = pages(rendered(paper, "pdf"), folder)
        print(f"Quartalsbericht: {count} Seiten, {charts} Diagramme, {len(paper.grids())} Tabellen; {runs} Aufrufe.\n")
        print("| Schritt | kalt, s | warm, s | Größe, kB |\n|---|---:|---:|---:|")
        for label, (cold, warm), size in rows:
            print(f"| {label} | {cold:.2f} | {warm:.2f} | {size // 1024 or '–'} |")
        print(f"| zusammenstellen und alle vier | {everything[0]:.2f} | {everything[1]:.2f} | – |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
