"""What differs between the last paper of a kind and this one, and why: new Stand, corrected value, new definition."""

from collections.abc import Iterator, Sequence

from dashboard.exports.paper import Block, Cell, Column, Grid, Paper
from dashboard.remarks import Change

FIRST = (
    "Ein Vergleich ist erst mit dem nächsten Bericht möglich: Auf dem Schreibtisch liegt noch keine freigegebene "
    "frühere Fassung."
)
SAME = "Zu den Kennzahlen des letzten Berichts hat sich nichts geändert."
_WORDS = {
    "data": "neue Daten",
    "correction": "Berichtigung",
    "definition": "geänderte Definition",
    "threshold": "geänderte Schwelle",
}


def changes(last: Paper, now: tuple[Block, ...], told: Sequence[Change]) -> Grid | None:
    """A row for each difference in the blocks that both papers have; None where nothing differs."""
    before = {block.id: block for block in last.blocks()}
    rows = [row for block in now if block.id in before for row in _rows(before[block.id], block, told)]
    columns = (
        Column("Kennzahl", width=32),
        Column("Stand", width=16),
        Column("letzter Bericht", figure=True, width=16),
        Column("dieser Bericht", figure=True, width=16),
        Column("Warum", width=36),
    )
    caption = f"Änderungen gegenüber dem Bericht {last.period_text} (Ausgabe {last.origin.release_id})"
    return Grid(caption, columns, tuple(rows)) if rows else None


def _rows(old: Block, new: Block, told: Sequence[Change]) -> Iterator[tuple[Cell, ...]]:
    if old.definition and new.definition and old.definition != new.definition:
        why = _reason(new, told, ("definition", "threshold")) or "geänderte Definition oder Schwelle"
        yield Cell(new.title), Cell("–"), Cell("–"), Cell("–"), Cell(why)
    if old.table is None or new.table is None or not old.table.rows or not new.table.rows:
        return
    was = {row[0].text: row[1] for row in old.table.rows}
    for row in new.table.rows:
        label, value = row[0].text, row[1]
        if label in was and was[label].text != value.text:
            why = _reason(new, told, ("correction", "data")) or "neu gelieferte oder berichtigte Daten"
            yield Cell(new.title), Cell(label), was[label], value, Cell(why)
    first, latest = old.table.rows[0], new.table.rows[0]
    if latest[0].text not in was:
        yield Cell(new.title), latest[0], first[1], latest[1], Cell(f"neuer Stand, davor {first[0].text}")


def _reason(block: Block, told: Sequence[Change], kinds: tuple[str, ...]) -> str:
    """The reason that the release names for a change of this indicator."""
    for change in told:
        if change.indicator_id == block.indicator and change.kind in kinds:
            word = _WORDS[change.kind]
            return f"{word}: {change.reason}" if change.reason else word
    return ""
