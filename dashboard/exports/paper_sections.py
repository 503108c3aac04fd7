"""What stands in a paper beside its blocks: the findings, the overview, measures, signs, definitions, sources."""

from collections.abc import Sequence

from dashboard import formatting, formulas, sentences
from dashboard.catalogue_words import RHYTHMS
from dashboard.comparison import year_before
from dashboard.exports import statements
from dashboard.exports.content import Fact
from dashboard.exports.paper import Cell, Column, Finding, Grid, Run, Section
from dashboard.exports.paper_block import Scene, cell
from dashboard.records import WITHHELD, Point, Reading, State
from dashboard.sentences import STATE_ORDER, STATE_WORDS
from etl.catalogue.briefing import Section as Declared
from etl.catalogue.indicator import Ratio

_MEANINGS: tuple[tuple[State, str], ...] = (
    ("act", "außerhalb von Zielkorridor und Beobachtungsbereich; es ist zu entscheiden"),
    ("watch", "außerhalb des Ziels, noch im Beobachtungsbereich"),
    ("on_track", "das Ziel ist erfüllt; Grenzen gehören dazu"),
    ("none", "es ist kein Ziel beschlossen; das ist zulässig und kein Mangel"),
    ("stale", "der Wert ist älter, als seine Gültigkeit reicht"),
    ("missing", "der Wert fehlt oder wird nicht gezeigt; das Zeichen sagt, warum"),
)


def findings(names: Sequence[str], scene: Scene) -> tuple[Finding, ...]:
    """What matters most first: each indicator with its judgement and one sentence."""
    readings = sorted(scene.shelf.readings(*names), key=lambda r: STATE_ORDER.index(_state(r, scene)))
    found = []
    for reading in readings:
        state = _state(reading, scene)
        said = statements.whole(
            reading,
            step=scene.step,
            back=12,
            titles=scene.shelf.visit.shown.titles(),
            signs=scene.signs,
            day=scene.day,
        )
        found.append(Finding(state, STATE_WORDS[state], reading.indicator.title, " ".join(said)))
    return tuple(found)


def _state(reading: Reading, scene: Scene) -> State:
    state = reading.state(scene.day)
    return "none" if state == "context" else state


def overview(names: Sequence[str], title: str, scene: Scene) -> Grid | None:
    """Latest value, the year before, target and judgement of each indicator; None without any."""
    readings = scene.shelf.readings(*names)
    if not readings:
        return None
    columns = (
        Column("Kennzahl", width=40),
        Column("Vorjahr", figure=True, width=11),
        Column("aktuell", figure=True, width=11),
        Column("Einheit", width=16),
        Column("Stand", width=17),
        Column("Ziel", width=23),
        Column("Bewertung", width=22),
    )
    rows = tuple(_overview_row(reading, scene) for reading in readings)
    return Grid(title, columns, rows)


def _overview_row(reading: Reading, scene: Scene) -> tuple[Cell, ...]:
    indicator, latest = reading.indicator, reading.latest
    before = year_before(reading)
    crossed = before is not None and latest is not None
    crossed = crossed and any(before.period < b.period <= latest.period for b in indicator.breaks)  # type: ignore[union-attr]
    state = reading.state(scene.day)
    aim = sentences.target(reading) if indicator.thresholds else None
    short = (aim or "–").removeprefix("Zielkorridor ").removeprefix("Ziel: ")
    judged = Cell(STATE_WORDS[state], state=state) if state != "context" else Cell("–")
    return (
        Cell(indicator.title),
        Cell("Bruch", word="Bruch der Reihe") if crossed else cell(reading, before, scene),
        cell(reading, latest or Point("", None), scene),
        Cell(indicator.unit),
        Cell(sentences.stand(indicator, latest) if latest else "–"),
        Cell(short),
        judged,
    )


def measures(names: Sequence[str], scene: Scene) -> tuple[Grid | None, str]:
    """The agreed measures that are not done and concern these indicators, and what is said where there are none."""
    wanted = set(names)
    found = [a for a in scene.remarks.actions if not a.done and (wanted & set(a.indicator_ids))]
    if not found:
        return None, "Zu den Kennzahlen dieser Vorlage sind keine offenen Maßnahmen vereinbart."
    rows = []
    for action in sorted(found, key=lambda a: (a.due is None, a.due, a.id)):
        due = formatting.day(action.due) if action.due else "–"
        late = " (überschritten)" if action.overdue(scene.day) else ""
        rows.append((Cell(action.title), Cell(action.owner_role), Cell(f"{due}{late}"), Cell(action.status)))
    columns = (
        Column("Maßnahme", width=46),
        Column("Verantwortlich", width=34),
        Column("Termin", width=20),
        Column("Stand", width=16),
    )
    return Grid("Vereinbarte Maßnahmen, noch nicht abgeschlossen", columns, tuple(rows)), ""


