"""create_app(): the shell around all pages, its one callback, errors, health."""

import datetime as dt
import logging
import secrets
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from dash import Dash, Input, Output
from dash.development.base_component import Component
from flask import Response, abort, jsonify, request

from dashboard import open_routes, paper_routes, routes, search, security, settings, warehouse
from dashboard.access import Access, access_for
from dashboard.bundles import bundle, serve
from dashboard.components import notice
from dashboard.components.filter_line import filter_line
from dashboard.components.frame import BRAND, Viewer, frame
from dashboard.components.palette import ENTRIES
from dashboard.components.screen import PAGE, SCREEN, Screen, trees
from dashboard.compression import compress
from dashboard.document import Document, First
from dashboard.filters import Filter, language, link
from dashboard.finish import DOWNLOAD, finish, tables
from dashboard.handout import TYPES, handout
from dashboard.kept import Kept, Key, keep, key_of, remembered, worth_keeping
from dashboard.look import Look, hint, look
from dashboard.markup import markup
from dashboard.scenario_service import serve_scenarios
from dashboard.translation import ENGLISH, translate, translator
from dashboard.visit import Page
from etl.catalogue.access import Rights

OLD_AFTER_DAYS = 45
Clock = Callable[[], dt.datetime]
# The page, the title of its window, and whether it is the page that was asked for and not one about some trouble.
Answer = tuple[list[Component], str, bool]
_LOG = logging.getLogger("dashboard")


def utc_now() -> dt.datetime:
    """The present moment, aware."""
    return dt.datetime.now(dt.UTC)


def create_app(home: Path, role: str, *, rights: Rights | None = None, clock: Clock = utc_now) -> Dash:
    """The dashboard over one home for one role; `clock` gives aware moments.

    Raises SettingsInvalid or AccessRefused when rights are not readable or the role is unknown.
    """
    access = access_for(rights or settings.read_rights(settings.city_file()), role)
    kept = Kept()

    def made(path: str, query: str) -> Answer:
        return _rendered(home, access, path, clock(), query)

    def key_for(path: str, query: str) -> Key | None:
        return key_of(home, access, path, query, clock())

    own = (bundle(settings.ASSETS, "css"), bundle(settings.ASSETS, "js"))
    app = Document(own, settings.ASSETS, remembered(kept, key_for, lambda path, query: first(made(path, query))))
    app.layout = Screen(SCREEN)
    _connect(app, made)
    _serve_health(app, home, access)
    _serve_downloads(app, home, access, clock)
    serve_scenarios(app, home, access, clock)
    paper_routes.connect(app, home, access, clock)
    open_routes.connect(app, home)
    _answer_with_status(app, home, access)
    serve(app, own)
    security.secure(app)
    keep(app, PAGE, key_for, kept)
    compress(app)
    # Dash marks its setup as done before it is; done here, no request can come too early.
    app.server.test_client().get("/_dash-dependencies")
    return app


def first(answer: Answer) -> tuple[First, bool]:
    """A page as the text of a document, and whether it may be kept."""
    content, title, sound = answer
    return (markup(trees(content)), title), sound


def _connect(app: Dash, made: Callable[[str, str], Answer]) -> None:
    @app.callback(Output(SCREEN, "page"), Input(SCREEN, "path"), Input(SCREEN, "search"), prevent_initial_call=True)
    def show(path: str | None, search: str | None) -> dict[str, Any]:
        content, title, sound = made(path or "/", search or "")
        if sound:
            worth_keeping()
        return {"title": title, "root": trees(content)}


def render(home: Path, access: Access, path: str, now: dt.datetime, query: str = "") -> tuple[list[Component], str]:
    """Everything the browser shows for an address, and the title of the window; one release from top to bottom."""
    content, title, _ = _rendered(home, access, path, now, query)
    return content, title


def _rendered(home: Path, access: Access, path: str, now: dt.datetime, query: str) -> Answer:
    seen: Look | None = None
    sound = False
    try:
        seen = look(home, access, path, query, now)
        page, sound = _page(seen), True
    except warehouse.NoRelease:
        page = Page("Noch keine Ausgabe", notice.no_release(str(home)))
    except warehouse.BrokenRelease as error:
        _LOG.error("%s", error)
        page = Page("Ausgabe nicht lesbar", notice.broken_release(error.release_id, error.cause))
    except Exception:
        code = secrets.token_hex(4)
        _LOG.exception("Kennung %s", code)
        page = Page("Fehler", notice.failed(code))
    return (*_whole(page, seen, access, path, query), sound)


