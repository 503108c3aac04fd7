"""What the council reads before it is a file: a paper of the catalogue, its period and its texts -> Paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from dashboard import formatting, periods, warehouse
from dashboard.access import Access
from dashboard.exports import bound, paper_changes, paper_scenario
from dashboard.exports.content import Fact
from dashboard.exports.paper import Block, Paper, PaperState, Run, Section
from dashboard.exports.paper_block import Scene, block
from dashboard.exports.paper_origin import numbered, origin
from dashboard.exports.paper_sections import section
from dashboard.records import Snapshot
from dashboard.shelf import Shelf
from dashboard.visit import Visit
from etl.catalogue.briefing import Briefing
from etl.catalogue.briefing import Section as Declared

NOTICE = "Beispieldaten – alle Zahlen erfunden"
# Texts under this name and an indicator's id are what the paper itself says about a red light.
COMMENT = "zu_"
STEPS = {"monat": 1, "quartal": 3, "jahr": 12}
_LONG_QUARTER = ("I", "II", "III", "IV")


class PaperRefused(Exception):
    """There is no such paper for this period or audience; the text is a German sentence."""


@dataclass(frozen=True)
class Wish:
    """What a person decided about a paper; empty maps leave what the catalogue declares.

    `texts` maps a section to its text, `confirmed` a section to what its bound numbers said when it was confirmed,
    `head` a line of the form to its text; `picked` are the blocks of an inquiry, None for all; `annexes` are names of
    kept scenarios that are appended.
    """

    period: str
    picked: tuple[str, ...] | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    confirmed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    head: Mapping[str, str] = field(default_factory=dict)
    state: PaperState = "entwurf"
    annexes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Basis:
    """The release a paper is written from: one audience's file alone, and the papers it declares."""

    home: Path
    shown: Snapshot
    briefings: tuple[Briefing, ...]
    catalogue_hash: str

    def briefing(self, paper_id: str) -> Briefing:
        """The declared paper; raises PaperRefused."""
        for found in self.briefings:
            if found.id == paper_id:
                return found
        names = ", ".join(b.id for b in self.briefings) or "keine"
        if not paper_id:
            raise PaperRefused(f"Bitte eine Vorlage nennen: {names}.")
        raise PaperRefused(f"Die Vorlage „{paper_id}“ gibt es in dieser Ausgabe nicht. Vorhanden: {names}.")


def basis(home: Path, audience: str, release_id: str | None = None) -> Basis:
    """The current release of a home for one audience, or an older one; raises PaperRefused or BrokenRelease."""
    if not home.is_dir():
        raise PaperRefused(f"Das Verzeichnis „{home}“ gibt es nicht. Mit --home eine Einrichtung nennen.")
    try:
        named = release_id or warehouse.current_id(home)
        known = warehouse.audiences(home, named)
        if not known and release_id:
            there = ", ".join(warehouse.releases(home, audience)) or "keine"
            raise PaperRefused(f"Die Ausgabe „{release_id}“ gibt es nicht. Vorhanden: {there}.")
        if audience not in known:
            ways = " oder ".join(known) or "keine"
            raise PaperRefused(f"Die Sicht „{audience}“ gibt es in dieser Ausgabe nicht. Möglich: {ways}.")
        shown = warehouse.snapshot(home, audience, named)
        extra = warehouse.annex(home, audience, named)
        bodies = warehouse.documents(home, audience, named, "briefing")
    except warehouse.NoRelease:
        raise PaperRefused(
            f"In „{home}“ wurde noch nichts veröffentlicht. Was hilft: python -m etl run --home {home}"
        ) from None
    return Basis(home, shown, tuple(Briefing.model_validate_json(body) for body in bodies), extra.catalogue_hash)


def allowed(briefing: Briefing, shown: Snapshot) -> None:
    """Raise PaperRefused where the release is more detailed than the paper's readers may see."""
    order = [audience.id for audience in shown.city.rights.audiences]
    if order.index(shown.info.audience) < order.index(briefing.audience):
        title = shown.city.rights.audience(briefing.audience).title
        raise PaperRefused(
            f"„{briefing.title}“ ist für die Sicht „{title}“ bestimmt ({briefing.audience}); "
            f"Zahlen der Sicht „{shown.info.audience}“ kommen nicht hinein. Was hilft: --audience {briefing.audience}"
        )


def choices(briefing: Briefing, shown: Snapshot) -> tuple[str, ...]:
    """The periods a paper can be written for, newest first: those that were over when the release appeared."""
    if shown.months is None:
        return ()
    published = shown.info.published_at.astimezone(ZoneInfo(shown.city.timezone)).date()
    first, last = shown.months[0], min(shown.months[1], published.year * 12 + published.month - 2)
    step = STEPS[briefing.cadence]
    found = []
    for month in range(last, max(first, last - 8 * 12) - 1, -1):
        if (month + 1) % step == 0:
            found.append(_period(month, briefing.cadence))
    return tuple(found)


def _period(month: int, cadence: str) -> str:
    year, number = divmod(month, 12)
    return {"monat": f"{year}-{number + 1:02d}", "quartal": f"{year}-Q{number // 3 + 1}", "jahr": f"{year}"}[cadence]


