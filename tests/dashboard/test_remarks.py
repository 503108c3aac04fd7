"""Comments, measures, changes, rejected rows and coarser views: read from a release and shown where they belong."""

import datetime as dt
import json
from pathlib import Path

import duckdb
import pytest
import release_fixture as fixture
import subject_release
from component_text import by_class, text, walk

from dashboard import warehouse
from dashboard.access import access_for
from dashboard.app import render
from dashboard.remarks import Action

KENNZAHL = "/kennzahl/gu_auslastung"
REASONS = {"datum_unmoeglich": ["Datum gibt es nicht", "In „{spalte}“.", "Tag und Monat prüfen."]}
CITIES = {
    "id": "vergleich", "title": "Städte", "origin": "INKAR", "licence": "dl-de", "as_of": "2026-11-25",
    "columns": {"merkmal": "text", "stadt": "text", "jahr": "integer", "wert": "decimal"},
    "rows": [["q", "A", 2022, "10"]],
}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    fixture.publish(folder)
    with duckdb.connect(str(folder / "releases" / fixture.FIRST / "leitung.duckdb")) as con:
        for period, cause in (("2026-08", "Alte Ursache"), ("2026-10", "Ein Haus ist teilweise gesperrt")):
            row = ["gu_auslastung", period, cause, "Plätze abgestimmt", "Reserve halten", "Leitung"]
            con.execute("insert into meta.comment values (?, ?, ?, ?, ?, ?)", row)
        for name, due, status in (("S-1", dt.date(2026, 9, 30), "offen"), ("S-2", dt.date(2026, 3, 1), "erledigt")):
            row = [name, f"Maßnahme {name}", "Leitung", due, status, ["gu_auslastung"]]
            con.execute("insert into meta.action values (?, ?, ?, ?, ?, ?)", row)
        con.execute("insert into meta.rejection values ('l1', 118, 'auszug', 'datum_unmoeglich')")
        con.execute("insert into meta.rejection values ('l1', 307, null, 'unbekannt')")
        for name, body in (("gruende", REASONS), ("vergleich", CITIES)):
            con.execute("insert into meta.document values ('reference', ?, ?)", [name, json.dumps(body)])
        con.execute("update mart.value set fallback_period = '2026-10' where sign = 'g' and member1 = 'gu_02'")
    return folder


def said(home: Path, path: str, role: str = "lokal") -> str:
    return " ".join(text(render(home, access_for(fixture.city().rights, role), path, fixture.NOW)[0]).split())


def test_what_the_office_wrote_and_agreed_stands_beside_the_value(home: Path) -> None:
    page = said(home, KENNZAHL)
    assert "Ursache Ein Haus ist teilweise gesperrt Veranlasst Plätze abgestimmt Empfehlung Reserve halten" in page
    assert "Leitung, zu Okt. 2026" in page
    assert page.index("Ein Haus ist") < page.index("Alte Ursache")
    assert "Maßnahme S-1 offen, fällig am 30.09.2026 – Frist abgelaufen" in page
    assert "Maßnahme S-2 erledigt, fällig am 01.03.2026 Zuständig" in page
    assert page.index("S-1") < page.index("S-2")


def test_a_comment_on_a_later_period_is_not_shown_for_an_earlier_view(home: Path) -> None:
    access = access_for(fixture.city().rights, "lokal")
    page = text(render(home, access, KENNZAHL, fixture.NOW, "?period=2026-09")[0])
    assert "Alte Ursache" in page
    assert "Ein Haus ist" not in page


def test_a_value_off_target_without_comment_says_so(home: Path) -> None:
    page = said(home, "/kennzahl/gu_minderjaehrige")
    assert "Zu diesem Wert liegt noch keine Einordnung vor." in page
    assert "Zu dieser Kennzahl steht hier noch keine Maßnahme." in page
    assert "noch keine Maßnahme" not in said(home, KENNZAHL)


def test_rejected_rows_are_listed_by_reason_and_row(home: Path) -> None:
    page = said(home, "/daten")
    assert "2 Zeilen zurückgewiesen, nach Grund" in page
    assert "BEISPIEL_belegungen_2026-10.csv 118 auszug Datum gibt es nicht Tag und Monat prüfen." in page
    assert "307 – unbekannt –" in page
    assert "118 auszug" not in said(home, "/daten", "oberbuergermeister")


def test_a_withheld_value_offers_the_next_view_that_can_be_shown(home: Path) -> None:
    content = render(home, access_for(fixture.city().rights, "lokal"), KENNZAHL, fixture.NOW)[0]
    (offer,) = by_class(content, "coarser")
    assert "1 Wert wird nicht gezeigt (g)" in text(offer)
    assert [(part.children, part.href) for part in walk(offer) if getattr(part, "href", None)] == [
        ("ganze Stadt, Okt. 2026", f"{KENNZAHL}?period=2026-10")
    ]


