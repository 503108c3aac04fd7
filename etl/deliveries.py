"""What is due from whom and since when, by rhythm, agreed days and the Stand of the last accepted delivery."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from etl.catalogue.catalogue import Catalogue
from etl.home import Home
from etl.release_tables import next_due
from etl.workshop import WorkshopBroken


@dataclass(frozen=True)
class Expected:
    """One source: who delivers it, the Stand of what is there, and when the next delivery is due.

    `data_as_of` and `due` are None while nothing was ever delivered; `days_late` is 0 while it is not due.
    """

    source_id: str
    title: str
    office: str
    contact: str
    rhythm: str
    data_as_of: dt.date | None
    due: dt.date | None
    days_late: int

    @property
    def state(self) -> str:
        """fehlt (never delivered), ueberfaellig or aktuell."""
        if self.data_as_of is None:
            return "fehlt"
        return "ueberfaellig" if self.days_late else "aktuell"


def expected(home: Home, catalogue: Catalogue, today: dt.date) -> Sequence[Expected]:
    """Every source of the catalogue, the longest overdue first, then what never came, then by due day.

    Raises WorkshopBroken while a run holds the workshop.
    """
    stands = _stands(home)
    found = []
    for source in catalogue.sources.values():
        stand = stands.get(source.id)
        due = next_due(source, stand)
        late = max((today - due).days, 0) if due else 0
        found.append(Expected(source.id, source.title, source.office, source.contact, source.rhythm, stand, due, late))
    return sorted(found, key=lambda e: (-e.days_late, e.state == "aktuell", e.due or dt.date.max, e.source_id))


def _stands(home: Home) -> dict[str, dt.date]:
    if not home.workshop.is_file():
        return {}
    try:
        with duckdb.connect(str(home.workshop), read_only=True) as con:
            return dict(
                con.execute(
                    "select source_id, max(data_as_of) from meta.load where outcome = 'uebernommen' group by source_id"
                ).fetchall()
            )
    except duckdb.Error as error:
        raise WorkshopBroken(f"Die Werkstatt {home.workshop} ist gerade in Gebrauch oder nicht lesbar.") from error
