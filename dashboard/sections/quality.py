"""The parts of the page on data: three clocks, rejected rows, checks, releases and their difference, reviews."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import formatting, sentences, warehouse
from dashboard.charts import bars as chart
from dashboard.charts.grid import Grid, Told, count, heads, words
from dashboard.charts.render import bars as draw
from dashboard.choices import release_word
from dashboard.components.chart_frame import chart_frame
from dashboard.components.drawing import drawing
from dashboard.components.picture import grid_table
from dashboard.components.table import Cell, Column, table
from dashboard.differences import Difference, differences, newest
from dashboard.filters import EXACT, link
from dashboard.records import Delivery, Snapshot
from dashboard.remarks import Change, Operations
from dashboard.visit import Visit

MOST_REASONS, MOST_LINES, MOST_DIFFERENCES, MOST_HINTS = 10, 200, 120, 24
REVIEW_DAYS, NEWEST = 90, 3
JUMP, LEAST = 0.5, 20
# The queries of etl/sql/checks in words, in their order; a release that fails one does not exist.
GATES = (
    "Jede gelesene Zeile ist übernommen, zurückgewiesen oder doppelt",
    "Jede Zelle und jeder Wert steht genau einmal da",
    "Die Teile jeder Aufteilung ergeben die Summe",
    "Wo sich die Zensusbasis ändert, nennt die Kennzahl einen Bruch",
)


def clocks(shown: Snapshot) -> Component:
    """Over what the figures report, until when was delivered, what is published."""
    zone = shown.city.timezone
    stand = f"bis {formatting.day(shown.info.data_as_of)}" if shown.info.data_as_of else "–"
    loaded = max((d.received_at for d in shown.deliveries if d.outcome == "uebernommen"), default=None)
    facts = (
        ("Worüber berichten die Zahlen?", stand, "Der späteste Stichtag einer Lieferung."),
        ("Was wussten wir wann?", formatting.moment(loaded, zone) if loaded else "–",
         "Die letzte übernommene Lieferung. Spätere Nachträge erscheinen als „berichtigt“ (r)."),
        ("Was ist veröffentlicht?", formatting.moment(shown.info.published_at, zone),
         f"Ausgabe {shown.info.id}. Sie wird nicht mehr verändert und bleibt abrufbar."),
    )  # fmt: skip
    cells = [html.Div([html.Dt(name), html.Dd([html.B(text), html.P(note)])]) for name, text, note in facts]
    return html.Dl(cells, className="panel clocks")


def with_rejections(visit: Visit) -> tuple[tuple[str, str], ...]:
    """The kinds of delivery that have rejected rows, most rows first, as choices of the page."""
    if "betriebsdaten" not in visit.access.rights:
        return ()
    titles = visit.shown.titles()
    counts: Counter[str] = Counter()
    for delivery in visit.shown.deliveries:
        if delivery.source_id and delivery.rows_rejected:
            counts[delivery.source_id] += delivery.rows_rejected
    return tuple((source, f"Zeilen aus: {titles.get(source, source)}") for source, _ in counts.most_common())


def reasons(visit: Visit, operations: Operations) -> Component | None:
    """How many rows were not accepted for which reason."""
    tally = Counter(operations.title(r.rule) for r in operations.rejections)
    if not tally:
        return None
    shown, signs = visit.shown, visit.shown.signs()
    rows = tuple((words(title), count(number, signs=signs)) for title, number in tally.most_common())
    read = sum(d.rows_read for d in shown.deliveries)
    grid = Grid("Zurückgewiesene Zeilen nach Grund", heads("Grund", ("Zeilen",)), rows)
    whole = formatting.counted(tally.total(), "Zeile zurückgewiesen", "Zeilen zurückgewiesen")
    share = formatting.quantity(tally.total() / read * 100, 1, "%") if read else "–"
    top = tally.most_common(1)[0]
    sentence = f"Häufigster Grund: {top[0]} ({formatting.integer(top[1])}). Zurückgewiesen ist eine Zeile, nie ein Amt."
    told = Told(f"{whole}, nach Grund", f"{share} der gelesenen Zeilen aller Lieferungen", sentence,
                f"Balkendiagramm: {whole}. {sentence}", grid)  # fmt: skip
    found = [chart.Bar(row[0].text, row[1]) for row in rows[:MOST_REASONS]]
    spec = chart.bars((chart.Group("", tuple(found)),), told)
    assert spec is not None
    drawings = [drawing(draw.bars(spec, draw.HALF)), drawing(draw.bars(spec, draw.NARROW))]
    source = f"Quelle: Ladeberichte der Ausgabe {shown.info.id}."
    return chart_frame(told.finding, told.subtitle, drawings, told.sentence, source, grid_table(grid, shown))


def lines(visit: Visit, operations: Operations) -> Component | None:
    """The rejected rows of one kind of delivery: file, line, column, reason, what helps; never the cell."""
    choices = [value for value, _ in with_rejections(visit)]
    if not choices:
        return None
    chosen = visit.filter.show if visit.filter.show in choices else choices[0]
    files = {d.load_id: d.file for d in visit.shown.deliveries if d.source_id == chosen}
    found = [r for r in operations.rejections if r.load_id in files]
    rows: list[list[Cell]] = []
    for one in reversed(found[-MOST_LINES:]):
        reason = operations.reasons.get(one.rule)
        file = html.Span(files[one.load_id], className="file")
        helps = reason.remedy.format_map(_Blank()) if reason else "–"
        rows.append(
            [file, formatting.integer(one.row_number), one.column_name or "–", operations.title(one.rule), helps]
        )
    titles = visit.shown.titles()
    caption = f"Zurückgewiesene Zeilen: {titles.get(chosen, chosen)}"
    columns = [Column("Datei"), Column("Zeile", figure=True), Column("Spalte"), Column("Grund"), Column("Was hilft")]
    note = "Der Inhalt der Zelle geht nur an das liefernde Amt zurück, nie in eine Ausgabe."
    if len(found) > MOST_LINES:
        note += f" Gezeigt sind die neuesten {MOST_LINES} von {formatting.integer(len(found))}."
    inner = html.Div(table(caption, columns, rows), className="tall")
    return html.Div([inner, html.P(note, className="note")], className="panel stack")


class _Blank(dict[str, str]):
    """Fills the places of a sentence whose values are not part of a release."""

    def __missing__(self, key: str) -> str:
        return "…"


def checks(shown: Snapshot, today: dt.date) -> Component:
    """What stands out in the deliveries: overdue ones, refused files, jumps in the number of rows."""
    found: list[tuple[str, str]] = []
    for source in shown.sources:
        if source.next_due and source.next_due < today:
            found.append(("überfällig", f"{source.title} ({source.office}): {sentences.due_text(source, today)}"))
    found += [("Datei", f"{d.file}: nicht übernommen") for d in shown.deliveries if d.outcome == "abgelehnt"]
    found += [("Sprung", text) for text in jumps(shown)]
    head = html.P("Jede gelesene Zeile ist übernommen, zurückgewiesen oder doppelt; keine fehlt.")
    if not found:
        return html.Div([head, html.P("Sonst fällt nichts auf.")], className="panel stack")
    rows: list[list[Cell]] = [[kind, text] for kind, text in found[:MOST_HINTS]]
    return html.Div([head, table("Hinweise zu den Lieferungen", [Column("Art"), Column("Hinweis")], rows)],
                    className="panel stack")  # fmt: skip


def gates(shown: Snapshot, changes: Sequence[Change]) -> Component:
    """What a release has to pass before it is published, and what was doubted and accepted, with the reason given."""
    doubts = [change for change in changes if change.kind == "data" and change.reason]
    accepted = formatting.counted(len(doubts), "Einwand angenommen", "Einwände angenommen")
    rows: list[list[Cell]] = [[what, "bestanden"] for what in GATES]
    rows.append(["Gegenüber der Ausgabe davor fehlt nichts und springt nichts", accepted if doubts else "kein Einwand"])
    rows.append(["Schutz kleiner Zahlen", shown.secrecy.method if shown.secrecy else "ohne Angabe"])
    lead = html.P("Eine Ausgabe, die eine dieser Prüfungen nicht besteht, wird nicht veröffentlicht.")
    parts = [lead, table("Prüfungen vor der Veröffentlichung", [Column("Prüfung"), Column("Ergebnis")], rows)]
    if doubts:
        columns = [Column("Kennzahl"), Column("Einwand"), Column("Begründung")]
        told = [_doubt(one, shown) for one in doubts[:MOST_HINTS]]
        parts.append(table("Angenommene Einwände", columns, told))
    return html.Div(parts, className="panel stack")


def _doubt(one: Change, shown: Snapshot) -> list[Cell]:
    """The doubt without the identifier in front of it; the first cell names the indicator."""
    said = one.new or "–"
    return [shown.titles().get(one.indicator_id or "", "–"), said.partition(": ")[2] or said, one.reason or "–"]


def jumps(shown: Snapshot) -> list[str]:
    """Deliveries with far more or fewer rows than the one before of the same kind; the newest of each kind only."""
    by_source: dict[str, list[Delivery]] = {}
    for delivery in sorted(shown.deliveries, key=lambda d: (d.data_as_of or dt.date.min, d.received_at)):
        if delivery.source_id and delivery.outcome == "uebernommen":
            by_source.setdefault(delivery.source_id, []).append(delivery)
    titles, found = shown.titles(), []
    for source, series in by_source.items():
        if len(series) < 2:
            continue
        before, now = series[-2].rows_read, series[-1].rows_read
        if max(before, now) >= LEAST and abs(now - before) > JUMP * max(before, 1):
            rows = formatting.counted(now, "Zeile", "Zeilen")
            text = f"{rows} statt {formatting.integer(before)} in der Lieferung davor"
            found.append(f"{titles.get(source, source)}: {text}")
    return found


def releases(visit: Visit, ids: Sequence[str]) -> Component:
    """All releases that are kept, newest first; each opens the whole cockpit as it was."""
    rows: list[list[Cell]] = []
    current = warehouse.named_id(visit.home)
    for release_id in ids:
        facts = (("aktuell", release_id == current), ("gezeigt", release_id == visit.shown.info.id))
        state = " · ".join(word for word, true in facts if true) or "abrufbar"
        target = visit.filter.carried().having("release", "" if release_id == current else release_id)
        rows.append([html.A(release_id, href=link("/daten", target), **EXACT), release_word(release_id), state])
    return html.Div(
        table("Ausgaben", [Column("Ausgabe"), Column("veröffentlicht"), Column("Zustand")], rows), className="panel"
    )


def difference(visit: Visit, ids: Sequence[str]) -> Component:
    """What differs between the shown release and another one, the one before unless chosen."""
    own = visit.shown.info.id
    others = [release_id for release_id in ids if release_id != own]
    earlier = [release_id for release_id in others if release_id < own]
    against = visit.filter.against or (earlier or others or [""])[0]
    if not against or against == own:
        return html.Div(html.P("Es gibt noch keine zweite Ausgabe, mit der verglichen werden kann."), className="panel")
    other = warehouse.snapshot(visit.home, visit.access.audience.id, against)
    pair = sorted((other, visit.shown), key=lambda s: s.info.id)
    found = differences(pair[0], pair[1])
    caption = f"Unterschied zwischen {pair[0].info.id} und {pair[1].info.id}"
    kinds = Counter(d.kind for d in found)
    summary = ", ".join(f"{kind}: {formatting.integer(number)}" for kind, number in kinds.items()) or "kein Unterschied"
    changes = warehouse.remarks(visit.home, visit.access.audience.id, visit.shown.info.id).changes
    reasons = {(c.indicator_id, c.period): c.reason or "" for c in changes}
    shown = newest(found, NEWEST)[:MOST_DIFFERENCES]
    rows = [_difference(d, visit.shown, reasons) for d in shown]
    parts: list[Component] = [html.P(f"{caption}: {summary}.")]
    if rows:
        columns = [Column("Kennzahl"), Column("Zeitraum"), Column("Art"), Column("vorher", figure=True),
                   Column("jetzt", figure=True), Column("Grund")]  # fmt: skip
        parts.append(html.Div(table(caption, columns, rows, show_caption=False), className="tall"))
    if len(found) > len(shown):
        counts = f"{formatting.integer(len(shown))} von {formatting.integer(len(found))}"
        text = f"Gezeigt sind {counts}, je Kennzahl die neuesten."
        parts.append(html.P(text, className="note"))
    return html.Div(parts, className="panel stack")


def _difference(one: Difference, shown: Snapshot, reasons: dict[tuple[str | None, str | None], str]) -> list[Cell]:
    indicator, signs = one.reading.indicator, shown.signs()
    values = [sentences.value_text(indicator, p, signs) if p else "–" for p in (one.old, one.new)]
    when = formatting.period(one.period) if one.period else "–"
    name = html.A(indicator.title, href=f"/kennzahl/{indicator.id}")
    return [name, when, one.kind, *values, reasons.get((indicator.id, one.period), "") or "–"]


def reviews(shown: Snapshot, today: dt.date) -> Component:
    """The definitions whose review is due within three months, the first to come first."""
    until = today + dt.timedelta(days=REVIEW_DAYS)
    due = sorted((r for r in shown.readings if r.indicator.review <= until), key=lambda r: r.indicator.review)
    if not due:
        text = f"Bis zum {formatting.day(until)} ist keine Definition zu prüfen."
        return html.Div(html.P(text), className="panel")
    rows: list[list[Cell]] = [
        [
            html.A(r.indicator.title, href=f"/kennzahl/{r.indicator.id}"),
            formatting.day(r.indicator.review),
            r.indicator.owner,
        ]
        for r in due
    ]
    columns = [Column("Kennzahl"), Column("zu prüfen bis"), Column("Verantwortlich")]
    return html.Div(table("Definitionen, die zu prüfen sind", columns, rows), className="panel")
