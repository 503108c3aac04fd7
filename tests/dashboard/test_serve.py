"""The command itself: says where, answers at once, ends when told; wrong usage is a German sentence and 1."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import release_fixture as fixture

from dashboard.components.screen import SCREEN
from dashboard.security import CALLBACKS
from dashboard.warming import asking

pytestmark = pytest.mark.slow
SECONDS = 15


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "dashboard", "serve", *words]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def served(home: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    port = free_port()
    words = command("--home", str(home), "--port", str(port))
    pipe = subprocess.PIPE
    with subprocess.Popen(words, cwd=fixture.ROOT, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process, f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(SECONDS)


def fetch(url: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_serve_says_where_and_no_first_request_fails(tmp_path: Path) -> None:
    fixture.publish(tmp_path)
    with served(tmp_path) as (process, address):
        assert process.stdout is not None
        assert process.stdout.readline().startswith(f"Das Cockpit läuft: {address}/")
        with ThreadPoolExecutor(16) as pool:
            paths = ["/", "/_dash-layout", "/_dash-dependencies", "/healthz"] * 16
            answers = list(pool.map(lambda path: fetch(address + path)[0], paths))
        assert set(answers) == {200}
        assert json.loads(fetch(f"{address}/healthz")[1])["release"] == fixture.FIRST
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS) == 0
        assert time.monotonic() - began < SECONDS
        assert process.stderr is not None
        assert process.stderr.read() == ""


def split(address: str) -> tuple[str, str]:
    path, mark, query = address.partition("?")
    return path, mark + query


def ask(line: http.client.HTTPConnection, path: str) -> tuple[str, int, bytes]:
    """The answer to a click, over a line that stays open."""
    line.request("POST", CALLBACKS, json.dumps(asking(*split(path))), {"Content-Type": "application/json"})
    answer = line.getresponse()
    return path, answer.status, answer.read()


def test_the_first_clicks_after_a_start_are_right_under_load_and_open_lines_do_not_hold_the_end(tmp_path: Path) -> None:
    fixture.publish(tmp_path)
    paths = ["/katalog", "/ankunft", "/kennzahl/gu_auslastung", "/kennzahl/gu_auslastung?period=2026-09", "/daten"] * 6
    with served(tmp_path) as (process, address):
        assert process.stdout is not None
        process.stdout.readline()
        lines = [http.client.HTTPConnection(address.removeprefix("http://"), timeout=SECONDS) for _ in paths]
        with ThreadPoolExecutor(len(paths)) as pool:
            answers = list(pool.map(ask, lines, paths))
        assert {status for _, status, _ in answers} == {200}
        first = {path: body for path, _, body in answers}
        assert all(body == first[path] for path, _, body in answers)
        assert all(ask(lines[0], path)[2] == body for path, body in first.items())
        titles = {path: json.loads(body)["response"][SCREEN]["page"]["title"] for path, body in first.items()}
        assert titles["/katalog"].startswith("Kennzahlen")
        assert titles["/daten"].startswith("Datenqualität")
        assert len(set(first.values())) == len(first)
        process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS) == 0
        for line in lines:
            line.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_a_home_without_release_is_served_and_unhealthy(tmp_path: Path) -> None:
    with served(tmp_path) as (process, address):
        assert process.stdout is not None
        process.stdout.readline()
        assert fetch(f"{address}/healthz")[0] == 503
        assert fetch(f"{address}/")[0] == 503


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--role", "admin"), "Die Rolle „admin“ gibt es nicht."),
        (("--host", "0.0.0.0"), "nur auf diesem Rechner"),
        (("--port", "0"), "port"),
        (("--unbekannt",), "--unbekannt"),
    ],
)
def test_wrong_usage_ends_with_one_and_a_sentence(tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    made = subprocess.run(
        command("--home", str(tmp_path), *words), cwd=fixture.ROOT, capture_output=True, text=True, timeout=SECONDS
    )
    assert made.returncode == 1
    assert sentence in made.stderr
    assert "Traceback" not in made.stderr


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        words = command("--home", str(tmp_path), "--port", port)
        made = subprocess.run(words, cwd=fixture.ROOT, capture_output=True, text=True, timeout=SECONDS)
    assert (made.returncode, made.stdout) == (1, "")
    assert f"Port {port}" in made.stderr


def test_missing_rights_are_named(tmp_path: Path) -> None:
    environment = {**os.environ, "KIM_CATALOGUE": str(tmp_path)}
    words = command("--home", str(tmp_path))
    made = subprocess.run(words, cwd=fixture.ROOT, capture_output=True, text=True, timeout=SECONDS, env=environment)
    assert made.returncode == 1
    assert "Rollen und Rechten fehlt" in made.stderr
