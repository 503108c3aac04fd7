"""The lists look as offices keep them, every heading is known to the contract, and they tell what the city lived."""

import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from etl.catalogue.source import Source
from etl.example import accommodation, arrivals, occupancy
from etl.example.months import Month
from etl.example.sheet import EXAMPLE_TITLE, Layout, day_text, month_text
from etl.example.spellings import KINDS, LAW, OPERATION, OUTCOMES, SEX, SITE_KINDS, STATUS
from etl.example.town import Town

Read = Callable[[Path], list[list[str]]]
Table = Callable[[Path, str], list[dict[str, str]]]

pytestmark = pytest.mark.slow
LABOUR = ("Arbeitslose", "Beschaeftigungsquoten", "Beschaeftigte")  # exports of an agency with a form of its own
LAYOUTS = [
    *(("zuweisungen", layout) for layout in arrivals._LAYOUTS),
    *(("unterkunft_kapazitaet", layout) for layout in accommodation._CAPACITY_LAYOUTS),
    ("unterkuenfte", accommodation._SITE_LAYOUT),
    ("belegungen", occupancy._LAYOUT),
]


def lists(folder: Path, name: str) -> list[Path]:
    return sorted(folder.glob(f"BEISPIEL_{name}_*.csv"))


def normal(text: str) -> str:
    return re.sub(r"[ .\-]", "", text.casefold())


def day(text: str) -> dt.date | None:
    """The day a cell names, None when it names none; two-digit years are of this century."""
    try:
        number, month, year = (int(part) for part in text.split("."))
        return dt.date(year + 2000 if year < 100 else year, month, number)
    except ValueError:
        return None


@pytest.mark.parametrize(("name", "layout"), LAYOUTS)
def test_every_heading_is_one_of_the_contract(sources: Mapping[str, Source], name: str, layout: Layout) -> None:
    source = sources[name]
    for column, heading in layout.headings:
        if column in source.columns:
            assert heading in source.columns[column].headings
        else:
            assert heading in source.drop or heading in ("Team", "Zimmer")
    missing = set(source.columns) - set(layout.columns)
    assert all(source.columns[column].optional for column in missing)


@pytest.mark.parametrize(
    ("source", "column", "spellings"),
    [
        ("zuweisungen", "zugangsart", KINDS),
        ("zuweisungen", "status", STATUS),
        ("unterkuenfte", "art", SITE_KINDS),
        ("unterkunft_kapazitaet", "status", OPERATION),
        ("belegungen", "ziel", OUTCOMES),
        ("belegungen", "geschlecht", SEX),
        ("belegungen", "rechtskreis", LAW),
    ],
)
def test_every_spelling_belongs_to_its_code(
    sources: Mapping[str, Source], source: str, column: str, spellings: Mapping[str, tuple[str, ...]]
) -> None:
    codes = sources[source].columns[column].codes
    for code, words in spellings.items():
        assert {normal(word) for word in words} <= {normal(word) for word in codes[code]}


def test_reasons_for_blocking_are_known(sources: Mapping[str, Source]) -> None:
    codes = sources["unterkunft_kapazitaet"].columns["sperrgrund"].codes
    assert set(accommodation.BLOCKING) <= {word for words in codes.values() for word in words}


def test_every_file_says_that_it_is_an_example_and_as_of_when(folder: Path, read: Read) -> None:
    files = sorted(folder.glob("*.csv"))
    assert len(files) > 250
    for path in files:
        lines = read(path)
        assert path.name.startswith("BEISPIEL_")
        assert lines[0] == [EXAMPLE_TITLE]
        if path.name.split("_")[1] not in LABOUR:
            assert re.fullmatch(r"Stand: \d\d\.\d\d\.\d{4}", lines[2][0])
            assert lines[-1][0].startswith("Quelle:")


