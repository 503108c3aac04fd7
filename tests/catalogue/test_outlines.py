"""Outlines of the Stadtviertel: each has one, and a file that does not fit is refused in one sentence."""

import json
from pathlib import Path
from typing import Any

import pytest
import release_fixture as fixture

from etl.catalogue.city import City
from etl.catalogue.outlines import OutlinesInvalid, with_outlines

NAMED = fixture.city().model_copy(update={"geometry": "viertel.geojson"})


def square(at: float) -> list[list[float]]:
    return [[at, 51.0], [at + 0.123456, 51.0], [at, 51.5], [at, 51.0]]


def features(city: City) -> list[dict[str, Any]]:
    return [
        {"properties": {"nr": d.nr}, "geometry": {"type": "Polygon", "coordinates": [square(float(n))]}}
        for n, d in enumerate(city.districts)
    ]


def write(folder: Path, found: list[dict[str, Any]]) -> None:
    (folder / "viertel.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": found}), encoding="utf-8"
    )


def test_a_city_without_a_file_stays_as_it_is(tmp_path: Path) -> None:
    assert with_outlines(fixture.city(), tmp_path) == fixture.city()


def test_every_district_gets_its_rings(tmp_path: Path) -> None:
    found = features(NAMED)
    found[0]["geometry"] = {"type": "MultiPolygon", "coordinates": [[square(0.0)], [square(70.0)]]}
    write(tmp_path, found)
    city = with_outlines(NAMED, tmp_path)
    assert [len(d.outline) for d in city.districts] == [2] + [1] * 42
    assert city.districts[1].outline[0][1] == (1.1235, 51.0)
    assert City.model_validate_json(city.model_dump_json()) == city


@pytest.mark.parametrize("what", ["missing", "text", "point", "short", "unknown", "less"])
def test_a_file_that_does_not_fit_is_refused(tmp_path: Path, what: str) -> None:
    found = features(NAMED)
    if what == "point":
        found[0]["geometry"] = {"type": "Point", "coordinates": [1.0, 2.0]}
    if what == "short":
        found[0]["geometry"]["coordinates"] = [square(0.0)[:2]]
    if what == "unknown":
        found[0]["properties"]["nr"] = "999"
    if what == "less":
        found.pop()
    write(tmp_path, found)
    if what == "text":
        (tmp_path / "viertel.geojson").write_text("kein JSON", encoding="utf-8")
    if what == "missing":
        (tmp_path / "viertel.geojson").unlink()
    with pytest.raises(OutlinesInvalid, match="geometry: "):
        with_outlines(NAMED, tmp_path)
