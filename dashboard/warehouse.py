"""The only opener of DuckDB: reads published releases, never a workshop, and never a file that may still change."""

import datetime as dt
import json
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
from pydantic import ValidationError

from dashboard import periods
from dashboard.pointers import BrokenRelease, NoRelease, audiences, current_id, is_id, named_id, releases
from dashboard.records import (
    Annex,
    Delivery,
    Facts,
    Point,
    Reading,
    ReleaseInfo,
    SecrecyNote,
    Snapshot,
    SourceState,
)
from dashboard.remarks import Action, Change, Comment, Operations, Reason, Rejection, Remarks, Table
from etl.catalogue.city import City, GlossaryEntry
from etl.catalogue.indicator import Indicator

# Whoever reads releases needs only this module.
__all__ = [
    "BrokenRelease",
    "NoRelease",
    "ahead",
    "annex",
    "audiences",
    "breakdown",
    "current_id",
    "documents",
    "history",
    "named_id",
    "operations",
    "reference",
    "releases",
    "remarks",
    "snapshot",
    "standing",
]
_OFF = ("autoinstall_known_extensions", "autoload_known_extensions", "allow_community_extensions")
_SETTINGS = dict.fromkeys(("enable_external_access", *_OFF), "false") | {"threads": "1", "lock_configuration": "true"}
_JSON_COLUMNS = ("formula", "breakdowns", "thresholds", "breaks", "disclosure")
_FALLBACK = ("fallback_period", "fallback_dim1", "fallback_member1")
_POINT_COLUMNS = (
    "period, value, numerator, denominator, status, sign, valid_until, dim1, member1, dim2, member2, "
    + ", ".join(_FALLBACK)
)


def snapshot(home: Path, audience: str, release_id: str | None = None) -> Snapshot:
    """A whole release for one audience, the current one unless an older id is named.

    Raises NoRelease or BrokenRelease. A release never changes, so what was read once is kept by its id.
    """
    named = release_id or current_id(home)
    return _snapshot(_file(home, audience, named, asked=release_id is not None), named)


def standing(home: Path, audience: str) -> Snapshot:
    """The current release, or while that cannot be read the newest older one that can.

    Raises NoRelease, or BrokenRelease where no release can be read.
    """
    try:
        return snapshot(home, audience)
    except BrokenRelease:
        for release_id in releases(home, audience):
            with suppress(NoRelease, BrokenRelease):
                return snapshot(home, audience, release_id)
        raise


def breakdown(home: Path, audience: str, release_id: str, indicator_id: str, period: str) -> tuple[Point, ...]:
    """The values of one indicator and period for all members of its breakdowns, ordered by dimension and member."""
    return _breakdown(_file(home, audience, release_id, asked=True), release_id, indicator_id, period)


def history(home: Path, audience: str, release_id: str, indicator_id: str, dims: tuple[str, ...]) -> tuple[Point, ...]:
    """The values of one indicator in one breakdown (`dims` of one or two) for all periods, oldest first."""
    return _history(_file(home, audience, release_id, asked=True), release_id, indicator_id, dims)


