"""The person-level database: batches, idempotent by content hash, everything of one run in one transaction."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.result import LoadReport, Rejection
from etl.catalogue.source import Source
from etl.contract.compile import stage_ddl, stage_table, stage_types, typed_columns
from etl.contract.reasons import DeliveryRefused
from etl.contract.split import LARGE, Split, split
from etl.core import run_folder
from etl.intake.raw import RawTable
from etl.supplements import added_rows

KEY_BYTES = 16
_ACCEPTED = "t.reason is null and not t.duplicate"


class WorkshopBroken(Exception):
    """The workshop cannot be opened; the releases are not touched."""


@dataclass(frozen=True)
class Opened:
    """One delivery on its way in: its archived copy, and its raw table or the reason why there is none.

    `sheet` is empty for a file without sheets, `part` which of the tables of its file it is, `container` the hash of
    the ZIP it came in.
    """

    file: str
    sha256: str
    received_at: dt.datetime
    raw: RawTable | None
    refused: DeliveryRefused | None = None
    sheet: str = ""
    part: int = 1
    container: str | None = None

    @property
    def load_id(self) -> str:
        """Unique and sortable: time of receipt, the beginning of the hash, which table of the file from the second."""
        which = f"-{self.part}" if self.part > 1 else ""
        return f"{self.received_at:%Y%m%dT%H%M%S}-{self.sha256[:10]}{which}"


@dataclass(frozen=True)
class Loaded:
    """What became of a delivery, and its rejected rows."""

    report: LoadReport
    rejections: tuple[Rejection, ...] = ()


@contextmanager
def open_workshop(path: Path, catalogue: Catalogue) -> Iterator[duckdb.DuckDBPyConnection]:
    """The workshop with all its tables; a transaction left open is rolled back."""
    try:
        con = duckdb.connect(str(path), config={"autoinstall_known_extensions": "false"})
    except duckdb.Error as error:
        raise WorkshopBroken(
            f"Die Werkstatt {path} lässt sich nicht öffnen ({type(error).__name__}). Die Ausgaben sind nicht betroffen."
            f" Nachsehen und beheben: python -m etl doctor --mend --home {path.parent}"
        ) from error
    try:
        con.execute("set preserve_insertion_order = true")
        # 128 bits of the key and an identifier of up to 23 characters are one block of SHA-256, not two.
        con.execute("set variable kim_key = ?", [path.with_name("secret.key").read_bytes()[:KEY_BYTES].hex()])
        run_folder(con, "workshop")
        for source in catalogue.sources.values():
            _stage_table(con, source)
        yield con
    finally:
        con.close()
    path.chmod(0o600)


def _stage_table(con: duckdb.DuckDBPyConnection, source: Source) -> None:
    """Make the stage table; a column that the contract has gained since is added empty."""
    con.execute(stage_ddl(source))
    has = {row[0] for row in con.execute(f"select column_name from (describe {stage_table(source.id)})").fetchall()}
    for name, kind in stage_types(source).items():
        if name not in has:
            con.execute(f'alter table {stage_table(source.id)} add column "{name}" {kind}')


def example_flag(con: duckdb.DuckDBPyConnection) -> bool | None:
    """Whether the home is an example or real; None before its first load."""
    row = con.execute("select example from meta.home").fetchone()
    return None if row is None else bool(row[0])


def known(con: duckdb.DuckDBPyConnection, sha256: str, sheet: str = "") -> LoadReport | None:
    """The report of an accepted delivery with the same content (of a workbook: the same sheet), if there is one."""
    row = con.execute(
        "select load_id, source_id, file, sha256, received_at, data_as_of, rows_read, rows_accepted, rows_rejected,"
        " rows_duplicate, outcome, reason, detail from meta.load left join meta.origin using (load_id)"
        " where sha256 = ? and coalesce(sheet, '') = ? and outcome = 'uebernommen'",
        [sha256, sheet],
    ).fetchone()
    return None if row is None else LoadReport(**dict(zip(LoadReport.model_fields, row, strict=True)))


def load(con: duckdb.DuckDBPyConnection, opened: Opened, catalogue: Catalogue, today: dt.date) -> Loaded:
    """Load one delivery or refuse it as a whole; the stage tables change only when it is accepted.

    Runs inside the caller's transaction. The same content twice changes nothing.
    """
    if earlier := known(con, opened.sha256, opened.sheet):
        again = earlier.model_copy(update={"file": opened.file, "outcome": "bekannt"})
        return Loaded(again)
    raw = opened.raw
    try:
        if opened.refused or raw is None:
            raise opened.refused or DeliveryRefused("keine_tabelle", wert="")
        _same_kind_of_home(con, raw)
        raw = added_rows(con, raw) if raw.supplement_to else raw
        result = split(con, raw, catalogue.lists, today)
    except DeliveryRefused as refused:
        return _refuse(con, opened, refused, None, ())
    opened = replace(opened, raw=raw)
    rejections = _rejections(con)
    try:
        stand = _stand(con, raw, result, today)
    except DeliveryRefused as refused:
        return _refuse(con, opened, refused, result, rejections)
    return _accept(con, opened, replace(result, data_as_of=stand), rejections)


def _same_kind_of_home(con: duckdb.DuckDBPyConnection, raw: RawTable) -> None:
    flag = example_flag(con)
    if flag is None or flag == raw.example:
        return
    wert = (
        "Die Lieferung enthält Beispieldaten, diese Einrichtung führt echte Daten."
        if raw.example
        else "Die Lieferung ist nicht als Beispiel gekennzeichnet, diese Einrichtung führt Beispieldaten."
    )
    raise DeliveryRefused("beispiel_gemischt", wert=wert)


def _stand(con: duckdb.DuckDBPyConnection, raw: RawTable, result: Split, today: dt.date) -> dt.date:
    """The Stand of a delivery; DeliveryRefused when the delivery as a whole cannot be taken."""
    source, stand = raw.source, result.data_as_of
    share = result.rows_rejected / result.rows_read if result.rows_read else 0.0
    if result.rows_read == 0:
        raise DeliveryRefused("keine_zeilen")
    if share > source.max_rejected_share:
        raise DeliveryRefused(
            "zu_viele_zurueckweisungen", wert=_percent(share), andere=_percent(source.max_rejected_share)
        )
    if stand is None:
        raise DeliveryRefused("stand_fehlt")
    if stand > today:
        raise DeliveryRefused("stand_in_zukunft", wert=f"{stand:%d.%m.%Y}")
    if source.delivery == "snapshot":
        row = con.execute(
            "select max(data_as_of) from meta.load where source_id = ? and outcome = 'uebernommen'", [source.id]
        ).fetchone()
        if row and row[0] and stand < row[0]:
            raise DeliveryRefused("stand_veraltet", wert=f"{stand:%d.%m.%Y}", andere=f"{row[0]:%d.%m.%Y}")
    return stand


def _percent(share: float) -> str:
    return f"{share * 100:.1f}".replace(".", ",") + " %"


def _accept(con: duckdb.DuckDBPyConnection, opened: Opened, result: Split, rejections: tuple[Rejection, ...]) -> Loaded:
    raw = opened.raw
    if raw is None:
        raise ValueError("ohne Tabelle ist nichts zu übernehmen")
    source = raw.source
    if example_flag(con) is None:
        con.execute("insert into meta.home values (?)", [raw.example])
    columns = ", ".join(f'"{column}"' for column in typed_columns(source))
    if source.delivery == "snapshot":
        con.execute(f"delete from {stage_table(source.id)}")
    else:
        same = " and ".join(f's."{column}" is not distinct from t."{column}"' for column in source.key)
        con.execute(f"delete from {stage_table(source.id)} as s using temp.typed as t where {_ACCEPTED} and {same}")
    # The rows carry their numbers; to write many in the order of the file would leave one core waiting for the other.
    con.execute(f"set preserve_insertion_order = {raw.path.stat().st_size < LARGE}")
    con.execute(
        f"insert into {stage_table(source.id)} (load_id, row_number, {columns})"
        f" select ?, t.row_number, {columns} from temp.typed as t where {_ACCEPTED}",
        [opened.load_id],
    )
    con.execute("set preserve_insertion_order = true")
    report = _report(opened, result, result.rows_accepted, result.rows_rejected, None)
    _store(con, opened, report, rejections)
    return Loaded(report, rejections)


def _refuse(
    con: duckdb.DuckDBPyConnection,
    opened: Opened,
    refused: DeliveryRefused,
    result: Split | None,
    rejections: tuple[Rejection, ...],
) -> Loaded:
    """Every row of a delivery refused as a whole counts as rejected; those with a reason of their own are listed."""
    report = _report(opened, result, 0, result.rows_read if result else 0, refused)
    _store(con, opened, report, rejections)
    return Loaded(report, rejections)


def _report(
    opened: Opened, result: Split | None, accepted: int, rejected: int, refused: DeliveryRefused | None
) -> LoadReport:
    return LoadReport(
        load_id=opened.load_id,
        source_id=opened.raw.source.id if opened.raw else None,
        file=opened.file,
        sha256=opened.sha256,
        received_at=opened.received_at,
        data_as_of=result.data_as_of if result else (opened.raw.data_as_of if opened.raw else None),
        rows_read=result.rows_read if result else 0,
        rows_accepted=accepted,
        rows_rejected=rejected,
        rows_duplicate=result.rows_duplicate if result and not refused else 0,
        outcome="abgelehnt" if refused else "uebernommen",
        reason=refused.code if refused else None,
        detail=refused.sentence if refused else None,
    )


def _rejections(con: duckdb.DuckDBPyConnection) -> tuple[Rejection, ...]:
    rows = con.execute(
        "select row_number, reason_column, reason from temp.typed where reason is not null order by row_number"
    ).fetchall()
    # Our own numbers and names: to check each of many thousands once more takes longer than reading them.
    construct = Rejection.model_construct
    return tuple(construct(row_number=number, column_name=column, rule=rule) for number, column, rule in rows)


def _store(
    con: duckdb.DuckDBPyConnection, opened: Opened, report: LoadReport, rejections: tuple[Rejection, ...]
) -> None:
    """Keep the report; what the same content was once refused for is forgotten."""
    con.execute(
        "create or replace temp table forgotten as select l.load_id from meta.load l left join meta.origin o"
        " using (load_id) where l.sha256 = ? and (coalesce(o.sheet, '') = ? or"
        " (l.outcome = 'abgelehnt' and l.received_at < ?))",
        [report.sha256, opened.sheet, report.received_at],
    )
    for table in ("rejection", "load", "origin"):
        con.execute(f"delete from meta.{table} where load_id in (select load_id from forgotten)")
    supplement = opened.raw.supplement_to if opened.raw else None
    con.execute(
        "insert into meta.origin values (?, ?, ?, ?)", [report.load_id, opened.sheet, opened.container, supplement]
    )
    values = list(report.model_dump().values())
    con.execute(f"insert into meta.load values ({', '.join('?' * len(values))})", values)
    if rejections:
        con.execute(
            "insert into meta.rejection select ?, row_number, reason_column, reason from temp.typed"
            " where reason is not null",
            [report.load_id],
        )
