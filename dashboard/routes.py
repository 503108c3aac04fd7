"""Addresses and the pages behind them; what is in no route does not exist."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from dashboard.components.frame import NavEntry
from dashboard.pages import ankunft, kennzahl, lagebild, sozialraum, unterbringung, wohnen
from dashboard.visit import Page, Visit


@dataclass(frozen=True)
class Route:
    """A form of address, its page, and the word under which the navigation offers it (none: only linked).

    A page returns None when the variable part of its address names nothing in this release.
    """

    form: re.Pattern[str]
    page: Callable[[Visit], Page | None]
    nav: NavEntry | None = None


ROUTES: tuple[Route, ...] = (
    Route(re.compile(r"/()"), lagebild.page, NavEntry("Lagebild", "/")),
    Route(re.compile(r"/kennzahl/([a-z][a-z0-9_]*)"), kennzahl.page),
    Route(re.compile(r"/ankunft()"), ankunft.page, NavEntry("Ankunft", "/ankunft")),
    Route(re.compile(r"/unterbringung()"), unterbringung.page, NavEntry("Unterbringung", "/unterbringung")),
    Route(re.compile(r"/wohnen()"), wohnen.page, NavEntry("Wohnen", "/wohnen")),
    Route(re.compile(r"/sozialraum()"), sozialraum.page, NavEntry("Sozialraum", "/sozialraum")),
    Route(re.compile(r"/sozialraum/([a-z][a-z0-9_]*)"), sozialraum.page),
)


def match(path: str) -> tuple[Route, str] | None:
    """The route of an address and its variable part; a closing slash makes no difference."""
    plain = path.rstrip("/") or "/"
    for route in ROUTES:
        if found := route.form.fullmatch(plain):
            return route, found[1]
    return None


def navigation() -> tuple[NavEntry, ...]:
    """The entries of the navigation, in the order of the routes."""
    return tuple(route.nav for route in ROUTES if route.nav)
