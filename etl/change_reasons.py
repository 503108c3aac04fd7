"""Why a figure, a definition or a threshold differs from the current release: a German sentence for every audience.

The sentences name deliveries by title and Stand, and what the city declared; never a file, a hash, a count or a time
of loading, so that they may stand in the file of every audience.
"""

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import duckdb

from etl.catalogue.catalogue import Catalogue, measures
from etl.catalogue.indicator import Indicator, Query, Ratio
from etl.catalogue.tables import Rows
from etl.core import SQL
from etl.release_file import open_release

SAME_DELIVERIES = (
    "Die Lieferungen sind dieselben; geändert hat sich der Rechenweg des Programms oder eine Festlegung im Katalog."
)
NOW_SHOWN = "Der Wert war bisher nicht gezeigt."
WAS_HELD = "Eine Berichtigung, die bis zum neuen Quartal zurückgehalten war."
NEW_INDICATOR = "Die Kennzahl ist neu im Katalog."
_PARTS = {
    "kind": "Art der Formel", "measure": "was gezählt wird", "table": "Grundlage", "where": "Bedingung",
    "period": "zeitliche Zuordnung", "of": "Zähler", "to": "Nenner", "times": "Faktor", "share": "Anteil am Ganzen",
    "sql": "Rechenweg", "tables": "Grundlage", "hidden": "Umgang mit verdeckten Zellen",
}  # fmt: skip
_ASPECTS = {
    "unit": "Einheit", "kind": "Bestand oder Bewegung", "direction": "Richtung", "cadence": "Rhythmus",
    "sources": "Lieferungen", "breaks": "Brüche der Reihe",
}  # fmt: skip


@dataclass(frozen=True)
class Delivery:
    """A delivery accepted since the current release; `supplement`: corrected rows only."""

    stand: dt.date
    supplement: bool


@dataclass(frozen=True)
class Grounds:
    """What happened since the current release.

    `deliveries` and `stands` are by source, the latter as in that release; `corrected` are the sources whose declared
    corrections are not the same as then; `tables` the changed reference tables, by name in schema core; `held` names
    indicator and period of corrections that the current release held back.
    """

    deliveries: Mapping[str, tuple[Delivery, ...]] = field(default_factory=dict)
    stands: Mapping[str, dt.date] = field(default_factory=dict)
    corrected: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    held: frozenset[tuple[str, str]] = frozenset()


NO_GROUNDS = Grounds()


def grounds(
    con: duckdb.DuckDBPyConnection, catalogue: Catalogue, release: Path, corrections: Iterable[str | None]
) -> Grounds:
    """Compare the workshop and the catalogue with the current release file of the most detailed audience.

    `corrections` are the sentences of the declared corrections that were applied, each beginning with the title of
    its source. Without a current release nothing has happened since.
    """
    if not release.is_file():
        return NO_GROUNDS
    with open_release(release) as old:
        known = {row[0] for row in old.execute("select load_id from meta.load_report").fetchall()}
        stands = dict(old.execute("select id, data_as_of from meta.source where data_as_of is not null").fetchall())
        changed = old.execute("select kind, indicator_id, period, reason from meta.change").fetchall()
        bodies = dict(old.execute("select id, body from meta.document where kind = 'reference'").fetchall())
    said = {reason for kind, indicator, _, reason in changed if kind == "correction" and indicator is None}
    held = frozenset((indicator, period) for kind, indicator, period, _ in changed if kind == "held")
    deliveries: dict[str, list[Delivery]] = defaultdict(list)
    for load_id, source, stand, supplement in con.execute(
        "select l.load_id, l.source_id, l.data_as_of, o.supplement_to is not null from meta.load as l"
        " left join meta.origin as o on o.load_id = l.load_id"
        " where l.outcome = 'uebernommen' order by l.data_as_of, l.load_id"
    ).fetchall():
        if load_id not in known:
            deliveries[source].append(Delivery(stand, supplement))
    differ = [sentence or "" for sentence in said ^ set(corrections)]
    corrected = {s.id for s in catalogue.sources.values() if any(t.startswith(f"{s.title}: ") for t in differ)}
    tables = frozenset(item.table.id for item in catalogue.tables if _changed(item, bodies.get(item.table.id)))
    came = {key: tuple(found) for key, found in deliveries.items()}
    return Grounds(came, stands, frozenset(corrected), tables, held)