def annex(home: Path, audience: str, release_id: str) -> Annex:
    """Glossary, licences and hash of the catalogue of one release; raises NoRelease or BrokenRelease."""
    path = _file(home, audience, release_id, asked=True)
    glossary = "select body from meta.document where kind = 'glossary' order by rowid"
    try:
        (row,) = _rows(path, release_id, "select catalogue_hash from meta.release")
        licences = json.loads(_document(path, release_id, "reference", "lizenzen") or "{}")
        return Annex(
            catalogue_hash=row["catalogue_hash"],
            glossary=tuple(GlossaryEntry.model_validate_json(r["body"]) for r in _rows(path, release_id, glossary)),
            licences={name: str(entry["licence"]) for name, entry in licences.items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenRelease(release_id, type(error).__name__) from error


def documents(home: Path, audience: str, release_id: str, kind: str) -> tuple[str, ...]:
    """The bodies (JSON) of all documents of a kind, in the order of the catalogue."""
    sql = "select body from meta.document where kind = ? order by rowid"
    return tuple(row["body"] for row in _rows(_file(home, audience, release_id, asked=True), release_id, sql, [kind]))


def ahead(home: Path, audience: str, release_id: str, table: str) -> list[dict[str, Any]]:
    """The rows of a table of schema foresight as they were written; raises NoRelease or BrokenRelease."""
    return _rows(_file(home, audience, release_id, asked=True), release_id, f"from foresight.{table} order by rowid")


def _file(home: Path, audience: str, release_id: str, *, asked: bool) -> Path:
    if not is_id(release_id):
        raise NoRelease(release_id)
    path = (home / "releases" / release_id / f"{audience}.duckdb").resolve()
    if not path.is_file():
        raise NoRelease(release_id) if asked else BrokenRelease(release_id, "Datei fehlt")
    return path


@lru_cache(maxsize=8)
def _connection(path: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(path), read_only=True, config=_SETTINGS)


def _rows(path: Path, release_id: str, sql: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
    """Rows of one query as dictionaries; each call has its own cursor, so threads never share one."""
    try:
        cursor = _connection(path).cursor().execute(sql, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    except duckdb.Error as error:
        raise BrokenRelease(release_id, type(error).__name__) from error


@lru_cache(maxsize=16)
def _snapshot(path: Path, release_id: str) -> Snapshot:
    try:
        sources = _sources(path, release_id)
        return Snapshot(
            info=_info(path, release_id, sources),
            city=City.model_validate_json(_document(path, release_id, "city", "city") or "null"),
            readings=_readings(path, release_id),
            sources=sources,
            deliveries=_deliveries(path, release_id),
            secrecy=_secrecy(path, release_id),
            members={
                (row["breakdown"], row["member"]): row["label"]
                for row in _rows(path, release_id, "select breakdown, member, label from meta.member")
            },
            dimensions=_dimensions(path, release_id),
        )
    except (ValidationError, ValueError, KeyError, LookupError) as error:
        raise BrokenRelease(release_id, type(error).__name__) from error


def _info(path: Path, release_id: str, sources: Sequence[SourceState]) -> ReleaseInfo:
    (row,) = _rows(path, release_id, "select id, published_at, git_commit, audience, k, example from meta.release")
    if (row["id"], row["audience"]) != (release_id, path.stem):
        raise BrokenRelease(release_id, "Datei gehört zu einer anderen Ausgabe oder Sicht")
    row["published_at"] = row["published_at"].replace(tzinfo=dt.UTC)
    stands = [source.data_as_of for source in sources if source.data_as_of]
    return ReleaseInfo(**row, data_as_of=max(stands, default=None))


def _readings(path: Path, release_id: str) -> tuple[Reading, ...]:
    series: dict[str, list[Point]] = {}
    whole_city = f"select indicator_id, {_POINT_COLUMNS} from mart.value where dim1 is null"
    for row in _rows(path, release_id, whole_city):
        series.setdefault(row.pop("indicator_id"), []).append(_point(row))
    readings = []
    for row in _rows(path, release_id, "select * from meta.indicator order by rowid"):
        method, missing = row.pop("method"), tuple(row.pop("missing_sources"))
        row |= {name: json.loads(row[name]) for name in _JSON_COLUMNS}
        facts = Facts(Indicator.model_validate(row), method, missing)
        points = sorted(series.get(facts.indicator.id, ()), key=lambda p: p.span.last)
        readings.append(Reading(facts, tuple(points)))
    return tuple(readings)


def _point(row: dict[str, Any]) -> Point:
    pairs = ((row.pop("dim1"), row.pop("member1")), (row.pop("dim2"), row.pop("member2")))
    periods.parse(row["period"])
    period, dim, member = (row.pop(name) for name in _FALLBACK)
    coarser = (period or "", dim or "", member or "") if period or dim else None
    return Point(**row, members=tuple((dim, member) for dim, member in pairs if dim is not None), fallback=coarser)


@lru_cache(maxsize=256)
def _breakdown(path: Path, release_id: str, indicator_id: str, period: str) -> tuple[Point, ...]:
    sql = (
        f"select {_POINT_COLUMNS} from mart.value where indicator_id = ? and period = ? and dim1 is not null"
        " order by dim2 is not null, dim1, dim2, member1, member2"
    )
    return tuple(_point(row) for row in _rows(path, release_id, sql, [indicator_id, period]))


@lru_cache(maxsize=128)
def _history(path: Path, release_id: str, indicator_id: str, dims: tuple[str, ...]) -> tuple[Point, ...]:
    sql = (
        f"select {_POINT_COLUMNS} from mart.value where indicator_id = ? and dim1 = ? and dim2 is not distinct from ?"
        " order by period, member1, member2"
    )
    dim1, dim2 = (*dims, None)[:2]
    return tuple(_point(row) for row in _rows(path, release_id, sql, [indicator_id, dim1, dim2]))


def _sources(path: Path, release_id: str) -> tuple[SourceState, ...]:
    sql = "select id, title, office, rhythm, data_as_of, next_due from meta.source order by rowid"
    return tuple(SourceState(**row) for row in _rows(path, release_id, sql))


def _deliveries(path: Path, release_id: str) -> tuple[Delivery, ...]:
    sql = """select load_id, source_id, file, received_at, data_as_of, rows_read, rows_accepted, rows_rejected,
                    rows_duplicate, outcome
             from meta.load_report order by received_at desc, load_id desc"""
    rows = _rows(path, release_id, sql)
    return tuple(Delivery(**row | {"received_at": row["received_at"].replace(tzinfo=dt.UTC)}) for row in rows)


def _document(path: Path, release_id: str, kind: str, name: str) -> str | None:
    sql = "select body from meta.document where kind = ? and id = ?"
    rows = _rows(path, release_id, sql, [kind, name])
    return str(rows[0]["body"]) if rows else None


def _dimensions(path: Path, release_id: str) -> dict[str, str]:
    body = _document(path, release_id, "reference", "breakdowns")
    return {row["id"]: row["title"] for row in json.loads(body or "[]")}


def _secrecy(path: Path, release_id: str) -> SecrecyNote | None:
    body = _document(path, release_id, "reference", "geheimhaltung")
    if body is None:
        return None
    content = json.loads(body)
    return SecrecyNote(method=str(content["method"]), note=str(content["note"]))


@lru_cache(maxsize=16)
def remarks(home: Path, audience: str, release_id: str) -> Remarks:
    """Comments and measures of leadership, and what changed since the release before."""
    path = _file(home, audience, release_id, asked=True)
    comments = "select indicator_id, period, cause, done, recommendation, role from meta.comment order by rowid"
    actions = "select id, title, owner_role, due, status, indicator_ids from meta.action order by rowid"
    changes = "select kind, indicator_id, period, old, new, reason from meta.change order by rowid"
    listed = [r | {"indicator_ids": tuple(r["indicator_ids"])} for r in _rows(path, release_id, actions)]
    return Remarks(
        tuple(Comment(**row) for row in _rows(path, release_id, comments)),
        tuple(Action(**row) for row in listed),
        tuple(Change(**row) for row in _rows(path, release_id, changes)),
    )


@lru_cache(maxsize=16)
def operations(home: Path, audience: str, release_id: str) -> Operations:
    """Rejected rows and the words for their reasons; empty in the file of an audience without operating data."""
    path = _file(home, audience, release_id, asked=True)
    sql = "select load_id, row_number, column_name, rule from meta.rejection order by load_id, row_number, rule"
    reasons = json.loads(_document(path, release_id, "reference", "gruende") or "{}")
    found = tuple(Rejection(**row) for row in _rows(path, release_id, sql))
    return Operations(found, {code: Reason(*map(str, words)) for code, words in reasons.items()})


@lru_cache(maxsize=32)
def reference(home: Path, audience: str, release_id: str, name: str) -> Table | None:
    """A reference table of the release; None when it has none of that name."""
    if (body := _document(_file(home, audience, release_id, asked=True), release_id, "reference", name)) is None:
        return None
    try:
        content = json.loads(body)
        rows = tuple(tuple(row) for row in content["rows"])
        told = {key: str(content[key]) for key in ("id", "title", "origin", "licence", "as_of")}
        return Table(columns=tuple(content["columns"]), rows=rows, **told)
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenRelease(release_id, type(error).__name__) from error
