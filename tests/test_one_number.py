"""The path of one number: from one cell of an office's list to the words on the mayor's card. Read this test first."""

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from small_city import CLOCK, SmallCity, run_city, the_catalogue

from dashboard.components.card import card
from dashboard.warehouse import snapshot
from etl import publish
from etl.home import Home
from etl.intake.archive import archive
from etl.intake.delivery import open_delivery
from etl.pipeline import run

FILE = "BEISPIEL_kapazitaet_2026-03.csv"
LINE, HEADING, CELL = 5, "Plätze genehmigt", "20"


def test_a_cell_of_the_capacity_list_becomes_words_on_the_card(tmp_path: Path) -> None:
    city, catalogue = SmallCity(), the_catalogue()
    city.write(tmp_path / "inbox")
    delivered = (tmp_path / "inbox" / FILE).read_bytes()

    # In the office's list: line 5, under "Plätze genehmigt", the office typed 20.
    lines = delivered.decode("cp1252").split("\r\n")
    place = lines[3].split(";").index(HEADING)
    assert lines[LINE - 1].split(";")[place] == CELL

    # Archived byte for byte under its hash.
    copy = archive(tmp_path / "inbox" / FILE, tmp_path / "archiv")
    assert copy.sha256 == hashlib.sha256(delivered).hexdigest()
    assert copy.path.read_bytes() == delivered

    # Raw text with its row number; the table was found by its headings.
    (tmp_path / "arbeit").mkdir()
    raw = open_delivery(copy.path, FILE, tuple(catalogue.sources.values()), tmp_path / "arbeit")
    assert (raw.source.id, raw.first_row, str(raw.data_as_of)) == ("unterkunft_kapazitaet", LINE, "2026-03-31")
    assert raw.cells[place] == "plaetze_genehmigt"

    home, result = run_city(tmp_path / "home", city)
    load_id = next(item.report.load_id for item in result.loaded if item.report.file == FILE)
    in_the_workshop(home, load_id)
    in_the_release(home)
    on_the_card(home)


def in_the_workshop(home: Home, load_id: str) -> None:
    """Typed and checked by the contract, with load and line; then one noun, one grain; then a cell."""
    with duckdb.connect(str(home.workshop), read_only=True) as con:
        staged = con.execute(
            "select load_id, row_number, plaetze_genehmigt from stage.unterkunft_kapazitaet"
            " where unterkunft_id = 'GU-01'"
        ).fetchone()
        assert staged == (load_id, LINE, 20)

        # One noun, one grain: 20 approved less 2 blocked; with the 10 of the other site 28 net places.
        core = "select plaetze_netto from core.unterkunft_monat where unterkunft = 'GU-01'"
        assert con.execute(core).fetchone() == (18,)
        cell = "select value from result.cells where measure = 'gu_plaetze_netto' and dim1 is null"
        assert con.execute(cell).fetchone() == (Decimal("28.00"),)


def in_the_release(home: Home) -> None:
    """Indicator and judgement: 19 persons in 28 places, below the corridor; in both files."""
    release = home.releases / str(publish.current(home))
    for audience in ("leitung", "rat"):
        with duckdb.connect(str(release / f"{audience}.duckdb"), read_only=True) as con:
            row = con.execute(
                "select value, numerator, denominator, status, sign from mart.value"
                " where indicator_id = 'gu_auslastung' and period = '2026-03' and dim1 is null"
            ).fetchone()
        assert row is not None
        assert row[0] == pytest.approx(67.857142857)
        assert row[1:] == (Decimal("19.00"), Decimal("28.00"), "watch", None)


def on_the_card(home: Home) -> None:
    """The words a mayor reads."""
    shown = snapshot(home.root, "leitung")
    reading = next(r for r in shown.readings if r.indicator.id == "gu_auslastung")
    words = " ".join(texts(card(reading, shown, CLOCK.today)))
    assert "68 %" in words, "bei weniger als 50 Plätzen ohne Nachkommastelle"
    assert "beobachten" in words
    assert "Zielkorridor 70 bis 85" in words
    assert "19 von 28" in words
    assert "31.03.2026" in words


def texts(component: Any) -> Iterator[str]:
    """All text of a component tree, in reading order."""
    if isinstance(component, str):
        yield component
    elif isinstance(component, list | tuple):
        for child in component:
            yield from texts(child)
    elif component is not None:
        yield from texts(getattr(component, "children", None))


def test_another_cell_another_number(tmp_path: Path) -> None:
    """The walk above would notice: one more approved place changes the value, and nothing else in the city."""
    capacity = (("GU-01", "03/2026", 21, 2, "in Betrieb"), *SmallCity().capacity[1:])
    one, _ = run_city(tmp_path / "a")
    other, _ = run_city(tmp_path / "b", SmallCity(capacity=capacity))
    values = []
    for home in (one, other):
        with duckdb.connect(str(home.releases / str(publish.current(home)) / "leitung.duckdb"), read_only=True) as con:
            values.append(
                dict(
                    con.execute(
                        "select indicator_id, value from mart.value where dim1 is null and period = '2026-03'"
                    ).fetchall()
                )
            )
    changed = {key for key in values[0] if values[0][key] != values[1][key]}
    assert changed == {"gu_auslastung", "gu_plaetze_netto"}
    assert run(other, other.inbox, the_catalogue(), CLOCK).release_id is None
