"""The handbook as a page in a real browser: accessible, fits a phone, quiet, and says on paper what it is."""

import subprocess
from pathlib import Path

import pytest
import release_fixture as fixture
from playwright.sync_api import Browser

from dashboard import warehouse
from dashboard.exports import handbook, html

pytestmark = pytest.mark.browser
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    fixture.publish(home)
    shown = warehouse.snapshot(home, "leitung")
    path = home / "handbuch.html"
    text = html.page(handbook.compose(shown, warehouse.annex(home, "leitung", shown.info.id)))
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_it_is_accessible_fits_and_asks_nobody(browser: Browser, axe: str, file: Path, scheme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    families = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert {family.strip('"') for family in families} == {"Source Sans 3 Variable", "Source Serif 4 Variable"}
    page.evaluate(axe)
    found = page.evaluate(f"axe.run(document, {{runOnly: {WCAG}}})")
    assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found["violations"]] == []
    assert said == []
    assert {url for url in asked if not url.startswith("data:")} == {file.as_uri()}
    context.close()


def test_the_printed_page_is_light_and_says_example_data_on_each_sheet(
    browser: Browser, file: Path, tmp_path: Path
) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(file.as_uri())
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(23, 35, 46)"
    (tmp_path / "druck.pdf").write_bytes(page.pdf(prefer_css_page_size=True))
    context.close()
    words = ["pdftotext", "-layout", str(tmp_path / "druck.pdf"), "-"]
    sheets = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split("\f")[:-1]
    assert len(sheets) > len(fixture.INDICATORS)
    assert [sheet for sheet in sheets if handbook.NOTICE not in sheet] == []


def test_the_contents_lead_to_a_sheet(browser: Browser, file: Path) -> None:
    page = browser.new_page()
    page.goto(file.as_uri())
    page.get_by_role("navigation").get_by_text("Auslastungsgrad der Gemeinschaftsunterkünfte").click()
    assert page.url.endswith("#kennzahl-gu_auslastung")
    assert page.locator("#kennzahl-gu_auslastung").bounding_box()["y"] < 100  # type: ignore[index]
    page.close()
