"""One indicator as a block of a paper: its sentences, its chart, its table, its notes, and where it comes from."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard import formatting, sentences
from dashboard.components.picture import source, why_absent
from dashboard.exports import paper_drawing, statements
from dashboard.exports.content import Fact
from dashboard.exports.paper import Block, Cell, Column, Drawing, Grid, Note
from dashboard.records import NOT_YET, WITHHELD, Point, Reading, State
from dashboard.remarks import Remarks
from dashboard.shelf import Shelf, year_before
from etl.catalogue import briefing as declared
from etl.catalogue.indicator import Query

MARKS = ("¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹")
_CADENCE_MONTHS = {"monat": 1, "quartal": 3, "halbjahr": 6, "jahr": 12, "schuljahr": 12, "stichtag": 12}
_BY = {"monat": "Monat", "quartal": "Quartal", "halbjahr": "Halbjahr", "jahr": "Jahr", "schuljahr": "Schuljahr"}
_SHORT = 14
ALPHABETIC, UNKNOWN_ORIGIN = {"herkunft"}, {"998"}


@dataclass(frozen=True)
class Scene:
    """What every block is made from: one release up to the end of the paper's period, and the day it is judged on.

    `step` is how many months lie between two papers of the kind.
    """

    shelf: Shelf
    remarks: Remarks
    day: dt.date
    step: int

    @property
    def signs(self) -> dict[str, tuple[str, str]]:
        """Stored sign -> printed character and word."""
        return self.shelf.visit.shown.signs()


def block(plan: declared.Block, scene: Scene) -> Block:
    """The block as the paper's catalogue declares it; an indicator that the release does not know says so."""
    reading = scene.shelf.reading(plan.indicator)
    if reading is None:
        return _unknown(plan, scene)
    found = _part(plan, reading, scene) if plan.breakdown else _whole(plan, reading, scene)
    return replace(found, sentences=_marked(found), definition=definition(reading))


def definition(reading: Reading) -> str:
    """A hash of how an indicator is reckoned and judged."""
    indicator = reading.indicator
    told = indicator.model_dump_json(include={"definition", "formula", "unit", "thresholds", "breaks"})
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def _unknown(plan: declared.Block, scene: Scene) -> Block:
    why = why_absent([None], scene.shelf.visit.shown)
    title = plan.question or plan.title or plan.indicator
    return Block(plan.id, plan.indicator, title, "", None, "", (why,), (), None, "", None, (), "")


def _whole(plan: declared.Block, reading: Reading, scene: Scene) -> Block:
    shown, signs = scene.shelf.visit.shown, scene.signs
    said = statements.whole(reading, step=scene.step, back=plan.back, titles=shown.titles(), signs=signs, day=scene.day)
    points = chosen(reading, plan.rows, scene.step)
    drawing = paper_drawing.course(reading, signs, scene.day, " ".join(said)) if plan.chart == "verlauf" else None
    return Block(
        **_head(plan, reading, scene),
        sentences=said,
        remarks=_remarks(reading, scene),
        drawing=drawing,
        caption=_caption(reading),
        table=_course_table(reading, points, scene) if points else None,
        notes=_notes(plan, reading, points, scene, paper_drawing.breaks_in(reading)),
        source=source((reading,), shown),
        offer=offer(reading.latest, scene) if reading.latest else "",
    )


def _head(plan: declared.Block, reading: Reading, scene: Scene) -> dict[str, Any]:
    """Identity, heading and judgement of a block."""
    whole = not plan.breakdown
    state: State | None = reading.state(scene.day) if whole else None
    state = None if state == "context" else state
    missed = sentences.off_target(reading) if whole and state not in (None, "missing", "stale") else None
    met = whole and state == "on_track"
    return {
        "id": plan.id,
        "indicator": plan.indicator,
        "title": plan.question or plan.title or reading.indicator.title,
        "finding": statements.capital(missed) if missed else "Das Ziel ist erfüllt" if met else "",
        "state": state,
        "word": sentences.STATE_WORDS[state] if state else "",
    }


def _caption(reading: Reading) -> str:
    indicator = reading.indicator
    by = "zum Stichtag" if indicator.kind == "bestand" else f"je {_BY.get(indicator.cadence, 'Zeitraum')}"
    return f"{indicator.title}, {statements.angaben(indicator)} {by}"


