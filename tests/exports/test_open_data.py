"""Open data: every public value once, the same in CSV and Parquet, described; nothing of a more detailed audience."""

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import handbook_release
import pytest
import release_fixture as fixture

from dashboard.exports import open_data

BASE = "https://daten.example.org/integration"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    handbook_release.publish(home)
    handbook_release.change(home, "leitung", "update mart.value set value = 77.7 where value is not null")
    made = open_data.publish(home, home / "daten", BASE)
    assert made.release_id == fixture.FIRST
    return home / "daten"


def rows(out: Path) -> list[dict[str, str]]:
    text = (out / open_data.CSV).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_every_public_value_stands_there_once_and_none_of_another_audience(out: Path) -> None:
    # The dashboard holds the file open in a way of its own; a copy is read.
    copy = out.parent / "kopie.duckdb"
    shutil.copyfile(out.parent / "releases" / fixture.FIRST / "rat.duckdb", copy)
    with duckdb.connect(str(copy), read_only=True) as con:
        stored = con.execute(
            "select indicator_id, period, coalesce(dim1, ''), coalesce(member1, ''), value, coalesce(sign, '')"
            " from mart.value order by all"
        ).fetchall()
    found = sorted(
        (r["kennzahl"], r["zeitraum"], r["merkmal"], r["auspraegung"], r["wert"], r["zeichen"]) for r in rows(out)
    )
    wanted = sorted(
        (*row[:4], "" if row[4] is None else f"{row[4]:.6f}".rstrip("0").rstrip("."), row[5]) for row in stored
    )
    assert found == wanted
    assert "77.7" not in {r["wert"] for r in rows(out)}


def test_a_withheld_value_is_empty_and_has_its_sign(out: Path) -> None:
    (hidden,) = [r for r in rows(out) if r["kennzahl"] == "wohnungsbedarf" and r["zeitraum"] == "2026-10"]
    assert (hidden["wert"], hidden["zeichen"], hidden["zaehler"]) == ("", "g", "")


def test_parquet_holds_the_same_rows_with_their_types(out: Path) -> None:
    with duckdb.connect() as con:
        frame = con.execute(f"select * from '{out / open_data.PARQUET}'")
        names = [column[0] for column in frame.description]
        kinds = {column[0]: str(column[1]) for column in frame.description}
        stored = [dict(zip(names, row, strict=True)) for row in frame.fetchall()]
    assert names == list(open_data.COLUMNS)
    assert kinds["wert"] == "DOUBLE" or "NUMBER" in kinds["wert"]
    delivered = rows(out)
    assert len(stored) == len(delivered)
    for one, other in zip(stored, delivered, strict=True):
        assert (one["kennzahl"], one["zeitraum"], one["zeichen"] or "") == (
            other["kennzahl"], other["zeitraum"], other["zeichen"]
        )  # fmt: skip
        assert (one["wert"] is None) == (other["wert"] == "")
        if one["wert"] is not None:
            assert float(other["wert"]) == pytest.approx(one["wert"], abs=1e-6)


def test_the_record_names_publisher_licence_time_and_every_file(out: Path) -> None:
    record = json.loads((out / open_data.RECORD).read_text(encoding="utf-8"))
    assert record["@type"] == "dcat:Dataset"
    assert record["dct:identifier"] == "kim-kennzahlen-15002000"
    assert record["dcatde:politicalGeocodingURI"]["@id"].endswith("/15002")
    addresses = [d["dcat:downloadURL"]["@id"] for d in record["dcat:distribution"]]
    assert addresses == [f"{BASE}/{n}" for n in ("kennzahlen.csv", "kennzahlen.parquet", "datenbeschreibung.json")]
    assert all((out / address.rpartition("/")[2]).is_file() for address in addresses)
    assert all(d["dct:license"]["@id"].endswith("dl-by-de/2.0") for d in record["dcat:distribution"])
    assert record["dct:temporal"]["dcat:startDate"]["@value"] == "2021-12-01"
    assert "Beispieldaten" in record["dct:description"]["@value"]


def test_the_dictionary_explains_every_column_sign_and_indicator(out: Path) -> None:
    told = json.loads((out / open_data.FIELDS).read_text(encoding="utf-8"))
    assert [column["name"] for column in told["spalten"]] == list(rows(out)[0])
    used = {r["zeichen"] for r in rows(out)} - {""}
    assert used <= set(told["zeichen"])
    assert {r["kennzahl"] for r in rows(out)} <= {k["kennzahl"] for k in told["kennzahlen"]}
    assert told["mindestfallzahl"] == 5


def test_the_same_release_gives_the_same_bytes(out: Path, tmp_path: Path) -> None:
    open_data.publish(out.parent, tmp_path, BASE)
    for name in (open_data.CSV, open_data.PARQUET, open_data.FIELDS, open_data.RECORD):
        assert (tmp_path / name).read_bytes() == (out / name).read_bytes(), name


def test_the_command_says_what_it_wrote_and_what_is_missing(out: Path, tmp_path: Path) -> None:
    call = [sys.executable, "-m", "dashboard", "open-data", "--out", str(tmp_path / "o"), "--home"]
    made = subprocess.run([*call, str(out.parent)], cwd=fixture.ROOT, capture_output=True, text=True, check=False)
    assert (made.returncode, made.stderr) == (0, "")
    assert f"Offene Daten der Ausgabe {fixture.FIRST}" in made.stdout
    missing = subprocess.run(
        [*call, str(tmp_path / "x")], cwd=fixture.ROOT, capture_output=True, text=True, check=False
    )
    assert (missing.returncode, "gibt es nicht." in missing.stderr) == (1, True)
