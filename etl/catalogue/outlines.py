"""The outlines of the Stadtviertel from a GeoJSON file that city.yaml names: rings of longitude and latitude."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from etl.catalogue.city import City, Ring

# About ten metres: finer than a drawing of a city can show.
PLACES = 4


class OutlinesInvalid(Exception):
    """The file is missing, no GeoJSON of areas, or does not fit the Stadtviertel; the text is a German sentence."""


def with_outlines(city: City, reference: Path) -> City:
    """The city with the outlines of the file it names; unchanged where it names none. Raises OutlinesInvalid.

    Each feature is a Polygon or MultiPolygon whose property `nr` is the number of its Stadtviertel.
    """
    if city.geometry is None:
        return city
    try:
        content = json.loads((reference / city.geometry).read_text(encoding="utf-8"))
        found = dict(_features(content))
    except (OSError, ValueError, KeyError, TypeError) as error:
        sentence = f"geometry: „{city.geometry}“ ist kein lesbares GeoJSON mit Flächen und der Eigenschaft nr"
        raise OutlinesInvalid(f"{sentence} ({type(error).__name__}).") from error
    known = {district.nr for district in city.districts}
    if wrong := sorted(set(found) ^ known):
        raise OutlinesInvalid(f"geometry: Stadtviertel fehlen in der Datei oder in city.yaml: {', '.join(wrong)}.")
    districts = tuple(d.model_copy(update={"outline": found[d.nr]}) for d in city.districts)
    return city.model_copy(update={"districts": districts})


def _features(content: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Ring, ...]]]:
    for feature in content["features"]:
        geometry = feature["geometry"]
        areas = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}[geometry["type"]]
        rings = tuple(tuple((_rounded(p[0]), _rounded(p[1])) for p in ring) for area in areas for ring in area)
        if not rings or any(len(ring) < 4 for ring in rings):
            raise ValueError("leere Fläche")
        yield str(feature["properties"]["nr"]), rings


def _rounded(degrees: float) -> float:
    return round(float(degrees), PLACES)
