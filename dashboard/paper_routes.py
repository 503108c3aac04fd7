"""Addresses of the builder that are no pages: pictures and files of a paper, and what a person does with it."""

import datetime as dt
from collections.abc import Callable
from html import escape
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, urlsplit

from dash import Dash
from flask import Request, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard import desk, warehouse
from dashboard.access import Access
from dashboard.exports import paper_desk, paper_files, paper_room, paper_scenario
from dashboard.exports.briefing import COMMENT, PaperRefused, Wish
from dashboard.exports.paper import Paper
from dashboard.exports.paper_room import Room
from dashboard.exports.pdf import PdfRefused
from dashboard.look import look
from dashboard.pages.vorlagen import RIGHT
from dashboard.person import person
from dashboard.sections.papers import ACT, FILE
from dashboard.sections.papers_sheet import PICTURE
from dashboard.visit import Visit

Clock = Callable[[], dt.datetime]
PAGE = "/vorlagen"
_LONGEST = 6000


def connect(app: Dash, home: Path, access: Access, clock: Clock) -> None:
    """Add the addresses; every one looks at the rights of the role first."""
    _serve_sheets(app, home, access, clock)

    @app.server.post(ACT)
    def act() -> AnyResponse:
        if RIGHT not in access.rights or not same_origin(request):
            abort(HTTPStatus.FORBIDDEN)
        visit = _visit(home, access, clock)
        if not (show := _chosen(visit)):
            abort(HTTPStatus.NOT_FOUND)
        try:
            _do(paper_room.room(visit, show), request.form.get("tat", ""), access.role, clock(), person())
        except (PaperRefused, desk.DeskRefused) as refused:
            return Response(_refusal(str(refused), show), HTTPStatus.CONFLICT, mimetype="text/html")
        return redirect(f"{PAGE}?show={quote(show)}", HTTPStatus.SEE_OTHER)


def _serve_sheets(app: Dash, home: Path, access: Access, clock: Clock) -> None:
    """Pictures for the sheet, and the files of drafts and of what was released."""

    @app.server.get(f"{PICTURE}/<block>.svg")
    def picture(block: str) -> Response:
        visit = _visit(home, access, clock)
        if RIGHT not in access.rights or not (show := _chosen(visit)):
            abort(HTTPStatus.NOT_FOUND)
        try:
            drawn = paper_room.drawing(visit, show, block)
        except PaperRefused:
            drawn = None
        if drawn is None:
            abort(HTTPStatus.NOT_FOUND)
        return Response(drawn, mimetype="image/svg+xml")

    @app.server.get(f"{FILE}/<form>")
    def file(form: str) -> Response:
        if form not in paper_files.FORMATS:
            abort(HTTPStatus.NOT_FOUND)
        visit = _visit(home, access, clock)
        paper = _archived(visit) if "name" in request.args else _current(visit)
        if paper is None:
            abort(HTTPStatus.NOT_FOUND)
        try:
            content = paper_files.rendered(paper, form)
        except PdfRefused as refused:
            return Response(str(refused), HTTPStatus.INTERNAL_SERVER_ERROR, mimetype="text/plain")
        if access.rights:
            about = f"{paper.id}/{paper.period}/{form}/{paper.checksum}"
            desk.record(home, "heruntergeladen", about, actor=access.role, now=clock())
        heads = {"Content-Disposition": f'attachment; filename="{paper_files.file_name(paper, form)}"'}
        return Response(content, mimetype=paper_files.TYPES[form], headers=heads)


def same_origin(asked: Request) -> bool:
    """Whether a form was sent from a page of this server and from no other."""
    if asked.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    origin = asked.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == asked.host


def _visit(home: Path, access: Access, clock: Clock) -> Visit:
    try:
        return look(home, access, PAGE, request.query_string.decode("utf-8", "replace"), clock()).visit
    except (warehouse.NoRelease, warehouse.BrokenRelease):
        abort(HTTPStatus.SERVICE_UNAVAILABLE)


def _chosen(visit: Visit) -> str:
    """The paper and period that the address names; empty where there is none such."""
    asked = request.args.get("show", "")
    return asked if asked in (value for value, _ in paper_room.offered(visit)) else ""


def _current(visit: Visit) -> Paper | None:
    if RIGHT not in visit.access.rights or not (show := _chosen(visit)):
        return None
    try:
        return paper_room.room(visit, show).paper
    except PaperRefused:
        return None


def _archived(visit: Visit) -> Paper | None:
    """A released version from the desk, where who asks may see its audience."""
    kind, name, number = (request.args.get(key, "") for key in ("art", "name", "fassung"))
    known = next((k for k in (paper_desk.PAPERS, paper_desk.ANSWER) if k == kind), None)
    if known is None or not number.isdecimal():
        return None
    kept = desk.kept(visit.home, known, name, int(number))
    if kept is None or kept.body["state"] != "freigegeben":
        return None
    order = [audience.id for audience in visit.shown.city.rights.audiences]
    if order.index(kept.body["audience"]) < order.index(visit.access.audience.id):
        return None
    return paper_desk.content(kept)


def _do(room: Room, what: str, actor: str, now: dt.datetime, who: str) -> None:
    """Carry out one act; raises PaperRefused or DeskRefused."""
    match what:
        case "speichern":
            paper_desk.save(room.found, room.briefing, _wish(room), actor=actor, now=now, person=who)
        case "weiter":
            paper_desk.advance(room.found, room.briefing, room.wish.period, actor=actor, now=now, person=who)
        case "ablegen":
            paper_desk.archive(room.found, room.briefing, room.wish.period, actor=actor, now=now, person=who)
        case _:
            raise PaperRefused("Diese Handlung gibt es nicht.")


def _wish(room: Room) -> Wish:
    """What the form says; texts that are those of the catalogue are not kept."""
    given = {name: value.replace("\r\n", "\n").strip()[:_LONGEST] for name, value in request.form.items()}
    declared = {s.id: s.text.strip() for s in room.briefing.sections}
    texts = {
        name.removeprefix("text_"): text
        for name, text in given.items()
        if name.startswith("text_") and name[5:] in declared and text != declared[name[5:]]
    }
    texts |= {name: text for name, text in given.items() if name.startswith(COMMENT) and text}
    head = {f.id: given.get(f"kopf_{f.id}", f.text) for f in room.briefing.head}
    known = {b.id for b in room.briefing.blocks()}
    picked = tuple(dict.fromkeys(v for v in request.form.getlist("frage") if v in known))
    kept = {name for name, _ in paper_scenario.offered(room.found.home)}
    annexes = tuple(dict.fromkeys(v for v in request.form.getlist("anlage") if v in kept))
    return Wish(room.wish.period, picked if room.briefing.pick else None, texts, {}, head, annexes=annexes)


def _refusal(sentence: str, show: str) -> str:
    """A page of its own for what was refused: the sentence and the way back."""
    link = f'<a href="{escape(PAGE)}?show={escape(quote(show))}">Zurück zur Vorlage</a>'
    return (
        '<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Noch nicht möglich</title></head><body>'
        f"<main><h1>Das ist noch nicht möglich</h1><p>{escape(sentence)}</p><p>{link}</p></main></body></html>"
    )
