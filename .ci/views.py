"""Serves a home and names the pages to look at: what screenshots and the accessibility check have in common."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from provision.paths import ROOT
from provision.say import SetupError

PAGES = {
    "lagebild": "/",
    "katalog": "/katalog",
    "kennzahl": "/kennzahl/gu_auslastung",
    "ankunft": "/ankunft",
    "unterbringung": "/unterbringung",
    "wohnen": "/wohnen",
    "sozialraum": "/sozialraum",
    "sprache-schule": "/sprache-schule",
    "netzwerk": "/netzwerk",
    "szenarien": "/szenarien",
    "vorlagen": "/vorlagen",
    "daten": "/daten",
    "methodik": "/methodik",
    "barrierefreiheit": "/barrierefreiheit",
    "hilfe": "/hilfe",
}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (320, 1280)
LANGUAGES = ("de", "en")
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
        except OSError:  # not listening yet, or too slow to answer
            time.sleep(0.2)
    raise SetupError("Das Dashboard ist nicht gestartet; der Grund steht darüber.")
