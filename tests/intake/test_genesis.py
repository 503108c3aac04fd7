"""Flat GENESIS tables in both dialects and languages, and what is refused in them."""

import itertools

import pytest

from etl.contract.reasons import DeliveryRefused

OLD = (
    "Statistik_Code;Statistik_Label;Zeit_Code;Zeit_Label;Zeit;1_Merkmal_Code;1_Merkmal_Label;1_Auspraegung_Code;"
    "1_Auspraegung_Label;2_Merkmal_Code;2_Merkmal_Label;2_Auspraegung_Code;2_Auspraegung_Label;"
    "WERT02__Anderes__EUR;WERT01__Erfundenes__Anzahl;WERT01__q\n"
)
OLD_ENGLISH = (
    OLD.replace("Statistik", "Statistics")
    .replace("Zeit", "Time")
    .replace("Merkmal", "Variable")
    .replace("Auspraegung", "Variable_Attribute")
)
NEW = (
    "statistics_code;statistics_label;time_code;time_label;time;1_variable_code;1_variable_label;"
    "1_variable_attribute_code;1_variable_attribute_label;2_variable_code;2_variable_label;2_variable_attribute_code;"
    "2_variable_attribute_label;value;value_unit;value_variable_code;value_variable_label\n"
)


def old(kreis="15002", sex=("GESM", "männlich"), value="7", statistic="99411", time="31.12.2022", variable="KREISE"):
    cells = [statistic, "Erfunden", "STAG", "Stichtag", time, variable, "Kreise", kreis, "  Ort"]
    return ";".join([*cells, "GES", "Geschlecht", *sex, "1", value, "e"]) + "\n"


def new(value="7", content="WERT01", statistic="99411", time="2024-12-31", sex=("", "Insgesamt"), variable="KREISE"):
    cells = [statistic, "Erfunden", "STAG", "Stichtag", time, variable, "Kreise", "15002", "Ort"]
    return ";".join([*cells, "GES", "Geschlecht", *sex, value, "Anzahl", content, "Erfundenes"]) + "\n"


@pytest.mark.parametrize("heading", [OLD, OLD_ENGLISH])
def test_the_older_dialect(opened, rows_of, heading):
    raw = opened(heading + old() + old(kreis="", sex=("", "Insgesamt"), value="1,5") + old(value="-"))
    assert raw.source.id == "einwohner"
    assert raw.cells == ("kreis", "geschlecht", "tag", "wert", "basis")
    assert raw.data_as_of is None
    assert rows_of(raw) == [
        (2, ["15002", "GESM", "31.12.2022", "7", "Alte Basis"]),
        (3, ["Ort", "Insgesamt", "31.12.2022", "1,5", "Alte Basis"]),
        (4, ["15002", "GESM", "31.12.2022", "-", "Alte Basis"]),
    ]


@pytest.mark.parametrize("total", ["Insgesamt", "Total", "  total"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_todays_dialect(opened, rows_of, total, encoding):
    raw = opened(NEW + new(sex=("", total)) + new(value="8.5", sex=("GESW", "weiblich")), encoding=encoding)
    assert rows_of(raw) == [
        (2, ["15002", "Insgesamt", "2024-12-31", "7", "Neue Basis"]),
        (3, ["15002", "GESW", "2024-12-31", "8,5", "Neue Basis"]),
    ]


def test_other_contents_and_notes_are_no_rows(opened, rows_of):
    raw = opened(NEW + new(content="WERT02") + new() + "\n__________\nQuelle: Amt; 2026\n")
    assert [line for line, _ in rows_of(raw)] == [3]


def test_a_regional_variable_may_change_from_row_to_row(opened, rows_of):
    raw = opened(NEW + new(variable="DLAND", statistic="99111") + new(statistic="99111"))
    assert raw.source.id == "arbeit"
    assert raw.cells == ("kreis", "geschlecht", "tag", "wert")
    assert len(rows_of(raw)) == 2


def test_the_basis_is_told_for_each_stichtag(opened, rows_of):
    raw = opened(OLD + old(time="31.12.2021") + old(time="2023") + old(time="kein Tag"))
    assert [cells[-1] for _, cells in rows_of(raw)] == ["Alte Basis", "Alte Basis", ""]


@pytest.mark.parametrize("content", [OLD + old(time="31.12.2024"), NEW + new(time="2023-12-31")])
def test_an_undeclared_basis_is_refused_and_never_guessed(opened, content):
    with pytest.raises(DeliveryRefused, match=r"31\.12\.202[34] \(in der .* Form der Datei\)") as refused:
        opened(content)
    assert refused.value.code == "basis_nicht_erklaert"


@pytest.mark.parametrize(
    ("code", "says", "content"),
    [
        ("keine_tabelle", "GENESIS-Statistik 99999 steht nicht im Katalog", NEW + new(statistic="99999")),
        ("genesis_passt_nicht", "der Inhalt WERT01 fehlt", NEW + new(content="WERT09")),
        ("genesis_passt_nicht", "der Inhalt WERT01 fehlt", OLD.replace("WERT01", "WERT09") + old()),
        ("genesis_passt_nicht", "das Merkmal ALTER ist dort nicht vorgesehen", NEW + new(variable="ALTER")),
        ("genesis_passt_nicht", "das Merkmal GES steht neben", NEW + new(variable="GES")),
        ("pflichtspalte_fehlt", "KREISE/DLAND", NEW + new(variable="")),
        ("tabelle_mehrdeutig", "GENESIS 99111, GENESIS 99411", NEW + new() + new(statistic="99111")),
        ("keine_zeilen", "Unter den Überschriften", NEW + "\n© Amt\n"),
    ],
)
def test_refusals(opened, code, says, content):
    with pytest.raises(DeliveryRefused) as refused:
        opened(content)
    assert refused.value.code == code
    assert says in refused.value.sentence


def test_several_sources_of_one_statistic_are_told_apart_by_their_content(tmp_path, sources):
    from etl.intake.delivery import open_delivery

    population = next(s for s in sources if s.id == "einwohner")
    shape = population.file.genesis.model_copy(update={"value": "WERT02", "basis_column": None})
    other = population.model_copy(
        update={"id": "anderes", "file": population.file.model_copy(update={"genesis": shape})}
    )
    path = tmp_path / "tabelle.csv"
    path.write_text(NEW + new(content="WERT02"), encoding="utf-8")
    for pair in itertools.permutations([population, other]):
        assert open_delivery(path, path.name, pair, tmp_path).source.id == "anderes"
