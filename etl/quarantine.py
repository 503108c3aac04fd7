"""Rejected rows as a workbook that goes to the office and comes back: the row as delivered, the reason, what helps."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import duckdb

from etl.catalogue.catalogue import Catalogue
from etl.contract.reasons import ROW
from etl.contract.sentences import explain
from etl.home import PRIVATE_FILE, write_synced
from etl.intake.raw import RawTable
from etl.intake.supplement import LABEL
from etl.workshop import Loaded, Opened
from etl.xlsx import Cell, Sheet, write_xlsx

REASON_COLUMNS = ("Zeile der Lieferung", "Warum zurückgewiesen", "Was hilft")
_WIDTHS = (10.0, 26.0, 60.0)
_HOW = (
    "Bitte die Angaben rechts in den Zeilen berichtigen; die grauen Überschriften und die erste Zeile bleiben stehen.",
    "Zeilen, die nicht zu klären sind, einfach löschen. Die Datei dann wie eine Lieferung in den Eingangsordner legen:",
    "Die berichtigten Zeilen werden ergänzt, die übrigen Zeilen der Lieferung bleiben, wie sie sind.",
)
_HOW_WHOLE = (
    "Die Lieferung ist als Ganzes nicht übernommen. Diese Zeilen sind der Grund, sie helfen beim Berichtigen.",
    "Bitte die vollständige, berichtigte Liste neu liefern; diese Datei allein genügt nicht.",
)


def write_quarantine(
    con: duckdb.DuckDBPyConnection, folder: Path, delivery: Opened, loaded: Loaded, catalogue: Catalogue
) -> Path | None:
    """Write `<load_id>.xlsx` from the rejected rows of the delivery just split, mode 0600; every cell is a text.

    Nothing is written for a delivery without a row that has a reason of its own. Columns under `drop` and those that
    the contract does not know were never read and are not in it. Read as a delivery, it adds the corrected rows.
    """
    raw = delivery.raw
    if raw is None or not loaded.rejections or loaded.report.outcome == "bekannt":
        return None
    rows = con.execute(
        "select row_number, reason_column, reason, cells from temp.typed where reason is not null order by row_number"
    ).fetchall()
    head = _head(raw, loaded)
    names = [name for name in raw.cells if name]
    headings: list[Cell] = [*REASON_COLUMNS, *(raw.headings.get(name, name) for name in names)]
    body = [_row(raw, catalogue, delivery.received_at.date(), *row) for row in rows]
    above = len(head)
    sheet = Sheet(
        "Zurückgewiesen",
        [*head, headings, *body],
        headings=frozenset({1, above + 1}),
        widths=(*_WIDTHS, *(18.0 for _ in names)),
        frozen=above + 1,
    )
    # A value that a delivery carries in its file name must be in the name of this one, or it would be lost.
    carried = [raw.constants.get(key) for key, column in raw.source.columns.items() if column.place == "dateiname"]
    name = "_".join([loaded.report.load_id, *filter(None, carried)])
    path = folder / f"{name}.xlsx"
    write_synced(path, write_xlsx([sheet]), PRIVATE_FILE)
    return path


def _head(raw: RawTable, loaded: Loaded) -> list[Sequence[Cell]]:
    """The rows above the table: what it is, what to do, and what is said once for all rows."""
    report = loaded.report
    title = f"{'BEISPIEL – ' if raw.example else ''}Zurückgewiesene Zeilen: {raw.source.title}"
    rows: list[Sequence[Cell]] = [[f"{title} – {LABEL} {raw.supplement_to or report.load_id}"]]
    rows += [[line] for line in (_HOW if report.outcome == "uebernommen" else _HOW_WHOLE)]
    if report.data_as_of and raw.source.file.stand.where == "kopf":
        rows.append([f"{raw.source.file.stand.labels[0]}: {report.data_as_of:%d.%m.%Y}"])
    for key, column in raw.source.columns.items():
        if column.place == "kopf" and key in raw.constants:
            rows.append([f"{column.headings[0]}:", raw.constants[key]])
    return [*rows, []]


def _row(
    raw: RawTable,
    catalogue: Catalogue,
    day: dt.date,
    number: int,
    column: str | None,
    reason: str,
    cells: Sequence[str | None] | None,
) -> list[Cell]:
    sentence = explain(raw.source, reason, column, day, raw.headings, catalogue.source_titles)
    return [str(number), ROW[reason].short, sentence, *(cells or [])]
