"""What leaves for the council: the same bytes whatever a withheld count is, and no trace of one anywhere."""

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
from small_city import CLOCK, SmallCity, the_catalogue

from dashboard.app import create_app
from dashboard.exports import open_data
from etl import publish
from etl.catalogue.catalogue import Catalogue
from etl.home import Home, init
from etl.pipeline import run

PAGES = ("/", "/katalog", "/ankunft", "/kennzahl/zuweisungen", "/kennzahl/zuweisungen?show=herkunft", "/daten")
NOW = dt.datetime(2026, 4, 5, 10, 0, tzinfo=dt.UTC)
NAME = "GEHEIM-77"
# A withheld count that is found again in every form, because no other number looks like it.
CANARY = 7919
AFGHANISTAN, IRAQ = "423", "438"
AS_PRINTED = ("7919", "7.919", "7 919", "7\u202f919", "7,919")


def city(afghanistan: int, irak: int) -> SmallCity:
    """Sixty from Syria every month of 2025, eight from Türkiye, and the two given numbers in May."""
    arrivals: list[tuple[object, ...]] = []

    def arrive(month: int, country: str, persons: int) -> None:
        while persons > 0:
            row = (
                f"A{len(arrivals)}",
                "Zuweisung",
                f"05.{month:02d}.2025",
                min(persons, 20),
                country,
                "Duldung",
                "GU-01",
            )
            arrivals.append(row)
            persons -= 20

    for month in range(1, 13):
        arrive(month, "Syrien", 60)
    arrive(8, "Türkei", 8)
    arrive(5, "Afghanistan", afghanistan)
    arrive(5, "Irak", irak)
    return SmallCity(arrivals=(*arrivals, *SmallCity().arrivals))


def built(root: Path, town: SmallCity, catalogue: Catalogue) -> Home:
    home = init(root)
    (home.root / "secret.key").write_bytes(bytes(range(32)))
    town.write(home.inbox)
    result = run(home, home.inbox, catalogue, CLOCK)
    assert result.release_id, result.impossible
    return home


@lru_cache
def with_great_minimum() -> Catalogue:
    """The council's minimum count so great that a withheld count can be a number of its own."""
    whole = the_catalogue()
    first, *_, last = whole.city.rights.audiences
    rights = whole.city.rights.model_copy(update={"audiences": (first, last.model_copy(update={"k": CANARY + 1}))})
    return replace(whole, city=whole.city.model_copy(update={"rights": rights}))


def rows(home: Home) -> dict[str, list[tuple[Any, ...]]]:
    """Table -> its rows in key order, of the council's file."""
    with duckdb.connect(str(release(home) / "rat.duckdb"), read_only=True) as con:
        names = con.execute("select table_schema || '.' || table_name from information_schema.tables").fetchall()
        return {name: con.execute(f"from {name} order by all nulls first").fetchall() for (name,) in sorted(names)}


def release(home: Home) -> Path:
    return home.releases / str(publish.current(home))


def products(home: Home, catalogue: Catalogue, out: Path) -> dict[str, bytes]:
    """Everything that the council can fetch: pages, their workbook, open data, relations."""
    browser = create_app(home.root, "rat", rights=catalogue.city.rights, clock=lambda: NOW).server.test_client()
    # Dash writes a token of its own into every document.
    found = {page: re.sub(rb'"end_id":"[^"]*"', b"", browser.get(page).data) for page in PAGES}
    open_data.publish(home.root, out, "https://daten.example")
    found |= {path.name: path.read_bytes() for path in out.iterdir()}
    return {**found, "relations": (release(home) / "relations.rat.json").read_bytes()}


@pytest.mark.slow
def test_cities_that_differ_in_withheld_counts_only_look_the_same_to_the_council(tmp_path: Path) -> None:
    catalogue = the_catalogue()
    one, other = (
        built(tmp_path / name, city(*numbers), catalogue) for name, numbers in (("eins", (1, 2)), ("zwei", (2, 1)))
    )
    tables = rows(one)
    withheld = [
        row for row in tables["mart.cells"] if row[0] == "zuweisungen" and row[-1] == "g" and row[2] == "herkunft"
    ]
    assert {row[3] for row in withheld} >= {AFGHANISTAN, IRAQ}
    assert tables == rows(other)
    assert sum(map(len, tables.values())) > 100
    pages = products(one, catalogue, tmp_path / "offen1")
    assert pages == products(other, catalogue, tmp_path / "offen2")
    assert b"Syrien" in pages["/kennzahl/zuweisungen?show=herkunft"]


@pytest.mark.slow
def test_a_withheld_count_and_a_name_leave_no_trace(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    catalogue = with_great_minimum()
    town = city(0, CANARY)
    stays = ((NAME, "GU-01", None, "31.02.2026", None, 1990, "m"), *town.stays)
    home = built(tmp_path / "h", replace(town, stays=stays), catalogue)
    with duckdb.connect(str(release(home) / "leitung.duckdb"), read_only=True) as con:
        counted = con.execute(
            "select value from mart.cells where member1 = ? and period = '2025-Q2'", [IRAQ]
        ).fetchall()
    assert counted == [(CANARY,)], "die erste Sicht sieht die Zahl; sonst prüfte dieser Test nichts"
    for name, table in rows(home).items():
        for row in table:
            assert not any(trace in str(cell) for cell in row for trace in (*AS_PRINTED, NAME)), (name, row)
    made = products(home, catalogue, tmp_path / "offen")
    made["rat.duckdb"] = (release(home) / "rat.duckdb").read_bytes()
    printed = capfd.readouterr()
    made["log"] = (printed.out + printed.err).encode()
    for name, content in made.items():
        for part in unpacked(content):
            assert NAME.encode() not in part, name
            if name != "rat.duckdb" and not name.endswith(".parquet"):
                assert not any(trace.encode() in part for trace in AS_PRINTED), name
    assert [path.name for path in home.root.iterdir() if path.name.startswith(".lauf")] == []


def unpacked(content: bytes) -> list[bytes]:
    """The bytes themselves, and those of the members where they are a ZIP."""
    if not content.startswith(b"PK"):
        return [content]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return [content, *(package.read(name) for name in package.namelist())]
