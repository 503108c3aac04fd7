"""Two answers beside the pages: what a moved lever leads to, and keeping a scenario on the desk."""

import re
import unicodedata
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from dash import Dash
from flask import Response, abort, jsonify, request

from dashboard import desk, look, warehouse
from dashboard.access import Access
from dashboard.ahead import NothingAhead, ahead_of
from dashboard.components.screen import trees
from dashboard.finish import finish
from dashboard.markup import markup
from dashboard.pages import szenarien
from dashboard.paper_routes import same_origin
from dashboard.sections import kept_scenarios
from dashboard.translation import ENGLISH, translate, translator
from dashboard.visit import Visit

RESULT, KEEP = "/szenarien/ergebnis", "/szenarien/ablegen"
_LONGEST_TITLE = 60
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
Clock = Callable[[], Any]


def serve_scenarios(app: Dash, home: Path, access: Access, clock: Clock) -> None:
    """Add both addresses to the server."""

    @app.server.get(RESULT)
    def result() -> Response:
        visit = _visit(home, access, clock, request.query_string.decode("utf-8", "replace"))
        ahead = ahead_of(visit)
        if isinstance(ahead, NothingAhead):
            abort(HTTPStatus.NOT_FOUND)
        head, body, _ = szenarien.moving(visit, ahead)
        finish([head, body], kept_scenarios.PATH, visit.filter)
        if visit.filter.lang == ENGLISH:
            translate([head, body], translator(visit.shown))
        return jsonify({part.id: markup(trees([part])) for part in (head, body)})

    @app.server.post(KEEP)
    def keep() -> tuple[Response, int]:
        if not same_origin(request):
            abort(HTTPStatus.FORBIDDEN)
        given = request.get_json(silent=True)
        if not isinstance(given, dict) or not all(isinstance(given.get(key), str) for key in ("title", "query")):
            abort(HTTPStatus.BAD_REQUEST)
        visit = _visit(home, access, clock, given["query"])
        if not kept_scenarios.may_keep(visit):
            abort(HTTPStatus.FORBIDDEN)
        title = " ".join(given["title"].split())[:_LONGEST_TITLE]
        try:
            kept = desk.keep(
                home, kept_scenarios.KIND, key_of(title), kept_scenarios.body_of(visit, title),
                actor=access.role, now=clock(),
            )  # fmt: skip
        except desk.DeskRefused as refused:
            return jsonify(said=str(refused)), HTTPStatus.CONFLICT
        return jsonify(said=f"„{title}“ ist abgelegt (Fassung {kept.version})."), HTTPStatus.OK


def _visit(home: Path, access: Access, clock: Clock, query: str) -> Visit:
    """The visit that an address of the page asks for; 503 while no release can be shown."""
    try:
        return look.look(home, access, kept_scenarios.PATH, query, clock()).visit
    except (warehouse.NoRelease, warehouse.BrokenRelease):
        abort(HTTPStatus.SERVICE_UNAVAILABLE)


def key_of(title: str) -> str:
    """The name of a title on the desk: "120 Plätze ab Juli" -> "120-plaetze-ab-juli"; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", title.lower().translate(_GERMAN)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_TITLE]
