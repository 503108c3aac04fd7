"""gunicorn with one worker and eight threads, ready before it says so."""

import gc
import socket
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from gunicorn.app.base import BaseApplication

THREADS = 8
WSGI = Callable[..., Any]


class PortTaken(Exception):
    """Another program listens on the port already; the text is a German sentence."""


class Server(BaseApplication):
    """One process that answers with eight threads: DuckDB and Python share its memory, releases its cache."""

    def __init__(self, make: Callable[[], WSGI], host: str, port: int, ready: Callable[[], None]) -> None:
        self._make = make
        self._bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self._ready = ready
        super().__init__()

    def load_config(self) -> None:
        """Settings of gunicorn; none is read from a file or the environment."""
        settings: dict[str, Any] = {
            "bind": self._bind,
            "workers": 1,
            "worker_class": "gthread",
            "threads": THREADS,
            "loglevel": "warning",
            "graceful_timeout": 10,
            # People read between two clicks; the line stays open and costs no thread meanwhile.
            "keepalive": 60,
            "control_socket_disable": True,
            "post_worker_init": lambda worker: _warm_up(worker, self._ready),
            "worker_exit": lambda _, worker: _cool_down(worker),
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The WSGI application, made in the worker itself: no open file or thread crosses a fork."""
        return self._make()


def _warm_up(worker: Any, ready: Callable[[], None]) -> None:
    """Ask for what every page needs before the first visitor does, and for every page from then on."""
    from dashboard.warming import Warmth  # here in the worker: it imports all pages

    client = worker.wsgi.test_client()
    for path in ("/_dash-dependencies", "/_dash-layout"):
        assert client.get(path).status_code == HTTPStatus.OK
    client.get("/")
    # What has been read stays as long as the process; the collector need not look through it with every page.
    gc.collect()
    gc.freeze()
    # A page is tens of thousands of parts that are all given back at once: looking for circles among them is in vain.
    gc.set_threshold(50_000, 20, 20)
    ready()
    worker.warmth = Warmth(worker.wsgi)
    worker.warmth.start()


def _cool_down(worker: Any) -> None:
    """End the warming before the interpreter does: a thread torn out of DuckDB takes the whole process with it."""
    warmth = getattr(worker, "warmth", None)
    if warmth:
        warmth.end()


def check_port(host: str, port: int) -> None:
    """Raise PortTaken when nothing can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"Auf {host}, Port {port}, kann nichts angeboten werden ({error.strerror}). "
                "Einen anderen Port wählen: --port 8051."
            ) from error


def serve(make: Callable[[], WSGI], host: str, port: int, ready: Callable[[], None]) -> None:
    """Serve until the process is told to end; `ready` is called once the first page can be asked for."""
    check_port(host, port)
    Server(make, host, port, ready).run()
