"""What the offices have delivered: as of when it speaks, what became of each row, what is due next."""

import datetime as dt
from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import formatting, sentences
from dashboard.catalogue_words import RHYTHMS
from dashboard.components.table import Cell, Column, table
from dashboard.records import Delivery, Snapshot, SourceState

_HEADINGS = ("Lieferung", "Amt", "Rhythmus", "Datenstand", "nächste fällig")
_COUNTS = ("gelesen", "= übernommen", "+ zurückgewiesen", "+ doppelt")
MOST_FILES = 100
_OUTCOMES = {
    "abgelehnt": "nicht übernommen; der letzte gute Stand gilt",
    "bekannt": "schon bekannt; nichts geändert",
}


def _source(source: SourceState, today: dt.date) -> list[Cell]:
    rhythm = RHYTHMS.get(source.rhythm, source.rhythm)
    stand = formatting.day(source.data_as_of) if source.data_as_of else "… liegt noch nicht vor"
    return [source.title, source.office, rhythm, stand, sentences.due_text(source, today)]


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
    newest = sorted(shown.deliveries, key=lambda d: (d.data_as_of or dt.date.min, d.received_at), reverse=True)
    for delivery in sorted(newest[:MOST_FILES], key=lambda d: d.file):
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


def deliveries_table(shown: Snapshot, today: dt.date) -> Component:
    """Three clocks and the fate of every row, one row per kind of delivery; each file behind a summary."""
    sums = _sums(shown.deliveries)
    loaded: dict[str | None, dt.datetime] = {}
    for delivery in shown.deliveries:
        loaded[delivery.source_id] = max(delivery.received_at, loaded.get(delivery.source_id, delivery.received_at))
    heads = [*(Column(title) for title in (*_HEADINGS[:4], "geladen", _HEADINGS[4])),
             *(Column(title, figure=True) for title in _COUNTS)]  # fmt: skip
    rows: list[list[Cell]] = []
    for source in sorted(shown.sources, key=lambda s: s.id not in sums):
        when = formatting.moment(loaded[source.id], shown.city.timezone).split(",")[0] if source.id in loaded else "–"
        counts = _figures(sums[source.id][1:]) if source.id in sums else ["…"] * len(_COUNTS)
        first = _source(source, today)
        rows.append([*first[:4], when, first[4], *counts])
    if None in sums:
        rows.append(["nicht zugeordnet", "–", "–", "–", "–", "–", *_figures(sums[None][1:])])
    whole = [sum(column) for column in zip(*sums.values(), strict=True)] or [0] * 5
    rows.append([html.B("zusammen"), "", "", "", "", "", *_figures(whole[1:])])
    count = formatting.counted(len(shown.deliveries), "Datei", "Dateien")
    some = f"{count}, die neuesten {MOST_FILES}" if len(shown.deliveries) > MOST_FILES else f"{count} einzeln"
    files = html.Details([html.Summary(f"{some} ansehen"), _files(shown)], className="more")
    return html.Div([table("Lieferungen: gelesen = übernommen + zurückgewiesen + doppelt", heads, rows), files])


def sources_known(shown: Snapshot) -> Component:
    """Source, office, rhythm and Datenstand: what everyone may know of a delivery."""
    heads = [Column(title) for title in _HEADINGS[:4]]
    rows: list[list[Cell]] = []
    for source in shown.sources:
        stand = formatting.day(source.data_as_of) if source.data_as_of else "… liegt noch nicht vor"
        rows.append([source.title, source.office, RHYTHMS.get(source.rhythm, source.rhythm), stand])
    return table("Lieferungen und ihr Datenstand", heads, rows)
