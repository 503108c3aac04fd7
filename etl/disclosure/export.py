"""The files an outside audit reads: the long table of cells and the relations between them."""

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path

from etl.catalogue.relation import Relations
from etl.disclosure.note import WITHHELD
from etl.disclosure.places import key_of
from etl.disclosure.system import Key
from etl.figures import Cell, Coordinates
from etl.release_file import open_release

COLUMNS = ("measure", "period", "dim1", "member1", "dim2", "member2", "value", "mark")
Ratios = Mapping[tuple[str, Coordinates], float | None]


def relations_file(audience: str) -> str:
    """The name under which the relations of an audience lie in the folder of a release."""
    return f"relations.{audience}.json"


def read_relations(release: Path, audience: str) -> Relations:
    """The relations that a release published; FileNotFoundError when it has none."""
    return Relations.model_validate_json((release / relations_file(audience)).read_text(encoding="utf-8"))


def read_cells(release: Path, audience: str) -> list[Cell]:
    """All cells of the file of an audience, in key order."""
    with open_release(release / f"{audience}.duckdb") as con:
        rows = con.execute(f"select {', '.join(COLUMNS)} from mart.cells order by all nulls first").fetchall()
    return [Cell(*row) for row in rows]


def read_ratios(release: Path, audience: str, relations: Relations) -> Ratios:
    """The printed ratios of which the relations say what they are made of; None where withheld."""
    names = [ratio.ratio for ratio in relations.ratios]
    with open_release(release / f"{audience}.duckdb") as con:
        rows = con.execute(
            "select indicator_id, period, dim1, member1, dim2, member2, value, sign from mart.value"
            " where indicator_id in (select unnest(cast(? as text[])))"
            " and (value is not null or sign = ?) order by all nulls first",
            [names, WITHHELD],
        ).fetchall()
    return {(row[0], row[1:6]): row[6] for row in rows}


def cells_csv(cells: Iterable[Cell], ratios: Ratios, relations: Relations) -> str:
    """The long table: withheld = empty value, mark g; corrected = mark r; every level of space is one dimension."""
    decimals = {ratio.ratio: ratio.decimals for ratio in relations.ratios}
    out = StringIO()
    writer = csv.writer(out, delimiter=",", lineterminator="\n")
    writer.writerow(COLUMNS)
    for cell in cells:
        value = "" if cell.value is None else format(cell.value.normalize(), "f")
        writer.writerow([*_place(key_of(cell)), value, cell.mark or ""])
    for (name, at), number in sorted(ratios.items(), key=str):
        key = key_of(Cell(name, *at, None))
        value = "" if number is None else f"{number:.{decimals[name]}f}"
        writer.writerow([*_place(key), value, WITHHELD if number is None else ""])
    return out.getvalue()


def write_export(release: Path, audience: str, folder: Path) -> tuple[Path, Path]:
    """Write `cells.<audience>.csv` and `relations.<audience>.json` of a release into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    relations = read_relations(release, audience)
    table = folder / f"cells.{audience}.csv"
    text = cells_csv(read_cells(release, audience), read_ratios(release, audience, relations), relations)
    table.write_text(text, encoding="utf-8")
    copy = folder / relations_file(audience)
    copy.write_text(relations.to_json(), encoding="utf-8")
    return table, copy


def _place(key: Key) -> list[str]:
    measure, period, members = key
    flat = [text for pair in members for text in pair]
    return [measure, period, *flat, *[""] * (4 - len(flat))]
