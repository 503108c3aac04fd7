"""Pages in a real browser: quiet console, own host only, accessible, operable by keyboard, fit for phone and paper."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import release_fixture as fixture
from playwright.sync_api import Browser, Page, expect
from served import served

pytestmark = pytest.mark.browser
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KENNZAHL = "/kennzahl/gu_auslastung"
PAGES = ("/", KENNZAHL, "/kennzahl/einwohner", "/kennzahl/wohnungsbedarf")


@dataclass
class Visit:
    """An open page, where it comes from, what its console said and whom it asked."""

    page: Page
    address: str
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.page.locator("main h1").wait_for()
        self.page.evaluate("document.fonts.ready")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("home")
    fixture.publish(home)
    with served(home) as running:
        yield running


@pytest.fixture
def visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    how = getattr(request, "param", {})
    context = browser.new_context(
        viewport={"width": how.get("width", 1280), "height": 900},
        color_scheme=how.get("scheme", "light"),
        locale="de-DE",
    )
    opened = Visit(context.new_page(), address)
    opened.page.on("console", lambda message: opened.said.append(message.text))
    opened.page.on("pageerror", lambda error: opened.said.append(str(error)))
    opened.page.on("request", lambda asked: opened.asked.append(asked.url))
    yield opened
    context.close()


def sizes() -> list[dict[str, object]]:
    return [{"scheme": scheme, "width": width} for scheme in ("light", "dark") for width in (320, 1280)]


@pytest.mark.parametrize("visit", sizes(), indirect=True, ids=lambda how: f"{how['scheme']}-{how['width']}")
def test_pages_are_quiet_accessible_and_fit(visit: Visit, axe: str) -> None:
    for path in PAGES:
        visit.go(path)
        width = visit.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert width <= 0, path
        visit.page.evaluate(axe)
        found = visit.page.evaluate(f"axe.run(document, {{runOnly: {WCAG}}})")
        assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found["violations"]] == [], path
    assert visit.said == []
    assert {url.startswith((visit.address, "data:")) for url in visit.asked} == {True}


def test_the_fonts_are_our_own(visit: Visit) -> None:
    visit.go("/")
    families = visit.page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert {family.strip('"') for family in families} == {"Source Sans 3 Variable", "Source Serif 4 Variable"}
    assert "Source Serif" in visit.page.evaluate("getComputedStyle(document.querySelector('.lead')).fontFamily")


def test_title_language_and_lead(visit: Visit) -> None:
    visit.go("/")
    expect(visit.page).to_have_title("Lagebild · KIM-Cockpit Halle (Saale)")
    assert visit.page.locator("html").get_attribute("lang") == "de"
    expect(visit.page.locator(".lead")).to_contain_text("35\u00a0Personen, seit August 2025 über dem Ziel.")
    expect(visit.page.locator(".hint")).to_contain_text("Beispieldaten.")


def test_a_card_leads_to_its_page_and_back_without_reloading(visit: Visit) -> None:
    visit.go("/")
    visit.page.evaluate("window.kept = true")
    visit.page.locator(".card", has_text="Auslastungsgrad").click()
    expect(visit.page.locator("h1")).to_have_text("Auslastungsgrad der Gemeinschaftsunterkünfte")
    expect(visit.page).to_have_title("Auslastungsgrad der Gemeinschaftsunterkünfte · KIM-Cockpit Halle (Saale)")
    expect(visit.page.locator("#inhalt")).to_be_focused()
    assert visit.page.url.endswith(KENNZAHL)
    visit.page.go_back()
    expect(visit.page.locator("h1")).to_have_text("Lagebild Oktober 2026")
    assert visit.page.evaluate("window.kept") is True
    assert visit.said == []


def test_an_unknown_address_says_so(visit: Visit) -> None:
    answer = visit.page.goto(f"{visit.address}/gibt-es-nicht")
    assert answer is not None
    assert answer.status == 404
    expect(visit.page.locator("h1")).to_have_text("Diese Seite gibt es nicht")


def test_the_keyboard_reaches_everything_in_order(visit: Visit) -> None:
    for path in (*PAGES, "/katalog", "/daten", "/hilfe"):
        visit.go(path)
        wanted = visit.page.evaluate(
            """() => [...document.querySelectorAll('a[href], button, select, summary, [tabindex="0"]')]
                 .filter(e => e.checkVisibility() && e.getClientRects().length).length"""
        )
        reached: list[str] = []
        for _ in range(wanted):
            visit.page.keyboard.press("Tab")
            reached.append(
                visit.page.evaluate(
                    """() => { const e = document.activeElement, s = getComputedStyle(e), c = e.closest('.card');
                         e.dataset.reached = '1';
                         const ring = c ? getComputedStyle(c).outlineStyle : s.outlineStyle;
                         return `${ring} ${e.className} ${e.textContent.slice(0, 20)}`; }"""
                )
            )
        assert visit.page.locator("[data-reached]").count() == wanted, path
        assert reached[0].endswith("skip Zum Inhalt")
        assert all(mark.startswith("solid") for mark in reached), [m for m in reached if not m.startswith("solid")]


def test_the_skip_link_skips(visit: Visit) -> None:
    visit.go("/")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#inhalt")).to_be_focused()
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.closest('main') !== null")


def test_the_choice_of_light_or_dark_wins_over_the_system_and_stays(visit: Visit) -> None:
    visit.go("/")
    button = visit.page.locator(".top-row > .tools [data-do=theme]")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert button.inner_text().strip() == "Darstellung: wie das System"
    assert visit.page.evaluate(ground) == "rgb(245, 244, 240)"
    button.click()
    assert button.inner_text().strip() == "Darstellung: hell"
    button.click()
    assert button.inner_text().strip() == "Darstellung: dunkel"
    visit.page.reload()
    visit.page.locator("main h1").wait_for()
    assert visit.page.evaluate("document.documentElement.dataset.bsTheme") == "dark"
    visit.page.wait_for_timeout(200)
    assert visit.page.evaluate(ground) == "rgb(17, 24, 30)"
    visit.page.locator(".top-row > .tools [data-do=theme]").click()
    assert visit.page.evaluate("document.documentElement.dataset.bsTheme") is None


@pytest.mark.parametrize("visit", [{"scheme": "dark"}], indirect=True)
def test_paper_is_always_light_and_has_no_tools(visit: Visit) -> None:
    visit.go("/")
    visit.page.locator(".top-row > .tools [data-do=theme]").click()
    visit.page.locator(".top-row > .tools [data-do=theme]").click()
    visit.page.emulate_media(media="print")
    assert visit.page.evaluate("getComputedStyle(document.body).color") == "rgb(23, 35, 46)"
    card = "getComputedStyle(document.querySelector('.card')).backgroundColor"
    assert visit.page.evaluate(card) == "rgb(255, 255, 255)"
    for hidden in (".tools", ".nav", ".skip", ".menu"):
        assert not any(part.is_visible() for part in visit.page.locator(hidden).all()), hidden
    expect(visit.page.locator(".foot")).to_contain_text(fixture.FIRST)
    assert visit.page.pdf(format="A4").startswith(b"%PDF")


def test_the_print_button_prints(visit: Visit) -> None:
    visit.go("/")
    visit.page.evaluate("window.print = () => { document.body.dataset.printed = '1' }")
    visit.page.locator(".top-row > .tools [data-do=print]").click()
    expect(visit.page.locator("body")).to_have_attribute("data-printed", "1")


@pytest.mark.parametrize("visit", [{"width": 320}], indirect=True)
def test_a_phone_has_a_menu_that_escape_closes(visit: Visit) -> None:
    visit.go(KENNZAHL)
    assert not visit.page.locator(".nav").is_visible()
    menu = visit.page.locator("details.menu summary")
    menu.click()
    link = visit.page.locator(".sheet a", has_text="Lagebild")
    assert link.is_visible()
    visit.page.keyboard.press("Escape")
    assert not link.is_visible()
    expect(menu).to_be_focused()
    menu.click()
    link.click()
    expect(visit.page.locator("h1")).to_have_text("Lagebild Oktober 2026")


def test_charts_follow_the_colours_of_the_page(visit: Visit) -> None:
    visit.go(KENNZAHL)
    assert visit.page.locator("svg.chart.wide").is_visible()
    assert not visit.page.locator("svg.chart.narrow").is_visible()
    label = visit.page.locator("svg.chart.wide").get_attribute("aria-label") or ""
    assert label.startswith("Liniendiagramm: Auslastungsgrad der Gemeinschaftsunterkünfte")
    stroke = "getComputedStyle(document.querySelector('svg.chart.wide path[stroke-linejoin]')).stroke"
    light = visit.page.evaluate(stroke)
    visit.page.emulate_media(color_scheme="dark")
    assert visit.page.evaluate(stroke) != light