def test_files_differ_in_encoding_dates_and_unit_of_a_row(folder: Path, table: Table) -> None:
    files = lists(folder, "Zuweisungen")
    with_bom = [path.read_bytes().startswith(b"\xef\xbb\xbf") for path in files]
    assert True in with_bom
    assert False in with_bom
    rows = {path.stem: table(path, "zuweisungen") for path in files}
    short = [r["ankunft_ist"] for r in rows["BEISPIEL_Zuweisungen_2015"] if r["ankunft_ist"]]
    long = [r["ankunft_ist"] for r in rows["BEISPIEL_Zuweisungen_2018"] if r["ankunft_ist"]]
    assert sum(len(text) < 9 for text in short) > 0.9 * len(short)
    assert sum(len(text) == 10 for text in long) == len(long)
    assert any(row["personen"] == "5" for row in rows["BEISPIEL_Zuweisungen_2015"])
    arrived = [row["personen"] for row in rows["BEISPIEL_Zuweisungen_2019"] if row["ankunft_ist"]]
    assert set(arrived) <= {"1", "0", "ca. 4"}
    countries = {row["staat_code"] for path_rows in rows.values() for row in path_rows}
    assert {"Syrien", "syrisch", "SYR", "Arab. Rep. Syrien", "475"} <= countries


def test_no_event_lies_after_the_stand_of_its_file(folder: Path, read: Read, table: Table) -> None:
    for path in lists(folder, "Zuweisungen"):
        stand = day(read(path)[2][0].removeprefix("Stand: "))
        assert stand is not None
        for row in table(path, "zuweisungen"):
            for column in ("angekuendigt_am", "ankunft_ist"):
                assert (day(row[column]) or stand) <= stand
    (path,) = lists(folder, "Belegungen")
    for row in table(path, "belegungen"):
        assert max(day(row["einzug"]) or dt.date.min, day(row["auszug"]) or dt.date.min) <= dt.date(2026, 10, 31)


def test_the_latest_month_of_a_capacity_list_is_that_of_its_stand(folder: Path, read: Read, table: Table) -> None:
    for path in lists(folder, "Kapazitaet"):
        stand = day(read(path)[2][0].removeprefix("Stand: "))
        assert stand is not None
        last = Month(stand.year, stand.month)
        texts = [row["monat"] for row in table(path, "unterkunft_kapazitaet")]
        assert texts
        assert texts[-1] in {month_text(last, form) for form in range(3)}
        allowed = {month_text(Month(last.year, m), form) for m in range(1, last.month + 1) for form in range(3)}
        assert set(texts) <= allowed


def test_capacity_lists_hold_the_places_of_the_sites(folder: Path, table: Table, town: Town) -> None:
    for year, month in ((2016, 6), (2018, 11), (2023, 9)):
        rows = table(folder / f"BEISPIEL_Kapazitaet_{year}.csv", "unterkunft_kapazitaet")
        forms = {month_text(Month(year, month), form) for form in range(3)}
        delivered = {
            row["unterkunft_id"]: row["plaetze_genehmigt"]
            for row in rows
            if row["monat"] in forms and row["status"] in OPERATION["in_betrieb"]
        }
        at = Month(year, month)
        assert delivered == {site.code: str(site.approved(at)) for site in town.sites if site.is_open(at)}


def test_lists_of_arrivals_add_up_to_the_city(folder: Path, table: Table, town: Town) -> None:
    """What is spoilt or stands twice is below two percent."""
    for year in (2015, 2022):
        arrived = sum(h.size for h in town.households if h.arrived and h.arrived.year == year)
        persons = sum(
            int(row["personen"])
            for path in lists(folder, f"Zuweisungen_{year}") + list(folder.glob(f"BEISPIEL_Zuweisungen_{year}.csv"))
            for row in table(path, "zuweisungen")
            if row["personen"].isdigit() and (at := day(row["ankunft_ist"])) and at.year == year
        )
        assert persons == pytest.approx(arrived, rel=0.02)


def test_one_row_in_two_hundred_to_one_in_a_hundred_cannot_be_right(folder: Path, table: Table) -> None:
    """Counted for the faults that can be seen in one row without the contract."""
    rows = [row for path in lists(folder, "Belegungen") for row in table(path, "belegungen")]
    bad = sum(_is_bad_stay(row) for row in rows)
    assert 0.004 < bad / len(rows) < 0.01
    rows = [row for path in lists(folder, "Zuweisungen") for row in table(path, "zuweisungen")]
    bad = sum(_is_bad_arrival(row) for row in rows)
    assert 0.003 < bad / len(rows) < 0.01


