"""Our own styles and our own scripts as one file each, named by what is in it, so that a browser asks for each once."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dash import Dash
from flask import Response, abort, request

FOREVER = "public, max-age=31536000, immutable"
_TYPES = {"css": "text/css", "js": "text/javascript"}
# Numbered files are for every page; what setup puts beside them for the sake of order is not ours.
_OWN = "[0-9][0-9]-*"
_NOT_OWN = "bootstrap"


@dataclass(frozen=True)
class Bundle:
    """All numbered files of assets/ with one ending, in the order of their names."""

    kind: str
    content: bytes

    @property
    def path(self) -> str:
        """The address; it lies in /assets/, from where styles name their fonts, and changes with the content."""
        return f"/assets/kim.{hashlib.sha256(self.content).hexdigest()[:16]}.{self.kind}"

    @cached_property
    def small(self) -> bytes:
        """The content as gzip."""
        return gzip.compress(self.content, 9, mtime=0)


def bundle(assets: Path, kind: str) -> Bundle:
    """The bundle of one ending, "css" or "js"; read once, so a changed file needs a restart."""
    files = sorted(file for file in assets.glob(f"{_OWN}.{kind}") if _NOT_OWN not in file.name)
    return Bundle(kind, b"\n".join(file.read_bytes() for file in files))


def serve(app: Dash, bundles: tuple[Bundle, ...]) -> None:
    """Answer for the bundles under their addresses; an older name is not found, never answered with something else."""
    known = {found.path: found for found in bundles}

    @app.server.get("/assets/kim.<mark>.<any(css, js):kind>")
    def bundled(mark: str, kind: str) -> Response:
        found = known.get(request.path)
        if found is None:
            abort(404, f"{mark}.{kind}")
        packed = request.accept_encodings.quality("gzip") > 0
        answer = Response(found.small if packed else found.content, mimetype=_TYPES[found.kind])
        if packed:
            answer.headers["Content-Encoding"] = "gzip"
        answer.vary.add("Accept-Encoding")
        answer.headers["Cache-Control"] = FOREVER
        return answer
