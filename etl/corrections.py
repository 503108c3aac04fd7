"""Declared corrections, in force while the core tables are made; an obsolete one stops the build by name.

The stage tables keep what the offices delivered: the corrected rows are there for the time of the reckoning only, so
that a correction which is taken back, or a list which is repaired, leaves no trace.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

import duckdb

from etl.across import give_way, same_names, shorten, two_places
from etl.catalogue.across import OneNameRule, OnePlaceRule
from etl.catalogue.catalogue import Catalogue
from etl.catalogue.correction import CellCorrection, Correction, PlaceCorrection, SpellingCorrection
from etl.catalogue.source import Source
from etl.changes import Change
from etl.contract.compile import stage_table, stage_types
from etl.contract.literals import name
from etl.gate import Refused
from etl.release_file import open_release
from etl.workshop import example_flag


@dataclass
class Applied:
    """What was done to the rows, what is left in doubt, and for the doubts in which rows it stands.

    `changes` and `doubts` (`new` is the German sentence) may enter a release and hold no cell and no count; `places`
    are sentences with row numbers for the terminal.
    """

    changes: list[Change] = field(default_factory=list)
    doubts: list[Change] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


def told(release: Path) -> frozenset[str]:
    """The sentences of the declared corrections that a release of the most detailed audience tells; none without."""
    if not release.is_file():
        return frozenset()
    query = "select reason from meta.change where kind = 'correction' and indicator_id is null and reason is not null"
    with open_release(release) as con:
        return frozenset(row[0] for row in con.execute(query).fetchall())


@contextmanager
def corrected(
    con: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    today: dt.date,
    before: Collection[str] = (),
    only: str | None = None,
) -> Iterator[Applied]:
    """The stage tables with all corrections, for the time of the block; yields what was done and what is in doubt.

    A source that has no rows is passed over; with `only` every source but one is. `before` is what the current release
    tells (`told`): a spelling or a place that it corrected and that is gone now is obsolete; one that was never
    delivered here is only named. Raises Refused with a sentence for each correction that is expired, or that finds
    nothing to correct any more.
    """
    applied, reasons, kept = Applied(), list[str](), list[str]()
    for source_id in [only] if only else _touched(catalogue):
        table = stage_table(source_id)
        if con.execute(f"select 1 from {table} limit 1").fetchone() is not None:
            con.execute(f"create or replace temp table {name(f'as_delivered_{source_id}')} as select * from {table}")
            kept.append(source_id)
    for source_id in kept:
        source = catalogue.sources[source_id]
        found, sentences = _of_source(con, catalogue, source, today, before)
        applied.changes += found
        reasons += sentences
    if reasons:
        raise Refused(tuple(reasons))
    for source_id in kept:
        _across(con, catalogue.sources[source_id], _accepted_places(con, catalogue, source_id), applied)
    yield applied
    for source_id in kept:
        con.execute(f"delete from {stage_table(source_id)}")
        con.execute(f"insert into {stage_table(source_id)} select * from temp.{name(f'as_delivered_{source_id}')}")
        con.execute(f"drop table temp.{name(f'as_delivered_{source_id}')}")


def _touched(catalogue: Catalogue) -> list[str]:
    """The sources whose rows may change, or are looked at across rows."""
    touched = {source.id for source in catalogue.sources.values() if source.across} | set(catalogue.corrections)
    for declared in catalogue.corrections.values():
        for correction in declared.corrections:
            if isinstance(correction, SpellingCorrection):
                touched |= {other.id for other, _ in _referring(catalogue, declared.source, correction.column)}
    return sorted(touched)


def _referring(catalogue: Catalogue, source_id: str, column: str) -> list[tuple[Source, str]]:
    """The columns of other sources that refer to a column."""
    wanted = f"{source_id}.{column}"
    return [
        (source, key)
        for source in catalogue.sources.values()
        for key, declared in source.columns.items()
        if declared.reference == wanted
    ]


def _of_source(
    con: duckdb.DuckDBPyConnection, catalogue: Catalogue, source: Source, today: dt.date, before: Collection[str]
) -> tuple[list[Change], list[str]]:
    """Apply what is declared for a source: what was done, and a sentence for each correction that cannot be."""
    changes, reasons = list[Change](), list[str]()
    for correction in _in_force(con, catalogue, source.id):
        done = _change(source, correction.reason)
        if sentence := _late(source, correction, today):
            reasons.append(sentence)
        elif not (sentence := _applied(con, catalogue, source, correction)):
            changes.append(done)
        # A cell names a row that somebody saw. A mistaken spelling or place is noticed otherwise: the rule across rows
        # that it was to settle still doubts.
        elif isinstance(correction, CellCorrection) or done.reason in before:
            reasons.append(sentence)
        else:
            changes.append(_change(source, f"noch nichts zu berichtigen ({correction.reason})"))
    return changes, reasons


def _in_force(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, source_id: str) -> Sequence[Correction]:
    """The corrections that speak about what is loaded: its files, its Stand, real deliveries or an example."""
    declared = catalogue.corrections.get(source_id)
    if declared is None:
        return ()
    loads = con.execute(
        "select file, data_as_of from meta.load where load_id in"
        f" (select distinct load_id from temp.{name(f'as_delivered_{source_id}')})"
    ).fetchall()
    example, stand = example_flag(con), max((day for _, day in loads), default=dt.date.min)
    files = [file.rpartition("/")[2].partition(" [")[0] for file, _ in loads]
    order = (CellCorrection, SpellingCorrection, PlaceCorrection)
    return sorted(
        (
            correction
            for correction in declared.corrections
            if stand >= correction.since
            and (any(fnmatchcase(f, correction.files) for f in files) if correction.files else not example)
        ),
        key=lambda correction: order.index(type(correction)),
    )


def _applied(
    con: duckdb.DuckDBPyConnection, catalogue: Catalogue, source: Source, correction: Correction
) -> str | None:
    """Do what is declared; a sentence where there is nothing to correct any more."""
    if isinstance(correction, CellCorrection):
        what, done = "den erwarteten falschen Wert nicht mehr", _cell(con, source, correction)
    elif isinstance(correction, SpellingCorrection):
        what = "die zweite Schreibweise nicht mehr"
        places = [(source, correction.column), *_referring(catalogue, source.id, correction.column)]
        done = sum(_spelling(con, other, column, correction) for other, column in places) > 0
    else:
        what = "niemanden mehr, der zugleich dort und an einem anderen Ort steht"
        done = sum(_place(con, source, rule, correction) for rule in source.one_place) > 0
    if done:
        return None
    return (
        f"Die Berichtigung in „{source.title}“ ({correction.reason}) findet {what}. "
        f"Das Amt hat die Liste vermutlich berichtigt: den Eintrag in corrections/{source.id}.yaml löschen."
    )


def _cell(con: duckdb.DuckDBPyConnection, source: Source, correction: CellCorrection) -> bool:
    """Change the row; False where the expected wrong value does not stand there."""
    types = stage_types(source)
    table, column = stage_table(source.id), name(correction.column)
    where = " and ".join(f"{name(key)} is not distinct from ?::{types[key]}" for key in correction.key)
    where += f" and {column} is not distinct from ?::{types[correction.column]}"
    values = [*correction.key.values(), correction.expects]
    if con.execute(f"select 1 from {table} where {where}", values).fetchone() is None:
        return False
    if correction.action == "drop":
        con.execute(f"delete from {table} where {where}", values)
    else:
        change = f"update {table} set {column} = ?::{types[correction.column]} where {where}"
        con.execute(change, [correction.value, *values])
    return True


def _spelling(con: duckdb.DuckDBPyConnection, source: Source, column: str, correction: SpellingCorrection) -> bool:
    """Write the spelling that holds; of rows that then have one key the one stays that was written so."""
    table, target = stage_table(source.id), name(column)
    words = [correction.spelling, correction.holds]
    if con.execute(f"select 1 from {table} where {target} = ? limit 1", words[:1]).fetchone() is None:
        return False
    if column in source.key:
        rest = [name(k) for k in source.key if k != column]
        same = " and ".join([f"o.{target} = ?", *(f"o.{k} is not distinct from t.{k}" for k in rest)])
        con.execute(
            f"delete from {table} as t where t.{target} = ? and exists (select 1 from {table} as o where {same})", words
        )
    con.execute(f"update {table} set {target} = ? where {target} = ?", words[::-1])
    return True


def _place(con: duckdb.DuckDBPyConnection, source: Source, rule: OnePlaceRule, correction: PlaceCorrection) -> bool:
    """Let the rows of a place give way, or only look whether anybody stands there and elsewhere at once."""
    if correction.action == "weicht":
        return give_way(con, source.id, rule, correction.place)
    return bool(two_places(con, source.id, rule, only=correction.place))


def _accepted_places(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, source_id: str) -> frozenset[str]:
    """The places of which it is declared that somebody may be there and elsewhere."""
    return frozenset(
        correction.place
        for correction in _in_force(con, catalogue, source_id)
        if isinstance(correction, PlaceCorrection) and correction.action == "beide_gelten"
    )


def _across(con: duckdb.DuckDBPyConnection, source: Source, accepted: frozenset[str], applied: Applied) -> None:
    """Settle what the rules across rows settle, and say what is left in doubt."""
    for rule in source.across:
        if rule.kind == "ein_ort":
            if shorten(con, source.id, rule, accepted):
                what = f"wo sich ein Umzug um höchstens {rule.days} Tage überschneidet, endet die frühere Zeile vorher"
                applied.changes.append(_change(source, what))
            pairs = two_places(con, source.id, rule, but=accepted)
            doubt = (
                f"jemand steht zugleich an zwei Orten (kein Umzug binnen {rule.days} Tagen) und wird zweimal gezählt"
            )
            kind = "ein_ort"
        else:
            pairs = same_names(con, source.id, rule)
            doubt = "ein Name steht in zwei Schreibweisen und wird zweimal gezählt"
            kind = "schreibweise"
        if pairs:
            sentence = (
                f"{source.title}: {doubt[0].upper()}{doubt[1:]}. Das Amt fragen ({source.office}, {source.contact}); "
                f"bis es die Liste berichtigt, in corrections/{source.id}.yaml erklären, was gilt (kind: {kind})."
            )
            applied.doubts.append(Change("data", None, None, None, sentence, None))
            rows = "; ".join(f"Zeilen {first} und {second}" for first, second in pairs)
            applied.places += [f"  {source.title}: {rows}", *_how_to_declare(con, source, rule)]


def _how_to_declare(con: duckdb.DuckDBPyConnection, source: Source, rule: OnePlaceRule | OneNameRule) -> list[str]:
    """The entry that settles a doubt for good, ready to be copied; what only a person knows stands in brackets."""
    row = con.execute(
        "select max(data_as_of) from meta.load where source_id = ? and outcome = 'uebernommen'", [source.id]
    ).fetchone()
    if isinstance(rule, OnePlaceRule):
        place = source.columns[rule.place].headings[0]
        what = [f'place: "<{place} aus einer der beiden Zeilen>"', "action: weicht  # oder beide_gelten"]
        kind = "ein_ort"
    else:
        key = source.columns[source.key[0]].headings[0]
        what = [f"column: {source.key[0]}", f'spelling: "<{key} der einen Zeile>"', f'holds: "<{key}, die gilt>"']
        kind = "schreibweise"
    files = ['files: "BEISPIEL_*"'] if example_flag(con) else []
    since = f"since: {row[0] if row and row[0] else '<Stand der Liste>'}"
    entry = [f"kind: {kind}", *files, *what, 'reason: "<warum, in einem Satz>"', since]
    return [
        f"  Mit --accept gilt es nur für diese eine Ausgabe, so in corrections/{source.id}.yaml auf Dauer:",
        f"    source: {source.id}",
        "    corrections:",
        *(f"      {'- ' if number == 0 else '  '}{line}" for number, line in enumerate(entry)),
    ]


def _change(source: Source, what: str) -> Change:
    return Change("correction", None, None, None, None, f"{source.title}: {what}")


def _late(source: Source, correction: Correction, today: dt.date) -> str | None:
    if correction.until is None or today <= correction.until:
        return None
    return (
        f"Die Berichtigung in „{source.title}“ ({correction.reason}) galt bis {correction.until:%d.%m.%Y}. "
        f"Prüfen und in corrections/{source.id}.yaml verlängern oder löschen."
    )
