"""A year of a small invented city as figures of a build, with views of its own, and as a release."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
from small_city import the_catalogue

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.view import View
from etl.disclosure.export import relations_file
from etl.disclosure.memory import Remembered
from etl.disclosure.protect import Shown, protect_all
from etl.figures import Cell, Figures, Value
from etl.publish import write_release_file

SITES = {"GU-01": "101", "GU-02": "455", "GU-03": "455"}
MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]
USED = ("gu_belegung", "gu_plaetze_netto", "gu_auslastung", "zuweisungen", "gu_verweildauer_med")


def catalogue() -> Catalogue:
    """The catalogue with five indicators, occupancy also by Stadtviertel, and views of its own."""
    full = the_catalogue()
    indicators = {name: full.indicators[name] for name in USED}
    stock = indicators["gu_belegung"]
    views = (("unterkunft",), ("stadtbezirk",), ("stadtviertel",))
    indicators["gu_belegung"] = stock.model_copy(update={"breakdowns": views})
    offered = (
        View(measure="zuweisungen", dims=("herkunft",), grain={"leitung": "monat", "rat": "quartal"}),
        View(measure="zuweisungen", dims=("status",), grain={"leitung": "quartal", "rat": "nie"}),
        View(measure="gu_belegung", dims=("stadtviertel",), grain={"leitung": "monat", "rat": "nie"}),
        View(measure="gu_belegung", dims=("gebiet",), grain={"leitung": "nie", "rat": "quartal"}),
    )
    return replace(full, indicators=indicators, views=offered)


def figures(seed: int) -> Figures:
    """A year of occupancy and arrivals, small enough that much must be withheld."""
    random = np.random.default_rng(seed)
    cells: list[Cell] = []
    for month in MONTHS:
        by_site = {site: int(random.integers(1, 25)) for site in SITES}
        cells += _view("gu_belegung", month, "unterkunft", by_site)
        boroughs = {"1": by_site["GU-01"], "4": by_site["GU-02"] + by_site["GU-03"]}
        cells += _view("gu_belegung", month, "stadtbezirk", boroughs)
        districts = {"101": by_site["GU-01"], "231": 0, "232": 0, "455": boroughs["4"]}
        cells += _view("gu_belegung", month, "stadtviertel", districts)
        cells.append(_city("gu_belegung", month, sum(by_site.values())))
        cells += _view("gu_plaetze_netto", month, "unterkunft", dict.fromkeys(SITES, 30))
        cells.append(_city("gu_plaetze_netto", month, 90))
        origins = {name: int(random.integers(0, 9)) for name in ("syr", "afg", "ukr", "irn")}
        states = dict(zip(("gestattung", "duldung"), _split(sum(origins.values()), random), strict=True))
        cells += _view("zuweisungen", month, "herkunft", origins) + _view("zuweisungen", month, "status", states)
        cells.append(_city("zuweisungen", month, sum(origins.values())))
    return Figures(tuple(cells), tuple(values(cells)))


def _city(measure: str, month: str, value: int) -> Cell:
    return Cell(measure, month, None, None, None, None, Decimal(value))


def _view(measure: str, month: str, dim: str, members: dict[str, int]) -> list[Cell]:
    return [Cell(measure, month, dim, member, None, None, Decimal(value)) for member, value in members.items()]


def _split(total: int, random: np.random.Generator) -> tuple[int, int]:
    part = int(random.integers(0, total + 1))
    return part, total - part


def values(cells: list[Cell]) -> Iterator[Value]:
    index = {(cell.measure, cell.at): cell.value for cell in cells}
    for cell in cells:
        assert cell.value is not None
        yield Value(cell.measure, *cell.at, float(cell.value), None, None, None, None, ("lade",))
        places = index.get(("gu_plaetze_netto", cell.at))
        if cell.measure == "gu_belegung" and places:
            rate = 100 * float(cell.value) / float(places)
            yield Value("gu_auslastung", *cell.at, rate, cell.value, places, None, None, ("lade",))
    for number, month in enumerate(MONTHS):
        yield Value("gu_verweildauer_med", month, None, None, None, None, 90.0, None, None, 6 + number, None, ())


def shown(seed: int, memory: dict[str, Remembered] | None = None) -> dict[str, Shown]:
    return protect_all(figures(seed), catalogue(), SITES, memory or {})


def release(folder: Path, parts: dict[str, Shown]) -> Path:
    """A release folder with the cells and values of a build."""
    folder.mkdir()
    for name, part in parts.items():
        values = [
            (v.indicator_id, *v.at, v.value, v.numerator, v.denominator, None, v.sign, None, None, None, None, None)
            for v in part.figures.values
        ]
        cells = [(c.measure, *c.at, c.value, c.mark) for c in part.figures.cells]
        write_release_file(folder / f"{name}.duckdb", {"mart.cells": cells, "mart.value": values})
        (folder / relations_file(name)).write_text(part.relations.to_json(), encoding="utf-8")
    return folder
