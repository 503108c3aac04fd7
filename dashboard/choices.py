"""Which choices a page offers, with the words for each: what the filter line shows and the codec permits."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import comparison, formatting, periods
from dashboard.filters import COMPARES, LANGUAGES, Allowed
from dashboard.records import Snapshot
from dashboard.sentences import STATE_ORDER, STATE_WORDS

MONTHS, QUARTERS, YEARS = 24, 8, 6
TITLES = {
    "period": "Zeitraum bis",
    "compare": "Verglichen mit",
    "lens": "Denkrichtung",
    "status": "Bewertung",
    "field": "Zielfeld",
    "step": "Handlungsschritt",
    "owner": "Verantwortlich",
    "show": "Ansicht",
    "release": "Ausgabe",
    "against": "Verglichen mit Ausgabe",
}
# The word for the default of each choice; what is absent has its first option as default.
EVERYTHING = {"lens": "alle vier", "status": "alle", "field": "alle", "step": "alle", "owner": "alle"}
Option = tuple[str, str]


@dataclass(frozen=True)
class Offer:
    """One choice: its name in the address, and its options (value, word) in groups; the empty value is the default."""

    name: str
    groups: tuple[tuple[str, tuple[Option, ...]], ...]

    @property
    def title(self) -> str:
        """The label above it."""
        return TITLES[self.name]

    def word(self, value: str) -> str:
        """The word of a value; a period outside the list is printed by its form."""
        for _, options in self.groups:
            for known, word in options:
                if known == value:
                    return word
        return period_word(value) if self.name == "period" else value


def offers(uses: Sequence[str], shown: Snapshot, releases: Sequence[str], shows: Sequence[Option]) -> tuple[Offer, ...]:
    """The choices of a page, in the order in which it names them; `shows` are its own, the first one the default."""
    found = [_offer(name, shown, releases, shows) for name in uses]
    return tuple(offer for offer in found if sum(len(options) for _, options in offer.groups) > 1)


def allowed(uses: Sequence[str], shown: Snapshot, releases: Sequence[str], shows: Sequence[Option]) -> Allowed:
    """What the codec permits: the options of the page, and on every page language and release."""
    values = {
        name: tuple(
            value for _, options in _offer(name, shown, releases, shows).groups for value, _ in options if value
        )
        for name in uses
        if name != "period"
    }
    values |= {"lang": LANGUAGES, "release": tuple(releases)}
    if "compare" in uses:
        values["compare"] = COMPARES
    if "show" in values:
        values["show"] = tuple(value for value, _ in shows)
    return Allowed(values, shown.months if "period" in uses else None)


def period_word(value: str) -> str:
    """A chosen period in words: "Oktober 2026", "III. Quartal 2026", "Haushaltsjahr 2025", "Schuljahr 2025/26"."""
    span = periods.parse(value)
    match span.kind:
        case "monat":
            return formatting.month(span.last_day)
        case "quartal":
            return f"{formatting.period(value).replace('/', '. Quartal ')}"
        case "halbjahr":
            return f"{span.number}. Halbjahr {span.year}"
        case "jahr":
            return f"Haushaltsjahr {value}"
    return f"Schuljahr {value}"


def release_word(release_id: str) -> str:
    """An Ausgabe by its moment: "25.11.2026 (2)"; an id of another form is printed as it is."""
    day, _, number = release_id.rpartition("-")
    year, month, date = day[:4], day[5:7], day[8:10]
    plain = year.isdigit() and month.isdigit() and date.isdigit()
    return f"{date}.{month}.{year} ({number})" if plain else release_id


def _offer(name: str, shown: Snapshot, releases: Sequence[str], shows: Sequence[Option]) -> Offer:
    if name == "period":
        return Offer(name, _periods(shown))
    options: list[Option] = [("", EVERYTHING[name])] if name in EVERYTHING else []
    match name:
        case "compare":
            options = [("" if at == 0 else key, comparison.WORDS[key]) for at, key in enumerate(COMPARES)]
        case "lens":
            options += [(lens.id, lens.title) for lens in shown.city.lenses]
        case "status":
            options += [(state, STATE_WORDS[state]) for state in STATE_ORDER]
        case "field":
            options += [(field.id, field.title) for field in shown.city.fields]
        case "step":
            options += [(step.id, step.title) for step in shown.city.steps]
        case "owner":
            owners = sorted({r.indicator.owner for r in shown.readings if r.indicator.listed})
            options += [(owner, owner) for owner in owners]
        case "show":
            options = [("" if at == 0 else value, word) for at, (value, word) in enumerate(shows)]
        case "release" | "against":
            first = "die aktuelle" if name == "release" else "die vorige"
            options = [("", first), *((i, release_word(i)) for i in releases)]
    return Offer(name, (("", tuple(options)),))


def _periods(shown: Snapshot) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    """The newest months, quarters, budget years and school years of which something is known."""
    if shown.months is None:
        return (("", (("", "neuester Stand"),)),)
    first, last = shown.months
    months = [f"{m // 12}-{m % 12 + 1:02d}" for m in range(last, first - 1, -1)]
    quarters = [f"{m // 12}-Q{m % 12 // 3 + 1}" for m in range(last, first - 1, -1) if m % 3 == 2]
    years = [str(year) for year in range(last // 12, first // 12 - 1, -1)]
    begin = (last - periods.SCHOOL_YEAR_BEGINS + 1) // 12
    school = [f"{year}/{(year + 1) % 100:02d}" for year in range(begin, first // 12 - 1, -1)]
    groups = (("Monat", months, MONTHS), ("Quartal", quarters, QUARTERS), ("Haushaltsjahr", years, YEARS),
              ("Schuljahr", school, YEARS))  # fmt: skip
    named = [
        (title, tuple((v, period_word(v)) for v in itertools.islice(found, most))) for title, found, most in groups
    ]
    return (("", (("", "neuester Stand"),)), *((title, options) for title, options in named if options))
