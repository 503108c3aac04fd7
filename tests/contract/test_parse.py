"""What one cell says, example by example: the conventions of the offices, written down."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from contract_rows import source_of

from etl.contract.parse import Parsed, parse_cell
from etl.contract.spelling import normalise, spellings

TODAY = dt.date(2026, 11, 25)
LISTS = {"staaten": {"475": ("Syrien", "SYR"), "166": ("Ukraine",)}}
SIGNS = ["-", ".", "/", "...", "x", "<3"]


def read(text: str | None, **column: Any) -> Parsed:
    declared = source_of({"a": column}).columns["a"]
    return parse_cell(declared, text, spellings(declared, LISTS), TODAY)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,5", "1234.5"),
        ("1.234,56-", "-1234.56"),
        ("345,00 €", "345"),
        ("345,00€", "345"),
        ("12 EUR", "12"),
        ("1.234,56- EUR", "-1234.56"),
        ("-7.600.000,00", "-7600000"),
        ("\u22125", "-5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u202f567,25", "1234567.25"),
        ("\u00a0 8,5 \t", "8.5"),
        ("8.500", "8500"),
        ("1.234,567", "1234.567"),
        ("0,125", "0.125"),
        ("1234,500", "1234.5"),
        ("0012", "12"),
        ("9999999999999,9999", "9999999999999.9999"),
    ],
)
def test_german_numbers_are_read(text: str, value: str) -> None:
    assert read(text, type="decimal") == Parsed(Decimal(value))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("8,500", "zahl_mehrdeutig"),
        ("-8,500 €", "zahl_mehrdeutig"),
        ("8.5", "zahl_mehrdeutig"),
        ("0.500", "zahl_mehrdeutig"),
        ("1,234.5", "zahl_mehrdeutig"),
        ("1,234,567", "zahl_mehrdeutig"),
        ("1.23.4", "zahl_unlesbar"),
        ("12.34,5", "zahl_unlesbar"),
        ("345,-", "zahl_unlesbar"),
        (",5", "zahl_unlesbar"),
        ("1e3", "zahl_unlesbar"),
        ("1_000", "zahl_unlesbar"),
        ("ca. 200", "zahl_unlesbar"),
        ("-5-", "zahl_unlesbar"),
        ("12 %", "zahl_unlesbar"),
        ("1,23456", "zahl_unlesbar"),
        ("12345678901234", "zahl_unlesbar"),
        ("٣", "zahl_unlesbar"),
    ],
)
def test_what_could_mean_two_numbers_or_none_is_refused(text: str, reason: str) -> None:
    assert read(text, type="decimal") == Parsed(reason=reason)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8.5", Parsed(Decimal("8.5"))),
        ("8.500", Parsed(Decimal("8.5"))),
        ("1,234.5", Parsed(Decimal("1234.5"))),
        ("1,234,567", Parsed(Decimal(1234567))),
        ("8,500", Parsed(reason="zahl_mehrdeutig")),
        ("8,5", Parsed(reason="zahl_mehrdeutig")),
        ("1.234,5", Parsed(reason="zahl_mehrdeutig")),
        ("1.234.567", Parsed(reason="zahl_unlesbar")),
    ],
)
def test_a_decimal_point_is_one_only_where_the_contract_says_so(text: str, expected: Parsed) -> None:
    assert read(text, type="decimal", decimal_point=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", Parsed(12)),
        ("12,0", Parsed(12)),
        ("1.234", Parsed(1234)),
        ("-12", Parsed(-12)),
        ("12,5", Parsed(reason="nicht_ganzzahlig")),
        ("8,500", Parsed(reason="zahl_mehrdeutig")),
        ("8.5", Parsed(reason="zahl_mehrdeutig")),
        ("12 EUR", Parsed(reason="zahl_unlesbar")),
        ("2001", Parsed(reason="zahl_zu_gross")),
        ("-13", Parsed(reason="zahl_zu_klein")),
    ],
)
def test_whole_numbers_stay_whole_and_within_bounds(text: str, expected: Parsed) -> None:
    assert read(text, type="integer", unit="Personen", min=-12, max=2000) == expected


def test_percent_is_read_where_it_is_the_unit() -> None:
    assert read("12 %", type="decimal", unit="%") == Parsed(Decimal(12))
    assert read("12 €", type="decimal", unit="%") == Parsed(reason="zahl_unlesbar")


@pytest.mark.parametrize("sign", SIGNS)
def test_each_official_sign_keeps_its_own_meaning(sign: str) -> None:
    assert read(f" {sign} ", type="integer", signs=SIGNS, zero_signs=["-"]) == Parsed(0 if sign == "-" else None, sign)
    assert read(sign, type="integer") == Parsed(reason="zeichen_nicht_erlaubt")


@pytest.mark.parametrize(("typed", "sign"), [("–", "-"), ("…", "..."), ("X", "x"), ("< 3", "<3")])
def test_a_sign_is_known_as_programs_change_it(typed: str, sign: str) -> None:
    assert read(typed, type="decimal", signs=SIGNS) == Parsed(None, sign)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15.3.24", (2024, 3, 15)),
        ("15.03.2024", (2024, 3, 15)),
        ("15. 3. 2024", (2024, 3, 15)),
        ("15.03.2024 00:00", (2024, 3, 15)),
        ("15.03.2024 00:00:00", (2024, 3, 15)),
        ("2024-03-15", (2024, 3, 15)),
        ("2024-03-15T10:11:12", (2024, 3, 15)),
        ("29.02.2024", (2024, 2, 29)),
        ("1.1.68", (2068, 1, 1)),
        ("1.1.69", (1969, 1, 1)),
    ],
)
def test_dates_are_read_day_first(text: str, value: tuple[int, int, int]) -> None:
    assert read(text, type="date") == Parsed(dt.date(*value))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31.02.2024", "datum_unmoeglich"),
        ("29.02.2023", "datum_unmoeglich"),
        ("01.13.2024", "datum_unmoeglich"),
        ("00.01.2024", "datum_unmoeglich"),
        ("2024-02-31", "datum_unmoeglich"),
        ("15.3.", "datum_unlesbar"),
        ("offen", "datum_unlesbar"),
        ("03/15/2024", "datum_unlesbar"),
        ("45366", "datum_unlesbar"),
        ("15.03.2024 25:00", "datum_unlesbar"),
        ("15.03.1016", "datum_zu_frueh"),
        ("31.12.1999", "datum_zu_frueh"),
        ("27.12.2026", "datum_zu_spaet"),
    ],
)
def test_what_is_no_day_of_the_contract_is_refused(text: str, reason: str) -> None:
    assert read(text, type="date", earliest="2000-01-01", latest_days=31) == Parsed(reason=reason)


def test_the_bounds_themselves_are_allowed() -> None:
    bounds: dict[str, Any] = {"type": "date", "earliest": "2000-01-01", "latest_days": 31}
    assert read("01.01.2000", **bounds).reason is None
    assert read("26.12.2026", **bounds).reason is None


@pytest.mark.parametrize(
    "text", ["10/2026", "10.2026", "2026-10", "Okt. 2026", "Oktober 2026", "okt 26", "Okt-26", "31.10.2026"]
)
def test_a_month_is_its_first_day(text: str) -> None:
    assert read(text, type="month") == Parsed(dt.date(2026, 10, 1))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("13/2026", "monat_unlesbar"),
        ("Herbst 2026", "monat_unlesbar"),
        ("10/26", "monat_unlesbar"),
        ("31.02.2026", "datum_unmoeglich"),
        ("12/2026", "datum_zu_spaet"),
        ("12/2009", "datum_zu_frueh"),
    ],
)
def test_other_months_are_refused(text: str, reason: str) -> None:
    assert read(text, type="month", earliest="2010-01-15", latest_days=0) == Parsed(reason=reason)


def test_the_month_of_the_earliest_day_is_allowed() -> None:
    assert read("01/2010", type="month", earliest="2010-01-15").value == dt.date(2010, 1, 1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2016/17", "2016/17"),
        ("2016/2017", "2016/17"),
        ("16/17", "2016/17"),
        ("2016-17", "2016/17"),
        ("SJ 2016", "2016/17"),
        ("SJ 2016/17", "2016/17"),
        ("Schuljahr 2016/17", "2016/17"),
        ("1999/00", "1999/00"),
        ("99/00", "1999/00"),
    ],
)
def test_school_years_get_one_form(text: str, value: str) -> None:
    assert read(text, type="school_year") == Parsed(value)


@pytest.mark.parametrize("text", ["2016", "2016/18", "2016/2016", "SJ", "16", "2016/1", "SJ 16"])
def test_a_school_year_needs_its_following_year(text: str) -> None:
    assert read(text, type="school_year") == Parsed(reason="schuljahr_unlesbar")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1994", Parsed(1994)),
        ("2026", Parsed(2026)),
        ("94", Parsed(reason="jahr_unlesbar")),
        ("1e03", Parsed(reason="jahr_unlesbar")),
        ("2e03", Parsed(reason="jahr_unlesbar")),
        ("1016", Parsed(reason="zahl_zu_klein")),
        ("2027", Parsed(reason="zahl_zu_gross")),
    ],
)
def test_years_have_four_digits_and_do_not_lie_ahead(text: str, expected: Parsed) -> None:
    assert read(text, type="year", min=1915, latest_days=0) == expected


@pytest.mark.parametrize("text", ["männlich", "Männlich ", "MÄNNLICH", "m", "M.", "männ\u00adlich"])
def test_a_code_is_known_in_every_declared_spelling(text: str) -> None:
    assert read(text, type="code", codes={"m": ["männlich"], "w": ["weiblich"]}) == Parsed("m")


def test_codes_of_a_list_and_unknown_words() -> None:
    assert read("syr", type="code", code_list="staaten") == Parsed("475")
    assert read("475", type="code", code_list="staaten") == Parsed("475")
    assert read("Syrer", type="code", code_list="staaten") == Parsed(reason="code_unbekannt")
    assert read("-", type="code", code_list="staaten") == Parsed(reason="code_unbekannt")


@pytest.mark.parametrize(
    ("text", "value"), [("ja", True), ("J", True), ("x", True), ("1", True), ("Nein", False), ("0", False)]
)
def test_yes_and_no(text: str, value: bool) -> None:
    assert read(text, type="boolean") == Parsed(value)


def test_an_answer_that_is_neither_is_refused() -> None:
    assert read("vielleicht", type="boolean") == Parsed(reason="ja_nein_unlesbar")


def test_texts_are_trimmed_and_keep_their_pattern() -> None:
    assert read("\u00a0 GS  Süd\tstadt ", type="text") == Parsed("GS Süd stadt")
    assert read("GU 01", type="text", pattern="[A-Z]{2}[ -][0-9]{2}") == Parsed("GU 01")
    assert read("GU 011", type="text", pattern="[A-Z]{2}[ -][0-9]{2}") == Parsed(reason="muster_verletzt")
    assert read("a" * 500, type="text").reason is None
    assert read("a" * 501, type="text") == Parsed(reason="muster_verletzt")


@pytest.mark.parametrize("text", [None, "", "  ", "\u00a0\u202f"])
@pytest.mark.parametrize("kind", ["text", "integer", "decimal", "date", "month", "school_year", "year", "boolean"])
def test_an_empty_cell_is_missing_only_where_it_is_required(text: str | None, kind: str) -> None:
    assert read(text, type=kind) == Parsed()
    assert read(text, type=kind, required=True) == Parsed(reason="pflichtfeld_leer")


def test_a_spelling_of_two_codes_is_a_mistake_of_the_catalogue() -> None:
    column = source_of({"a": {"type": "code", "codes": {"a": ["Sonst."], "b": ["sonst"]}}}).columns["a"]
    with pytest.raises(ValueError, match="sonst"):
        spellings(column, {})


def test_sharp_s_stays_what_it_is() -> None:
    assert normalise("Straße-Nr. 5_a") == "straßenr5a"
    assert normalise("STRASSE") == "strasse"
