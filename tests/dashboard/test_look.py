"""A request understood: period, old release, comparison, and what of an address is not followed."""

import datetime as dt
from pathlib import Path

import pytest
import release_fixture as fixture
from component_text import by_class, text, walk
from dash import html

from dashboard import warehouse
from dashboard.access import Access, access_for
from dashboard.app import render
from dashboard.look import Look, look

KENNZAHL = "/kennzahl/gu_auslastung"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    fixture.publish(folder)
    fixture.publish(folder, fixture.SECOND, shift=1.0, published=dt.datetime(2026, 11, 24, 7, 0))
    return folder


@pytest.fixture(scope="module")
def access() -> Access:
    return access_for(fixture.city().rights, "lokal")


def seen(home: Path, access: Access, address: str) -> Look:
    path, mark, query = address.partition("?")
    return look(home, access, path, mark + query, fixture.NOW)


def said(home: Path, access: Access, address: str) -> str:
    path, mark, query = address.partition("?")
    return " ".join(text(render(home, access, path, fixture.NOW, mark + query)[0]).split())


def test_a_period_shows_what_could_be_said_then(home: Path, access: Access) -> None:
    then = seen(home, access, f"{KENNZAHL}?period=2025-12")
    reading = then.visit.shown.reading("gu_auslastung")
    assert reading is not None
    assert reading.latest is not None
    assert reading.latest.period == "2025-12"
    assert then.visit.today == dt.date(2025, 12, 31)
    assert "Stand 31.12.2025" in said(home, access, f"{KENNZAHL}?period=2025-12")
    assert seen(home, access, f"{KENNZAHL}?period=2025-Q4").visit.today == dt.date(2025, 12, 31)
    assert seen(home, access, f"{KENNZAHL}?period=2025/26").visit.today == dt.date(2026, 7, 31)


def test_a_period_that_is_not_over_ends_today(home: Path, access: Access) -> None:
    assert seen(home, access, "/?period=2026").visit.today == fixture.TODAY


def test_an_old_release_is_shown_whole_and_announced(home: Path, access: Access) -> None:
    old = seen(home, access, f"{KENNZAHL}?release={fixture.FIRST}")
    assert old.visit.shown.info.id == fixture.FIRST
    assert old.visit.today == dt.date(2026, 11, 12)
    assert seen(home, access, KENNZAHL).visit.shown.info.id == fixture.SECOND
    page = render(home, access, KENNZAHL, fixture.NOW, f"?release={fixture.FIRST}")[0]
    assert "90,3" in text(by_class(page, "now"))
    assert "91,3" in text(by_class(render(home, access, KENNZAHL, fixture.NOW)[0], "now"))
    assert fixture.FIRST in text(by_class(page, "foot"))


def test_a_release_that_does_not_exist_is_named_and_the_current_one_shown(home: Path, access: Access) -> None:
    wrong = seen(home, access, "/?release=2020-01-01T000000Z-1")
    assert wrong.visit.shown.info.id == fixture.SECOND
    assert [(r.name, r.why) for r in wrong.refused] == [("release", "value")]
    assert "Auswahl „2020-01-01T000000Z-1“ gibt es nicht" in said(home, access, "/hilfe?release=2020-01-01T000000Z-1")


def test_a_rollback_makes_the_older_release_current(tmp_path: Path, access: Access) -> None:
    fixture.publish(tmp_path)
    fixture.publish(tmp_path, fixture.SECOND)
    fixture.switch(tmp_path, fixture.FIRST)
    now = seen(tmp_path, access, "/")
    assert (now.current, now.visit.shown.info.id) == (fixture.FIRST, fixture.FIRST)
    assert now.visit.today == fixture.TODAY
    assert warehouse.releases(tmp_path, "leitung") == (fixture.SECOND, fixture.FIRST)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (f"{KENNZAHL}?period=2031-01", "Zeitraum bis: Auswahl „2031-01“ gibt es nicht"),
        (f"{KENNZAHL}?compare=gestern", "Verglichen mit: Auswahl „gestern“ gibt es nicht"),
        (f"{KENNZAHL}?show=schule", "Ansicht: Auswahl „schule“ gibt es nicht"),
        (f"{KENNZAHL}?foo=1", "Die Angabe „foo“ in der Adresse gibt es nicht"),
        ("/methodik?status=act", "„Bewertung“ hat auf dieser Seite keine Wirkung"),
    ],
)
def test_what_is_not_followed_is_said(home: Path, access: Access, address: str, words: str) -> None:
    assert words in said(home, access, address)


def test_a_comparison_with_the_target_and_the_year_before(home: Path, access: Access) -> None:
    assert "6,3 Punkte über dem Ziel" in said(home, access, f"{KENNZAHL}?compare=ziel")
    assert "als im Oktober 2025" in said(home, access, f"{KENNZAHL}?compare=vorjahr")


def test_links_keep_what_stays_and_drop_what_does_not(home: Path, access: Access) -> None:
    query = "?lang=en&period=2026-06&compare=vorjahr&status=act"
    page = render(home, access, "/katalog", fixture.NOW, query)[0]
    links = {str(part.href) for part in walk(page) if str(getattr(part, "href", "")).startswith("/kennzahl/")}
    assert links == {"/kennzahl/gu_minderjaehrige?period=2026-06&compare=vorjahr&lang=en"}
    chips = [str(part.href) for part in walk(by_class(page, "chips")) if getattr(part, "href", None)]
    assert "/katalog?period=2026-06&compare=vorjahr&lang=en" in chips
    assert chips[-1] == "/katalog?lang=en"


def test_the_catalogue_is_narrowed_and_says_when_nothing_fits(home: Path, access: Access) -> None:
    assert "1 von 13 Kennzahlen passen" in said(home, access, "/katalog?status=act")
    assert "2 von 13 Kennzahlen passen" in said(home, access, "/katalog?field=ergebnisse")
    none = said(home, access, "/katalog?status=stale")
    assert "Keine Kennzahl passt zur Auswahl" in none


def test_two_releases_are_compared(home: Path, access: Access) -> None:
    page = said(home, access, "/daten")
    assert f"Unterschied zwischen {fixture.FIRST} und {fixture.SECOND}" in page
    assert "90,3 % 91,3 %" in page
    assert "betriebsdaten" in access.rights


def test_without_the_right_only_source_office_rhythm_and_stand(home: Path) -> None:
    public = access_for(fixture.city().rights, "oeffentlich")
    (main,) = [part for part in walk(render(home, public, "/daten", fixture.NOW)[0]) if isinstance(part, html.Main)]
    page = text(main)
    assert "Belegungsliste" in page
    assert "31.10.2026" in page
    for word in ("zurückgewiesen", "10.12.2026", "BEISPIEL_", "Unterschied"):
        assert word not in page, word
