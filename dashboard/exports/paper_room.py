"""What a person has before them while writing a paper: the choice, the draft, the sheet, and what stands against it."""

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from dashboard import warehouse
from dashboard.desk import Kept
from dashboard.exports import paper_desk
from dashboard.exports.briefing import Basis, PaperRefused, Wish, basis, choices, compose, period_text, scene
from dashboard.exports.paper import Paper
from dashboard.exports.paper_checks import Check, checks
from dashboard.visit import Visit
from etl.catalogue.briefing import Briefing

_RHYTHM = ("quartal", "jahr", "monat")
_MOST = {"monat": 6, "quartal": 8, "jahr": 5}


@dataclass(frozen=True)
class Room:
    """A paper being written: where it comes from, what was decided, how it reads now, what stands against it.

    `kept` is the newest version on the desk; with `frozen` the sheet is that version word for word.
    """

    found: Basis
    briefing: Briefing
    wish: Wish
    kept: Kept | None
    paper: Paper
    frozen: bool
    checks: tuple[Check, ...]
    last: Paper | None

    @property
    def show(self) -> str:
        """The choice as it stands in the address."""
        return f"{self.briefing.id}:{self.wish.period}"


def declared(visit: Visit) -> tuple[Briefing, ...]:
    """The papers of the release that is shown, the regular ones first."""
    bodies = warehouse.documents(visit.home, visit.access.audience.id, visit.shown.info.id, "briefing")
    found = [Briefing.model_validate_json(body) for body in bodies]
    return tuple(sorted(found, key=lambda b: (b.pick, _RHYTHM.index(b.cadence), b.id)))


def offered(visit: Visit) -> tuple[tuple[str, str], ...]:
    """Every paper with the periods it can be written for, as (value of the address, words)."""
    found = []
    for briefing in declared(visit):
        for period in choices(briefing, visit.shown)[: _MOST[briefing.cadence]]:
            found.append((f"{briefing.id}:{period}", f"{briefing.title}, {period_text(period)}"))
    return tuple(found)


def audience_of(visit: Visit, briefing: Briefing) -> str:
    """Whose file a paper is written from: never more detailed than its readers or than who is looking."""
    order = [audience.id for audience in visit.shown.city.rights.audiences]
    return max(briefing.audience, visit.access.audience.id, key=order.index)


def room(visit: Visit, show: str) -> Room:
    """The paper of an address ("quartalsbericht:2026-Q3"); raises PaperRefused or BrokenRelease."""
    paper_id, _, period = show.partition(":")
    briefing = next((b for b in declared(visit) if b.id == paper_id), None)
    if briefing is None:
        raise PaperRefused(f"Die Vorlage „{paper_id}“ gibt es in dieser Ausgabe nicht.")
    found = basis(visit.home, audience_of(visit, briefing), visit.shown.info.id)
    wish, kept = paper_desk.draft(visit.home, briefing.id, period)
    if briefing.pick and wish.picked is None:
        wish = replace(wish, picked=())
    last = paper_desk.last_released(visit.home, briefing, period, found.shown.info.audience)
    now = compose(found, briefing, wish, last)
    frozen = paper_desk.content(kept) if kept is not None else None
    standing = checks(now, briefing, wish, scene(found, briefing, period))
    return Room(found, briefing, wish, kept, frozen or now, frozen is not None, standing, last)


@lru_cache(maxsize=4)
def _drawings(home: Path, audience: str, release_id: str, show: str) -> dict[str, str]:
    """Block -> SVG of a paper; texts and choices of a draft change no drawing."""
    paper_id, _, period = show.partition(":")
    found = basis(home, audience, release_id)
    briefing = found.briefing(paper_id)
    paper = compose(found, briefing, Wish(period))
    return {block.id: block.drawing.svg for block in paper.blocks() if block.drawing is not None}


def drawing(visit: Visit, show: str, block_id: str) -> str | None:
    """The SVG of one block of a paper as it would be written now; None where it has none."""
    briefing = next((b for b in declared(visit) if b.id == show.partition(":")[0]), None)
    if briefing is None:
        return None
    return _drawings(visit.home, audience_of(visit, briefing), visit.shown.info.id, show).get(block_id)
