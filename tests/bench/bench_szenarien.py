"""Szenarien: eine bewegte Stellschraube, vom Zug bis zum neuen Bild; der Server allein, während zehn Personen ziehen.

Der Server wird von zehn Personen zugleich gefragt, die zwischen zwei Zügen eine Sekunde schauen. Jede hat drei
Stellschrauben verstellt und bewegt mit jedem Zug eine davon. Im Browser zählt die Zeit vom Zug bis zu dem Bild, das den
neuen Satz zeigt.
Aufruf: `python tests/bench/bench_szenarien.py [Datenverzeichnis]`.
"""

import random
import statistics
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from browsing import SIZE
from playwright.sync_api import sync_playwright
from processes import cockpit, free_port, german, home, running

from provision.browser import find_browser, launch_arguments

PEOPLE, MOVES, LOOKING = 10, 20, 1.0
TARGET_SERVER, TARGET_BROWSER = 50, 150
# From the move of a slider to the second frame after its sentence is there.
MOVED = """([value]) => new Promise((done) => {
  const field = document.querySelector("#hebel-places");
  const before = document.querySelector("#szenario-kopf .lead").textContent;
  const begin = performance.now();
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const look = () => document.querySelector("#szenario-kopf .lead").textContent !== before
    ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begin)))
    : requestAnimationFrame(look);
  look();
})"""


def person(address: str, number: int) -> list[float]:
    """Milliseconds of each answer that one person waits for."""
    dice, found = random.Random(number), []
    time.sleep(dice.random() * LOOKING)
    levers = {
        "flats": dice.randrange(1, 60),
        "places": 10 * dice.randrange(1, 60),
        "household": dice.randrange(10, 40) / 10,
    }
    for _ in range(MOVES):
        moved = dice.choice(list(levers))
        most = {"flats": 60, "places": 60, "household": 30}[moved]
        value = dice.randrange(1, most)
        levers[moved] = {"flats": value, "places": 10 * value, "household": (value + 10) / 10}[moved]
        query = "&".join(f"{name}={value:g}" for name, value in levers.items())
        begin = time.perf_counter()
        with urllib.request.urlopen(f"{address}/szenarien/ergebnis?{query}") as answer:
            answer.read()
        found.append((time.perf_counter() - begin) * 1000)
        time.sleep(LOOKING)
    return found


def one_lever(address: str, number: int) -> list[float]:
    """The same with one lever alone."""
    found = []
    for move in range(MOVES):
        begin = time.perf_counter()
        with urllib.request.urlopen(f"{address}/szenarien/ergebnis?household={(10 + move) / 10:g}&risk=10") as answer:
            answer.read()
        found.append((time.perf_counter() - begin) * 1000)
        time.sleep(LOOKING / PEOPLE)
    return found if number == 0 else []


def browser(address: str) -> list[float]:
    """Milliseconds from a move to its picture."""
    with sync_playwright() as play:
        shown = play.chromium.launch(executable_path=str(find_browser()), args=launch_arguments())
        page = shown.new_page(viewport=SIZE, locale="de-DE")
        page.goto(f"{address}/szenarien")
        page.locator("html[data-dash=ready]").wait_for()
        found = [float(page.evaluate(MOVED, [str(10 * at)])) for at in range(1, MOVES + 2)]
        shown.close()
    return found[1:]


def row(name: str, found: list[float], target: int) -> str:
    """One line of the table: median, 95 of 100, the target."""
    ordered = sorted(found)
    high = ordered[int(len(ordered) * 0.95) - 1]
    return f"| {name} | {german(statistics.median(ordered), 0)} ms | {german(high, 0)} ms | unter {target} ms |"


def main(place: Path) -> None:
    """Print the table."""
    with ExitStack() as stack:
        port = free_port()
        address = stack.enter_context(running(cockpit(place, port), port))
        urllib.request.urlopen(f"{address}/szenarien").read()
        alone = one_lever(address, 0)
        with ThreadPoolExecutor(PEOPLE) as pool:
            together = [ms for part in pool.map(lambda n: person(address, n), range(PEOPLE)) for ms in part]
        print("| Was | Mitte | 95 von 100 | Ziel |\n|---|---:|---:|---|")
        print(row("Antwort des Servers, eine Person, eine Stellschraube", alone, TARGET_SERVER))
        print(row("Antwort des Servers, zehn Personen, je drei Stellschrauben verstellt", together, TARGET_SERVER))
        print(row("Neue Plätze gezogen bis zum neuen Bild", browser(address), TARGET_BROWSER))


if __name__ == "__main__":
    with ExitStack() as whole:
        main(Path(sys.argv[1]) if sys.argv[1:] else whole.enter_context(home()))
