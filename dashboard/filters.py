"""Filter <-> URL, one codec both ways, pure: what a page shows beyond its address stands in the address's query."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal, get_args
from urllib.parse import parse_qsl, urlencode

from dashboard import periods

Compare = Literal["vorperiode", "vorjahr", "ziel", "staedte"]
Language = Literal["de", "en"]
COMPARES: tuple[Compare, ...] = get_args(Compare)
LANGUAGES: tuple[Language, ...] = get_args(Language)
# What stays when a person goes on to another page; the rest belongs to one page alone.
CARRIED = ("release", "period", "compare", "lang")
# Put on a link whose address is already whole, so that nothing is carried into it.
EXACT: Mapping[str, str] = {"data-exact": "1"}
_PAIRS, _LONGEST = 64, 120
_WORD = re.compile(r"[\w ./:,-]{1,120}")


@dataclass(frozen=True)
class Filter:
    """Every choice that a page may know; an empty text is the page's own default.

    `release` an older Ausgabe, `period` the time up to which values are shown, `compare` what a value is compared
    with, `lens` a Denkrichtung, `status`, `field`, `step` and `owner` narrow the list of all indicators, `show` is the
    choice of one page (a breakdown, an indicator on the map), `against` a second Ausgabe, `lang` the interface. The
    rest are the levers of the page Szenarien (dashboard/levers.py), and `beside` a kept scenario beside them.
    """

    release: str = ""
    period: str = ""
    compare: Compare = "vorperiode"
    lens: str = ""
    status: str = ""
    field: str = ""
    step: str = ""
    owner: str = ""
    show: str = ""
    against: str = ""
    lang: Language = "de"
    flats: str = ""
    household: str = ""
    transfer: str = ""
    places: str = ""
    order: str = ""
    lead: str = ""
    price: str = ""
    close: str = ""
    arrivals: str = ""
    risk: str = ""
    beside: str = ""

    def changed(self) -> dict[str, str]:
        """The choices that differ from the default, in the order of the fields."""
        plain = Filter()
        named = {f.name: str(getattr(self, f.name)) for f in fields(self)}
        return {name: value for name, value in named.items() if value != getattr(plain, name)}

    def carried(self) -> "Filter":
        """Only what stays on the way to another page."""
        return replace(Filter(), **{n: v for n, v in self.changed().items() if n in CARRIED})  # type: ignore[arg-type]

    def without(self, name: str) -> "Filter":
        """The same with one choice at its default."""
        return replace(self, **{name: getattr(Filter(), name)})

    def having(self, name: str, value: str) -> "Filter":
        """The same with one other choice; the caller names only valid values."""
        return replace(self, **{name: value})  # type: ignore[arg-type]


NAMES = tuple(f.name for f in fields(Filter))


@dataclass(frozen=True)
class Allowed:
    """What may be chosen on one page of one release.

    `values` maps the name of a choice to its valid values; a name that is absent has no effect on the page.
    `months` are first and last month (since year 0) that the release knows; None where time cannot be chosen.
    """

    values: Mapping[str, tuple[str, ...]]
    months: tuple[int, int] | None = None

    def knows(self, name: str) -> bool:
        """Whether the choice has an effect on the page."""
        return self.months is not None if name == "period" else name in self.values

    def permits(self, name: str, value: str) -> bool:
        """Whether the value exists on the page."""
        if name != "period":
            return value in self.values.get(name, ())
        if self.months is None:
            return False
        try:
            span = periods.parse(value)
        except ValueError:
            return False
        return span.last >= self.months[0] and span.first <= self.months[1]


@dataclass(frozen=True)
class Refused:
    """A part of the query that was not followed: an unknown name, an unknown value, or one without effect here."""

    name: str
    value: str
    why: Literal["name", "value", "effect"]


def parse(query: str, allowed: Allowed) -> tuple[Filter, tuple[Refused, ...]]:
    """The choices of a query ("?period=2026-10"), and what of it could not be followed; never raises.

    The first of several values of one name counts. A choice that is carried from page to page and has no effect here
    is kept silently, so that the way back finds it.
    """
    found: dict[str, str] = {}
    refused: list[Refused] = []
    for name, value in _pairs(query):
        if name not in NAMES:
            refused.append(Refused(name, value, "name"))
        elif name in found:
            refused.append(Refused(name, value, "value"))
        elif not allowed.knows(name):
            if name in CARRIED and _plausible(name, value):
                found[name] = value
            else:
                refused.append(Refused(name, value, "effect"))
        elif allowed.permits(name, value):
            found[name] = value
        else:
            refused.append(Refused(name, value, "value"))
    return replace(Filter(), **found), tuple(refused)  # type: ignore[arg-type]


def encode(chosen: Filter) -> str:
    """The query of these choices, with its question mark; empty when all are at their default."""
    pairs = chosen.changed()
    return f"?{urlencode(pairs)}" if pairs else ""


def link(path: str, chosen: Filter) -> str:
    """The address of a page with these choices."""
    return f"{path}{encode(chosen)}"


def language(query: str) -> Language:
    """The language of a query, before anything else of it is understood."""
    return "en" if dict(reversed(_pairs(query))).get("lang") == "en" else "de"


def wanted_release(query: str) -> str:
    """The Ausgabe a query asks for, before it is known whether there is one; empty for the current one."""
    return dict(reversed(_pairs(query))).get("release", "")


def _plausible(name: str, value: str) -> bool:
    if name == "period":
        try:
            periods.parse(value)
        except ValueError:
            return False
        return True
    known: Mapping[str, Iterable[str]] = {"compare": COMPARES, "lang": LANGUAGES}
    return value in known[name] if name in known else _WORD.fullmatch(value) is not None


def _pairs(query: str) -> list[tuple[str, str]]:
    """Names and values as they stand in the query, cut to a length that can be shown."""
    try:
        pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=False, max_num_fields=_PAIRS, errors="replace")
    except ValueError:
        return [("…", "")]
    return [(name[:_LONGEST], value[:_LONGEST]) for name, value in pairs]