def of_new_value(indicator: Indicator, catalogue: Catalogue, found: Grounds, *, withheld: bool) -> str:
    """Why a period has a value that had none; `withheld`: there was one that was not shown."""
    newer = [sentence for source, sentence in _deliveries(indicator, catalogue, found) if _newer(source, found)]
    others = [*_declared(indicator, catalogue, found), *([NOW_SHOWN] if withheld else [])]
    rest = [sentence for _, sentence in _deliveries(indicator, catalogue, found)]
    return " ".join(newer or others or rest) or SAME_DELIVERIES


def of_correction(
    indicator: Indicator, period: str, catalogue: Catalogue, found: Grounds, redefined: Collection[str]
) -> str:
    """Why the printed value of a period is another one now; `redefined` are the indicators with a new definition."""
    parts = [name for name in (indicator.id, *_referred(indicator)) if name in redefined]
    sentences = ["Die Kennzahl wurde neu festgelegt." if indicator.id in parts else "Ein Teil wurde neu festgelegt."]
    sentences = sentences if parts else []
    sentences += [WAS_HELD] if (indicator.id, period) in found.held else []
    sentences += _declared(indicator, catalogue, found)
    sentences += [sentence for _, sentence in _deliveries(indicator, catalogue, found)]
    return " ".join(sentences) or SAME_DELIVERIES


def of_definition(indicator: Indicator, before: tuple[str, str], aspects: Mapping[str, str]) -> str | None:
    """What of a definition changed; None where nothing did. `before` are formula (JSON) and wording."""
    formula, wording = before
    found = ["Wortlaut"] if wording != indicator.definition else []
    if formula != indicator.formula.model_dump_json():
        old, new = json.loads(formula), json.loads(indicator.formula.model_dump_json())
        words = [_PARTS[key] for key in _PARTS if old.get(key) != new.get(key)]
        found.append(f"Formel ({', '.join(dict.fromkeys(words))})" if words else "Formel")
    now = aspects_of(indicator)
    found += [word for key, word in _ASPECTS.items() if key in aspects and aspects[key] != now[key]]
    return f"Geändert: {', '.join(found)}." if found else None


def of_thresholds(old: str, new: str) -> str:
    """Which thresholds came and went, from when on and by whose decision; both are JSON as in meta.indicator."""
    before, now = json.loads(old), json.loads(new)
    came = [f"Neu ab {_day(t['valid_from'])}: {t['decided_by'].rstrip('.')}." for t in now if t not in before]
    firsts = {t["valid_from"] for t in now}
    went = [t["valid_from"] for t in before if t["valid_from"] not in firsts]
    return " ".join([*came, *(f"Die Schwelle ab {_day(first)} ist gestrichen." for first in went)])


def aspects_of(indicator: Indicator) -> dict[str, str]:
    """What a definition says beside formula and wording, as text."""
    told = indicator.model_dump(mode="json", include=set(_ASPECTS))
    return {key: json.dumps(value, ensure_ascii=False, sort_keys=True) for key, value in told.items()}