def _page(seen: Look) -> Page:
    """The page with its line of choices behind its opening."""
    page = seen.page()
    if page is None:
        return _not_found(seen.path)
    if not seen.offers and not seen.refused and not tables(page.content):
        return page
    line = filter_line(seen.path, seen.chosen, seen.offers, seen.refused)
    after = next((at for at, part in enumerate(page.content) if getattr(part, "className", "") == "top"), -1) + 1
    return Page(page.title, [*page.content[:after], line, *page.content[after:]])


def _whole(page: Page, seen: Look | None, access: Access, path: str, query: str) -> tuple[list[Component], str]:
    """The page in its frame, its links completed, in the language of the address."""
    shown = seen.visit.shown if seen else None
    chosen = seen.chosen if seen else Filter()
    plain = path.rstrip("/") or "/"
    whole = frame(
        page.content,
        routes.navigation(),
        plain,
        shown=shown,
        viewer=Viewer(access.audience.title, access.audience.k),
        old_release=hint(seen, OLD_AFTER_DAYS) if seen else None,
        foot=routes.foot() if seen else (),
        other_language=link(plain, chosen.having("lang", "de" if chosen.lang == "en" else "en")) if seen else None,
    )
    finish(whole, plain, chosen)
    place = f"{BRAND} {shown.city.short_name}" if shown else BRAND
    title = page.title
    if language(query) == ENGLISH:
        words = translator(shown)
        title = words(title) or title
        translate(whole, words)
    return whole, f"{title} · {place}"


def _not_found(path: str) -> Page:
    return Page("Seite nicht gefunden", notice.not_found(f"Unter „{path}“ ist nichts zu finden."))


def _serve_downloads(app: Dash, home: Path, access: Access, clock: Clock) -> None:
    @app.server.get(f"{DOWNLOAD}/<form>")
    def download(form: str) -> Response:
        path, _, query = request.args.get("von", "/").partition("?")
        number = request.args.get("nr", "0")
        try:
            seen = look(home, access, path, query, clock())
        except (warehouse.NoRelease, warehouse.BrokenRelease):
            abort(HTTPStatus.SERVICE_UNAVAILABLE)
        page = seen.page()
        found = handout(seen, page, form, int(number)) if page and form in TYPES and number.isdecimal() else None
        if found is None:
            abort(HTTPStatus.NOT_FOUND)
        content, name = found
        heads = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(content, mimetype=TYPES[form].partition(";")[0], headers=heads)

    @app.server.get(ENTRIES)
    def entries() -> Response:
        try:
            seen = look(home, access, "/", request.query_string.decode("utf-8", "replace"), clock())
        except (warehouse.NoRelease, warehouse.BrokenRelease):
            abort(HTTPStatus.SERVICE_UNAVAILABLE)
        shown = seen.visit.shown
        annex = warehouse.annex(home, access.audience.id, shown.info.id)
        pages = (*routes.navigation(), *routes.foot())
        words = translator(shown) if seen.chosen.lang == ENGLISH else str
        found = search.entries(shown, annex, pages, seen.releases, seen.chosen, seen.visit.today, words)
        return jsonify(found)


def _serve_health(app: Dash, home: Path, access: Access) -> None:
    @app.server.get("/healthz")
    def health() -> tuple[Response, int]:
        try:
            shown = warehouse.standing(home, access.audience.id)
        except (warehouse.NoRelease, warehouse.BrokenRelease) as error:
            return jsonify(status=str(error), release=None), HTTPStatus.SERVICE_UNAVAILABLE
        return jsonify(status=_trouble(home, access) or "ok", release=shown.info.id), HTTPStatus.OK


def _trouble(home: Path, access: Access) -> str:
    """What is wrong with the current release while an older one stands in for it; empty when nothing is."""
    try:
        warehouse.snapshot(home, access.audience.id)
    except warehouse.BrokenRelease as error:
        return str(error)
    return ""


def _answer_with_status(app: Dash, home: Path, access: Access) -> None:
    """Give pages their true status: Dash itself answers every address with 200."""

    @app.server.after_request
    def correct_status(response: Response) -> Response:
        if request.method == "GET" and (request.path == "/" or "path" in (request.view_args or {})):
            response.status_code = status_of(home, access, request.path)
        return response


def status_of(home: Path, access: Access, path: str) -> HTTPStatus:
    """200 for a page that exists, 404 for one that does not, 503 while no release can be shown."""
    if (found := routes.match(path)) is None:
        return HTTPStatus.NOT_FOUND
    try:
        shown = warehouse.standing(home, access.audience.id)
    except (warehouse.NoRelease, warehouse.BrokenRelease):
        return HTTPStatus.SERVICE_UNAVAILABLE
    argument = found[1]
    return HTTPStatus.OK if not argument or shown.reading(argument) else HTTPStatus.NOT_FOUND
