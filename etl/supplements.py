"""Corrected rows sent back: they are added to the delivery they were refused from, and never replace a whole list."""

from dataclasses import replace

import duckdb

from etl.contract.reasons import DeliveryRefused
from etl.intake.raw import RawTable


def added_rows(con: duckdb.DuckDBPyConnection, raw: RawTable) -> RawTable:
    """The corrected rows as a table that adds to its source, whatever share of them is still wrong.

    Raises DeliveryRefused: nachlieferung_unbekannt when the delivery they belong to was never accepted,
    nachlieferung_ueberholt when a newer complete list has replaced it.
    """
    source = raw.source
    original = con.execute(
        "select source_id, data_as_of from meta.load where load_id = ? and outcome = 'uebernommen'", [raw.supplement_to]
    ).fetchone()
    if original is None or original[0] != source.id:
        raise DeliveryRefused("nachlieferung_unbekannt")
    if source.delivery == "snapshot":
        latest = con.execute(
            "select load_id, data_as_of from meta.load left join meta.origin using (load_id)"
            " where source_id = ? and outcome = 'uebernommen' and supplement_to is null"
            " order by received_at desc, data_as_of desc, load_id desc limit 1",
            [source.id],
        ).fetchone()
        if latest is not None and latest[0] != raw.supplement_to:
            raise DeliveryRefused("nachlieferung_ueberholt", wert=f"{latest[1]:%d.%m.%Y}")
    stand = raw.data_as_of or original[1]
    return replace(
        raw, data_as_of=stand, source=source.model_copy(update={"delivery": "increment", "max_rejected_share": 1.0})
    )
