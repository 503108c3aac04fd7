"""What the offices have delivered: as of when it speaks, what became of each row, what is due next."""

import datetime as dt
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import formatting, sentences
from dashboard.components.table import Cell, Column, table
from dashboard.records import Delivery, Snapshot, SourceState

_HEADINGS = ("Lieferung", "Amt", "Rhythmus", "Datenstand", "nächste fällig")
_RHYTHMS = {"vierteljaehrlich": "vierteljährlich", "halbjaehrlich": "halbjährlich", "jaehrlich": "jährlich"}
_COUNTS = ("gelesen", "= übernommen", "+ zurückgewiesen", "+ doppelt")
_OUTCOMES = {
    "abgelehnt": "nicht übernommen; der letzte gute Stand gilt",
    "bekannt": "schon bekannt; nichts geändert",
}


def sources_table(shown: Snapshot, today: dt.date) -> Component:
    """One row per kind of delivery, for every audience."""
    rows = [_source(source, today) for source in shown.sources]
    return table("Lieferungen und ihr Datenstand", [Column(title) for title in _HEADINGS], rows)


def _source(source: SourceState, today: dt.date) -> list[Cell]:
    rhythm = _RHYTHMS.get(source.rhythm, source.rhythm)
    stand = formatting.day(source.data_as_of) if source.data_as_of else "… liegt noch nicht vor"
    return [source.title, source.office, rhythm, stand, sentences.due_text(source, today)]


def deliveries_table(shown: Snapshot) -> Component:
    """One row per delivered file with the identity in which no row is lost; only where operating data are allowed."""
    titles = shown.titles()
    head = [
        Column("Datei"),
        Column("Lieferung"),
        Column("geladen"),
        *(Column(title, figure=True) for title in _COUNTS),
        Column("Zustand"),
    ]
    rows = [_delivery(delivery, titles, shown.city.timezone) for delivery in shown.deliveries]
    return table("Gelesene Dateien: keine Zeile geht verloren", head, rows)


def _delivery(delivery: Delivery, titles: dict[str, str], timezone: str) -> list[Cell]:
    named = titles.get(delivery.source_id or "", "nicht zugeordnet")
    counts = (delivery.rows_read, delivery.rows_accepted, delivery.rows_rejected, delivery.rows_duplicate)
    return [
        html.Span(delivery.file, className="file"),
        named,
        formatting.moment(delivery.received_at, timezone),
        *(formatting.integer(count) for count in counts),
        state(delivery),
    ]


def state(delivery: Delivery) -> str:
    """What became of a delivery, in words that name rows and never an office."""
    if delivery.outcome in _OUTCOMES:
        return _OUTCOMES[delivery.outcome]
    if delivery.rows_rejected:
        return formatting.counted(delivery.rows_rejected, "Zeile zurückgewiesen", "Zeilen zurückgewiesen")
    return "vollständig"


def completeness(sources: Sequence[SourceState], today: dt.date) -> str:
    """One sentence on how complete the data are."""
    there = [source for source in sources if source.data_as_of]
    late = [source for source in sources if source.next_due and source.next_due < today]
    whole = f"{len(there)} von {formatting.counted(len(sources), 'Lieferung', 'Lieferungen')} "
    text = whole + ("liegt vor." if len(there) == 1 else "liegen vor.")
    if late:
        word = "ist" if len(late) == 1 else "sind"
        text += f" Überfällig {word} {formatting.listed(f'„{source.title}“' for source in late)}."
    return text
