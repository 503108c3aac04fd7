"""A city small enough to reckon by hand: two sites, a few people, three months; its lists as an office writes them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.load import load_catalogue
from etl.home import Home, init
from etl.pipeline import Clock, RunResult, run

REPOSITORY = Path(__file__).parent.parent
INDICATORS = {
    "zuweisungen", "gu_belegung", "gu_plaetze_netto", "gu_auslastung", "gu_verweildauer_med",
    "einwohner", "schutzsuchende", "beschaeftigte_auslaendisch",
}  # fmt: skip
TODAY = dt.date(2026, 4, 5)
CLOCK = Clock(TODAY, dt.datetime(2026, 4, 5, 8, 0, 0))
# In the next quarter: corrections of published months wait for its first release.
LATER = Clock(dt.date(2026, 7, 5), dt.datetime(2026, 7, 5, 8, 0, 0))


@lru_cache(maxsize=1)
def whole_catalogue() -> Catalogue:
    """The catalogue of the repository."""
    return load_catalogue(REPOSITORY / "data" / "catalogue", REPOSITORY / "data" / "reference")


@lru_cache(maxsize=1)
def the_catalogue() -> Catalogue:
    """The catalogue of the repository with the indicators that the small city has data for, and the official three."""
    whole = whole_catalogue()
    return replace(whole, indicators={key: whole.indicators[key] for key in sorted(INDICATORS)})


def sheet(title: str, stand: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A list as offices save it: title block, Stand, headings, rows, source note; semicolons and cp1252."""
    lines = [f"BEISPIEL – {title}", f"Stand: {stand}", "", ";".join(headings)]
    lines += [";".join("" if cell is None else str(cell) for cell in row) for row in rows]
    lines += ["", "Quelle: eigene Erhebung"]
    return "\r\n".join(lines).encode("cp1252")


SITES = ("Kürzel", "Objekt", "Art", "Betreiber", "Stadtviertel", "Vertrag bis", "EUR/Platz/Tag")
CAPACITY = ("Kürzel", "Monat", "Plätze genehmigt", "dav. gesperrt", "Status")
STAYS = ("Pseudonym", "Objekt", "WE-Nr.", "Einzug", "Auszug", "Geb.-Jahr", "Geschl.")
ARRIVALS = ("Zuw.-Nr.", "Zuw.-Art", "Ankunft", "Pers.", "Staatsang.", "Aufenthaltsstatus", "Erstunterkunft")


@dataclass(frozen=True)
class SmallCity:
    """The rows of the four lists; change one and see what follows."""

    stand: str = "31.03.2026"
    sites: tuple[tuple[object, ...], ...] = (
        ("GU-01", "Haus Eins", "GU", "Träger A", "101", None, "12,50"),
        ("GU-02", "Haus Zwei", "Gemeinschaftsunterkunft", "Träger B", "Silberhöhe", "31.12.2027", "11,00"),
        ("NU-01", "Halle am Feld", "Notunterkunft", "Träger A", "2 21", "30.06.2026", None),
    )
    capacity: tuple[tuple[object, ...], ...] = (
        ("GU-01", "03/2026", 20, 2, "in Betrieb"),
        ("GU-02", "03/2026", 10, "-", "in Betrieb"),
        ("NU-01", "03/2026", 50, 0, "Stand-by"),
    )
    stays: tuple[tuple[object, ...], ...] = field(default_factory=lambda: _stays())
    arrivals: tuple[tuple[object, ...], ...] = (
        ("Z1", "Zuweisung", "05.01.2026", 4, "Syrien", "Gestattung", "GU-01"),
        ("Z2", "Zuweisung", "20.01.2026", 1, "Afghanistan", "Gestattung", "GU-01"),
        ("Z3", "§24 direkt", "21.01.2026", 3, "Ukraine", "§24", None),
        ("Z4", "Zuweisung", "02.03.2026", 7, "Syrien", "Duldung", "GU-02"),
        ("Z5", "Zuweisung", None, 5, "Syrien", "Gestattung", None),
    )

    def write(self, inbox: Path, **changed: tuple[tuple[object, ...], ...]) -> None:
        """Write the four files into the inbox."""
        city = replace(self, **changed)
        inbox.mkdir(parents=True, exist_ok=True)
        files = {
            "BEISPIEL_unterkuenfte.csv": sheet("Unterkünfte", city.stand, SITES, city.sites),
            "BEISPIEL_kapazitaet_2026-03.csv": sheet("Kapazitäten", city.stand, CAPACITY, city.capacity),
            "BEISPIEL_belegungen.csv": sheet("Belegung", city.stand, STAYS, city.stays),
            "BEISPIEL_zuweisungen_2026-03.csv": sheet("Zuweisungen", city.stand, ARRIVALS, city.arrivals),
        }
        for name, content in files.items():
            (inbox / name).write_bytes(content)


def _stays() -> tuple[tuple[object, ...], ...]:
    """Thirteen in GU-01 (one moved to GU-02 with a gap of two days), six in GU-02, two in flats, twelve who left."""
    rows: list[tuple[object, ...]] = []
    rows += [(f"a{n:02d}", "GU-01", None, "10.01.2026", None, 1990, "m") for n in range(12)]
    rows += [("b00", "GU-01", None, "10.01.2026", "01.03.2026", 2015, "w")]
    rows += [("b00", "GU-02", None, "03.03.2026", None, 2015, "w")]
    rows += [(f"c{n:02d}", "GU-02", None, "15.02.2026", None, 1980, "w") for n in range(6)]
    rows += [(f"d{n:02d}", None, "W 17", "01.02.2026", None, 1985, "w") for n in range(2)]
    rows += [(f"e{n:02d}", "GU-01", None, "01.01.2026", f"{n + 10}.03.2026", 1975, "m") for n in range(12)]
    return tuple(rows)


def run_city(root: Path, city: SmallCity | None = None, clock: Clock = CLOCK) -> tuple[Home, RunResult]:
    """Write the lists, run once, and return home and outcome."""
    home = init(root)
    (city or SmallCity()).write(home.inbox)
    return home, run(home, home.inbox, the_catalogue(), clock)
