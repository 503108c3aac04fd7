"""Die Wahl der Gegensperrungen bis zum bestandenen eigenen Angriff, für erfundene Städte verschiedener Größe.

Gezählt werden Zugänge nach Gebiet (43 Stadtviertel in 5 Bezirken), Herkunft und Alter, je Monat, Quartal oder Jahr,
wie die Regel „gröber zuerst“ es anbietet; alle Summen sind mit veröffentlicht. „Anteil“ ist, was von der Summe aller
Zellen mit Aufgliederung nicht gezeigt wird.
"""

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "disclosure"))

from invented import cells, months, population, relations  # noqa: E402

from etl.disclosure.parts import protect_parts  # noqa: E402
from etl.disclosure.repair import Task  # noqa: E402
from etl.disclosure.system import build_system  # noqa: E402

K = 5
# View -> the levels of time it is offered in (0 month, 1 quarter, 2 year): the finer the view, the coarser the time.
VIEWS = {
    (): (0, 1, 2),
    (("raum", 0),): (2,),
    (("raum", 1),): (0, 1, 2),
    (("herkunft", 0),): (1, 2),
    (("alter", 0),): (0, 1, 2),
    (("herkunft", 0), ("alter", 0)): (2,),
    (("raum", 1), ("herkunft", 0)): (2,),
}
# Years of arrivals: ten give about 4,200 cells, forty about 17,000.
CITIES = (5, 10, 20, 40)
PERSONS_A_YEAR = 700


def measure(years: int) -> str:
    """One row of the table for a city of some years."""
    people = population(
        7, PERSONS_A_YEAR * years, months(1980, years), {"herkunft": 12, "alter": 5}, districts=43, boroughs=5
    )
    views = [(dims, level) for dims, levels in VIEWS.items() for level in levels]
    counted = cells(people, views)
    system = build_system(list(counted), relations(people, K, ("raum", "herkunft", "alter")))
    values = [counted.get(key, 0) for key in system.keys]
    begin, cores = time.perf_counter(), time.process_time()
    found = protect_parts(Task(system, values, K))
    wall, cores = time.perf_counter() - begin, time.process_time() - cores
    broken_down = [n for n, key in enumerate(system.keys) if key[2] and key in counted]
    hidden = sum(values[n] for n in broken_down if found.withheld[n]) / max(1, sum(values[n] for n in broken_down))
    numbers = (len(counted), len(found.primary), sum(found.withheld) - len(found.primary))
    counts = " | ".join(f"{number:,}".replace(",", ".") for number in numbers)
    return f"| {counts} | {german(hidden * 100)} % | {german(wall)} s | {german(cores)} s |"


def german(value: float) -> str:
    """One decimal, with comma."""
    return f"{value:.1f}".replace(".", ",")


def main() -> None:
    """Print one row for each city."""
    print("| Zellen | kleine Zahlen | Gegensperrungen | Anteil | Dauer | Kernzeit |")
    print("|---:|---:|---:|---:|---:|---:|")
    for years in CITIES:
        print(measure(years), flush=True)


if __name__ == "__main__":
    main()
