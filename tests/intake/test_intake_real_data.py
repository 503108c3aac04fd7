"""Every real file is read or refused with a sentence; the GENESIS tables give the figures known for Halle."""

import csv
import os
from pathlib import Path

import pytest
import yaml

from etl.catalogue.source import Source
from etl.contract.reasons import DeliveryRefused
from etl.intake.delivery import open_delivery

pytestmark = pytest.mark.real_data
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def real():
    return Path(os.environ["KIM_REAL_DATA"])


@pytest.fixture(scope="module")
def catalogue_sources():
    paths = sorted((ROOT / "data/catalogue/sources").glob("*.yaml"))
    return [Source.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in paths]


def halle(path, sources, tmp_path):
    raw = open_delivery(path, path.name, sources, tmp_path)
    with raw.path.open(encoding="utf-8", newline="") as file:
        rows = [dict(zip(raw.cells, cells[1:], strict=True)) for cells in csv.reader(file, delimiter=raw.delimiter)]
    return [row for row in rows if row["kreis"] == "15002"]


def attempt(path, sources, tmp_path):
    try:
        return open_delivery(path, path.name, sources, tmp_path)
    except DeliveryRefused as refused:
        return refused


def test_every_file_is_read_or_refused(real, catalogue_sources, tmp_path):
    read = set()
    for path in sorted(p for p in real.rglob("*") if p.is_file()):
        answer = attempt(path, catalogue_sources, tmp_path)
        if isinstance(answer, DeliveryRefused):
            assert len(answer.sentence) > 40, path
            assert "?" not in answer.sentence, path
        else:
            read.add(answer.source.id)
    official = {"einwohner_12411", "schutzsuchende_12531", "beschaeftigte_13111"}
    assert read == official | {"ba_arbeitslose", "ba_beschaeftigungsquote", "ba_beschaeftigte_alter"}


def test_population_on_two_bases(real, catalogue_sources, tmp_path):
    found = {}
    for path in sorted((real / "genesis").glob("12411*")):
        for row in halle(path, catalogue_sources, tmp_path):
            if row["geschlecht"] == "Insgesamt":
                found[row["stichtag"]] = (row["einwohner"], row["basis"])
    assert found == {"31.12.2022": ("242083", "Zensus 2011"), "2024-12-31": ("226767", "Zensus 2022")}


def test_protection_seekers(real, catalogue_sources, tmp_path):
    (path,) = (real / "genesis").glob("12531*")
    rows = halle(path, catalogue_sources, tmp_path)
    whole = {"SCHUTZST-AK-1", "SCHUTZST-OF", "SCHUTZST-X"}
    numbers = [
        (row["schutzstatus"] in whole, int(row["schutzsuchende"])) for row in rows if row["schutzsuchende"].isdigit()
    ]
    assert sum(number for counts, number in numbers if counts) == 13_360
    assert sum(number for _, number in numbers) == 35_155


def test_countries_of_the_statistics_are_known(real, catalogue_sources, tmp_path):
    with (ROOT / "data/reference/staaten.csv").open(encoding="utf-8", newline="") as file:
        known = {word for row in csv.DictReader(file, delimiter=";") for word in row["schreibweisen"].split("|")}
    (path,) = (real / "genesis").glob("12531*")
    raw = open_delivery(path, path.name, catalogue_sources, tmp_path)
    place = raw.cells.index("staat_code") + 1
    with raw.path.open(encoding="utf-8", newline="") as file:
        codes = {cells[place] for cells in csv.reader(file, delimiter=raw.delimiter)}
    assert len(codes) > 60
    assert codes <= known
