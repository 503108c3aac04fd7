"""Where one number comes from: value, formula with its numbers, target, deliveries, rejected rows, last definition."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from pydantic import TypeAdapter

from etl.catalogue.indicator import Formula, Measure, Ratio, Threshold
from etl.catalogue.period import first_day, last_day
from etl.contract.reasons import ROW
from etl.release_file import open_release

MOST_LOADS = 12
# No number looks further back than this: rows of an older part delivery are about earlier months.
REACH = dt.timedelta(days=730)
_FORMULA: TypeAdapter[Measure | Ratio | Any] = TypeAdapter(Formula)
_THRESHOLDS: TypeAdapter[tuple[Threshold, ...]] = TypeAdapter(tuple[Threshold, ...])


class NothingToExplain(Exception):
    """There is no such indicator, period or member; the message says what there is."""


@dataclass(frozen=True)
class Explanation:
    """One stored value and everything it rests on; dictionaries are rows of the release by column name.

    `loads` are the deliveries whose rows are in the value, `also_read` for each further source of the indicator its
    deliveries that could be.
    """

    release: str
    indicator: dict[str, Any]
    value: dict[str, Any]
    threshold: Threshold | None
    loads: tuple[dict[str, Any], ...]
    also_read: dict[str, tuple[dict[str, Any], ...]]
    rejections: tuple[dict[str, Any], ...]
    last_change: dict[str, Any] | None


def explain(
    releases: Path,
    release: str,
    audience: str,
    indicator_id: str,
    period: str | None = None,
    member: str | None = None,
    snapshots: Collection[str] = (),
) -> Explanation:
    """The explanation of one value of a release file; the latest period and the whole city where not said otherwise.

    `snapshots` are the sources of which each delivery replaces the one before.
    """
    with open_release(releases / release / f"{audience}.duckdb") as con:
        indicator = _one(con, "select * from meta.indicator where id = ?", [indicator_id])
        if indicator is None:
            known = ", ".join(row[0] for row in con.execute("select id from meta.indicator order by id").fetchall())
            raise NothingToExplain(f"Die Kennzahl „{indicator_id}“ gibt es nicht. Vorhanden: {known}")
        value = _value(con, indicator_id, period, member)
        thresholds = _THRESHOLDS.validate_json(indicator["thresholds"])
        day = last_day(value["period"])
        own = set(value["load_ids"] or ())
        read = deliveries_for(con, indicator["sources"], value["period"], snapshots, own)
        loads = [load for load in read if load["load_id"] in own]
        also_read: dict[str, tuple[dict[str, Any], ...]] = {}
        for source in sorted({load["source_id"] for load in read} - {load["source_id"] for load in loads}):
            by_then = [load for load in read if source in snapshots or load["data_as_of"] <= day]
            also_read[source] = tuple(load for load in by_then if load["source_id"] == source)
        rejections = _rows(
            con,
            "select r.*, l.file from meta.rejection as r join meta.load_report as l using (load_id)"
            " where list_contains(cast(? as text[]), load_id) order by l.file, r.row_number",
            [[load["load_id"] for load in read]],
        )
        in_force = next(
            (t for t in thresholds if t.valid_from <= day and (t.valid_to is None or day <= t.valid_to)), None
        )
    change = _last_change(releases, audience, indicator_id)
    return Explanation(release, indicator, value, in_force, tuple(loads), also_read, tuple(rejections), change)


def deliveries_for(
    con: duckdb.DuckDBPyConnection, sources: list[str], period: str, snapshots: Collection[str], own: Collection[str]
) -> list[dict[str, Any]]:
    """The deliveries of these sources whose rows can be in the value of a period, oldest first."""
    since = first_day(period) - REACH
    loads = _rows(
        con,
        "select * from meta.load_report where outcome = 'uebernommen' and (list_contains($1, source_id)"
        " or list_contains(cast($2 as text[]), load_id)) order by data_as_of, received_at, file",
        [sources, list(own)],
    )
    newest = {load["source_id"]: load["data_as_of"] for load in loads}
    return [
        load
        for load in loads
        if load["load_id"] in own
        or load["data_as_of"] == newest[load["source_id"]]
        or (load["source_id"] not in snapshots and load["data_as_of"] >= since)
    ]


def _value(con: duckdb.DuckDBPyConnection, indicator_id: str, period: str | None, member: str | None) -> dict[str, Any]:
    rows = _rows(con, "select * from mart.value where indicator_id = ? order by period", [indicator_id])
    rows = [row for row in rows if row["member1"] == member]
    if not rows:
        raise NothingToExplain(f"„{indicator_id}“ hat keine Ausprägung „{member}“.")
    if period is None:
        return max(rows, key=lambda row: last_day(row["period"]))
    for row in rows:
        if row["period"] == period:
            return row
    raise NothingToExplain(f"„{indicator_id}“ hat keinen Wert für {period}; der jüngste ist {rows[-1]['period']}.")


def _last_change(releases: Path, audience: str, indicator_id: str) -> dict[str, Any] | None:
    """The last release that changed definition or threshold, looking back through all that still exist."""
    for folder in sorted((f for f in releases.iterdir() if f.is_dir() and f.name[0] != "."), reverse=True):
        with open_release(folder / f"{audience}.duckdb") as con:
            row = _one(
                con,
                "select c.kind, r.published_at from meta.change as c, meta.release as r"
                " where c.indicator_id = ? and c.kind in ('definition', 'threshold') limit 1",
                [indicator_id],
            )
        if row:
            return {**row, "release": folder.name}
    return None


def explain_text(found: Explanation) -> str:
    """The explanation in German, for a terminal."""
    indicator, value = found.indicator, found.value
    place = " ".join(filter(None, (value["dim1"], value["member1"], value["dim2"], value["member2"])))
    lines = [
        f"{indicator['title']} ({indicator['id']})",
        f"  Zeitraum {value['period']}{', ' + place if place else ''}, Ausgabe {found.release}",
        f"  Wert: {_quantity(value['value'], indicator)}{_sign(value['sign'])}",
        f"  Rechnung: {_reckoning(found)}",
        f"  Bestimmung: {indicator['definition'].strip()}",
        f"  Bewertung: {_judgement(found)}",
        f"  Bestimmung zuletzt geändert: {_changed(found.last_change)}",
        f"  Lieferungen ({len(found.loads)}):",
    ]
    lines += [f"    {_load(load)}" for load in found.loads[-MOST_LOADS:]]
    if len(found.loads) > MOST_LOADS:
        lines.append(f"    … und {len(found.loads) - MOST_LOADS} frühere")
    lines += [
        f"  Mitgelesen aus {source} ({len(loads)}), zuletzt {_load(loads[-1])}"
        for source, loads in found.also_read.items()
        if loads
    ]
    lines.append(f"  Zurückgewiesene Zeilen, die ihn geändert haben könnten: {len(found.rejections)}")
    counts = sorted(Counter((row["file"], row["rule"]) for row in found.rejections).items())
    lines += [f"    {file}: {number} × {ROW[rule].short}" for (file, rule), number in counts[:MOST_LOADS]]
    if len(counts) > MOST_LOADS:
        lines.append(f"    … und {sum(number for _, number in counts[MOST_LOADS:])} weitere")
    return "\n".join(lines)


def _load(load: dict[str, Any]) -> str:
    return (
        f"{load['file']}  Stand {load['data_as_of']:%d.%m.%Y}"
        f"  {load['rows_accepted']} von {load['rows_read']} Zeilen  sha256 {load['sha256'][:16]}…"
    )


def explain_json(found: Explanation) -> dict[str, Any]:
    """The explanation as a record."""
    return {
        "release": found.release,
        "indicator": {**found.indicator, "formula": json.loads(found.indicator["formula"])},
        "value": found.value,
        "threshold": found.threshold.model_dump(mode="json") if found.threshold else None,
        "deliveries": list(found.loads),
        "also_read": {source: list(loads) for source, loads in found.also_read.items()},
        "rejections": list(found.rejections),
        "last_change": found.last_change,
    }


def _reckoning(found: Explanation) -> str:
    formula, value = _FORMULA.validate_json(found.indicator["formula"]), found.value
    if value["value"] is None:
        return "kein Wert"
    if isinstance(formula, Ratio):
        parts = [part if isinstance(part, str) else part.title or "Grundzahl" for part in (formula.of, formula.to)]
        return (
            f"{parts[0]} {_plain(value['numerator'])} / {parts[1]} {_plain(value['denominator'])} × {formula.times:f}"
            f" = {_quantity(value['value'], found.indicator)}"
        )
    if isinstance(formula, Measure):
        condition = f", wo {formula.where}" if formula.where else ""
        result = _quantity(value["value"], found.indicator)
        return f"{formula.measure} in {formula.table} nach {formula.period}{condition}, ergibt {result}"
    basis = f" aus {_plain(value['denominator'])}" if value["denominator"] is not None else ""
    return f"Abfrage {formula.sql}{basis} ergibt {_quantity(value['value'], found.indicator)}"


def _judgement(found: Explanation) -> str:
    words = {"on_track": "im Zielkorridor", "watch": "beobachten", "act": "handeln", "none": "ohne Schwelle"}
    status = found.value["status"]
    if status is None:
        return "Kontext, ohne Bewertung"
    if found.threshold is None:
        return words[status]
    band, noise = found.threshold.on_track, found.threshold.margin
    bounds = " bis ".join(_comma(bound) if bound is not None else "offen" for bound in (band.min, band.max))
    rule = f"; wechselt erst {_comma(noise)} jenseits der Grenze" if noise else ""
    since, decider = f"{found.threshold.valid_from:%d.%m.%Y}", found.threshold.decided_by
    return f"{words[status]}; Zielkorridor {bounds} seit {since} ({decider}){rule}"


def _changed(change: dict[str, Any] | None) -> str:
    if change is None:
        return "seit der ersten Ausgabe nicht"
    kind = "Schwelle" if change["kind"] == "threshold" else "Bestimmung"
    return f"{change['published_at']:%d.%m.%Y} ({kind}, Ausgabe {change['release']})"


def _quantity(value: float | None, indicator: dict[str, Any]) -> str:
    if value is None:
        return "–"
    number = f"{value:,.{indicator['decimals']}f}".translate(str.maketrans(",.", ".,"))
    return f"{number} {indicator['unit']}"


def _plain(number: Decimal) -> str:
    """A number of a formula: German, without zeros that say nothing."""
    text = f"{number:,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def _sign(sign: str | None) -> str:
    return f" (Zeichen {sign})" if sign else ""


def _one(con: duckdb.DuckDBPyConnection, sql: str, values: list[Any]) -> dict[str, Any] | None:
    rows = _rows(con, sql, values)
    return rows[0] if rows else None


def _rows(con: duckdb.DuckDBPyConnection, sql: str, values: list[Any]) -> list[dict[str, Any]]:
    found = con.execute(sql, values)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _comma(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")
