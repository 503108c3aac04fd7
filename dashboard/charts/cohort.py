"""Cohort curves: how many of those who moved in within a year have their own lease after so many months."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard import formatting
from dashboard.charts.grid import Grid, Told, count, heads, words
from dashboard.charts.spec import Tick
from dashboard.charts.trend import y_ticks
from dashboard.records import Point

Signs = Mapping[str, tuple[str, str]]
COHORTS = 4
SEEN_MONTHS = 12
GOAL_MONTHS, GOAL_SHARE = 18, 50.0
_TONES = ("s4", "s5", "s6")


@dataclass(frozen=True)
class Curve:
    """One year of moving in: months and shares from (0, 0) to where observation ends; `size` in households."""

    year: str
    steps: tuple[tuple[int, float], ...]
    size: str
    tone: str


@dataclass(frozen=True)
class CohortSpec:
    """Curves from the oldest year to the newest, which is highlighted; the goal as a corner."""

    curves: tuple[Curve, ...]
    months: tuple[int, ...]
    ticks: tuple[Tick, ...]
    goal: tuple[int, float]
    goal_text: str
    told: Told


def month_of(member: str) -> int:
    """The month of a member of the breakdown: "m18" -> 18."""
    return int(member.removeprefix("m"))


def cohort(points: Sequence[Point], signs: Signs) -> CohortSpec | None:
    """The spec of the newest cohorts that were observed for a year; None without any.

    A curve ends at its first withheld step.
    """
    years: dict[str, dict[int, Point]] = {}
    for point in points:
        years.setdefault(point.period, {})[month_of(point.members[0][1])] = point
    drawn = [year for year in sorted(years) if _steps(years[year])[-1][0] >= SEEN_MONTHS][-COHORTS:]
    if not drawn:
        return None
    tones = (*_TONES[: len(drawn) - 1][::-1], "c2") if len(drawn) > 1 else ("c2",)
    curves = tuple(
        Curve(year, _steps(years[year]), _size(years[year]), tone) for year, tone in zip(drawn, tones, strict=True)
    )
    months = sorted({month for year in drawn for month in years[year]} - {0})
    shares = [share for curve in curves for _, share in curve.steps]
    goal_text = f"Ziel: {formatting.quantity(GOAL_SHARE, 0, '%')} nach {GOAL_MONTHS} Monaten"
    told = _told(curves, {year: years[year] for year in drawn}, months, signs)
    ticks = y_ticks(0.0, max([*shares, GOAL_SHARE]), "%")
    return CohortSpec(curves, (0, *months), ticks, (GOAL_MONTHS, GOAL_SHARE), goal_text, told)


def _steps(points: Mapping[int, Point]) -> tuple[tuple[int, float], ...]:
    found = [(0, 0.0)]
    for month in sorted(set(points) - {0}):
        value = points[month].value
        if value is None:
            break
        found.append((month, value))
    return tuple(found)


def _size(points: Mapping[int, Point]) -> str:
    """Households at the beginning, in whole tens as the release has them; a dash where it does not say."""
    known = [points[month].denominator for month in sorted(points)]
    first = next((size for size in known if size is not None), None)
    return formatting.integer(first) if first is not None else "–"


def _told(
    curves: Sequence[Curve],
    years: Mapping[str, Mapping[int, Point]],
    months: Sequence[int],
    signs: Signs,
) -> Told:
    rows = []
    for curve in curves:
        cells = []
        for month in months:
            point = years[curve.year].get(month)
            cells.append(count(point.value if point else None, point.sign if point else None, signs=signs))
        rows.append((words(f"{curve.year} ({curve.size} Haushalte)"), *cells))
    grid = Grid("Anteil mit eigenem Mietvertrag in Prozent, nach Einzugsjahr",
                heads("Einzugsjahr", [f"{month} Monate" for month in months]), tuple(rows))  # fmt: skip
    sentence = _sentence(curves)
    subtitle = (
        "Haushalte mit eigenem Mietvertrag nach Einzugsjahr, in Prozent; in Klammern Haushalte, auf Zehner abgerundet"
    )
    finding = _finding(curves)
    return Told(finding, subtitle, sentence, f"Kohortenkurven. {finding}. {sentence}", grid)


def _compared(curves: Sequence[Curve]) -> tuple[Curve, Curve, int, float, float] | None:
    """The newest year beside the oldest drawn one, at the last month that both reached."""
    new, old = curves[-1], curves[0]
    shared = sorted(set(dict(new.steps)) & set(dict(old.steps)) - {0})
    if new is old or not shared:
        return None
    month = shared[-1]
    return new, old, month, dict(new.steps)[month], dict(old.steps)[month]


def _finding(curves: Sequence[Curve]) -> str:
    if (pair := _compared(curves)) is None:
        return f"Haushalte, die {curves[-1].year} einzogen"
    new, old, _, now, then = pair
    if now == then:
        return f"Wer {new.year} einzog, wechselt gleich schnell wie {old.year}"
    return f"Wer {new.year} einzog, wechselt {'früher' if now > then else 'später'} als {old.year}"


def _sentence(curves: Sequence[Curve]) -> str:
    parts = []
    if (pair := _compared(curves)) is not None:
        new, old, month, now, then = pair
        shares = [formatting.quantity(share, 0, "%") for share in (now, then)]
        parts.append(f"{month} Monate nach dem Einzug haben {shares[0]} der Haushalte von {new.year} einen eigenen "
                     f"Mietvertrag; bei Einzug {old.year} waren es {shares[1]}.")  # fmt: skip
    reached = [c.year for c in curves if dict(c.steps).get(GOAL_MONTHS, -1.0) >= GOAL_SHARE]
    known = [c.year for c in curves if GOAL_MONTHS in dict(c.steps)]
    if known:
        goal = formatting.quantity(GOAL_SHARE, 0, "%")
        who = f"erreicht hat das {formatting.listed(reached)}" if reached else "erreicht hat das keiner der Jahrgänge"
        parts.append(f"Als Orientierung dienen {goal} nach {GOAL_MONTHS} Monaten; {who}.")
    parts.append("Offene Fälle sind berücksichtigt (Kaplan-Meier-Verfahren).")
    return " ".join(parts)
