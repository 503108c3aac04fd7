"""The page that comes with the document is the one that scripts build later, and works before and without them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import release_fixture as fixture
from playwright.sync_api import Browser, Page, expect
from served import served

from dashboard import routes

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PATHS = [entry.path for entry in (*routes.navigation(), *routes.foot())] + ["/kennzahl/gu_auslastung", "/nirgendwo"]
# What scripts of ours write into a page that has arrived is not part of what was sent.
SENT = """(selector) => {
  const copy = document.querySelector(selector).cloneNode(true);
  copy.querySelectorAll("[data-shown]").forEach((e) => e.removeAttribute("data-shown"));
  const written = (e) => e.nodeType === 3 ? e.data : [
    e.localName, e.namespaceURI, Array.from(e.attributes).map((a) => a.name + "=" + a.value).sort(),
    Array.from(e.childNodes).reduce((all, child) => {
      const text = written(child), last = all.length - 1;
      if (child.nodeType === 3 && typeof all[last] === "string") all[last] += text; else all.push(text);
      return all;
    }, [])];
  return JSON.stringify(Array.from(copy.childNodes).map(written));
}"""
REACT = "#react-entry-point > div"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("home")
    fixture.publish(home)
    with served(home) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_every_page_of_the_document_is_the_one_that_scripts_build(page: Page, address: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for path in PATHS:
        page.goto(address + path)
        sent = page.evaluate(SENT, "#first")
        title = page.title()
        page.evaluate("window.kim.go(window.location.origin + '/hilfe?lang=en')")
        page.locator(REACT).wait_for()
        assert page.locator("#first").count() == 0
        page.go_back()
        expect(page).to_have_title(title)
        page.wait_for_function("() => !document.documentElement.lang.startsWith('en')")
        assert page.evaluate(SENT, REACT) == sent, path
    assert [text for text in said if "404" not in text] == []


def test_without_scripts_the_page_can_be_read_and_followed(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/kennzahl/gu_auslastung")
    expect(page.locator(".now .value")).to_contain_text("90,3")
    page.locator(".nav a", has_text="Kennzahlen").first.click()
    expect(page.locator("main h1")).to_have_text("Kennzahlen")
    context.close()


def test_a_click_before_dash_is_there_is_not_lost(page: Page, address: str) -> None:
    waiting = []
    page.route("**/dash_renderer*", lambda route: waiting.append(route))
    page.goto(address, wait_until="commit")
    page.locator(".headline-cards .card").first.wait_for()
    page.wait_for_function("() => Boolean(window.kim && window.kim.go)")
    page.locator(".head > .wrap > .nav a", has_text="Kennzahlen").click()
    assert page.url.endswith("/katalog")
    expect(page.locator("main h1")).to_contain_text("Lagebild")
    waiting[0].continue_()
    expect(page.locator("main h1")).to_have_text("Kennzahlen")
    expect(page.locator("#inhalt")).to_be_focused()
