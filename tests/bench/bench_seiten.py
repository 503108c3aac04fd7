"""Das Lagebild im Browser, kalt geöffnet, neben einer leeren Dash-Seite und derselben Seite in Streamlit; Klicks.

„Kalt“ ist ein neu gestarteter Browser mit leerem Profil; die Seiten wechseln sich ab, es gilt der mittlere Lauf.
„Benutzbar“ heißt: Überschrift und alle acht Leitkennzahlen stehen gezeichnet da, ihre Verweise führen weiter (Cockpit,
Streamlit), oder die eine Überschrift steht da (leere Seite). „Vollständig“ heißt: Auch Dash ist da, für den Wechsel der
Seite ohne neues Laden; ein Klick davor geht nicht verloren. Die leere Seite wird von demselben Server ausgeliefert und
ebenso gepackt. Das Lagebild lädt kein Plotly, seine Diagramme sind SVG; der strenge Vergleich ist deshalb die leere
Seite ohne Plotly. Die zweite leere Seite trägt das Plotly-Paket aus assets/vendor.
Aufruf: `python tests/bench/bench_seiten.py [Datenverzeichnis]`.
"""

import shutil
import statistics
import sys
import tempfile
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from browsing import Opened, Wanted, click, fresh, opened
from playwright.sync_api import Page, Playwright, sync_playwright
from processes import ROOT, cockpit, free_port, german, home, running

from dashboard import routes, warehouse

ROUNDS, CLICKS = 7, 3
CARDS, DASH = 8, "html[data-dash=ready]"
OURS, EMPTY, PLOTLY, STREAMLIT = "Lagebild", "leere Dash-Seite", "leere Dash-Seite mit Plotly", "Lagebild in Streamlit"
TARGET_RATIO, TARGET_KILOBYTES, TARGET_CLICK = 1.3, 150, 300
BENCH = ROOT / ".venv-bench" / "bin" / "python"
Runs = dict[str, list[tuple[float, float, int, int]]]


def addresses(stack: ExitStack, place: Path) -> dict[str, Wanted]:
    """Start every server; name -> what to open. Streamlit is left out where `make bench` could not install it."""
    bundle = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    for file in (ROOT / "assets" / "vendor").glob("*.js"):
        shutil.copy(file, bundle)
    page = [sys.executable, ROOT / "tests" / "bench" / "empty_page.py"]
    ports = {name: free_port() for name in (OURS, EMPTY, PLOTLY, STREAMLIT)}
    heading = (("main h1", 1),)
    start: Callable[..., str] = lambda name, command: stack.enter_context(running(command, ports[name]))  # noqa: E731
    found = {
        EMPTY: Wanted(start(EMPTY, [*page, str(ports[EMPTY])]), heading),
        PLOTLY: Wanted(start(PLOTLY, [*page, str(ports[PLOTLY]), bundle]), heading),
        OURS: Wanted(start(OURS, cockpit(place, ports[OURS])), (*heading, (".headline-cards .card", CARDS)), DASH),
    }
    if BENCH.exists():
        wanted = (("h1", 1), ("[data-testid=stMetric]", CARDS))
        found[STREAMLIT] = Wanted(start(STREAMLIT, streamlit(place, ports[STREAMLIT])), wanted)
    return found


def streamlit(place: Path, port: int) -> list[str | Path]:
    """The command that serves the same page in Streamlit, from the same file."""
    file = place / "releases" / warehouse.current_id(place) / "leitung.duckdb"
    options = {"port": port, "address": "127.0.0.1", "headless": "true", "fileWatcherType": "none"}
    words = [f"--server.{name}={value}" for name, value in options.items()]
    script = ROOT / "tests" / "bench" / "streamlit_lagebild.py"
    quiet = ["--browser.gatherUsageStats=false", "--logger.level=error"]
    return [BENCH, "-m", "streamlit", "run", script, *words, *quiet, "--", file]


def rounds(playwright: Playwright, pages: dict[str, Wanted]) -> Runs:
    """Both times, bytes and requests of every cold opening; the first round warms the servers and is not counted."""
    runs: Runs = {name: [] for name in pages}
    for number in range(ROUNDS + 1):
        for name, wanted in pages.items():
            with fresh(playwright) as context:
                seen: Opened = opened(context, wanted)
            if number:
                runs[name].append((seen.usable, seen.complete, seen.traffic.size, seen.traffic.requests))
    return runs


