"""What the measurements of the pages share: the home they show, servers as processes of their own, German numbers."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "data" / "demo"
PATIENCE = 60.0


def home() -> Path:
    """The home named on the command line, else the demo; ends with a sentence where it holds no release."""
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else DEMO
    if not (chosen / "releases" / "CURRENT").is_file():
        raise SystemExit(f"In {chosen} liegt keine Ausgabe. Bitte zuerst: make demo")
    return chosen.resolve()


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: Sequence[str | Path], port: int, health: str = "/") -> Iterator[str]:
    """The address of a server while it runs as a process of its own; it is there once `health` answers."""
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen([str(word) for word in command], cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        try:
            _wait(process, address + health)
            yield address
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _wait(process: "subprocess.Popen[bytes]", address: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{address} antwortet nicht.")


def cockpit(shown: Path, port: int) -> list[str | Path]:
    """The command that serves a home as `make run` does."""
    return [sys.executable, "-m", "dashboard", "serve", "--home", shown, "--port", str(port)]


def german(value: float, decimals: int = 0) -> str:
    """A number with decimal comma and dots between thousands."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
