"""A formula in words names every part of its declaration, and the fraction says the same as the sentence."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dashboard import formulas
from etl.catalogue.indicator import Hidden, Measure, Query, Ratio

TITLES = {"gu_belegung": "Belegung", "gu_plaetze_netto": "Verfügbare Plätze"}
NAMES = st.from_regex(r"[a-z][a-z_]{0,12}", fullmatch=True)
WHERE = st.none() | st.sampled_from(["art = 'GU'", "stabil", "ziel in ('a', 'b')\n  and alter >= 18"])
MEASURES = st.builds(
    lambda kind, column, table, period, where, title: Measure(
        kind="grundzahl",
        measure=f"{kind}({column})" if kind != "count" else "count",
        table=f"core.{table}",
        period=period,
        where=where,
        title=title,
    ),
    st.sampled_from(["count", "sum", "count_distinct"]),
    NAMES,
    NAMES,
    NAMES,
    WHERE,
    st.none() | st.sampled_from(["Geförderte Kinder", "Haushalte"]),
)
PARTS = MEASURES | st.sampled_from(sorted(TITLES))
TIMES = st.sampled_from(["1", "100", "1000", "0.5"]).map(Decimal)


@given(MEASURES)
def test_a_count_names_its_column_table_date_and_condition(measure: Measure) -> None:
    text = formulas.counting(measure)
    column = measure.measure.partition("(")[2].removesuffix(")")
    assert f"„{measure.table.removeprefix('core.')}“" in text
    assert f"Spalte „{measure.period}“" in text
    assert (f"„{column}“" in text) if column else text.startswith("Anzahl der Zeilen")
    assert ("Bedingung:" in text) == (measure.where is not None)
    assert text.endswith(".")
    assert "\n" not in text


@given(PARTS, PARTS, TIMES)
def test_the_fraction_says_what_the_sentence_says(of: str | Measure, to: str | Measure, times: Decimal) -> None:
    formula = Ratio(kind="verhaeltnis", of=of, to=to, times=times)
    found = formulas.fraction(formula, TITLES)
    assert found is not None
    said = formulas.words(formula, TITLES)
    assert said.startswith(f"{found.of} geteilt durch {found.to}")
    assert ("mal" in said.removeprefix(f"{found.of} geteilt durch {found.to}")) == (times != 1) == bool(found.times)
    for part, named in ((of, found.of), (to, found.to)):
        if isinstance(part, str):
            assert named == TITLES[part]
        elif part.title:
            assert named == part.title
    declared = [side for side, part in (("Zähler", of), ("Nenner", to)) if isinstance(part, Measure)]
    assert [line.partition(":")[0] for line in formulas.details(formula)] == declared


def test_numbers_are_german() -> None:
    formula = Ratio(kind="verhaeltnis", of="gu_belegung", to="gu_plaetze_netto", times=Decimal("1000"))
    assert formulas.words(formula, TITLES) == "Belegung geteilt durch Verfügbare Plätze, mal 1.000."
    found = formulas.fraction(formula, TITLES)
    assert found is not None
    assert found.times == "×\u00a01.000"


def test_a_query_names_itself_and_its_tables() -> None:
    formula = Query(kind="abfrage", sql="dissimilaritaet.sql", tables=("core.belegung_monat", "core.bevoelkerung"))
    assert formulas.fraction(formula, TITLES) is None
    assert formulas.details(formula) == (
        "Abfrage „dissimilaritaet.sql“ über die Tabellen „belegung_monat“ und „bevoelkerung“.",
    )


def test_what_happens_with_hidden_cells_is_said() -> None:
    measure = Measure(
        kind="grundzahl",
        measure="sum(personen)",
        table="core.bevoelkerung",
        period="stichtag",
        hidden=Hidden(at_most=2, tolerance=Decimal("0.01")),
    )
    assert "(je höchstens 2)" in formulas.counting(measure)
    assert "höchstens 1\u00a0% der Summe" in formulas.counting(measure)
