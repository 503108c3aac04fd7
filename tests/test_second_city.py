"""Another city takes over: other districts, companies, audiences and thresholds in YAML, and not one line of code."""

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from small_city import CLOCK, INDICATORS, REPOSITORY, SmallCity

from dashboard.access import access_for
from dashboard.warehouse import snapshot
from etl.catalogue.catalogue import Catalogue
from etl.catalogue.load import load_catalogue
from etl.home import Home, init
from etl.pipeline import run

CITY: dict[str, Any] = {
    "name": "Stadt Musterhafen",
    "short_name": "Musterhafen",
    "ags": "01999000",
    "state": "Küstenland",
    "office": "Amt für Zusammenleben",
    "contact": "Auswertung",
    "boroughs": [{"nr": "N", "name": "Nordufer"}, {"nr": "S", "name": "Südufer"}],
    "districts": [
        {"nr": "N1", "name": "Werft", "borough": "N"},
        {"nr": "N2", "name": "Leuchtturm", "borough": "N"},
        {"nr": "S1", "name": "Markt", "borough": "S"},
    ],
    "companies": [{"id": "hafenheim", "name": "Hafenheim"}],
    "age_groups": [
        {"id": "jung", "label": "unter 27 Jahre", "from_age": 0, "to_age": 26},
        {"id": "alt", "label": "27 Jahre und älter", "from_age": 27, "to_age": 130},
    ],
    "rights": {
        "audiences": [{"id": "intern", "title": "Intern", "k": 4}, {"id": "presse", "title": "Presse", "k": 8}],
        "roles": [
            {"id": "amt", "title": "Amt", "audience": "intern", "rights": ["betriebsdaten"]},
            {"id": "alle", "title": "Alle", "audience": "presse"},
        ],
    },
}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The catalogue of Halle with the city file and one threshold replaced."""
    folder = Path(shutil.copytree(REPOSITORY / "data" / "catalogue", tmp_path_factory.mktemp("zwei") / "catalogue"))
    city = yaml.safe_load((folder / "city.yaml").read_text(encoding="utf-8"))
    (folder / "city.yaml").write_text(yaml.safe_dump({**city, **CITY}, allow_unicode=True), encoding="utf-8")
    path = folder / "indicators" / "gu_auslastung.yaml"
    rate = yaml.safe_load(path.read_text(encoding="utf-8"))
    rate["thresholds"] = [
        {
            "valid_from": dt.date(2020, 1, 1),
            "on_track": {"max": 60},
            "watch": {"max": 65},
            "decided_by": "Rat Musterhafen",
        }
    ]
    path.write_text(yaml.safe_dump(rate, allow_unicode=True), encoding="utf-8")
    for path in (*(folder / "sources").glob("*.yaml"), *(folder / "briefings").glob("*.yaml")):
        text = path.read_text(encoding="utf-8").replace("audience: leitung", "audience: intern")
        path.write_text(text.replace("audience: rat", "audience: presse"), encoding="utf-8")
    views = folder / "views.yaml"
    decided = views.read_text(encoding="utf-8").replace("leitung:", "intern:").replace("rat:", "presse:")
    views.write_text(decided, encoding="utf-8")
    whole = load_catalogue(folder, REPOSITORY / "data" / "reference")
    return replace(whole, indicators={key: whole.indicators[key] for key in sorted(INDICATORS)})


@pytest.fixture(scope="module")
def home(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = init(tmp_path_factory.mktemp("zwei") / "home")
    sites = tuple(
        (*row[:4], district, *row[5:]) for row, district in zip(SmallCity().sites, ("N1", "Markt", "N2"), strict=True)
    )
    SmallCity(sites=sites).write(home.inbox)
    assert run(home, home.inbox, catalogue, CLOCK).release_id
    return home


def values(home: Home, audience: str, indicator: str) -> dict[tuple[str | None, str | None], tuple[Any, ...]]:
    release = home.releases / (home.releases / "CURRENT").read_text().strip()
    with duckdb.connect(str(release / f"{audience}.duckdb"), read_only=True) as con:
        rows = con.execute(
            "select dim1, member1, value, status, sign from mart.value where indicator_id = ? and period = '2026-03'",
            [indicator],
        ).fetchall()
    return {row[:2]: row[2:] for row in rows}


def test_its_audiences_are_its_files_with_their_own_k(home: Home) -> None:
    release = home.releases / (home.releases / "CURRENT").read_text().strip()
    assert {path.name for path in release.iterdir()} >= {"intern.duckdb", "presse.duckdb"}
    places = values(home, "intern", "gu_belegung"), values(home, "presse", "gu_belegung")
    assert places[0]["unterkunft", "GU-02"] == (7.0, None, None)
    assert places[1]["unterkunft", "GU-02"] == (None, None, "g")


def test_its_boroughs_and_age_groups_divide_its_figures(home: Home) -> None:
    shown = values(home, "intern", "gu_belegung")
    assert shown["stadtbezirk", "N"][0] == 12
    assert shown["stadtbezirk", "S"][0] == 7
    assert {member for dim, member in shown if dim == "altersgruppe"} == {"jung", "alt"}


def test_its_threshold_judges(home: Home) -> None:
    rate, status, _ = values(home, "intern", "gu_auslastung")[None, None]
    assert (round(rate, 1), status) == (67.9, "act")


def test_its_dashboard_shows_its_name_to_its_roles(home: Home, catalogue: Catalogue) -> None:
    rights = catalogue.city.rights
    assert access_for(rights, "alle").audience.id == "presse"
    assert access_for(rights, "lokal").audience.id == "intern"
    assert snapshot(home.root, "presse").city.name == "Stadt Musterhafen"
