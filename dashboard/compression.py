"""Answers made anew for each request are sent compressed; files of assets/ are not, browsers keep those."""

import gzip

from dash import Dash
from flask import Response, request

SMALLEST = 1024
_LEVEL = 5
_KINDS = ("application/json", "text/html", "text/csv", "image/svg+xml")


def compress(app: Dash) -> None:
    """Compress what is large enough for those who ask for it."""

    @app.server.after_request
    def shrink(response: Response) -> Response:
        if not _worth_it(response):
            return response
        response.set_data(gzip.compress(response.get_data(), _LEVEL, mtime=0))
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