def scene(found: Basis, briefing: Briefing, period: str) -> Scene:
    """The release up to the end of a paper's period; raises PaperRefused for a period it cannot be written for."""
    shown = found.shown
    allowed(briefing, shown)
    possible = choices(briefing, shown)
    if period not in possible:
        ways = f" Möglich sind zum Beispiel {formatting.listed(possible[:3])}." if possible else ""
        if not period:
            raise PaperRefused(f"Bitte den Zeitraum nennen, mit --period.{ways}")
        raise PaperRefused(f"„{briefing.title}“ gibt es nicht für den Zeitraum „{period}“.{ways}")
    span = periods.parse(period)
    audience = shown.city.rights.audience(shown.info.audience)
    published = shown.info.published_at.astimezone(ZoneInfo(shown.city.timezone)).date()
    day = min(published, span.last_day)
    access = Access(shown.info.audience, audience.title, audience, frozenset())
    visit = Visit(found.home, access, shown.until(span.last), day)
    remarks = warehouse.remarks(found.home, audience.id, shown.info.id)
    return Scene(Shelf(visit), remarks, day, STEPS[briefing.cadence])


def compose(found: Basis, briefing: Briefing, wish: Wish, last: Paper | None = None) -> Paper:
    """The whole paper; `last` is the paper it is compared with. Raises PaperRefused."""
    here = scene(found, briefing, wish.period)
    plans = _picked(briefing, wish)
    named = dict.fromkeys(n for plan in plans for n in (*plan.overview, *(b.indicator for b in plan.blocks)))
    sections = [_section(plan, tuple(named), wish, here) for plan in plans]
    _comment_overviews(plans, sections, wish, here)
    blocks = tuple(b for part in sections for b in part.blocks)
    for at, plan in enumerate(plans):
        if plan.content == "aenderungen":
            sections[at] = _compared(sections[at], blocks, last, here)
    info, city = found.shown.info, found.shown.city
    published = info.published_at.astimezone(ZoneInfo(city.timezone)).date()
    sections += [paper_scenario.annex(here.shelf.visit, published, name) for name in wish.annexes]
    made = origin(found.shown, found.catalogue_hash, blocks)
    stand = formatting.day(info.data_as_of) if info.data_as_of else "–"
    return Paper(
        id=briefing.id,
        kind=briefing.kind,
        title=briefing.title,
        period=wish.period,
        period_text=period_text(wish.period),
        city=city.name,
        office=city.office,
        state=wish.state,
        head=tuple((line.label, wish.head.get(line.id, line.text)) for line in briefing.head),
        route=tuple((station.body, station.role) for station in briefing.route),
        sections=numbered(sections),
        origin=made,
        notice=NOTICE if info.example else "",
        running=f"Ausgabe {info.id} · Sicht {made.audience_title} (ab {info.k} Personen) · Datenstand bis {stand}",
        pages=briefing.pages,
    )


def _picked(briefing: Briefing, wish: Wish) -> tuple[Declared, ...]:
    """The parts of the paper with only the chosen blocks; a chapter of an inquiry without any is left out."""
    if not briefing.pick or wish.picked is None:
        return briefing.sections
    if unknown := sorted(set(wish.picked) - {b.id for b in briefing.blocks()}):
        raise PaperRefused(f"Diese Fragen gibt es nicht: {', '.join(unknown)}.")
    found = []
    for plan in briefing.sections:
        kept = tuple(b for b in plan.blocks if b.id in wish.picked)
        if kept or not plan.blocks:
            found.append(plan.model_copy(update={"blocks": kept}))
    return tuple(found)


def _section(plan: Declared, names: tuple[str, ...], wish: Wish, here: Scene) -> Section:
    made = section(plan, names, here)
    text = wish.texts.get(plan.id, plan.text)
    said = bound.paragraphs(text, here, wish.confirmed.get(plan.id, {})) if text.strip() else ()
    blocks = tuple(_commented(block(b, here), wish) for b in plan.blocks)
    return replace(made, paragraphs=(*said, *made.paragraphs), blocks=blocks)


def _comment_overviews(plans: tuple[Declared, ...], sections: list[Section], wish: Wish, here: Scene) -> None:
    """Put what the author says about a red light into the first part that lists it, where no block shows it."""
    done = {block.indicator for plan in plans for block in plan.blocks if not block.breakdown}
    for at, plan in enumerate(plans):
        for name in plan.overview:
            text = wish.texts.get(f"{COMMENT}{name}", "").strip()
            reading = here.shelf.reading(name)
            if text and reading is not None and name not in done:
                said = (Run(f"Einordnung zu „{reading.indicator.title}“: {text}"),)
                sections[at] = replace(sections[at], paragraphs=(*sections[at].paragraphs, said))
                done.add(name)


def _commented(made: Block, wish: Wish) -> Block:
    """The block with what the paper's author says about its judgement."""
    text = wish.texts.get(f"{COMMENT}{made.indicator}", "").strip()
    return replace(made, remarks=(*made.remarks, Fact("Einordnung", (text,)))) if text and made.state else made


def _compared(made: Section, blocks: tuple[Block, ...], last: Paper | None, here: Scene) -> Section:
    """The part on what changed since the last paper, or why there is nothing to compare with."""
    grid = paper_changes.changes(last, blocks, here.remarks.changes) if last is not None else None
    if grid is not None:
        return replace(made, grids=(grid,))
    said = paper_changes.FIRST if last is None else paper_changes.SAME
    return replace(made, paragraphs=(*made.paragraphs, (Run(said),)))


def period_text(period: str) -> str:
    """The period in the title: "III. Quartal 2026", "September 2026", "2025"."""
    span = periods.parse(period)
    match span.kind:
        case "quartal":
            return f"{_LONG_QUARTER[span.number - 1]}. Quartal {span.year}"
        case "monat":
            return formatting.month(span.last_day)
    return period
