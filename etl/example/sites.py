"""Sites of the invented city: names and operators are made up, Stadtviertel are real."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from etl.example.months import Month

_MAX_GROWTH = 4.0  # a list of the office never holds more than 2000 places at one site


@dataclass(frozen=True)
class Site:
    """A site with its approved places over time.

    `places` are (first month, approved places) in order of time; `blocked_share` is what is usually not usable.
    `closes` is the last month of operation, None while open; `standby_until` the last month it is kept ready after.
    """

    code: str
    name: str
    kind: str
    operator: str
    district: str
    places: tuple[tuple[Month, int], ...]
    closes: Month | None
    price: float | None
    guarantee: int | None
    blocked_share: float = 0.04
    standby_until: Month | None = None

    @property
    def opens(self) -> Month:
        """The first month of operation."""
        return self.places[0][0]

    @property
    def opened_on(self) -> dt.date:
        """The first day of operation."""
        return self.opens.first

    def is_open(self, month: Month) -> bool:
        """Whether people may live here in that month."""
        return self.opens <= month and (self.closes is None or month <= self.closes)

    def approved(self, month: Month) -> int:
        """Approved places at the end of the month, 0 when not in operation."""
        if not self.is_open(month):
            return 0
        return [places for since, places in self.places if since <= month][-1]

    def blocked(self, month: Month) -> int:
        """Places that cannot be used at the end of the month; changes a little from quarter to quarter."""
        wave = (month.number // 3 + sum(map(ord, self.code))) % 5
        return round(self.approved(month) * self.blocked_share * (0.5 + wave * 0.25))

    def net(self, month: Month) -> int:
        """Usable places at the end of the month."""
        return self.approved(month) - self.blocked(month)


_OPERATORS = (
    "Musterhaus Betriebs-gGmbH",
    "Beispielhilfe Saale e. V.",
    "Wohnwerk Muster GmbH",
    "Betreuungsverbund Beispielstadt gGmbH",
)


def _site(
    code: str,
    name: str,
    district: str,
    places: Sequence[tuple[int, int, int]],
    closes: tuple[int, int] | None = None,
    price: float | None = 12.5,
    guarantee: int | None = None,
    standby_until: tuple[int, int] | None = None,
) -> Site:
    kinds = {"GU": "gu", "WZ": "wohnzentrum", "NU": "notunterkunft", "GW": "gewaehrleistungswohnung"}
    return Site(
        code=code,
        name=name,
        kind=kinds[code[:2]],
        operator=_OPERATORS[sum(map(ord, name)) % len(_OPERATORS)],
        district=district,
        places=tuple((Month(year, month), count) for year, month, count in places),
        closes=Month(*closes) if closes else None,
        price=price,
        guarantee=guarantee,
        standby_until=Month(*standby_until) if standby_until else None,
    )


# GU: 2000 places from May 2016, about 800 at five sites in 2018, 400 at three from November 2018,
# 778 at six in September 2023.
SITES: tuple[Site, ...] = (
    _site("GU-01", "Wohnheim Ahornweg", "102", [(2010, 3, 200), (2018, 1, 180), (2018, 11, 150)], price=11.8),
    _site(
        "GU-02",
        "Wohnheim Holunderhof",
        "103",
        [(2011, 6, 160), (2015, 3, 220), (2018, 1, 150), (2018, 11, 130)],
        guarantee=60,
    ),
    _site("GU-03", "Wohnheim Schlehenring", "561", [(2012, 1, 160), (2015, 7, 240), (2018, 1, 150), (2018, 11, 120)]),
    _site("GU-04", "Unterkunft Ginsterhof", "411", [(2014, 9, 180), (2018, 1, 160)], (2018, 10), guarantee=70),
    _site("GU-05", "Unterkunft Wacholderpark", "309", [(2015, 6, 220), (2018, 1, 160)], (2018, 10), guarantee=80),
    _site("GU-06", "Unterkunft Haselgrund", "455", [(2015, 9, 260)], (2017, 6), 13.2),
    _site("GU-07", "Unterkunft Ulmenhof", "563", [(2015, 10, 320)], (2017, 3), 13.9, 80),
    _site("GU-08", "Unterkunft Weidenbogen", "572", [(2015, 11, 200)], (2016, 12), 14.1),
    _site("GU-09", "Unterkunft Erlenkamp", "221", [(2016, 5, 160)], (2017, 9), 13.4),
    _site("GU-10", "Wohnheim Mispelhof", "343", [(2022, 6, 120)], (2025, 9), 16.9, 70),
    _site("GU-11", "Wohnheim Sanddornpark", "412", [(2022, 11, 140)], price=17.5, guarantee=70),
    _site("GU-12", "Unterkunft Eibenplatz", "206", [(2023, 5, 118)], (2024, 12), 18.4, 80),
    _site("GU-13", "Wohnheim Quittengarten", "563", [(2024, 3, 150)], price=18.9, guarantee=60),
    _site("WZ-01", "Wohnzentrum Kastanienhof", "562", [(2024, 9, 60), (2025, 10, 90)], price=14.2),
    _site("NU-01", "Sporthalle Distelfeld", "310", [(2015, 9, 180)], (2016, 2), 21.0),
    _site("NU-02", "Messehalle Kleefeld", "343", [(2022, 3, 220)], (2022, 9), 24.5, standby_until=(2023, 12)),
    _site("GW-01", "Gewährleistungswohnungen Fliederhof", "413", [(2016, 4, 40)], price=None),
)


def sites_for(scale: float) -> tuple[Site, ...]:
    """The sites with places for `scale` times the persons; above four times there are more sites, not larger ones."""
    copies = max(1, math.ceil(scale / _MAX_GROWTH))
    grown = []
    for copy in range(copies):
        for site in SITES:
            prefix, number = site.code.split("-")
            code = site.code if copy == 0 else f"{prefix}-{int(number) + 20 * copy:02d}"
            name = site.name if copy == 0 else f"{site.name} {copy + 1}"
            places = tuple((since, max(8, math.ceil(count * scale / copies))) for since, count in site.places)
            grown.append(Site(**{**site.__dict__, "code": code, "name": name, "places": places}))
    return tuple(grown)
