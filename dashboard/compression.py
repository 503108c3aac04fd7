"""Answers are sent compressed to those who ask for it; what never changes is compressed once and kept by browsers."""

import gzip

from dash import Dash
from flask import Response, request

from dashboard.bundles import FOREVER

SMALLEST = 1024
_LEVEL = 5
_KINDS = ("application/json", "text/html", "text/csv", "image/svg+xml", "text/javascript", "application/javascript")
_SUITES = "/_dash-component-suites/"
_MOST_SUITES = 32


def compress(app: Dash) -> None:
    """Compress what is large enough for those who ask for it."""
    suites: dict[str, bytes] = {}

    @app.server.after_request
    def shrink(response: Response) -> Response:
        # Dash names its files by their version; without one it sends an ETag instead.
        fixed = request.path.startswith(_SUITES) and response.cache_control.max_age
        if fixed:
            response.headers["Cache-Control"] = FOREVER
        if not _worth_it(response):
            return response
        if fixed:
            small = suites.get(request.path) or gzip.compress(response.get_data(), 9, mtime=0)
            if len(suites) < _MOST_SUITES:
                suites[request.path] = small
        else:
            small = gzip.compress(response.get_data(), _LEVEL, mtime=0)
        response.set_data(small)
        response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
        return response


def _worth_it(response: Response) -> bool:
    return (
        request.accept_encodings.quality("gzip") > 0
        and not response.direct_passthrough
        and not response.is_streamed
        and response.mimetype in _KINDS
        and "Content-Encoding" not in response.headers
        and len(response.get_data()) >= SMALLEST
    )