def signs(scene: Scene) -> tuple[tuple[Grid, ...], str]:
    """The signs and the words of a judgement, and how small counts are protected in this release."""
    shown = scene.shelf.visit.shown
    rows = tuple((Cell(printed), Cell(word)) for printed, word in scene.signs.values())
    heads = (Column("Zeichen", width=14), Column("Bedeutung", width=86))
    words = tuple((Cell(STATE_WORDS[state], state=state), Cell(text)) for state, text in _MEANINGS)
    judged = Grid("Bewertungen", (Column("Bewertung", width=26), Column("Bedeutung", width=74)), words)
    note = ""
    if shown.secrecy is not None:
        note = f"Schutz kleiner Zahlen: {shown.secrecy.method.removesuffix('.')}. {shown.secrecy.note}"
    return (Grid("Zeichen", heads, rows), judged), note


def definitions(names: Sequence[str], scene: Scene) -> tuple[Fact, ...]:
    """How every indicator of the paper is counted and reckoned."""
    titles = scene.shelf.visit.shown.titles()
    found = []
    for reading in scene.shelf.readings(*names):
        indicator = reading.indicator
        ratio = isinstance(indicator.formula, Ratio)
        reckoned = [f"Formel: {formulas.words(indicator.formula, titles)}"] if ratio else []
        texts = [indicator.definition, *reckoned]
        found.append(Fact(indicator.title, tuple(texts)))
    return tuple(found)


def sources(names: Sequence[str], scene: Scene) -> Grid | None:
    """The deliveries behind the paper: who delivers, how often, as of when."""
    wanted = {source for reading in scene.shelf.readings(*names) for source in reading.indicator.sources}
    rows = []
    for source in scene.shelf.visit.shown.sources:
        if source.id in wanted:
            stand = formatting.day(source.data_as_of) if source.data_as_of else "… liegt noch nicht vor"
            rhythm = RHYTHMS.get(source.rhythm, source.rhythm)
            rows.append((Cell(source.title), Cell(source.office), Cell(rhythm), Cell(stand)))
    columns = (
        Column("Lieferung", width=36),
        Column("Stelle", width=40),
        Column("Rhythmus", width=18),
        Column("Datenstand", width=18),
    )
    return Grid("Lieferungen und ihr Datenstand", columns, tuple(rows)) if rows else None


def section(plan: Declared, names: Sequence[str], scene: Scene) -> Section:
    """The part of a paper that the machine writes; paragraphs and blocks are added by who composes it."""
    found = Section(plan.id, plan.title, plan.level)
    match plan.content:
        case "wichtigstes":
            return Section(plan.id, plan.title, plan.level, findings=findings(plan.overview, scene))
        case "massnahmen":
            grid, note = measures(names, scene)
            return _noted(found, (grid,) if grid else (), note)
        case "zeichen":
            return _noted(found, *signs(scene))
        case "definitionen":
            return Section(plan.id, plan.title, plan.level, facts=definitions(names, scene))
        case "quellen":
            source = sources(names, scene)
            return _noted(found, (source,) if source else (), "")
    table = overview(plan.overview, plan.title, scene)
    return _noted(found, (table,) if table else (), _hidden(scene.shelf.readings(*plan.overview), scene))


def _hidden(readings: Sequence[Reading], scene: Scene) -> str:
    """Which of the overview's latest values are withheld, and what was known last; empty where none is."""
    told = []
    for reading in readings:
        if reading.latest is None or reading.latest.sign != WITHHELD:
            continue
        last, title = sentences.last_known(reading), reading.indicator.title
        value = sentences.value_text(reading.indicator, last, scene.signs) if last is not None else ""
        told.append(f"{title} (zuletzt {value}, {sentences.stand(reading.indicator, last)})" if last else title)
    return f"Aus Datenschutzgründen nicht gezeigt: {'; '.join(told)}." if told else ""


def _noted(found: Section, grids: tuple[Grid, ...], note: str) -> Section:
    paragraphs = ((Run(note),),) if note else ()
    return Section(found.id, found.title, found.level, paragraphs=paragraphs, grids=grids)