def _is_bad_stay(row: dict[str, str]) -> bool:
    einzug, auszug = day(row["einzug"]), day(row["auszug"])
    known = {word for words in OUTCOMES.values() for word in words} | {""}
    return (
        einzug is None
        or einzug.year < 2000
        or bool(row["auszug"]) > (auszug is not None)
        or (auszug is not None and auszug < einzug)
        or bool(row["unterkunft_id"]) == bool(row["wohnung_id"])
        or row["ziel"] not in known
        or row["unterkunft_id"] == "GU-77"
        or not row["geburtsjahr"].isdigit()
        or row["geschlecht"] == "?"
        or row["rechtskreis"] == "siehe Akte"
    )


def _is_bad_arrival(row: dict[str, str]) -> bool:
    at, announced = day(row["ankunft_ist"]), day(row["angekuendigt_am"])
    parts = [0 if row[part] == "-" else int(row[part]) for part in ("davon_m", "davon_w", "davon_d")]
    return (
        bool(row["ankunft_ist"]) > (at is not None)
        or (at is not None and at.year < 2000)
        or (at is not None and announced is not None and announced > at)
        or row["personen"] != str(sum(parts))
        or row["zugangsart"] == "nachgemeldet"
        or row["unterkunft_id"] == "GU-77"
        or row["staat_code"] in ("siehe Akte", "?")
    )


def test_rows_are_repeated_contradicted_and_sent_again(folder: Path, table: Table) -> None:
    (path,) = lists(folder, "Belegungen")
    rows = [tuple(sorted(row.items())) for row in table(path, "belegungen")]
    assert len(rows) - len(set(rows)) > 10
    keys = Counter(tuple(dict(row)[c] for c in ("pid", "einzug", "unterkunft_id", "wohnung_id")) for row in set(rows))
    assert max(keys.values()) > 1
    months = [table(p, "zuweisungen") for p in sorted(folder.glob("BEISPIEL_Zuweisungen_2026-*.csv"))]
    numbers = [{row["zuweisung_id"]: day(row["ankunft_ist"]) for row in rows_} for rows_ in months]
    again = [
        (before[number], after[number])
        for before, after in itertools.pairwise(numbers)
        for number in before.keys() & after.keys()
    ]
    assert any(first is None and second is not None for first, second in again), "announced, then arrived"
    assert any(first and second and first < second for first, second in again), "sent again with a later day"
    assert any(first == second is not None for first, second in again), "sent again unchanged"


def test_members_of_a_household_stand_together(folder: Path, table: Table, town: Town) -> None:
    (path,) = lists(folder, "Belegungen")
    sizes = {household.hh_id: household.size for household in town.households}
    groups: dict[tuple[str, ...], set[str]] = {}
    for row in table(path, "belegungen"):
        groups.setdefault((row["hh_id"], row["einzug"], row["unterkunft_id"], row["wohnung_id"]), set()).add(row["pid"])
    complete = sum(len(pids) == sizes[key[0]] for key, pids in groups.items())
    assert complete > 0.97 * len(groups)


def test_stays_told_twice_overlap_only_where_the_office_was_late(folder: Path, table: Table) -> None:
    (path,) = lists(folder, "Belegungen")
    spans: dict[str, set[tuple[dt.date, dt.date]]] = {}
    for row in table(path, "belegungen"):
        if not _is_bad_stay(row):
            begin = day(row["einzug"])
            assert begin is not None
            spans.setdefault(row["pid"], set()).add((begin, day(row["auszug"]) or dt.date(2026, 11, 1)))
    overlaps = sum(
        earlier[1] > later[0] for stays in spans.values() for earlier, later in itertools.pairwise(sorted(stays))
    )
    assert 0 < overlaps < 0.01 * len(spans)


def test_days_are_written_in_two_ways() -> None:
    assert day_text(dt.date(2024, 3, 5), "lang") == "05.03.2024"
    assert day_text(dt.date(2024, 3, 5), "kurz") == "5.3.24"
    assert day_text(None, "kurz") == ""
    assert [month_text(Month(2026, 3), form) for form in range(3)] == ["03/2026", "03.2026", "März 2026"]