def print_openings(runs: Runs) -> None:
    """One row per page, and how the Lagebild stands to its targets."""
    middle = {name: [statistics.median(column) for column in zip(*taken, strict=True)] for name, taken in runs.items()}
    print("| kalt geöffnet | benutzbar nach (kürzester – längster Lauf) | vollständig nach | übertragen | Anfragen |")
    print("|---|---:|---:|---:|---:|")
    for name, (usable, complete, size, requests) in middle.items():
        times = sorted(run[0] for run in runs[name])
        span = f"{german(usable)} ms ({german(times[0])} – {german(times[-1])})"
        print(f"| {name} | {span} | {german(complete)} ms | {german(size / 1000)} kB | {german(requests)} |")
    print(f"\nZiel: höchstens das {german(TARGET_RATIO, 1)}-Fache der Zeit und {TARGET_KILOBYTES} kB mehr.", end="")
    for other in (EMPTY, PLOTLY, *([STREAMLIT] if STREAMLIT in middle else [])):
        usable, complete = (middle[OURS][column] / middle[other][column] for column in (0, 1))
        more = (middle[OURS][2] - middle[other][2]) / 1000
        print(f" Gegen „{other}“: benutzbar das {german(usable, 2)}-Fache, ", end="")
        print(f"vollständig das {german(complete, 2)}-Fache, {german(more)} kB.", end="")
    print("\n")


def walk(page: Page) -> list[tuple[str, float]]:
    """Milliseconds of a click on every word of the navigation, ending at the first."""
    entries = routes.navigation()
    taken = []
    for entry in (*entries[1:], entries[0]):
        link = f'header > .wrap > .nav a[href="{entry.path}"]'
        taken.append((entry.title, click(page, link, f'{link}[aria-current="page"]')))
    return taken


def choose(page: Page, selector: str, wanted: str, texts: list[str]) -> list[float]:
    """Milliseconds of a click on each choice but the first, until the page shows it."""
    return [click(page, selector, wanted, text, at) for at, text in enumerate(texts, start=1)]


def print_clicks(playwright: Playwright, pages: dict[str, Wanted]) -> None:
    """Next pages, and the same choice of a lens on both Lagebilder."""
    ways: dict[str, list[float]] = {}
    lenses: dict[str, list[float]] = {OURS: [], STREAMLIT: []}
    for _ in range(CLICKS):
        with fresh(playwright) as context:
            page = opened(context, pages[OURS]).page
            for title, taken in walk(page):
                ways.setdefault(title, []).append(taken)
            names = page.locator(".lens-choice a").all_inner_texts()[1:]
            lenses[OURS] += choose(page, ".lens-choice a", ".lens-choice a[aria-current]", names)
        if STREAMLIT in pages:
            with fresh(playwright) as context:
                page = opened(context, pages[STREAMLIT]).page
                shown = [f"Gezeigt: {name}" for name in names]
                lenses[STREAMLIT] += choose(page, "[role=radiogroup] label", "p", shown)
    print("| Klick | bis gezeichnet (mittlerer) | längster |\n|---|---:|---:|")
    rows = {f"nächste Seite: {title}": taken for title, taken in ways.items()}
    rows |= {f"Denkrichtung wählen: {name}": taken for name, taken in lenses.items() if taken}
    for title, taken in rows.items():
        print(f"| {title} | {german(statistics.median(taken))} ms | {german(max(taken))} ms |")
    slowest = max(statistics.median(taken) for taken in ways.values())
    print(f"\nZiel: nächste Seiten in {TARGET_CLICK} ms; die langsamste braucht {german(slowest)} ms.")


def main() -> None:
    """Print both tables."""
    with ExitStack() as stack:
        pages = addresses(stack, home())
        for wanted in pages.values():
            with urllib.request.urlopen(wanted.address) as answer:
                answer.read()
        playwright = stack.enter_context(sync_playwright())
        print_openings(rounds(playwright, pages))
        print_clicks(playwright, pages)


if __name__ == "__main__":
    main()
