"""The quick way and the exact way through a CSV give the same rows; arbitrary bytes give rows or a refusal."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.contract.reasons import DeliveryRefused
from etl.intake.csv import number_rows
from etl.intake.delivery import open_delivery
from etl.intake.encoding import as_text
from etl.intake.fast import copy_rows
from etl.intake.headings import find_table
from etl.intake.shape import Rows

SHARED = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
BLOCK = "Wohnungsliste\nStand: 31.10.2026\n"
NAMES = "WE-Nr.;Stadtteil;Pers."
WORDS = "|W-1|w-2|3|Süd|Summe|SUMME 2026|summen:|Gesamtschule|Gesamtsumme|*|(C) Amt|© Amt|ein Satz|€|Quelle: x"
CELLS = st.sampled_from([*WORDS.split("|"), " ", "\xa0", "WE-Nr.", "Wohnungsliste", "\x1a", "\x0b", "12\t"])
PLAIN_CELLS = st.sampled_from(["W-1", "W-22", "Süd", "Gesamtschule Nord", "1.234,50", "€ 5", "S", "su", "ein Satz"])
ODD = st.lists(CELLS, min_size=1, max_size=6).map(";".join) | st.sampled_from([NAMES, "Stand: 31.10.2026", '"W;1";2'])
TIDY = st.lists(PLAIN_CELLS, min_size=2, max_size=5).map(";".join)
LINES = st.lists(TIDY, max_size=12).flatmap(
    lambda tidy: st.lists(ODD, max_size=3).flatmap(
        lambda odd: st.one_of(st.just(tidy + odd), st.permutations(tidy + odd), st.just(tidy))
    )
)


def shown(path, separator, first):
    """Rows as (line, filled cells); an empty cell beyond the table is no cell."""
    rows = []
    for at, line in enumerate(path.read_text(encoding="utf-8").removesuffix("\n").split("\n")):
        number, cells = (first + at, line.split(separator)) if first else (None, None)
        if cells is None:
            head, *cells = line.split(separator)
            number = int(head)
        cells += [""] * (3 - len(cells))
        while len(cells) > 3 and not cells[-1]:
            cells.pop()
        rows.append((number, cells))
    return rows


def both_ways(content, tmp_path, sources):
    path = tmp_path / "liste"
    path.write_bytes(content)
    text = as_text(path, tmp_path / "aside")
    table = find_table(text.head(), [s for s in sources if s.file.format == "liste"])
    quick = copy_rows(text, table, Rows(table), tmp_path / "quick")
    exact = number_rows(text, table, Rows(table), tmp_path / "exact")
    return table, quick, exact


@settings(SHARED, max_examples=100)
@given(
    LINES,
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]),
    st.booleans(),
)
def test_both_ways_agree(tmp_path, sources, lines, line_end, encoding, ended):
    text = (BLOCK + NAMES + "\n" + "\n".join(lines) + "\n" * ended).replace("\n", line_end)
    table, quick, exact = both_ways(text.encode(encoding), tmp_path, sources)
    if quick is not None:
        assert quick == exact
    if quick:
        assert shown(tmp_path / "quick", ";", table.body) == shown(tmp_path / "exact", ";", None)


SPECIAL = [
    "Summe;;3",
    " summe:;;3",
    ";Summe;3",
    "\xa0Summe;;3",
    "\x0bSumme;;3",
    "\tSumme",
    ";;",
    "",
    " ",
    "\xa0;;",
    "\x1a",
]
SPECIAL += [
    "*;W-1;2",
    "© Amt",
    "(C) Amt;;",
    "Quellen: x",
    "Gesamtergebnis",
    NAMES,
    "Wohnungsliste",
    "Stand: 31.10.2026;",
]
ROWS = [
    "Gesamtschule;;3",
    "Quellental;;",
    "ein Satz",
    "W-1",
    "\xa0W-1;2",
    "a;b;c;d;e",
    "a;b;c; ",
    "€;–;ß",
    "WE-Nr.;x;y",
    ";;x",
]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(("odd", "counts"), [(odd, 3) for odd in SPECIAL] + [(odd, 4) for odd in ROWS])
def test_one_odd_line_among_tidy_ones(tmp_path, sources, odd, counts, encoding, line_end):
    lines = ["W-1;Süd;1", "W-2;Nord;2", odd, "W-3;Ost;3"]
    text = (BLOCK + NAMES + "\n" + "\n".join(lines) + "\n").replace("\n", line_end)
    table, quick, exact = both_ways(text.encode(encoding), tmp_path, sources)
    assert exact == counts
    assert quick == (None if odd in SPECIAL else counts)
    if quick:
        assert shown(tmp_path / "quick", ";", table.body) == shown(tmp_path / "exact", ";", None)


@SHARED
@given(st.lists(TIDY, min_size=1, max_size=30), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_tidy_tables_take_the_quick_way(tmp_path, sources, lines, line_end, ended):
    text = (BLOCK + NAMES + "\n" + "\n".join(lines) + "\n" * ended).replace("\n", line_end)
    for foot in ("", "Summe;;5", ";;\nQuelle: Amt\nund ein Satz"):
        gap = "" if ended or not foot else line_end
        whole = text + gap + foot.replace("\n", line_end)
        _, quick, exact = both_ways(whole.encode("cp1252"), tmp_path, sources)
        assert quick == exact == len(lines)


def attempt(path, name, sources, work):
    try:
        return open_delivery(path, name, sources, work)
    except DeliveryRefused as refused:
        return refused


def refused_or_read(tmp_path, sources, content, name="liste.csv"):
    path, work = tmp_path / "liste", tmp_path / "work"
    path.write_bytes(content)
    work.mkdir(exist_ok=True)
    answer = attempt(path, name, sources, work)
    if isinstance(answer, DeliveryRefused):
        assert "{" not in answer.sentence
        assert list(work.iterdir()) == []
    else:
        assert answer.path.stat().st_size > 0
        answer.path.unlink()


@SHARED
@given(st.binary(max_size=400), st.text(max_size=12))
def test_any_bytes(tmp_path, sources, content, name):
    refused_or_read(tmp_path, sources, content, name)


@SHARED
@given(st.binary(max_size=200), st.sampled_from(["utf-8", "cp1252", "utf-16"]))
def test_any_bytes_below_headings(tmp_path, sources, content, encoding):
    refused_or_read(tmp_path, sources, (BLOCK + NAMES + "\n").encode(encoding) + content)


@SHARED
@given(st.text(alphabet=st.sampled_from('";\n\r\t aßW€1'), max_size=200), st.sampled_from(["utf-8", "cp1252"]))
def test_any_text_below_headings(tmp_path, sources, content, encoding):
    refused_or_read(tmp_path, sources, (BLOCK + NAMES + "\n" + content).encode(encoding))


GENESIS = (
    "statistics_code;time;1_variable_code;1_variable_attribute_code;1_variable_attribute_label;"
    "value;value_variable_code\n"
)


@SHARED
@given(
    st.lists(
        st.lists(st.sampled_from(["99111", "99411", "KREISE", "GES", "15002", "", '"', "WERT01", "5"]), max_size=9)
    )
)
def test_any_cells_below_genesis_headings(tmp_path, sources, rows):
    refused_or_read(tmp_path, sources, (GENESIS + "\n".join(";".join(row) for row in rows)).encode())
