"""The builder in a real browser: the inquiry of 2014 answered, a paper taken from draft to release, no barrier."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import inquiry_release
import pytest
import release_fixture as fixture
from playwright.sync_api import Browser, Page, expect
from served import served

from dashboard import formatting

pytestmark = [pytest.mark.browser, pytest.mark.slow]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What councillors asked in 2014: countries, women and men, families, capacity, places by kind, strategy, care,
# caseload; and for each the indicator and member whose value the answer must print.
ASKED = {
    "Aus welchen Ländern kommen die Menschen?": ("zuweisungen", "herkunft", "475"),
    "Wie viele Frauen und Männer leben in Gemeinschaftsunterkünften?": ("gu_belegung", "frauen", "w"),
    "Wie viele Familien mit Kindern sind untergebracht?": ("haushalte_untergebracht", "kinder", "mit"),
    "Reicht die Kapazität der Gemeinschaftsunterkünfte?": ("gu_auslastung", None, None),
    "Wie viele Personen können höchstens in jeder Unterkunft leben?": ("gu_plaetze_genehmigt", "unterkunft", "GU-01"),
    "Wie viele Plätze gibt es in Gemeinschaftsunterkünften?": ("gu_plaetze_netto", None, None),
    "Wie viele Wohnungen hat die Stadt für Geflüchtete gemietet?": ("kontingent_bestand", None, None),
    "Wie lange leben Menschen in Gemeinschaftsunterkünften, und was ist das Ziel?": ("gu_verweildauer_med", None, None),
    "Wie viele Menschen kommen auf eine Stelle der Betreuung?": ("betreuungsrelation", None, None),
    "Wie werden Haushalte in eigenen Wohnungen begleitet?": ("nachbetreuung_quote", None, None),
    "Wie viele Fälle bearbeitet eine Stelle, und wie hat sich das in zwei Jahren verändert?":
        ("fallmanagement_relation", None, None),
}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    inquiry_release.publish(home)
    return home


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    with served(home) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    yield context.new_page()
    context.close()


def stored(home: Path) -> dict[tuple[str, str | None, str | None], tuple[float, int]]:
    """The latest value and its decimals by indicator and member, read beside the dashboard."""
    copy = home / "kopie.duckdb"
    if not copy.exists():
        copy.write_bytes((home / "releases" / fixture.FIRST / "rat.duckdb").read_bytes())
    with duckdb.connect(str(copy), read_only=True) as con:
        rows = con.execute(
            "select indicator_id, dim1, member1, arg_max(v.value, v.period), any_value(i.decimals) from mart.value v"
            " join meta.indicator i on i.id = v.indicator_id where v.value is not null group by all"
        ).fetchall()
    return {(i, d, m): (value, decimals) for i, d, m, value, decimals in rows}


def barriers(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [f"{v['id']}: {v['nodes'][0]['html']}" for v in found["violations"]]


def test_the_questions_of_the_inquiry_are_answered_and_filed(home: Path, address: str, page: Page, axe: str) -> None:
    page.goto(f"{address}/vorlagen?show=anfrage:2026-10")
    assert barriers(page, axe) == []
    for question in ASKED:
        page.get_by_label(question, exact=True).check()
    page.get_by_label("Nummer der Anfrage").fill("VII/2026/01234")
    page.get_by_role("button", name="Entwurf speichern").click()
    sheet = page.get_by_role("article", name="Vorschau")
    values = stored(home)
    for question, key in ASKED.items():
        block = sheet.locator(".piece", has=page.get_by_role("heading", name=question))
        value, decimals = values[key]
        expect(block).to_contain_text(formatting.number(value, decimals))
        expect(block).to_contain_text("Quelle: ")
        expect(block.get_by_role("table")).to_have_count(1)
    expect(sheet.locator(".piece").filter(has_text="Fälle bearbeitet")).to_contain_text("als am 30.09.2024")
    origins = sheet.locator(".piece").filter(has_text="Aus welchen Ländern")
    expect(origins).to_contain_text("1 Angabe wird aus Datenschutzgründen nicht gezeigt (g).")
    expect(page.get_by_label("Nummer der Anfrage")).to_have_value("VII/2026/01234")
    expect(page.get_by_label("Aus welchen Ländern kommen die Menschen?")).to_be_checked()
    page.get_by_role("button", name="Antwort unter ihrer Nummer ablegen").click()
    expect(page.get_by_role("table", name="Freigegebene Vorlagen und Antworten")).to_contain_text("VII/2026/01234")


def test_a_paper_goes_from_draft_to_release(address: str, page: Page, axe: str) -> None:
    page.goto(f"{address}/vorlagen?show=quartalsbericht:2026-Q3")
    expect(page.get_by_role("heading", name="Stand: noch nicht gespeichert")).to_be_visible()
    page.get_by_text("Texte", exact=True).click()
    field = page.get_by_label("Familienverträglichkeit")
    field.fill("Haushalte mit Kindern: {haushalte_untergebracht:kinder=mit}.")
    page.get_by_role("button", name="Entwurf speichern").click()
    sheet = page.get_by_role("article", name="Vorschau")
    expect(sheet.locator("#teil-familien .bound")).to_have_count(1)
    page.get_by_role("button", name="Als geprüft kennzeichnen").click()
    page.get_by_role("button", name="Freigeben").click()
    expect(page.get_by_role("heading", name="Stand: freigegeben")).to_be_visible()
    assert barriers(page, axe) == []
    with page.expect_download() as caught:
        page.locator(".inspection").get_by_role("link", name="Word (DOCX)").click()
    assert caught.value.suggested_filename == "KIM_quartalsbericht_2026-Q3_rat.docx"


@pytest.mark.parametrize("width", [320, 768])
def test_narrow_screens_scroll_only_down(address: str, page: Page, axe: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/vorlagen")
    expect(page.get_by_role("heading", name="Quartalsbericht zur Aufnahme")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert barriers(page, axe) == []
    page.get_by_role("link", name="III. Quartal 2026").first.click()
    expect(page.get_by_role("article", name="Vorschau")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert barriers(page, axe) == []
