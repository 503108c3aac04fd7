"""What changed since the current release, as its readers could see it."""

from dataclasses import replace
from decimal import Decimal

from small_city import the_catalogue

from etl.changes import NOTHING_PRINTED, Printed, changes, mark_corrected, thresholds_json
from etl.figures import Cell, Figures, Value

CATALOGUE = the_catalogue()
PLACE = ("2026-03", None, None, None, None)
DEFINITIONS = {
    i.id: (i.formula.model_dump_json(), i.definition, thresholds_json(i)) for i in CATALOGUE.indicators.values()
}


def figures(number: float | None, sign: str | None = None) -> Figures:
    cell = Cell("gu_belegung", *PLACE, None if number is None else Decimal(number), "g" if sign == "g" else None)
    return Figures((cell,), (Value("gu_belegung", *PLACE, number, None, None, None, sign, ()),))


def printed(number: float | None, sign: str | None = None) -> Printed:
    key = ("gu_belegung", PLACE)
    cell = None if number is None else Decimal(number)
    return Printed({key: (number, sign)}, {key: (cell, sign)}, DEFINITIONS)


def test_the_first_release_has_no_changes() -> None:
    assert changes(figures(19), NOTHING_PRINTED, CATALOGUE) == []


def test_an_unchanged_value_is_neither_marked_nor_named() -> None:
    marked = mark_corrected(figures(19), printed(19))
    assert (marked.cells[0].mark, marked.values[0].sign) == (None, None)
    assert changes(marked, printed(19), CATALOGUE) == []


def test_the_last_digit_of_a_fraction_is_no_correction() -> None:
    before = Printed({("gu_belegung", PLACE): (16.318091750807568, None)}, {}, DEFINITIONS)
    now = Figures((), (Value("gu_belegung", *PLACE, 16.31809175080757, None, None, None, None, ()),))
    assert mark_corrected(now, before) == now
    assert changes(now, before, CATALOGUE) == []


def test_a_corrected_value_carries_r_and_is_named_with_old_and_new() -> None:
    marked = mark_corrected(figures(19), printed(20))
    assert (marked.cells[0].mark, marked.values[0].sign) == ("r", "r")
    (change,) = changes(marked, printed(20), CATALOGUE)
    assert (change.kind, change.indicator_id, change.period) == ("correction", "gu_belegung", "2026-03")
    assert (change.old, change.new) == ("20", "19")


def test_once_corrected_stays_marked() -> None:
    marked = mark_corrected(figures(19), printed(19, "r"))
    assert (marked.cells[0].mark, marked.values[0].sign) == ("r", "r")


def test_what_was_or_is_withheld_is_never_a_correction() -> None:
    for now, before in ((figures(19), printed(None, "g")), (figures(None, "g"), printed(19))):
        marked = mark_corrected(now, before)
        assert marked == now
    assert changes(figures(None, "g"), printed(19), CATALOGUE) == []


def test_a_value_printed_for_the_first_time_is_new_data() -> None:
    (change,) = changes(figures(19), printed(None, "g"), CATALOGUE)
    assert (change.kind, change.old, change.new) == ("data", None, "19")


def test_a_changed_definition_and_threshold_are_named() -> None:
    formula, definition, thresholds = DEFINITIONS["gu_auslastung"]
    before = replace(printed(19), definitions={**DEFINITIONS, "gu_auslastung": (formula, "früher", "[]")})
    kinds = {(c.kind, c.indicator_id) for c in changes(figures(19), before, CATALOGUE)}
    assert kinds == {("definition", "gu_auslastung"), ("threshold", "gu_auslastung")}
    assert definition != "früher"
    assert thresholds != "[]"
