"""The generated SQL and the plain reading of one cell give the same value, sign and reason for any text."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from contract_rows import raw_table, source_of
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from etl.contract.compile import typed_sql
from etl.contract.parse import parse_cell
from etl.contract.spelling import spellings

TODAY = dt.date(2026, 11, 25)
LISTS: dict[str, dict[str, tuple[str, ...]]] = {
    "staaten": {"475": ("Syrien", "SYR", "Arab. Rep. Syrien"), "166": ("Ukraine", "UKR"), "998": ("ungeklärt",)}
}
SIGNS = ["-", ".", "/", "...", "x", "<3"]
COLUMNS = {
    "text": {"type": "text"},
    "text_frei": {"type": "text", "audience": "leitung"},
    "text_muster": {"type": "text", "pattern": "[A-Z]{2,4}[-_ ]?[0-9]{1,3}"},
    "ganz": {"type": "integer"},
    "ganz_grenzen": {"type": "integer", "min": -5, "max": 2000, "unit": "Personen"},
    "ganz_zeichen": {"type": "integer", "signs": SIGNS, "zero_signs": ["-"]},
    "ganz_punkt": {"type": "integer", "decimal_point": True, "signs": ["-", "x"]},
    "dezimal": {"type": "decimal", "min": Decimal("-7600000.5"), "unit": "EUR"},
    "dezimal_prozent": {"type": "decimal", "unit": "%", "max": 100, "signs": ["-", "..."], "zero_signs": ["-"]},
    "dezimal_punkt": {"type": "decimal", "decimal_point": True},
    "datum": {"type": "date"},
    "datum_grenzen": {"type": "date", "earliest": "2000-01-01", "latest_days": 31},
    "monat": {"type": "month"},
    "monat_grenzen": {"type": "month", "earliest": "2010-01-15", "latest_days": 0},
    "schuljahr": {"type": "school_year"},
    "jahr": {"type": "year"},
    "jahr_grenzen": {"type": "year", "min": 1915, "max": 2030, "latest_days": 0},
    "text_nullen": {"type": "text", "pad": 6, "pattern": "[0-9]{6}|[a-z ]+"},
    "ganz_zusatz": {"type": "integer", "unit": "Stunden", "suffixes": ["h", "Std.", "TN"], "max": 2000},
    "dezimal_zusatz": {"type": "decimal", "suffixes": ["h", "m²"], "signs": ["-"]},
    "quartal": {"type": "quarter"},
    "quartal_grenzen": {"type": "quarter", "earliest": "2010-05-15", "latest_days": 0},
    "worte": {
        "type": "code",
        "several": True,
        "codes": {"m": ["m", "männlich"], "sgb2": ["SGB II", "SGB 2"], "oa": ["o.A.", "k.A.", "a/b"]},
    },
    "wort": {"type": "code", "codes": {"m": ["m", "männlich"], "sgb2": ["SGB II", "SGB 2"], "oa": ["o.A.", "k.A."]}},
    "staat": {"type": "code", "code_list": "staaten"},
    "frage": {"type": "boolean"},
}
SOURCE = source_of(COLUMNS)
KEYS = tuple(COLUMNS)
WORDS = {key: spellings(column, LISTS) for key, column in SOURCE.columns.items()}

UNQUOTED = dict.fromkeys(map(ord, "\r\n;"))
BLANK = st.sampled_from(["", "", "", " ", "\u00a0", "\u202f", "\t", "  "])
DIGITS = st.text("0123456789", min_size=1, max_size=5)
GROUPED = st.lists(st.text("0123456789", min_size=3, max_size=3), min_size=0, max_size=3)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Numbers as offices and their programs write them, right and not quite right."""
    dot = draw(st.sampled_from([".", ",", " ", "\u00a0", "\u202f", ""]))
    body = dot.join([draw(DIGITS), *draw(GROUPED)])
    point = draw(st.sampled_from([",", ".", ",", ""]))
    decimals = draw(st.one_of(DIGITS, st.just("00"), st.just(""))) if point else ""
    before = draw(st.sampled_from(["", "", "-", "+", "\u2212", "- "]))
    behind = draw(st.sampled_from(["", "", "", "-", " -"]))
    unit = draw(st.sampled_from(["", "", " €", "€", " EUR", " Euro", " %", "%", " Pl.", "h", " Std.", " TN", " m²"]))
    return draw(BLANK) + before + body + point + decimals + behind + unit + draw(BLANK)


