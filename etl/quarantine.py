"""Rejected rows as a file that can go back to the office: the cells as delivered, the reason, what helps."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import duckdb

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.source import Source
from etl.contract.reasons import ROW, row_sentence
from etl.home import PRIVATE_FILE, write_synced
from etl.workshop import Loaded, Opened

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_quarantine(
    con: duckdb.DuckDBPyConnection, folder: Path, delivery: Opened, loaded: Loaded, catalogue: Catalogue
) -> Path | None:
    """Write `<load_id>.csv` (UTF-8 with BOM, semicolons) from the rejected rows of the delivery just split.

    Nothing is written for a delivery without a row that has a reason of its own. Columns under `drop` and those that
    the contract does not know were never read and are not in it.
    """
    raw = delivery.raw
    if raw is None or not loaded.rejections or loaded.report.outcome == "bekannt":
        return None
    names = [name for name in raw.cells if name]
    rows = con.execute(
        "select row_number, reason_column, reason, cells from temp.typed where reason is not null order by row_number"
    ).fetchall()
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Zeile", "Grund", "Satz", *(raw.headings.get(name, name) for name in names)])
    for number, column, reason, cells in rows:
        sentence = rejection_sentence(raw.source, column, reason, raw.headings, catalogue)
        writer.writerow([number, ROW[reason].short, sentence, *map(_harmless, cells or [])])
    path = folder / f"{loaded.report.load_id}.csv"
    write_synced(path, text.getvalue().encode("utf-8-sig"), PRIVATE_FILE)
    return path


def rejection_sentence(
    source: Source, column: str | None, reason: str, headings: Mapping[str, str], catalogue: Catalogue
) -> str:
    """The German sentence for one rejected row, with the headings the office knows and the bounds of the contract."""
    first, *others = (column or "").split(",")
    declared = source.columns.get(first)
    heading = headings.get(first) or (declared.headings[0] if declared else first)
    other = ", ".join(
        headings.get(name) or source.columns[name].headings[0] for name in others if name in source.columns
    )
    wert = _bound(reason, source, first)
    liste = ""
    if declared and declared.reference:
        liste = catalogue.sources[declared.reference.split(".")[0]].title
    return row_sentence(reason, spalte=heading, andere=other, wert=wert, liste=liste)


def _bound(reason: str, source: Source, column: str) -> str:
    declared = source.columns.get(column)
    if declared is None:
        return ""
    bounds = {
        "zahl_zu_klein": declared.min,
        "zahl_zu_gross": declared.max,
        "datum_zu_frueh": f"{declared.earliest:%d.%m.%Y}" if declared.earliest else None,
        "datum_zu_spaet": "Tag des Ladens" if declared.latest_days == 0 else "vereinbarten Zeitraum",
    }
    bound = bounds.get(reason)
    return "" if bound is None else str(bound).replace(".", ",") if not isinstance(bound, str) else bound


def _harmless(cell: str | None) -> str:
    """A cell that a spreadsheet would take for a formula gets an apostrophe; plain negative numbers stay."""
    text = cell or ""
    number = text.lstrip("+-").replace(".", "").replace(",", "").isdigit()
    return f"'{text}" if text.startswith(_FORMULA) and not number else text
