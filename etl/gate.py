"""May this build replace the current release? Refuses with reasons; CURRENT does not move."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb

from etl.catalogue.catalogue import Catalogue
from etl.catalogue.indicator import Indicator
from etl.changes import Change, Printed
from etl.core import SQL
from etl.figures import Coordinates, Figures, Value
from etl.indicators import missing_sources

SMALL_STEP = 10


class Refused(Exception):
    """A build that may not be published; `reasons` are German sentences."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        self.reasons = reasons
        super().__init__("\n".join(reasons))


def check(con: duckdb.DuckDBPyConnection, folder: Path = SQL / "checks") -> None:
    """Run every check; a check is a query that returns one sentence for each offender. Refused when any does."""
    reasons: list[str] = []
    for path in sorted(folder.glob("*.sql")):
        reasons += [row[0] for row in con.execute(path.read_text(encoding="utf-8")).fetchall()]
    if reasons:
        raise Refused(tuple(reasons))


def doubts(figures: Figures, before: Printed, catalogue: Catalogue, delivered: frozenset[str]) -> list[Change]:
    """What a person has to accept before this build replaces the current release; `new` is the German sentence.

    Indicators without value though they had one or all their sources are there, totals that moved by more than their
    stated magnitude, periods and members that are gone. `figures` and `before` are of the same audience.
    """
    now: dict[str, list[Value]] = defaultdict(list)
    for value in figures.values:
        now[value.indicator_id].append(value)
    found: list[Change] = []
    for indicator in catalogue.indicators.values():
        found += _doubts(indicator, now[indicator.id], before, delivered)
    return found


def accepted(found: list[Change], reason: str) -> list[Change]:
    """The same doubts as changes that a person has accepted, with the reason given."""
    return [Change(c.kind, c.indicator_id, c.period, c.old, c.new, reason) for c in found]


def _doubts(indicator: Indicator, values: list[Value], before: Printed, delivered: frozenset[str]) -> Iterator[Change]:
    had = {at: old for (key, at), old in before.values.items() if key == indicator.id and _is_value(old)}
    has = {value.at for value in values if _is_value((value.value, value.sign))}
    complete = indicator.listed and not missing_sources(indicator, delivered)
    if not has and (had or complete):
        why = "keinen Wert mehr" if had else "keinen Wert, obwohl alle ihre Lieferungen vorliegen"
        yield Change("data", indicator.id, None, None, f"{indicator.id}: Die Kennzahl hat {why}.", None)
        return
    if gone := sorted({at[0] for at in had} - {at[0] for at in has}):
        sentence = f"{indicator.id}: Für {len(gone)} Zeiträume gibt es keinen Wert mehr, zuerst {gone[0]}."
        yield Change("data", indicator.id, gone[0], None, sentence, None)
    if lost := sorted({_member(at) for at in had} - {_member(at) for at in has}):
        names = ", ".join(" ".join(filter(None, member)) for member in lost[:3])
        sentence = f"{indicator.id}: {len(lost)} Ausprägungen fehlen, die es vorher gab ({names})."
        yield Change("data", indicator.id, None, None, sentence, None)
    yield from _jumps(indicator, values, had)


def _jumps(
    indicator: Indicator, values: list[Value], had: Mapping[Coordinates, tuple[float | None, str | None]]
) -> Iterator[Change]:
    for value in values:
        old = had.get(value.at, (None, None))[0]
        if value.dim1 is not None or old is None or value.value is None:
            continue
        moved = abs(value.value - old)
        if moved > SMALL_STEP and moved > abs(old) * float(indicator.magnitude) / 100:
            sentence = (
                f"{indicator.id}: Der Wert für {value.period} ist um mehr als {indicator.magnitude:f} % "
                f"anders als in der aktuellen Ausgabe ({_german(old)} → {_german(value.value)})."
            )
            yield Change("data", indicator.id, value.period, f"{old:g}", sentence, None)


def _german(number: float) -> str:
    """At most two decimals, with dots for thousands and a comma."""
    text = f"{number:,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def _is_value(pair: tuple[float | None, str | None]) -> bool:
    """A withheld value is a value; one that is not there yet is none."""
    return pair[0] is not None or pair[1] in {"g", "-", "x"}


def _member(at: tuple[str | None, ...]) -> tuple[str, ...]:
    return tuple(part or "" for part in at[1:])
