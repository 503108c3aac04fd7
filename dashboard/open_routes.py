"""Open data under addresses that stay: the public numbers of the current release, whoever the server is for."""

import re
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

from dash import Dash
from flask import Response, abort, request

from dashboard.exports import open_data
from dashboard.exports.open_data import CSV, FIELDS, PARQUET, RECORD
from dashboard.warehouse import BrokenRelease

BASE = "/daten/offen"
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
    "jsonld": "application/ld+json",
}
_ONE = re.compile(r"([a-z][a-z0-9_]*)\.(csv|parquet)")


def connect(app: Dash, home: Path) -> None:
    """Add `BASE/<file>`: the four files of the command `open-data`, and each indicator as .csv and .parquet."""

    @app.server.get(f"{BASE}/<name>")
    def open_file(name: str) -> Response:
        try:
            shown, _ = open_data.public(home)
            # Only the record names addresses; everything else is kept once, whatever name the server is called by.
            found = _made(home, shown.info.id, name, f"{request.url_root.rstrip('/')}{BASE}" if name == RECORD else "")
        except (open_data.OpenDataRefused, BrokenRelease):
            abort(HTTPStatus.SERVICE_UNAVAILABLE)
        if found is None:
            abort(HTTPStatus.NOT_FOUND)
        answer = Response(found, content_type=TYPES[name.rpartition(".")[2]])
        answer.headers["Access-Control-Allow-Origin"] = "*"
        return answer


@lru_cache(maxsize=16)
def _made(home: Path, release_id: str, name: str, base: str) -> bytes | None:
    """The bytes of a file of a release, which never changes; None where there is none of the name."""
    shown, extra = open_data.public(home, release_id)
    if name in (CSV, PARQUET, FIELDS, RECORD):
        tables = name in (CSV, PARQUET)
        return open_data.content(name, shown, extra, base, tuple(open_data.rows(home, shown)) if tables else ())
    one = _ONE.fullmatch(name)
    if one is None or shown.reading(one[1]) is None:
        return None
    return open_data.content(name, shown, extra, base, tuple(open_data.rows(home, shown, one[1])))
