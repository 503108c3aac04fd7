"""What is offered only coarsely is shown so and says so; gates, places by Stadtbezirk, links that keep choices."""

from pathlib import Path

import duckdb
import release_fixture as fixture
import subject_release
from component_text import by_class, text, walk
from dash import html

from dashboard.access import access_for
from dashboard.app import render
from dashboard.filters import Filter
from dashboard.finish import carry
from dashboard.sections import quality


def open_release(home: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(home / "releases" / fixture.FIRST / "leitung.duckdb"))


def page(home: Path, path: str, query: str = "") -> str:
    content = render(home, access_for(fixture.city().rights, "lokal"), path, fixture.NOW, query)[0]
    return " ".join(text(content).replace("\u00a0", " ").split())


def test_a_breakdown_offered_by_quarter_is_shown_with_its_quarter(tmp_path: Path) -> None:
    subject_release.publish(tmp_path)
    with open_release(tmp_path) as con:
        for period, number in (("2026-Q2", 9), ("2026-Q3", 12)):
            row = fixture.value("zuweisungen", period, number, dim1="herkunft", member1="475")
            fixture.insert(con, "mart.value", row)
        con.execute("update meta.indicator set breakdowns = '[[\"herkunft\"]]' where id = 'zuweisungen'")
    arrival = page(tmp_path, "/ankunft")
    assert "Zugewiesene aus 1 Staat" in arrival
    assert "Staatsangehörigkeit (III/2026)" in arrival
    assert "Stand III/2026" in page(tmp_path, "/kennzahl/zuweisungen")
    assert "Stand II/2026" in page(tmp_path, "/kennzahl/zuweisungen", "?period=2026-08")


def test_a_breakdown_that_is_never_offered_says_so(tmp_path: Path) -> None:
    subject_release.publish(tmp_path)
    with open_release(tmp_path) as con:
        con.execute("update meta.indicator set breakdowns = '[[\"geschlecht\"]]' where id = 'gu_belegung'")
        con.execute("delete from mart.value where indicator_id = 'kontingent_hindernisse' and dim1 = 'hindernis'")
    said = "Diese Aufteilung wird nicht gezeigt: Es sind zu wenige Personen, auch über längere Zeiträume."
    assert said in page(tmp_path, "/kennzahl/gu_belegung")
    assert said in page(tmp_path, "/wohnen")


def test_reserved_places_that_are_not_told_apart_are_never_a_false_zero(tmp_path: Path) -> None:
    subject_release.publish(tmp_path)
    with open_release(tmp_path) as con:
        con.execute("delete from mart.value where indicator_id = 'gu_plaetze_reserviert' and dim1 is not null")
    said = page(tmp_path, "/unterbringung")
    assert "Je Unterkunft wird nicht gezeigt, wie viele davon vorgesehen sind; sie zählen dort als frei." in said
    assert "GU 01 Nord 230 g aus Datenschutzgründen nicht gezeigt 60 10 300" in said


def test_places_by_stadtbezirk(tmp_path: Path) -> None:
    subject_release.publish(tmp_path)
    with open_release(tmp_path) as con:
        con.execute(
            "update meta.indicator set breakdowns = '[[\"unterkunft\"], [\"stadtbezirk\"]]' where id = 'gu_auslastung'"
        )
        for name, number in (("gu_plaetze_genehmigt", 780), ("gu_plaetze_gesperrt", 20), ("gu_belegung", 700)):
            fixture.insert(con, "mart.value", fixture.value(name, "2026-10", number, dim1="stadtbezirk", member1="1"))
    assert "Mitte 700 g aus Datenschutzgründen nicht gezeigt 60 20 780" in page(
        tmp_path, "/unterbringung", "?show=stadtbezirk"
    )
    assert "Plätze je Unterkunft am 31.10.2026" in page(tmp_path, "/unterbringung")


def test_every_check_of_the_gate_is_named_and_what_was_accepted_stands_with_its_reason(tmp_path: Path) -> None:
    assert len(quality.GATES) == len(list((fixture.ROOT / "etl" / "sql" / "checks").glob("*.sql")))
    fixture.publish(tmp_path)
    with open_release(tmp_path) as con:
        change = {"kind": "data", "indicator_id": "budget", "new": "budget: Die Kennzahl hat keinen Wert mehr."}
        fixture.insert(con, "meta.change", change | {"reason": "Das Amt liefert im Dezember nach."})
    said = page(tmp_path, "/daten")
    assert "Gegenüber der Ausgabe davor fehlt nichts und springt nichts 1 Einwand angenommen" in said
    assert "Budgetausschöpfung Die Kennzahl hat keinen Wert mehr. Das Amt liefert im Dezember nach." in said
    assert "Prüfungen vor der Veröffentlichung" not in page(tmp_path, "/hilfe")


def test_links_with_a_query_of_their_own_keep_it_and_what_stays(tmp_path: Path) -> None:
    exact = html.A("b", href="/?lang=de", **{"data-exact": "1"})
    links = [html.A("a", href="/katalog?status=act#oben"), exact, html.A("c", href="/kennzahl/x?period=2025")]
    carry(links, Filter(lang="en", period="2026-10", status="watch"))
    assert [link.href for link in links] == [
        "/katalog?period=2026-10&lang=en&status=act#oben", "/?lang=de", "/kennzahl/x?period=2025&lang=en",
    ]  # fmt: skip
    fixture.publish(tmp_path)
    content = render(tmp_path, access_for(fixture.city().rights, "lokal"), "/", fixture.NOW, "?lang=en")[0]
    (tally,) = by_class(content, "tally")
    assert all("lang=en" in part.href for part in walk(tally) if getattr(part, "href", None))
