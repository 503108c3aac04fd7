"""What the invented city is calibrated to: arrivals, origins, occupancy and flats over the years."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.example.months import Month
from etl.example.streams import stream

BEGIN = Month(2012, 1)
FIRST_DELIVERED = Month(2014, 1)

# Persons per month. Published: 172 in 2012, 402 in 2013, 2706 in 2015, 730 until July and 860 until August 2016,
# 887 until August 2023; everything between is plausible and invented.
ASSIGNED_BY_MONTH: Mapping[int, Sequence[int]] = {
    2014: (48, 50, 55, 58, 62, 68, 74, 82, 92, 104, 106, 101),
    2015: (90, 95, 100, 110, 120, 130, 170, 230, 380, 480, 460, 341),
    2016: (210, 150, 110, 80, 65, 60, 55, 130, 36, 35, 35, 34),
    2020: (45, 40, 22, 4, 5, 12, 22, 30, 34, 32, 28, 26),
    2023: (95, 98, 104, 106, 112, 118, 124, 130, 60, 56, 52, 45),
}
ASSIGNED_BY_YEAR: Mapping[int, int] = {
    2012: 172,
    2013: 402,
    2017: 470,
    2018: 430,
    2019: 470,
    2021: 560,
    2022: 820,
    2024: 800,
    2025: 720,
    2026: 700,
}
# 5188 persons from Ukraine were registered until 4 November 2022.
UKRAINE_BY_MONTH: Mapping[int, Sequence[int]] = {
    2022: (0, 0, 1900, 1150, 600, 380, 330, 300, 270, 240, 135, 110),
}
UKRAINE_BY_YEAR: Mapping[int, int] = {2023: 560, 2024: 480, 2025: 420, 2026: 380}
OTHER_BY_YEAR: Mapping[str, Mapping[int, int]] = {
    "umverteilung": {2014: 25, 2015: 90, 2016: 70, 2018: 45, 2022: 60, 2026: 60},
    "familiennachzug": {2014: 8, 2015: 20, 2016: 60, 2017: 90, 2019: 70, 2020: 30, 2022: 60, 2026: 75},
    "resettlement": {2014: 15, 2018: 25, 2020: 8, 2022: 30, 2026: 25},
    "sonstige": {2014: 10, 2026: 15},
}
KINDS = ("zuweisung", "umverteilung", "familiennachzug", "p24_direkt", "resettlement", "sonstige")
_SEASON = (0.9, 0.85, 0.9, 0.9, 0.95, 1.0, 1.05, 1.1, 1.15, 1.15, 1.1, 0.95)

# Persons in Gemeinschaftsunterkünfte at month end, last value holds on. Published are 761 in mid 2016; some leave
# whatever the plan says, so it lies a little higher.
GU_PERSONS: Sequence[tuple[Month, int]] = (
    (Month(2012, 1), 20),
    (Month(2012, 12), 110),
    (Month(2013, 12), 260),
    (Month(2014, 12), 470),
    (Month(2015, 6), 540),
    (Month(2015, 9), 850),
    (Month(2015, 12), 1420),
    (Month(2016, 3), 1100),
    (Month(2016, 6), 775),
    (Month(2016, 12), 470),
    (Month(2017, 6), 330),
    (Month(2018, 10), 290),
    (Month(2018, 12), 300),
    (Month(2019, 12), 325),
    (Month(2020, 12), 275),
    (Month(2021, 12), 330),
    (Month(2022, 6), 420),
    (Month(2022, 12), 545),
    (Month(2023, 6), 640),
    (Month(2023, 9), 655),
    (Month(2024, 6), 760),
    (Month(2024, 12), 655),
    (Month(2025, 8), 640),
    (Month(2025, 12), 572),
    (Month(2026, 10), 570),
)
# City-rented flats held at month end (published: 1238 in March 2016, 660 in 2017).
FLATS: Sequence[tuple[Month, int]] = (
    (Month(2012, 1), 10),
    (Month(2013, 12), 120),
    (Month(2014, 12), 330),
    (Month(2015, 9), 560),
    (Month(2015, 12), 960),
    (Month(2016, 3), 1238),
    (Month(2016, 6), 1080),
    (Month(2016, 12), 820),
    (Month(2017, 6), 660),
    (Month(2018, 6), 520),
    (Month(2019, 12), 400),
    (Month(2022, 2), 290),
    (Month(2022, 3), 430),
    (Month(2022, 4), 520),
    (Month(2022, 11), 640),
    (Month(2023, 9), 540),
    (Month(2024, 12), 450),
    (Month(2026, 10), 370),
)
# Days of stay in GU aimed at: the target moved 60 -> 90 -> 120 -> 180.
_TARGET_DAYS: Sequence[tuple[Month, int]] = (
    (Month(2012, 1), 120),
    (Month(2015, 3), 60),
    (Month(2015, 12), 90),
    (Month(2016, 7), 120),
    (Month(2018, 11), 180),
)


@dataclass(frozen=True)
class Origin:
    """A country of origin: Destatis key, weight, and how its households look."""

    code: str
    weight: float
    family_share: float


_ASYLUM: Sequence[tuple[int, tuple[Origin, ...]]] = (
    (
        2012,
        (
            Origin("475", 0.18, 0.45),
            Origin("170", 0.14, 0.7),
            Origin("150", 0.1, 0.65),
            Origin("423", 0.12, 0.35),
            Origin("438", 0.08, 0.4),
            Origin("439", 0.07, 0.3),
            Origin("160", 0.08, 0.6),
            Origin("229", 0.06, 0.05),
            Origin("259", 0.05, 0.05),
            Origin("436", 0.07, 0.05),
            Origin("998", 0.05, 0.3),
        ),
    ),
    (
        2015,
        (
            Origin("475", 0.54, 0.32),
            Origin("423", 0.16, 0.3),
            Origin("438", 0.06, 0.35),
            Origin("121", 0.06, 0.65),
            Origin("150", 0.04, 0.65),
            Origin("439", 0.03, 0.25),
            Origin("273", 0.02, 0.1),
            Origin("229", 0.03, 0.05),
            Origin("436", 0.02, 0.05),
            Origin("998", 0.04, 0.4),
        ),
    ),
    (
        2017,
        (
            Origin("475", 0.33, 0.4),
            Origin("423", 0.12, 0.35),
            Origin("438", 0.12, 0.45),
            Origin("439", 0.1, 0.3),
            Origin("224", 0.05, 0.1),
            Origin("273", 0.06, 0.15),
            Origin("163", 0.08, 0.5),
            Origin("160", 0.04, 0.55),
            Origin("258", 0.04, 0.05),
            Origin("430", 0.03, 0.55),
            Origin("998", 0.03, 0.4),
        ),
    ),
    (
        2021,
        (
            Origin("475", 0.42, 0.3),
            Origin("423", 0.19, 0.3),
            Origin("163", 0.12, 0.45),
            Origin("438", 0.06, 0.45),
            Origin("430", 0.04, 0.55),
            Origin("439", 0.04, 0.3),
            Origin("273", 0.04, 0.15),
            Origin("251", 0.03, 0.05),
            Origin("160", 0.03, 0.5),
            Origin("998", 0.03, 0.4),
        ),
    ),
)


def origins(year: int) -> tuple[Origin, ...]:
    """Countries from which asylum seekers come in that year, with their weights."""
    return [mix for since, mix in _ASYLUM if since <= year][-1]


def _by_year(values: Mapping[int, int], year: int) -> int:
    known = [since for since in values if since <= year]
    return values[max(known)] if known else 0


def _spread(total: int, seed: int, kind: str, year: int) -> tuple[int, ...]:
    """The total over twelve months with season and a little chance; adds up to the total."""
    rng = stream(seed, "jahresgang", kind, year)
    weights = [season * rng.uniform(0.85, 1.15) for season in _SEASON]
    edges = [round(total * sum(weights[:upto]) / sum(weights)) for upto in range(13)]
    return tuple(edges[i + 1] - edges[i] for i in range(12))


def arrivals(kind: str, month: Month, seed: int, scale: float) -> int:
    """Persons of one kind of arrival in a month."""
    if kind == "zuweisung":
        monthly, yearly = ASSIGNED_BY_MONTH, ASSIGNED_BY_YEAR
    elif kind == "p24_direkt":
        monthly, yearly = UKRAINE_BY_MONTH, UKRAINE_BY_YEAR
    else:
        monthly, yearly = {}, OTHER_BY_YEAR[kind]
    months = monthly.get(month.year)
    if months is None:
        months = _spread(_by_year(yearly, month.year), seed, kind, month.year)
    before = sum(months[: month.month - 1])
    return round(scale * (before + months[month.month - 1])) - round(scale * before)


def between(anchors: Sequence[tuple[Month, int]], month: Month) -> float:
    """The straight line through the anchors at a month; constant before the first and after the last."""
    if month <= anchors[0][0]:
        return anchors[0][1]
    for (left, low), (right, high) in itertools.pairwise(anchors):
        if month <= right:
            return low + (high - low) * (month.number - left.number) / (right.number - left.number)
    return anchors[-1][1]


def target_days(month: Month) -> int:
    """Days in which a household should have left the GU by the goal then in force."""
    return [days for since, days in _TARGET_DAYS if since <= month][-1]
