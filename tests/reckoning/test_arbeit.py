"""Unemployed persons of the delivered nationalities, reckoned twice: from the files as text and from the release."""

import csv
from pathlib import Path

import duckdb
import pytest
from small_city import CLOCK, whole_catalogue

from etl.home import init
from etl.pipeline import run

FILES = {
    "BEISPIEL_Arbeitslose_2025_Syrien.csv": (
        ("2022", "33.100", "70.200", "103.300"),
        ("2023", "36.001", "73.000", "109.001"),
    ),
    "BEISPIEL_Arbeitslose_2025_Ukraine.csv": (("2022", "x", "x", "x"), ("2023", "120.500", "60.250", "180.750")),
}


def written(folder: Path) -> dict[tuple[str, str], int]:
    """Write the files as the labour agency does, and read them again with csv: (year, nationality) -> persons."""
    expected = {}
    for name, rows in FILES.items():
        lines = ['"Jahr";"Frauen Arbeitslose ";"Männer Arbeitslose ";"Arbeitslose "']
        lines += [";".join(f'"{cell}"' for cell in row) for row in rows]
        (folder / name).write_text("\ufeff" + "\n".join(lines) + "\n", encoding="utf-8")
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            for row in list(csv.reader(file, delimiter=";"))[1:]:
                if row[3] != "x":
                    expected[row[0], "475" if "Syrien" in name else "166"] = int(row[3].replace(".", ""))
    return expected


def test_unemployed_by_nationality_and_year(tmp_path: Path) -> None:
    home = init(tmp_path / "h")
    expected = written(home.inbox)
    result = run(home, home.inbox, whole_catalogue(), CLOCK)
    assert result.release_id, result.impossible
    with duckdb.connect(str(home.releases / result.release_id / "rat.duckdb"), read_only=True) as con:
        rows = con.execute(
            "select period, member1, value, sign from mart.value where indicator_id = 'arbeitslose_deutschland'"
        ).fetchall()
    found = {(period[:4], member): value for period, member, value, sign in rows if sign is None}
    assert {key: value for key, value in found.items() if key[1]} == expected
    assert found["2023", None] == 109_001 + 180_750
    signs = {(period, member): sign for period, member, _, sign in rows}
    assert signs["2022-12", "166"] == signs["2022-12", None] == "x", "fehlt ein Teil, gibt es keine Summe"


@pytest.mark.parametrize("name", FILES)
def test_one_file_alone_is_enough(tmp_path: Path, name: str) -> None:
    home = init(tmp_path / "h")
    written(home.inbox)
    for path in home.inbox.iterdir():
        if path.name != name:
            path.unlink()
    assert run(home, home.inbox, whole_catalogue(), CLOCK).release_id