def chosen(reading: Reading, rows: int, step: int) -> tuple[Point, ...]:
    """The points of the table, newest first: of a stock those on the Stichtag of a paper, of a flow the last ones."""
    series, latest = reading.series, reading.latest
    if latest is None:
        return ()
    every = step if reading.indicator.kind == "bestand" else 1
    if every > _CADENCE_MONTHS[reading.indicator.cadence]:
        series = tuple(p for p in series if (latest.span.last - p.span.last) % every == 0)
    return series[: -rows - 1 : -1]


def _course_table(reading: Reading, points: Sequence[Point], scene: Scene) -> Grid:
    indicator = reading.indicator
    based = indicator.unit == "%" or isinstance(indicator.formula, Query)
    based = based and any(statements.basis(indicator, p) for p in points)
    judged = bool(indicator.thresholds)
    columns = [Column("Stand", width=21), Column(_unit_head(reading), figure=True, width=16)]
    told = [(statements.basis(indicator, p) or "–").removeprefix("Basis: ") for p in points]
    columns += (
        [Column("Basis", figure=True, width=max(26, round(1.6 * max(map(len, told), default=0))))] if based else []
    )
    columns += [Column("Bewertung", width=32)] if judged else []
    rows = []
    for point, rests_on in zip(points, told, strict=True):
        row = [Cell(sentences.stand(indicator, point)), cell(reading, point, scene)]
        row += [Cell(rests_on)] if based else []
        row += [_judgement(reading, point, scene)] if judged else []
        rows.append(tuple(row))
    return Grid(indicator.title, tuple(columns), tuple(rows))


def _unit_head(reading: Reading) -> str:
    unit = reading.indicator.unit
    return "in %" if unit == "%" else unit


def cell(reading: Reading, point: Point | None, scene: Scene) -> Cell:
    """A stored value as a cell without unit, with its sign behind it or in its place."""
    signs = scene.signs
    if point is None:
        return Cell("–")
    text = sentences.figure(reading.indicator, point, signs)
    code = point.sign or ("" if point.value is not None else NOT_YET)
    printed, word = signs.get(code, (code, code)) if code else ("", "")
    if point.value is None:
        return Cell(text, None, word)
    number = float(formatting.rounded(point.value, sentences.decimals(reading.indicator, point)))
    return Cell(f"{text} {printed}".rstrip(), number, word)


def _judgement(reading: Reading, point: Point, scene: Scene) -> Cell:
    if point.value is None:
        return Cell("–")
    state = reading.state(scene.day) if point is reading.latest else point.status or "none"
    return Cell(sentences.STATE_WORDS[state], state=state)


def _remarks(reading: Reading, scene: Scene) -> tuple[Fact, ...]:
    if reading.latest is None:
        return ()
    said = statements.remarks(scene.remarks.on(reading.indicator.id).comments, reading.latest.period)
    return tuple(Fact(term, (text,)) for term, text in said)


def _part(plan: declared.Block, reading: Reading, scene: Scene) -> Block:
    """A block about the members of one breakdown, in the order of the catalogue; nobody is ranked."""
    shelf, signs, shown = scene.shelf, scene.signs, scene.shelf.visit.shown
    dim = plan.breakdown or ""
    name = shown.dimensions.get(dim, statements.capital(dim))
    newest = shelf.latest(plan.indicator) or (reading.latest.period if reading.latest else "")
    # Where the counts of a month are too small, the breakdown is published by quarter or year alone.
    period = (shelf.offered(plan.indicator, dim, newest) or newest) if newest else ""
    now = shelf.members(plan.indicator, dim, period) if period else {}
    then = shelf.members(plan.indicator, dim, year_before(period)) if period else {}
    empty = [m for m in now if _nothing(m, now, then)] if plan.chart != "karte" else []
    now = _ordered({member: point for member, point in now.items() if member not in empty}, dim, shelf)
    listed = [(shelf.label(dim, member), point) for member, point in now.items()]
    said = statements.parts(reading, listed, shelf.whole(plan.indicator, newest), name, signs, len(empty))
    if listed and period != newest:
        said = (*said[:1], statements.coarser(reading, period, name), *said[1:])
    drawing, said = _drawn(plan, reading, listed, list(now.values()), name, scene, said)
    stand = _stand(reading, period) if period else "–"
    unit = statements.angaben(reading.indicator)
    return Block(
        **_head(plan, reading, scene),
        sentences=said,
        remarks=(),
        drawing=drawing,
        caption=f"{reading.indicator.title} nach {name}, {stand}, {unit}",
        table=_member_table(reading, name, period, now, then, scene) if now else None,
        notes=_notes(plan, reading, [*now.values(), *then.values()], scene, ()),
        source=source((reading,), shown),
        offer=_offers(now, scene),
    )