def read_aspects(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """The same of a release, by indicator."""
    rows = con.execute(f"select id, {', '.join(_ASPECTS)} from meta.indicator").fetchall()
    return {row[0]: dict(zip(_ASPECTS, map(_as_json, row[1:]), strict=True)) for row in rows}


def _as_json(cell: object) -> str:
    """Breaks are stored as JSON already; everything else is a word or a list of words."""
    value = json.loads(cell) if isinstance(cell, str) and cell.startswith("[") else cell
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _deliveries(indicator: Indicator, catalogue: Catalogue, found: Grounds) -> Iterator[tuple[str, str]]:
    """Source and sentence of each delivery that came since; of several of one source the latest."""
    for source in _sources(indicator, catalogue):
        came = found.deliveries.get(source)
        if not came:
            continue
        title, stand = catalogue.sources[source].title, max(item.stand for item in came)
        if source not in found.stands:
            yield source, f"Erste Lieferung: {title} (Stand {stand:%d.%m.%Y})."
        elif stand > found.stands[source]:
            yield source, f"Neue Lieferung: {title} (Stand {stand:%d.%m.%Y})."
        elif all(item.supplement for item in came):
            yield source, f"Berichtigte Zeilen nachgereicht: {title} (Stand {stand:%d.%m.%Y})."
        else:
            yield source, f"Ersetzte oder nachgereichte Lieferung: {title} (Stand {stand:%d.%m.%Y})."


def _newer(source: str, found: Grounds) -> bool:
    before = found.stands.get(source)
    return before is None or any(item.stand > before for item in found.deliveries.get(source, ()))


def _declared(indicator: Indicator, catalogue: Catalogue, found: Grounds) -> list[str]:
    """What the city itself declared since: corrections of lists, rows of its own tables."""
    lists = [s for s in _sources(indicator, catalogue) if s in found.corrected]
    sentences = [f"Erklärte Berichtigung der Liste „{catalogue.sources[source].title}“." for source in lists]
    titles = {item.table.id: item.table.title for item in catalogue.tables}
    used = sorted(found.tables & _lineage(_base(indicator, catalogue)))
    return [*sentences, *(f"Geänderte Tabelle der Stadt: {titles[name]}." for name in used)]


def _referred(indicator: Indicator) -> tuple[str, ...]:
    formula = indicator.formula
    return (
        tuple(part for part in (formula.of, formula.to) if isinstance(part, str)) if isinstance(formula, Ratio) else ()
    )


def _sources(indicator: Indicator, catalogue: Catalogue) -> list[str]:
    """The sources of an indicator and of the parts of its ratio, each once."""
    parts = [source for name in _referred(indicator) for source in catalogue.indicators[name].sources]
    return list(dict.fromkeys([*indicator.sources, *parts]))


def _base(indicator: Indicator, catalogue: Catalogue) -> frozenset[str]:
    """The core tables that a formula reads, without their schema."""
    formula = indicator.formula
    if isinstance(formula, Query):
        return frozenset(table.partition(".")[2] for table in formula.tables)
    own = {measure.table for measure in measures(indicator).values()}
    own |= {m.table for name in _referred(indicator) for m in measures(catalogue.indicators[name]).values()}
    return frozenset(table.partition(".")[2] for table in own)


def _lineage(tables: frozenset[str]) -> frozenset[str]:
    """These core tables and all those they are made of."""
    made, found, open_ = _made_of(), set[str](), set(tables)
    while open_:
        found |= open_
        open_ = {below for table in open_ for below in made.get(table, ())} - found
    return frozenset(found)


@cache
def _made_of() -> Mapping[str, frozenset[str]]:
    """Core table -> the core tables that its statement reads."""
    made: dict[str, frozenset[str]] = {}
    for path in sorted((SQL / "core").glob("*.sql")):
        parts = re.split(r"create or replace (?:table|view) core\.(\w+)", path.read_text(encoding="utf-8"))
        for table, body in zip(parts[1::2], parts[2::2], strict=True):
            made[table] = frozenset(re.findall(r"core\.(\w+)", body)) - {table}
    return made


def _changed(item: Rows, body: str | None) -> bool:
    return body is None or json.loads(body)["rows"] != item.plain()


def _day(iso: str) -> str:
    return f"{dt.date.fromisoformat(iso):%d.%m.%Y}"