@st.composite
def dates(draw: st.DrawFn) -> str:
    """Dates, months and near misses."""
    day, month = draw(st.integers(0, 32)), draw(st.integers(0, 13))
    year = draw(st.one_of(st.integers(1990, 2030), st.integers(0, 99), st.integers(0, 10001)))
    d, m = draw(st.sampled_from([(f"{day}", f"{month}"), (f"{day:02d}", f"{month:02d}")]))
    y = draw(st.sampled_from([f"{year}", f"{year:02d}", f"{year:04d}"]))
    dot = draw(st.sampled_from([".", ".", ".", ". ", "/", "-"]))
    time = draw(st.sampled_from(["", "", " 00:00", " 00:00:00", "T12:30", " 24:00", " 7:15", " 00:00:00.000"]))
    name = draw(st.sampled_from(["Okt. ", "Oktober ", "okt ", "März ", "Maerz-", "Jan", "Mai ", "Sept. "]))
    forms = [
        f"{d}{dot}{m}{dot}{y}{time}",
        f"{y}-{m}-{d}{time}",
        f"{m}/{y}",
        f"{m}.{y}",
        f"{y}-{m}",
        f"{name}{y}",
        f"{draw(st.sampled_from(['I', 'ii', 'III', 'IV', 'V', 'Q1', '3. Quartal', '4.Q', 'Q5', '2']))}{dot}{y}",
        f"{y}{dot}Q{draw(st.integers(0, 5))}",
    ]
    return draw(BLANK) + draw(st.sampled_from(forms)) + draw(BLANK)


@st.composite
def school_years(draw: st.DrawFn) -> str:
    """School years whose second year follows or does not."""
    first = draw(st.integers(1990, 2030))
    second = first + draw(st.sampled_from([1, 1, 1, 0, 2]))
    prefix = draw(st.sampled_from(["", "", "SJ ", "SJ", "Schuljahr ", "sj. "]))
    a = draw(st.sampled_from([f"{first}", f"{first % 100:02d}"]))
    b = draw(st.sampled_from([f"{second}", f"{second % 100:02d}", ""]))
    return prefix + a + (draw(st.sampled_from(["/", "/", "-", " / "])) + b if b else "")


KNOWN = [word for words in LISTS["staaten"].values() for word in words] + [
    "männlich", "MÄNNLICH",
    "SGB II", "sgb-2", "o. A.", "kA", "ja", "Nein", "x", "X", "1", "0", "wahr", "m\u00adännlich",
    "m, k.A.", "SGB II+ m", "a/b", "m,", ",", "m, unbekannt", "männlich + m", "1234", "0", "1234567", "2h", "12,5 h",
    "noch 2 Kinder", "um 2 Prozent", "drei junge Männer", "12 Personen", "1,5 Personen", "Frau Muster", "a@b.de",
    "0345 221 40 00", "geb. 1990", "4 Fälle, 5 Häuser", "Familien", "Einzelne Familien", "VIER FRAUEN",
    "2\u00a0Personen",
    "#BEZUG!", "#NV", "#DIV/0!", " #REF! ", "#N/A", "#Nr. 1",
    "III/2026", "3. Quartal 2026", "Q3 2026", "2026-Q3", "3/2026", "IV/26", "QIII/2026",
    "II/2010", "I/2010", "I/2027",
    *SIGNS, "…", "–", "< 3", "1e3", "1_000", "0x10", "-0", "+5", "٣", "12,5-", "AB-12", "ab 12", "A B", "a  b",
]  # fmt: skip
WRITTEN = st.text(" .,-/:0123456789€%xEURSJTjan<>+_\u00a0\u2212\u00ad", max_size=14)
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
CELLS = st.one_of(numbers(), dates(), school_years(), st.sampled_from(KNOWN), WRITTEN, DIGITS, ANY)


@pytest.fixture(scope="module")
def shared() -> duckdb.DuckDBPyConnection:
    """One connection for all examples, so that each costs one statement."""
    return duckdb.connect()