def test_the_offer_opens_exactly_the_view_it_names(tmp_path: Path) -> None:
    """A Stadtviertel is withheld, its Stadtbezirk is printed a year earlier: the link leads there, in English too."""
    subject_release.publish(tmp_path)
    with duckdb.connect(str(tmp_path / "releases" / fixture.FIRST / "leitung.duckdb")) as con:
        con.execute(
            "update mart.value set fallback_period = '2025-09', fallback_dim1 = 'stadtbezirk', fallback_member1 = '1'"
            " where sign = 'g' and indicator_id = 'dichte_je_1000'"
        )
        row = fixture.value("dichte_je_1000", "2025-09", 7.7, dim1="stadtbezirk", member1="1")
        con.execute(f"insert into mart.value ({', '.join(row)}) values (?, ?, ?, ?, ?, ?, ?)", list(row.values()))
        con.execute("""update meta.document set body = '[{"id": "stadtbezirk", "title": "Stadtbezirk", "members": {}}]'
                       where id = 'breakdowns'""")
    access = access_for(fixture.city().rights, "lokal")
    for path in ("/kennzahl/dichte_je_1000?show=stadtviertel&lang=en", "/sozialraum?show=dichte_je_1000&lang=en"):
        place, _, query = path.partition("?")
        content = render(tmp_path, access, place, fixture.NOW, f"?{query}")[0]
        (offer,) = by_class(content, "coarser")
        (link,) = [part for part in walk(offer) if getattr(part, "href", None)]
        assert text(link) == "Borough Mitte, Sep 2025"
        assert link.href == "/kennzahl/dichte_je_1000?lang=en&period=2025-09&show=stadtbezirk"
    place, _, query = link.href.partition("?")
    opened = text(render(tmp_path, access, place, fixture.NOW, f"?{query}")[0])
    assert "By Borough, as of 30.09.2025" in opened
    assert "7,7" in opened


def test_a_withheld_value_of_the_whole_city_offers_an_earlier_one_and_nothing_that_is_not_there(tmp_path: Path) -> None:
    fixture.publish(home := tmp_path)
    access = access_for(fixture.city().rights, "lokal")
    with duckdb.connect(str(home / "releases" / fixture.FIRST / "leitung.duckdb")) as con:
        con.execute(
            "update mart.value set fallback_period = '2026-09' where sign = 'g' and indicator_id = 'wohnungsbedarf'"
        )
        con.execute("update mart.value set fallback_period = '2026-11' where sign = 'g' and member1 = 'gu_02'")
    content = render(home, access, "/kennzahl/wohnungsbedarf", fixture.NOW)[0]
    links = [(text(part), part.href) for part in walk(content) if "period=2026-09" in str(getattr(part, "href", ""))]
    assert links == [("ganze Stadt, Sept. 2026", "/kennzahl/wohnungsbedarf?period=2026-09")]
    assert "Zu klein für diese Sicht; gezeigt werden kann: ganze Stadt" in said(home, "/kennzahl/wohnungsbedarf")
    assert "1 Wert wird nicht gezeigt (g)" in said(home, KENNZAHL)
    assert by_class(render(home, access, KENNZAHL, fixture.NOW)[0], "coarser") == []


def test_the_readers_return_what_is_stored(home: Path) -> None:
    remarks = warehouse.remarks(home, "leitung", fixture.FIRST)
    assert len(remarks.comments) == len(remarks.actions) == 2
    assert remarks.changes == ()
    table = warehouse.reference(home, "leitung", fixture.FIRST, "vergleich")
    assert table is not None
    assert table.records() == [{"merkmal": "q", "stadt": "A", "jahr": 2022, "wert": "10"}]
    assert warehouse.reference(home, "rat", fixture.FIRST, "vergleich") is None
    assert warehouse.operations(home, "rat", fixture.FIRST).rejections == ()
    with pytest.raises(warehouse.NoRelease):
        warehouse.remarks(home, "leitung", "gibt-es-nicht")


@pytest.mark.parametrize(
    ("status", "due", "late"),
    [
        ("offen", dt.date(2026, 11, 24), True),
        ("offen", dt.date(2026, 11, 25), False),
        ("erledigt", dt.date(2020, 1, 1), False),
        ("in Arbeit", None, False),
    ],
)
def test_a_measure_is_overdue_the_day_after_its_day(status: str, due: dt.date | None, late: bool) -> None:
    assert Action("S", "T", "L", due, status, ()).overdue(fixture.TODAY) is late
