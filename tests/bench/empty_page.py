"""An empty Dash page, served exactly as the cockpit is; with a folder it loads the Plotly bundle in it.

Call: `python tests/bench/empty_page.py PORT [FOLDER]`.
"""

import sys

from dash import Dash, html
from flask import Flask, Response

from dashboard.compression import compress
from dashboard.security import secure
from dashboard.server import serve


def empty(folder: str | None) -> Flask:
    """The page: one heading. Its files are compressed too, so that nothing but their size speaks against it."""
    app = Dash("leer", assets_folder=folder or "", assets_ignore="" if folder else ".*", update_title=None)
    app.layout = html.Main(html.H1("Leere Seite"))
    secure(app)
    compress(app)

    # Called before `compress`, because what is registered last is called first.
    @app.server.after_request
    def whole(response: Response) -> Response:
        if response.mimetype == "text/javascript":
            response.direct_passthrough = False
            response.set_data(response.get_data())
        return response

    server: Flask = app.server
    return server


if __name__ == "__main__":
    place = sys.argv[2] if len(sys.argv) > 2 else None
    serve(lambda: empty(place), "127.0.0.1", int(sys.argv[1]), lambda: None)