def _compare(con: duckdb.DuckDBPyConnection, path: Path, cells: list[str], *, quoted: bool) -> None:
    # One row per cell and column, so that every column shows its own reason.
    rows = [
        ["" if place != here else cell for place in range(len(KEYS))] for cell in cells for here in range(len(KEYS))
    ]
    raw = raw_table(path, SOURCE, rows, quoted=quoted)
    con.execute("drop table if exists typed_cells")
    con.execute(typed_sql(raw, LISTS, TODAY))
    names = [name for name, *_ in con.execute("describe typed_cells").fetchall()]
    typed = [dict(zip(names, row, strict=True)) for row in con.execute("from typed_cells order by rowid").fetchall()]
    assert len(typed) == len(rows)
    for index, found in enumerate(typed):
        cell, key = cells[index // len(KEYS)], KEYS[index % len(KEYS)]
        expected = parse_cell(SOURCE.columns[key], cell, WORDS[key], TODAY)
        value = found[key] if found["reason"] is None else None
        got = (value, found.get(f"{key}_zeichen"), found["reason"])
        assert got == (expected.value, expected.sign, expected.reason), (key, cell)
        assert type(value) is type(expected.value), (key, cell)
        assert found["reason_column"] == (key if expected.reason else None)


BODIES = """0|7|8.500|8,500|8.5|8,5|0.500|0,125|1.234,5|1,234.5|12.34,5|1.23.4|1 234,5|1\u00a0234|1234,567|1.234.567,89
1,234,567|12,0|12,00000|1,2345|,5|5,|1234567890123|12345678901234|99999999999999999999|0012|7.600.000,00|1234.5678
100,01|2000|2001""".replace("\n", "|").split("|")
YEARS = ["00", "24", "68", "69", "99", "1999", "2000", "2024", "2026", "2027", "1016", "0999", "0000", "202", "20245"]
TIMES = [" 00:00", " 0:00", " 24:00", "T10:11:12", " 10:11:12.5", " 10:60", "  10:11", " x"]


def numbers() -> list[str]:
    """Signs before and behind, every body, every unit."""
    units = ["", " €", "€", " EUR", " %", " Euro "]
    return [f"{a}{body}{b}{u}" for a in ("", "-", "\u2212 ", "+") for body in BODIES for b in ("", "-") for u in units]


def days() -> list[str]:
    """Every day, month and year in both orders, and one day with every time."""
    pairs = [
        (d, m) for d in ["1", "09", "28", "29", "30", "31", "32", "0"] for m in ["1", "02", "2", "11", "12", "13", "00"]
    ]
    dates = [text for d, m in pairs for y in YEARS for text in (f"{d}.{m}.{y}", f"{y}-{m}-{d}")]
    return [*dates, *(f"15.03.2024{time}" for time in TIMES)]


def longer_spans() -> list[str]:
    """Months by number and by name, and school years."""
    months = [f"{m}{dot}{y}" for m in ["0", "1", "09", "10", "12", "13"] for dot in "/.-" for y in YEARS]
    words, dots = ["Okt", "Oktober", "mär", "MÄRZ", "Foo"], ("", ". ", " ", "-")
    named = [f"{word}{dot}{y}" for word in words for dot in dots for y in YEARS]
    begins, ends = ["2016", "16", "1999", "99", "68", "69"], ["2017", "17", "00", "2000", "70", "69", ""]
    school = [f"{p}{a}{dot}{b}" for p in ("", "SJ ", "Schuljahr") for a in begins for dot in "/-" for b in ends]
    return [*months, *named, *school, *(f"SJ {a}" for a in begins)]


def grid() -> list[str]:
    """Every combination of the parts of numbers, dates, months and school years that offices write."""
    return [*numbers(), *days(), *longer_spans(), *YEARS, *KNOWN]


@pytest.mark.slow
@pytest.mark.parametrize("quoted", [True, False])
def test_every_form_of_the_grid_is_read_the_same(
    shared: duckdb.DuckDBPyConnection, tmp_path: Path, quoted: bool
) -> None:
    _compare(shared, tmp_path / "zellen.csv", grid(), quoted=quoted)


MANY = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.large_base_example,
        HealthCheck.data_too_large,
    ],
)


@pytest.mark.slow
@MANY
@given(cells=st.lists(CELLS, min_size=60, max_size=120))
@example(cells=["\r", "\n", "a\r\nb", '"', ";", "SGB II; m", "m;", "m; x"])
def test_any_quoted_cell_is_read_the_same(shared: duckdb.DuckDBPyConnection, tmp_path: Path, cells: list[str]) -> None:
    _compare(shared, tmp_path / "zellen.csv", cells, quoted=True)


@pytest.mark.slow
@MANY
@given(cells=st.lists(CELLS.map(lambda cell: cell.translate(UNQUOTED)), min_size=60, max_size=120))
@example(cells=[" 10.11.25\t", "10.10.  25", " 1.10.2025", "1.10.2025 ", "10.10.0025", "31.02.2025"])
def test_any_plain_cell_is_read_the_same(shared: duckdb.DuckDBPyConnection, tmp_path: Path, cells: list[str]) -> None:
    _compare(shared, tmp_path / "zellen.csv", cells, quoted=False)


def test_a_few_cells_of_each_kind_are_read_the_same(shared: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    _compare(shared, tmp_path / "zellen.csv", grid()[::37], quoted=False)
