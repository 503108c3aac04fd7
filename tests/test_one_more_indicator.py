"""One YAML file more is one indicator more, everywhere, with no code change."""

import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from component_text import text
from small_city import CLOCK, INDICATORS, REPOSITORY, SmallCity

from dashboard.access import access_for
from dashboard.app import render
from dashboard.exports.handbook import write
from etl.catalogue.load import load_catalogue
from etl.explain import explain, explain_text
from etl.home import Home, init
from etl.pipeline import run

NEW = """
id: gu_frauen
title: Frauen und Mädchen in Gemeinschaftsunterkünften
question: Wie viele Frauen und Mädchen leben in Gemeinschaftsunterkünften?
interpretation: Ein erfundener Satz für die Prüfung.
field: ergebnisse
step: unterbringung
lens: abgestimmt
unit: Personen
decimals: 0
kind: bestand
direction: "-"
cadence: monat
owner: Umzugs- und Betreuungsmanagement
sources: [belegungen, unterkuenfte]
definition: Weibliche Personen mit laufendem Aufenthalt am Monatsletzten.
formula: {kind: grundzahl, measure: sum(personen), table: core.belegung_monat, period: stichtag,
  where: "unterkunftsart = 'gu' and geschlecht = 'w'"}
breakdowns: [[unterkunft]]
thresholds: [{valid_from: 2020-01-01, on_track: {max: 5}, watch: {max: 10}, decided_by: Prüfung}]
disclosure: {unit: personen}
review: 2027-06-30
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    root = tmp_path_factory.mktemp("eine_mehr")
    folder = Path(shutil.copytree(REPOSITORY / "data" / "catalogue", root / "catalogue"))
    (folder / "indicators" / "gu_frauen.yaml").write_text(NEW, encoding="utf-8")
    whole = load_catalogue(folder, REPOSITORY / "data" / "reference")
    chosen = {key: whole.indicators[key] for key in sorted({*INDICATORS, "gu_frauen"})}
    home = init(root / "home")
    SmallCity().write(home.inbox)
    assert run(home, home.inbox, replace(whole, indicators=chosen), CLOCK).release_id
    return home


def current(home: Home) -> str:
    return (home.releases / "CURRENT").read_text().strip()


@pytest.mark.parametrize("audience", ["leitung", "rat"])
def test_it_is_reckoned_judged_and_divided_in_every_release(home: Home, audience: str) -> None:
    with duckdb.connect(str(home.releases / current(home) / f"{audience}.duckdb"), read_only=True) as con:
        rows = con.execute(
            "select period, member1, value, status from mart.value"
            " where indicator_id = 'gu_frauen' and period = '2026-03' order by member1 nulls first"
        ).fetchall()
        cells = con.execute("select count(*) from mart.cells where measure = 'gu_frauen'").fetchone()
    assert rows[0] == ("2026-03", None, 7.0, "watch")
    assert [row[1] for row in rows[1:]] == ["GU-01", "GU-02"]
    assert cells is not None
    assert cells[0] >= 6


@pytest.mark.parametrize("path", ["/", "/kennzahl/gu_frauen"])
def test_the_pages_show_it(home: Home, path: str) -> None:
    whole = load_catalogue(REPOSITORY / "data" / "catalogue", REPOSITORY / "data" / "reference")
    shown = render(home.root, access_for(whole.city.rights, "lokal"), path, CLOCK.now)
    assert "Frauen und Mädchen in Gemeinschaftsunterkünften" in text(shown)


def test_it_can_be_explained_and_stands_in_the_handbook(home: Home, tmp_path: Path) -> None:
    said = explain_text(explain(home.releases, current(home), "leitung", "gu_frauen"))
    assert "Wert: 7 Personen" in said
    assert "beobachten; Zielkorridor offen bis 5" in said
    written = write(home.root, "rat", tmp_path)
    assert "Weibliche Personen mit laufendem Aufenthalt am Monatsletzten." in written.html.read_text(encoding="utf-8")
