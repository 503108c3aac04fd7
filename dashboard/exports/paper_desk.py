"""Papers on the desk: drafts with their texts, their states, and released ones frozen word for word."""

import dataclasses
import datetime as dt
import re
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from dashboard import desk
from dashboard.desk import Kept, Kind
from dashboard.exports import bound
from dashboard.exports.briefing import Basis, PaperRefused, Wish, compose, scene
from dashboard.exports.paper import PAPER, STATE_NAMES, Paper, PaperState
from dashboard.exports.paper_checks import Check, checks
from etl.catalogue.briefing import Briefing

WISH: TypeAdapter[Wish] = TypeAdapter(Wish)
NEXT: dict[PaperState, PaperState] = {"entwurf": "geprueft", "geprueft": "freigegeben"}
ANSWER: Kind = "antwort"
PAPERS: Kind = "vorlage"


def name_of(paper_id: str, period: str) -> str:
    """The name under which a paper of a period lies on the desk."""
    return re.sub(r"[^a-z0-9_]+", "-", f"{paper_id}-{period}".lower())


def draft(home: Path, paper_id: str, period: str) -> tuple[Wish, Kept | None]:
    """What was decided about a paper so far, and the newest version; a plain wish where there is none."""
    found = desk.kept(home, PAPERS, name_of(paper_id, period))
    return (WISH.validate_python(found.body["wish"]), found) if found else (Wish(period), None)


def content(kept: Kept) -> Paper | None:
    """The frozen paper of a version; None for a draft, which is written anew from the release."""
    frozen = kept.body.get("content")
    return PAPER.validate_python(frozen) if frozen else None


def last_released(home: Path, briefing: Briefing, period: str, audience: str) -> Paper | None:
    """The released paper of the latest earlier period for the same audience."""
    found: list[tuple[str, Paper]] = []
    for name in desk.names(home, PAPERS):
        if not name.startswith(f"{briefing.id}-"):
            continue
        released = [kept for kept in desk.versions(home, PAPERS, name) if kept.body.get("state") == "freigegeben"]
        if released and (paper := content(released[-1])) is not None:
            found.append((paper.period, paper))
    earlier = [p for when, p in found if when < period and p.id == briefing.id and p.origin.audience == audience]
    return max(earlier, key=lambda p: p.period, default=None)


def save(found: Basis, briefing: Briefing, wish: Wish, *, actor: str, now: dt.datetime, person: str = "") -> Kept:
    """Keep the texts of a draft; every bound number is confirmed as it stands in this release."""
    here = scene(found, briefing, wish.period)
    plans = {plan.id: plan.text for plan in briefing.sections}
    texts = {**plans, **wish.texts}
    confirmed = {name: told for name, text in texts.items() if (told := bound.confirm(text, here))}
    kept = dataclasses.replace(wish, confirmed=confirmed, state="entwurf")
    compose(found, briefing, kept)
    return _keep(found, briefing, kept, None, actor, now, person)


def advance(found: Basis, briefing: Briefing, period: str, *, actor: str, now: dt.datetime, person: str = "") -> Kept:
    """Take a paper to its next state; raises PaperRefused while something stands against it.

    What is released is word for word what was checked, and by another `person` where the server knows who that is.
    """
    wish, kept_before = draft(found.home, briefing.id, period)
    if wish.state not in NEXT:
        raise PaperRefused("Diese Fassung ist schon freigegeben. Eine Änderung beginnt einen neuen Entwurf.")
    after = NEXT[wish.state]
    against = [check for check in standing(found, briefing, wish) if check.blocks]
    if against:
        reasons = " ".join(check.text for check in against)
        raise PaperRefused(f"Die Vorlage kann noch nicht „{STATE_NAMES[after]}“ werden. {reasons}")
    if after == "freigegeben" and person and kept_before is not None and kept_before.body.get("person") == person:
        raise PaperRefused("Geprüft und freigegeben wird von zwei Personen. Bitte jemand anderen freigeben lassen.")
    checked = content(kept_before) if kept_before is not None else None
    if checked is not None and checked.origin.release_id != found.shown.info.id:
        raise PaperRefused("Seit der Prüfung gibt es eine neue Ausgabe. Bitte den Entwurf neu speichern und prüfen.")
    wish = dataclasses.replace(_confirmed(found, briefing, wish), state=after)
    if checked is not None:
        return _keep(found, briefing, wish, dataclasses.replace(checked, state=after), actor, now, person)
    last = last_released(found.home, briefing, period, found.shown.info.audience)
    return _keep(found, briefing, wish, compose(found, briefing, wish, last), actor, now, person)


def _confirmed(found: Basis, briefing: Briefing, wish: Wish) -> Wish:
    here = scene(found, briefing, wish.period)
    texts = {**{plan.id: plan.text for plan in briefing.sections}, **wish.texts}
    told = {name: bound.confirm(text, here) for name, text in texts.items()}
    return dataclasses.replace(wish, confirmed={name: said for name, said in told.items() if said})


def standing(found: Basis, briefing: Briefing, wish: Wish) -> tuple[Check, ...]:
    """Everything that stands against a paper or should be looked at."""
    last = last_released(found.home, briefing, wish.period, found.shown.info.audience)
    paper = compose(found, briefing, wish, last)
    return checks(paper, briefing, wish, scene(found, briefing, wish.period))


def archive(found: Basis, briefing: Briefing, period: str, *, actor: str, now: dt.datetime, person: str = "") -> Kept:
    """Keep the answer to an inquiry, frozen, under its number; raises PaperRefused without number or question."""
    wish, _ = draft(found.home, briefing.id, period)
    number = wish.head.get("nummer", "").strip()
    if not briefing.pick or not wish.picked:
        raise PaperRefused("Bitte zuerst mindestens eine Frage wählen.")
    if not re.search(r"\d", number):
        raise PaperRefused("Bitte die Nummer der Anfrage eintragen, zum Beispiel VII/2026/01234.")
    against = [check for check in standing(found, briefing, wish) if check.blocks]
    if against:
        raise PaperRefused(" ".join(check.text for check in against))
    wish = dataclasses.replace(wish, state="freigegeben")
    body = {**_body(found, briefing, wish, compose(found, briefing, wish)), "person": person}
    return desk.keep(found.home, ANSWER, name_of("", number).strip("-"), body, actor=actor, now=now)


def _keep(
    found: Basis, briefing: Briefing, wish: Wish, paper: Paper | None, actor: str, now: dt.datetime, person: str
) -> Kept:
    body = {**_body(found, briefing, wish, paper), "person": person}
    return desk.keep(found.home, PAPERS, name_of(briefing.id, wish.period), body, actor=actor, now=now)


def _body(found: Basis, briefing: Briefing, wish: Wish, paper: Paper | None) -> dict[str, Any]:
    return {
        "paper": briefing.id,
        "period": wish.period,
        "audience": found.shown.info.audience,
        "release": found.shown.info.id,
        "catalogue": found.catalogue_hash,
        "state": wish.state,
        "wish": WISH.dump_python(wish, mode="json"),
        "content": PAPER.dump_python(paper, mode="json") if paper is not None else None,
    }
