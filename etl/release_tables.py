"""Everything a release file holds, as rows of its tables, for one audience."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb
from pydantic import BaseModel

from etl.catalogue.access import Audience
from etl.catalogue.catalogue import Catalogue
from etl.catalogue.indicator import Indicator
from etl.catalogue.source import Rhythm, Source
from etl.catalogue.tables import Rows
from etl.changes import Change, thresholds_json
from etl.contract.row_reasons import ROW
from etl.disclosure.fallback import Fallback
from etl.disclosure.note import METHOD, NOTE
from etl.disclosure.places import AREA, area_names
from etl.figures import Coordinates, Figures, Value
from etl.indicators import UNASSIGNED, missing_sources
from etl.steering import actions, comments

Row = Sequence[object]
Tables = Mapping[str, Sequence[Row]]
_MONTHS: dict[Rhythm, int] = {
    "monatlich": 1,
    "vierteljaehrlich": 3,
    "halbjaehrlich": 6,
    "schulhalbjaehrlich": 6,
    "jaehrlich": 12,
}


@dataclass(frozen=True)
class Identity:
    """Who a release is: id, time (UTC, naive), commit (empty without git), whether it is an example."""

    release_id: str
    published_at: dt.datetime
    git_commit: str
    example: bool


def release_tables(
    con: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    identity: Identity,
    audience: Audience,
    figures: Figures,
    changes: Iterable[Change],
    instead: Mapping[tuple[str, Coordinates], Fallback],
) -> Tables:
    """Table name -> rows in the order of its columns. Operating data only for the first, most detailed audience.

    `instead` names for a withheld value the nearest one that is printed.
    """
    operating = audience == catalogue.city.rights.audiences[0]
    stands: dict[str, dt.date] = dict(con.execute("select source_id, data_as_of from core.stand").fetchall())
    delivered = frozenset(stands)
    return {
        "meta.release": [_release(identity, catalogue, audience)],
        "meta.indicator": [_indicator(i, catalogue, delivered) for i in catalogue.indicators.values()],
        "meta.source": [_source(source, stands.get(source.id)) for source in catalogue.sources.values()],
        "meta.document": _documents(catalogue, audience),
        "meta.load_report": _load_reports(con) if operating else [],
        "meta.rejection": _rejections(con) if operating else [],
        "meta.member": _members(con, figures, catalogue),
        "meta.change": [(c.kind, c.indicator_id, c.period, c.old, c.new, c.reason) for c in changes],
        "meta.comment": comments(con, catalogue, audience),
        "meta.action": actions(con, catalogue, audience),
        "mart.cells": [(c.measure, *c.at, c.value, c.mark) for c in figures.cells],
        "mart.value": [_value(v, operating, instead) for v in figures.values],
    }


def next_due(source: Source, stand: dt.date | None) -> dt.date | None:
    """The day until which the delivery after that Stand is expected; None while there is none."""
    if stand is None:
        return None
    month = stand.month - 1 + _MONTHS[source.rhythm] + 1
    end_of_period = dt.date(stand.year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
    return end_of_period + dt.timedelta(days=source.due_days)


def _release(identity: Identity, catalogue: Catalogue, audience: Audience) -> Row:
    return (
        identity.release_id,
        identity.published_at,
        identity.git_commit,
        catalogue.hash,
        audience.id,
        audience.k,
        identity.example,
    )


def _indicator(indicator: Indicator, catalogue: Catalogue, delivered: frozenset[str]) -> Row:
    methods = {catalogue.sources[source].method for source in indicator.sources}
    return (
        indicator.id,
        indicator.title,
        indicator.title_en,
        indicator.question,
        indicator.question_en,
        indicator.interpretation,
        indicator.definition,
        indicator.field,
        indicator.step,
        indicator.lens,
        indicator.unit,
        indicator.decimals,
        indicator.kind,
        indicator.direction,
        indicator.cadence,
        indicator.owner,
        list(indicator.sources),
        list(missing_sources(indicator, delivered)),
        indicator.formula.model_dump_json(),
        json.dumps(indicator.breakdowns),
        thresholds_json(indicator),
        json.dumps([b.model_dump(mode="json") for b in indicator.breaks], ensure_ascii=False),
        indicator.disclosure.model_dump_json(),
        next(iter(sorted(methods - {"exact"})), "exact"),
        indicator.review,
        indicator.valid_days,
        list(indicator.caveats),
        indicator.headline,
        indicator.listed,
    )


def _source(source: Source, stand: dt.date | None) -> Row:
    return (source.id, source.title, source.office, source.rhythm, stand, next_due(source, stand))


def _documents(catalogue: Catalogue, audience: Audience) -> list[Row]:
    city = catalogue.city
    rows: list[Row] = [
        ("city", "city", city.model_copy(update={"rights": _public_rights(catalogue)}).model_dump_json())
    ]
    rows += [("sign", sign.code, sign.model_dump_json()) for sign in city.signs]
    rows += [("step", step.id, step.model_dump_json()) for step in city.steps]
    rows += [("lens", lens.id, lens.model_dump_json()) for lens in city.lenses]
    rows += [("glossary", entry.word, entry.model_dump_json()) for entry in catalogue.glossary]
    rows += [("scenario", "planung", catalogue.planning.model_dump_json())] if catalogue.planning else []
    rows += [("briefing", name, briefing.model_dump_json()) for name, briefing in catalogue.briefings.items()]
    rows.append(("reference", "breakdowns", _json_list(catalogue.breakdowns)))
    note = {"method": METHOD, "note": NOTE.format(k=audience.k)}
    rows.append(("reference", "geheimhaltung", json.dumps(note, ensure_ascii=False)))
    licences = {s.id: {"title": s.title, "licence": s.licence} for s in catalogue.sources.values() if s.licence}
    rows.append(("reference", "lizenzen", json.dumps(licences, ensure_ascii=False, sort_keys=True)))
    if audience == catalogue.city.rights.audiences[0]:
        words = {reason.code: (reason.short, reason.sentence, reason.remedy) for reason in ROW.values()}
        rows.append(("reference", "gruende", json.dumps(words, ensure_ascii=False)))
    rows += [("reference", item.table.id, _reference(item)) for item in catalogue.tables]
    return rows


def _reference(item: Rows) -> str:
    """A table that the city keeps, with where its rows come from; numbers as they are written there."""
    return json.dumps({**item.table.model_dump(mode="json"), "rows": item.plain()}, ensure_ascii=False)


def _public_rights(catalogue: Catalogue) -> BaseModel:
    """Audiences and role names without rights: those are read at start, a rollback must not bring them back."""
    rights = catalogue.city.rights
    return rights.model_copy(update={"roles": tuple(role.model_copy(update={"rights": ()}) for role in rights.roles)})


def _json_list(items: Iterable[BaseModel]) -> str:
    return json.dumps([item.model_dump(mode="json") for item in items], ensure_ascii=False)


def _load_reports(con: duckdb.DuckDBPyConnection) -> list[Row]:
    rows: list[Row] = con.execute(
        "select load_id, source_id, file, sha256, received_at, data_as_of, rows_read, rows_accepted, rows_rejected,"
        " rows_duplicate, outcome from meta.load order by load_id"
    ).fetchall()
    return rows


def _rejections(con: duckdb.DuckDBPyConnection) -> list[Row]:
    rows: list[Row] = con.execute(
        "select load_id, row_number, column_name, rule from meta.rejection order by load_id, row_number"
    ).fetchall()
    return rows


def _members(con: duckdb.DuckDBPyConnection, figures: Figures, catalogue: Catalogue) -> list[Row]:
    """Members that occur in the figures, and their parents; a figure without a member gets a word of its own."""
    used = {pair for c in figures.cells for pair in ((c.dim1, c.member1), (c.dim2, c.member2)) if pair[0]}
    used |= {pair for v in figures.values for pair in ((v.dim1, v.member1), (v.dim2, v.member2)) if pair[0]}
    rows: list[Row] = con.execute(
        "select breakdown, member, parent, label, valid_from, valid_to from core.mitglied order by breakdown, member"
    ).fetchall()
    spatial = {"stadtbezirk", "stadtviertel"}
    named = [row for row in rows if (row[0], row[1]) in used or row[0] in spatial]
    merged = area_names(catalogue).items()
    named += [(AREA, area, parent, label, None, None) for area, (label, parent) in merged if (AREA, area) in used]
    unnamed = sorted((str(d), str(m)) for d, m in used - {(row[0], row[1]) for row in named})
    return [*named, *((d, m, None, "ohne Zuordnung" if m == UNASSIGNED else m, None, None) for d, m in unnamed)]


def _value(value: Value, operating: bool, instead: Mapping[tuple[str, Coordinates], Fallback]) -> Row:
    near = instead.get((value.indicator_id, value.at))
    return (
        value.indicator_id,
        *value.at,
        value.value,
        value.numerator,
        value.denominator if value.contributors is None else value.contributors,
        value.status,
        value.sign,
        value.valid_until,
        near and near.period,
        near and near.dim1,
        near and near.member1,
        list(value.load_ids) if operating else None,
    )
