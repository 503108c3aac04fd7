"""What stands twice in a list: somebody in two flats, a name in two spellings; settled, declared, or said aloud."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_city import CLOCK, SmallCity, sheet, the_catalogue

from etl import publish
from etl.across import give_way, same_names, shorten, two_places
from etl.catalogue.across import OneNameRule, OnePlaceRule
from etl.catalogue.catalogue import Catalogue
from etl.catalogue.correction import Corrections
from etl.home import Home, init
from etl.pipeline import RunResult, run

CATALOGUE = replace(the_catalogue(), corrections={})
RULE = OnePlaceRule(kind="ein_ort", who="wer", place="wo", begin="von", end="bis", days=31, dependent=("antrag",))
FIRST = dt.date(2026, 1, 1)
Stay = tuple[str, str, dt.date, dt.date | None, dt.date | None]
LEASES = (
    "WE-Nr.",
    "HH-Nr.",
    "Mietverhältnis",
    "Beginn",
    "Ende",
    "Überführung beantragt",
    "Überführung erfolgt am",
    "Hindernis",
)
HOUSE = ("1/1/1", "HH-GEHEIM", "Stadt", "01.03.2020", None, None, None, None)
ELSEWHERE = ("2/2/2", "HH-GEHEIM", "Stadt", "01.05.2021", None, None, None, None)
REMOVAL = ("1/1/1", "HH-GEHEIM", "Stadt", "01.03.2020", "20.05.2021", None, None, None)
REPAIRED = (*REMOVAL[:4], "30.04.2021", *REMOVAL[5:])
OTHER = ("3/3/3", "HH-2", "Stadt", "01.03.2020", None, None, None, None)
MEMBERS = ("Org-Nr.", "Organisation", "Typ", "Mitglied seit", "Mitglied bis")
TWO_NAMES = (
    ("VE-02", "Sport Muster e. V.", "Verein", "01.01.2010", None),
    ("VE-90", "Sport-Muster", "Verein", "01.01.2016", None),
)


def day(number: int) -> dt.date:
    return FIRST + dt.timedelta(days=number)


@st.composite
def stays(draw: st.DrawFn) -> list[Stay]:
    rows: list[Stay] = []
    for _ in range(draw(st.integers(0, 9))):
        begin = draw(st.integers(0, 150))
        length = draw(st.one_of(st.none(), st.integers(0, 90)))
        asked = draw(st.one_of(st.none(), st.integers(0, 240)))
        end = None if length is None else day(begin + length)
        rows.append(
            (
                draw(st.sampled_from("AB")),
                draw(st.sampled_from("123")),
                day(begin),
                end,
                None if asked is None else day(asked),
            )
        )
    return rows


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create schema stage")
        yield connection


def stage(con: duckdb.DuckDBPyConnection, rows: Sequence[Stay]) -> None:
    con.execute(
        "create or replace table stage.orte (load_id text, row_number bigint, wer text, wo text, von date, bis date,"
        " antrag date)"
    )
    for number, row in enumerate(rows, start=1):
        con.execute("insert into stage.orte values ('l', ?, ?, ?, ?, ?, ?)", [number, *row])


def left(con: duckdb.DuckDBPyConnection) -> list[Stay]:
    return con.execute("select wer, wo, von, bis, antrag from stage.orte order by row_number").fetchall()


def days_of(row: Stay) -> set[int]:
    """The days of a stay; an open one lasts until no other can begin."""
    return set(range((row[2] - FIRST).days, (row[3] - FIRST).days + 1 if row[3] else 400))


def doubled(rows: Sequence[Stay]) -> set[tuple[str, int]]:
    """Who is in two places, and on which day."""
    return {
        (a[0], number)
        for at, a in enumerate(rows)
        for b in rows[:at]
        if a[0] == b[0] and a[1] != b[1]
        for number in days_of(a) & days_of(b)
    }


def beside_another(rows: Sequence[Stay], place: str) -> bool:
    """Whether anybody is in that place and elsewhere on the same day."""
    return any(a[0] == b[0] and a[1] == place != b[1] and days_of(a) & days_of(b) for a in rows for b in rows)


def everywhere(rows: Sequence[Stay]) -> set[tuple[str, int]]:
    return {(row[0], number) for row in rows for number in days_of(row)}


@settings(deadline=None, max_examples=60)
@given(rows=stays())
def test_removals_are_cut_and_no_other_overlap_stays_unsaid(con: duckdb.DuckDBPyConnection, rows: list[Stay]) -> None:
    stage(con, rows)
    assert shorten(con, "orte", RULE) == (left(con) != rows)
    after = left(con)
    assert everywhere(after) == everywhere(rows), "niemand verschwindet für einen Tag"
    assert doubled(after) <= doubled(rows)
    assert bool(two_places(con, "orte", RULE)) == bool(doubled(after)), "was doppelt bleibt, wird gesagt"
    assert all(row[4] is None or row[3] is None or row in rows or row[4] <= row[3] for row in after)
    assert not shorten(con, "orte", RULE)


@settings(deadline=None, max_examples=60)
@given(rows=stays(), place=st.sampled_from("123"))
def test_a_place_that_gives_way_doubles_nobody(con: duckdb.DuckDBPyConnection, rows: list[Stay], place: str) -> None:
    stage(con, rows)
    assert give_way(con, "orte", RULE, place) == beside_another(rows, place)
    assert not two_places(con, "orte", RULE, only=place)
    assert [row for row in left(con) if row[1] != place] == [row for row in rows if row[1] != place]


def test_a_place_that_counts_beside_another_is_left_alone(con: duckdb.DuckDBPyConnection) -> None:
    rows: list[Stay] = [("A", "1", day(0), day(50), None), ("A", "2", day(40), None, None)]
    stage(con, rows)
    assert not shorten(con, "orte", RULE, but=("2",))
    assert two_places(con, "orte", RULE, but=("2",)) == []
    assert two_places(con, "orte", RULE, only="2") == [(1, 2)]
    assert left(con) == rows


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        (("Brückenkreis e. V.", "Brücken-Kreis"), [(1, 2)]),
        (("Muster gGmbH", "MUSTER  GmbH", "Muster e.V."), [(1, 2), (1, 3)]),
        (("Haus Eins", "Haus Zwei", None), []),
        (("e. V.", "GmbH"), []),
        (("Verein der Freunde", "Freunde"), []),
    ],
)
def test_names_that_differ_in_spelling_only(
    con: duckdb.DuckDBPyConnection, names: Sequence[str | None], pairs: list[tuple[int, int]]
) -> None:
    con.execute("create or replace table stage.namen (row_number bigint, name text)")
    con.executemany("insert into stage.namen values (?, ?)", list(enumerate(names, start=1)))
    rule = OneNameRule(kind="ein_name", name="name", ignoring=("e. V.", "GmbH", "gGmbH", "Verein"))
    assert same_names(con, "namen", rule) == pairs


def declared(source: str, *corrections: dict[str, Any]) -> Catalogue:
    given_ = Corrections.model_validate({"source": source, "corrections": corrections})
    return replace(CATALOGUE, corrections={source: given_}, hash=given_.model_dump_json())


def built(
    root: Path, catalogue: Catalogue, accept: str | None = None, **lists: Sequence[Sequence[object]]
) -> RunResult:
    """The small city with leases or members of the network beside it."""
    home = init(root) if not root.exists() else Home(root)
    SmallCity().write(home.inbox)
    headings = {"mietverhaeltnisse": LEASES, "organisationen": MEMBERS}
    for name, rows in lists.items():
        content = sheet(name, "31.03.2026", headings[name], rows)
        (home.inbox / f"BEISPIEL_{name}.csv").write_bytes(content)
    return run(home, home.inbox, catalogue, CLOCK, accept=accept)


def one(root: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(root / "workshop.duckdb"), read_only=True) as con:
        return con.execute(query).fetchall()


def changes(root: Path) -> list[tuple[Any, ...]]:
    path = root / "releases" / str(publish.current(Home(root))) / "leitung.duckdb"
    with duckdb.connect(str(path), read_only=True) as con:
        return con.execute("select kind, old, new, reason from meta.change order by all").fetchall()


FLATS = "select wohnung, beginn, stadt_ende from core.mietverhaeltnis order by all"
FLAT = {
    "kind": "ein_ort",
    "files": "BEISPIEL_*",
    "place": "1/1/1",
    "action": "weicht",
    "reason": "Der Auszug aus der alten Wohnung ist nie gebucht worden",
    "since": dt.date(2026, 1, 1),
}


def test_a_household_in_two_flats_is_not_published_unless_somebody_says_why(tmp_path: Path) -> None:
    refused = built(tmp_path / "h", CATALOGUE, mietverhaeltnisse=(HOUSE, OTHER, ELSEWHERE))
    assert refused.release_id is None
    said = "\n".join(refused.impossible)
    assert "steht zugleich an zwei Orten" in said
    assert "Zeilen 5 und 7" in said, "die Zeilen der Liste, damit das Amt sie findet"
    assert "corrections/mietverhaeltnisse.yaml" in said
    assert "GEHEIM" not in said
    assert "1/1/1" not in said
    accepted = built(tmp_path / "h", CATALOGUE, accept="Große Familie, zwei Wohnungen")
    assert accepted.release_id
    (change,) = [row for row in changes(tmp_path / "h") if row[3] == "Große Familie, zwei Wohnungen"]
    assert "steht zugleich an zwei Orten" in change[2]
    assert "Zeilen" not in change[2], "in die Ausgabe gehört keine Zahl der Fälle"


def test_a_removal_that_was_booked_late_is_settled_and_named(tmp_path: Path) -> None:
    assert built(tmp_path / "h", CATALOGUE, mietverhaeltnisse=(REMOVAL, ELSEWHERE)).release_id
    assert one(tmp_path / "h", FLATS) == [
        ("1/1/1", dt.date(2020, 3, 1), dt.date(2021, 4, 30)),
        ("2/2/2", dt.date(2021, 5, 1), None),
    ]
    assert one(tmp_path / "h", "select ende from stage.mietverhaeltnisse order by row_number") == [
        (dt.date(2021, 5, 20),),
        (None,),
    ], "was das Amt geliefert hat, bleibt stehen"
    assert [row for row in changes(tmp_path / "h") if "um höchstens 31 Tage" in row[3]]


def test_a_flat_that_gives_way_ends_before_the_other_begins(tmp_path: Path) -> None:
    catalogue = declared("mietverhaeltnisse", FLAT)
    assert built(tmp_path / "h", catalogue, mietverhaeltnisse=(HOUSE, OTHER, ELSEWHERE)).release_id
    assert one(tmp_path / "h", FLATS)[0] == ("1/1/1", dt.date(2020, 3, 1), dt.date(2021, 4, 30))
    assert [row for row in changes(tmp_path / "h") if "nie gebucht" in row[3]]


def test_two_flats_of_one_household_may_both_count(tmp_path: Path) -> None:
    catalogue = declared("mietverhaeltnisse", {**FLAT, "action": "beide_gelten"})
    assert built(tmp_path / "h", catalogue, mietverhaeltnisse=(HOUSE, OTHER, ELSEWHERE)).release_id
    assert [row[2] for row in one(tmp_path / "h", FLATS)] == [None, None, None]


@pytest.mark.parametrize("action", ["weicht", "beide_gelten"])
def test_when_the_office_has_repaired_its_list_the_declaration_is_obsolete(tmp_path: Path, action: str) -> None:
    catalogue = declared("mietverhaeltnisse", {**FLAT, "action": action})
    assert built(tmp_path / "h", catalogue, mietverhaeltnisse=(HOUSE, ELSEWHERE)).release_id
    result = built(tmp_path / "h", catalogue, mietverhaeltnisse=(REPAIRED, ELSEWHERE))
    assert result.release_id is None
    assert "findet niemanden mehr, der zugleich" in result.impossible[0]
    assert "corrections/mietverhaeltnisse.yaml löschen" in result.impossible[0]


def test_what_was_never_delivered_here_is_named_and_stops_nothing_until_it_is_delivered(tmp_path: Path) -> None:
    catalogue = declared("mietverhaeltnisse", FLAT)
    assert built(tmp_path / "h", catalogue, mietverhaeltnisse=(REPAIRED, ELSEWHERE)).release_id
    (change,) = [row for row in changes(tmp_path / "h") if "nie gebucht" in row[3]]
    assert "noch nichts zu berichtigen" in change[3]
    assert built(tmp_path / "h", catalogue, mietverhaeltnisse=(HOUSE, OTHER, ELSEWHERE)).release_id
    (change,) = [row for row in changes(tmp_path / "h") if "nie gebucht" in row[3]]
    assert "noch nichts zu berichtigen" not in change[3]
    again = built(tmp_path / "h", catalogue, mietverhaeltnisse=(REPAIRED, OTHER, ELSEWHERE))
    assert "findet niemanden mehr" in again.impossible[0], "was galt, ist überholt"


def test_a_place_written_wrongly_in_the_catalogue_leaves_the_doubt(tmp_path: Path) -> None:
    refused = built(
        tmp_path / "h", declared("mietverhaeltnisse", {**FLAT, "place": "1/1/7"}), mietverhaeltnisse=(HOUSE, ELSEWHERE)
    )
    assert "steht zugleich an zwei Orten" in refused.impossible[0]


def test_an_organisation_in_two_spellings_is_said_and_can_be_declared(tmp_path: Path) -> None:
    refused = built(tmp_path / "h", CATALOGUE, organisationen=TWO_NAMES)
    assert "Ein Name steht in zwei Schreibweisen" in refused.impossible[0]
    assert "Zeilen 5 und 6" in "\n".join(refused.impossible)
    twin = {
        "kind": "schreibweise",
        "files": "BEISPIEL_organisationen*",
        "column": "org_id",
        "spelling": "VE-90",
        "holds": "VE-02",
        "reason": "Derselbe Verein steht mit zwei Nummern in der Liste",
        "since": dt.date(2026, 1, 1),
    }
    assert built(tmp_path / "h", declared("organisationen", twin)).release_id
    labels = "select member, label from core.mitglied where breakdown = 'organisation'"
    assert one(tmp_path / "h", labels) == [("VE-02", "Sport Muster e. V.")]
