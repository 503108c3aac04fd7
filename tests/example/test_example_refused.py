"""Each delivery in `fehlerhaft` is wrong in the one way its name says."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from etl.catalogue.source import Source
from etl.contract.reasons import DeliveryRefused
from etl.intake.delivery import open_delivery

Table = Callable[[Path, str], list[dict[str, str]]]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Pflichtspalte_fehlt", "pflichtspalte_fehlt"),
        ("Kein_Stand", "stand_fehlt"),
        ("Unbekannte_Tabelle", "keine_tabelle"),
        ("Zwei_Tabellen_in_einer", "tabelle_mehrdeutig"),
        ("Spalte_doppelt", "spalte_doppelt"),
        ("Keine_Zeilen", "keine_zeilen"),
        ("Keine_Textdatei", "datei_unlesbar"),
        ("Leere_Datei", "datei_leer"),
    ],
)
def test_intake_refuses_it_for_the_reason_in_its_name(
    folder: Path, sources: Mapping[str, Source], tmp_path: Path, name: str, reason: str
) -> None:
    path = folder / "fehlerhaft" / f"BEISPIEL_{name}.csv"
    with pytest.raises(DeliveryRefused) as refused:
        open_delivery(path, path.name, list(sources.values()), tmp_path)
    assert refused.value.code == reason


def test_the_others_are_readable_tables_that_cannot_be_taken(
    folder: Path, sources: Mapping[str, Source], table: Table, tmp_path: Path
) -> None:
    known = list(sources.values())
    broken = folder / "fehlerhaft"
    future = broken / "BEISPIEL_Stand_in_der_Zukunft.csv"
    assert open_delivery(future, future.name, known, tmp_path).data_as_of == dt.date(2099, 12, 31)
    month = broken / "BEISPIEL_Falscher_Monat.csv"
    assert open_delivery(month, month.name, known, tmp_path).data_as_of == dt.date(2026, 10, 31)
    assert {row["monat"] for row in table(month, "unterkunft_kapazitaet")} == {"09/2026"}
    rows = table(broken / "BEISPIEL_Zu_viele_Fehler.csv", "belegungen")
    bad = sum(row["einzug"] == "31.02.2020" for row in rows)
    assert bad / len(rows) > sources["belegungen"].max_rejected_share


def test_every_broken_delivery_is_looked_at(folder: Path) -> None:
    assert len(list((folder / "fehlerhaft").iterdir())) == 21


def test_every_own_list_is_taken_by_the_intake(
    folder: Path, sources: Mapping[str, Source], own_lists: Mapping[str, str], tmp_path: Path
) -> None:
    for path in sorted(folder.glob("*.csv")):
        if (word := path.stem.split("_")[1]) in own_lists:
            raw = open_delivery(path, path.name, list(sources.values()), tmp_path)
            assert raw.source.id == own_lists[word]
            assert raw.example
            assert raw.data_as_of is not None
