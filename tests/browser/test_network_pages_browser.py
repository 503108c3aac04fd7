"""Lagebild, school and network in a real browser: the questions they answer, one sheet of paper, accessible."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import network_release
import pytest
import whole_catalogue_release
from playwright.sync_api import Browser, Page, expect
from served import served

pytestmark = pytest.mark.browser
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = ("/", "/sprache-schule", "/netzwerk")
SIZES = [(scheme, width) for scheme in ("light", "dark") for width in (320, 1280)]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("home")
    network_release.publish(home)
    with served(home) as running:
        yield running


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("whole")
    whole_catalogue_release.publish(home)
    with served(home) as running:
        yield running


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    scheme: Literal["light", "dark"]
    scheme, width = getattr(request, "param", ("light", 1280))
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="de-DE")
    yield context.new_page()
    context.close()


def go(page: Page, to: str) -> None:
    page.goto(to)
    page.locator("main h1").wait_for()
    page.evaluate("document.fonts.ready")


@pytest.mark.parametrize("page", SIZES, indirect=True, ids=lambda how: f"{how[0]}-{how[1]}")
def test_pages_are_quiet_accessible_and_fit(page: Page, address: str, axe: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in PAGES:
        go(page, address + path)
        for fold in page.locator("main details summary:visible").all():
            fold.click()
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, path
        page.evaluate(axe)
        found = page.evaluate(f"axe.run(document, {{runOnly: {WCAG}}})")
        assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found["violations"]] == [], path
    assert said == []


def test_do_we_have_enough_places_and_until_when_must_i_decide(page: Page, address: str) -> None:
    go(page, f"{address}/")
    expect(page.locator(".lead")).to_contain_text("Die Plätze reichen bis April 2027.")
    first = page.locator(".decisions li").first
    expect(first).to_contain_text("bis 30.11.2026")
    first.locator("a").click()
    expect(page.locator("h1")).to_have_text("Handlungsfenster")


def test_what_turned_and_what_have_we_agreed(page: Page, address: str) -> None:
    go(page, f"{address}/")
    page.locator(".tally a", has_text="handeln").click()
    expect(page).to_have_url(f"{address}/katalog?status=act")
    page.go_back()
    page.locator(".measures summary").click()
    expect(page.locator(".measures table")).to_contain_text("31.10.2026, seit 25 Tagen fällig")


def test_every_entry_of_the_matrix_opens_its_indicator_and_a_lens_stays_in_the_address(
    page: Page, address: str
) -> None:
    go(page, f"{address}/")
    assert page.locator("table.matrix").is_visible()
    page.locator(".lens-choice a", has_text="proaktiv").click()
    expect(page.locator(".lens-question")).to_contain_text("Sehen wir früh genug, was kommt?")
    assert page.url == f"{address}/?lens=proaktiv"
    expect(page.locator(".lens-choice a[aria-current]")).to_have_text("proaktiv")
    page.locator("table.matrix a", has_text="Deckungsgrad").click()
    expect(page.locator("h1")).to_have_text("Deckungsgrad")
    page.go_back()
    expect(page.locator(".lens-question")).to_be_visible()


@pytest.mark.parametrize("page", [("light", 768)], indirect=True)
def test_below_a_laptop_the_matrix_is_a_list_to_open_by_keyboard(page: Page, address: str) -> None:
    go(page, f"{address}/")
    assert not page.locator("table.matrix").is_visible()
    fold = page.locator(".fold", has_text="Ressourcen")
    entry = fold.locator("a", has_text="Fördermittel")
    assert not entry.is_visible()
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(entry).to_be_visible()


def test_which_organisations_are_silent_and_whom_do_we_not_reach(page: Page, address: str) -> None:
    go(page, f"{address}/netzwerk")
    figure = page.locator("figure.framed", has_text="zu keinem Termin")
    figure.locator("[data-as=table]").click()
    rows = figure.locator("tbody tr")
    assert rows.first.inner_text().split() == ["Saalehaus", "Migrantenorganisationen", "12"]
    figure.locator("th button", has_text="Termine").click()
    assert rows.first.inner_text().split() == ["Gartenland", "Migrantenorganisationen", "0"]
    go(page, f"{address}/sprache-schule")
    expect(page.locator(".lead-rest")).to_contain_text("1 Schule mit Bedarf hat keine geförderten Kinder")


@pytest.mark.parametrize("page", [("dark", 1280)], indirect=True)
@pytest.mark.parametrize("release", ["address", "whole"])
def test_the_lagebild_is_exactly_one_sheet(
    page: Page, release: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    go(page, f"{request.getfixturevalue(release)}/?lens=proaktiv")
    paper = tmp_path / "lagebild.pdf"
    page.pdf(path=str(paper), prefer_css_page_size=True)
    program = shutil.which("pdfinfo")
    assert program, "pdfinfo fehlt (Paket poppler-utils)"
    said = subprocess.run([program, str(paper)], capture_output=True, text=True, check=True).stdout
    facts = dict(line.split(":", 1) for line in said.splitlines() if ":" in line)
    assert facts["Pages"].strip() == "1"
    assert "A4" in facts["Page size"]


def test_on_paper_every_zielfeld_is_open_and_nothing_is_too_small(page: Page, address: str) -> None:
    go(page, f"{address}/")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 1000})
    assert not page.locator("table.matrix").is_visible()
    for entry in page.locator(".fold .entry:not(.leading)").all():
        assert entry.is_visible(), entry.inner_text()
    sizes = page.evaluate(
        """[...document.querySelectorAll('body *')]
             .filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
             .filter(e => !e.closest('.vh, script, style, svg'))
             .map(e => [parseFloat(getComputedStyle(e).fontSize), e.className, e.textContent.slice(0, 30)])
             .filter(([size]) => size < 8.5 / 0.75)"""
    )
    assert sizes == []
