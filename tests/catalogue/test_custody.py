"""What the catalogue promises about corrections, free text and identifiers, and how a broken promise is named."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
from given_corrections import PLACES, TWIN
from pydantic import ValidationError
from small_city import REPOSITORY, the_catalogue

from etl.catalogue.correction import Corrections
from etl.catalogue.custody import custody
from etl.catalogue.load import CatalogueInvalid, load_catalogue
from etl.catalogue.source import Source

CATALOGUE = the_catalogue()
FLAT = {
    "kind": "ein_ort",
    "place": "1/1/1",
    "action": "weicht",
    "reason": "Die alte Wohnung ist zurückgegeben, gemeldet per Mail",
    "since": dt.date(2026, 1, 1),
}
NOTE = {"headings": ["Notiz"], "type": "text", "meaning": "erfunden"}


def sentences(**changed: Any) -> str:
    parts = {
        "city": CATALOGUE.city,
        "sources": CATALOGUE.sources,
        "indicators": CATALOGUE.indicators,
        "corrections": {},
    }
    return " ".join(sentence for _, sentence in custody(**{**parts, **changed}))


def test_the_catalogue_keeps_its_promises() -> None:
    assert sentences() == ""
    people = Corrections.model_validate({"source": "belegungen", "corrections": [{**PLACES, "key": {"pid": "a"}}]})
    assert "Personen lassen sich im Katalog nicht nennen" in sentences(corrections={"belegungen": people})


@pytest.mark.parametrize(
    ("source", "given", "words"),
    [
        ("gibt_es_nicht", [PLACES], "die Lieferung „gibt_es_nicht“ gibt es nicht"),
        ("unterkuenfte", [{**TWIN, "column": "gibt_es_nicht"}], "ist keine Textspalte"),
        ("unterkuenfte", [{**TWIN, "column": "vertrag_ende"}], "ist keine Textspalte"),
        ("belegungen", [{**TWIN, "column": "pid"}], "ist keine Textspalte"),
        ("unterkuenfte", [TWIN, TWIN], "„GU-02“ steht doppelt"),
        ("unterkuenfte", [TWIN, {**TWIN, "spelling": "GU-03", "holds": "GU-02"}], "„GU-02“ wird selbst ersetzt"),
        ("unterkuenfte", [FLAT], "keine Regel ein_ort"),
    ],
)
def test_a_broken_declaration_is_named(source: str, given: list[dict[str, Any]], words: str) -> None:
    broken = Corrections.model_validate({"source": source, "corrections": given})
    assert words in sentences(corrections={source: broken})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "irgendwas"}, "irgendwas"),
        ({"reason": "kurz"}, "reason"),
        ({"holds": "GU-02"}, "spelling und holds sind gleich"),
        ({"until": dt.date(2025, 1, 1)}, "until liegt vor since"),
        ({"spelling": None}, "spelling"),
    ],
)
def test_a_declaration_that_cannot_be_read_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Corrections.model_validate({"source": "unterkuenfte", "corrections": [{**TWIN, **change}]})


def test_protected_official_figures_are_never_mixed_with_our_own() -> None:
    indicator = CATALOGUE.indicators["schutzsuchende"]
    mixed = indicator.model_copy(update={"sources": ("schutzsuchende_12531", "belegungen")})
    assert "exact, gerundet gemischt" in sentences(indicators={"schutzsuchende": mixed})


def with_column(source_id: str, column: dict[str, Any]) -> dict[str, Source]:
    """The sources of the catalogue, one of them with a column more."""
    source = CATALOGUE.sources[source_id].model_dump()
    changed = Source.model_validate({**source, "columns": {**source["columns"], "notiz": {**NOTE, **column}}})
    return {**CATALOGUE.sources, source_id: changed}


@pytest.mark.parametrize("source_id", sorted(set(CATALOGUE.sources) - {"kommentare", "steuerung_massnahmen"}))
def test_no_source_may_have_a_text_that_nothing_bounds(source_id: str) -> None:
    assert "columns.notiz: ein Text ohne pattern" in sentences(sources=with_column(source_id, {}))


@pytest.mark.parametrize(
    "bound",
    [
        {"pattern": "[0-9]+"},
        {"reference": "unterkuenfte.unterkunft_id"},
        {"harmless": "öffentlicher Name eines Hauses"},
        {"type": "code", "codes": {"a": ["A"]}},
        {"type": "integer"},
    ],
)
def test_a_bounded_text_or_one_declared_harmless_is_no_free_text(bound: dict[str, Any]) -> None:
    assert sentences(sources=with_column("belegungen", bound)) == ""


def test_declaring_a_bounded_text_harmless_is_a_mistake() -> None:
    bounded = {"pattern": "[0-9]+", "harmless": "öffentlicher Name eines Hauses"}
    assert "harmless ist überflüssig" in sentences(sources=with_column("belegungen", bounded))
    with pytest.raises(ValidationError, match="harmless gibt es nur in Textspalten"):
        with_column("belegungen", {"type": "integer", "harmless": "öffentlicher Name eines Hauses"})


def test_the_check_of_the_catalogue_names_file_line_and_sentence(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(REPOSITORY / "data" / "catalogue", data / "catalogue")
    shutil.copytree(REPOSITORY / "data" / "reference", data / "reference")
    path = data / "catalogue" / "sources" / "schulen.yaml"
    lines = [line for line in path.read_text("utf-8").splitlines(keepends=True) if "harmless" not in line]
    path.write_text("".join(lines), "utf-8")
    with pytest.raises(CatalogueInvalid) as invalid:
        load_catalogue(data / "catalogue", data / "reference")
    (mistake,) = invalid.value.mistakes
    line = lines.index("  schule:\n") + 1
    assert str(mistake).startswith(f"sources/schulen.yaml, Zeile {line}: columns.schule:")


def test_free_text_and_identifiers_are_where_they_may_be() -> None:
    stays = CATALOGUE.sources["belegungen"]
    text = {"headings": ["Notiz"], "type": "text", "meaning": "erfunden", "audience": "leitung"}
    columns = {**stays.model_dump()["columns"], "notiz": text}
    free = stays.model_validate({**stays.model_dump(), "columns": columns})
    assert "freien Text gibt es nur in" in sentences(sources={"belegungen": free})
    other = CATALOGUE.sources["unterkuenfte"]
    named = other.model_validate(
        {**other.model_dump(), "columns": {**other.model_dump()["columns"], "pid": {**text, "audience": None}}}
    )
    assert "unter personal stehen" in sentences(sources={"belegungen": stays, "unterkuenfte": named})
