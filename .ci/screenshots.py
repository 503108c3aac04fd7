"""Takes pictures of the pages of a home, light and dark, wide and narrow, and as printed, into docs/screenshots."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from provision.browser import advice, find_browser, launch_arguments
from provision.paths import ROOT
from provision.say import SetupError, say, stop

TARGET = ROOT / "docs" / "screenshots"
PAGES = {"lagebild": "/"}
WIDTHS = (320, 1280)
SECONDS_TO_START = 30


@contextmanager
def served(home: Path) -> Iterator[str]:
    """Serve the home on a free port of this machine while the block runs; gives the address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "dashboard", "serve", "--home", str(home), "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/healthz", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=10)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own address, built above
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise SetupError("Das Dashboard ist nicht gestartet; der Grund steht darüber.")


def take(browser: Browser, address: str, folder: Path) -> list[Path]:
    """Take every page in both colour schemes and widths, and once for print; returns the files."""
    taken = []
    for name, path in PAGES.items():
        for scheme in ("light", "dark"):
            for width in WIDTHS:
                target = folder / f"{name}-{'hell' if scheme == 'light' else 'dunkel'}-{width}.png"
                page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="de-DE")
                page.goto(address + path)
                page.locator("main h1, main h2").first.wait_for()
                page.evaluate("document.fonts.ready")
                page.screenshot(path=target, full_page=True)
                if (scheme, width) == ("light", WIDTHS[-1]):
                    page.pdf(path=folder / f"{name}-druck.pdf", format="A4", print_background=True)
                page.close()
                taken.append(target)
    return taken


def main(arguments: list[str]) -> int:
    """Take the pictures of the home named first; returns 0, or 1 with a sentence."""
    program = find_browser()
    try:
        if program is None:
            raise SetupError(f"Es fand sich kein Browser.\n{advice()}")
        TARGET.mkdir(parents=True, exist_ok=True)
        with served(Path(arguments[0])) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, headless=True, args=launch_arguments())
            for file in take(browser, address, TARGET):
                say(f"{file.relative_to(ROOT)}")
            browser.close()
    except SetupError as error:
        return stop(error)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
