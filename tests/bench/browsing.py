"""A real Chromium that opens an address with nothing kept, counts what is sent, and takes the time in the page."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Page, Playwright

from provision.browser import advice, find_browser, launch_arguments

SIZE = {"width": 1280, "height": 900}
SECONDS = 60
QUIET = 400
# The moment at which everything wanted is in the page and has been painted: two frames after it was found.
SEEN = """([selector, count]) => new Promise((done) => {
  const there = () =>
    Array.from(document.querySelectorAll(selector)).filter((e) => e.getClientRects().length).length >= count;
  const look = () => there()
    ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))
    : requestAnimationFrame(look);
  look();
})"""
# The same after a click: from the click itself to the frame in which what was not there before is painted.
CLICKED = """([selector, at, wanted, text]) => new Promise((done) => {
  const there = () => Array.from(document.querySelectorAll(wanted)).some(
    (e) => e.getClientRects().length && e.textContent.includes(text));
  if (there()) throw new Error("is there already: " + wanted + text);
  const begin = performance.now();
  document.querySelectorAll(selector)[at].click();
  const look = () => there()
    ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begin)))
    : requestAnimationFrame(look);
  look();
})"""


@dataclass(frozen=True)
class Wanted:
    """An address, and what has to be seen there before one can work with it: selectors with their least number.

    `last` is what shows that everything else is there too; empty where that is the same moment.
    """

    address: str
    parts: tuple[tuple[str, int], ...]
    last: str = ""


@dataclass
class Traffic:
    """Bytes and requests over the network, compressed as they were sent; messages of a WebSocket included."""

    size: int = 0
    requests: int = 0


@dataclass(frozen=True)
class Opened:
    """One cold opening: milliseconds until usable and until complete, what was transferred, and the page itself."""

    usable: float
    complete: float
    traffic: Traffic
    page: Page


@contextmanager
def fresh(playwright: Playwright) -> Iterator[BrowserContext]:
    """A browser started anew with a profile of its own; nothing is left of it afterwards."""
    program = find_browser()
    if program is None:
        raise SystemExit(f"Es fand sich kein Browser.\n{advice()}")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=program, headless=True, args=launch_arguments(), viewport=SIZE
        )
        context.set_default_timeout(1000 * SECONDS)
        try:
            yield context
        finally:
            context.close()


def opened(context: BrowserContext, wanted: Wanted) -> Opened:
    """Open an address; the time runs from the start of the navigation to the frame that shows all that is wanted."""
    page = context.pages[0] if context.pages else context.new_page()
    traffic = _counted(context, page)
    page.goto(wanted.address, wait_until="commit")
    usable = max(float(page.evaluate(SEEN, [selector, count])) for selector, count in wanted.parts)
    complete = float(page.evaluate(SEEN, [wanted.last, 1])) if wanted.last else usable
    page.wait_for_timeout(QUIET)
    return Opened(usable, max(usable, complete), traffic, page)


def click(page: Page, selector: str, wanted: str, text: str = "", at: int = 0) -> float:
    """Milliseconds from a click on the `at`-th element to the frame in which `wanted` (with `text`) is painted."""
    return float(page.evaluate(CLICKED, [selector, at, wanted, text]))


def _counted(context: BrowserContext, page: Page) -> Traffic:
    traffic = Traffic()
    session = context.new_cdp_session(page)
    session.send("Network.enable")

    def finished(event: dict[str, float]) -> None:
        traffic.size += int(event["encodedDataLength"])
        traffic.requests += 1

    def message(event: dict[str, dict[str, str]]) -> None:
        traffic.size += len(event["response"]["payloadData"]) * 3 // 4

    session.on("Network.loadingFinished", finished)
    session.on("Network.webSocketFrameReceived", message)
    return traffic
