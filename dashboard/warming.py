"""Asks for the pages first, after the start and for every new release: no visitor waits longer than another."""

import datetime as dt
import re
from threading import Event, Thread
from typing import Any

from flask import Flask

from dashboard import routes
from dashboard.components.screen import PAGE, SCREEN
from dashboard.security import CALLBACKS

# Whoever visits meanwhile comes first; for pages that one opens next there is time.
_PAUSE, _LONGER = 0.05, 4
_EVERY = 5.0
_LINK = re.compile(r'<a[^>]* href="(/[^"#?]*)"')


def asking(path: str, query: str = "") -> dict[str, Any]:
    """What a browser posts when it goes to an address; `query` begins with its question mark or is empty."""
    values = {"path": path, "search": query}
    return {
        "output": PAGE,
        "outputs": {"id": SCREEN, "property": "page"},
        "inputs": [{"id": SCREEN, "property": name, "value": value} for name, value in values.items()],
        "changedPropIds": [f"{SCREEN}.{name}" for name in values],
    }


class Warmth(Thread):
    """Warms whenever another release has become the current one, or another day has begun, until told to end."""

    def __init__(self, server: Flask) -> None:
        super().__init__(name="warming", daemon=True)
        self._server, self._over = server, Event()

    def run(self) -> None:
        client, seen = self._server.test_client(), None
        while not self._over.is_set():
            now = (client.get("/healthz").data, dt.datetime.now().astimezone().date())
            if now != seen:
                warm(self._server, over=self._over)
                seen = now
            self._over.wait(_EVERY)

    def end(self) -> None:
        """Return once the request under way has been answered; no other follows."""
        self._over.set()
        self.join()


def warm(server: Flask, pause: float = _PAUSE, over: Event | None = None) -> None:
    """Ask for every page of navigation and footer whose answers are kept, and for those that they lead to.

    Between two pages it waits `pause` seconds, or several times that; once `over` is set it stops.
    """
    over = over or Event()
    client = server.test_client()
    waiting = [entry.path for entry in (*routes.navigation(), *routes.foot())]
    first, asked = set(waiting), set[str]()
    while waiting and not over.is_set():
        path = waiting.pop(0)
        found = routes.match(path)
        if path in asked or not found or not found[0].fixed:
            continue
        asked.add(path)
        if path in first:
            waiting += _LINK.findall(client.get(path).text)
        client.post(CALLBACKS, json=asking(path), headers={"Accept-Encoding": "gzip"})
        over.wait(pause if path in first else _LONGER * pause)
