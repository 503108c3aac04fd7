"""create_app(): the shell around all pages, its one callback, errors, health."""

import datetime as dt
import logging
import secrets
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, dcc, html
from dash.development.base_component import Component
from flask import Response, abort, jsonify, request

from dashboard import routes, search, security, settings, warehouse
from dashboard.access import Access, access_for
from dashboard.components import notice
from dashboard.components.filter_line import filter_line
from dashboard.components.frame import BRAND, Viewer, frame
from dashboard.components.palette import ENTRIES
from dashboard.compression import compress
from dashboard.filters import Filter, language, link
from dashboard.finish import DOWNLOAD, finish, tables
from dashboard.handout import TYPES, handout
from dashboard.look import Look, hint, look
from dashboard.translation import ENGLISH, translate, translator
from dashboard.visit import Page
from etl.catalogue.access import Rights

OLD_AFTER_DAYS = 45
Clock = Callable[[], dt.datetime]
_LOG = logging.getLogger("dashboard")
# Numbered files of our own are loaded by every page; what only some pages need is not.
_NOT_AUTOLOADED = r"^(?!\d\d-)|bootstrap"
_INDEX = """<!DOCTYPE html>
<html lang="de">
<head>
{%metas%}
<title>{%title%}</title>
<link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
<link rel="preload" href="/assets/vendor/fonts/source-sans-3-latin.woff2" as="font" type="font/woff2" crossorigin>
<script src="/assets/early/theme.js"></script>
{%css%}
</head>
<body>
<noscript>Diese Seite braucht JavaScript.</noscript>
{%app_entry%}
{%config%}
{%scripts%}
{%renderer%}
</body>
</html>"""


class Cockpit(Dash):
    """Dash whose pages do not even name the host that its debug tools would ask for new versions."""

    def _config(self) -> dict[str, Any]:
        return {**super()._config(), "dash_version_url": None}


def utc_now() -> dt.datetime:
    """The present moment, aware."""
    return dt.datetime.now(dt.UTC)


def create_app(home: Path, role: str, *, rights: Rights | None = None, clock: Clock = utc_now) -> Dash:
    """The dashboard over one home for one role; `clock` gives aware moments.

    Raises SettingsInvalid or AccessRefused when rights are not readable or the role is unknown.
    """
    access = access_for(rights or settings.read_rights(settings.city_file()), role)
    app = Cockpit(
        "dashboard",
        assets_folder=str(settings.ASSETS),
        assets_ignore=_NOT_AUTOLOADED,
        assets_path_ignore=["early", "vendor"],
        use_pages=False,
        title=BRAND,
        update_title=None,
        suppress_callback_exceptions=True,
        enable_mcp=False,
        index_string=_INDEX,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )
    app.layout = html.Div(
        [
            dcc.Location(id="url"),
            dcc.Store(id="title"),
            html.Div(id="announce", className="vh", role="status"),
            html.Div(id="shell"),
        ]
    )
    _connect(app, home, access, clock)
    _serve_health(app, home, access)
    _serve_downloads(app, home, access, clock)
    _answer_with_status(app, home, access)
    security.secure(app)
    compress(app)
    # Dash marks its setup as done before it is; done here, no request can come too early.
    app.server.test_client().get("/_dash-dependencies")
    return app


def _connect(app: Dash, home: Path, access: Access, clock: Clock) -> None:
    @app.callback(
        Output("shell", "children"), Output("title", "data"), Input("url", "pathname"), Input("url", "search")
    )
    def show(pathname: str | None, search: str | None) -> tuple[list[Component], str]:
        return render(home, access, pathname or "/", clock(), search or "")

    app.clientside_callback(ClientsideFunction("kim", "arrive"), Output("announce", "children"), Input("title", "data"))


def render(home: Path, access: Access, path: str, now: dt.datetime, query: str = "") -> tuple[list[Component], str]:
    """Everything the browser shows for an address, and the title of the window; one release from top to bottom."""
    seen: Look | None = None
    try:
        seen = look(home, access, path, query, now)
        page = _page(seen)
    except warehouse.NoRelease:
        page = Page("Noch keine Ausgabe", notice.no_release(str(home)))
    except warehouse.BrokenRelease as error:
        _LOG.error("%s", error)
        page = Page("Ausgabe nicht lesbar", notice.broken_release(error.release_id, error.cause))
    except Exception:
        code = secrets.token_hex(4)
        _LOG.exception("Kennung %s", code)
        page = Page("Fehler", notice.failed(code))
    return _whole(page, seen, access, path, query)


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
            shown = warehouse.snapshot(home, access.audience.id)
        except (warehouse.NoRelease, warehouse.BrokenRelease) as error:
            return jsonify(status=str(error), release=None), HTTPStatus.SERVICE_UNAVAILABLE
        return jsonify(status="ok", release=shown.info.id), HTTPStatus.OK


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
        shown = warehouse.snapshot(home, access.audience.id)
    except (warehouse.NoRelease, warehouse.BrokenRelease):
        return HTTPStatus.SERVICE_UNAVAILABLE
    argument = found[1]
    return HTTPStatus.OK if not argument or shown.reading(argument) else HTTPStatus.NOT_FOUND
