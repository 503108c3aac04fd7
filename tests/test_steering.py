"""Comments and measures of leadership reach the release of those who may read them, and no other."""

from pathlib import Path

import duckdb
import pytest
from small_city import CLOCK, REPOSITORY, SmallCity, sheet

from etl.catalogue.load import load_catalogue
from etl.catalogue.result import Rejection
from etl.contract.sentences import explain
from etl.home import Home, init
from etl.pipeline import run

STAND = "31.03.2026"
CATALOGUE = load_catalogue(REPOSITORY / "data" / "catalogue", REPOSITORY / "data" / "reference")
COMMENTS = (
    ("gu_auslastung", "03/2026", "Ein Haus ist gesperrt.", "Umzüge sind geplant.", "Abwarten.", "UBM", "öffentlich"),
    ("gu_auslastung", "02/2026", "Nur für innen.", None, None, "OB", "intern"),
    ("erstattungsquote", "02/2026", "Das Land zahlt später.", None, "Mahnen.", "FB Finanzen", "Rat"),
    ("dichte_je_1000", "03/2026", "Ein Haus ist dazugekommen.", None, None, "Beauftragte", "Rat"),
    ("gibt_es_nicht", "03/2026", "Niemand weiß.", None, None, "OB", "Rat"),
)
ACTIONS = (
    (
        "S-2026-01",
        "Sperrung aufheben",
        "UBM",
        "30.06.2026",
        "läuft",
        "GU_Reichweite, Auslastungsgrad der Gemeinschaftsunterkünfte",
        "Rat",
    ),
    (
        "S-2026-03",
        "Was niemand misst",
        "Oberbürgermeister",
        "31.12.2026",
        "offen",
        "leerplatzkosten, gibt_es_nicht",
        "Rat",
    ),
    ("S-2026-02", "Vertrag kündigen", "Oberbürgermeister", "31.12.2026", "offen", "leerplatzkosten", "Leitung"),
)
REFUSED: list[tuple[str | None, Rejection]] = []
BEFORE_THE_COUNCIL = {"Nur für innen.", "Vertrag kündigen"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    place = init(tmp_path_factory.mktemp("steuerung") / "home")
    SmallCity().write(place.inbox)
    headings = ("Kennzahl", "Monat", "Ursache", "veranlasst", "Empfehlung", "Rolle", "Sicht")
    _write(place.inbox / "BEISPIEL_kommentare.csv", headings, COMMENTS)
    headings = ("Nr.", "Maßnahme", "verantwortliche Rolle", "fällig", "Status", "Kennzahlen", "Sicht")
    _write(place.inbox / "BEISPIEL_massnahmen.csv", headings, ACTIONS)
    result = run(place, place.inbox, CATALOGUE, CLOCK, accept="kleine Stadt")
    assert result.release_id
    REFUSED.extend((item.report.source_id, r) for item in result.loaded for r in item.rejections)
    return place


def _write(path: Path, headings: tuple[str, ...], cells: tuple[tuple[object, ...], ...]) -> None:
    path.write_bytes(sheet(path.stem, STAND, headings, cells))


def read(home: Home, audience: str, sql: str) -> list[tuple[object, ...]]:
    current = (home.releases / "CURRENT").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(home.releases / current / f"{audience}.duckdb"), read_only=True) as con:
        found: list[tuple[object, ...]] = con.execute(sql).fetchall()
        return found


def test_leadership_reads_every_comment_in_the_period_of_its_indicator(home: Home) -> None:
    assert read(home, "leitung", "select * from meta.comment order by indicator_id, period") == [
        ("dichte_je_1000", "2026-03", "Ein Haus ist dazugekommen.", "", "", "Beauftragte"),
        ("erstattungsquote", "2026-Q1", "Das Land zahlt später.", "", "Mahnen.", "Fachbereich Finanzen"),
        ("gu_auslastung", "2026-02", "Nur für innen.", "", "", "Oberbürgermeister"),
        (
            "gu_auslastung",
            "2026-03",
            "Ein Haus ist gesperrt.",
            "Umzüge sind geplant.",
            "Abwarten.",
            "Leitung Umzugs- und Betreuungsmanagement",
        ),
    ]


def test_a_row_that_names_an_unknown_indicator_goes_back_with_a_sentence(home: Home) -> None:
    assert [(source, r.row_number, r.column_name, r.rule) for source, r in REFUSED] == [
        ("kommentare", 9, "kennzahl", "code_unbekannt"),
        ("steuerung_massnahmen", 6, "kennzahlen", "code_unbekannt"),
    ]
    source = CATALOGUE.sources["kommentare"]
    sentence = explain(source, "code_unbekannt", "kennzahl", CLOCK.today)
    assert "„Kennzahl“" in sentence
    assert "Liste" in sentence
    books = {path.name for path in home.quarantine.iterdir() if path.suffix == ".xlsx"}
    assert len(books) == 2, "die Zeilen gehen in einer Mappe an das Amt zurück"


def test_measures_name_only_indicators_that_exist(home: Home) -> None:
    rows = read(home, "leitung", "select id, owner_role, status, indicator_ids from meta.action order by id")
    assert rows == [
        ("S-2026-01", "Leitung Umzugs- und Betreuungsmanagement", "in Arbeit", ["gu_auslastung", "gu_reichweite"]),
        ("S-2026-02", "Oberbürgermeister", "offen", ["leerplatzkosten"]),
    ]


def test_the_council_reads_what_is_meant_for_it_and_nothing_else(home: Home) -> None:
    said = {
        row[0] for row in read(home, "rat", "select cause from meta.comment union all select title from meta.action")
    }
    everything = {row[2] for row in COMMENTS[:-1]} | {row[1] for row in ACTIONS[::2]}
    assert said == everything - BEFORE_THE_COUNCIL


def test_no_hidden_word_stands_in_the_bytes_of_the_councils_file(home: Home) -> None:
    current = (home.releases / "CURRENT").read_text(encoding="utf-8").strip()
    content = (home.releases / current / "rat.duckdb").read_bytes()
    assert b"Ein Haus ist gesperrt." in content
    assert not [word for word in BEFORE_THE_COUNCIL if word.encode() in content]


def test_the_tables_of_the_city_are_in_the_release_with_their_origin(home: Home) -> None:
    sql = (
        "select body ->> '$.licence', json_array_length(body -> '$.rows') from meta.document"
        " where kind = 'reference' and id = 'vergleich'"
    )
    for audience in ("leitung", "rat"):
        [(licence, rows)] = read(home, audience, sql)
        assert licence == "dl-de/by-2-0"
        assert rows == len(
            {tuple(row) for table in CATALOGUE.tables if table.table.id == "vergleich" for row in table.rows}
        )
