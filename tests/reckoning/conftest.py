"""Workshops after a run: of the small hand-made lists, and of a short example with all its mess."""

import dataclasses
import datetime as dt
from collections.abc import Iterator

import duckdb
import pytest
from small_city import CLOCK, REPOSITORY
from small_network import write_lists

from etl.catalogue.load import load_catalogue
from etl.example.write import write_example
from etl.home import init
from etl.pipeline import Clock, run

OFFICES = [
    "beirat_befassungen",
    "bereitstellung_tage",
    "buergerinfo_termine",
    "ehr_aktive",
    "ehr_vermittlung_tage",
    "einbuergerung_a",
    "fallmanagement_relation",
    "ikoe_fortbildung",
    "ikoe_mehrsprachige_angebote",
    "kita_quote_3_6",
    "kontingent_abruf",
    "kontingent_bestand",
    "kontingent_nutzung",
    "mietstabilitaet_12m",
    "nachbetreuung_quote",
    "netz_aktivitaet",
    "netz_massnahmen",
    "netz_mo_beteiligung",
    "netz_querverbindung",
    "omb_fristquote",
    "reichweite_ausserhalb",
    "sfo_deckung",
    "sfo_eur_je_kind",
    "sfo_mittelabruf",
    "sfo_raumpassung",
    "spe_bedarfsdeckung",
    "ueberfuehrung_monate",
    "ueberfuehrungsquote",
]
PAGES = [
    "kontingent_stationen",
    "kontingent_hindernisse",
    "privatmieten_bestand",
    "ueberfuehrungen",
    "ueberfuehrung_kohorte",
    "netz_treffen",
    "netz_mitwirkungen",
    "netz_verbindungen",
    "netz_besuche",
    "omb_themen",
]
EXAMPLE_CLOCK = Clock(dt.date(2017, 9, 8), dt.datetime(2017, 9, 8, 8, 0, 0))


@pytest.fixture(scope="session", params=["small", pytest.param("example", marks=pytest.mark.slow)])
def offices(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The workshop with the figures of housing, schools, network and departments, and no others."""
    home = init(tmp_path_factory.mktemp(request.param) / "home")
    catalogue = load_catalogue(REPOSITORY / "data" / "catalogue", REPOSITORY / "data" / "reference")
    chosen = {name: catalogue.indicators[name] for name in [*OFFICES, *PAGES]}
    clock = CLOCK
    if request.param == "small":
        write_lists(home.inbox)
    else:
        clock = EXAMPLE_CLOCK
        write_example(home.inbox, until="2017-08", scale=0.25, today=clock.today)
    result = run(home, home.inbox, dataclasses.replace(catalogue, indicators=chosen), clock)
    assert result.release_id, [item.report.detail for item in result.loaded if item.report.detail]
    with duckdb.connect(str(home.workshop), read_only=True) as con:
        yield con
