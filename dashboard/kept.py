"""Answers that were given before: a release never changes, so neither does what one role reads in it on one day."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock
from zoneinfo import ZoneInfo

from dash import Dash
from flask import Response, g, request

from dashboard import routes, warehouse
from dashboard.access import Access
from dashboard.document import First
from dashboard.security import CALLBACKS

LARGEST = 32 * 1024 * 1024
_BASE = 1024
_GZIP = "gzip"
_DOCUMENT, _BETWEEN = "document", "\0"
Key = tuple[Hashable, ...]
KeyOf = Callable[[str, str], Key | None]


class Kept:
    """Bodies by key, the ones not asked for longest dropped first; safe for threads."""

    def __init__(self, largest: int = LARGEST) -> None:
        self._largest = largest
        self._bodies: OrderedDict[Key, bytes] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: Key) -> bytes | None:
        """The body kept under a key."""
        with self._lock:
            if key in self._bodies:
                self._bodies.move_to_end(key)
            return self._bodies.get(key)

    def put(self, key: Key, body: bytes) -> None:
        """Keep a body, and no more than `largest` bytes of all together."""
        with self._lock:
            self._size -= _weight(key, self._bodies.pop(key, None))
            self._bodies[key] = body
            self._size += _weight(key, body)
            while self._size > self._largest:
                self._size -= _weight(*self._bodies.popitem(last=False))


def _weight(key: Key, body: bytes | None) -> int:
    return 0 if body is None else _BASE + len(body) + sum(len(part) for part in key if isinstance(part, str))


def key_of(home: Path, access: Access, path: str, query: str, now: dt.datetime) -> Key | None:
    """Everything that a page of a release depends on; None for a page that says more than its release.

    Role, audience and rights are part of it: what one may see is never the answer to another.
    """
    found = routes.match(path)
    if found is None or not found[0].fixed:
        return None
    try:
        shown = warehouse.standing(home, access.audience.id)
    except (warehouse.NoRelease, warehouse.BrokenRelease):
        return None
    today = now.astimezone(ZoneInfo(shown.city.timezone)).date()
    who = (access.role, access.audience.id, access.audience.k, access.rights)
    return (path, query, shown.info.id, warehouse.releases(home, access.audience.id), today, *who)


def worth_keeping() -> None:
    """Said by whoever made the page of this request without any trouble."""
    g.worth_keeping = True


def remembered(
    kept: Kept, key_for: KeyOf, make: Callable[[str, str], tuple[First, bool]]
) -> Callable[[str, str], First]:
    """`make` (address, query -> page of a document, whether it may be kept), called only for what is not kept yet."""

    def known(path: str, query: str) -> First:
        key = key_for(path, query)
        body = kept.get((*key, _DOCUMENT)) if key else None
        if body is not None:
            title, _, content = body.decode().partition(_BETWEEN)
            return content, title
        (content, title), sound = make(path, query)
        if key and sound and key == key_for(path, query):
            kept.put((*key, _DOCUMENT), f"{title}{_BETWEEN}{content}".encode())
        return content, title

    return known


def keep(app: Dash, output: str, key_for: KeyOf, kept: Kept) -> None:
    """Answer the callback of `output` from what was answered before; `key_for` takes address and query.

    Call it after `security.secure`, which refuses malformed requests, and before `compress`.
    """

    @app.server.before_request
    def known() -> Response | None:
        g.kept_as = key = _key(output, key_for)
        if key is None or (body := kept.get(key)) is None:
            return None
        answer = Response(body, mimetype="application/json")
        if _packed():
            answer.headers["Content-Encoding"] = _GZIP
            answer.vary.add("Accept-Encoding")
        return answer

    @app.server.after_request
    def learn(response: Response) -> Response:
        key = g.get("kept_as")
        # Asked again: a release published meanwhile is not kept under the name of the one before.
        if key and g.get("worth_keeping") and response.status_code == 200 and key == _key(output, key_for):
            kept.put(key, response.get_data())
        return response


def _packed() -> bool:
    return request.accept_encodings.quality(_GZIP) > 0


def _key(output: str, key_for: KeyOf) -> Key | None:
    if request.path != CALLBACKS or request.method != "POST":
        return None
    body = request.get_json(silent=True)
    if not isinstance(body, dict) or body.get("output") != output:
        return None
    given = [part.get("value") for part in body["inputs"]]
    if len(given) != 2 or not all(value is None or isinstance(value, str) for value in given):
        return None
    key = key_for(given[0] or "/", given[1] or "")
    return None if key is None else (*key, _packed())
