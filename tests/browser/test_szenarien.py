"""Szenarien in a real browser: a moved lever changes sentence and address, a scenario is kept, no barrier, 320 px."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import scenario_release
from playwright.sync_api import Browser, Page, expect
from served import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("home")
    scenario_release.publish(home)
    with served(home) as address:
        yield f"{address}/szenarien"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.goto(address)
    opened.locator("html[data-dash=ready]").wait_for()
    yield opened
    context.close()


def test_a_moved_lever_changes_the_sentence_and_the_address(page: Page, address: str) -> None:
    lead = page.locator("#szenario-kopf .lead")
    expect(lead).to_contain_text("Bei heutigem Wohnungszugang")
    page.locator("#hebel-places").fill("120")
    expect(lead).to_contain_text("Mit 120 neuen Plätzen ab Mai 2027")
    assert page.url == f"{address}?places=120"
    page.get_by_role("button", name="Zurücksetzen").click()
    expect(lead).to_contain_text("Bei heutigem Wohnungszugang")
    assert page.url == address
    page.get_by_role("link", name="mit 9 Wohnungen im Monat").click()
    expect(lead).to_contain_text("Mit 9 Wohnungen im Monat")


def test_a_scenario_is_kept_under_its_name_and_shown_beside(page: Page) -> None:
    page.locator("#hebel-flats").fill("12")
    expect(page.locator("#szenario-kopf .lead")).to_contain_text("Mit 12 Wohnungen")
    page.get_by_label("Name des Szenarios").fill("Zwölf Wohnungen")
    page.get_by_role("button", name="Szenario ablegen").click()
    expect(page.locator("#ablage-meldung")).to_have_text("„Zwölf Wohnungen“ ist abgelegt (Fassung 1).")
    page.reload()
    page.get_by_role("link", name="daneben zeigen").click()
    expect(page.get_by_role("heading", name="Daneben: Zwölf Wohnungen")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_no_barrier_and_fits_a_narrow_screen(page: Page, axe: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.evaluate(axe)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        found = page.evaluate("(only) => axe.run(document, {runOnly: only})", RULES)
        told = [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in found["violations"]]
        assert told == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
