"""A home served on a free port of this machine for as long as a test module needs it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import release_fixture as fixture
from werkzeug.serving import make_server

from dashboard.app import create_app


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The address of the cockpit over that home, as it looks to the local role at the fixture's time."""
    app = create_app(home, "lokal", rights=fixture.city().rights, clock=lambda: fixture.NOW)
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
