"""Everything on every page by keyboard alone: reached in one walk with a visible focus, no trap, and operated."""

import string
from collections.abc import Iterator
from pathlib import Path

import city_release
import pytest
from playwright.sync_api import Browser, Page, expect
from served import served

from dashboard import routes

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = (*(entry.path for entry in (*routes.navigation(), *routes.foot())), "/kennzahl/gu_auslastung")
# All that can be operated and is seen now, and a listener that notes whom the focus reaches and whether it shows.
WATCH = """() => {
  const seen = e => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length;
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
  window.wanted = new Set(all.filter(seen));
  window.reached = new Map();
  document.addEventListener('focusin', event => {
    const e = event.target, style = getComputedStyle(e.closest('.card') || e), box = e.getBoundingClientRect();
    const shows = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    window.reached.set(e, [shows, inside, e.outerHTML.slice(0, 90)]);
  });
  return window.wanted.size;
}"""
FOUND = """() => ({
  missed: [...window.wanted].filter(e => !window.reached.has(e)).map(e => e.outerHTML.slice(0, 90)),
  hidden: [...window.reached.values()].filter(([shows, inside]) => !shows || !inside),
  left: document.activeElement === document.body || !window.wanted.has(document.activeElement),
})"""
# Controls that show and hide something in their place: (selector, what says that it is done).
TOGGLES = (
    ("[data-do=figure][data-as=table]", "e => e.getAttribute('aria-pressed') === 'true'"),
    ("main details > summary", "e => e.parentElement.open"),
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("home")
    city_release.publish(home)
    with served(home) as running:
        yield running


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, language = getattr(request, "param", (1280, "de"))
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="de-DE", reduced_motion="reduce")
    opened = context.new_page()
    opened.language = language  # type: ignore[attr-defined]
    yield opened
    context.close()


def go(page: Page, to: str) -> None:
    page.goto(to)
    page.locator("main h1").wait_for()


def walk(page: Page, path: str) -> None:
    """Tab through the whole page once."""
    for _ in range(page.evaluate(WATCH)):
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    found = page.evaluate(FOUND)
    assert found["missed"] == [], path
    assert found["hidden"] == [], path
    assert found["left"], path


@pytest.mark.parametrize("path", PAGES)
def test_one_walk_reaches_everything_and_leaves_again(page: Page, address: str, path: str) -> None:
    go(page, address + path)
    walk(page, path)


@pytest.mark.soak
@pytest.mark.parametrize("page", [(320, "de"), (320, "en"), (640, "de"), (1280, "en")], indirect=True)
@pytest.mark.parametrize("path", PAGES)
def test_one_walk_at_every_width_and_in_english(page: Page, address: str, path: str) -> None:
    go(page, f"{address}{path}?lang={page.language}")  # type: ignore[attr-defined]
    walk(page, path)


@pytest.mark.parametrize("path", PAGES)
def test_what_opens_and_sorts_does_so_by_keyboard(page: Page, address: str, path: str) -> None:
    go(page, address + path)
    for selector, done in TOGGLES:
        for control in page.locator(selector).all():
            if control.is_visible() and not control.evaluate(done):
                control.focus()
                page.keyboard.press("Enter")
                assert control.evaluate(done), control.inner_text()
    for heading in page.locator("[data-do=sort]:visible").all():
        heading.focus()
        page.keyboard.press("Space")
        assert heading.evaluate("e => e.closest('th').getAttribute('aria-sort')") in ("ascending", "descending")


def test_downloads_begin_by_keyboard(page: Page, address: str) -> None:
    go(page, f"{address}/unterbringung")
    for form in ("csv", "csv-punkt", "svg", "png", "xlsx"):
        link = page.locator(f"[data-download={form}]:visible").first
        link.focus()
        with page.expect_download() as waiting:
            page.keyboard.press("Enter")
        assert Path(waiting.value.path()).stat().st_size > 100, form


def test_no_letter_alone_does_anything(page: Page, address: str) -> None:
    go(page, f"{address}/unterbringung")
    before = page.evaluate("[location.href, document.querySelector('#inhalt').innerText]")
    page.keyboard.type(string.ascii_letters + string.digits + "?/.,-+#")
    assert page.evaluate("[location.href, document.querySelector('#inhalt').innerText]") == before
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert page.evaluate("document.activeElement === document.body")


@pytest.mark.parametrize("page", [(320, "de"), (640, "en")], indirect=True, ids=["320", "1280 at 200 %"])
def test_nothing_scrolls_sideways_on_a_phone_or_enlarged(page: Page, address: str) -> None:
    for path in PAGES:
        go(page, f"{address}{path}?lang={page.language}")  # type: ignore[attr-defined]
        page.evaluate("document.querySelectorAll('main details').forEach(e => e.open = true)")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path
