"""The example deliveries as files: one call, the same bytes for the same arguments."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from etl.example.accommodation import write_capacity, write_sites
from etl.example.arrivals import ArrivalList
from etl.example.forms import month_spans
from etl.example.months import Month, month_of, parse_month
from etl.example.occupancy import write_occupancy
from etl.example.offices import office_deliveries
from etl.example.plan import FIRST_DELIVERED, KINDS
from etl.example.refused import refused_deliveries
from etl.example.refused_offices import refused_office_deliveries
from etl.example.town import Town, live

_UKRAINE_APART = (2022, 2023)  # years in which the office kept a list of its own for arrivals from Ukraine
MAX_SCALE = 100.0


def last_full_month(today: dt.date) -> Month:
    """The month that ended before `today`."""
    return month_of(today).plus(-1)


def _span(until: str | None, today: dt.date) -> Month:
    latest = last_full_month(today)
    last = latest if until is None else parse_month(until)
    if not FIRST_DELIVERED <= last <= latest:
        raise ValueError(f"Der Monat {last} liegt nicht zwischen {FIRST_DELIVERED} und {latest}.")
    return last


def spans(until: Month) -> list[tuple[Month, ...]]:
    """The months of each file: whole years, the rest up to two years before `until`, then single months."""
    return month_spans(until)


def _name(months: tuple[Month, ...]) -> str:
    return str(months[0]) if len(months) == 1 else str(months[0].year)


def _deliveries(town: Town) -> Iterator[tuple[str, bytes]]:
    arrivals = ArrivalList(town)
    yield f"Unterkuenfte_{town.until.last}", write_sites(town)
    yield f"Belegungen_{town.until.last}", write_occupancy(town)
    for months in spans(town.until):
        name = _name(months)
        yield f"Kapazitaet_{name}", write_capacity(town, months)
        apart = len(months) > 1 and months[0].year in _UKRAINE_APART
        kinds = [kind for kind in KINDS if not (apart and kind == "p24_direkt")]
        if content := arrivals.write(months, kinds, "Zuweisungsliste"):
            yield f"Zuweisungen_{name}", content
        if apart and (content := arrivals.write(months, ["p24_direkt"], "Zuweisungsliste Ukraine")):
            yield f"Zuweisungen_{name}_Ukraine", content


def write_example(
    out: Path,
    seed: int = 1,
    until: str | None = None,
    scale: float = 1.0,
    today: dt.date | None = None,
) -> list[Path]:
    """Write the deliveries of the invented city into `out`, and into `out/fehlerhaft` those that must be refused.

    `until` is the last month (JJJJ-MM), by default the last full one before `today` (by default the day of the call);
    `scale` multiplies the number of persons. Files of the same name are replaced, others stay. Returns the paths
    written, the good ones first. Raises ValueError with a German sentence for a month or scale out of bounds.
    """
    if not 0 < scale <= MAX_SCALE:
        raise ValueError(f"Der Faktor muss größer als 0 und höchstens {MAX_SCALE:.0f} sein.")
    last = _span(until, today or dt.date.today())  # noqa: DTZ011  the office's own calendar day
    written = []
    broken = out / "fehlerhaft"
    broken.mkdir(parents=True, exist_ok=True)
    town = live(seed, last, scale)
    own = ((f"{name}.csv", content) for name, content in _deliveries(town))
    for name, content in (*own, *office_deliveries(town)):
        path = out / f"BEISPIEL_{name}"
        path.write_bytes(content)
        written.append(path)
    for name, content in {**refused_deliveries(seed, last), **refused_office_deliveries(seed, last)}.items():
        path = broken / name
        path.write_bytes(content)
        written.append(path)
    return written
