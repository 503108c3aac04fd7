"""The monthly questions that the other walks leave open, by the numbers of the release: cost, paper, forecast, g."""

from collections.abc import Iterator
from pathlib import Path

import city_release
import duckdb
import pytest
import release_fixture as fixture
import whole_catalogue_release
from playwright.sync_api import Browser, Page, expect
from served import served

from dashboard import formatting

Stored = dict[str, tuple[str, str]]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def stored(home: Path) -> Stored:
    """Indicator -> the newest value of the whole city as it has to be printed, and its period."""
    sql = """select v.indicator_id, v.value, i.decimals, v.period from mart.value as v
             join meta.indicator as i on i.id = v.indicator_id
             where v.dim1 is null and v.value is not null order by v.period"""
    with duckdb.connect(str(home / "releases" / fixture.FIRST / "leitung.duckdb"), read_only=True) as con:
        rows = con.execute(sql).fetchall()
    return {name: (formatting.number(value, decimals), period) for name, value, decimals, period in rows}


@pytest.fixture(scope="module")
def served_whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Stored]]:
    home = tmp_path_factory.mktemp("whole")
    whole_catalogue_release.publish(home)
    told = stored(home)
    with served(home) as running:
        yield running, told


@pytest.fixture
def address(served_whole: tuple[str, Stored]) -> str:
    return served_whole[0]


@pytest.fixture
def told(served_whole: tuple[str, Stored]) -> Stored:
    return served_whole[1]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("city")
    city_release.publish(home)
    with duckdb.connect(str(home / "releases" / fixture.FIRST / "leitung.duckdb")) as con:
        con.execute(
            "update mart.value set fallback_period = '2026-09' where sign = 'g' and indicator_id = 'dichte_je_1000'"
        )
    with served(home) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    yield context.new_page()
    context.close()


def go(page: Page, to: str) -> None:
    page.goto(to)
    page.locator("main h1").wait_for()


def test_question_4_what_does_it_cost_after_the_states_share(page: Page, address: str, told: Stored) -> None:
    go(page, f"{address}/")
    page.locator(".nav a", has_text="Unterbringung").click()
    section = page.locator("section", has=page.get_by_role("heading", name="Was kostet es die Stadt?"))
    for name, title in (("nettoaufwand_person", "Nettoaufwand"), ("erstattungsquote", "Erstattungsquote")):
        expect(section.locator(".card", has_text=title).locator(".value")).to_contain_text(told[name][0])


def test_question_5_what_turned_since_last_month_and_why(page: Page, address: str, told: Stored) -> None:
    go(page, f"{address}/")
    news = page.locator(".news")
    expect(news).to_contain_text("von „beobachten“ zu „handeln“")
    first = news.locator("li a").first
    title = (first.text_content() or "").partition(" von „")[0]
    expect(first).to_contain_text(told[(first.get_attribute("href") or "").rpartition("/")[2]][0])
    first.click()
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("main")).to_contain_text("Zu diesem Wert liegt noch keine Einordnung vor.")


def test_question_6_which_figure_with_which_day_may_go_into_the_paper(page: Page, address: str, told: Stored) -> None:
    value, period = told["gu_belegung"]
    go(page, f"{address}/katalog")
    page.locator("main td a, main th a", has_text="Belegung der Gemeinschaftsunterkünfte").click()
    expect(page.locator(".now .value")).to_contain_text(value)
    expect(page.locator(".now")).to_contain_text(f"Stand {formatting.stichtag(period)}")
    expect(page.locator("main")).to_contain_text(f"Ausgabe {fixture.FIRST}")
    expect(page.get_by_role("heading", name="Steckbrief")).to_be_visible()
    go(page, f"{page.url}?release={fixture.FIRST}")
    expect(page.locator(".now .value")).to_contain_text(value)


def test_question_10_how_good_were_the_forecasts(page: Page, address: str, told: Stored) -> None:
    go(page, f"{address}/ankunft")
    section = page.locator("section", has=page.get_by_role("heading", name="Wie gut sehen wir voraus, was kommt?"))
    for name, title in (
        ("prognosefehler_wape_1m", "einen Monat vorher"),
        ("prognosefehler_wape_3m", "drei Monate vorher"),
    ):
        card = section.locator(".card", has_text=title)
        expect(card.locator(".value")).to_contain_text(told[name][0])
    card.locator("h3 a").click()
    expect(page.locator("h1")).to_contain_text("drei Monate vorher")


def test_question_12_what_may_be_shown_at_this_detail_and_what_instead(page: Page, city: str) -> None:
    go(page, f"{city}/sozialraum")
    levels = page.get_by_role("region", name="Was auf welcher Ebene gezeigt wird")
    row = levels.locator("tr", has_text="Untergebrachte je 1.000")
    assert row.locator("td").all_inner_texts()[-2:] == ["3", "1"]
    offer = page.locator(".coarser")
    expect(offer).to_contain_text("1 Wert wird nicht gezeigt (g)")
    offer.get_by_role("link", name="ganze Stadt, Sept. 2026").click()
    expect(page.locator("h1")).to_have_text("Untergebrachte je 1.000")
    expect(page.locator(".now .value")).to_contain_text("5,6")
    assert page.url.endswith("/kennzahl/dichte_je_1000?period=2026-09")
