"""Asks for the pages first, after the start and for every new release: no visitor waits longer than another."""

import datetime as dt
import re
import time
from typing import Any, NoReturn

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


def stay_warm(server: Flask) -> NoReturn:
    """Warm whenever another release has become the current one, or another day has begun."""
    client, seen = server.test_client(), None
    while True:
        now = (client.get("/healthz").data, dt.datetime.now().astimezone().date())
        if now != seen:
            warm(server)
            seen = now
        time.sleep(_EVERY)


def warm(server: Flask, pause: float = _PAUSE) -> None:
    """Ask for every page of navigation and footer whose answers are kept, and for those that they lead to."""
    client = server.test_client()
    waiting = [entry.path for entry in (*routes.navigation(), *routes.foot())]
    first, asked = set(waiting), set[str]()
    while waiting:
        path = waiting.pop(0)
        found = routes.match(path)
        if path in asked or not found or not found[0].fixed:
            continue
        asked.add(path)
        if path in first:
            waiting += _LINK.findall(client.get(path).text)
        client.post(CALLBACKS, json=asking(path), headers={"Accept-Encoding": "gzip"})
        time.sleep(pause if path in first else _LONGER * pause)
