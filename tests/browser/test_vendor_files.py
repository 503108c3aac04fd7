"""The third-party files that setup fetched do their work in a browser, and nothing is asked of another host."""

import functools
import http.server
import re
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from provision.paths import ROOT

pytestmark = pytest.mark.browser

SCRIPTS = ("vendor/10-plotly-cartesian.min.js", "vendor/20-plotly-locale-de.js")
STYLES = ("00-bootstrap.min.css", "05-fonts.css")


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves assets/ and one page that uses them; writes no log."""

    def log_message(self, format: str, *args: object) -> None: ...

    def do_GET(self) -> None:
        if self.path != "/":
            super().do_GET()
            return
        head = "".join(f'<link rel="stylesheet" href="{style}">' for style in STYLES)
        tail = "".join(f'<script src="{script}"></script>' for script in self.server.scripts)  # type: ignore[attr-defined]
        body = '<p style="font-family: Source Sans 3 Variable">Halle</p><div id="chart"></div>'
        text = f"<!doctype html><html lang=de><head><title>Probe</title>{head}</head><body>{body}{tail}</body></html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(text.encode())


@pytest.fixture(params=[SCRIPTS, SCRIPTS[::-1]], ids=["plotly_first", "locale_first"])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(ROOT / "assets"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.scripts = request.param  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


def test_plotly_speaks_german_with_files_of_this_host_alone(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.evaluate(
        """async () => Plotly.newPlot("chart", [{x: [1, 2], y: [1234.5, 2345.5]}],
             {yaxis: {tickformat: ",.1f"}}, {locale: "de", displayModeBar: true, displaylogo: false})"""
    )
    page.locator(".ytick text").first.wait_for()
    ticks = page.locator(".ytick text").all_text_contents()
    assert ticks
    assert all(re.fullmatch(r"\d\.\d{3},\d", tick) for tick in ticks), ticks
    titles = page.locator("[data-title]").evaluate_all("all => all.map(one => one.dataset.title)")
    assert "Graphen als PNG herunterladen" in titles
    assert all(url.startswith(address) for url in asked), asked


def test_the_fonts_arrive(page: Page, address: str) -> None:
    page.goto(address)
    loaded = page.evaluate(
        """async () => Promise.all(["Source Sans 3 Variable", "Source Serif 4 Variable"].map(
             async family => (await document.fonts.load(`16px "${family}"`, "aŞ")).map(face => face.status)))"""
    )
    assert loaded == [["loaded", "loaded"], ["loaded", "loaded"]]


def test_axe_finds_what_is_wrong(page: Page, axe: str) -> None:
    page.set_content("<!doctype html><html><head><title>Probe</title></head><body><img src='x.png'></body></html>")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a']}).then(done => done.violations.map(one => one.id))")
    assert {"html-has-lang", "image-alt"} <= set(found)
