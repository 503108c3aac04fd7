"""What a request asks to see: address and query of the browser -> page, choices, release and day."""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from dashboard import choices, comparison, filters, formatting, periods, routes, warehouse
from dashboard.access import Access
from dashboard.filters import Allowed, Filter, Refused
from dashboard.records import Snapshot
from dashboard.routes import Route
from dashboard.visit import Page, Visit


@dataclass(frozen=True)
class Look:
    """One request understood: the visit, its page (None for an address that leads nowhere), and the choices."""

    visit: Visit
    route: Route | None
    path: str
    offers: tuple[choices.Offer, ...]
    refused: tuple[Refused, ...]
    releases: tuple[str, ...]
    current: str

    @property
    def chosen(self) -> Filter:
        """The choices in force."""
        return self.visit.filter

    def page(self) -> Page | None:
        """The page; None when the address or its variable part names nothing."""
        return self.route.page(self.visit) if self.route else None


def look(home: Path, access: Access, path: str, query: str, now: dt.datetime) -> Look:
    """Understand a request; raises NoRelease or BrokenRelease. `now` is aware.

    A release that does not exist is no error: the current one is shown, and the query is refused by name.
    """
    audience = access.audience.id
    releases = warehouse.releases(home, audience)
    wanted = filters.wanted_release(query)
    shown = warehouse.snapshot(home, audience, wanted) if wanted in releases else warehouse.standing(home, audience)
    current = warehouse.named_id(home)
    zone = ZoneInfo(shown.city.timezone)
    today = now.astimezone(zone).date()
    if wanted in releases and wanted != current:
        today = min(today, shown.info.published_at.astimezone(zone).date())
    found = routes.match(path)
    route, argument = found or (None, "")
    visit = Visit(home, access, shown, today, argument)
    uses = route.uses if route else ()
    shows = route.shows(visit) if route and route.shows else ()
    permitted = choices.allowed(uses, shown, releases, shows)
    if route and route.levers:
        permitted = Allowed({**permitted.values, **route.levers(visit)}, permitted.months)
    chosen, refused = filters.parse(query, _with_release(permitted, wanted, releases))
    plain = path.rstrip("/") or "/"
    offers = choices.offers(uses, shown, releases, shows)
    return Look(_narrowed(replace(visit, filter=chosen), uses), route, plain, offers, refused, releases, current)


def _with_release(permitted: Allowed, wanted: str, releases: tuple[str, ...]) -> Allowed:
    """The same, but an unknown release is refused even where it would be carried on."""
    known = (wanted,) if wanted in releases else ()
    return Allowed({**permitted.values, "release": known}, permitted.months)


def _narrowed(visit: Visit, uses: tuple[str, ...]) -> Visit:
    """The visit with only what could be said at the end of the chosen period, and compared as chosen."""
    shown, today = visit.shown, visit.today
    if visit.filter.period and "period" in uses:
        span = periods.parse(visit.filter.period)
        shown = shown.until(span.last)
        today = min(today, span.last_day)
    if "compare" in uses and visit.filter.compare != Filter().compare:
        shown = replace(shown, compare=visit.filter.compare)
        if visit.filter.compare == "staedte":
            shown = replace(shown, peers=similar(visit, shown))
    return replace(visit, shown=shown, today=today)


def similar(visit: Visit, shown: Snapshot) -> dict[str, str]:
    """How indicators stand beside cities of similar size."""
    where = (visit.home, visit.access.audience.id, shown.info.id)
    cities, features = (warehouse.reference(*where, name) for name in ("vergleich", "vergleich_merkmal"))
    return comparison.peers(cities, features, shown)


def hint(seen: Look, old_after: int) -> str | None:
    """The one sentence on a release that is not the current one, or that is older than `old_after` days."""
    info, city = seen.visit.shown.info, seen.visit.shown.city
    if info.id != seen.current:
        day = formatting.moment(info.published_at, city.timezone)
        if not seen.chosen.release:
            return f"Die aktuelle Ausgabe lässt sich nicht lesen. Gezeigt wird die vom {day}."
        return f"Gezeigt wird eine andere als die aktuelle Ausgabe, veröffentlicht am {day}."
    days = (seen.visit.today - info.published_at.date()).days
    return f"Diese Ausgabe ist {formatting.integer(days)} Tage alt." if days > old_after else None
