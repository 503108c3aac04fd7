"""What is said about a value is what is stored: judgement, change, target, absence, and the lead of the page."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_builder import CEILING, SIGNS, TODAY, census_break, months, point, reading

from dashboard import sentences


def plain(text: str | None) -> str:
    return (text or "").replace("\u00a0", " ")


def test_the_change_names_amount_and_month() -> None:
    assert sentences.change(reading(months([86.4, 88.5]))) == ("2,1\u00a0Punkte mehr", "als im September")
    assert sentences.change(reading(months([86.44, 86.41]))) == ("genauso hoch", "wie im September")


def test_a_gap_before_the_value_is_named() -> None:
    assert sentences.change(reading(months([80.0, None, None, 88.5]))) == ("8,5\u00a0Punkte mehr", "als im Juli 2026")


def test_no_change_is_reckoned_across_a_break() -> None:
    points = [point("2022-12", 242083.0), point("2024-12", 226767.0)]
    told = sentences.change(
        reading(points, field="kontext", thresholds=(), breaks=(census_break(),), cadence="stichtag")
    )
    assert told == ("", "Kein Vergleich: davor liegt ein Bruch der Reihe.")


def test_a_change_of_rounded_figures_is_about() -> None:
    points = [point("2022-12", 13110.0), point("2023-12", 13360.0)]
    made = reading(points, method="gerundet", unit="Personen", decimals=0, cadence="stichtag", thresholds=())
    assert sentences.change(made) == ("rund 250 mehr", "als am 31.12.2022")
    assert sentences.method_note(made) == "auf 5 gerundet"


def test_a_first_value_has_no_change() -> None:
    assert sentences.change(reading(months([80.0]))) == ("", "Erster Wert der Reihe.")
    assert sentences.change(reading(months([80.0, None]))) is None


@pytest.mark.parametrize(
    ("until", "value", "state"),
    [
        (None, 88.5, "watch"),
        (TODAY, 88.5, "watch"),
        (TODAY - dt.timedelta(days=1), 88.5, "stale"),
        (None, None, "missing"),
    ],
)
def test_a_value_past_its_day_has_no_light(until: dt.date | None, value: float | None, state: str) -> None:
    assert reading([point("2026-10", value, valid_until=until)]).state(TODAY) == state


def test_context_is_never_judged() -> None:
    made = reading(months([88.5]), field="kontext", thresholds=())
    assert made.state(TODAY) == "context"
    assert sentences.STATE_WORDS["context"] == ""


@pytest.mark.parametrize(
    ("sign", "missing", "sentence"),
    [
        ("g", (), sentences.WITHHELD_SENTENCE),
        ("…", ("haushalt",), "Die Lieferung „Haushaltsauszug“ liegt noch nicht vor."),
        ("…", ("haushalt", "neu"), "Die Lieferungen „Haushaltsauszug“ und „neu“ liegen noch nicht vor."),
        ("…", (), "Der Wert liegt noch nicht vor."),
        ("x", (), "Nicht sinnvoll."),
        ("-", (), "Nichts vorhanden."),
    ],
)
def test_absence_says_why(sign: str, missing: tuple[str, ...], sentence: str) -> None:
    made = reading([point("2026-10", None, sign=sign)], missing=missing)
    assert sentences.absence(made, {"haushalt": "Haushaltsauszug"}, SIGNS) == sentence
    assert sentences.figure(made.indicator, made.latest, SIGNS) == SIGNS[sign][0]
    assert sentences.unit(made.indicator, made.latest) == ""


def test_an_indicator_without_any_row_is_not_yet_there() -> None:
    made = reading([], missing=("haushalt",))
    assert sentences.figure(made.indicator, None, SIGNS) == "…"
    assert "haushalt" in (sentences.absence(made, {}, SIGNS) or "")
    assert sentences.spoken(made, SIGNS, TODAY) == "Auslastungsgrad GU: liegt noch nicht vor"


def test_the_last_known_value_is_offered() -> None:
    made = reading(months([80.0, 81.0, None]))
    last = sentences.last_known(made)
    assert last is not None
    assert last.value == 81.0
    assert sentences.last_known(reading(months([80.0]))) is None


def test_a_percentage_of_a_small_base_has_no_decimals() -> None:
    small = point("2026-10", 33.333, numerator=Decimal(5), denominator=Decimal(15))
    large = replace(small, denominator=Decimal(50))
    made = reading([small])
    assert sentences.figure(made.indicator, small, SIGNS) == "33"
    assert sentences.figure(made.indicator, large, SIGNS) == "33,3"
    assert sentences.basis(made.indicator, small) == "5 von 15"


def test_basis_of_a_query_is_its_number_of_persons() -> None:
    formula = {"kind": "abfrage", "sql": "x.sql", "tables": ()}
    made = reading([point("2026-10", 112.0, denominator=Decimal(1171))], formula=formula, unit="Tage")
    assert made.latest is not None
    assert sentences.basis(made.indicator, made.latest) == "Basis: 1.171 Personen"


def test_a_screen_reader_hears_value_judgement_target_and_day() -> None:
    made = reading([point("2026-10", 88.5, sign="p")])
    assert sentences.spoken(made, SIGNS, TODAY) == (
        "Auslastungsgrad GU: 88,5 Prozent, beobachten, Zielkorridor 70 bis 85 Prozent, vorläufig, Stand 31.10.2026"
    )


def test_a_miss_says_since_when() -> None:
    assert sentences.off_target(reading(months([80.0, 86.0, 88.0, 88.5]))) == "seit August 2026 über dem Zielkorridor"
    assert sentences.off_target(reading(months([80.0, 88.5]))) == "über dem Zielkorridor"
    assert sentences.off_target(reading(months([65.0, 65.0]))) == "seit September 2026 unter dem Zielkorridor"
    assert sentences.off_target(reading(months([86.0, None, 88.5]))) == "über dem Zielkorridor"
    assert sentences.off_target(reading(months([86.0, 80.0]))) is None
    assert sentences.off_target(reading(months([130.0]), thresholds=(CEILING,), unit="Tage")) == "über dem Ziel"


def lead(*readings: Any) -> str:
    return plain(" ".join(sentences.lead(readings, SIGNS, TODAY))).strip()


FINE, WATCHED, ACT = (reading(months(values), title=t) for values, t in (([80.0], "A"), ([86.0], "B"), ([95.0], "C")))


def test_the_lead_is_the_worst_finding_first() -> None:
    assert lead(FINE, WATCHED, ACT) == "C: 95,0 %, über dem Zielkorridor. B: 86,0 %, über dem Zielkorridor."
    assert lead(FINE, WATCHED) == "B: 86,0 %, über dem Zielkorridor. A: 80,0 %, im Zielkorridor."
    assert lead(FINE, FINE, WATCHED).endswith("2 weitere Kennzahlen liegen im Zielkorridor.")
    assert lead(ACT, ACT, WATCHED).endswith("2 weitere Kennzahlen liegen außerhalb ihres Ziels.")
    assert lead(FINE) == "A: 80,0 %, im Zielkorridor."
    assert lead(FINE, FINE) == "Alle 2 bewerteten Kennzahlen liegen im Zielkorridor."


def test_a_day_that_has_passed_is_not_told_as_below_a_target() -> None:
    floor = {"valid_from": "2014-01-01", "on_track": {"min": "2"}, "watch": {"min": "0"}, "decided_by": "Vorschlag"}
    made = reading(
        [point("2026-10", -5.0, status="act")], title="Bestelltermin", unit="Monate", direction="+", decimals=0,
        thresholds=(floor,),
    )  # fmt: skip
    assert lead(made).startswith("Bestelltermin: −5 Monate, seit 5 Monaten überschritten.")
    assert sentences.miss(made) == "seit 5 Monaten überschritten"
    assert sentences.off_target(made) == "unter dem Ziel"
    renamed = made.indicator.model_copy(update={"id": "bestelltermin"})
    made = replace(made, facts=replace(made.facts, indicator=renamed))
    assert plain(sentences.lead([made, ACT], SIGNS, TODAY)[0]).startswith("Bestelltermin")
    assert plain(sentences.lead([made, ACT], SIGNS, TODAY, "bestelltermin")[0]).startswith("C: 95,0")
    near = replace(made, series=(point("2026-10", 1.0, status="watch"),))
    assert lead(near).startswith("Bestelltermin: 1 Monat")
    assert "unter dem Ziel" in lead(near)


def test_the_lead_without_judgement_says_so() -> None:
    stale = reading([point("2026-01", 80.0, valid_until=dt.date(2026, 4, 1))])
    unjudged = reading(months([80.0]), thresholds=())
    unjudged = replace(unjudged, series=(replace(unjudged.series[0], status="none"),))
    assert "veraltet" in lead(stale)
    assert "noch hat keine kennzahl eine schwelle" in lead(unjudged).lower()
    assert "noch keine Werte" in lead(reading([]))
    assert "noch keine Werte" in lead()


@given(st.lists(st.one_of(st.none(), st.floats(0, 150)), min_size=1, max_size=20))
def test_whatever_the_series_every_sentence_can_be_said(values: list[float | None]) -> None:
    made = reading(months(values))
    assert sentences.lead([made], SIGNS, TODAY)[0].endswith(".")
    assert sentences.spoken(made, SIGNS, TODAY).startswith("Auslastungsgrad GU: ")
    assert (sentences.absence(made, {}, SIGNS) is None) == (values[-1] is not None)
    missed = sentences.off_target(made)
    assert (missed is not None) == (values[-1] is not None and not 70 <= values[-1] <= 85)


def test_the_reporting_month_is_that_of_the_newest_monthly_value() -> None:
    assert sentences.reporting_month([reading(months([80.0, 81.0])), reading(months([None]))]) == "Oktober 2026"
    assert sentences.reporting_month([]) is None
