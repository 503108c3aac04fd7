"""What the offices have delivered: as of when it speaks, what became of each row, what is due next."""

import datetime as dt
from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import formatting, sentences
from dashboard.components.table import Cell, Column, table
from dashboard.records import Delivery, Snapshot, SourceState

_HEADINGS = ("Lieferung", "Amt", "Rhythmus", "Datenstand", "nächste fällig")
_COUNTS = ("gelesen", "= übernommen", "+ zurückgewiesen", "+ doppelt")
_RHYTHMS = {
    "vierteljaehrlich": "vierteljährlich",
    "halbjaehrlich": "halbjährlich",
    "jaehrlich": "jährlich",
    "schulhalbjaehrlich": "je Schulhalbjahr",
}
MOST_ROWS = 12
_OUTCOMES = {
    "abgelehnt": "nicht übernommen; der letzte gute Stand gilt",
    "bekannt": "schon bekannt; nichts geändert",
}


def sources_table(shown: Snapshot, today: dt.date) -> Component:
    """One row per kind of delivery, for every audience; many that never came are folded away."""
    absent = [s for s in shown.sources if s.data_as_of is None and s.next_due is None]
    folded = absent if len(shown.sources) > MOST_ROWS else []
    heads = [Column(title) for title in _HEADINGS]
    rows = [_source(source, today) for source in shown.sources if source not in folded]
    parts: list[Component] = [table("Lieferungen und ihr Datenstand", heads, rows)] if rows else []
    if folded:
        plain = [Column(title) for title in _HEADINGS[:3]]
        inner = table(
            "Noch nicht gelieferte Listen", plain, [_source(s, today)[:3] for s in folded], show_caption=False
        )
        count = formatting.counted(len(folded), "Lieferung liegt", "Lieferungen liegen")
        parts.append(html.Details([html.Summary(f"{count} noch nicht vor"), inner], className="more"))
    return html.Div(parts)


def _source(source: SourceState, today: dt.date) -> list[Cell]:
    rhythm = _RHYTHMS.get(source.rhythm, source.rhythm)
    stand = formatting.day(source.data_as_of) if source.data_as_of else "… liegt noch nicht vor"
    return [source.title, source.office, rhythm, stand, sentences.due_text(source, today)]


def load_reports(shown: Snapshot) -> Component:
    """What became of every row: the sums by kind of delivery, and each file behind a summary."""
    sums = _sums(shown.deliveries)
    whole = [sum(column) for column in zip(*sums.values(), strict=True)]
    heads = [Column("Lieferung"), *(Column(title, figure=True) for title in ("Dateien", *_COUNTS))]
    named = [source.id for source in shown.sources if source.id in sums]
    titles = shown.titles()
    rows: list[list[Cell]] = [[titles[name], *_figures(sums[name])] for name in named]
    if None in sums:
        rows.append(["nicht zugeordnet", *_figures(sums[None])])
    rows.append([html.B("zusammen"), *_figures(whole)])
    count = formatting.counted(len(shown.deliveries), "Datei", "Dateien")
    files = html.Details([html.Summary(f"{count} einzeln ansehen"), _files(shown)], className="more")
    return html.Div([table("Gelesene Zeilen: keine geht verloren", heads, rows), files])


def _sums(deliveries: Sequence[Delivery]) -> Mapping[str | None, list[int]]:
    sums: dict[str | None, list[int]] = {}
    for delivery in deliveries:
        row = sums.setdefault(delivery.source_id, [0] * 5)
        for place, count in enumerate((1, *_counts(delivery))):
            row[place] += count
    return sums


def _counts(delivery: Delivery) -> tuple[int, int, int, int]:
    return delivery.rows_read, delivery.rows_accepted, delivery.rows_rejected, delivery.rows_duplicate


def _figures(counts: Sequence[int]) -> list[Cell]:
    return [formatting.integer(count) for count in counts]


def _files(shown: Snapshot) -> Component:
    titles = shown.titles()
    heads = [Column("Datei"), Column("Lieferung"), Column("geladen")]
    heads += [*(Column(title, figure=True) for title in _COUNTS), Column("Zustand")]
    rows: list[list[Cell]] = []
    for delivery in sorted(shown.deliveries, key=lambda d: d.file):
        when = formatting.moment(delivery.received_at, shown.city.timezone)
        named = titles.get(delivery.source_id or "", "nicht zugeordnet")
        file = html.Span(delivery.file, className="file")
        rows.append([file, named, when, *_figures(_counts(delivery)), state(delivery)])
    return table("Gelesene Dateien", heads, rows, show_caption=False)


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
