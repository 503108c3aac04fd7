"""What leaves for the council: the same bytes whatever a withheld count is, and no trace of one anywhere."""

import datetime as dt
import logging
import struct
import tempfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
from every_product import everything, release, said
from small_city import CLOCK, SmallCity, the_catalogue

from etl.catalogue.catalogue import Catalogue
from etl.home import Home, init
from etl.pipeline import run

NOW = dt.datetime(2026, 4, 5, 10, 0, tzinfo=dt.UTC)
PAPERS = {"anfrage": "2025-05", "jahresbericht": "2025", "lagebild": "2026-03", "quartalsbericht": "2025-Q2"}
NAME = "GEHEIM-77"
# A withheld count that is found again in every form, because no other number looks like it.
CANARY = 7919
# A word that every form of product prints, so that reading it is known to work.
PRINTED = "zuweisung"
OURS = ("h", "out")
AFGHANISTAN, IRAQ = "423", "438"
AS_PRINTED = ("7919", "7.919", "7 919", "7\u00a0919", "7\u202f919", "7,919")
# As whole number, as number with two decimals, and as floating point number.
AS_STORED = (CANARY.to_bytes(8, "little"), (100 * CANARY).to_bytes(8, "little"), struct.pack("<d", CANARY))


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
    rights = whole.city.rights.model_copy(update={"audiences": (first, last.model_copy(update={"k": CANARY + 200}))})
    return replace(whole, city=whole.city.model_copy(update={"rights": rights}))


def rows(home: Home) -> dict[str, list[tuple[Any, ...]]]:
    """Table -> its rows in key order, of the council's file."""
    with duckdb.connect(str(release(home) / "rat.duckdb"), read_only=True) as con:
        names = con.execute("select table_schema || '.' || table_name from information_schema.tables").fetchall()
        return {name: con.execute(f"from {name} order by all nulls first").fetchall() for (name,) in sorted(names)}


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
    made = everything(one, catalogue, PAPERS, tmp_path / "eins.out", NOW)
    again = everything(other, catalogue, PAPERS, tmp_path / "zwei.out", NOW)
    assert {name for name in made if made[name] != again.get(name)} == set()
    assert made.keys() == again.keys()
    assert {name.rpartition(".")[2] for name in made} >= {
        "csv",
        "xlsx",
        "docx",
        "pdf",
        "pptx",
        "html",
        "parquet",
        "svg",
    }
    assert b"Syrien" in made["/kennzahl/zuweisungen?show=herkunft"]


@pytest.mark.slow
def test_a_withheld_count_and_a_name_leave_no_trace(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    caplog.set_level(logging.DEBUG)
    catalogue = with_great_minimum()
    town = city(0, CANARY)
    stays = ((NAME, "GU-01", None, "31.02.2026", None, 1990, "m"), *town.stays)
    home = built(tmp_path / "h", replace(town, stays=stays), catalogue)
    with duckdb.connect(str(release(home) / "leitung.duckdb"), read_only=True) as con:
        counted = con.execute(
            "select value from mart.cells where member1 = ? and period = '2025-Q2'", [IRAQ]
        ).fetchall()
    assert counted == [(CANARY,)], "die erste Sicht sieht die Zahl; sonst prüfte dieser Test nichts"
    made = everything(home, catalogue, PAPERS, tmp_path / "out", NOW)
    made["rat.duckdb"] = (release(home) / "rat.duckdb").read_bytes()
    printed = capfd.readouterr()
    made["log"] = "\n".join((printed.out, printed.err, caplog.text)).encode()
    left = [path for path in tmp_path.rglob("*") if path.is_file() and path.relative_to(tmp_path).parts[0] not in OURS]
    made |= {f"temp/{path.name}": path.read_bytes() for path in left}
    assert {name for name, content in made.items() if traces(name, content)} == set()
    assert [path.name for path in home.root.iterdir() if path.name.startswith(".lauf")] == []
    for form in ("pdf", "docx", "xlsx", "pptx", "csv", "html", "parquet", "duckdb"):
        read = [part for name in made if name.endswith(f".{form}") for part in said(name, made[name])]
        assert any(PRINTED.encode() in part.lower() for part in read), form
    theirs = (release(home) / "leitung.duckdb").read_bytes()
    assert traces("leitung.duckdb", theirs), "in der ersten Sicht wird die Zahl gefunden"


def traces(name: str, content: bytes) -> set[str]:
    """The forms in which a withheld count or a name is found in the bytes of a file or in what they say."""
    words = {text: text.encode(code) for text in (NAME, *AS_PRINTED[:1]) for code in ("utf-16-le", "utf-16-be")}
    words |= {f"{NAME} ": NAME.encode()} | {f"{form!r}": form for form in AS_STORED if name.endswith("duckdb")}
    found = {word for word, form in words.items() if form in content}
    for part in said(name, content):
        found |= {word for word in (NAME, *AS_PRINTED) if word.encode() in part}
    return found
