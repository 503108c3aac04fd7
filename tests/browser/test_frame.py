"""Choices, search, help, figures and downloads as people use them: by mouse, by keyboard, in both languages."""

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import python_calamine
import release_fixture as fixture
from playwright.sync_api import Browser, Page, expect
from served import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KENNZAHL = "/kennzahl/gu_auslastung"
PAGES = (
    *("/katalog", "/katalog?status=stale", f"{KENNZAHL}?period=2025-12&foo=1"),
    *("/daten", "/methodik", "/hilfe", "/barrierefreiheit"),
)


@dataclass
class Visit:
    """An open page, where it comes from, and what its console said."""

    page: Page
    address: str
    said: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.page.locator("main h1").wait_for()

    def violations(self, axe: str) -> list[object]:
        self.page.evaluate(axe)
        found = self.page.evaluate(f"axe.run(document, {{runOnly: {WCAG}}})")
        return [(v["id"], [n["target"] for n in v["nodes"]]) for v in found["violations"]]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("home")
    fixture.publish(home)
    fixture.publish(home, fixture.SECOND, shift=1.0, published=dt.datetime(2026, 11, 24, 7, 0))
    with served(home) as running:
        yield running


@pytest.fixture
def visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    how = getattr(request, "param", {})
    context = browser.new_context(
        viewport={"width": how.get("width", 1280), "height": 900}, color_scheme=how.get("scheme", "light")
    )
    opened = Visit(context.new_page(), address)
    opened.page.on("console", lambda message: opened.said.append(message.text))
    opened.page.on("pageerror", lambda error: opened.said.append(str(error)))
    yield opened
    context.close()


