"""The way into own housing: three stocks at a Stichtag and the moves of a month between them, never added up."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard import formatting
from dashboard.charts.grid import Entry, Grid, Head, Told, count, words
from dashboard.records import Point

Signs = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Stock:
    """A box: what it is called, how many at the Stichtag, and of what."""

    title: str
    entry: Entry
    unit: str


@dataclass(frozen=True)
class Move:
    """An arrow: how many in the month, and the word for it; the width follows the number."""

    entry: Entry
    word: str


@dataclass(frozen=True)
class WaySpec:
    """Boxes with the arrows into each of them, the direct way past the second box, and what holds a year later."""

    stocks: tuple[Stock, Stock, Stock]
    moves: tuple[Move, Move, Move]
    direct: Move
    lasting: str
    told: Told


@dataclass(frozen=True)
class WayPoints:
    """The stored values the way is drawn from, all of one month; what is absent is None."""

    period: str
    assigned: Point | None
    shared: Point | None
    to_flat: Point | None
    direct: Point | None
    flats: Point | None
    converted: Point | None
    converted_before: Point | None
    private: Point | None
    lasting: str


def way(points: WayPoints, signs: Signs) -> WaySpec | None:
    """The spec; None where no stock has a value."""
    stocks = (
        Stock("Gemeinschaftsunterkunft", _entry(points.shared, signs), "Personen"),
        Stock("Kontingent der Stadt", _entry(points.flats, signs), "Wohnungen"),
        Stock("Eigener Mietvertrag", _entry(points.private, signs), "Haushalte"),
    )
    if all(stock.entry.number is None for stock in stocks):
        return None
    moves = (
        Move(_entry(points.assigned, signs), "Personen zugewiesen"),
        Move(_entry(points.to_flat, signs), "Personen eingezogen"),
        Move(_entry(points.converted, signs), "Haushalte überführt"),
    )
    direct = Move(_entry(points.direct, signs), "Personen direkt in eine private Wohnung")
    return WaySpec(stocks, moves, direct, points.lasting, _told(points, stocks, moves, direct))


def _entry(point: Point | None, signs: Signs) -> Entry:
    return count(point.value if point else None, point.sign if point else None, signs=signs)


def _told(points: WayPoints, stocks: tuple[Stock, ...], moves: tuple[Move, ...], direct: Move) -> Told:
    day, month = formatting.stichtag(points.period), formatting.period(points.period)
    rows = [(words(stock.title), words(f"Bestand am {day}"), stock.entry, words(stock.unit)) for stock in stocks]
    for move in (*moves, direct):
        unit, _, what = move.word.partition(" ")
        rows.append((words(what), words(f"im {month}"), move.entry, words(unit)))
    heads = (Head("Station oder Wechsel"), Head("Zeit"), Head("Anzahl", True), Head("Einheit"))
    grid = Grid(f"Weg in die eigene Wohnung, {month}", heads, tuple(rows))
    finding, sentence = _finding(points), _sentence(points, moves, direct, month)
    subtitle = (
        f"Kästen: Bestand am {day}. Pfeile: wer im {month} gewechselt ist. Bestände und Wechsel werden nicht addiert."
    )
    return Told(finding, subtitle, sentence, f"Weg in die eigene Wohnung. {finding}. {sentence}", grid)


def _finding(points: WayPoints) -> str:
    now = points.converted.value if points.converted else None
    before = points.converted_before.value if points.converted_before else None
    if now is None:
        return "Der Weg in die eigene Wohnung"
    said = formatting.quantity(now, 0, "Haushalte")
    verb = "wechselte" if now == 1 else "wechselten"
    if before is None or before == now:
        return f"{said} {verb} in einen eigenen Mietvertrag"
    more = "mehr" if now > before else "weniger"
    return f"{said} {verb} in einen eigenen Mietvertrag, {more} als ein Jahr zuvor"


def _sentence(points: WayPoints, moves: tuple[Move, ...], direct: Move, month: str) -> str:
    parts = []
    if moves[1].entry.number is not None and direct.entry.number is not None:
        parts.append(f"Im {month} zogen {moves[1].entry.text} Personen aus Unterkünften ins Kontingent und "
                     f"{direct.entry.text} direkt in eine private Wohnung.")  # fmt: skip
    if moves[2].entry.number is not None:
        text = f"{moves[2].entry.text} Haushalte übernahmen ihren Mietvertrag"
        before = points.converted_before
        if before is not None and before.value is not None:
            text += f", im Vorjahresmonat {formatting.number(before.value)}"
        parts.append(f"{text}.")
    if points.lasting:
        parts.append(f"Zwölf Monate nach der Übernahme bestehen {points.lasting} der Mietverhältnisse.")
    if any(e.sign == "g" for e in (*(m.entry for m in moves), direct.entry)):
        parts.append("Wo nur wenige wechselten, steht g.")
    return " ".join(parts)
