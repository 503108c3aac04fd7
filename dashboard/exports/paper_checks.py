"""What stands against a paper: red lights without a comment, changed numbers in confirmed text; and what to look at."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard import decisions, formatting
from dashboard.exports import bound
from dashboard.exports.briefing import COMMENT, Wish
from dashboard.exports.paper import Paper
from dashboard.exports.paper_block import Scene
from etl.catalogue.briefing import Briefing


@dataclass(frozen=True)
class Check:
    """One remark; `blocks` keeps the paper from its next state, `place` is the section or indicator it is about."""

    blocks: bool
    text: str
    place: str = ""


def checks(paper: Paper, briefing: Briefing, wish: Wish, scene: Scene) -> tuple[Check, ...]:
    """Every remark on a paper, those that block first."""
    found = [*_uncommented(briefing, wish, scene), *_stale(paper), *_unknown(paper)]
    found += [*_unbound(paper, wish), *_withheld(paper), *_empty(paper)]
    return tuple(sorted(found, key=lambda check: not check.blocks))


def _uncommented(briefing: Briefing, wish: Wish, scene: Scene) -> Iterator[Check]:
    """Indicators that ask for action and of which nobody has said why."""
    wanted = wish.picked
    kept = [b.indicator for b in briefing.blocks() if not b.breakdown and (wanted is None or b.id in wanted)]
    named = dict.fromkeys([*(n for s in briefing.sections for n in s.overview), *kept])
    readings = scene.shelf.readings(*named)
    for reading in decisions.unexplained(readings, scene.remarks.comments, scene.day):
        if not wish.texts.get(f"{COMMENT}{reading.indicator.id}", "").strip():
            yield Check(True, f"„{reading.indicator.title}“ steht auf „handeln“ und braucht eine Einordnung.",
                        reading.indicator.id)  # fmt: skip


def _stale(paper: Paper) -> Iterator[Check]:
    for section in paper.sections:
        for run in (run for paragraph in section.paragraphs for run in paragraph if run.was):
            yield Check(True, f"In „{section.title}“ hat sich eine Zahl geändert: {run.was} → {run.text}. "
                        "Bitte den Text ansehen und speichern.", section.id)  # fmt: skip


def _unknown(paper: Paper) -> Iterator[Check]:
    for section in paper.sections:
        for run in (run for paragraph in section.paragraphs for run in paragraph if run.text == bound.UNKNOWN):
            yield Check(True, f"In „{section.title}“ nennt {run.token} keine Kennzahl dieser Ausgabe.", section.id)


def _unbound(paper: Paper, wish: Wish) -> Iterator[Check]:
    titles = {section.id: section.title for section in paper.sections}
    for name, text in wish.texts.items():
        numbers = bound.unbound(text)
        if numbers:
            where = titles.get(name, "der Einordnung")
            said = formatting.listed(dict.fromkeys(numbers))
            yield Check(False, f"In „{where}“ ist nicht an die Ausgabe gebunden: {said}.", name)


def _withheld(paper: Paper) -> Iterator[Check]:
    for block in paper.blocks():
        rows = block.table.rows if block.table is not None else ()
        count = sum(any(note.mark == cell.text for note in block.notes) for row in rows for cell in row[1:])
        if count and any("Datenschutz" in note.text for note in block.notes):
            some = formatting.counted(count, "Angabe wird", "Angaben werden")
            offer = f" {block.offer}" if block.offer else ""
            yield Check(False, f"{block.title}: {some} nicht gezeigt.{offer}", block.indicator)


def _empty(paper: Paper) -> Iterator[Check]:
    empty = [label for label, text in paper.head if not text.strip()]
    if empty:
        yield Check(False, f"Noch nicht ausgefüllt: {formatting.listed(empty)}.")
