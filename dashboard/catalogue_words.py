"""The words for what the catalogue says in codes: cadence, kind, direction, rhythm, protected unit."""

from collections.abc import Mapping

CADENCES: Mapping[str, str] = {
    "monat": "monatlich",
    "quartal": "vierteljährlich",
    "halbjahr": "halbjährlich",
    "jahr": "jährlich",
    "schuljahr": "je Schuljahr",
    "stichtag": "zu jedem Stichtag",
}
KINDS: Mapping[str, str] = {
    "bestand": "Bestand an einem Stichtag",
    "bewegung": "Bewegung in einem Zeitraum",
}
DIRECTIONS: Mapping[str, str] = {
    "+": "höher ist besser",
    "-": "niedriger ist besser",
    "o": "weder hoch noch niedrig",
}
RHYTHMS: Mapping[str, str] = {
    "monatlich": "monatlich",
    "vierteljaehrlich": "vierteljährlich",
    "halbjaehrlich": "halbjährlich",
    "jaehrlich": "jährlich",
    "schulhalbjaehrlich": "je Schulhalbjahr",
}
PROTECTED: Mapping[str, str] = {"personen": "Personen", "haushalte": "Haushalte", "wohnungen": "Wohnungen"}
