"""Each change names its true reason, in words that may stand in the file of every audience."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from small_city import SmallCity, run_city, the_catalogue, whole_catalogue

from etl import change_reasons
from etl.catalogue.indicator import Band, Measure, Threshold
from etl.catalogue.tables import Rows
from etl.change_reasons import SAME_DELIVERIES, WAS_HELD, Delivery, Grounds
from etl.changes import thresholds_json
from etl.home import Home
from etl.pipeline import Clock, run

CATALOGUE = the_catalogue()
ONE = CATALOGUE.indicators["zuweisungen"]
TITLE = CATALOGUE.sources["zuweisungen"].title
MARCH, APRIL = dt.date(2026, 3, 31), dt.date(2026, 4, 30)
LATER = Clock(dt.date(2026, 7, 6), dt.datetime(2026, 7, 6, 8, 0, 0))


def came(stand: dt.date, *, supplement: bool = False, before: dt.date | None = MARCH) -> Grounds:
    stands = {} if before is None else {"zuweisungen": before}
    return Grounds({"zuweisungen": (Delivery(stand, supplement),)}, stands)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (came(APRIL), f"Neue Lieferung: {TITLE} (Stand 30.04.2026)."),
        (came(APRIL, before=None), f"Erste Lieferung: {TITLE} (Stand 30.04.2026)."),
        (came(MARCH), f"Ersetzte oder nachgereichte Lieferung: {TITLE} (Stand 31.03.2026)."),
        (came(MARCH, supplement=True), f"Berichtigte Zeilen nachgereicht: {TITLE} (Stand 31.03.2026)."),
        (Grounds(corrected=frozenset({"zuweisungen"})), f"Erklärte Berichtigung der Liste „{TITLE}“."),
        (Grounds(held=frozenset({("zuweisungen", "2026-03")})), WAS_HELD),
        (Grounds(), SAME_DELIVERIES),
        (Grounds({"belegungen": (Delivery(APRIL, False),)}, {"belegungen": MARCH}), SAME_DELIVERIES),
    ],
)
def test_the_reason_of_a_correction_is_what_happened_to_its_own_deliveries(found: Grounds, sentence: str) -> None:
    assert change_reasons.of_correction(ONE, "2026-03", CATALOGUE, found, ()) == sentence


def test_a_ratio_is_corrected_by_the_delivery_or_definition_of_its_part() -> None:
    rate = CATALOGUE.indicators["gu_auslastung"]
    stays = Grounds({"belegungen": (Delivery(MARCH, False),)}, {"belegungen": MARCH})
    assert "Ersetzte" in change_reasons.of_correction(rate, "2026-03", CATALOGUE, stays, ())
    assert change_reasons.of_correction(rate, "2026-03", CATALOGUE, Grounds(), {"gu_belegung"}) == (
        "Ein Teil wurde neu festgelegt."
    )


def test_a_new_value_names_the_newer_delivery_and_not_what_else_came() -> None:
    rate = CATALOGUE.indicators["gu_auslastung"]
    found = Grounds(
        {"belegungen": (Delivery(APRIL, False),), "unterkuenfte": (Delivery(MARCH, False),)},
        {"belegungen": MARCH, "unterkuenfte": MARCH},
    )
    title = CATALOGUE.sources["belegungen"].title
    reason = change_reasons.of_new_value(rate, CATALOGUE, found, withheld=False)
    assert reason == f"Neue Lieferung: {title} (Stand 30.04.2026)."
    assert change_reasons.of_new_value(ONE, CATALOGUE, Grounds(), withheld=True) == change_reasons.NOW_SHOWN


def test_a_changed_table_of_the_city_is_named_only_where_the_formula_comes_to_it() -> None:
    whole = whole_catalogue()
    found = Grounds(tables=frozenset({"aufnahmequote"}))
    quota = change_reasons.of_correction(whole.indicators["quotenerfuellung"], "2026-H1", whole, found, ())
    assert quota == "Geänderte Tabelle der Stadt: Aufnahmequote der Stadt je Halbjahr."
    assert change_reasons.of_correction(whole.indicators["gu_belegung"], "2026-03", whole, found, ()) == SAME_DELIVERIES


def test_the_reason_of_a_definition_says_what_of_it_changed() -> None:
    assert isinstance(ONE.formula, Measure)
    before = (ONE.formula.model_dump_json(), ONE.definition)
    aspects = change_reasons.aspects_of(ONE)
    assert change_reasons.of_definition(ONE, before, aspects) is None
    other = ONE.model_copy(
        update={"formula": ONE.formula.model_copy(update={"where": "true"}), "unit": "EUR", "definition": "anders"}
    )
    assert change_reasons.of_definition(other, before, aspects) == ("Geändert: Wortlaut, Formel (Bedingung), Einheit.")


def test_the_reason_of_a_threshold_says_from_when_and_by_whom() -> None:
    first, second = (
        Threshold(valid_from=dt.date(year, 1, 1), on_track=Band(max=Decimal(year)), decided_by=f"Rat {year}")
        for year in (2026, 2027)
    )
    old = thresholds_json(ONE.model_copy(update={"thresholds": (first,)}))
    new = thresholds_json(ONE.model_copy(update={"thresholds": (second,)}))
    assert change_reasons.of_thresholds(old, new) == (
        "Neu ab 01.01.2027: Rat 2027. Die Schwelle ab 01.01.2026 ist gestrichen."
    )


def stored(home: Home, release: str | None, audience: str) -> Sequence[tuple[str, str, str, str]]:
    with duckdb.connect(str(home.releases / str(release) / f"{audience}.duckdb"), read_only=True) as con:
        return con.execute(
            "select kind, indicator_id, period, reason from meta.change"
            " where indicator_id is not null and kind <> 'held'"
        ).fetchall()


def test_after_a_replaced_list_both_audiences_read_why_without_file_or_count(tmp_path: Path) -> None:
    home, _ = run_city(tmp_path / "h")
    city = SmallCity()
    rows = (*city.arrivals[:3], ("Z4", "Zuweisung", "02.03.2026", 9, "Syrien", "Duldung", "GU-02"), *city.arrivals[4:])
    city.write(home.inbox, arrivals=rows)
    done = run(home, home.inbox, CATALOGUE, LATER, accept="angenommen")
    why = f"Ersetzte oder nachgereichte Lieferung: {TITLE} (Stand 31.03.2026)."
    for audience in ("leitung", "rat"):
        changed = [row for row in stored(home, done.release_id, audience) if row[1:3] == ("zuweisungen", "2026-03")]
        assert ("correction", "zuweisungen", "2026-03", why) in changed
        assert all(row[3] for row in stored(home, done.release_id, audience))
    assert not any(word in row[3] for row in stored(home, done.release_id, "rat") for word in (".csv", "angenommen"))


def test_the_workshop_and_the_release_are_compared_by_delivery_and_table(tmp_path: Path) -> None:
    home, first = run_city(tmp_path / "h")
    release = home.releases / str(first.release_id) / "leitung.duckdb"
    with duckdb.connect(str(home.workshop)) as con:
        nothing = change_reasons.grounds(con, CATALOGUE, release, [])
        con.execute("update meta.load set load_id = 'neu' where source_id = 'zuweisungen'")
        table = CATALOGUE.tables[0]
        shorter = replace(CATALOGUE, tables=[Rows(table.table, table.rows[1:]), *CATALOGUE.tables[1:]])
        found = change_reasons.grounds(con, shorter, release, [f"{TITLE}: eine Zeile gestrichen"])
    assert (nothing.deliveries, nothing.tables, nothing.corrected) == ({}, frozenset(), frozenset())
    assert set(found.deliveries) == {"zuweisungen"}
    assert found.tables == {table.table.id}
    assert found.corrected == {"zuweisungen"}
    assert change_reasons.grounds(duckdb.connect(), CATALOGUE, tmp_path / "keine", []) == Grounds()
