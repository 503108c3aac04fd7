"""Arrival, accommodation, housing and space in a real browser: the monthly questions, the sortable map table, axe."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import subject_release
from playwright.sync_api import Browser, Page, expect
from served import served

pytestmark = pytest.mark.browser
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = ("/ankunft", "/unterbringung", "/wohnen", "/sozialraum")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("home")
    subject_release.publish(home)
    with served(home) as running:
        yield running


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    how = getattr(request, "param", {})
    context = browser.new_context(
        viewport={"width": how.get("width", 1280), "height": 900},
        color_scheme=how.get("scheme", "light"),
        locale="de-DE",
    )
    yield context.new_page()
    context.close()


def go(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    page.locator("main h1").wait_for()
    page.evaluate("document.fonts.ready")


def sizes() -> list[dict[str, object]]:
    return [{"scheme": scheme, "width": width} for scheme in ("light", "dark") for width in (320, 1280)]


@pytest.mark.parametrize("page", sizes(), indirect=True, ids=lambda how: f"{how['scheme']}-{how['width']}")
def test_subject_pages_are_quiet_accessible_and_fit(page: Page, address: str, axe: str) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES:
        go(page, address, path)
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, path
        page.evaluate(axe)
        found = page.evaluate(f"axe.run(document, {{runOnly: {WCAG}}})")
        assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found["violations"]] == [], path
    assert said == []
    assert {url.startswith((address, "data:")) for url in asked} == {True}


def test_question_1_do_we_have_enough_places(page: Page, address: str) -> None:
    go(page, address, "/")
    page.locator(".nav a", has_text="Unterbringung").click()
    expect(page.locator(".lead")).to_contain_text("686 von 760")
    chart = page.locator("svg.chart.wide", has=page.get_by_text("GU 01 Nord", exact=True))
    expect(chart.get_by_text("230 belegt", exact=True)).to_be_visible()
    expect(chart.get_by_text("belegt: g", exact=True)).to_be_visible()


def test_question_2_who_waits_too_long(page: Page, address: str) -> None:
    go(page, address, "/unterbringung")
    heading = page.get_by_role("heading", name="35 Kinder und Jugendliche leben länger als das Ziel in der Unterkunft")
    expect(heading).to_be_visible()
    figure = page.locator("figure", has=heading)
    labels = figure.locator("svg.chart.wide text.halo:not(.strong)").all_text_contents()
    assert labels[:3] == ["unter 6 Jahre", "6 bis 17 Jahre", "25 bis 44 Jahre"]


def test_question_3_and_11_the_way_and_where_it_stalls(page: Page, address: str) -> None:
    go(page, address, "/wohnen")
    expect(page.get_by_role("heading", name="weniger als ein Jahr zuvor")).to_be_visible()
    way = page.locator("svg.chart.wide").first
    assert way.locator("text.stock-value").all_text_contents() == ["686", "369", "613"]
    expect(page.get_by_role("heading", name="Häufigster genannter Grund: Miete über der Richtlinie")).to_be_visible()
    expect(page.get_by_role("heading", name="Wer 2025 einzog, wechselt später als 2023")).to_be_visible()


def test_question_4_which_district_carries_how_much(page: Page, address: str) -> None:
    go(page, address, "/sozialraum")
    tile = page.locator("svg.tiles g.tile", has_text="Silberhöhe")
    assert tile.locator("text").all_text_contents() == ["Silberhöhe", "13,8"]
    withheld = page.locator("svg.tiles g.withheld-tile", has_text="Tornau")
    assert withheld.locator("text").all_text_contents() == ["Tornau", "g"]


def test_the_table_beside_the_map_sorts_by_keyboard(page: Page, address: str) -> None:
    go(page, address, "/sozialraum")
    table = page.locator(".as-chart table[data-sortable]")
    rows = table.locator("tbody tr")
    expect(rows.first).to_contain_text("Silberhöhe")
    assert table.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
    value = table.locator("thead th").nth(2)
    value.locator("button").focus()
    page.keyboard.press("Enter")
    assert value.get_attribute("aria-sort") == "ascending"
    expect(rows.first).to_contain_text("Paulusviertel")
    expect(rows.last).not_to_contain_text("Silberhöhe")
    expect(page.locator("#announce")).to_have_text("Sortiert nach je 1.000, aufsteigend")
    table.locator("thead th").first.locator("button").click()
    expect(rows.first).to_contain_text("Altstadt")
    assert table.locator("th[aria-sort]").count() == 1
    page.locator(".nav a", has_text="Lagebild").click()
    expect(page.locator("h1")).to_have_text("Lagebild Oktober 2026")


def test_another_indicator_on_the_map_has_an_address_and_back_works(page: Page, address: str) -> None:
    go(page, address, "/sozialraum")
    expect(page.get_by_role("heading", name="Am höchsten: Silberhöhe und Altstadt")).to_be_visible()
    page.goto(f"{address}/sozialraum?show=kontingent_bestand")
    expect(page.get_by_role("heading", name="Am höchsten: Silberhöhe", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Am höchsten: Silberhöhe und Altstadt")).to_be_visible()


def test_an_earlier_month_shows_the_page_as_of_then(page: Page, address: str) -> None:
    go(page, address, "/wohnen?period=2025-10")
    expect(page.locator("h1")).to_have_text("Wohnen Oktober 2025")
    expect(page.locator(".lead")).to_contain_text("410")


@pytest.mark.parametrize("page", [{"scheme": "dark"}], indirect=True)
def test_subject_pages_print_light_and_whole(page: Page, address: str) -> None:
    for path in PAGES:
        go(page, address, path)
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(23, 35, 46)", path
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, path
        page.emulate_media(media="screen")
