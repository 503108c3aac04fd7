"""The planning sheets as they were issued, and how many persons the whole state distributed."""

from collections.abc import Iterator, Mapping

from etl.example import mess
from etl.example.forms import Span, month_spans, quarter_spans, span_name
from etl.example.months import Month, month_of
from etl.example.plan import FIRST_DELIVERED, KINDS, arrivals
from etl.example.sheet import Layout, Row, columns, day_text, month_text, write_sheet
from etl.example.streams import stream
from etl.example.town import Town

_FIRST_PLAN = Month(2016, 1)
_HORIZON = 12
_SHARE_OF_STATE = 0.12  # of the state's asylum seekers the city takes twelve percent
SCENARIOS: Mapping[str, tuple[float, tuple[str, ...]]] = {
    "niedrig": (0.75, ("niedrig",)),
    "basis": (1.0, ("Basis", "mittel")),
    "hoch": (1.4, ("hoch",)),
}
LAYOUT_PLAN = Layout(
    columns(
        "Bemerkung",
        erstellt_am="erstellt am",
        zielmonat="Zielmonat",
        szenario="Szenario",
        zugang="Zugang",
        abgang="Abgang",
    )
)
LAYOUT_STATE = Layout(columns(monat="Monat", personen="landesweit verteilt"), "utf-8-sig")
Moves = dict[Month, tuple[int, int]]


def gu_moves(town: Town) -> Moves:
    """Persons who came into and left the Gemeinschaftsunterkünfte per month; moves between them count on both sides."""
    shared = {site.code for site in town.sites if site.kind == "gu"}
    moves: Moves = {}
    for stay in town.stays:
        if stay.site in shared:
            came, left = moves.get(month_of(stay.begin), (0, 0))
            moves[month_of(stay.begin)] = came + stay.household.size, left
            if stay.end is not None:
                came, left = moves.get(month_of(stay.end), (0, 0))
                moves[month_of(stay.end)] = came, left + stay.household.size
    return moves


def _sheet_rows(seed: int, moves: Moves, issued: Month) -> list[Row]:
    """One planning sheet: the mean of the last six months goes on, in three scenarios."""
    rng = stream(seed, "prognose", issued)
    recent = [moves.get(issued.plus(-back), (0, 0)) for back in range(1, 7)]
    came, left = (sum(pair[side] for pair in recent) / 6 for side in (0, 1))
    day = day_text(issued.first.replace(day=rng.randint(4, 16)), "lang")
    drift = rng.uniform(-0.015, 0.025)
    rows = []
    for step in range(_HORIZON):
        for factor, words in SCENARIOS.values():
            growth = factor * (1 + drift * step)
            rows.append(
                {
                    "erstellt_am": day,
                    "zielmonat": month_text(issued.plus(step), issued.number % 3),
                    "szenario": rng.choice(words),
                    "zugang": str(round(came * growth)),
                    "abgang": str(
                        round(left * (1 + drift * step) * (1.05 if factor < 1 else 0.97 if factor > 1 else 1))
                    ),
                }
            )
    return rows


def _plans(town: Town, moves: Moves, span: Span) -> bytes:
    rng = stream(town.seed, "planungsblatt", span[0], span[-1])
    issued = [month for month in span if month.month % 3 == 1]
    rows = [row for month in issued for row in _sheet_rows(town.seed, moves, month)]
    bad = (
        (mess.replaced("zugang", "40-70", "offen"), ("zugang",)),
        (mess.replaced("szenario", "Herbst"), ("szenario",)),
    )
    return write_sheet(LAYOUT_PLAN, "Planungsblatt", span[-1].last, mess.spoil_some(rng, rows, 0.006, bad), rng)


def _state(town: Town, span: Span) -> bytes:
    rng = stream(town.seed, "landesverteilung", span[0], span[-1])
    rows = []
    for month in span:
        chance = stream(town.seed, "land", month).uniform(0.93, 1.07)
        assigned = arrivals(KINDS[0], month, town.seed, town.scale)
        form = month.number if len(span) == 1 else 0
        rows.append({"monat": month_text(month, form), "personen": str(round(assigned / _SHARE_OF_STATE * chance))})
    return write_sheet(LAYOUT_STATE, "Verteilung im Land", span[-1].last, rows, rng)


def planning_deliveries(town: Town) -> Iterator[tuple[str, bytes]]:
    """File name -> bytes of planning sheets by quarter and the distribution in the state by month."""
    moves = gu_moves(town)
    for span in quarter_spans(town.until, _FIRST_PLAN):
        yield f"Planung_{span_name(span)}.csv", _plans(town, moves, span)
    for span in month_spans(town.until, FIRST_DELIVERED):
        yield f"Landesverteilung_{span_name(span)}.csv", _state(town, span)