def _ordered(found: dict[str, Point], dim: str, shelf: Shelf) -> dict[str, Point]:
    """The members in the order of the catalogue; states in that of the alphabet, what is not known at the end."""
    if dim not in ALPHABETIC:
        return found
    return dict(sorted(found.items(), key=lambda item: (item[0] in UNKNOWN_ORIGIN, shelf.label(dim, item[0]))))


def _nothing(member: str, now: dict[str, Point], then: dict[str, Point]) -> bool:
    """Whether a member has nothing now and had nothing a year before; such rows only lengthen a paper."""
    return now[member].value == 0 and (member not in then or then[member].value == 0)


def _drawn(
    plan: declared.Block,
    reading: Reading,
    listed: Sequence[tuple[str, Point]],
    points: Sequence[Point],
    name: str,
    scene: Scene,
    said: tuple[str, ...],
) -> tuple[Drawing | None, tuple[str, ...]]:
    """The chart that the block asks for; the map brings its own sentence."""
    if plan.chart == "karte":
        found = paper_drawing.city_map(reading, points, scene.shelf.visit.shown.city, scene.signs)
        return (found[0], (found[1],)) if found else (None, said)
    if plan.chart == "balken":
        return paper_drawing.members(reading, listed, scene.signs, name, " ".join(said)), said
    return None, said


def _stand(reading: Reading, period: str) -> str:
    return formatting.stichtag(period) if reading.indicator.kind == "bestand" else formatting.period(period)


def _member_table(
    reading: Reading, name: str, period: str, now: dict[str, Point], then: dict[str, Point], scene: Scene
) -> Grid:
    dim = next(iter(now.values())).members[0][0]
    columns = [Column(name, width=40), Column(_stand(reading, period), figure=True, width=20)]
    columns += [Column(_stand(reading, year_before(period)), figure=True, width=20)] if then else []
    rows = []
    for member, point in now.items():
        row = [Cell(scene.shelf.label(dim, member)), cell(reading, point, scene)]
        rows.append((*row, *([cell(reading, then.get(member), scene)] if then else [])))
    beside = 2 if len(rows) > _SHORT * 2 else 1
    unit = "%" if reading.indicator.unit == "%" else reading.indicator.unit
    return Grid(f"{reading.indicator.title} nach {name} ({unit})", tuple(columns), tuple(rows), beside)


def _notes(
    plan: declared.Block, reading: Reading, points: Iterable[Point], scene: Scene, cuts: Sequence[str]
) -> tuple[Note, ...]:
    """What limits the figures, numbered, then the signs that the table prints."""
    method = sentences.method_note(reading)
    limits = [*reading.indicator.caveats, *cuts, *([f"Werte der Quelle: {method}."] if method else [])]
    limits += [plan.note] if plan.note else []
    numbered = [Note(mark, text) for mark, text in zip(MARKS, limits, strict=False)]
    codes = dict.fromkeys(p.sign or (NOT_YET if p.value is None else "") for p in points)
    signs = [Note(*scene.signs[code]) for code in codes if code in scene.signs]
    return (*numbered, *signs)


def _marked(found: Block) -> tuple[str, ...]:
    """The sentences with the numbers of the notes behind the first one."""
    marks = "".join(note.mark for note in found.notes if note.mark in MARKS)
    if not found.sentences or not marks:
        return found.sentences
    first, *rest = found.sentences
    return f"{first}{marks}", *rest


def offer(point: Point, scene: Scene) -> str:
    """What can be shown in the place of a withheld value, as a sentence; empty where nothing is withheld or known."""
    if point.sign != WITHHELD or point.fallback is None:
        return ""
    period, dim, member = point.fallback
    where = scene.shelf.label(dim, member) if dim else "die ganze Stadt"
    return f"Gezeigt werden kann: {where}, {formatting.period(period or point.period)}."


def _offers(now: dict[str, Point], scene: Scene) -> str:
    """The coarser view of the withheld members, when all of them lead to the same."""
    found = {offer(point, scene) for point in now.values() if point.sign == WITHHELD}
    return next(iter(found)) if len(found) == 1 else ""
