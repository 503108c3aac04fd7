"""Eine Arbeitsmappe mit 200.000 Zeilen lesen: gegen den Leser (calamine) allein.

Measured in one process, the two taking turns, the best of several rounds of each: the machine is not ours alone. The
reader alone opens the workbook and gives all cells of its sheet as Python values; we check the file, find the table,
tell its rows apart and write every cell as text for the contract.
"""

import datetime as dt
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from python_calamine import CalamineWorkbook

from etl.catalogue.load import load_catalogue
from etl.intake.delivery import open_parts
from etl.xlsx import Sheet, write_xlsx

ROOT = Path(__file__).parents[2]
ROWS, ROUNDS = 200_000, 7
HEADINGS = ("Pseudonym", "HH-Nr.", "Objekt", "WE-Nr.", "Einzug", "Auszug", "Geb.-Jahr", "Geschl.")


def workbook() -> bytes:
    """An occupancy list as an office keeps it: texts, numbers and dates typed, some cells empty."""
    chance, first = random.Random(1), dt.date(2015, 1, 1)
    rows: list[list[object]] = [["BEISPIEL"], ["Belegung"], ["Stand: 31.10.2026"], [], list(HEADINGS)]
    for number in range(ROWS):
        moved_in = first + dt.timedelta(days=chance.randrange(4000))
        moved_out = moved_in + dt.timedelta(days=chance.randrange(200)) if chance.random() < 0.8 else None
        place = f"GU-{chance.randrange(20):02d}"
        born = 1950 + chance.randrange(70)
        rows.append([f"p{number:07d}", number // 3, place, None, moved_in, moved_out, born, chance.choice("mw")])
    return write_xlsx([Sheet("Belegung", rows)])  # type: ignore[arg-type]


def seconds(work: Callable[[], object]) -> float:
    """How long a call takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> None:
    """Print the table."""
    catalogue = load_catalogue(ROOT / "data" / "catalogue", ROOT / "data" / "reference")
    sources = tuple(catalogue.sources.values())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "BEISPIEL_belegung.xlsx"
        path.write_bytes(workbook())

        def reader() -> None:
            CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()

        def ours() -> None:
            (part,) = open_parts(path, path.name, sources, Path(folder))
            assert part.raw is not None
            part.raw.path.unlink()

        times = [(seconds(reader), seconds(ours)) for _ in range(ROUNDS)]
    alone, all_of_it = min(t[0] for t in times), min(t[1] for t in times)
    print("| was | Sekunden | Verhältnis |\n|---|---|---|")
    print(f"| Leser allein | {alone:.2f} | 1,00 |".replace(".", ","))
    print(f"| Lieferung öffnen | {all_of_it:.2f} | {all_of_it / alone:.2f} |".replace(".", ","))


if __name__ == "__main__":
    main()
