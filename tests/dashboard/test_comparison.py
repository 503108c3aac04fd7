"""What a value is compared with, and when it must not be compared."""

from dataclasses import replace
from typing import Any

from reading_builder import CORRIDOR, SIGNS, census_break, months, point, reading
from release_fixture import city

from dashboard.comparison import compared, peers
from dashboard.records import Reading, ReleaseInfo, Snapshot
from dashboard.remarks import Table

from release_fixture import NOW  # isort: skip


def snapshot(found: Reading, **changes: Any) -> Snapshot:
    info = ReleaseInfo("r", NOW, "", "leitung", 3, True, None)
    return replace(Snapshot(info, city(), (found,), (), (), None, {}, {}), **changes)


def words(found: Reading, how: Any, **changes: Any) -> str:
    said = compared(found, snapshot(found, compare=how, **changes))
    return " ".join(part for part in said or () if part).replace("\u00a0", " ")


def test_the_period_before_is_the_default() -> None:
    assert words(reading(months([86.4, 88.5])), "vorperiode") == "2,1 Punkte mehr als im September"


def test_the_year_before_needs_a_value_and_no_break() -> None:
    year = months([80.0, *[81.0] * 11, 88.5])
    assert words(reading(year), "vorjahr") == "8,5 Punkte mehr als im Oktober 2025"
    assert "keinen Wert" in words(reading(months([86.4, 88.5])), "vorjahr")
    broken = reading([point("2024-06", 80.0), *months([81.0] * 12 + [88.5])], breaks=(census_break(),))
    assert words(broken, "vorjahr").endswith("als im Oktober 2025")
    crossed = reading(months([80.0, *[81.0] * 11, 88.5], last="2025-10"), breaks=(census_break(),))
    assert "Bruch" in words(crossed, "vorjahr")


def test_the_target_is_missed_by_so_much_or_met() -> None:
    assert words(reading(months([80.0, 88.5])), "ziel") == "3,5 Punkte über dem Ziel (Zielkorridor 70 bis 85 %)"
    assert words(reading(months([80.0, 60.0])), "ziel").startswith("10,0 Punkte unter dem Ziel")
    assert words(reading(months([80.0, 85.0])), "ziel").startswith("im Ziel")
    assert words(reading(months([80.0, 85.01])), "ziel").startswith("knapp über")
    assert "kein Ziel" in words(reading(months([80.0, 85.0]), thresholds=()), "ziel")


def test_nothing_is_compared_without_a_value() -> None:
    found = reading(months([80.0, None]))
    assert all(compared(found, snapshot(found, compare=how)) is None for how in ("vorperiode", "vorjahr", "ziel"))


CITIES = Table("vergleich", "Städte", ("merkmal", "kreis", "jahr", "wert"),
               (("q", "01001", 2022, "10"), ("q", "01002", 2022, "20"), ("q", "01003", 2022, "60"),
                ("q", "01001", 2021, "99"), ("q", "15002", 2022, "12.5")),
               "INKAR", "dl-de", "2026-11-25")  # fmt: skip


def features(same: str) -> Table:
    row = ("q", "Quote", "%", "gu_auslastung", same, "andere Grundgesamtheit")
    columns = ("merkmal", "titel", "einheit", "kennzahl", "gleiche_definition", "hinweis")
    return Table("vergleich_merkmal", "", columns, (row,), "", "", "")


def test_cities_are_compared_only_under_the_same_definition() -> None:
    found = reading(months([80.0, 88.5]))
    shown = snapshot(found)
    same = peers(CITIES, features("ja"), shown)
    assert same["gu_auslastung"].replace("\u00a0", " ") == "Mittlerer Wert von 3 Städten ähnlicher Größe 2022: 20,0 %."
    other = peers(CITIES, features("nein"), shown)
    assert words(found, "staedte", peers=other).replace("\u00a0", " ") == (
        "Kein Vergleich dieser Kennzahl mit ähnlichen Städten: andere Grundgesamtheit. "
        "Nach der Definition des Merkmals „Quote“: 12,5 %, mittlerer Wert von 3 Städten ähnlicher Größe 2022: 20,0 %."
    )
    assert "keinen Städtevergleich" in words(found, "staedte")
    assert peers(None, None, shown) == {}
    assert CORRIDOR.on_track.max == 85
    assert SIGNS
