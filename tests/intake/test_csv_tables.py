"""CSV files as offices save them: encodings, separators, what stands around the table, and each refusal."""

import datetime as dt

import pytest

from etl.contract.reasons import DeliveryRefused
from etl.intake import delivery
from etl.intake.encoding import CHUNK

HEAD = "Wohnungsliste\nStand: 31.10.2026\n\n"
NAMES = "WE-Nr.;Stadtteil;Pers.\n"
PLAIN = HEAD + NAMES + "W-1;Südstadt;3\nW-2;Mötzlich – Ost;4\n"
EXPECTED = [(5, ["W-1", "Südstadt", "3"]), (6, ["W-2", "Mötzlich – Ost", "4"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(opened, rows_of, encoding):
    text = PLAIN if encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16") else "\ufeff" + PLAIN
    raw = opened(text, encoding=encoding)
    assert rows_of(raw) == EXPECTED
    assert (raw.source.id, raw.first_row, raw.quoted) == ("wohnungen", 5, False)
    assert raw.cells == ("nr", "ort", "personen")
    assert raw.headings == {"nr": "WE-Nr.", "ort": "Stadtteil", "personen": "Pers."}


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(opened, rows_of, separator, line_end):
    raw = opened(PLAIN.replace(";", separator).replace("\n", line_end))
    assert rows_of(raw) == EXPECTED
    assert raw.delimiter == separator


def test_a_cp1252_byte_far_below_decides_for_the_whole_file(opened, rows_of):
    many = "".join(f"W-{n};Süd;1\n" for n in range(40_000))
    body = (HEAD + NAMES + many).encode("cp1252") + b"W-x;Stra\xdfe \x80 \x96 Ende;2\n"
    rows = rows_of(opened(body))
    assert rows[0] == (5, ["W-0", "Süd", "1"])
    assert rows[-1] == (40_005, ["W-x", "Straße € – Ende", "2"])
    ascii_first = (HEAD + NAMES + many.replace("ü", "u")).encode() + b"W-x;Stra\xdfe;2\n"
    assert rows_of(opened(ascii_first))[-1] == (40_005, ["W-x", "Straße", "2"])


def test_utf8_with_a_character_across_a_block_border(opened, rows_of):
    start = HEAD + NAMES
    lines = "W-1;Nord;1\n" * ((CHUNK - len(start.encode())) // 11)
    rest = CHUNK - len((start + lines).encode()) - 1
    last = "W-2;" + "x" * (rest + 11 - 4) + "ß;3\n"
    lines = lines[:-11]
    body = start + lines + last
    assert body.encode()[:CHUNK][-1:] == "ß".encode()[:1]
    assert rows_of(opened(body))[-1][1][1].endswith("xß")


def test_bytes_that_only_begin_a_utf8_character_are_cp1252(opened, rows_of):
    start = (HEAD + NAMES + "W-0;Nord;1\n").encode()
    lines = b"W-1;Nord;1\n" * ((CHUNK - len(start)) // 11 - 1)
    border = start + lines + b"W-2;" + b"x" * (CHUNK - len(start + lines) - 5) + b"\xc3"
    assert len(border) == CHUNK
    assert rows_of(opened(border + b";3\nW-3;Ost;1\n"))[-2][1][1].endswith("xÃ")
    plain = b";3\n" + b"W-1;Nord;1\n" * (CHUNK // 11 - 1)
    plain += b"W-4;" + b"x" * (CHUNK - len(plain) - 4)
    assert rows_of(opened(border + plain + b"\xa4;5\n"))[-1][1][1].endswith("x¤")
    assert rows_of(opened(start + b"W-1;Nord;\xc3"))[-1][1][2] == "Ã"


def test_a_lone_cr_in_the_foot_hides_no_row(opened, rows_of):
    assert rows_of(opened(PLAIN + "Summe;;7\rW-9;Ost;1\n"))[-1] == (8, ["W-9", "Ost", "1"])


def test_quotes_newlines_and_the_line_a_row_starts_on(opened, rows_of):
    body = 'W-1;"Süd; ""alt""\nHaus 2";3\nW-2;"12" Zoll;4\nW-3;Nord;"5"\n'
    raw = opened(HEAD + NAMES + body)
    assert raw.first_row is None
    assert rows_of(raw) == [
        (5, ["W-1", 'Süd; "alt" Haus 2', "3"]),
        (7, ["W-2", "12 Zoll", "4"]),
        (8, ["W-3", "Nord", "5"]),
    ]


def test_a_forgotten_quote_costs_one_row_and_never_the_rest(opened, rows_of):
    rows = rows_of(opened(HEAD + NAMES + 'W-1;"Süd;3\n' + "W-2;Nord;4\n" * 300))
    assert rows[0] == (5, ["W-1", '"Süd', "3"])
    assert len(rows) == 301
    rows = rows_of(opened(HEAD + NAMES + 'W-1;"Süd;3\n' + "W-2;Nord;4\n" * 150 + 'W-3;Zoll";1\n'))
    assert len(rows) == 152


def test_blank_short_and_long_rows(opened, rows_of):
    body = "W-1;Süd\n\n ; ;\nW-2;Nord;3;zu;viel\nW-3;Ost;1;;;\n"
    assert rows_of(opened(HEAD + NAMES + body)) == [
        (5, ["W-1", "Süd", ""]),
        (8, ["W-2", "Nord", "3", "zu viel"]),
        (9, ["W-3", "Ost", "1"]),
    ]


def test_long_rows_are_folded_on_the_quick_way_too(opened, rows_of):
    raw = opened(HEAD + NAMES + "W-1;Süd;2\r\nW-2;Nord;3;zu;viel\r\nW-3;Ost;1;;;\r\n".replace("\r\n", "\n"))
    assert raw.first_row == 5
    assert rows_of(raw)[1:] == [(6, ["W-2", "Nord", "3", "zu viel"]), (7, ["W-3", "Ost", "1"])]


def test_totals_notes_and_page_headings_are_no_rows(opened, rows_of):
    page = HEAD + NAMES
    body = (
        "W-1;Süd;3\nSumme Süd;;3\n" + page + "W-2;Gesamtschule Nord;4\nGesamtschule;Nord;1\n"
        ";Insgesamt;8\nQuelle: Fachverfahren\nohne Wohnungen der Stadt\n\n(c) Amt\n"
    )
    rows = rows_of(opened(page + body))
    assert rows == [
        (5, ["W-1", "Süd", "3"]),
        (11, ["W-2", "Gesamtschule Nord", "4"]),
        (12, ["Gesamtschule", "Nord", "1"]),
    ]


def test_a_foot_leaves_the_quick_way_open_and_prose_between_rows_stays_a_row(opened, rows_of):
    quick = opened(PLAIN + ";;\nSumme;;7\nQuelle: Amt\nund noch ein Satz\n")
    assert quick.first_row == 5
    assert rows_of(quick) == EXPECTED
    middle = opened(PLAIN + "Summe;;7\nein Satz allein\nW-3;Ost;1\n")
    assert rows_of(middle)[2:] == [(8, ["ein Satz allein", "", ""]), (9, ["W-3", "Ost", "1"])]


def test_headings_vary_in_case_blanks_dots_hyphens_and_quotes(opened):
    raw = opened(HEAD + '"we nr";STADT\u00adTEIL;pers;Auszugsgrund/Verbleib;Bemerkung;Neu;\n' + "a;b;1;x;y;z;\n")
    assert raw.cells == ("nr", "ort", "personen", "grund", None, None, None)


def test_the_source_with_more_headings_wins_and_a_draw_is_refused(opened, sources, tmp_path):
    raw = opened("Kürzel;Monat;Plätze genehmigt\nA-1;10/2026;5\n")
    assert (raw.source.id, raw.data_as_of) == ("plaetze", None)
    with pytest.raises(DeliveryRefused) as refused:
        opened("Kürzel;Monat;Plätze genehmigt;Zahl\nA-1;10/2026;5;5\n")
    assert refused.value.code == "tabelle_mehrdeutig"
    assert "Liste kurz, Liste plaetze" in refused.value.sentence


def test_the_table_is_looked_for_in_the_first_sixty_rows(opened, rows_of):
    block = "Stand: 31.10.2026\n" + "Vorwort\n" * 58
    assert rows_of(opened(block + NAMES + "W-1;Süd;3\n"))[0][0] == 61
    with pytest.raises(DeliveryRefused):
        opened(block + "Vorwort\n" + NAMES + "W-1;Süd;3\n")


def test_examples_are_known_by_name_or_title(opened):
    assert not opened(PLAIN).example
    assert opened(PLAIN, name="BEISPIEL_wohnungen.csv").example
    assert opened(";BEISPIEL – erfundene Daten\n" + PLAIN).example


REFUSALS = {
    "datei_leer": ["", "\n \r\n;\n".replace(";", " "), b"\xef\xbb\xbf"],
    "datei_unlesbar": [
        PLAIN.encode("cp1252") + b"W-3;\x81;1\n",
        PLAIN.encode() + b"W-3;\x00;1\n",
        PLAIN.encode("utf-16-le"),
        PLAIN.encode("utf-16")[:-1],
        b"\xef\xbb\xbf" + PLAIN.encode("cp1252"),
        PLAIN.encode() + b"x" * (1 << 20) + b"xx;y;1\n",
    ],
    "format_unbekannt": [b"%PDF-1.7 x", b"\x89PNG x"],
    "mappe_unlesbar": [b"PK\x03\x04 und so weiter", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 x"],
    "keine_tabelle": ["a;b\n1;2\n", "WE-Nr.;b\n1;2\n", "ein Brief\nohne Tabelle\n"],
    "pflichtspalte_fehlt": [HEAD + "WE-Nr.;Pers.\nW-1;3\n"],
    "spalte_doppelt": [HEAD + "WE-Nr.;Stadtteil;Pers.;we nr\nW-1;Süd;3;W-1\n"],
    "tabelle_mehrdeutig": ["Kürzel;Monat;Zahl;Plätze genehmigt\nA;1;2;2\n"],
    "stand_fehlt": ["Wohnungsliste\n" + NAMES + "W-1;Süd;3\n"],
    "stand_unlesbar": ["Stand: 31.02.2026\n" + NAMES + "W-1;Süd;3\n", "Stand: bald\n" + NAMES + "W-1;Süd;3\n"],
    "keine_zeilen": [HEAD + NAMES, HEAD + NAMES + ";;\nSumme;;0\n", HEAD + NAMES.strip()],
}


@pytest.mark.parametrize(("code", "content"), [(code, c) for code, cases in REFUSALS.items() for c in cases])
def test_refusals(opened, tmp_path, code, content):
    with pytest.raises(DeliveryRefused) as refused:
        opened(content)
    assert refused.value.code == code
    assert "?" not in refused.value.sentence
    assert list((tmp_path / "work").iterdir()) == []


@pytest.mark.parametrize("line", [b"W-3;\0;1\n", b"W-3;" + b"x" * (1 << 20) + b";1\n", b"W-3;\x8d;1\n"])
def test_what_is_no_text_is_refused_far_below_too(opened, line):
    many = "W-1;Süd;3\n".encode("cp1252") * 60_000
    with pytest.raises(DeliveryRefused) as refused:
        opened((HEAD + NAMES).encode() + many + line + many)
    assert refused.value.code == "datei_unlesbar"


@pytest.mark.parametrize("name", ["liste.docx", "liste.PDF ", "karte.geojson", "meta.yml"])
def test_other_kinds_are_refused_by_their_suffix(opened, name):
    with pytest.raises(DeliveryRefused) as refused:
        opened(PLAIN, name=name)
    assert refused.value.code == "format_unbekannt"
    assert name.strip().split(".")[1].lower() in refused.value.sentence


def test_the_nearest_source_and_what_is_missing_are_named(opened):
    with pytest.raises(DeliveryRefused, match=r"„Liste wohnungen“; es fehlen: Stadtteil, Pers\."):
        opened("WE-Nr.;b\n1;2\n")
    with pytest.raises(DeliveryRefused, match=r"„Liste wohnungen“ fehlt: Stadtteil"):
        opened(HEAD + "WE-Nr.;Pers.\nW-1;3\n")


def test_a_stand_above_the_table(opened):
    assert opened(PLAIN).data_as_of == dt.date(2026, 10, 31)


def test_a_file_that_changes_while_it_is_read_is_refused(opened, tmp_path, monkeypatch):
    read = delivery.as_text

    def read_and_grow(path, aside):
        text = read(path, aside)
        with path.open("ab") as file:
            file.write(b"W-9;Ost;1\n")
        return text

    monkeypatch.setattr(delivery, "as_text", read_and_grow)
    with pytest.raises(DeliveryRefused) as refused:
        opened(PLAIN)
    assert refused.value.code == "datei_veraendert"
    assert list((tmp_path / "work").iterdir()) == []


def test_a_file_that_is_gone_and_a_folder(tmp_path, sources):
    for path, code in ((tmp_path / "weg.csv", "datei_veraendert"), (tmp_path, "datei_unlesbar")):
        with pytest.raises(DeliveryRefused) as refused:
            delivery.open_delivery(path, path.name, sources, tmp_path)
        assert refused.value.code == code


def test_the_delivery_itself_stays_as_it_is_and_cells_are_private(opened, tmp_path):
    raw = opened(PLAIN, encoding="cp1252")
    assert (tmp_path / "delivery").read_bytes() == PLAIN.encode("cp1252")
    assert raw.path.stat().st_mode & 0o777 == 0o600
    assert list((tmp_path / "work").iterdir()) == [raw.path]
