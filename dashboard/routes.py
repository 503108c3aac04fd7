"""Addresses and the pages behind them; what is in no route does not exist."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.components.frame import NavEntry
from dashboard.pages import (
    ankunft,
    barrierefreiheit,
    daten,
    hilfe,
    katalog,
    kennzahl,
    lagebild,
    methodik,
    netzwerk,
    sozialraum,
    sprache_schule,
    szenarien,
    unterbringung,
    vorlagen,
    wohnen,
)
from dashboard.visit import Page, Visit

TIME = ("period", "compare")


@dataclass(frozen=True)
class Route:
    """A form of address, its page, and the word under which the navigation offers it (none: only linked).

    A page returns None when the variable part of its address names nothing in this release. `uses` names the choices
    (dashboard/filters.py) that have an effect on it, `shows` gives the options of its own choice, `foot` the word
    under which the footer offers it. `fixed` says that the page shows nothing but its release, seen on one day: its
    answers may be kept (dashboard/kept.py). `levers` gives the values of choices that the page itself shows.
    """

    form: re.Pattern[str]
    page: Callable[[Visit], Page | None]
    nav: NavEntry | None = None
    uses: tuple[str, ...] = TIME
    shows: Callable[[Visit], tuple[tuple[str, str], ...]] | None = None
    foot: NavEntry | None = None
    fixed: bool = False
    levers: Callable[[Visit], Mapping[str, tuple[str, ...]]] | None = None


ROUTES: tuple[Route, ...] = (
    Route(re.compile(r"/()"), lagebild.page, NavEntry("Lagebild", "/"), uses=(*TIME, "lens"), fixed=True),
    Route(
        re.compile(r"/katalog()"),
        katalog.page,
        NavEntry("Kennzahlen", "/katalog"),
        uses=("period", "compare", "status", "field", "step", "owner"),
        fixed=True,
    ),
    Route(
        re.compile(r"/kennzahl/([a-z][a-z0-9_]*)"),
        kennzahl.page,
        uses=(*TIME, "show"),
        shows=kennzahl.shows,
        fixed=True,
    ),
    Route(re.compile(r"/ankunft()"), ankunft.page, NavEntry("Ankunft", "/ankunft"), fixed=True),
    Route(
        re.compile(r"/unterbringung()"),
        unterbringung.page,
        NavEntry("Unterbringung", "/unterbringung"),
        uses=(*TIME, "show"),
        shows=unterbringung.shows,
        fixed=True,
    ),
    Route(re.compile(r"/wohnen()"), wohnen.page, NavEntry("Wohnen", "/wohnen"), fixed=True),
    Route(
        re.compile(r"/sozialraum()"),
        sozialraum.page,
        NavEntry("Sozialraum", "/sozialraum"),
        uses=(*TIME, "show"),
        shows=sozialraum.shows,
        fixed=True,
    ),
    Route(
        re.compile(r"/sprache-schule()"),
        sprache_schule.page,
        NavEntry("Sprache & Schule", "/sprache-schule"),
        fixed=True,
    ),
    Route(re.compile(r"/netzwerk()"), netzwerk.page, NavEntry("Netzwerk", "/netzwerk"), fixed=True),
    Route(
        re.compile(r"/szenarien()"),
        szenarien.page,
        NavEntry("Szenarien", "/szenarien"),
        uses=(),
        levers=szenarien.levers,
    ),
    Route(
        re.compile(r"/vorlagen()"),
        vorlagen.page,
        NavEntry("Vorlagen", "/vorlagen"),
        uses=("show",),
        shows=vorlagen.shows,
    ),
    Route(
        re.compile(r"/daten()"),
        daten.page,
        NavEntry("Datenqualität", "/daten"),
        uses=("show", "against"),
        shows=daten.shows,
        fixed=True,
    ),
    Route(re.compile(r"/methodik()"), methodik.page, uses=(), foot=NavEntry("Methodik", "/methodik"), fixed=True),
    Route(
        re.compile(r"/barrierefreiheit()"),
        barrierefreiheit.page,
        uses=(),
        foot=NavEntry("Barrierefreiheit", "/barrierefreiheit"),
    ),
    Route(re.compile(r"/hilfe()"), hilfe.page, uses=(), foot=NavEntry("Hilfe", "/hilfe"), fixed=True),
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


def foot() -> tuple[NavEntry, ...]:
    """The pages that the footer offers."""
    return tuple(route.foot for route in ROUTES if route.foot)