@pytest.mark.parametrize(
    "visit",
    [{"scheme": "light", "width": 320}, {"scheme": "dark", "width": 1280}],
    indirect=True,
    ids=["light-320", "dark-1280"],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_pages_are_quiet_accessible_and_fit(visit: Visit, axe: str, language: str) -> None:
    for path in PAGES:
        visit.go(f"{path}{'&' if '?' in path else '?'}lang={language}")
        assert visit.page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, path
        assert visit.violations(axe) == [], path
        assert visit.page.evaluate("document.documentElement.lang") == language
    assert visit.said == []


def test_a_choice_changes_the_address_keeps_the_focus_and_back_undoes_it(visit: Visit) -> None:
    visit.go(KENNZAHL)
    visit.page.evaluate("window.kept = true")
    visit.page.locator("#wahl-compare").select_option("ziel")
    expect(visit.page.locator(".now")).to_contain_text("6,3\u00a0Punkte über dem Ziel")
    assert visit.page.url.endswith("?compare=ziel")
    visit.page.locator("#wahl-period").select_option("2025-12")
    expect(visit.page.locator(".now")).to_contain_text("Stand 31.12.2025")
    expect(visit.page.locator(".chips")).to_contain_text("Zeitraum bis: Dezember 2025")
    visit.page.go_back()
    expect(visit.page.locator(".now")).to_contain_text("Stand 31.10.2026")
    expect(visit.page.locator("#wahl-period")).to_have_value("")
    expect(visit.page.locator("#wahl-compare")).to_have_value("ziel")
    visit.page.locator(".chip", has_text="Verglichen mit").click()
    expect(visit.page.locator(".chips")).to_have_count(0)
    assert visit.page.url.endswith(KENNZAHL)
    assert visit.page.evaluate("window.kept") is True
    assert visit.said == []


def test_a_choice_by_keyboard_keeps_the_focus(visit: Visit) -> None:
    visit.go("/katalog")
    visit.page.locator("#wahl-status").focus()
    visit.page.keyboard.press("ArrowDown")
    expect(visit.page.locator(".lead")).to_contain_text("von 13 Kennzahlen passen")
    expect(visit.page.locator("#wahl-status")).to_be_focused()


def test_a_link_reproduces_the_view_with_an_old_release(visit: Visit) -> None:
    visit.go(f"{KENNZAHL}?release={fixture.FIRST}")
    expect(visit.page.locator(".now .value")).to_contain_text("90,3")
    visit.page.locator(".nav a", has_text="Kennzahlen").click()
    expect(visit.page.locator("main h1")).to_have_text("Kennzahlen")
    assert f"release={fixture.FIRST}" in visit.page.url
    expect(visit.page.locator(".foot")).to_contain_text(fixture.FIRST)
    visit.page.locator(".reset").click()
    expect(visit.page.locator(".foot")).to_contain_text(fixture.SECOND)


def test_the_search_finds_by_keyboard_and_returns_the_focus(visit: Visit, axe: str) -> None:
    visit.go("/katalog")
    opener = visit.page.locator(".top-row > .tools [data-do=search]")
    opener.focus()
    visit.page.keyboard.press("Control+k")
    field_ = visit.page.get_by_role("combobox", name="Suchen in Kennzahlen")
    expect(field_).to_be_focused()
    visit.page.keyboard.type("auslast")
    option = visit.page.locator("[role=option][aria-selected=true]")
    expect(option).to_contain_text("Auslastungsgrad der Gemeinschaftsunterkünfte")
    expect(option).to_contain_text("91,3")
    assert field_.get_attribute("aria-activedescendant") == option.get_attribute("id")
    assert visit.violations(axe) == []
    visit.page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    visit.page.keyboard.press("Control+k")
    visit.page.keyboard.type("paulusviertel")
    expect(visit.page.locator("[role=option]")).to_have_count(1)
    visit.page.keyboard.type("xyz")
    expect(visit.page.locator(".none-found")).to_be_visible()
    field_.fill("daten")
    visit.page.locator("[role=option]", has_text="Datenqualität").click()
    expect(visit.page.locator("main h1")).to_have_text("Datenqualität")
    assert visit.said == []


def test_the_help_explains_the_open_page(visit: Visit, axe: str) -> None:
    visit.go("/katalog")
    visit.page.locator(".top-row > .tools [data-do=help]").click()
    sheet = visit.page.get_by_role("dialog", name="Hilfe zu dieser Seite")
    expect(sheet).to_contain_text("Die Liste zeigt alle Kennzahlen")
    assert visit.violations(axe) == []
    sheet.get_by_role("button", name="Schließen").click()
    expect(sheet).not_to_be_visible()


def test_a_figure_is_a_chart_or_a_table_and_the_choice_is_kept(visit: Visit) -> None:
    visit.go(KENNZAHL)
    figure = visit.page.locator("figure.framed").first
    expect(figure.locator("svg.chart.wide")).to_be_visible()
    figure.get_by_role("button", name="Tabelle").press("Enter")
    expect(figure.locator("table")).to_be_visible()
    expect(figure.locator("svg.chart.wide")).not_to_be_visible()
    expect(figure.get_by_role("button", name="Tabelle")).to_have_attribute("aria-pressed", "true")
    visit.page.reload()
    expect(visit.page.locator("figure.framed table").first).to_be_visible()


@pytest.mark.parametrize(
    ("form", "start"),
    [("csv", b"\xef\xbb\xbfStand;"), ("csv-punkt", b"\xef\xbb\xbfStand,"), ("svg", b"<svg"), ("png", b"\x89PNG")],
)
def test_a_figure_can_be_taken_along(visit: Visit, form: str, start: bytes) -> None:
    visit.go(KENNZAHL)
    with visit.page.expect_download() as waiting:
        visit.page.locator(f"[data-download={form}]").first.click()
    file = waiting.value
    assert file.suggested_filename.startswith(f"KIM_kennzahl-gu_auslastung_{fixture.SECOND}_")
    assert Path(file.path()).read_bytes().startswith(start)
    assert visit.said == []


def test_all_tables_of_a_page_can_be_taken_along(visit: Visit) -> None:
    visit.go(f"{KENNZAHL}?period=2026-09")
    with visit.page.expect_download() as waiting:
        visit.page.locator("[data-download=xlsx]").click()
    content = Path(waiting.value.path()).read_bytes()
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    about = book.get_sheet_by_name(book.sheet_names[0]).to_python()
    assert ["Auswahl", "Zeitraum bis: September 2026"] in about
    assert fixture.SECOND in str(about)
    values = book.get_sheet_by_name(book.sheet_names[1]).to_python()
    assert values[1][:2] == ["30.09.2026", 91.5]


@pytest.mark.parametrize("visit", [{"width": 320}], indirect=True)
def test_on_a_phone_the_filters_open_behind_one_word(visit: Visit) -> None:
    visit.go("/katalog?status=act")
    toggle = visit.page.get_by_role("button", name="Filter (1 aktiv)")
    expect(visit.page.locator("#wahl-status")).not_to_be_visible()
    toggle.click()
    expect(visit.page.locator("#wahl-status")).to_be_visible()
    expect(toggle).to_have_attribute("aria-expanded", "true")


def test_what_is_complete_late_and_rejected_is_found(visit: Visit) -> None:
    """Question 9: is the data complete and on time, which file is missing, what changed since the last release."""
    visit.go("/daten")
    expect(visit.page.locator(".lead")).to_contain_text("5 von 7 Lieferungen liegen vor.")
    main = visit.page.locator("main")
    expect(main).to_contain_text("2.588")
    expect(main).to_contain_text("Haushaltsauszug (Fachbereich Finanzen): 10.11.2026, seit 15 Tagen fällig")
    expect(main).to_contain_text(f"Unterschied zwischen {fixture.FIRST} und {fixture.SECOND}")
    expect(main).to_contain_text("berichtigt")
