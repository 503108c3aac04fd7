"""Where a figure lies: one hierarchy of places and one of periods, and the key of a cell in the one system."""

from collections.abc import Iterable, Mapping

import duckdb

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.indicator import Cadence
from etl.catalogue.period import cadence_of, last_day, period_of
from etl.disclosure.system import Key, Members
from etl.figures import Cell, Coordinates
from etl.indicators import UNASSIGNED

SPACE = "raum"
DISTRICT, AREA, BOROUGH = "stadtviertel", "gebiet", "stadtbezirk"
SPATIAL = ("unterkunft", DISTRICT, AREA, BOROUGH)
TOP, CITY = "alle", "stadt"
Place = tuple[str, str]
LONGER: dict[Cadence, Cadence] = {"monat": "quartal", "quartal": "jahr", "halbjahr": "jahr"}
_RANK: dict[Cadence, int] = {"monat": 0, "stichtag": 0, "quartal": 1, "halbjahr": 2, "jahr": 3, "schuljahr": 3}
_END_MONTHS: dict[Cadence, tuple[int, ...]] = {"quartal": (3, 6, 9, 12), "halbjahr": (6, 12), "jahr": (12,)}


def hierarchy(catalogue: Catalogue, sites: Mapping[str, str | None]) -> dict[Place, Place]:
    """(dimension, member) -> the place above it; `sites` maps a site to its Stadtviertel."""
    borough_of = {district.nr: district.borough for district in catalogue.city.districts}
    area_of = areas(catalogue)
    above: dict[Place, Place] = {("unterkunft", site): (DISTRICT, nr or UNASSIGNED) for site, nr in sites.items()}
    above |= {("unterkunft", UNASSIGNED): (DISTRICT, UNASSIGNED), (DISTRICT, UNASSIGNED): (AREA, UNASSIGNED)}
    above[(AREA, UNASSIGNED)] = (BOROUGH, UNASSIGNED)
    for nr, borough in borough_of.items():
        above[(DISTRICT, nr)] = (AREA, area_of[nr]) if nr in area_of else (BOROUGH, borough)
        if nr in area_of:
            above[(AREA, area_of[nr])] = (BOROUGH, borough)
    return above


def areas(catalogue: Catalogue) -> dict[str, str]:
    """Stadtviertel -> merged area, as the reference table `gebiete` has it."""
    for table in catalogue.tables:
        if table.table.id == "gebiete":
            columns = list(table.table.columns)
            district, area = columns.index("stadtviertel"), columns.index("gebiet")
            return {str(row[district]): str(row[area]) for row in table.rows}
    return {}


def area_names(catalogue: Catalogue) -> dict[str, tuple[str, str]]:
    """Merged area -> its name and its Stadtbezirk; areas of another city's crosswalk are left out."""
    borough_of = {district.nr: district.borough for district in catalogue.city.districts}
    found: dict[str, tuple[str, str]] = {}
    for table in catalogue.tables:
        if table.table.id == "gebiete":
            columns = list(table.table.columns)
            place = [columns.index(name) for name in ("gebiet", "name", "stadtviertel")]
            for row in table.rows:
                area, name, district = (str(row[number]) for number in place)
                if district in borough_of:
                    found[area] = (name, borough_of[district])
    return found


def read_sites(con: duckdb.DuckDBPyConnection) -> dict[str, str | None]:
    """Site -> Stadtviertel (None where not known), from the members of the core tables."""
    return dict(con.execute("select member, parent from core.mitglied where breakdown = 'unterkunft'").fetchall())


def members_of(at: Coordinates) -> Members:
    """The members of a place in the one system: every level of space is the same dimension."""
    pairs = [(dim, member) for dim, member in ((at[1], at[2]), (at[3], at[4])) if dim and member is not None]
    spatial = [dim for dim, _ in pairs if dim in SPATIAL]
    if len(spatial) == 1:
        pairs = [(SPACE, f"{dim}:{member}") if dim in SPATIAL else (dim, member) for dim, member in pairs]
    return tuple(sorted(pairs))


def key_of(cell: Cell) -> Key:
    """The key of a cell in the one system."""
    return (cell.measure, cell.period, members_of(cell.at))


def parents_of(keys: Iterable[Key], above: Mapping[Place, Place]) -> dict[str, dict[str, str]]:
    """Dimension -> member -> the member above, for all members that occur; levels that do not occur are left out."""
    members: dict[str, set[str]] = {}
    periods: set[str] = set()
    for _, period, place in keys:
        periods.add(period)
        for dim, member in place:
            members.setdefault(dim, set()).add(member)
    levels = {member.split(":", 1)[0] for member in members.get(SPACE, ())}
    found: dict[str, dict[str, str]] = {}
    for dim in sorted(members):
        if dim == SPACE:
            found[dim] = {member: _above_in(member, above, levels) for member in sorted(members[dim])}
            found[dim] |= {up: _above_in(up, above, levels) for up in set(found[dim].values()) - {CITY}}
        else:
            found[dim] = dict.fromkeys(sorted(members[dim]), TOP)
    found["period"] = {period: up for period in sorted(periods) for up in [longer(period)] if up}
    found["period"] |= {up: top for up in set(found["period"].values()) for top in [longer(up)] if top}
    return {dim: dict(sorted(up.items())) for dim, up in sorted(found.items())}


def longer(period: str) -> str | None:
    """The next longer period that contains this one; none above a year."""
    above = LONGER.get(cadence_of(period))
    return period_of(last_day(period), above) if above else None


def rank(cadence: Cadence) -> int:
    """How long a period is, to compare cadences."""
    return _RANK[cadence]


def fits(period: str, grain: Cadence, stock: bool) -> bool:
    """Whether a period is offered at a grain: as long or longer; of a stock, the month that ends such a period."""
    if stock and rank(cadence_of(period)) == 0:
        months = _END_MONTHS.get(grain)
        return months is None or last_day(period).month in months
    return rank(cadence_of(period)) >= rank(grain)


def _above_in(member: str, above: Mapping[Place, Place], levels: set[str]) -> str:
    dim, _, name = member.partition(":")
    up = above.get((dim, name))
    while up is not None and up[0] not in levels:
        up = above.get(up)
    return f"{up[0]}:{up[1]}" if up else CITY
